"""How surely the article passes something on: verbatim, reported or hedged.

A hedge counts where the article speaks: in the words around the content, and in the
content itself where only a source phrase or nothing introduces it ("Laut Polizei soll er
geflohen sein"), "soll" also in sentences without a frame. What stands in somebody's
reported or quoted words is that speaker's.
"""

from collections.abc import Iterable

from lautwem.language.konjunktiv import konjunktiv
from lautwem.model import Because, Certainty, Marker, Quotation, Span
from lautwem.reading.sourcing.evidential import (
    BOUNDARY,
    Modal,
    evidential_at,
    inside_noun_phrase,
    is_participle,
)
from lautwem.reading.sourcing.frames import Frame, part_tokens
from lautwem.reading.sourcing.lexica import evidentials, hedges, turn_at, voice_nouns
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.source import Source

BESIDE = 2
"""Words between a verb of saying and the adverb that calls what is said false."""
FREE = ("free_indirect", "indirect_free_indirect")
PERFECT_II = ("hätte", "wäre")
"""Forms whose Konjunktiv I (habe, sei) is distinct from the indicative, so that II is a choice."""


def certainty(
    page: Page, quotation: Quotation, frame: Frame, sources: Iterable[Source], narrated: bool
) -> tuple[Certainty, tuple[Because, ...]]:
    """The level, its markers, and why.

    ``sources`` are the source phrases of the quotation's frame; ``narrated`` tells that the
    content is in the article's own voice (introduced by a source phrase or by nothing).
    """
    content = part_tokens(page, quotation.quote)
    outside = list(frame.tokens)
    around = [t for t in outside if t not in set(content)]
    markers = [*_adverbs(page, outside, hedges().distancing)]
    cue = part_tokens(page, quotation.cue)
    beside = [t for t in outside if any(abs(t - at) <= BESIDE for at in cue)]
    markers += _adverbs(page, beside, hedges().wrongly)
    if quotation.type != "direct" and _is_somebody(page, quotation):
        own = [t for t in around if _rules(page, quotation, cue, t)]
        markers += _adverbs(page, own, hedges().inference)
    markers += _phrases(page, outside)
    spoken = modals(page, outside)
    markers += [_marker(page, m.span(page)) for m in spoken if _rules(page, quotation, cue, m.at)]
    markers += _nouns(page, quotation, outside)
    markers += _verbs(page, quotation)
    markers += [_marker(page, s.span) for s in sources if nameless_reports(page, s)]
    if narrated:
        markers += _adverbs(page, content, hedges().distancing)
    if narrated or quotation.type in FREE:
        markers += [_marker(page, modal.span(page)) for modal in modals(page, content)]
    elif quotation.type == "indirect":
        markers += _doubt(page, content)
    if markers:
        kept = _distinct(markers)
        return Certainty("hedged", kept), (Because("hedge", tuple(m.span for m in kept)),)
    if quotation.type == "direct":
        return Certainty("verbatim"), ()
    return Certainty("reported"), ()


def is_narrated(page: Page, quotation: Quotation, phrases: set[int]) -> bool:
    """Whether the content is in the article's own voice: no verb or noun of saying leads it.

    ``phrases`` are the tokens of the article's source phrases.
    """
    cue = set(part_tokens(page, quotation.cue))
    if quotation.type in ("direct", *FREE):
        return False
    content = part_tokens(page, quotation.quote)
    inside = cue <= phrases or cue <= set(content)
    return quotation.type == "reported" or inside or _attributed_after(page, content, cue)


def _rules(page: Page, quotation: Quotation, cue: list[int], t: int) -> bool:
    """Whether a hedge stands in the clause of the verb of saying and not in another of the
    sentence ("Er soll gehen, und Velten kritisierte das"); of a reported act, in its words."""
    verbs = cue or part_tokens(page, quotation.quote)[:1]
    if not verbs or t in cue:
        return True
    nearest = min(verbs, key=lambda at: abs(at - t))
    return not any(_parts_clauses(page, i) for i in range(min(t, nearest) + 1, max(t, nearest)))


def _parts_clauses(page: Page, t: int) -> bool:
    """A mark, or a conjunction that a finite verb follows ("und bat")."""
    token = page.tokens[t]
    follows = page.tokens[t + 1] if t + 1 < len(page.tokens) else None
    joins = token.pos == "CCONJ" and follows is not None and follows.morph.verb_form == "fin"
    return token.text in BOUNDARY or joins


def _attributed_after(page: Page, content: list[int], cue: set[int]) -> bool:
    """ "Er soll gelogen haben. Das berichten zwei Zeitungen": a sentence of its own comes first."""
    if not content or not cue:
        return False
    return page.sentence_of(content[0]) < page.sentence_of(min(cue))


def _marker(page: Page, span: Span) -> Marker:
    return Marker(page.text[span[0] : span[1]], span)


def _distinct(markers: list[Marker]) -> tuple[Marker, ...]:
    """Markers in text order, those inside a longer one left out."""
    kept: list[Marker] = []
    for marker in sorted(markers, key=lambda m: (m.span[0], -m.span[1])):
        if not kept or marker.span[1] > kept[-1].span[1]:
            kept.append(marker)
    return tuple(kept)


def modals(page: Page, tokens: Iterable[int]) -> list[Modal]:
    """The evidential soll and will among some tokens, none from inside quotation marks."""
    words = hedges().sollen | hedges().wollen
    found = [
        evidential_at(page, t)
        for t in tokens
        if page.tokens[t].text.lower() in words and not page.quoted(page.tokens[t].begin)
    ]
    return [modal for modal in found if modal]


def _adverbs(page: Page, tokens: list[int], words: frozenset[str]) -> list[Marker]:
    return [
        _marker(page, (page.tokens[t].begin, page.tokens[t].end))
        for t in tokens
        if page.tokens[t].text.lower() in words
        and not inside_noun_phrase(page, t)
        and not (t and page.tokens[t - 1].text.lower() == "für")
    ]


def _is_somebody(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation has a speaker, not a lone "man" or "wer": an "offenbar" beside nobody's
    saying is the author's guess at the matter."""
    tokens = part_tokens(page, quotation.speaker)
    return len(tokens) > 1 or any(
        page.tokens[t].text.lower() not in voice_nouns().nobody for t in tokens
    )


def _phrases(page: Page, tokens: list[int]) -> list[Marker]:
    """Turns of several words ("dem Vernehmen nach")."""
    own, found = set(tokens), []
    for t in tokens:
        end = turn_at(page.tokens, t, len(page.tokens), hedges().phrases)
        if end and own.issuperset(range(t, end)):
            found.append(_marker(page, page.span(t, end)))
    return found


def _nouns(page: Page, quotation: Quotation, tokens: list[int]) -> list[Marker]:
    """A noun in cue or frame, or right before the content, that calls it false or unconfirmed
    ("das Gerücht, dass")."""
    own = set(part_tokens(page, quotation.cue)) | set(part_tokens(page, quotation.frame))
    first = next(iter(part_tokens(page, quotation.quote)), 0)
    own |= set(range(max(0, first - BESIDE), first))
    own -= set(part_tokens(page, quotation.speaker)) - set(part_tokens(page, quotation.cue))
    return [
        _marker(page, (page.tokens[t].begin, page.tokens[t].end))
        for t in tokens
        if t in own
        and (
            page.tokens[t].lemma.lower() in hedges().nouns
            or page.tokens[t].text.lower() in hedges().nouns
        )
    ]


def _verbs(page: Page, quotation: Quotation) -> list[Marker]:
    """A verb of saying in the cue that calls the content doubtful ("gab vor")."""
    cue = part_tokens(page, quotation.cue)
    words = {page.tokens[t].text.lower() for t in cue}
    lemmas = {page.tokens[t].lemma.lower() for t in cue}
    for verb in hedges().verbs:
        particle, _, stem = verb.rpartition("|")
        if particle + stem in lemmas or (stem in lemmas and particle in words):
            return [_marker(page, (page.tokens[cue[0]].begin, page.tokens[cue[-1]].end))]
    return []


def nameless_reports(page: Page, source: Source) -> bool:
    """Whether a source phrase names only reports and nobody who made them (Berichten zufolge).

    "Laut Berichten" and one report that the text speaks of ("laut einem Bericht") are sources,
    if unnamed ones.
    """
    who = source.who
    if who is None or source.own or who.owner is not None or who.first < who.head:
        return False
    word = page.tokens[who.head].text.lower()
    if (
        page.tokens[page.tokens_in(source.span).stop - 1].text != "zufolge"
        and word not in hedges().nouns
    ):
        return False
    stem = word.removesuffix("berichten").removesuffix("meldungen").rstrip("-")
    anonymous = stem == "" or (stem != word and stem in evidentials().anonymous_compounds)
    return anonymous or word in hedges().nouns


def _doubt(page: Page, content: list[int]) -> list[Marker]:
    """hätte or wäre with a participle where habe or sei was at hand, and no condition is near."""
    if not content or any(page.tokens[t].text.lower() in hedges().conditional for t in content):
        return []
    if _own_words(page, content) or _is_condition(page, content):
        return []
    found = []
    for t in content:
        token = page.tokens[t]
        if token.text.lower() not in PERFECT_II or konjunktiv(token) != "II":
            continue
        if token.morph.number == "plur" or page.quoted(token.begin):
            continue
        if _has_participle(page, t, content):
            found.append(_marker(page, (token.begin, token.end)))
    return found


def _own_words(page: Page, content: list[int]) -> bool:
    """Whether the content is a main clause that opens its sentence ("Alles wäre gut, sagt sie"):
    words that lost their marks, the Konjunktiv in them the speaker's own."""
    first = content[0]
    opens = first == page.sentences[page.sentence_of(first)].first
    return opens and not any(konjunktiv(page.tokens[t]) == "I" for t in content)


def _is_condition(page: Page, content: list[int]) -> bool:
    """Whether a clause of the sentence opens with a verb of condition ("Hätte sie gewusst")."""
    sentence = page.sentences[page.sentence_of(content[0])]
    starts = [t for t in range(sentence.first, content[-1] + 1)
              if t == sentence.first or page.tokens[t - 1].text in (",", ":", "–")]  # fmt: skip
    opening = (page.tokens[t].text.lower() for t in starts)
    return any(word in hedges().conditional_verbs for word in opening)


def _has_participle(page: Page, t: int, content: list[int]) -> bool:
    """A past participle right before the auxiliary, or closing its clause."""
    own = set(content)
    if t - 1 in own and is_participle(page.tokens[t - 1]):
        return True
    i = t + 1
    while i in own and page.tokens[i].text not in BOUNDARY:
        i += 1
    return i - 1 > t and is_participle(page.tokens[i - 1])
