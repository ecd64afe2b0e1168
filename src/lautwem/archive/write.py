"""Rows into the tables, within a transaction that is open."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.rows import LOCAL, Entry, Row
from lautwem.archive.schema import CHILDREN

Outcome = Literal["added", "unchanged", "changed", "forgotten"]
_KEPT = ("reading_id", "content", "reader")


class Added(m.Frozen):
    """What became of a reading.

    ``added``: a new article; ``changed``: a new version of one that is known; ``unchanged``: it
    was there already; ``forgotten``: it was forgotten once and is not kept again (no version).
    """

    version_id: int | None
    outcome: Outcome


def entries(connection: sa.Connection, given: Sequence[Entry]) -> tuple[Added, ...]:
    """Writes entries; two of the same content in one call are one version.

    Articles are taken in the order of their keys, so that two writers on a server never wait for
    each other; versions of one article keep the order in which they were given.
    """
    done: dict[int, Added] = {}
    children: dict[str, list[Row]] = defaultdict(list)
    for at in sorted(range(len(given)), key=lambda at: given[at].key):
        entry = given[at]
        done[at] = added = _version(connection, entry)
        if added.outcome in ("added", "changed"):
            for table, rows in entry.children:
                children[table] += _numbered(rows, added.version_id, table)
    _insert_children(connection, children)
    return tuple(done[at] for at in range(len(given)))


def _insert_children(connection: sa.Connection, children: dict[str, list[Row]]) -> None:
    for table in schema.metadata.sorted_tables:
        if children.get(table.name):
            connection.execute(table.insert(), children[table.name])


def replace(connection: sa.Connection, version_id: int, entry: Entry) -> None:
    """Puts other rows in the place of those of a version; it keeps number, hash and dates."""
    for table in schema.metadata.tables.values():
        if "version_id" in table.c:
            connection.execute(sa.delete(table).where(table.c.version_id == version_id))
    row = {name: value for name, value in entry.version.items() if name not in _KEPT}
    mine = schema.version.c.id == version_id
    connection.execute(sa.update(schema.version).where(mine).values(row))
    children = {table: _numbered(rows, version_id, table) for table, rows in entry.children}
    _insert_children(connection, children)


def is_forgotten(connection: sa.Connection, content: str) -> bool:
    """Whether a text was forgotten once."""
    known = sa.select(schema.forgotten.c.content).where(schema.forgotten.c.content == content)
    return connection.execute(known).first() is not None


def _numbered(rows: Iterable[Row], version_id: int, table: str) -> list[Row]:
    """Rows with the ids they have in the archive, and the version where the table names it."""
    first = version_id * CHILDREN
    more = {"version_id": version_id} if "version_id" in schema.metadata.tables[table].c else {}
    return [
        {k: v + first if k in LOCAL and v is not None else v for k, v in row.items()} | more
        for row in rows
    ]


def _insert(connection: sa.Connection, table: sa.Table):  # type: ignore[no-untyped-def]
    dialect = sqlite if schema.is_sqlite(connection.dialect) else postgresql
    return dialect.insert(table)


def _version(connection: sa.Connection, entry: Entry) -> Added:
    version = schema.version.c
    known = sa.select(version.id).where(version.content == entry.content)
    found = connection.execute(known).scalar()
    if found is not None:
        return Added(found, "unchanged")
    if is_forgotten(connection, entry.content):
        return Added(None, "forgotten")
    article_id = _article(connection, entry.key)
    # Locked on a server: its versions are numbered one after the other.
    mine = sa.select(schema.article.c.id).where(schema.article.c.id == article_id)
    connection.execute(mine.with_for_update())
    last = sa.select(
        version.id, version.number, version.current, version.modified, version.published
    )
    earlier = connection.execute(last.where(version.article_id == article_id)).all()
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    current = all(_is_newer(entry.version, row) for row in earlier if row.current)
    row = entry.version | {
        "article_id": article_id,
        "number": max((row.number for row in earlier), default=0) + 1,
        "current": current,
        "added_at": now,
    }
    insert = _insert(connection, schema.version).values(row)
    insert = insert.on_conflict_do_nothing(index_elements=["content"]).returning(version.id)
    made = connection.execute(insert).scalar()
    if made is None:  # another process added the same content a moment ago
        _drop_if_bare(connection, article_id)
        return Added(connection.execute(known).scalar_one(), "unchanged")
    if current and earlier:
        older = sa.and_(version.article_id == article_id, version.id != made)
        connection.execute(sa.update(schema.version).where(older).values(current=False))
    return Added(made, "changed" if earlier else "added")


def _article(connection: sa.Connection, key: str) -> int:
    article = schema.article.c
    known = sa.select(article.id).where(article.key == key)
    found = connection.execute(known).scalar()
    if found is None:
        insert = _insert(connection, schema.article).values(key=key)
        insert = insert.on_conflict_do_nothing(index_elements=["key"]).returning(article.id)
        found = connection.execute(insert).scalar()
    return connection.execute(known).scalar_one() if found is None else found


def _drop_if_bare(connection: sa.Connection, article_id: int) -> None:
    """Removes an article that was made for a version which then was not needed."""
    has_versions = sa.exists().where(schema.version.c.article_id == article_id)
    bare = sa.and_(schema.article.c.id == article_id, ~has_versions)
    connection.execute(sa.delete(schema.article).where(bare))


def _is_newer(new: Row, old: sa.Row) -> bool:  # type: ignore[type-arg]
    """Whether a version replaces one that is there: unless its dates say that it is older."""
    mine = new["modified"] or new["published"]
    theirs = old.modified or old.published
    if not mine or not theirs or len(mine) != len(theirs):
        return True
    return mine >= theirs
