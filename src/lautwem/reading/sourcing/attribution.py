"""Source phrases: where a text names a source without a verb of saying, or beside one.

``according``: laut X, X zufolge, nach Angaben von X, ", so X"; ``reporting``: wie X
berichtete; ``citing``: unter Berufung auf X; ``told``: gegenüber X, im Interview mit X;
``circles``: aus Kreisen der X; ``carrying``: demnach, hieß es; ``backward``: a sentence
that attributes the one before it ("Das teilte X mit."); ``byline``: (dpa). One pass over
the tokens, a bounded look-ahead at each.
"""

from collections.abc import Callable, Iterator
from functools import cache

from lautwem.model import Span
from lautwem.reading.sourcing import source_links as links
from lautwem.reading.sourcing import source_phrases as phrases
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.source import Source


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


Finder = Callable[[Page, int, int, int, int], Source | None]


def _finder_words() -> Iterator[tuple[str, Finder]]:
    words = evidentials()
    yield from ((word, phrases.before) for word in words.before)
    yield from ((word, phrases.citing) for word in words.citing_prepositions)
    yield from ((word, phrases.circles) for word in ("aus", "in"))
    yield from ((word, phrases.before_noun) for word in words.before_nouns)
    yield from ((word, phrases.after) for word in words.after)
    yield from ((word, phrases.talk) for word in ("im", "in", "beim", "bei", "am", "vom"))
    yield from ((word, links.carrying_turn) for word in words.carrying_phrases)
    yield from ((word, links.carrying_word) for word in words.carrying_words)
    yield from ((word, links.backward) for word in ("das", "dies"))
    yield from ((word, phrases.talk) for word in ("ein", "das", "einem"))
    yield ("in", phrases.issued)
    yield ("gegenüber", phrases.told)
    yield ("so", phrases.parenthesis)
    yield ("wie", phrases.as_reported)
    yield ("(", links.byline_source)


@cache
def _finders() -> dict[str, tuple[Finder, ...]]:
    table: dict[str, tuple[Finder, ...]] = {}
    for word, finder in _finder_words():
        if finder not in table.get(word, ()):
            table[word] = (*table.get(word, ()), finder)
    return table
