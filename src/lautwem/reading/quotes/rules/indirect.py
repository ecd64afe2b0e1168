"""Content clauses of verbs and nouns of saying."""

from lautwem.model import Frozen, Span
from lautwem.reading.quotes.rules.clauses import Fragment, Scene, Unit, is_subjunctive
from lautwem.reading.quotes.rules.cues import Cue
from lautwem.reading.quotes.rules.drafts import Draft, ranges_of, without
from lautwem.reading.quotes.rules.phrases import noun_phrase
from lautwem.reading.quotes.rules.roles import clause_range, roles
from lautwem.reading.quotes.rules.words import function, medium_of, nouns

SKIP = 3
"""Appositions and relative clauses that may stand between a cue and its content."""


class Content(Frozen):
    """The fragments ``first`` to ``last`` (half open) of a content clause."""

    first: int
    last: int
    rule: str


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
    right = _right(scene, unit, cue)
    if right is not None and right.first in claimed:
        right = None
    left = _left(scene, unit, cue) if right is None or right.rule != "dass" else None
    if right is None and left is None:
        return None
    if right is not None:
        claimed.add(right.first)
    pieces = [span for part in (left, right) if part for span in _tokens(unit, part)]
    if not pieces:
        return None
    rule = (right or left).rule  # type: ignore[union-attr]
    return _draft(scene, unit, cue, tuple(pieces), f"verb-{rule}")


def _draft(scene: Scene, unit: Unit, cue: Cue, quote: tuple[Span, ...], rule: str) -> Draft:
    found = roles(scene, unit, cue)
    return Draft(
        type="indirect",
        medium=medium_of(cue.verb),
        quote=quote,
        rule=rule,
        speaker=(found.speaker,) if found.speaker else (),
        cue=ranges_of(cue.tokens),
        frame=frame(scene, unit, cue, quote),
        addressee=(found.addressee,) if found.addressee else (),
    )


def frame(scene: Scene, unit: Unit, cue: Cue, quote: tuple[Span, ...]) -> tuple[Span, ...]:
    """The clause of a cue with the mark that parts it from the quote, less the quote."""
    fragments = unit.fragments
    begin = clause_range(scene, unit, cue)[0]
    k = cue.fragment
    after = quote[0][0] < begin
    if not after:
        while k > 0 and fragments[k - 1].kind in ("none", "relative", "sub", "infinitive"):
            k -= 1
        k = _frame_start(scene, unit, cue, k)
        begin = min(begin, fragments[k].first)
        nearest = min((q[0] for q in quote if q[0] > cue.fin), default=unit.last)
        return without((begin, nearest), quote)
    while begin > quote[0][0] and scene.tokens[begin - 1].text in (",", "–", "—", "-"):
        begin -= 1
    end = fragments[cue.end].last
    later = min((q[0] for q in quote if q[0] > cue.fin), default=None)
    if later is not None:
        end = later
    else:
        last = cue.end
        while last + 1 < len(fragments) and fragments[last + 1].kind in ("none", "relative"):
            last += 1
        end = fragments[last].last
    return without((begin, end), quote)


def _frame_start(scene: Scene, unit: Unit, cue: Cue, k: int) -> int:
    """A clause without a subject of its own takes the one before into its frame, and so does
    a relative or other subordinate clause."""
    fragments = unit.fragments
    own = fragments[cue.fragment]
    begin = clause_range(scene, unit, cue)[0]
    speaker = roles(scene, unit, cue).speaker
    shared = speaker is not None and speaker[1] <= begin
    if not (shared or own.kind in ("relative", "sub")) or k == 0:
        return k
    j = k - 1
    while j > 0 and fragments[j].kind not in ("main", "quote"):
        j -= 1
    if fragments[j].kind != "main":
        return k
    while j > 0 and fragments[j - 1].kind in ("none", "relative", "sub"):
        j -= 1
    return j


def _as_clause(scene: Scene, unit: Unit, cue: Cue) -> Draft | None:
    """ "wie der Minister mitteilte": the content is the sentence around it."""
    fragment = unit.fragments[cue.fragment]
    if fragment.kind != "question" or fragment.word != "wie":
        return None
    begin, end = fragment.first, unit.fragments[cue.end].last
    first, last = unit.first, _content_end(scene, unit)
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


def _content_end(scene: Scene, unit: Unit) -> int:
    return unit.fragments[-1].last if unit.fragments else unit.last


def _tokens(unit: Unit, content: Content) -> list[Span]:
    """The tokens of a content, one range; its quotations are left out where it ends in one."""
    return [(unit.fragments[content.first].first, unit.fragments[content.last - 1].last)]


def _right(scene: Scene, unit: Unit, cue: Cue) -> Content | None:
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
        return "dass"
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
        return "colon" if cue.verb.kinds & {"speech", "report", "writing"} else None
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
        return "verb-second"
    return None


def _correlate(scene: Scene, cue: Cue) -> bool:
    return any(scene.low[i] in function().correlates for i in cue.tokens)


def _end(scene: Scene, unit: Unit, j: int, rule: str) -> int:
    """Where content that begins in fragment ``j`` ends: before what is the author's again."""
    fragments = unit.fragments
    seen = fragments[j].fin >= 0
    indicative = rule in ("verb-second", "colon")
    for m in range(j + 1, len(fragments)):
        fragment = fragments[m]
        if fragment.kind == "quote":
            return m
        if fragment.mark == ":" and m > j:
            return m
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


def _left(scene: Scene, unit: Unit, cue: Cue) -> Content | None:
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
    spoken = any(f.kind == "main" and f.fin != f.first for f in fragments[j:k])
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


def from_nouns(scene: Scene, unit: Unit, taken: list[Draft]) -> list[Draft]:
    """Indirect quotations whose cue is a noun: "die Forderung, dass .."."""
    drafts = []
    fragments = unit.fragments
    starts = {draft.first for draft in taken}
    for k in range(len(fragments) - 1):
        fragment, following = fragments[k], fragments[k + 1]
        if following.mark != "," or following.first in starts or following.first - 1 in starts:
            continue
        noun = _noun_before(scene, fragment)
        if noun is None:
            continue
        rule = _noun_content(scene, following, noun)
        if rule is None:
            continue
        content = Content(k + 1, _noun_end(scene, unit, k + 1, fragment), rule)
        quote = tuple(_tokens(unit, content))
        speaker = _owner(scene, noun, fragment)
        cue = _with_article(scene, noun, fragment.first)
        place = without((unit.first, _content_end(scene, unit)), quote)
        drafts.append(
            Draft("indirect", "speech_writing", quote, f"noun-{rule}", speaker, cue, place)
        )
    return drafts


def _noun_before(scene: Scene, fragment: Fragment) -> int | None:
    """The last noun of saying in a fragment, unless another clause hangs on what follows it."""
    for i in range(fragment.last - 1, max(fragment.first, fragment.last - 9) - 1, -1):
        if scene.tokens[i].pos == "NOUN" and scene.tokens[i].lemma.lower() in nouns().content:
            return i
    return None


def _noun_content(scene: Scene, fragment: Fragment, noun: int) -> str | None:
    if fragment.kind == "sub" and fragment.word in function().content_conjunctions:
        return "dass"
    if fragment.kind == "infinitive":
        if scene.low[fragment.first] in ("um", "ohne", "anstatt"):
            return None
        governs = scene.tokens[noun].lemma.lower() in nouns().infinitive
        return "infinitive" if governs else None
    if fragment.kind == "main" and is_subjunctive(scene.tokens[fragment.fin]):
        return "subjunctive" if fragment.fin > fragment.first else None
    return None


def _noun_end(scene: Scene, unit: Unit, j: int, holder: Fragment) -> int:
    fragments = unit.fragments
    for m in range(j + 1, len(fragments)):
        fragment = fragments[m]
        if fragment.kind == "quote" or fragment.mark == ":":
            return m
        if fragment.kind == "main" and not is_subjunctive(scene.tokens[fragment.fin]):
            return m
        if fragment.kind == "none" and fragment.mark == "," and holder.fin >= 0:
            return m
    return len(fragments)


def _owner(scene: Scene, noun: int, fragment: Fragment) -> tuple[Span, ...]:
    """Whose word a noun of saying is: the genitive or "von" phrase after it."""
    i = noun + 1
    if i < fragment.last:
        token = scene.tokens[i]
        if scene.low[i] in ("von", "vom"):
            i += 1
        elif token.morph.case != "gen" and scene.low[i] not in ("des", "der", "eines", "einer"):
            return ()
        span = noun_phrase(scene, i, fragment.last)
        return (span,) if span else ()
    return ()


def _with_article(scene: Scene, noun: int, first: int) -> tuple[Span, ...]:
    begin = noun
    while begin > first and scene.tokens[begin - 1].pos in ("ADJ",):
        begin -= 1
    if begin > first and scene.tokens[begin - 1].pos == "DET":
        begin -= 1
    else:
        begin = noun
    return ((begin, noun + 1),)
