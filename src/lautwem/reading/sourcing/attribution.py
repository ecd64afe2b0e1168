"""Source phrases: where a text names a source without a verb of saying, or beside one.

``according``: laut X, X zufolge, nach Angaben von X, ", so X"; ``reporting``: wie X
berichtete; ``citing``: unter Berufung auf X; ``told``: gegenüber X, im Interview mit X;
``circles``: aus Kreisen der X; ``carrying``: demnach, hieß es; ``backward``: a sentence
that attributes the one before it ("Das teilte X mit."); ``byline``: (dpa). One pass over
the tokens, a bounded look-ahead at each.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

from lautwem.model import Frozen, Span
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun, turn_at
from lautwem.reading.sourcing.nominal import Phrase, noun_phrase, phrase_before
from lautwem.reading.sourcing.page import Page

Form = Literal[
    "according", "reporting", "citing", "told", "circles", "carrying", "backward", "byline"
]
OUTLETS = ("outlet", "agency")
TURN_REACH = 12
"""Tokens after "hieß es" that can still belong to it."""
IN_TURN = frozenset({"ADV", "ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "X"})
BACKWARD = 26
"""Tokens that a sentence of mere attribution has at most."""
WITHIN = frozenset({"in", "im"})
"""Prepositions of what something is said in, be it a document or the circles of somebody."""
LOOK_AHEAD = 14
"""Tokens within which "wie X berichtet" must reach its verb."""


class Source(Frozen):
    """One source phrase: its place, the noun phrase of the source (token indexes), its sentence.

    ``who`` is None where the phrase names nobody (demnach); ``own`` is true where it points
    back to the subject ("nach eigenen Angaben").
    """

    form: Form
    span: Span
    sentence: int
    who: Phrase | None = None
    own: bool = False


def find_sources(page: Page) -> tuple[Source, ...]:
    """All source phrases outside quotation marks, in text order.

    Only "wie X unter Berufung auf Y berichtet" may hold another inside.
    """
    found: list[Source] = []
    for index, sentence in enumerate(page.sentences):
        at = sentence.first
        while at < sentence.last:
            source = _source_at(page, at, sentence.first, sentence.last, index)
            if source and not _spoken(page, source.span):
                found.append(source)
                whole = source.form != "reporting"
                at = max(at + 1, page.tokens_in(source.span).stop) if whole else at + 1
            else:
                at += 1
    return tuple(found)


def _spoken(page: Page, span: Span) -> bool:
    """Whether a phrase stands inside quotation marks that began before it."""
    pair = page.quoted(span[0])
    return pair is not None and pair.outer[0] < span[0] and span[1] <= pair.outer[1]


def _source_at(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    word = page.tokens[at].text.lower()
    for finder in _finders().get(word, ()):
        if source := finder(page, at, first, last, sentence):
            return source
    return None


def _tokens_lower(page: Page, first: int, last: int) -> tuple[str, ...]:
    return tuple(page.tokens[i].text.lower() for i in range(first, last))


def _made(
    page: Page,
    form: Form,
    begin: int,
    end: int,
    sentence: int,
    who: Phrase | None,
    own: bool = False,
) -> Source:
    return Source(form, page.span(begin, end), sentence, who, own)


def _is_own(page: Page, phrase: Phrase) -> bool:
    words = _tokens_lower(page, phrase.first, phrase.head)
    reported = page.tokens[phrase.head].text.lower() in evidentials().nouns
    return reported and phrase.owner is None and any(w in evidentials().own for w in words)


def _before(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """laut X"""
    phrase = noun_phrase(page, at + 1, last) if at + 1 < last else None
    if phrase is None:
        return None
    return _made(page, "according", at, phrase.last, sentence, phrase, _is_own(page, phrase))


def _before_noun(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """nach Angaben von X, aus Sicht der X"""
    phrase = noun_phrase(page, at + 1, last) if at + 1 < last else None
    if phrase is None:
        return None
    head, words = page.tokens[phrase.head].text.lower(), evidentials()
    counts = head in words.nouns_with_nach or head.endswith(words.compounds)
    if page.tokens[at].text.lower() == "aus":
        counts = head == "sicht" and phrase.owner is not None
    if not counts:
        return None
    return _made(page, "according", at, phrase.last, sentence, phrase, _is_own(page, phrase))


def _after(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """X zufolge"""
    phrase = phrase_before(page, at, first)
    if phrase is None:
        return None
    return _made(page, "according", phrase.first, at + 1, sentence, phrase, _is_own(page, phrase))


def _parenthesis(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """ ", so X" up to the next mark"""
    if at == first or page.tokens[at - 1].text not in (",", "–", "-", "—") or at + 1 >= last:
        return None
    start = at + 1
    while start < last and page.tokens[start].pos == "ADV":
        start += 1
    phrase = noun_phrase(page, start, last)
    if phrase is None:
        return None
    stop = next((i for i in range(phrase.last, last) if page.tokens[i].pos == "PUNCT"), last)
    if any(page.tokens[i].morph.verb_form == "fin" for i in range(phrase.last, stop)):
        return None
    return _made(page, "according", at, phrase.last, sentence, phrase)


def _as_reported(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """wie X berichtete; wie aus X hervorgeht; wie es heißt"""
    if at > first and page.tokens[at - 1].text not in (",", "(", "–", "-", "—"):
        return None
    stop = next(
        (
            i
            for i in range(at + 1, min(last, at + LOOK_AHEAD))
            if page.tokens[i].text in (",", ")", "–", "—", ":", ".", ";")
        ),
        min(last, at + LOOK_AHEAD),
    )
    body = _tokens_lower(page, at + 1, stop)
    if "es" in body[:2] and body[-1:] in (("heißt",), ("hieß",), ("heisst",), ("hiess",)):
        for t in range(at + 1, stop):
            phrase = noun_phrase(page, t + 1, stop - 1) if _names_source(page, t) else None
            if phrase and (
                page.tokens[t].text.lower() not in WITHIN or _speaks_itself(page, phrase)
            ):
                return _made(page, "according", at, stop, sentence, phrase)
        return _made(page, "carrying", at, stop, sentence, None)
    if (body[:1] == ("aus",) and "hervorgeht" in body) or "hervorging" in body:
        phrase = noun_phrase(page, at + 2, stop)
        return _made(page, "reporting", at, stop, sentence, phrase) if phrase else None
    verbs = [i for i in range(at + 1, stop) if _relays(page, i)]
    if not verbs:
        return None
    start = at + 1 if page.tokens[at + 1].pos not in ("VERB", "AUX") else at + 2
    while start < stop and page.tokens[start].pos in ("ADV", "PRON") and start not in verbs:
        start += 1
    phrase = noun_phrase(page, start, stop)
    return _made(page, "reporting", at, stop, sentence, phrase) if phrase else None


def _relays(page: Page, i: int) -> bool:
    token = page.tokens[i]
    return token.lemma.lower() in evidentials().saying_verbs


def _citing(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """unter Berufung auf X"""
    words, stop = evidentials(), min(last, at + 4)
    for i in range(at + 1, stop):
        if page.tokens[i].text.lower() in words.citing_nouns:
            if i + 1 < last and page.tokens[i + 1].text.lower() in ("auf", "an"):
                phrase = noun_phrase(page, i + 2, last)
                if phrase:
                    return _made(page, "citing", at, phrase.last, sentence, phrase)
            return None
    return None


def _told(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """gegenüber X, where X is an outlet or an agency"""
    phrase = noun_phrase(page, at + 1, last) if at + 1 < last else None
    if phrase and _is_outlet(page, phrase):
        return _made(page, "told", at, phrase.last, sentence, phrase)
    return None


def _talk(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """im Interview mit X, im X-Interview, in der X-Sendung; "im Interview" takes one up"""
    talks = evidentials().talks
    for i in range(at + 1, min(last, at + 5)):
        token = page.tokens[i]
        if token.pos not in ("DET", "ADJ", "NOUN", "PROPN", "X", "ADV"):
            return None
        word = token.text.lower()
        if not (word in talks or word.rpartition("-")[2] in talks):
            continue
        name = page.name_at(token.begin)
        if "-" in word and name and name.kind in OUTLETS:
            return _made(page, "told", at, i + 1, sentence, noun_phrase(page, at + 1, i + 1))
        phrase = noun_phrase(page, i + 2, last) if i + 2 < last else None
        follows = page.tokens[i + 1].text.lower() if i + 1 < last else ""
        links = follows in ("mit", "der", "des", "von", "bei", "für")
        if phrase and links and _is_outlet(page, phrase):
            return _made(page, "told", at, phrase.last, sentence, phrase)
        taken_up = _tokens_lower(page, at, i)[:2] in (("im",), ("in", "dem"), ("in", "diesem"))
        return _made(page, "told", at, i + 1, sentence, None) if taken_up and not links else None
    return None


def _is_outlet(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase names an outlet or an agency, or a noun that stands for one."""
    core = page.span(phrase.first, phrase.core)
    if page.tokens[phrase.head].text.lower() in evidentials().outlet_nouns:
        return True
    return any(
        name.kind in OUTLETS and page.tokens[phrase.head].end <= name.span[1] + 1
        for name in page.names_in(core)
    )


def _circles(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """aus Kreisen der X, aus dem Umfeld von X"""
    phrase = noun_phrase(page, at + 1, last) if at + 1 < last else None
    if phrase is None:
        return None
    head = page.tokens[phrase.head].text.lower()
    if head in evidentials().circles or head.endswith("kreisen"):
        return _made(page, "circles", at, phrase.last, sentence, phrase)
    return None


def _carrying_word(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    return _made(page, "carrying", at, at + 1, sentence, None)


def _carrying_turn(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """hieß es (am Montag) (aus dem Ministerium | in der Mitteilung), to the end of its clause"""
    end = turn_at(page.tokens, at, last, evidentials().carrying_phrases)
    if end is None:
        return None
    stop = end
    while stop < min(last, end + TURN_REACH) and page.tokens[stop].pos in IN_TURN:
        stop += 1
    for t in range(end, stop - 1):
        phrase = noun_phrase(page, t + 1, stop) if _names_source(page, t) else None
        if phrase and (page.tokens[t].text.lower() not in WITHIN or _speaks_itself(page, phrase)):
            return _made(page, "according", at, phrase.last, sentence, phrase)
    whole = stop == last or page.tokens[stop].pos == "PUNCT"
    return _made(page, "carrying", at, stop if whole else end, sentence, None)


def _names_source(page: Page, t: int) -> bool:
    return page.tokens[t].text.lower() in evidentials().from_whom | WITHIN


def _speaks_itself(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase after "hieß es in" is a release with its issuer, or a document, or one
    of the circles that are a source."""
    head = page.tokens[phrase.head]
    kinds = {kind_of_noun(head.text), kind_of_noun(head.lemma)}
    return _issued_by(page, phrase) or bool(kinds & {"document", "unnamed"})


def _issued_by(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase is a release with its issuer ("einer Mitteilung der Bank")."""
    return phrase.owner is not None and page.tokens[phrase.head].text.lower() in evidentials().given


def _issued(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """in einer Mitteilung der X"""
    phrase = noun_phrase(page, at + 1, last) if at + 1 < last else None
    if phrase and _issued_by(page, phrase):
        return _made(page, "reporting", at, phrase.last, sentence, phrase)
    return None


def _backward(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """ "Das teilte X am Dienstag mit." as a whole sentence; "Das geht aus X hervor" """
    if at != first:
        return None
    if shown := _emerging(page, at, last, sentence):
        return shown
    if last - first > BACKWARD or at + 2 >= last:
        return None
    verb = page.tokens[at + 1]
    tokens = range(at + 2, last)
    if verb.morph.verb_form != "fin" or any(page.tokens[t].text in (",", ":") for t in tokens):
        return None
    particle = page.tokens[last - 2].lemma.lower()
    said = evidentials().saying_verbs
    if not {verb.lemma.lower(), particle, particle + verb.lemma.lower()} & said:
        return None
    start = at + 2
    while start < last and (page.tokens[start].pos in ("ADV", "PRON") or _as_adverb(page, start)):
        start += 1
    phrase = noun_phrase(page, start, last)
    if phrase is None:
        return None
    subject = any(page.tokens[t].pos == "PRON" for t in range(at + 2, start))
    if subject and page.tokens[phrase.first].morph.case == "acc":
        return None
    return _made(page, "backward", at, last, sentence, phrase)


def _emerging(page: Page, at: int, last: int, sentence: int) -> Source | None:
    """Das geht aus X hervor (, der ..); das ergibt sich aus X"""
    words = _tokens_lower(page, at + 1, min(last, at + LOOK_AHEAD))
    turn = next((turn for turn in _EMERGING if words[: len(turn)] == turn), None)
    phrase = noun_phrase(page, at + 1 + len(turn), last) if turn else None
    if phrase is None or (words[0] in ("geht", "ging") and "hervor" not in words):
        return None
    end = phrase.last
    if end < last and page.tokens[end].text == "hervor":
        end += 1
    return _made(page, "backward", at, end, sentence, phrase)


_EMERGING = (("geht", "aus"), ("ging", "aus"), ("ergibt", "sich", "aus"), ("ergab", "sich", "aus"))


def _as_adverb(page: Page, i: int) -> bool:
    """An adjective that describes how it was said ("übereinstimmend die Zeitungen")."""
    uninflected = page.tokens[i].pos in ("ADJ", "VERB") and page.tokens[i].morph.case is None
    return uninflected and i + 1 < len(page.tokens) and page.tokens[i + 1].pos == "DET"


def _byline(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """(dpa), (APA, red), dpa/…"""
    stop = min(last, at + 9)
    close = next((i for i in range(at + 1, stop) if page.tokens[i].text == ")"), None)
    if close is None:
        return None
    names = [n for n in page.names_in(page.span(at, close + 1)) if n.kind == "agency"]
    if not names:
        return None
    head = page.tokens_in(names[0].span)
    if head.start >= close:
        return None
    phrase = Phrase(head.start, head.stop, head.stop, head.start)
    several = len({name.canonical for name in names}) > 1
    return _made(page, "byline", at, close + 1, sentence, None if several else phrase)


Finder = Callable[[Page, int, int, int, int], Source | None]


def _finder_words() -> Iterator[tuple[str, Finder]]:
    words = evidentials()
    yield from ((word, _before) for word in words.before)
    yield from ((word, _citing) for word in words.citing_prepositions)
    yield from ((word, _circles) for word in ("aus", "in"))
    yield from ((word, _before_noun) for word in words.before_nouns)
    yield from ((word, _after) for word in words.after)
    yield from ((word, _talk) for word in ("im", "in", "beim", "bei", "am", "vom"))
    yield from ((word, _carrying_turn) for word in words.carrying_phrases)
    yield from ((word, _carrying_word) for word in words.carrying_words)
    yield from ((word, _backward) for word in ("das", "dies"))
    yield ("in", _issued)
    yield ("gegenüber", _told)
    yield ("so", _parenthesis)
    yield ("wie", _as_reported)
    yield ("(", _byline)


@cache
def _finders() -> dict[str, tuple[Finder, ...]]:
    table: dict[str, tuple[Finder, ...]] = {}
    for word, finder in _finder_words():
        if finder not in table.get(word, ()):
            table[word] = (*table.get(word, ()), finder)
    return table
