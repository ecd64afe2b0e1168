"""Tracing in an archive: the few articles that may hold a statement are fetched, then compared.

Nothing is scanned. Candidates come by the keys of statements and by words of whole texts,
each bounded; what is bounded away is said (``Trace.bounded``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.candidates import by_keys, by_text, sources, stems
from lautwem.archive.decided import Decided
from lautwem.archive.linking import keys as linking_keys
from lautwem.archive.linking.content import content, total
from lautwem.archive.linking.found import Source
from lautwem.archive.linking.items import Item
from lautwem.archive.linking.selection import Query, Selection, select
from lautwem.archive.linking.tracing import distinct
from lautwem.archive.linking.tracing import follow as follow_found
from lautwem.archive.linking.voices import Speaker, name_stems
from lautwem.archive.schema import CHILDREN
from lautwem.archive.store import Archive
from lautwem.errors import BadArguments, NotInArchive
from lautwem.export.traces.wire import Trace

__all__ = ["trace", "trace_draft"]

ARTICLES = 60
"""Most articles of one trace; a picture of more cannot be read."""
LONG = 50_000
"""Code points of a draft up to which all it says is held against the archive with a statement."""
SEARCHED = 3
"""Of these, those whose words are looked for in whole texts too."""
SEEDS = 8
"""Statements whose keys are looked up in the second round, the surest and most different first."""

_REFERENCE = re.compile(r"([0-9a-f]{6,64})[:/#](s\d+)\Z")


def trace(archive: Archive, asked: str) -> Trace:
    """The way of a statement: asked for by words, or as ``ARTICLE:s3`` by a statement's id.

    Words that nothing in the archive says give a trace without instances. Raises BadArguments
    for no words, NotInArchive for an id that is not there.
    """
    with archive.looking() as connection:
        return _Look(connection, Decided(connection)).trace(asked.strip())


def trace_draft(
    archive: Archive, reading: m.Reading, statements: Iterable[str]
) -> Iterator[tuple[str, Trace]]:
    """The ways of statements (ids) of a draft that is not in the archive, the draft among them."""
    with archive.looking() as connection:
        people = Decided(connection)
        long = len(reading.article.text) > LONG
        whole = None if long else people.source(reading).prepared()
        for statement in statements:
            look = _Look(connection, people)
            look.take(whole or people.source(_beside(reading, statement)).prepared())
            yield statement, look.follow(Query(article=reading.article.id, statement=statement))


def _beside(reading: m.Reading, statement: str) -> m.Reading:
    """Of a very long reading, which is no article, the paragraph of the statement only."""
    said = tuple(one for one in reading.statements if one.id == statement)
    begins = [one.quote.spans[0][0] for one in said]
    near = tuple(p for p in reading.article.paragraphs if any(p[0] <= b < p[1] for b in begins))
    article = msgspec.structs.replace(reading.article, paragraphs=near)
    return msgspec.structs.replace(reading, article=article, statements=said)


class _Look:
    """One look into an archive; keeps the articles it has fetched."""

    def __init__(self, connection: sa.Connection, people: Decided) -> None:
        self._connection = connection
        self._people = people
        self._sources: dict[int, Source] = {}
        self._bounded = False

    def trace(self, asked: str) -> Trace:
        reference = _REFERENCE.match(asked)
        return self.follow(self._by_id(*reference.groups()) if reference else self._by_words(asked))

    def take(self, source: Source) -> None:
        """Looks at an article that is not in the archive too."""
        self._sources[0] = source  # ids of versions begin with 1

    def follow(self, query: Query) -> Trace:
        """The way of what the articles fetched so far say, through all that may say it."""
        seeds = self._select(query)
        wanted = [instance.item for instance in seeds.said]
        found = seeds
        if self._fetch(self._like(_different(wanted)), _told(wanted)):
            found = self._select(query)
        new = {i.item.spans for i in found.said} - {i.item.spans for i in seeds.said}
        fresh = [i.item for i in found.said if i.item.spans in new]
        if fresh and self._fetch(self._like(_different(fresh)), _told((*wanted, *fresh))):
            found = self._select(query)
        return follow_found(query, found, bounded=self._bounded)

    def _select(self, query: Query) -> Selection:
        return select(query, distinct(list(self._sources.values())))

    def _by_id(self, article: str, statement: str) -> Query:
        version = schema.version.c
        wanted = (
            sa.select(version.id, version.reading_id)
            # All that begin so: "g" is behind every hexadecimal digit, and an index has the range.
            .where(version.reading_id >= article, version.reading_id < f"{article}g")
            .order_by(version.current.desc(), version.id.desc())
            .limit(2)
        )
        row = self._connection.execute(wanted).first()
        if row is None:
            raise NotInArchive(
                f"There is no article {article} in the archive.", "lautwem find shows the ids."
            )
        self._fetch([row.id], None, current=False)
        source = self._sources.get(row.id)
        if source is None or all(said.statement != statement for said in source.digest.said):
            raise NotInArchive(
                f"Article {article} has no statement {statement}.", "lautwem find shows the ids."
            )
        return Query(article=row.reading_id, statement=statement)

    def _by_words(self, asked: str) -> Query:
        wanted = content(asked)
        if not wanted.words:
            raise BadArguments("No words are given.", "Say what is claimed, in a few words.")
        names = [s for word in asked.split() if word[:1].isupper() for s in name_stems(word)]
        groups = [linking_keys.keys(wanted, [s] if s else []) for s in dict.fromkeys(["", *names])]
        likely = self._by_keys(groups)
        versions = [*self._holding(likely, wanted.stems), *by_text(self._connection, asked)]
        self._fetch(versions, frozenset(wanted.stems))
        return Query(words=asked)

    def _by_keys(self, groups: Sequence[Sequence[int]]) -> tuple[int, ...]:
        found = by_keys(self._connection, groups)
        self._bounded |= found.bounded
        return found.statements

    def _holding(self, statements: Sequence[int], wanted: Sequence[str]) -> list[int]:
        """Versions of those statements that hold a good share of the words asked for."""
        asked, whole = frozenset(wanted), total(wanted)
        ranked = [
            (total(s for s in said if s in asked), id_)
            for id_, said in stems(self._connection, statements)
        ]
        kept = sorted(((w, id_) for w, id_ in ranked if w >= HELD * whole), reverse=True)
        return [id_ // CHILDREN for _, id_ in kept]

    def _like(self, wanted: Sequence[Item]) -> list[int]:
        """Versions that may say the same as one of these pieces, the likeliest first."""
        groups = [linking_keys.keys(item.content, _names(item)) for item in wanted]
        texts = [v for item in wanted[:SEARCHED] for v in by_text(self._connection, item.text)]
        return [*self._saying(self._by_keys(groups), wanted), *texts]

    def _saying(self, statements: Sequence[int], wanted: Iterable[Item]) -> list[int]:
        """Versions of those statements whose words are like those of one of the pieces."""
        meant = [frozenset(item.content.stems) for item in wanted]
        ranked = [
            (max((_likeness(said, one) for one in meant), default=0.0), id_)
            for id_, said in stems(self._connection, statements)
        ]
        return [id_ // CHILDREN for near, id_ in sorted(ranked, reverse=True) if near >= NEAR]

    def _fetch(
        self, versions: Iterable[int], near: frozenset[str] | None, *, current: bool = True
    ) -> bool:
        """Takes up versions that are not there yet, the first ones first, within the bound.

        Returns whether there were any.
        """
        new = [v for v in dict.fromkeys(versions) if v not in self._sources]
        room = max(0, ARTICLES - len(self._sources))
        self._bounded |= len(new) > room
        found = self._people.sources(sources(self._connection, new[:room], current=current))
        self._sources |= {v: source.prepared(near) for v, source in found.items()}
        return bool(found)


HELD = 0.4
"""Share of the words asked for that a statement must hold to be fetched: names, a third to a half
of such questions, stand outside the words of a quotation."""
NEAR = 0.45
"""Share of the smaller content from which a statement is worth fetching its article: under it
nothing matches (``matching.OTHER_WORDS`` is 0.6; parts of compounds count there too)."""


def _likeness(one: Sequence[str], other: frozenset[str]) -> float:
    smaller = min(total(one), total(other))
    return total(s for s in one if s in other) / smaller if smaller else 0.0


def _different(wanted: Iterable[Item]) -> list[Item]:
    """One of each content, statements first, within the bound."""
    unique: dict[frozenset[str], Item] = {}
    for item in sorted(wanted, key=lambda i: (i.statement is None, -len(i.content.stems), i.text)):
        unique.setdefault(frozenset(item.content.stems), item)
    return list(unique.values())[:SEEDS]


def _told(wanted: Iterable[Item]) -> frozenset[str]:
    """All stems of what some pieces say."""
    return frozenset(s for item in wanted for s in item.told)


def _names(item: Item) -> tuple[str, ...]:
    """Stems of the surnames of who speaks and whom it is about."""
    speakers: list[Speaker] = [*item.chain[:1], *item.persons]
    names = [linking_keys.surname(s.name) for s in speakers if s.kind == "person"]
    return tuple(dict.fromkeys(filter(None, names)))
