"""Where in an archive a statement may stand: looked up by keys and by words, never scanned."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.linking.content import content
from lautwem.archive.linking.digest import Packed, unpack, unpack_stems
from lautwem.archive.linking.found import Source
from lautwem.archive.linking.keys import ranked_stems
from lautwem.archive.schema import CHILDREN
from lautwem.archive.words import words as index_words

POSTINGS = 400
"""Statements fetched for one key: a key that more have tells little. On 1,028 articles of one paper
no key had more than 178, and 2 % of all entries were of keys with more than 40."""
ANCHORED = 1000
"""Statements of the rarest key that are looked through where every key is common."""
STATEMENTS = 100
"""Candidates by keys, the likeliest first, whose texts are compared."""
TEXTS = 20
"""Candidates by words of the whole text."""


class Candidates(m.Frozen):
    """Ids of statements, the likeliest first; ``bounded`` where there are more than are named."""

    statements: tuple[int, ...]
    bounded: bool


def by_keys(connection: sa.Connection, groups: Iterable[Sequence[int]]) -> Candidates:
    """Statements that have some of the keys of these groups, those of rare keys first.

    Keys that are very common are passed over, unless all of a group are.
    """
    wanted = Counter(key for group in groups for key in group)
    if not wanted:
        return Candidates((), False)
    counts = _counts(connection, list(wanted))
    common = {key for key, count in counts.items() if count > POSTINGS}
    rare = [key for key in wanted if counts[key] and key not in common]
    # A statement among few tells more than one among many.
    shares = [wanted[key] * max(1, 64 // counts[key]) for key in rare]
    found = Counter(_sharing(connection, rare, shares))
    for group in groups:
        there = [key for key in group if counts[key]]
        if there and common.issuperset(there):
            found.update(_anchored(connection, there))
    likely = sorted(found, key=lambda id_: (-found[id_], id_))[:STATEMENTS]
    return Candidates(tuple(likely), bool(common))


def _counts(connection: sa.Connection, keys: Sequence[int]) -> dict[int, int]:
    """How many statements have each key, counted no further than just over the bound."""
    given = _list(connection, "keys")
    asked = sa.text(
        "SELECT w.key, (SELECT count(*) FROM"
        " (SELECT 1 FROM statement_key k WHERE k.key = w.key LIMIT :most) AS few)"
        f" FROM {given} w"
    )
    values = {"keys": _bound(connection, keys), "most": POSTINGS + 1}
    return {row[0]: row[1] for row in connection.execute(asked, values)}


def _sharing(
    connection: sa.Connection, keys: Sequence[int], shares: Sequence[int]
) -> dict[int, int]:
    """The statements that have most of some keys, each key counted by its share."""
    if not keys:
        return {}
    if schema.is_sqlite(connection.dialect):
        given = (
            "(SELECT k.value AS key, s.value AS share"
            " FROM json_each(:keys) k JOIN json_each(:shares) s ON s.key = k.key)"
        )
    else:
        given = (
            "(SELECT * FROM unnest(CAST(:keys AS bigint[]), CAST(:shares AS integer[]))"
            " AS u(key, share))"
        )
    asked = sa.text(
        f"SELECT k.statement_id, sum(w.share) AS score FROM {given} w"
        " CROSS JOIN statement_key k WHERE k.key = w.key"
        " GROUP BY k.statement_id ORDER BY score DESC, k.statement_id LIMIT :most"
    )
    bound = {"keys": _bound(connection, keys), "shares": _bound(connection, shares)}
    return {row[0]: row[1] for row in connection.execute(asked, {**bound, "most": STATEMENTS})}


def _list(connection: sa.Connection, name: str) -> str:
    """A list of whole numbers that is given as one value, as a table with a column ``key``."""
    if schema.is_sqlite(connection.dialect):
        return f"(SELECT value AS key FROM json_each(:{name}))"
    return f"(SELECT unnest(CAST(:{name} AS bigint[])) AS key)"


def _bound(connection: sa.Connection, numbers: Sequence[int]) -> str | list[int]:
    return json.dumps(numbers) if schema.is_sqlite(connection.dialect) else list(numbers)


def _anchored(connection: sa.Connection, keys: Sequence[int]) -> dict[int, int]:
    """Where every key is common: statements of one that have the most of the others."""
    table = schema.statement_key
    anchor = (
        sa.select(table.c.statement_id).where(table.c.key == min(keys)).limit(ANCHORED).subquery()
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
    return {row.statement_id: row.shared for row in connection.execute(wanted)}


def by_text(connection: sa.Connection, text: str) -> list[int]:
    """Versions whose whole text holds the rarest words of this one: for what nobody said."""
    terms = _terms(text)
    if len(terms) < 2:
        return []
    found = _with_all(connection, [tuple(terms)])
    if len(terms) > 2 and len(found) < TEXTS:
        found += _with_all(connection, list(combinations(terms, 2)))
    return [id_ // CHILDREN for id_ in dict.fromkeys(found)][:TEXTS]


def _terms(text: str) -> tuple[str, ...]:
    """The three rarest words of a text as the index has them."""
    wanted = ranked_stems(content(text[:2000]).stems)
    place = {s: at for at, s in enumerate(wanted)}
    ranked: dict[str, int] = {}
    for word in index_words(text[:2000]):
        form = text[slice(*word.span)]
        for one in content(form).stems:
            if one in place:
                ranked[word.term] = min(place[one], ranked.get(word.term, len(place)))
    return tuple(sorted(ranked, key=lambda term: (ranked[term], term))[:3])


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


def stems(
    connection: sa.Connection, statements: Sequence[int]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The stems of statements, by their ids."""
    table = schema.digest.c
    versions = {id_ // CHILDREN for id_ in statements}
    wanted = sa.select(table.version_id, table.stems).where(table.version_id.in_(versions))
    found = {id_: text.split("\n") for id_, text in connection.execute(wanted)}
    for id_ in statements:
        version, number = divmod(id_, CHILDREN)
        if number <= len(found.get(version, ())):
            yield id_, unpack_stems(found[version][number - 1])[0]


def sources(
    connection: sa.Connection, versions: Sequence[int], *, current: bool = True
) -> dict[int, Source]:
    """The articles of versions, by version; ``current``: only the latest of their article."""
    version, digest = schema.version.c, schema.digest.c
    wanted = (
        sa.select(
            version.id,
            version.reading_id,
            version.source,
            version.outlet,
            version.title,
            version.published,
            version.precision,
            version.status,
            version.text,
            digest.stems,
            digest.pieces,
        )
        .join(schema.digest, digest.version_id == version.id)
        .where(version.id.in_(versions))
    )
    if current:
        wanted = wanted.where(version.current)
    return {row.id: _source(row) for row in connection.execute(wanted)} if versions else {}


def _source(row: sa.Row) -> Source:  # type: ignore[type-arg]
    """An article without what tracing does not look at."""
    published = m.PartialDate(row.published, row.precision) if row.published else None
    digest = unpack(Packed(row.stems, row.pieces))
    article = m.Article(
        id=row.reading_id,
        source=row.source,
        text=row.text,
        paragraphs=digest.paragraphs,
        title=row.title,
        title_span=digest.title_span,
        outlet=row.outlet,
        published=published,
    )
    return Source(article, digest, row.status)
