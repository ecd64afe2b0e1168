"""What editors decided of people, told to a trace: whom they say is one, and who is two."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.identity import article_key
from lautwem.archive.linking.found import Source
from lautwem.archive.persons.decisions import choose
from lautwem.archive.persons.profile import Profile, Ref, profiles, unpack

Settled = Mapping[Ref, int]
"""People on whom there is a decision, by number (``decisions.settled``)."""


def decided(
    connection: sa.Connection, sources: Mapping[int, Source], settled: Settled
) -> dict[int, Source]:
    """Articles, by version, in which people have the numbers that decisions give them."""
    version, article = schema.version.c, schema.article.c
    known = _by_article(settled)
    if not known or not sources:
        return dict(sources)
    about = (
        sa.select(version.id, article.key, schema.profile.c.people)
        .join_from(schema.version, schema.article, article.id == version.article_id)
        .join(schema.profile, schema.profile.c.version_id == version.id)
        .where(version.id.in_(list(sources)))
    )
    numbers = {
        row.id: _numbers(unpack(row.people), known[row.key], settled)
        for row in connection.execute(about)
        if row.key in known
    }
    return {id_: _numbered(source, numbers.get(id_, {})) for id_, source in sources.items()}


def decided_of(reading: m.Reading, settled: Settled) -> Source:
    """The same of an article that need not be in the archive."""
    source, key = Source.of(reading), article_key(reading.article)
    known = _by_article(settled)
    if key not in known:
        return source
    return _numbered(source, _numbers(profiles(reading, key), known[key], settled))


def _by_article(settled: Settled) -> dict[str, list[Ref]]:
    known: dict[str, list[Ref]] = defaultdict(list)
    for ref in settled:
        known[ref.article].append(ref)
    return dict(known)


def _numbers(people: Sequence[Profile], refs: Sequence[Ref], settled: Settled) -> dict[int, int]:
    """The numbers of the people of one article, by their place in its reading."""
    found = ((choose(ref, people), settled[ref]) for ref in refs)
    return {at: number for at, number in found if at is not None}


def _numbered(source: Source, numbers: Mapping[int, int]) -> Source:
    if not numbers:
        return source
    named = list(source.digest.named)
    for at, number in numbers.items():
        speaker = msgspec.structs.replace(named[at].speaker, identity=number)
        named[at] = msgspec.structs.replace(named[at], speaker=speaker)
    digest = msgspec.structs.replace(source.digest, named=tuple(named))
    return Source(source.article, digest, source.status)
