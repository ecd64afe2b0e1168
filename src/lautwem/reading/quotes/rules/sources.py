"""Sources named by a preposition or an adverb: laut, nach, zufolge, so, demnach."""

from lautwem.model import Span
from lautwem.reading.quotes.rules.clauses import Fragment, is_finite
from lautwem.reading.quotes.rules.drafts import Draft, without
from lautwem.reading.quotes.rules.phrases import noun_phrase
from lautwem.reading.quotes.rules.scene import Scene, Unit
from lautwem.reading.quotes.rules.words import sources

SHORTEST = 4
"""Words of the shortest content that a source phrase gives without a verb."""


def find_sources(scene: Scene, unit: Unit) -> list[Draft]:
    """Indirect quotations whose source a phrase names."""
    drafts = []
    for k, fragment in enumerate(unit.fragments):
        if fragment.kind == "quote":
            continue
        for i in range(fragment.first, fragment.last):
            found = _source_at(scene, unit, fragment, i)
            if found is not None:
                cue, speaker, place = _completed(scene, unit, k, found)
                draft = _around(scene, unit, k, cue, speaker, place)
                if draft is not None:
                    drafts.append(draft)
        so = _so_phrase(scene, unit, k)
        if so is not None:
            drafts.append(so)
        adverb = _anaphoric(scene, unit, k)
        if adverb is not None:
            drafts.append(adverb)
    return drafts


def _source_at(
    scene: Scene, unit: Unit, fragment: Fragment, i: int
) -> tuple[Span, Span, Span] | None:
    """Cue, speaker and whole phrase of a source whose preposition stands at a token."""
    word = scene.low[i]
    words = sources()
    if word in words.before or (word in words.before_with_noun and scene.tokens[i].pos == "ADP"):
        span = noun_phrase(scene, i + 1, unit.last)
        if span is None:
            return None
        if word in words.before_with_noun and not names_source(scene, span):
            return None
        return (i, i + 1), span, (i, span[1])
    behind = word in words.after or (word in words.after_with_noun and i > fragment.first)
    if behind and i > fragment.first:
        begin = _phrase_start(scene, fragment.first, i)
        if begin is None:
            return None
        if word in words.after_with_noun and not names_source(scene, (begin, i)):
            return None
        return (i, i + 1), (begin, i), (begin, i + 1)
    return None


def _completed(
    scene: Scene, unit: Unit, k: int, found: tuple[Span, Span, Span]
) -> tuple[Span, Span, Span]:
    """A source that opens its clause goes up to the finite verb; a relative clause that hangs
    on a source belongs to the frame, not to the speaker."""
    cue, speaker, place = found
    begin = unit.fragments[k].first
    if place[0] != begin or place[1] == cue[1] or unit.fragments[k].kind not in ("main", "none"):
        return cue, speaker, (place[0], _after_relative(scene, unit, place[1]))
    fin = next((f.fin for f in unit.fragments[k:] if f.kind == "main" and f.fin >= 0), None)
    between = [f for f in unit.fragments[k:] if fin is not None and f.first < fin]
    if fin is None or fin < place[1] or any(f.kind == "quote" for f in between):
        return found
    end = fin
    for fragment in between[1:]:
        if fragment.kind != "none" and fragment.kind != "main":
            end = min(end, fragment.first)
    while end > place[1] and scene.tokens[end - 1].pos in ("PUNCT", "ADV"):
        end -= 1
    return cue, (speaker[0], end), (place[0], fin)


def _after_relative(scene: Scene, unit: Unit, end: int) -> int:
    """The end of a relative clause that begins at a place, with its comma."""
    for fragment in unit.fragments:
        if fragment.kind == "relative" and fragment.first == end + 1:
            after = fragment.last
            return after + 1 if after < unit.last and scene.low[after] == "," else after
    return end


def names_source(scene: Scene, span: Span) -> bool:
    """Whether the head of a phrase is a noun of a source, also as part of a compound."""
    words = sources()
    for i in range(span[0], min(span[1], span[0] + 6)):
        token = scene.tokens[i]
        low, lemma = scene.low[i], token.lemma.lower()
        if token.text[:1].isupper() and (
            low in words.nouns or lemma in words.nouns or low.endswith(words.endings)
        ):
            return True
        if token.pos == "NOUN":
            return False
    return False


def _phrase_start(scene: Scene, first: int, end: int) -> int | None:
    """Where the noun phrase that ends at a token begins."""
    for i in range(max(first, end - 30), end):
        if scene.tokens[i].pos in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"):
            span = noun_phrase(scene, i, end)
            if span is not None and span[1] == end:
                return i
    return None


def _around(
    scene: Scene, unit: Unit, k: int, cue: Span, speaker: Span, place: Span
) -> Draft | None:
    begin, end = domain(scene, unit, k)
    quote = without((begin, end), (place,))
    quote = tuple(span for span in quote if _has_words(scene, span))
    if not quote:
        return None
    finite = any(is_finite(scene.tokens[i]) for a, b in quote for i in range(a, b))
    if not finite and sum(b - a for a, b in quote) < SHORTEST:
        return None
    medium = "writing" if scene.low[cue[0]] == "laut" else "speech_writing"
    return Draft(
        type="indirect",
        medium=medium,
        quote=quote,
        rule=f"source-{scene.low[cue[0]]}",
        speaker=(speaker,),
        cue=(cue,),
        frame=(place,),
    )


def _has_words(scene: Scene, span: Span) -> bool:
    return any(scene.tokens[i].pos != "PUNCT" for i in range(*span))


def _quotes(unit: Unit) -> tuple[Span, ...]:
    return tuple((f.first, f.last) for f in unit.fragments if f.kind == "quote")


def domain(scene: Scene, unit: Unit, k: int) -> Span:
    """The clause that a source in fragment ``k`` speaks for."""
    fragments = unit.fragments
    fragment = fragments[k]
    last = fragments[-1].last
    if fragment.kind in ("sub", "relative", "question"):
        end = k + 1
        while end < len(fragments) and fragments[end].kind in ("none", "relative"):
            end += 1
        return (fragment.first, fragments[end - 1].last)
    start = k
    while start > 0 and fragments[start].mark not in (";", ":"):
        before = fragments[start - 1]
        if before.kind == "main" and fragments[k].fin >= 0 and fragments[k].kind == "main":
            break
        start -= 1
    stop = k + 1
    while stop < len(fragments) and fragments[stop].mark not in (";",):
        stop += 1
    return (fragments[start].first, fragments[stop - 1].last if stop <= len(fragments) else last)


def _so_phrase(scene: Scene, unit: Unit, k: int) -> Draft | None:
    """ ", so der Minister": the source stands after its content, or in its midst."""
    fragments = unit.fragments
    fragment = fragments[k]
    if scene.low[fragment.first] != "so" or k == 0 or fragment.mark not in (",", "–", "—", "-"):
        return None
    if fragment.fin >= 0 or fragments[k - 1].kind == "quote":
        return None
    span = noun_phrase(scene, fragment.first + 1, unit.last)
    if span is None or scene.tokens[span[0]].pos in ("ADJ", "NUM", "ADV"):
        return None
    if scene.tokens[span[0]].morph.case in ("gen", "dat"):
        return None
    begin = fragment.first - 1
    m = k
    while m + 1 < len(fragments) and (
        fragments[m + 1].kind in ("none", "relative") or fragments[m + 1].first < span[1]
    ):
        m += 1
    end = fragments[m].last
    start, last = _statement_start(unit, k), fragments[-1].last
    quote: tuple[Span, ...] = ((start, begin),)
    after = fragments[m + 1] if m + 1 < len(fragments) else None
    if after and after.kind != "quote" and after.mark in (",", "–", "—"):
        quote = (*quote, (after.first, last))
        end = after.first
    if not _has_words(scene, quote[0]):
        return None
    return Draft(
        type="indirect",
        medium="speech",
        quote=quote,
        rule="source-so",
        speaker=(span,),
        cue=((fragment.first, fragment.first + 1),),
        frame=((begin, end),),
    )


def _statement_start(unit: Unit, k: int) -> int:
    """Where the statement before fragment ``k`` begins: after a colon or a quotation."""
    fragments = unit.fragments
    j = k - 1
    while j > 0 and fragments[j].mark not in (";", ":") and fragments[j - 1].kind != "quote":
        j -= 1
    return fragments[j].first


def _anaphoric(scene: Scene, unit: Unit, k: int) -> Draft | None:
    """ "Demnach", "wonach": the source stands in what comes before."""
    fragment = unit.fragments[k]
    words = sources().anaphoric
    at = next((i for i in range(fragment.first, fragment.last) if scene.low[i] in words), None)
    if at is None:
        return None
    if scene.low[at] == "danach" and not _is_subjunctive_clause(scene, fragment):
        return None
    if scene.low[at] == "wonach" or fragment.kind in ("sub", "relative"):
        end = unit.fragments[-1].last
        quote: tuple[Span, ...] = ((at + 1, end),)
    else:
        quote = without(domain(scene, unit, k), ((at, at + 1), *_quotes(unit)))
    quote = tuple(span for span in quote if _has_words(scene, span))
    if not quote:
        return None
    place = ((at, at + 1),)
    return Draft("indirect", "speech_writing", quote, "source-anaphoric", place, place, place)


def _is_subjunctive_clause(scene: Scene, fragment: Fragment) -> bool:
    return fragment.fin >= 0 and scene.tokens[fragment.fin].morph.mood == "sub"
