"""Words in quotation marks: which of them somebody said, and who."""

from bisect import bisect_right
from itertools import accumulate

from lautwem.model import Frozen, Name, Span
from lautwem.reading.quotes.rules.clauses import FINAL, Fragment, is_finite
from lautwem.reading.quotes.rules.cues import Cue
from lautwem.reading.quotes.rules.drafts import Draft, ranges_of, without
from lautwem.reading.quotes.rules.frames import frame
from lautwem.reading.quotes.rules.nominal import owner_of_words
from lautwem.reading.quotes.rules.phrases import noun_phrase
from lautwem.reading.quotes.rules.roles import roles, subject_before
from lautwem.reading.quotes.rules.scene import Scene, Unit, inner_range
from lautwem.reading.quotes.rules.words import function, medium_of, sources

LONG = 6
"""Words from which on a capitalised snippet may be speech, not a title."""


class Named(Frozen):
    """Places in text order: where each begins, and the furthest end up to it."""

    begins: tuple[int, ...]
    reached: tuple[int, ...]

    def holds(self, place: Span) -> bool:
        """Whether a place lies in one of these."""
        before = bisect_right(self.begins, place[0])
        return before > 0 and self.reached[before - 1] >= place[1]


class Here(Frozen):
    """What is known of a unit when its quotation marks are looked at."""

    unit: Unit
    cues: tuple[Cue, ...]
    drafts: tuple[Draft, ...]
    before: Draft | None
    named: Named


def from_marks(scene: Scene, here: Here, numbers: list[int]) -> list[Draft]:
    """The direct quotations among the pairs of marks that begin in a unit."""
    drafts: list[Draft] = []
    before = here.before
    for number in numbers:
        draft = _direct(scene, here, number, before)
        if draft is not None:
            drafts.append(draft)
            before = draft
    return drafts


def named_ranges(names: tuple[Name, ...]) -> Named:
    """Places of works and of names with a nickname: their marks hold no words said."""
    spans = sorted(name.span for name in names if name.kind in ("person", "work", "outlet"))
    ends = accumulate((end for _, end in spans), max)
    return Named(tuple(begin for begin, _ in spans), tuple(ends))


def _direct(scene: Scene, here: Here, number: int, before: Draft | None) -> Draft | None:
    pair = scene.pairs[number]
    if here.named.holds(pair.inner):
        return None
    span = _span(scene, number)
    if span[1] - span[0] < 2:
        return None
    if scene.clausal[number]:
        return _clausal(scene, here, number, span, before)
    return _snippet(scene, here, number, span, before)


def _span(scene: Scene, number: int) -> Span:
    return scene.ranges[number]


def _clausal(
    scene: Scene, here: Here, number: int, span: Span, before: Draft | None
) -> Draft | None:
    fragments = here.unit.fragments
    q = next((k for k, f in enumerate(fragments) if f.pair == number), None)
    quote = (span,)
    if q is None:
        return _inside(scene, here, span, before) or _continued(scene, here, span, before)
    cue = _cue_after(scene, here, q) or _cue_before(scene, here, q)
    if cue is not None:
        return _with_cue(scene, here, cue, quote, "direct-cue")
    named = _source_after(scene, here, q) or _source_in(scene, here, span)
    if named is not None:
        return named
    announced = _announced(scene, here, q, quote)
    if announced is not None:
        return announced
    if _is_title(scene, span[0], here.unit.first):
        return None
    return _inside(scene, here, span, before) or _continued(scene, here, span, before)


def _cue_after(scene: Scene, here: Here, q: int) -> Cue | None:
    """ ", sagte sie": the verb stands first after the quotation, or in a wie-clause."""
    fragments = here.unit.fragments
    if q + 1 >= len(fragments):
        return None
    after = fragments[q + 1]
    first = after.fin == after.first or (after.kind == "question" and after.word == "wie")
    if not first or after.mark in (":", ";"):
        return None
    return next((c for c in here.cues if c.fragment == q + 1 and "direct" in c.verb.takes), None)


def _cue_before(scene: Scene, here: Here, q: int) -> Cue | None:
    fragments = here.unit.fragments
    best = None
    for cue in here.cues:
        if cue.fragment < q and "direct" in cue.verb.takes:
            between = fragments[cue.end + 1 : q]
            if all(f.kind in ("none", "relative", "sub", "infinitive") for f in between):
                best = cue
    if best is None or fragments[q].mark == ":":
        return best
    return best if best.end == q - 1 or fragments[q].mark == "," else None


def _source_after(scene: Scene, here: Here, q: int) -> Draft | None:
    """ ", so der Minister" after a quotation."""
    fragments = here.unit.fragments
    if q + 1 >= len(fragments):
        return None
    after = fragments[q + 1]
    if scene.low[after.first] not in ("so", *sources().before) or after.fin == after.first:
        return None
    speaker = noun_phrase(scene, after.first + 1, here.unit.last)
    if speaker is None:
        return None
    begin = after.first - 1 if scene.tokens[after.first - 1].text in ",–—-" else after.first
    m = q + 1
    while m + 1 < len(fragments) and fragments[m + 1].kind in ("none", "relative"):
        m += 1
    return Draft(
        type="direct",
        medium="speech",
        quote=((fragments[q].first, fragments[q].last),),
        rule="direct-so",
        speaker=(speaker,),
        cue=((after.first, after.first + 1),),
        frame=((begin, fragments[m].last),),
    )


def _source_in(scene: Scene, here: Here, span: Span) -> Draft | None:
    """A source phrase of the same sentence."""
    for draft in here.drafts:
        if draft.is_source and abs(draft.frame[0][1] - span[0]) <= 1:
            return _like(draft, (span,), "direct-source")
    return None


def _announced(scene: Scene, here: Here, q: int, quote: tuple[Span, ...]) -> Draft | None:
    """A colon before the quotation, without a verb of saying: the clause names the speaker."""
    fragments = here.unit.fragments
    if fragments[q].mark != ":" or q == 0:
        return None
    k = q - 1
    while k > 0 and fragments[k].kind not in ("main", "quote"):
        k -= 1
    begin, end = fragments[k].first, fragments[q].first
    subject = subject_before(scene, begin, end)
    return Draft(
        type="direct",
        medium="speech",
        quote=quote,
        rule="direct-colon",
        speaker=owner_of_words(scene, begin, end) or ((subject,) if subject else ()),
        frame=((here.unit.first if fragments[0].kind != "quote" else begin, end),),
    )


def _with_cue(scene: Scene, here: Here, cue: Cue, quote: tuple[Span, ...], rule: str) -> Draft:
    found = roles(scene, here.unit, cue)
    speaker = found.speaker
    if speaker and any(a <= speaker[0] and speaker[1] <= b for a, b in quote):
        speaker = subject_before(scene, quote[-1][1], here.unit.fragments[cue.end].last)
    return Draft(
        type="direct",
        medium=medium_of(cue.verb),
        quote=quote,
        rule=rule,
        speaker=(speaker,) if speaker else (),
        cue=ranges_of(_with_preposition(scene, cue, quote[0][0])),
        frame=frame(scene, here.unit, cue, quote),
        addressee=(found.addressee,) if found.addressee else (),
    )


def _with_preposition(scene: Scene, cue: Cue, first: int) -> tuple[int, ...]:
    """The words of a cue with the preposition that opens the quotation (als, von, vor)."""
    wanted = cue.verb.preposition
    for i in range(max(0, first - 3), first):
        if wanted and scene.low[i] == wanted:
            return tuple(sorted({*cue.tokens, i}))
    return cue.tokens


def _inside(scene: Scene, here: Here, span: Span, before: Draft | None) -> Draft | None:
    """Words in marks within an indirect quotation: the same speaker, cue and frame."""
    for draft in here.drafts:
        if any(a <= span[0] and span[1] <= b for a, b in draft.quote):
            return _like(draft, (span,), "direct-inside")
    return None


def _continued(scene: Scene, here: Here, span: Span, before: Draft | None) -> Draft | None:
    """A quotation without a frame of its own goes on with the speaker before."""
    if before is None:
        return Draft("direct", "speech", (span,), "direct-alone")
    return _like(before, (span,), "direct-continued")


def _like(draft: Draft, quote: tuple[Span, ...], rule: str) -> Draft:
    return Draft(
        type="direct",
        medium=draft.medium,
        quote=quote,
        rule=rule,
        speaker=draft.speaker,
        cue=draft.cue,
        frame=tuple(r for part in draft.frame for r in without(part, quote)),
        addressee=draft.addressee,
    )


def _snippet(
    scene: Scene, here: Here, number: int, span: Span, before: Draft | None
) -> Draft | None:
    """A few words in marks: said, or a title, a nickname, a term."""
    first, last = inner_range(scene.pairs[number], span)
    inside = scene.tokens[first:last]
    if not inside:
        return None
    upper = inside[0].text[:1].isupper()
    k = _fragment_of(here.unit, span[0])
    after = scene.low[span[1]] if span[1] < len(scene.low) else ""
    before_word = scene.low[span[0] - 1] if span[0] else ""
    opening = k is not None and here.unit.fragments[k].first == span[0] - 1
    if after in function().titles_before or before_word in sources().before:
        return None
    if before_word == "wie" and opening:
        return None
    if any("." in token.text[1:-1] for token in inside):
        return None
    cue = _nearest_cue(scene, here, k, span) if k is not None else None
    around = _inside(scene, here, span, before)
    title = _is_title(scene, span[0], here.unit.first)
    if upper:
        ends = inside[-1].text in FINAL
        speech = ends or any(is_finite(t) for t in inside) or len(inside) >= LONG
        naming = cue is not None and (
            cue.verb.kinds & {"name"}
            or len(_with_preposition(scene, cue, span[0])) > len(cue.tokens)
        )
        if title or not (naming or (speech and (cue or around))):
            return None
    elif len(inside) == 1 and (title or not (cue or around)):
        return None
    if around is not None:
        return around
    if cue is not None:
        return _with_cue(scene, here, cue, (span,), "direct-snippet")
    source = next((d for d in here.drafts if d.is_source), None)
    if source is not None:
        return _like(source, (span,), "direct-source")
    if upper:
        return None
    subject = subject_before(scene, here.unit.first, span[0])
    speaker = (subject,) if subject else before.speaker if before else ()
    return Draft("direct", "speech", (span,), "direct-scattered", speaker)


def _fragment_of(unit: Unit, i: int) -> int | None:
    return next(
        (k for k, f in enumerate(unit.fragments) if f.first <= i < f.last and f.kind != "quote"),
        None,
    )


def _nearest_cue(scene: Scene, here: Here, k: int, span: Span) -> Cue | None:
    """The verb of saying in the clause of a snippet, or in the clause that governs it."""
    fitting = [c for c in here.cues if "direct" in c.verb.takes]
    own = next((c for c in fitting if c.fragment <= k <= c.end), None)
    if own is not None:
        return own
    earlier = [c for c in fitting if c.end < k]
    if earlier and _governed(here.unit.fragments, earlier[-1].end + 1, k):
        return earlier[-1]
    return None


def _governed(fragments: tuple[Fragment, ...], first: int, k: int) -> bool:
    return all(f.kind in ("none", "sub", "infinitive") for f in fragments[first : k + 1])


def _is_title(scene: Scene, first: int, limit: int) -> bool:
    """Whether the marks stand right after a noun or a word that announces a name."""
    if first <= limit:
        return False
    before = scene.tokens[first - 1]
    if scene.low[first - 1] in function().titles_before:
        return True
    return before.pos in ("NOUN", "PROPN") and before.text[:1].isupper()
