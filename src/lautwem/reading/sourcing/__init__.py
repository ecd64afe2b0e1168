"""On whose word: from quotations and cast to statements with chain, certainty, channel, time."""

from collections.abc import Sequence

from lautwem.model import (
    Analysis,
    Article,
    Because,
    Cast,
    Frozen,
    Name,
    Party,
    Quotation,
    Statement,
    Voice,
    Work,
)
from lautwem.reading.sourcing.about import about
from lautwem.reading.sourcing.attribution import Source, find_sources
from lautwem.reading.sourcing.byline import byline
from lautwem.reading.sourcing.certainty import certainty, modals
from lautwem.reading.sourcing.chain import Chain, chains
from lautwem.reading.sourcing.channels import channel
from lautwem.reading.sourcing.complete import complete
from lautwem.reading.sourcing.evidential import Modal
from lautwem.reading.sourcing.frames import Frame, frames, part_tokens
from lautwem.reading.sourcing.negation import negation
from lautwem.reading.sourcing.page import Page, make_page
from lautwem.reading.sourcing.screen import screen
from lautwem.reading.sourcing.voices import Ref, number
from lautwem.reading.sourcing.when import time_of

__all__ = ["statements"]


class Setting(Frozen):
    """What one quotation stands in: the words around it, its source phrases, its hearsay."""

    frame: Frame
    sources: tuple[Source, ...]
    hearsay: tuple[Modal, ...]
    narrated: bool


def statements(
    article: Article,
    analysis: Analysis,
    names: tuple[Name, ...],
    quotations: tuple[Quotation, ...],
    cast: Cast,
    works: tuple[Work, ...] = (),
) -> tuple[tuple[Statement, ...], tuple[Voice, ...]]:
    """All statements of an article in text order, and all voices: the cast's and the others.

    ``works`` are the titles that are no statements. Every other quotation becomes a
    statement, whether or not anybody is named; statements that rest on a source or a
    hedge are added where ``quotations`` lacks them.
    """
    page = make_page(article, analysis, names, cast)
    sources = find_sources(page)
    found = complete(page, screen(page, quotations, works), sources)
    settings = _settings(page, found, sources)
    linked = chains(
        page,
        found,
        [setting.frame for setting in settings],
        [setting.sources for setting in settings],
        [setting.hearsay for setting in settings],
        byline(page, sources),
    )
    ids, voices = number(page, _refs(linked))
    return tuple(
        _statement(page, f"s{index}", quotation, setting, chain, ids)
        for index, (quotation, setting, chain) in enumerate(
            zip(found, settings, linked, strict=True), start=1
        )
    ), voices


def _settings(
    page: Page, quotations: Sequence[Quotation], sources: Sequence[Source]
) -> list[Setting]:
    """The setting of every quotation."""
    by_sentence: dict[int, list[Source]] = {}
    for source in sources:
        by_sentence.setdefault(source.sentence, []).append(source)
    phrases = {t for source in sources for t in page.tokens_in(source.span)}
    settings = []
    for quotation, frame in zip(quotations, frames(page, tuple(quotations)), strict=True):
        there = sorted({page.sentence_of(t) for t in frame.tokens} | {frame.sentence})
        own = tuple(
            s for index in there for s in by_sentence.get(index, ()) if frame.holds(page, s.span)
        )
        narrated = _narrated(page, quotation, phrases)
        reach = list(frame.tokens)
        if narrated and quotation.type != "direct":
            reach += part_tokens(page, quotation.quote)
        settings.append(Setting(frame, own, tuple(modals(page, sorted(set(reach)))), narrated))
    return settings


def _narrated(page: Page, quotation: Quotation, phrases: set[int]) -> bool:
    """Whether the content is in the article's own voice: no verb or noun of saying leads it."""
    cue = set(part_tokens(page, quotation.cue))
    if quotation.type in ("free_indirect", "indirect_free_indirect"):
        return False
    within = cue <= phrases or cue <= set(part_tokens(page, quotation.quote))
    return quotation.type == "reported" or within


def _refs(linked: Sequence[Chain]) -> list[Ref]:
    """Every voice that a statement refers to, in order of the statements."""
    return [
        voice
        for chain in linked
        for voice in (chain.who.voice, *chain.voices, chain.who.addressee)
        if voice is not None
    ]


def _statement(
    page: Page,
    identifier: str,
    quotation: Quotation,
    setting: Setting,
    chain: Chain,
    ids: dict[Ref, str],
) -> Statement:
    who = chain.who
    speaker = Party(who.part, ids[who.voice] if who.voice else None) if who.part else None
    addressee = None
    if quotation.addressee:
        addressee = Party(quotation.addressee, ids[who.addressee] if who.addressee else None)
    sure, why_sure = certainty(page, quotation, setting.frame, setting.sources, setting.narrated)
    origin = chain.voices[0] if chain.voices else None
    way, why_way = channel(page, setting.frame, origin)
    denied = negation(page, quotation, setting.frame)
    because: tuple[Because, ...] = (
        *quotation.because, *chain.because, *why_sure, *why_way, *denied,
    )  # fmt: skip
    return Statement(
        id=identifier,
        type=quotation.type,
        medium=quotation.medium,
        quote=quotation.quote,
        speaker=speaker,
        cue=quotation.cue,
        frame=quotation.frame,
        addressee=addressee,
        chain=tuple(ids[voice] for voice in chain.voices),
        certainty=sure,
        channel=way,
        about=about(page, quotation, setting.frame, (speaker, addressee)),
        negated=bool(denied),
        time=time_of(page, setting.frame),
        confidence=quotation.confidence,
        because=because,
    )
