"""What tracing needs of a reading, worked out once when an article is added.

A trace looks at some dozens of articles. Whole readings take long to decode and their statements
long to stem; a digest holds the stems already, and nothing that stands in the text.
"""

import zlib
from collections.abc import Iterator, Sequence

import msgspec

from lautwem import model as m
from lautwem import schema
from lautwem.archive.linking.content import Clause, Content, content
from lautwem.archive.linking.voices import Speaker, name_stems, of_person, speaker
from lautwem.errors import BadData
from lautwem.language import blocks, segments
from lautwem.language.lexicon import load

LONGEST = 2000
"""Letters of a piece that are compared."""


class Named(m.Frozen, array_like=True):
    """Somebody of an article: the stems of all forms of the name, and where a person is meant."""

    speaker: Speaker
    stems: frozenset[str]
    mentions: tuple[m.Span, ...] = ()


class Said(m.Frozen, array_like=True):
    """One statement: its content without the words themselves, which are in the text.

    ``chain`` (innermost first, without the article's own outlet) and ``persons`` (whom it is
    about or names) are places in ``Digest.named``; ``denied`` is whether its frame denies it.
    """

    statement: str
    type: m.StatementType
    spans: tuple[m.Span, ...]
    clauses: tuple[Clause, ...]
    numbers: frozenset[tuple[str, str]]
    first_person: bool
    chain: tuple[int, ...]
    persons: tuple[int, ...]
    level: m.CertaintyLevel
    denied: bool
    confidence: float

    def content(self, text: str, stems: tuple[str, ...]) -> Content:
        """The content, with the statement's words and their stems."""
        return Content(text, stems, self.clauses, self.numbers, self.first_person)


class Digest(m.Frozen, array_like=True):
    """Where the parts of an article lie, who is named, what is said, in the order of the reading.

    ``stems`` are those of each statement, apart from the rest: many statements are looked at by
    their stems alone. ``sentences`` are those of title and body in text order (captions left
    out); the first ``people`` of ``named`` are the people of the reading.
    """

    paragraphs: tuple[m.Span, ...]
    title_span: m.Span | None
    sentences: tuple[m.Span, ...]
    people: int
    named: tuple[Named, ...]
    said: tuple[Said, ...]
    stems: tuple[tuple[str, ...], ...] = ()


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODER = msgspec.msgpack.Decoder(Digest)


class Packed(m.Frozen):
    """A digest as the archive keeps it: stems as text, a line a statement, and the rest."""

    stems: str
    pieces: bytes


def pack(of: Digest) -> Packed:
    """A digest as the archive keeps it."""
    rest = msgspec.structs.replace(of, stems=())
    stems = "\n".join(" ".join(one) for one in of.stems)
    return Packed(stems, zlib.compress(_ENCODER.encode(rest), 1))


def unpack_stems(stems: str) -> tuple[tuple[str, ...], ...]:
    """The stems of each statement."""
    return tuple(tuple(line.split(" ")) if line else () for line in stems.split("\n"))


def unpack(packed: Packed) -> Digest:
    """The digest in what ``pack`` gave. Raises BadData."""
    try:
        rest = _DECODER.decode(zlib.decompress(packed.pieces))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise BadData(
            f"The digest of an article in the archive is damaged ({error}).",
            "Add the article again.",
        ) from error
    return msgspec.structs.replace(rest, stems=unpack_stems(packed.stems))


def digest(reading: m.Reading) -> Digest:
    """The digest of a reading."""
    article = reading.article
    people = {person.id: at for at, person in enumerate(reading.people)}
    named = [_person(person) for person in reading.people]
    voices: dict[str, int] = {}
    for voice in reading.voices:
        if voice.person in people:
            voices[voice.id] = people[voice.person]
        else:
            voices[voice.id] = len(named)
            named.append(_named(speaker(voice, {})))
    contents = [_content(reading, one) for one in reading.statements]
    return Digest(
        paragraphs=article.paragraphs,
        title_span=article.title_span,
        sentences=tuple(sentence_spans(article)),
        people=len(people),
        named=tuple(named),
        said=tuple(
            _said(reading, one, content, people, voices, named)
            for one, content in zip(reading.statements, contents, strict=True)
        ),
        stems=tuple(one.stems for one in contents),
    )


def _person(person: m.Person) -> Named:
    return msgspec.structs.replace(_named(of_person(person)), mentions=person.mentions)


def _named(of: Speaker) -> Named:
    return Named(of, frozenset(s for form in of.forms for s in name_stems(form)))


def _said(
    reading: m.Reading,
    statement: m.Statement,
    found: Content,
    people: dict[str, int],
    voices: dict[str, int],
    named: Sequence[Named],
) -> Said:
    about = [people[person] for person in statement.about if person in people]
    spoken = _spoken_of(reading, statement, voices)
    return Said(
        statement=statement.id,
        type=statement.type,
        spans=statement.quote.spans,
        clauses=found.clauses,
        numbers=found.numbers,
        first_person=found.first_person,
        chain=tuple(_chain(reading, statement, voices, named)),
        persons=tuple(dict.fromkeys((*about, *spoken))),
        level=statement.certainty.level,
        denied=statement.negated,
        confidence=statement.confidence,
    )


def _content(reading: m.Reading, statement: m.Statement) -> Content:
    return content(schema.text_of(statement.quote, reading.article.text)[:LONGEST])


def sentence_spans(article: m.Article) -> Iterator[m.Span]:
    """The sentences of title and body in text order (captions left out)."""
    captions = {caption.span for caption in article.captions}
    for begin, end in blocks(article):
        if (begin, end) in captions:
            continue
        spans, ends = segments(article.text, begin, end)
        first = 0
        for last in ends:
            yield spans[first][0], spans[last - 1][1]
            first = last


def _chain(
    reading: m.Reading, statement: m.Statement, voices: dict[str, int], named: Sequence[Named]
) -> Iterator[int]:
    """The chain without the article's own outlet ("sagte sie dieser Zeitung").

    Nor does it begin with somebody of whom another says what he thinks or knew ("soll nach
    einem Bericht des Boten davon gewusst haben"): that is the other's word.
    """
    chain = statement.chain
    if statement.medium == "thought" and statement.certainty.level == "hedged" and len(chain) > 1:
        chain = chain[1:]
    own = frozenset(load("linking")["own_outlet"])
    outlet = reading.article.outlet
    for at, id_ in enumerate(chain):
        name = named[voices[id_]].speaker.name
        if not (at and (name in own or (outlet and name == outlet))):
            yield voices[id_]


def _spoken_of(reading: m.Reading, statement: m.Statement, voices: dict[str, int]) -> list[int]:
    """The people in a statement's words; nobody calls himself "der Trainer" in his own words."""
    own = voices[statement.chain[0]] if statement.chain and statement.type == "direct" else None
    spans = statement.quote.spans
    people = enumerate(reading.people)
    return [at for at, person in people if at != own and within(person.mentions, spans)]


def within(mentions: tuple[m.Span, ...], spans: tuple[m.Span, ...]) -> bool:
    """Whether somebody is named or referred to inside some spans."""
    return any(b <= first and last <= e for first, last in mentions for b, e in spans)
