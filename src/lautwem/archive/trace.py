"""Tracing in an archive: the few articles that may hold a statement are fetched, then compared.

Nothing is scanned. Candidates come by the keys of statements and by words of whole texts,
each bounded; what is bounded away is said (``Trace.bounded``).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import msgspec
import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import rows, schema
from lautwem.archive.linking import keys as linking_keys
from lautwem.archive.linking.content import content, total
from lautwem.archive.linking.found import Source
from lautwem.archive.linking.items import Item
from lautwem.archive.linking.selection import Query, select
from lautwem.archive.linking.tracing import trace as trace_readings
from lautwem.archive.linking.voices import Speaker, name_stems
from lautwem.archive.schema import CHILDREN
from lautwem.archive.store import Archive
from lautwem.archive.words import words as index_words
from lautwem.errors import BadArguments, NotInArchive
from lautwem.export.traces.wire import Trace

__all__ = ["trace", "trace_draft"]

POSTINGS = 400
"""Statements fetched for one key: a key that more have tells little. On 1,028 articles of one paper
no key had more than 178, and 2 % of all entries were of keys with more than 40."""
ANCHORED = 1000
"""Statements of the rarest key that are looked through where every key is common."""
STATEMENTS = 100
"""Candidates by keys, the likeliest first, whose texts are compared."""
TEXTS = 20
"""Candidates by words of the whole text."""
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
        return _Look(connection).trace(asked.strip())


def trace_draft(
    archive: Archive, reading: m.Reading, statements: Iterable[str]
) -> Iterator[tuple[str, Trace]]:
    """The ways of statements (ids) of a draft that is not in the archive, the draft among them."""
    with archive.looking() as connection:
        for statement in statements:
            look = _Look(connection)
            look.take(_beside(reading, statement))
            yield statement, look.follow(Query(article=reading.article.id, statement=statement))


def _beside(reading: m.Reading, statement: str) -> m.Reading:
    """The reading; of a very long one, which is no article, the paragraph of the statement only."""
    if len(reading.article.text) <= LONG:
        return reading
    said = tuple(one for one in reading.statements if one.id == statement)
    begins = [one.quote.spans[0][0] for one in said]
    near = tuple(p for p in reading.article.paragraphs if any(p[0] <= b < p[1] for b in begins))
    article = msgspec.structs.replace(reading.article, paragraphs=near)
    return msgspec.structs.replace(reading, article=article, statements=said)


class _Look:
    """One look into an archive; keeps the readings it has fetched."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._sources: dict[int, Source] = {}
        self._bounded = False

    def trace(self, asked: str) -> Trace:
        reference = _REFERENCE.match(asked)
        return self.follow(self._by_id(*reference.groups()) if reference else self._by_words(asked))

    def take(self, reading: m.Reading) -> None:
        """Looks at an article that is not in the archive too."""
        self._sources[0] = Source(reading).prepared()  # ids of versions begin with 1

    def follow(self, query: Query) -> Trace:
        """The way of what the articles fetched so far say, through all that may say it."""
        seeds = select(query, self._all()).said
        wanted = [instance.item for instance in seeds]
        self._fetch(self._like(_different(wanted)), _told(wanted))
        again = select(query, self._all()).said
        new = {i.item.spans for i in again} - {i.item.spans for i in seeds}
        fresh = [i.item for i in again if i.item.spans in new]
        if fresh:
            self._fetch(self._like(_different(fresh)), _told((*wanted, *fresh)))
        return trace_readings(query, self._all(), bounded=self._bounded)

    def _all(self) -> list[Source]:
        return list(self._sources.values())

    def _by_id(self, article: str, statement: str) -> Query:
        version = schema.version.c
        wanted = (
            sa.select(version.id, version.reading_id)
            .where(version.reading_id.startswith(article, autoescape=True))
            .order_by(version.current.desc(), version.id.desc())
            .limit(2)
        )
        row = self._connection.execute(wanted).first()
        if row is None:
            raise NotInArchive(
                f"There is no article {article} in the archive.", "lautwem find shows the ids."
            )
        self._fetch([row.id], None, current=False)
        reading = self._sources[row.id].reading
        if all(s.id != statement for s in reading.statements):
            raise NotInArchive(
                f"Article {article} has no statement {statement}.", "lautwem find shows the ids."
            )
        return Query(article=row.reading_id, statement=statement)

    def _by_words(self, asked: str) -> Query:
        wanted = content(asked)
        if not wanted.words:
            raise BadArguments("No words are given.", "Say what is claimed, in a few words.")
        names = [s for word in asked.split() if word[:1].isupper() for s in name_stems(word)]
        found = Counter[int]()
        for name in dict.fromkeys(["", *names]):
            found.update(self._by_keys(linking_keys.keys(wanted, [name] if name else [])))
        likely = [key for key, _ in found.most_common(STATEMENTS)]
        versions = [*self._holding(likely, wanted.stems), *self._by_text(asked)]
        self._fetch(versions, frozenset(wanted.stems))
        return Query(words=asked)

    def _holding(self, statements: Sequence[int], wanted: Sequence[str]) -> list[int]:
        """Versions of those statements that hold a good share of the words asked for."""
        asked, whole = frozenset(wanted), total(wanted)
        ranked = [
            (total(s for s in content(text[:2000]).stems if s in asked), id_)
            for id_, text in self._texts(statements)
        ]
        kept = sorted(((w, id_) for w, id_ in ranked if w >= HELD * whole), reverse=True)
        return [id_ // CHILDREN for _, id_ in kept]

    def _texts(self, statements: Sequence[int]) -> Iterable[sa.Row[tuple[int, str]]]:
        table = schema.statement.c
        return self._connection.execute(
            sa.select(table.id, table.text).where(table.id.in_(statements))
        )

    def _like(self, wanted: Sequence[Item]) -> list[int]:
        """Versions that may say the same as one of these pieces, the likeliest first."""
        found = Counter[int]()
        texts: list[int] = []
        for at, item in enumerate(wanted):
            found.update(self._by_keys(linking_keys.keys(item.content, _names(item))))
            texts += self._by_text(item.text) if at < SEARCHED else ()
        likely = [key for key, _ in found.most_common(STATEMENTS)]
        return [*self._saying(likely, wanted), *texts]

    def _saying(self, statements: Sequence[int], wanted: Iterable[Item]) -> list[int]:
        """Versions of those statements whose words are like those of one of the pieces."""
        stems = [frozenset(item.content.stems) for item in wanted]
        ranked = [
            (max((_likeness(content(text[:2000]).stems, s) for s in stems), default=0.0), id_)
            for id_, text in self._texts(statements)
        ]
        return [id_ // CHILDREN for near, id_ in sorted(ranked, reverse=True) if near >= NEAR]

    def _by_keys(self, keys: Sequence[int]) -> Counter[int]:
        """Statements that have some of these keys, with how many, counted by their rarity."""
        if not keys:
            return Counter()
        table = schema.statement_key.c
        each = [
            sa.select(sa.literal(key).label("key"), table.statement_id)
            .where(table.key == key)
            .limit(POSTINGS + 1)
            .subquery()
            for key in keys
        ]
        wanted = sa.union_all(*[sa.select(one.c.key, one.c.statement_id) for one in each])
        postings: dict[int, list[int]] = defaultdict(list)
        for key, statement in self._connection.execute(wanted):
            postings[key].append(statement)
        common = [key for key, found in postings.items() if len(found) > POSTINGS]
        found = Counter[int]()
        for key in postings.keys() - set(common):
            # A statement among few tells more than one among many.
            share = max(1, 64 // len(postings[key]))
            for statement in postings[key]:
                found[statement] += share
        if common and len(common) == len(postings):
            found.update(self._anchored(common))
        self._bounded |= bool(common)
        return found

    def _anchored(self, keys: Sequence[int]) -> Counter[int]:
        """Where every key is common: statements of one that have the most of the others."""
        table = schema.statement_key
        anchor = (
            sa.select(table.c.statement_id)
            .where(table.c.key == min(keys))
            .limit(ANCHORED)
            .subquery()
        )
        shared = sa.func.count().label("shared")
        wanted = (
            sa.select(table.c.statement_id, shared)
            .join(anchor, anchor.c.statement_id == table.c.statement_id)
            .where(table.c.key.in_(keys))
            .group_by(table.c.statement_id)
            .order_by(shared.desc(), table.c.statement_id)
            .limit(STATEMENTS)
        )
        return Counter({row.statement_id: row.shared for row in self._connection.execute(wanted)})

    def _by_text(self, text: str) -> list[int]:
        """Versions whose whole text holds the rarest words of this one: for what nobody said."""
        terms = _terms(text)
        if len(terms) < 2:
            return []
        return [id_ // CHILDREN for id_ in _documents(self._connection, terms)]

    def _fetch(
        self, versions: Iterable[int], near: frozenset[str] | None, *, current: bool = True
    ) -> None:
        """Takes up versions that are not there yet, the first ones first, within the bound."""
        new = [v for v in dict.fromkeys(versions) if v not in self._sources]
        room = ARTICLES - len(self._sources)
        self._bounded |= len(new) > room
        table = schema.version.c
        wanted = sa.select(table.id, table.status, table.reading).where(
            table.id.in_(new[: max(0, room)])
        )
        if current:
            wanted = wanted.where(table.current)
        for id_, status, reading in self._connection.execute(wanted):
            self._sources[id_] = Source(rows.unpack(reading), status).prepared(near)


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


def _terms(text: str) -> tuple[str, ...]:
    """The three rarest words of a text as the index has them."""
    wanted = linking_keys.ranked_stems(
        s for s in content(text[:2000]).stems if not s.startswith("#")
    )
    place = {s: at for at, s in enumerate(wanted)}
    ranked: dict[str, int] = {}
    for word in index_words(text[:2000]):
        form = text[slice(*word.span)]
        for one in content(form).stems:
            if one in place:
                ranked[word.term] = min(place[one], ranked.get(word.term, len(place)))
    return tuple(sorted(ranked, key=lambda term: (ranked[term], term))[:3])


def _documents(connection: sa.Connection, terms: Sequence[str]) -> list[int]:
    """Ids of whole texts that hold all these terms, then of some that hold two of three."""
    found = _with_all(connection, [tuple(terms)])
    if len(terms) > 2 and len(found) < TEXTS:
        found += _with_all(connection, list(combinations(terms, 2)))
    return list(dict.fromkeys(found))[:TEXTS]


def _with_all(connection: sa.Connection, groups: Sequence[tuple[str, ...]]) -> list[int]:
    """Ids of whole texts that hold all terms of one of the groups."""
    if schema.is_sqlite(connection.dialect):
        index = sa.table("document_index", sa.column("rowid"))
        each = [" AND ".join(f'"{term}"' for term in group) for group in groups]
        asked = " OR ".join(f"({one})" for one in each)
        match = sa.text("document_index MATCH :terms").bindparams(terms=asked)
        wanted = sa.select(index.c.rowid).where(match, index.c.rowid % CHILDREN == 0)
        return list(connection.execute(wanted.limit(TEXTS)).scalars())
    asked = " | ".join("(" + " & ".join(f"'{t}'" for t in group) + ")" for group in groups)
    vector = sa.literal_column("document.vector")
    query = sa.func.to_tsquery(sa.text("'simple'"), asked)
    ids = schema.document.c.id
    wanted = sa.select(ids).where(vector.op("@@")(query), ids % CHILDREN == 0).limit(TEXTS)
    return list(connection.execute(wanted).scalars())
