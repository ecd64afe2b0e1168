"""What an article says, piece by piece: its statements, and its sentences that nobody is named for.

A sentence without a voice is where hearsay has become a fact: the article says it itself.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal

from lautwem import model as m
from lautwem import schema
from lautwem.archive.linking.content import Content, beginnings, content
from lautwem.archive.linking.copies import body
from lautwem.archive.linking.voices import Speaker, name_stems, of_person, speaker
from lautwem.language import blocks
from lautwem.language.lexicon import load
from lautwem.language.sentences import split
from lautwem.language.stems import stem
from lautwem.language.tokens import tokenise

Level = Literal["verbatim", "reported", "hedged", "asserted"]
"""Certainty of a reading, or ``asserted``: the article says it in its own name."""

LONGEST = 2000
"""Letters of a piece that are compared."""
_COVERED = 0.3
"""A sentence of which statements cover more than this is not the article's own word."""


class Item(m.Frozen):
    """One piece: what it says, on whose word, how surely.

    ``chain`` is innermost first, without the article's own outlet; ``persons`` are those
    it is about or names; ``denied`` is whether its frame denies its content; ``told`` are the
    stems of what is said, without the names of those who say it or are meant; ``whole`` is the
    body of the article.
    """

    statement: str | None
    type: m.StatementType | None
    text: str
    spans: tuple[m.Span, ...]
    content: Content
    chain: tuple[Speaker, ...]
    persons: tuple[Speaker, ...]
    level: Level
    denied: bool
    whole: str
    told: tuple[str, ...]
    title: bool = False
    confidence: float = 1.0


def _told(of: Content, speakers: Iterable[Speaker]) -> tuple[str, ...]:
    named = {s for one in speakers for s in _name_stems(one)}
    return tuple(s for s in of.stems if s not in named)


@lru_cache(maxsize=4096)
def _name_stems(of: Speaker) -> frozenset[str]:
    if of.kind != "person":
        return frozenset()
    return frozenset(s for form in of.forms for s in name_stems(form))


def items(reading: m.Reading, near: frozenset[str] | None = None) -> tuple[Item, ...]:
    """All statements of a reading and all its sentences that hold none, in text order.

    ``near`` keeps of these sentences only those that may hold one of some stems: an archive
    looks at many articles for one statement.
    """
    whole = body(reading.article)
    begins = None if near is None else beginnings(near, _BEGINNING)
    found = [*_statements(reading, whole), *_sentences(reading, whole, begins)]
    return tuple(sorted(found, key=lambda item: (item.spans[0], item.statement or "")))


def _statements(reading: m.Reading, whole: str) -> Iterator[Item]:
    people = {person.id: person for person in reading.people}
    voices = {voice.id: voice for voice in reading.voices}
    text = reading.article.text
    for statement in reading.statements:
        words = schema.text_of(statement.quote, text)[:LONGEST]
        spans = statement.quote.spans
        about = [people[p] for p in statement.about if p in people]
        chain = _chain(reading, statement, [speaker(voices[v], people) for v in statement.chain])
        persons = _persons(about, _spoken_of(reading, statement))
        yield Item(
            statement=statement.id,
            type=statement.type,
            text=words,
            spans=spans,
            content=content(words),
            chain=chain,
            persons=persons,
            told=_told(content(words), (*chain[:1], *persons)),
            level=statement.certainty.level,
            denied=statement.negated,
            whole=whole,
            title=_in_title(reading, spans[0]),
            confidence=statement.confidence,
        )


_BEGINNING = 4  # letters by which a word is looked for before it is stemmed
_FOLDED = str.maketrans("äöüß", "aous")


def _sentences(reading: m.Reading, whole: str, begins: tuple[str, ...] | None) -> Iterator[Item]:
    text = reading.article.text
    taken = [span for statement in reading.statements for span in statement.quote.spans]
    for span in sentence_spans(reading.article):
        words = text[span[0] : span[1]][:LONGEST]
        if words.rstrip('“”"» ').endswith("?") or _overlap(span, taken) > _COVERED:
            continue
        folded = words.lower().translate(_FOLDED)
        if begins is not None and not any(b in folded for b in begins):
            continue
        persons = _persons((), _within(reading, (span,)))
        yield Item(
            statement=None,
            type=None,
            text=words,
            spans=(span,),
            content=content(words),
            chain=(),
            persons=persons,
            told=_told(content(words), persons),
            level="asserted",
            denied=denies(words),
            whole=whole,
            title=_in_title(reading, span),
        )


def sentence_spans(article: m.Article) -> Iterator[m.Span]:
    """The sentences of title and body in text order (captions left out)."""
    captions = {caption.span for caption in article.captions}
    for begin, end in blocks(article):
        if (begin, end) in captions:
            continue
        spans = tokenise(article.text, begin, end)
        first = 0
        for last in split(article.text, [article.text[b:e] for b, e in spans], spans):
            yield spans[first][0], spans[last - 1][1]
            first = last


def _chain(reading: m.Reading, statement: m.Statement, chain: list[Speaker]) -> tuple[Speaker, ...]:
    """The chain without the article's own outlet ("sagte sie dieser Zeitung").

    Nor does it begin with somebody of whom another says what he thinks or knew ("soll nach
    einem Bericht des Boten davon gewusst haben"): that is the other's word.
    """
    if statement.medium == "thought" and statement.certainty.level == "hedged" and len(chain) > 1:
        chain = chain[1:]
    own = frozenset(load("linking")["own_outlet"])
    outlet = reading.article.outlet
    return tuple(
        voice
        for at, voice in enumerate(chain)
        if not (at and (voice.name in own or (outlet and voice.name == outlet)))
    )


def _spoken_of(reading: m.Reading, statement: m.Statement) -> list[m.Person]:
    """The people in a statement's words; nobody calls himself "der Trainer" in his own words."""
    voices = {voice.id: voice for voice in reading.voices}
    speaker = voices[statement.chain[0]].person if statement.chain else None
    own = speaker if statement.type == "direct" else None
    return [p for p in _within(reading, statement.quote.spans) if p.id != own]


def _within(reading: m.Reading, spans: tuple[m.Span, ...]) -> list[m.Person]:
    """The people who are named or referred to inside these spans."""
    return [
        person
        for person in reading.people
        if any(b <= first and last <= e for first, last in person.mentions for b, e in spans)
    ]


def _persons(about: tuple[m.Person, ...] | list[m.Person], within: list[m.Person]):
    unique = {person.id: person for person in (*about, *within)}
    return tuple(of_person(person) for person in unique.values())


def _in_title(reading: m.Reading, span: m.Span) -> bool:
    title = reading.article.title_span
    return title is not None and title[0] <= span[0] and span[1] <= title[1]


def _overlap(span: m.Span, taken: list[m.Span]) -> float:
    begin, end = span
    covered = sum(max(0, min(end, e) - max(begin, b)) for b, e in taken)
    return covered / (end - begin)


@cache
def _denials() -> tuple[frozenset[str], frozenset[str]]:
    data = load("linking")
    return frozenset(map(stem, data["denial_verbs"])), frozenset(map(stem, data["denials"]))


def denies(text: str) -> bool:
    """Whether a sentence says of what it tells that it is not so ("bestreitet", "erfunden")."""
    verbs, adjectives = _denials()
    stems = content(text).stems
    return not (verbs | adjectives).isdisjoint(stems)
