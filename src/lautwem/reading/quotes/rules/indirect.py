"""Indirect quotations by a verb of saying that introduces, follows or comments on them."""

from lautwem.model import Span
from lautwem.reading.quotes.rules.clauses import is_subjunctive
from lautwem.reading.quotes.rules.content import content_after, content_before, span_of
from lautwem.reading.quotes.rules.cues import Cue
from lautwem.reading.quotes.rules.drafts import Draft, ranges_of, without
from lautwem.reading.quotes.rules.frames import frame
from lautwem.reading.quotes.rules.roles import roles, subject_before
from lautwem.reading.quotes.rules.scene import Scene, Unit
from lautwem.reading.quotes.rules.words import medium_of


def from_verbs(scene: Scene, unit: Unit, found: tuple[Cue, ...]) -> list[Draft]:
    """Indirect quotations whose cue is a verb."""
    drafts = []
    claimed: set[int] = set()
    for cue in reversed(found):
        if is_subjunctive(scene.tokens[cue.fin]) and not _follows_quote(unit, cue):
            continue
        draft = _as_clause(scene, unit, cue) or _from_verb(scene, unit, cue, claimed)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _follows_quote(unit: Unit, cue: Cue) -> bool:
    k = cue.fragment
    return k > 0 and unit.fragments[k].fin == unit.fragments[k].first


def _from_verb(scene: Scene, unit: Unit, cue: Cue, claimed: set[int]) -> Draft | None:
    right = content_after(scene, unit, cue)
    if right is not None and right.first in claimed:
        right = None
    left = content_before(scene, unit, cue) if right is None or right.rule != "dass" else None
    if right is None and left is None:
        return None
    if right is not None:
        claimed.add(right.first)
    pieces = [span_of(unit, part) for part in (left, right) if part]
    rule = (right or left).rule  # type: ignore[union-attr]
    return _draft(scene, unit, cue, tuple(pieces), f"verb-{rule}")


def _draft(scene: Scene, unit: Unit, cue: Cue, quote: tuple[Span, ...], rule: str) -> Draft:
    found = roles(scene, unit, cue)
    return Draft(
        type="indirect",
        medium="speech_writing" if cue.passive else medium_of(cue.verb),
        quote=quote,
        rule=rule,
        speaker=(found.speaker,) if found.speaker else (),
        cue=ranges_of(cue.tokens),
        frame=frame(scene, unit, cue, quote),
        addressee=(found.addressee,) if found.addressee else (),
    )


def about_before(
    scene: Scene, unit: Unit, found: tuple[Cue, ...], previous: Unit | None
) -> Draft | None:
    """ "Das teilte die Polizei mit": the content is the sentence before, and the pronoun."""
    if previous is None or not unit.fragments:
        return None
    first = unit.fragments[0].first
    cue = next((c for c in found if c.fragment == 0 and c.fin == first + 1), None)
    if cue is None or scene.low[first] not in ("das", "dies") or "clause" not in cue.verb.takes:
        return None
    if cue.verb.kinds <= {"thought"} or any(f.kind == "quote" for f in unit.fragments):
        return None
    end = unit.fragments[-1].last
    speaker = subject_before(scene, cue.fin + 1, end)
    if speaker is None or cue.passive or cue.verb.kinds & {"name"} - {"speech"}:
        return None
    return Draft(
        type="indirect",
        medium=medium_of(cue.verb),
        quote=((previous.first, previous.last), (first, first + 1)),
        rule="anaphor",
        speaker=(speaker,),
        cue=ranges_of(cue.tokens),
        frame=((first + 1, end),),
    )


def _as_clause(scene: Scene, unit: Unit, cue: Cue) -> Draft | None:
    """ "wie der Minister mitteilte": the content is the sentence around it."""
    fragment = unit.fragments[cue.fragment]
    if fragment.kind != "question" or fragment.word != "wie":
        return None
    how = scene.tokens[fragment.first + 1].pos in ("ADJ", "ADV")
    if how or is_subjunctive(scene.tokens[cue.fin]) or cue.verb.kinds <= {"thought"}:
        return None
    begin, end = fragment.first, unit.fragments[cue.end].last
    first, last = unit.first, unit.fragments[-1].last
    left_mark = begin - 1 if begin > first and scene.tokens[begin - 1].text in ",–—-" else begin
    right_mark = end + 1 if end < last and scene.tokens[end].text in ",–—-" else end
    if begin == first:
        quote = without((right_mark, last), _quotes(unit))
        place = (begin, right_mark)
    else:
        if not _asserts(unit, cue.fragment):
            return None
        start = _clause_start(unit, cue.fragment)
        quote = without((start, last), ((left_mark, right_mark), *_quotes(unit)))
        place = (left_mark, right_mark if right_mark < last else end)
    if not quote or sum(b - a for a, b in quote) < 2:
        return None
    found = roles(scene, unit, cue)
    return Draft(
        type="indirect",
        medium=medium_of(cue.verb),
        quote=quote,
        rule="wie-clause",
        speaker=(found.speaker,) if found.speaker else (),
        cue=ranges_of(tuple(sorted({begin, *cue.tokens}))),
        frame=(place,),
        addressee=(found.addressee,) if found.addressee else (),
    )


def _asserts(unit: Unit, k: int) -> bool:
    """Whether the fragments before say something with a verb of their own."""
    return any(f.fin >= 0 for f in unit.fragments[:k])


def _clause_start(unit: Unit, k: int) -> int:
    """Where the clause that fragment ``k`` comments on begins."""
    start = unit.fragments[k - 1].first if k else unit.first
    for fragment in reversed(unit.fragments[:k]):
        if fragment.kind == "quote" or fragment.mark in (":", ";"):
            return start if fragment.kind == "quote" else fragment.first
        start = fragment.first
    return start


def _quotes(unit: Unit) -> tuple[Span, ...]:
    return tuple((f.first, f.last) for f in unit.fragments if f.kind == "quote")
