"""On whose word: the chain of voices from the origin outward for every quotation.

Origin is the speaker, or who the speaker cites. Outward follow the outlet that was told,
those on whose word the article has it, the speakers around a quotation inside another,
and the agency of the byline. What names nobody carries on the source before it, while one
governs, or rests on an unnamed voice. Nothing is dropped for want of a speaker.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from lautwem.model import Because, Frozen, Span
from lautwem.reading.sourcing.carrying import (
    Governing,
    carried,
    governs,
    is_carrying,
    mentioned_before,
    misplaced,
    renders,
    source_before,
    taken_up,
)
from lautwem.reading.sourcing.described import described
from lautwem.reading.sourcing.own_outlet import is_own_outlet
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.pronouns import resumed
from lautwem.reading.sourcing.sameness import same_voices
from lautwem.reading.sourcing.source import Source
from lautwem.reading.sourcing.speaker import Told, Who, who_says
from lautwem.reading.sourcing.talks import Talk, note_talk, opened
from lautwem.reading.sourcing.voices import UNNAMED, Ref, telling

MAX_NESTING = 8


class Chain(Frozen):
    """The voices behind one quotation, innermost first, and why."""

    who: Who
    voices: tuple[Ref, ...]
    because: tuple[Because, ...]


def chains(
    page: Page,
    told: Sequence[Told],
    byline: tuple[Ref, Because] | None,
    sources: Sequence[Source] = (),
) -> tuple[Chain, ...]:
    """The chain of every quotation, in their order."""
    own = _as_before(told, [who_says(page, t.quotation, t.frame, t.sources) for t in told])
    result: list[Chain] = []
    governing: Governing | None = None
    talks: dict[Ref, Talk] = {}
    used = {source.span for one in told for source in one.sources}
    unused = {s.sentence: s for s in sources if s.form == "told" and s.span not in used}
    reached = 0
    for index, one in enumerate(told):
        who = own[index]
        talks.update(opened(page, unused, reached, one.frame.sentence + 1))
        reached = max(reached, one.frame.sentence + 1)
        outer = _outer_voices(own, told, index)
        if (
            back := taken_up(page, one, who, governing)
            or resumed(page, told, own, index, governing)
            or described(page, one, who, governing)
        ):
            who = own[index] = back
        if misplaced(page, told, index, who) and source_before(page, one, governing):
            who = own[index] = replace(who, part=None, voice=None, because=())
        if is_carrying(one.sources) and who.part is None:
            governing = mentioned_before(page, one.frame.sentence, governing)
        voices_before, reasons = carried(page, one, who, governing, talks, bool(outer))
        if outer and one.frame.outer is not None:
            around = told[one.frame.outer].quotation.quote
            reasons = (*reasons, Because("inside-another-statement", around.spans))
        voices = [*((who.voice,) if who.voice else ()), *who.relays, *voices_before, *outer]
        nobody = not voices and who.part is None
        if nobody and (after := _said_after(page, told, own, index)):
            voices, reasons = [after[0]], (Because("speaker-follows", (after[1],)),)
        if not voices and who.part is None:
            voices = [UNNAMED]
            reasons = (*reasons, Because("nobody-named", one.quotation.quote.spans[:1]))
        known = _clean(page, voices)
        if byline and byline[0] not in known and not is_own_outlet(page, byline[0]):
            known = (*known, byline[0])
            reasons = (*reasons, byline[1])
        chain = Chain(who, known, (*who.because, *reasons))
        result.append(chain)
        governing = governs(page, one, who, chain.voices) or governing
        note_talk(page, one, who, talks)
    return tuple(result)


def _said_after(
    page: Page, told: Sequence[Told], own: Sequence[Who], index: int
) -> tuple[Ref, Span] | None:
    """Whose words Konjunktiv without a source before it is: whoever says the next sentence ("Der
    Damm sei alt. „Er bricht“, sagte Velten.")."""
    one = told[index]
    if index + 1 >= len(told) or one.quotation.cue or one.hearsay or not renders(page, one):
        return None
    after, who = told[index + 1], own[index + 1]
    here, there = one.frame.sentence, after.frame.sentence
    end = max(here, page.sentence_at(one.quotation.quote.spans[-1][1] - 1))
    same = page.sentences[here].block == page.sentences[there].block
    if not same or not 0 < there - end <= 1 or who.voice is None or who.part is None:
        return None
    return (who.voice, who.part.spans[0]) if who.voice.kind != "unnamed" else None


def _as_before(told: Sequence[Told], own: Sequence[Who]) -> list[Who]:
    """Where two quotations have their speaker in the same words, the one without a cue has whom
    the first turned out to have."""
    found: dict[tuple[Span, ...], Who] = {}
    result = []
    for one, who in zip(told, own, strict=True):
        spans = one.quotation.speaker.spans if one.quotation.speaker else ()
        first = found.setdefault(spans, who) if spans else who
        if one.quotation.cue is None and first.part != who.part:
            who = replace(who, part=first.part, voice=first.voice)
        result.append(who)
    return result


def _outer_voices(own: Sequence[Who], told: Sequence[Told], index: int) -> list[Ref]:
    """The speakers and relays of the quotations around one, outward."""
    voices: list[Ref] = []
    at = told[index].frame.outer
    for _ in range(MAX_NESTING):
        if at is None or at == index:
            break
        who = own[at]
        voices += [*((who.voice,) if who.voice else ()), *who.relays]
        at = told[at].frame.outer
    return voices


def _clean(page: Page, voices: Sequence[Ref]) -> tuple[Ref, ...]:
    """Each voice once, and the article's own outlet left out unless it is all there is."""
    kept: list[Ref] = []
    for voice in voices:
        if voice not in kept and not is_own_outlet(page, voice):
            kept.append(voice)
    if len(kept) > 1 and kept[0] == UNNAMED:
        kept = kept[1:]
    return tuple(kept or voices[:1])


def refs_of(linked: Sequence[Chain]) -> list[Ref]:
    """Every voice that a chain, a speaker or an addressee refers to, in order."""
    return [
        voice
        for chain in linked
        for voice in (chain.who.voice, *chain.voices, chain.who.addressee)
        if voice is not None
    ]


def unified(linked: Sequence[Chain]) -> tuple[Chain, ...]:
    """The chains with one reference for each voice: what is an outlet once is one throughout,
    and who has no name is one under all the words for it."""
    best = telling(refs_of(linked))
    same = same_voices(best[voice.name.casefold()] for voice in refs_of(linked))

    def one(voice: Ref | None) -> Ref | None:
        return same.get(voice.name.casefold(), voice) if voice else None

    return tuple(
        replace(
            chain,
            who=replace(chain.who, voice=one(chain.who.voice), addressee=one(chain.who.addressee)),
            voices=tuple(dict.fromkeys(v for voice in chain.voices if (v := one(voice)))),
        )
        for chain in linked
    )
