"""The content clause of a verb of saying: where it begins and where it ends."""

from lautwem.model import Frozen, Span
from lautwem.reading.quotes.rules.clauses import is_subjunctive
from lautwem.reading.quotes.rules.cues import Cue
from lautwem.reading.quotes.rules.roles import roles
from lautwem.reading.quotes.rules.scene import Scene, Unit
from lautwem.reading.quotes.rules.words import function

NEAR = 12
"""Tokens around a verb within which a word that it needs may stand."""
SKIP = 3
"""Appositions and relative clauses that may stand between a cue and its content."""


class Content(Frozen):
    """The fragments ``first`` to ``last`` (half open) of a content clause."""

    first: int
    last: int
    rule: str


def span_of(unit: Unit, content: Content) -> Span:
    """The tokens of a content clause."""
    return (unit.fragments[content.first].first, unit.fragments[content.last - 1].last)


def content_after(scene: Scene, unit: Unit, cue: Cue) -> Content | None:
    fragments = unit.fragments
    j = cue.end + 1
    skipped = 0
    while (
        j < len(fragments)
        and fragments[j].kind in ("none", "relative")
        and fragments[j].mark == ","
        and skipped < SKIP
    ):
        j += 1
        skipped += 1
    if j >= len(fragments):
        return None
    rule = _opens_content(scene, unit, cue, j, skipped)
    if rule is None:
        return None
    if skipped and rule in ("subjunctive", "infinitive"):
        first = unit.fragments[cue.end + 1]
        verb_ends = unit.fragments[cue.end].last - 1 in cue.tokens
        opens = fragments[j].fin == fragments[j].first
        prepositional = scene.tokens[first.first].pos == "ADP"
        if first.kind == "none" and (opens or prepositional or verb_ends):
            return Content(cue.end + 1, _end(scene, unit, j, rule), rule)
    return Content(j, _end(scene, unit, j, rule), rule)


def _opens_content(scene: Scene, unit: Unit, cue: Cue, j: int, skipped: int) -> str | None:
    """By which rule fragment ``j`` is the content of a verb before it; None where it is not."""
    fragment = unit.fragments[j]
    takes = cue.verb.takes
    words = function()
    if fragment.kind == "quote":
        return None
    if fragment.kind == "sub" and fragment.word in words.content_conjunctions:
        joined = scene.low[fragment.first] in words.coordinators
        governs = "clause" in takes and not joined and _is_saying(scene, cue)
        return "dass" if governs else None
    if fragment.kind == "infinitive" and scene.low[fragment.first] not in ("um", "ohne", "anstatt"):
        if scene.low[fragment.first - 2] in words.own_infinitive and not skipped:
            return None
        return "infinitive" if takes & {"infinitive"} or _correlate(scene, cue) else None
    if "clause" not in takes:
        return None
    if fragment.kind == "question" and fragment.mark in (",", ":") and fragment.word != "wie":
        return "question"
    if fragment.kind == "question" and cue.verb.kinds & {"speech", "ask"}:
        return "question"
    if fragment.mark == ":":
        return None
    if fragment.kind == "sub" and fragment.word in words.quote_openers:
        following = next((f for f in unit.fragments[j + 1 :] if f.kind == "main"), None)
        if following and is_subjunctive(scene.tokens[following.fin]):
            return "subjunctive"
        return None
    if fragment.kind != "main" or fragment.mark not in (",", "–"):
        return None
    if is_subjunctive(scene.tokens[fragment.fin]):
        return "subjunctive" if scene.low[fragment.first] not in words.coordinators else None
    if scene.tokens[fragment.first].pos == "SCONJ":
        return None
    speech = cue.verb.kinds & {"speech", "report", "writing", "thought"}
    follows = fragment.fin > fragment.first and scene.low[fragment.first] not in words.coordinators
    whole = unit.fragments[cue.fragment].kind == "main" and cue.fin > unit.first
    if speech and follows and whole and not skipped and not cue.passive:
        return "verb-second" if _has_nothing_else(scene, unit, cue) else None
    return None


def _has_nothing_else(scene: Scene, unit: Unit, cue: Cue) -> bool:
    """Whether the clause of a cue ends in its verb group, its subject or an adverb."""
    last = unit.fragments[cue.end].last - 1
    speaker = roles(scene, unit, cue).speaker
    ends_in_subject = speaker is not None and speaker[1] == last + 1
    return last in cue.tokens or ends_in_subject or scene.tokens[last].pos == "ADV"


def _is_saying(scene: Scene, cue: Cue) -> bool:
    """Whether verbs that say something only with a certain word have it ("hält für möglich")."""
    needed = function().needed.get(cue.verb.lemma)
    if needed is None:
        return True
    nearby = scene.low[max(0, cue.fin - NEAR) : cue.fin + NEAR]
    return any(word in needed for word in nearby)


def _correlate(scene: Scene, cue: Cue) -> bool:
    return any(scene.low[i] in function().correlates for i in cue.tokens)


def _end(scene: Scene, unit: Unit, j: int, rule: str) -> int:
    """Where content that begins in fragment ``j`` ends: before what is the author's again."""
    fragments = unit.fragments
    seen = fragments[j].fin >= 0
    indicative = rule == "verb-second"
    for m in range(j + 1, len(fragments)):
        fragment = fragments[m]
        if fragment.mark == ":":
            return m
        if fragment.kind == "quote":
            seen = True
            continue
        if fragment.kind == "main" and not indicative:
            mood = is_subjunctive(scene.tokens[fragment.fin])
            if fragment.fin == fragment.first and fragment.mark in (",", "–", "—"):
                if seen and not mood:
                    return m
            elif not mood and (fragment.mark in function().coordinators or fragment.mark == ";"):
                if fragment.fin != fragment.last - 1:
                    return m
            elif not mood and fragment.mark == "," and seen:
                starts = scene.low[fragment.first]
                if starts in function().coordinators or rule == "infinitive":
                    return m
        if fragment.kind == "none" and scene.low[fragment.first] == "so" and fragment.mark == ",":
            return m
        if fragment.fin >= 0:
            seen = True
    return len(fragments)


def content_before(scene: Scene, unit: Unit, cue: Cue) -> Content | None:
    """Content before a verb that stands first after a comma: "Er komme, sagte sie"."""
    fragments = unit.fragments
    k = cue.fragment
    fragment = fragments[k]
    starts = fragment.first
    if scene.low[starts] == "so" and fragment.fin == starts + 1:
        starts += 1
    if fragment.kind != "main" or fragment.fin != starts or k == 0:
        return None
    if not _speech_follows(scene, unit, cue):
        return None
    if fragment.mark not in (",", "–", "—") or not cue.verb.takes & {"clause", "infinitive"}:
        return None
    if fragments[k - 1].kind == "quote":
        return None
    j = k - 1
    while j > 0 and fragments[j].kind != "quote" and fragments[j].mark not in (":", ";"):
        j -= 1
    if fragments[j].kind == "quote":
        j += 1
    opener = fragments[j]
    spoken = any(
        fragments[i].kind == "main" and (fragments[i].fin != fragments[i].first or i > j)
        for i in range(j, k)
    )
    if opener.kind in ("sub", "question") and fragments[k - 1].kind != "main":
        spoken = False
    if opener.kind == "sub" and opener.word in function().content_conjunctions:
        return Content(j, k, "dass-before")
    if spoken:
        return Content(j, k, "inverted")
    return None


def _speech_follows(scene: Scene, unit: Unit, cue: Cue) -> bool:
    """Whether the verb that stands first has its subject right behind it, or none to have."""
    if cue.verb.lemma == "heißen":
        return True
    speaker = roles(scene, unit, cue).speaker
    return speaker is not None and cue.fin < speaker[0] <= cue.fin + 3
