"""A reading as rows: everything about one version but its number, ready to be written.

Done before the archive is asked, in the process that read, so that writing is short.
"""

import calendar
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from lautwem import model as m
from lautwem import schema as wire
from lautwem.archive import schema, words
from lautwem.archive.identity import article_key, content_hash
from lautwem.archive.linking import copies, digest, keys
from lautwem.archive.persons import profile
from lautwem.archive.persons.names import keys as name_keys
from lautwem.errors import BadData

Row = dict[str, Any]
Columns = tuple[tuple[Any, ...], ...]
"""Rows by the columns of their table, in its order, as the driver of the database takes values."""


class Entry(m.Frozen):
    """One reading, ready to be written.

    ``version`` is the row of the version without ids; ``children`` are the rows that hang on it,
    by table. Their ids count from 1: columns named in ``LOCAL`` are raised by
    ``version_id * CHILDREN`` when the version has its id.
    """

    key: str
    content: str
    version: Row
    children: tuple[tuple[str, Columns], ...]


LOCAL = frozenset(
    {
        "id",
        "person_id",
        "from_person_id",
        "to_person_id",
        "voice_id",
        "speaker_voice_id",
        "addressee_voice_id",
        "statement_id",
    }
)
"""Columns that hold ids of rows under the version."""


def pack(reading: m.Reading) -> bytes:
    """A reading as the archive keeps it: its JSON, compressed.

    Level 3 takes half the time of level 6 for a fourteenth more bytes (60 readings of news-text).
    """
    return zlib.compress(wire.encode(reading), 3)


def unpack(data: bytes) -> m.Reading:
    """The reading in what ``pack`` gave. Raises BadData."""
    try:
        return wire.decode(zlib.decompress(data))
    except zlib.error as error:
        raise BadData(
            f"A reading in the archive is damaged ({error}).", "Add the article again."
        ) from error


def first_day(value: str) -> str:
    """The first day on which a partial date can be: ``2025-03`` is from 2025-03-01 on."""
    return value[:10] + "-01" * ((10 - len(value[:10])) // 3)


def last_day(value: str) -> str:
    """The last day on which a partial date can be."""
    if len(value) >= 10:
        return value[:10]
    if len(value) == 4:
        return f"{value}-12-31"
    year, month = int(value[:4]), int(value[5:7])
    return f"{value}-{calendar.monthrange(year, month)[1]:02d}"


def prepare(
    reading: m.Reading, reader: str, *, key: str | None = None, content: str | None = None
) -> Entry:
    """The rows of a reading; ``reader`` names the program and engine that read.

    ``key`` is the article's and ``content`` its hash, where they are known already. Raises BadData
    for more people, voices or statements than a version can hold.
    """
    if max(len(reading.people), len(reading.voices), len(reading.statements)) >= schema.CHILDREN:
        raise BadData(
            f"{reading.article.source} has more statements or people than an archive keeps of one.",
            "Split the text and add the parts.",
        )
    content = content or content_hash(reading.article)
    key = key or article_key(reading.article, content)
    people = {person.id: at for at, person in enumerate(reading.people, 1)}
    voices = {voice.id: at for at, voice in enumerate(reading.voices, 1)}
    said = reading.statements
    children = [
        _rows("person", [_person(n, p) for n, p in enumerate(reading.people, 1)]),
        _rows(
            "person_role", [row for n, p in enumerate(reading.people, 1) for row in _roles(n, p)]
        ),
        ("person_word", _columns(_names(reading))),
        ("person_key", _columns(_person_keys(reading))),
        _rows("profile", _profiles(reading, key)),
        _rows("digest", [msgspec.structs.asdict(digest.pack(digest.digest(reading)))]),
        _rows("kinship", _kinship(reading, people)),
        _rows("voice", [_voice(n, v, people) for n, v in enumerate(reading.voices, 1)]),
        ("voice_word", _columns(_voice_words(reading))),
        _rows("statement", [_statement(n, s, reading, voices) for n, s in enumerate(said, 1)]),
        ("chain", _columns(row for n, s in enumerate(said, 1) for row in _chain(n, s, voices))),
        ("about", _columns(row for n, s in enumerate(said, 1) for row in _about(n, s, people))),
        _rows("document", _documents(reading)),
        ("statement_key", _columns(_keys(reading))),
        ("article_band", _columns(_bands(reading))),
    ]
    return Entry(
        key=key,
        content=content,
        version=_version(reading, content, reader),
        children=tuple((table, columns) for table, columns in children if columns),
    )


def _rows(table: str, rows: Sequence[Row]) -> tuple[str, Columns]:
    """Rows of a table; what they do not name is empty."""
    if not rows:
        return table, ()
    names = schema.metadata.tables[table].c.keys()
    return table, tuple([tuple([row.get(name) for row in rows]) for name in names])


def _columns(rows: Iterable[tuple[Any, ...]]) -> Columns:
    """Rows of a narrow table, of which there are many: values as it has its columns."""
    return tuple(zip(*rows, strict=True))


def _version(reading: m.Reading, content: str, reader: str) -> Row:
    article = reading.article
    published = article.published
    return {
        "reading_id": article.id,
        "content": content,
        "source": article.source,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "authors": list(article.authors),
        "published": published.value if published else None,
        "precision": published.precision if published else None,
        "published_from": first_day(published.value) if published else None,
        "published_to": last_day(published.value) if published else None,
        "modified": article.modified.value if article.modified else None,
        "reader": reader,
        "text": article.text,
        "reading": pack(reading),
    }


def _person(number: int, person: m.Person) -> Row:
    age, born = person.age, person.born
    return {
        "id": number,
        "local": person.id,
        "name": person.name,
        "aliases": json.dumps(person.aliases),
        "gender": person.gender,
        "minor": person.minor,
        "age": age.value if age else None,
        "age_as_of": age.as_of.value if age and age.as_of else None,
        "born_earliest": born.earliest if born else None,
        "born_latest": born.latest if born else None,
    }


def _roles(number: int, person: m.Person) -> list[Row]:
    return [
        {
            "person_id": number,
            "position": at,
            "text": role.text,
            "kind": role.kind,
            "begin": role.span[0],
            "end": role.span[1],
        }
        for at, role in enumerate(person.roles)
    ]


def _names(reading: m.Reading) -> list[tuple[str, int]]:
    return [
        (word, number)
        for number, person in enumerate(reading.people, 1)
        for word in words.name_words(person.name, *person.aliases)
    ]


def _person_keys(reading: m.Reading) -> list[tuple[str, int]]:
    return [
        (key, number)
        for number, person in enumerate(reading.people, 1)
        for key in sorted(name_keys((person.name, *person.aliases)))
    ]


def _profiles(reading: m.Reading, key: str) -> list[Row]:
    if not reading.people:
        return []
    return [{"people": profile.pack(profile.profiles(reading, key))}]


def _kinship(reading: m.Reading, people: dict[str, int]) -> list[Row]:
    return [
        {
            "id": at,
            "type": kin.type,
            "from_person_id": people[kin.from_],
            "to_person_id": people[kin.to],
        }
        for at, kin in enumerate(reading.kinship, 1)
        if kin.from_ in people and kin.to in people
    ]


def _voice(number: int, voice: m.Voice, people: dict[str, int]) -> Row:
    person = people.get(voice.person) if voice.person else None
    return {
        "id": number,
        "local": voice.id,
        "kind": voice.kind,
        "name": voice.name,
        "person_id": person,
    }


def _voice_words(reading: m.Reading) -> list[tuple[str, int]]:
    return [
        (word, number)
        for number, voice in enumerate(reading.voices, 1)
        if not voice.person
        for word in words.name_words(voice.name)
    ]


def _speaker(statement: m.Statement) -> str | None:
    """The innermost voice: the first of the chain, or else who speaks in the words."""
    if statement.chain:
        return statement.chain[0]
    return statement.speaker.voice if statement.speaker else None


def _statement(
    number: int, statement: m.Statement, reading: m.Reading, voices: dict[str, int]
) -> Row:
    spans = statement.quote.spans
    addressee = statement.addressee.voice if statement.addressee else None
    time = statement.time
    return {
        "id": number,
        "local": statement.id,
        "type": statement.type,
        "medium": statement.medium,
        "text": wire.text_of(statement.quote, reading.article.text),
        "begin": min((begin for begin, _ in spans), default=0),
        "end": max((end for _, end in spans), default=0),
        "certainty": statement.certainty.level,
        "channel": statement.channel.kind,
        "negated": statement.negated,
        "speaker_voice_id": voices.get(_speaker(statement) or ""),
        "addressee_voice_id": voices.get(addressee or ""),
        "time_text": time.text if time else None,
        "time_value": time.value if time else None,
        "time_precision": time.precision if time else None,
        "confidence": statement.confidence,
    }


def _chain(
    number: int, statement: m.Statement, voices: dict[str, int]
) -> list[tuple[int, int, int]]:
    known = [voices[voice] for voice in statement.chain if voice in voices]
    return [(number, at, voice) for at, voice in enumerate(known)]


def _about(number: int, statement: m.Statement, people: dict[str, int]) -> list[tuple[int, int]]:
    known = dict.fromkeys(people[person] for person in statement.about if person in people)
    return [(number, person) for person in known]


def _documents(reading: m.Reading) -> list[Row]:
    """The words of the whole text (the title too, where it is none of the text), and of each
    statement."""
    article = reading.article
    title = f"{article.title}\n" if article.title and article.title_span is None else ""
    rows = [{"id": 0, "terms": words.terms(title + article.text)}]
    rows += [
        {"id": number, "terms": words.terms(wire.text_of(statement.quote, article.text))}
        for number, statement in enumerate(reading.statements, 1)
    ]
    return rows


def _keys(reading: m.Reading) -> list[tuple[int, int]]:
    return [
        (key, number)
        for number, statement in enumerate(reading.statements, 1)
        for key in keys.statement_keys(reading, statement)
    ]


def _bands(reading: m.Reading) -> list[tuple[int, None]]:
    return [(band, None) for band in sorted(set(copies.article_bands(reading)))]
