"""What editors decided of people, told to a trace: whom they say is one, and who is two."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.identity import article_key
from lautwem.archive.linking.found import Source
from lautwem.archive.persons import ledger
from lautwem.archive.persons.decisions import Decision, choose, settled, touching
from lautwem.archive.persons.profile import Profile, Ref, profiles, unpack


class Decided:
    """The decisions of an archive at one moment; gives every human being one number."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._decisions: Sequence[Decision] = ledger.decisions(connection)
        self._numbers: dict[Ref, int] = {}

    def sources(self, sources: Mapping[int, Source]) -> dict[int, Source]:
        """Articles, by version, in which people have the numbers that decisions give them."""
        if not self._decisions or not sources:
            return dict(sources)
        version, article = schema.version.c, schema.article.c
        about = (
            sa.select(version.id, article.key, schema.profile.c.people)
            .join_from(schema.version, schema.article, article.id == version.article_id)
            .join(schema.profile, schema.profile.c.version_id == version.id)
            .where(version.id.in_(list(sources)))
        )
        rows = self._connection.execute(about).all()
        known = self._known(row.key for row in rows)
        there = {row.id: unpack(row.people) for row in rows if row.key in known}
        keys = {row.id: row.key for row in rows}
        return {
            id_: _numbered(source, there[id_], known[keys[id_]]) if id_ in there else source
            for id_, source in sources.items()
        }

    def source(self, reading: m.Reading) -> Source:
        """The same of an article that need not be in the archive."""
        source, key = Source.of(reading), article_key(reading.article)
        known = self._known([key])
        return _numbered(source, profiles(reading, key), known[key]) if key in known else source

    def _known(self, articles: Iterable[str]) -> dict[str, dict[Ref, int]]:
        """The people of some articles (by key) on whom there is a decision, with their numbers."""
        wanted = set(articles)
        known: dict[str, dict[Ref, int]] = defaultdict(dict)
        for ref, stands in settled(touching(self._decisions, wanted)).items():
            if ref.article in wanted:
                known[ref.article][ref] = self._numbers.setdefault(stands, len(self._numbers))
        return dict(known)


def _numbered(source: Source, people: Sequence[Profile], known: Mapping[Ref, int]) -> Source:
    named = list(source.digest.named)
    for ref, number in known.items():
        at = choose(ref, people)
        if at is not None:
            speaker = msgspec.structs.replace(named[at].speaker, identity=number)
            named[at] = msgspec.structs.replace(named[at], speaker=speaker)
    digest = msgspec.structs.replace(source.digest, named=tuple(named))
    return Source(source.article, digest, source.status)
