"""Rows into the tables, within a transaction that is open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import psycopg

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.persons import kept
from lautwem.archive.rows import LOCAL, Columns, Entry, Row
from lautwem.archive.schema import CHILDREN

Outcome = Literal["added", "unchanged", "changed", "forgotten"]
_KEPT = ("reading_id", "content", "reader")

_KNOWN = sa.union_all(
    sa.select(schema.version.c.id).where(schema.version.c.content == sa.bindparam("content")),
    sa.select(sa.null()).where(
        sa.exists().where(schema.forgotten.c.content == sa.bindparam("content"))
    ),
)
_ARTICLE = sa.select(schema.article.c.id).where(schema.article.c.key == sa.bindparam("key"))
_LOCK = (
    sa.select(schema.article.c.id)
    .where(schema.article.c.id == sa.bindparam("article_id"))
    .with_for_update()
)
_EARLIER = sa.select(
    *(schema.version.c[name] for name in ("id", "number", "current", "modified", "published"))
).where(schema.version.c.article_id == sa.bindparam("article_id"))


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
    written: list[tuple[int, Entry]] = []
    for at in sorted(range(len(given)), key=lambda at: given[at].key):
        done[at] = added = _version(connection, given[at])
        if added.version_id is not None and added.outcome != "unchanged":
            written.append((added.version_id, given[at]))
    _insert_children(connection, written)
    return tuple(done[at] for at in range(len(given)))


def known(connection: sa.Connection, content: str) -> Added | None:
    """What becomes of a text that is there or was forgotten; None for one that can be added."""
    found = connection.execute(_KNOWN, {"content": content}).first()
    if found is None:
        return None
    return Added(None, "forgotten") if found.id is None else Added(found.id, "unchanged")


def replace(connection: sa.Connection, version_id: int, entry: Entry) -> None:
    """Puts other rows in the place of those of a version; it keeps number, hash and dates."""
    for table in schema.metadata.tables.values():
        if "version_id" in table.c:
            connection.execute(sa.delete(table).where(table.c.version_id == version_id))
    row = {name: value for name, value in entry.version.items() if name not in _KEPT}
    mine = schema.version.c.id == version_id
    connection.execute(sa.update(schema.version).where(mine).values(row))
    _insert_children(connection, [(version_id, entry)])


def _insert_children(connection: sa.Connection, written: Iterable[tuple[int, Entry]]) -> None:
    """Writes what hangs on versions: all rows of a table at once, as the driver takes them."""
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for version_id, entry in written:
        for table, columns in entry.children:
            rows[table] += _numbered(columns, version_id, table)
    for table in _tables():
        if rows[table]:
            connection.exec_driver_sql(_insert_all(table, connection.dialect.name), rows[table])


@cache
def _tables() -> tuple[str, ...]:
    """The tables in an order in which they can be filled."""
    return tuple(table.name for table in schema.metadata.sorted_tables)


@cache
def _insert_all(table: str, dialect: str) -> str:
    """The insertion of rows given as tuples, compiled once."""
    kind = sqlite.dialect() if dialect == "sqlite" else psycopg.dialect(paramstyle="format")
    return str(schema.metadata.tables[table].insert().compile(dialect=kind))


def _numbered(columns: Columns, version_id: int, table: str) -> Iterator[tuple[Any, ...]]:
    """Rows with the ids they have in the archive, and the version where the table names it."""
    first, (local, owners) = version_id * CHILDREN, _columns(table)
    values: list[Sequence[Any]] = list(columns)
    for at in local:
        values[at] = [None if number is None else first + number for number in columns[at]]
    for at in owners:
        values[at] = (version_id,) * len(columns[at])
    return zip(*values, strict=True)


@cache
def _columns(table: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The columns that hold an id that counts under the version, and those of the version's."""
    columns = schema.metadata.tables[table].c.keys()
    local = tuple(at for at, name in enumerate(columns) if name in LOCAL)
    return local, tuple(at for at, name in enumerate(columns) if name == "version_id")


def _version(connection: sa.Connection, entry: Entry) -> Added:
    there = known(connection, entry.content)
    if there:
        return there
    article_id, earlier = _article(connection, entry.key)
    current = all(_is_newer(entry.version, row) for row in earlier if row.current)
    row = entry.version | {
        "article_id": article_id,
        "number": max((row.number for row in earlier), default=0) + 1,
        "current": current,
        "added_at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    }
    insert = _insert("version", "content", connection.dialect.name)
    made = connection.execute(insert, row).scalar()
    if made is None:  # another process added the same content a moment ago
        _drop_if_bare(connection, article_id)
        return known(connection, entry.content) or Added(None, "forgotten")
    if current and earlier:
        kept.release(connection, [row.id for row in earlier if row.current])
        version = schema.version.c
        older = sa.and_(version.article_id == article_id, version.id != made)
        connection.execute(sa.update(schema.version).where(older).values(current=False))
    return Added(made, "changed" if earlier else "added")


def _article(connection: sa.Connection, key: str) -> tuple[int, Sequence[sa.Row]]:  # type: ignore[type-arg]
    """The article of a key, made where there is none, and the versions it has.

    On a server it is locked: its versions are numbered one after the other.
    """
    found = connection.execute(_ARTICLE, {"key": key}).scalar()
    if found is None:
        insert = _insert("article", "key", connection.dialect.name)
        made = connection.execute(insert, {"key": key}).scalar()
        if made is not None:
            return made, ()
        found = connection.execute(_ARTICLE, {"key": key}).scalar_one()
    if not schema.is_sqlite(connection.dialect):
        connection.execute(_LOCK, {"article_id": found})
    return found, connection.execute(_EARLIER, {"article_id": found}).all()


@cache
def _insert(table: str, unique: str, dialect: str) -> sa.Executable:
    """The insertion of one row that gives its id, none where the value of ``unique`` is there."""
    into = schema.metadata.tables[table]
    insert = (sqlite if dialect == "sqlite" else postgresql).insert(into)
    return insert.on_conflict_do_nothing(index_elements=[unique]).returning(into.c.id)


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
