"""Long texts: read in parts beside each other in processes, and put together again.

A part is the same article with some of its blocks only, so that all offsets are those of the
whole. People of different parts are one where their names say so.
"""

import os
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import msgspec

from lautwem import model as m
from lautwem.engines import Engine
from lautwem.reading.pipeline import read

_PART = 80_000
"""Code points of a part: about 1 s of reading. Parts of 20,000 to 160,000 take the same time each
code point (measured on 160,000); short ones keep all processes busy to the end."""
_SENTENCE = re.compile(r"[.!?…][“”»«\"’)]{0,2}\s+(?=[„»«\"A-ZÄÖÜ])")
_SHORT = 150_000
"""Code points up to which a text is read in one piece: two seconds, about what two more processes
take to start."""
_MOST = 8
"""Most processes at once, at about 350 MB each."""


def read_long(article: m.Article, engine: Engine = "model") -> m.Reading:
    """The reading of an article of any length; a short one is read as ever.

    Raises MissingModel.
    """
    parts = split(article, _PART)
    if len(article.text) <= _SHORT or len(parts) == 1:
        return read(article, engine)
    workers = min(os.cpu_count() or 1, len(parts), _MOST)
    if workers == 1:
        return merge(article, [read(part, engine) for part in parts])
    # spawn: a fork of a process with threads of numerical libraries may hang
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        return merge(article, list(pool.map(read, parts, [engine] * len(parts))))


def split(article: m.Article, longest: int) -> tuple[m.Article, ...]:
    """The article in parts of some ``longest`` code points each, cut between paragraphs.

    A caption is read with the paragraph before it. A paragraph that is longer than a part is cut
    between sentences.
    """
    paragraphs = tuple(
        piece for span in article.paragraphs for piece in _pieces(article.text, span, longest)
    )
    article = msgspec.structs.replace(article, paragraphs=paragraphs)
    starts = sorted(begin for begin, _ in (*paragraphs, *(c.span for c in article.captions)))
    cuts = [0]
    for begin in starts:
        if begin - cuts[-1] >= longest:
            cuts.append(begin)
    bounds = list(zip(cuts, [*cuts[1:], len(article.text)], strict=True))
    return tuple(_between(article, begin, end) for begin, end in bounds)


def _pieces(text: str, span: m.Span, longest: int) -> Iterator[m.Span]:
    """A paragraph in pieces no longer than a part, cut behind a sentence, else behind a word."""
    begin, end = span
    while end - begin > longest:
        window = begin + longest // 2, begin + longest
        ends = [found.end() for found in _SENTENCE.finditer(text, *window)]
        space = text.rfind(" ", *window) + 1
        cut = ends[-1] if ends else space or window[1]
        yield begin, cut
        begin = cut
    yield begin, end


def _between(article: m.Article, begin: int, end: int) -> m.Article:
    def inside(span: m.Span | None) -> bool:
        return span is not None and begin <= span[0] < end

    titled = inside(article.title_span)
    return msgspec.structs.replace(
        article,
        title=article.title if titled or begin == 0 else None,
        title_span=article.title_span if titled else None,
        paragraphs=tuple(span for span in article.paragraphs if inside(span)),
        captions=tuple(caption for caption in article.captions if inside(caption.span)),
    )


class _Whole:
    """Who is known so far over all parts, and how the ids of the current part read there."""

    def __init__(self) -> None:
        self.people: list[m.Person] = []
        self.voices: dict[tuple[str, str], m.Voice] = {}
        self.ids: dict[str, str] = {}
        self._named: dict[str, list[int]] = {}

    def take(self, reading: m.Reading) -> None:
        """The people and voices of the next part."""
        self.ids = {}
        for person in sorted(reading.people, key=lambda one: -len(one.name)):
            self._person(person)
        for voice in reading.voices:
            self._voice(voice)

    def _person(self, person: m.Person) -> None:
        at = self._known(person)
        if at is None:
            at = len(self.people)
            self.people.append(msgspec.structs.replace(person, id=f"p{at + 1}"))
        else:
            self.people[at] = _joined(self.people[at], person)
        self.ids[person.id] = self.people[at].id
        for name in {person.name.casefold(), *map(str.casefold, person.name.split()[-1:])}:
            numbers = self._named.setdefault(name, [])
            if at not in numbers:
                numbers.append(at)

    def _known(self, person: m.Person) -> int | None:
        """The person of an earlier part with this name, or the only one with this surname."""
        words = person.name.split()
        if not words:
            return None
        same = [
            at
            for at in self._named.get(person.name.casefold(), ())
            if self.people[at].name.casefold() == person.name.casefold() or len(words) == 1
        ]
        if not same and len(words) > 1:  # "Falk" before, "Anton Falk" now
            bare = self._named.get(words[-1].casefold(), ())
            same = [at for at in bare if len(self.people[at].name.split()) == 1]
        same = [at for at in same if _agree(self.people[at], person)]
        return same[0] if len(same) == 1 else None

    def _voice(self, voice: m.Voice) -> None:
        person = self.ids.get(voice.person) if voice.person else None
        key = ("person", person) if person else (voice.kind, voice.name.casefold())
        if voice.kind == "unnamed":  # nobody says that two of them are one
            key = ("unnamed", str(len(self.voices)))
        if key not in self.voices:
            number = f"v{len(self.voices) + 1}"
            self.voices[key] = msgspec.structs.replace(voice, id=number, person=person)
        self.ids[voice.id] = self.voices[key].id


def _agree(one: m.Person, other: m.Person) -> bool:
    return not (one.gender and other.gender and one.gender != other.gender)


def _joined(known: m.Person, person: m.Person) -> m.Person:
    name = max(known.name, person.name, key=len)
    forms = dict.fromkeys((known.name, *known.aliases, person.name, *person.aliases))
    return m.Person(
        id=known.id,
        name=name,
        aliases=tuple(form for form in forms if form != name),
        mentions=(*known.mentions, *person.mentions),
        roles=tuple(dict.fromkeys((*known.roles, *person.roles))),
        age=known.age or person.age,
        born=known.born or person.born,
        minor=known.minor if known.minor is not None else person.minor,
        gender=known.gender or person.gender,
        because=(*known.because, *person.because),
    )


def merge(article: m.Article, readings: Iterable[m.Reading]) -> m.Reading:
    """One reading of the readings of its parts, in text order; ids are given anew."""
    whole = _Whole()
    mentions: list[m.Mention] = []
    kinship: list[m.Kinship] = []
    statements: list[m.Statement] = []
    works: list[m.Work] = []
    questions: list[m.OpenQuestion] = []
    shown: dict[m.Span, tuple[str, ...]] = {}
    for reading in readings:
        whole.take(reading)
        ids = whole.ids
        mentions += (
            msgspec.structs.replace(one, entity=ids[one.entity]) for one in reading.mentions
        )
        kinship += (
            msgspec.structs.replace(one, from_=ids[one.from_], to=ids[one.to])
            for one in reading.kinship
        )
        statements += _statements(reading, ids, len(statements))
        works += reading.works
        questions += reading.open_questions
        for caption, people in zip(reading.article.captions, reading.shown, strict=True):
            shown[caption.span] = tuple(ids[person] for person in people)
    return m.Reading(
        article=article,
        people=tuple(whole.people),
        kinship=tuple(kinship),
        voices=tuple(whole.voices.values()),
        mentions=tuple(mentions),
        works=tuple(works),
        statements=tuple(statements),
        open_questions=tuple(questions),
        shown=tuple(shown[caption.span] for caption in article.captions),
    )


def _statements(reading: m.Reading, ids: dict[str, str], before: int) -> Iterator[m.Statement]:
    def party(one: m.Party | None) -> m.Party | None:
        return one and m.Party(one.part, ids[one.voice] if one.voice else None)

    for number, one in enumerate(reading.statements, before + 1):
        yield msgspec.structs.replace(
            one,
            id=f"s{number}",
            speaker=party(one.speaker),
            addressee=party(one.addressee),
            chain=tuple(ids[voice] for voice in one.chain),
            about=tuple(ids[person] for person in one.about),
        )
