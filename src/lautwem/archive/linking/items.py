"""What an article says, piece by piece: its statements, and its sentences that nobody is named for.

A sentence without a voice is where hearsay has become a fact: the article says it itself.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal

from lautwem import model as m
from lautwem import schema
from lautwem.archive.linking.content import Content, beginnings, content
from lautwem.archive.linking.copies import body
from lautwem.archive.linking.digest import LONGEST, Digest, Named, digest, within
from lautwem.archive.linking.voices import Speaker
from lautwem.language.lexicon import load
from lautwem.language.stems import stem

Level = Literal["verbatim", "reported", "hedged", "asserted"]
"""Certainty of a reading, or ``asserted``: the article says it in its own name."""

_COVERED = 0.3
"""A sentence of which statements cover more than this is not the article's own word."""


class Item(m.Frozen):
    """One piece: what it says, on whose word, how surely.

    ``chain`` is innermost first, without the article's own outlet; ``persons`` are those
    it is about or names; ``named`` are the stems of the names of who says it and of these;
    ``denied`` is whether its frame denies its content; ``told`` are the stems of what is said,
    without names of persons; ``whole`` is the body of the article.
    """

    statement: str | None
    type: m.StatementType | None
    text: str
    spans: tuple[m.Span, ...]
    content: Content
    chain: tuple[Speaker, ...]
    persons: tuple[Speaker, ...]
    named: frozenset[str]
    level: Level
    denied: bool
    whole: str
    told: tuple[str, ...]
    title: bool = False
    confidence: float = 1.0


def items(article: m.Article, of: Digest, near: frozenset[str] | None = None) -> tuple[Item, ...]:
    """All statements of an article and all its sentences that hold none, in text order.

    ``near`` keeps of these sentences only those that may hold one of some stems: an archive
    looks at many articles for one statement.
    """
    whole = body(article)
    wanted = None if near is None else _pattern(beginnings(near, _BEGINNING))
    found = [*_statements(article, of, whole), *_sentences(article, of, whole, wanted)]
    return tuple(sorted(found, key=lambda item: (item.spans[0], item.statement or "")))


def of_reading(reading: m.Reading) -> tuple[Item, ...]:
    """All pieces of a reading."""
    return items(reading.article, digest(reading))


def statement_items(reading: m.Reading) -> tuple[Item, ...]:
    """The statements alone, in the order of the reading, without the body of the article."""
    return tuple(_statements(reading.article, digest(reading), ""))


def _statements(article: m.Article, of: Digest, whole: str) -> Iterator[Item]:
    for said, stems in zip(of.said, of.stems, strict=False):
        words = schema.text_of(m.Part(said.spans), article.text)[:LONGEST]
        chain = [of.named[at] for at in said.chain]
        persons = [of.named[at] for at in said.persons]
        yield Item(
            statement=said.statement,
            type=said.type,
            text=words,
            spans=said.spans,
            content=said.content(words, stems),
            chain=tuple(voice.speaker for voice in chain),
            persons=tuple(person.speaker for person in persons),
            named=_stems([*chain[:1], *persons]),
            told=_told(stems, [*chain[:1], *persons]),
            level=said.level,
            denied=said.denied,
            whole=whole,
            title=_in_title(article, said.spans[0]),
            confidence=said.confidence,
        )


def _stems(names: Sequence[Named]) -> frozenset[str]:
    return frozenset().union(*(one.stems for one in names))


def _told(stems: tuple[str, ...], names: Sequence[Named]) -> tuple[str, ...]:
    persons = _stems([one for one in names if one.speaker.kind == "person"])
    return tuple(s for s in stems if s not in persons) if persons else stems


_BEGINNING = 4  # letters by which a word is looked for before it is stemmed
_FOLDED = ("äa", "öo", "üu", "ßs")


def folded(text: str) -> str:
    """In lower case without umlauts and ß, letter by letter."""
    lower = text.lower()
    if len(lower) != len(text):  # a capital I with a dot becomes two
        lower = "".join(letter.lower()[0] for letter in text)
    for letter, folded in _FOLDED:
        lower = lower.replace(letter, folded)
    return lower


@lru_cache(maxsize=64)
def _pattern(begins: tuple[str, ...]) -> re.Pattern[str]:
    """Finds one of some beginnings; none at all never."""
    return re.compile("|".join(map(re.escape, begins)) or r"(?!)")


def _sentences(
    article: m.Article, of: Digest, whole: str, wanted: re.Pattern[str] | None
) -> Iterator[Item]:
    taken = [span for said in of.said for span in said.spans]
    people = of.named[: of.people]
    lower = folded(article.text) if wanted is not None else ""
    for span in of.sentences:
        end = min(span[1], span[0] + LONGEST)
        if wanted is not None and not wanted.search(lower, span[0], end):
            continue
        words = article.text[span[0] : end]
        if words.rstrip('“”"» ').endswith("?") or _overlap(span, taken) > _COVERED:
            continue
        persons = [person for person in people if within(person.mentions, (span,))]
        found = content(words)
        yield Item(
            statement=None,
            type=None,
            text=words,
            spans=(span,),
            content=found,
            chain=(),
            persons=tuple(person.speaker for person in persons),
            named=_stems(persons),
            told=_told(found.stems, persons),
            level="asserted",
            denied=denies(words),
            whole=whole,
            title=_in_title(article, span),
        )


def _in_title(article: m.Article, span: m.Span) -> bool:
    title = article.title_span
    return title is not None and title[0] <= span[0] and span[1] <= title[1]


def _overlap(span: m.Span, taken: Sequence[m.Span]) -> float:
    begin, end = span
    covered = sum(min(end, e) - max(begin, b) for b, e in taken if b < end and begin < e)
    return covered / (end - begin)


@cache
def _denials() -> frozenset[str]:
    data = load("linking")
    return frozenset(map(stem, (*data["denial_verbs"], *data["denials"])))


def denies(text: str) -> bool:
    """Whether a sentence says of what it tells that it is not so ("bestreitet", "erfunden")."""
    return not _denials().isdisjoint(content(text).stems)
