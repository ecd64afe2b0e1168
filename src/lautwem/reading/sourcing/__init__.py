"""On whose word: from quotations and cast to statements with chain, certainty, channel, time."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lautwem.model import (
    Analysis,
    Article,
    Because,
    Cast,
    Channel,
    Name,
    Party,
    Quotation,
    Statement,
    Voice,
    Work,
)
from lautwem.reading.sourcing.about import about
from lautwem.reading.sourcing.attribution import find_sources
from lautwem.reading.sourcing.byline import byline
from lautwem.reading.sourcing.certainty import certainty, is_narrated, modals
from lautwem.reading.sourcing.chain import Chain, chains, refs_of, unified
from lautwem.reading.sourcing.channels import channels_of
from lautwem.reading.sourcing.complete import complete
from lautwem.reading.sourcing.frames import Frame, frames, part_tokens
from lautwem.reading.sourcing.negation import negation
from lautwem.reading.sourcing.page import Page, make_page
from lautwem.reading.sourcing.screen import screen
from lautwem.reading.sourcing.source import Source
from lautwem.reading.sourcing.speaker import Told
from lautwem.reading.sourcing.trailing import without_frames
from lautwem.reading.sourcing.voices import Ref, number
from lautwem.reading.sourcing.when import time_of

__all__ = ["statements"]


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
    kept = tuple(without_frames(page, screen(page, quotations, works)))
    found = tuple(without_frames(page, complete(page, kept, sources)))
    told = _told(page, found, sources)
    linked = unified(chains(page, told, byline(page, sources), sources))
    ways = channels_of(page, told, linked)
    ids, voices = number(page, refs_of(linked))
    return tuple(
        _statement(page, f"s{index}", one, chain, way, ids)
        for index, (one, chain, way) in enumerate(zip(told, linked, ways, strict=True), start=1)
    ), voices


def _told(page: Page, quotations: Sequence[Quotation], sources: Sequence[Source]) -> list[Told]:
    """Every quotation with its frame and with the source phrases and hearsay that are its own."""
    by_sentence: dict[int, list[Source]] = {}
    for source in sources:
        by_sentence.setdefault(source.sentence, []).append(source)
    phrases = {t for source in sources for t in page.tokens_in(source.span)}
    told = []
    for quotation, frame in zip(quotations, frames(page, tuple(quotations)), strict=True):
        own = [
            s
            for index in _sentences(page, frame)
            for s in _held(page, by_sentence.get(index, ()), frame)
        ]
        after = page.sentence_at(quotation.quote.spans[-1][1] - 1) + 1
        own += [s for s in by_sentence.get(after, ())[:1] if s.form == "backward" and s not in own]
        narrated = is_narrated(page, quotation, phrases)
        reach = {*frame.tokens, *(part_tokens(page, quotation.quote) if narrated else ())}
        hearsay = tuple(m for m in modals(page, sorted(reach)) if m.verb == "sollen")
        told.append(Told(quotation, frame, tuple(own), hearsay, narrated))
    return told


def _sentences(page: Page, frame: Frame) -> list[int]:
    """The sentences that a frame has words in."""
    return sorted({page.sentence_of(t) for t in frame.tokens} | {frame.sentence})


def _held(page: Page, sources: Sequence[Source], frame: Frame) -> Iterator[Source]:
    """The source phrases of one sentence, in text order, whose words are all of the frame."""
    if not sources or not frame.tokens:
        return
    own = set(frame.tokens)
    at = bisect_left(sources, page.tokens[frame.tokens[0]].begin, key=_begin)
    end = page.tokens[frame.tokens[-1]].end
    while at < len(sources) and sources[at].span[0] < end:
        if own.issuperset(page.tokens_in(sources[at].span)):
            yield sources[at]
        at += 1


def _begin(source: Source) -> int:
    return source.span[0]


def _statement(
    page: Page,
    identifier: str,
    one: Told,
    chain: Chain,
    way: tuple[Channel, tuple[Because, ...]],
    ids: dict[Ref, str],
) -> Statement:
    who, quotation, frame = chain.who, one.quotation, one.frame
    speaker = Party(who.part, ids[who.voice] if who.voice else None) if who.part else None
    addressee = Party(who.told, ids[who.addressee] if who.addressee else None) if who.told else None
    attributing = [t for s in one.sources if s.form == "backward" for t in page.tokens_in(s.span)]
    around = [*frame.tokens, *attributing]
    person = page.person_of_voice.get(speaker.voice) if speaker and speaker.voice else None
    sure, why_sure = certainty(page, quotation, frame, one.sources, one.narrated)
    denied = negation(page, quotation, frame)
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
        channel=way[0],
        about=about(page, quotation, frame, (speaker, addressee), person),
        negated=bool(denied),
        time=time_of(page, around),
        confidence=quotation.confidence,
        because=(*quotation.because, *chain.because, *why_sure, *way[1], *denied),
    )
