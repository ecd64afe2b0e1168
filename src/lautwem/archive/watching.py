"""The watch list: words and names, and the statements that are new since the last look.

Looking changes nothing; what was seen is told by ``mark_seen``.
"""

from datetime import UTC, datetime
from typing import Literal

import msgspec
import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import filters, schema
from lautwem.archive import query as q
from lautwem.archive.find import matches
from lautwem.archive.hits import Found, Ranked, describe
from lautwem.archive.schema import CHILDREN
from lautwem.archive.store import Archive
from lautwem.errors import BadArguments, NotInArchive

MOST = 100
"""Entries of a watch list; each costs a search when the list is shown."""
COUNTED = 1000
"""New statements are counted up to this many."""
LONGEST = 200

Kind = Literal["words", "name"]


class Watch(m.Frozen):
    """What is watched: ``words`` in statements, or a ``name`` that speaks or is spoken about.

    ``fresh`` counts the statements of articles added since the last look, up to COUNTED.
    """

    id: int
    kind: Kind
    asked: str
    made_at: str
    seen_version: int
    fresh: int = 0


def watches(archive: Archive) -> tuple[Watch, ...]:
    """The whole list, each with how much is new."""
    with archive.looking() as connection:
        rows = connection.execute(sa.select(schema.watch).order_by(schema.watch.c.id)).all()
        return tuple(_counted(connection, Watch(*row)) for row in rows)


def watch(archive: Archive, id_: int) -> Watch:
    """One entry. Raises NotInArchive."""
    with archive.looking() as connection:
        wanted = sa.select(schema.watch).where(schema.watch.c.id == id_)
        row = connection.execute(wanted).first() if 0 < id_ < 1 << 47 else None
        if row is None:
            raise NotInArchive(f"There is no watch {id_} here.", "See the watch list.")
        return _counted(connection, Watch(*row))


def add_watch(archive: Archive, kind: Kind, asked: str) -> int:
    """The number of a new entry, or of the one that is there. Raises BadArguments."""
    asked = " ".join(asked.split())[:LONGEST]
    q.checked(q.Query(words=asked) if kind == "words" else q.Query(speaker=asked))
    if not asked:
        raise BadArguments("Nothing is to be watched.", "Give words or a name.")
    table = schema.watch.c
    same = sa.select(table.id).where(table.kind == kind, table.asked == asked)
    with archive.writing() as connection:
        found = connection.scalar(same)
        if found is not None:
            return found
        if (connection.scalar(sa.select(sa.func.count(table.id))) or 0) >= MOST:
            raise BadArguments(f"At most {MOST} are watched.", "Remove one first.")
        seen = connection.scalar(sa.select(sa.func.max(schema.version.c.id))) or 0
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        row = {"kind": kind, "asked": asked, "made_at": now, "seen_version": seen}
        made = connection.execute(schema.watch.insert().values(row).returning(table.id))
        return made.scalar_one()


def remove_watch(archive: Archive, id_: int) -> None:
    """Takes an entry off the list; one that is not there is no failure."""
    with archive.writing() as connection:
        connection.execute(sa.delete(schema.watch).where(schema.watch.c.id == id_))


def mark_seen(archive: Archive, id_: int, version_id: int) -> None:
    """Says that everything up to a version was looked at."""
    table = schema.watch
    unseen = sa.and_(table.c.id == id_, table.c.seen_version < version_id)
    with archive.writing() as connection:
        newest = connection.scalar(sa.select(sa.func.max(schema.version.c.id))) or 0
        seen = min(version_id, newest)
        connection.execute(sa.update(table).where(unseen).values(seen_version=seen))


def watched(archive: Archive, entry: Watch, *, limit: int = 20, page: int = 1) -> Found:
    """The statements an entry is about, those of the articles added last first."""
    query = q.Query(words=entry.asked, limit=limit, page=page)
    with archive.looking() as connection:
        wanted = _statements(connection, entry).order_by(schema.statement.c.version_id.desc())
        wanted = wanted.order_by(schema.statement.c.id).limit(limit + 1).offset((page - 1) * limit)
        ranked = [Ranked(id_, 0.0) for id_ in connection.scalars(wanted)]
        terms = q.parse(entry.asked)
        return describe(connection, query, terms, ranked)


def _counted(connection: sa.Connection, entry: Watch) -> Watch:
    unseen = schema.statement.c.id >= (entry.seen_version + 1) * CHILDREN
    fresh = _statements(connection, entry).where(unseen).limit(COUNTED).subquery()
    count = connection.scalar(sa.select(sa.func.count()).select_from(fresh)) or 0
    return msgspec.structs.replace(entry, fresh=count)


def _statements(connection: sa.Connection, entry: Watch) -> sa.Select[tuple[int]]:
    """The ids of all statements of current versions that an entry is about."""
    statement, version = schema.statement.c, schema.version.c
    if entry.kind == "words":
        found = matches(connection, q.parse(entry.asked)).subquery()
        ids = sa.select(found.c.id)
    else:
        spoken = sa.select(statement.id).where(
            statement.speaker_voice_id.in_(filters.voices(entry.asked))
        )
        about = sa.select(schema.about.c.statement_id).where(
            schema.about.c.person_id.in_(filters.people(entry.asked))
        )
        ids = sa.select(sa.union(spoken, about).subquery().c[0])
    return (
        sa.select(statement.id)
        .join_from(schema.statement, schema.version, version.id == statement.version_id)
        .where(version.current, statement.id.in_(ids))
    )
