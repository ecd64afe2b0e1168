"""Acts of saying whose content is a noun phrase: the whole clause is the quotation."""

from lautwem.model import Span
from lautwem.reading.quotes.rules.clauses import Fragment
from lautwem.reading.quotes.rules.cues import Cue, cues
from lautwem.reading.quotes.rules.drafts import Draft, ranges_of
from lautwem.reading.quotes.rules.roles import roles
from lautwem.reading.quotes.rules.scene import Scene, Unit
from lautwem.reading.quotes.rules.words import function, medium_of

ACCEPTED = 0.3
"""Share of reported speech from which on a verb counts. A guess that is right with
probability p raises F1 where p is over half of it; F1 is near 0.65 on the training data."""


def find_reported(
    scene: Scene, unit: Unit, found: tuple[Cue, ...], drafts: tuple[Draft, ...]
) -> list[Draft]:
    """The reported speech of a unit: verbs whose content no other rule has found."""
    result = []
    used = {i for draft in drafts for a, b in draft.cue for i in range(a, b)}
    for cue in found:
        if cue.verb.reported < ACCEPTED or cue.fin in used:
            continue
        fragment = unit.fragments[cue.fragment]
        if fragment.kind != "main" or _lies_in_quote(cue.fin, drafts):
            continue
        who = roles(scene, unit, cue)
        if who.speaker is None or not _has_object(scene, unit, cue, who.speaker):
            continue
        result.append(
            Draft(
                type="reported",
                medium=medium_of(cue.verb),
                quote=(_clause(unit, cue),),
                rule="reported",
                speaker=(who.speaker,),
                addressee=(who.addressee,) if who.addressee else (),
                evidence=ranges_of(cue.tokens),
                confidence=cue.verb.reported,
            )
        )
    return result


def _has_object(scene: Scene, unit: Unit, cue: Cue, speaker: Span) -> bool:
    """Whether the clause names anything but its speaker and a time."""
    first, last = _clause(unit, cue)
    return any(
        scene.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "PRON")
        and not speaker[0] <= i < speaker[1]
        and i not in cue.tokens
        and scene.low[i] not in function().time_nouns
        for i in range(first, last)
    )


def act_of_saying(scene: Scene, unit: Unit) -> Draft | None:
    """Somebody who speaks in the main clause of a unit, whatever it is that is said."""
    for cue in reversed(cues(scene, unit)):
        if unit.fragments[cue.fragment].kind != "main":
            continue
        speaker = roles(scene, unit, cue).speaker
        if speaker is not None:
            return Draft(
                "reported", medium_of(cue.verb), ((unit.first, unit.last),), "act", (speaker,)
            )
    return None


def _lies_in_quote(i: int, drafts: tuple[Draft, ...]) -> bool:
    return any(a <= i < b for draft in drafts for a, b in draft.quote)


def _clause(unit: Unit, cue: Cue) -> Span:
    """The sentence where the cue rules it alone, else its clause."""
    mains = [f for f in unit.fragments if f.kind == "main"]
    if len(mains) == 1:
        return (unit.first, unit.last)
    k = cue.fragment
    begin, end = _bounds(unit.fragments, k)
    return (unit.fragments[begin].first, unit.fragments[end].last)


def _bounds(fragments: tuple[Fragment, ...], k: int) -> tuple[int, int]:
    begin = k
    while begin > 0 and fragments[begin - 1].kind not in ("main", "quote"):
        begin -= 1
    end = k
    while end + 1 < len(fragments) and fragments[end + 1].kind not in ("main", "quote"):
        end += 1
    return begin, end
