"""One version of an article with what its page needs beside the reading."""

from collections.abc import Collection, Iterator

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import rows, schema
from lautwem.archive.store import Archive
from lautwem.errors import NotInArchive


class VersionLine(m.Frozen):
    """One version of an article in the list of all of them."""

    version_id: int
    number: int
    current: bool
    added_at: str


class Kept(m.Frozen):
    """A version: its reading, standing in the archive, and all versions of the article."""

    version_id: int
    reading: m.Reading
    number: int
    current: bool
    status: str
    status_note: str | None
    added_at: str
    reader: str
    versions: tuple[VersionLine, ...]


PAGE = 200
"""Readings fetched at once where all are asked for: a few megabytes."""


def everything(archive: Archive) -> Iterator[m.Reading]:
    """The readings of all current versions, in the order in which they were added."""
    version = schema.version.c
    wanted = sa.select(version.id, version.reading).where(version.current).order_by(version.id)
    last = 0
    while True:
        with archive.looking() as connection:
            found = connection.execute(wanted.where(version.id > last).limit(PAGE)).all()
        if not found:
            return
        for row in found:
            yield rows.unpack(row.reading)
        last = found[-1].id


def kept(archive: Archive, version_id: int) -> Kept:
    """The version of this number. Raises NotInArchive."""
    version = schema.version.c
    wanted = sa.select(
        version.article_id,
        version.number,
        version.current,
        version.status,
        version.status_note,
        version.added_at,
        version.reader,
        version.reading,
    ).where(version.id == version_id)
    with archive.looking() as connection:
        row = connection.execute(wanted).first() if 0 < version_id < 1 << 47 else None
        if row is None:
            raise NotInArchive(f"There is no article {version_id} here.", "Search for it.")
        all_of_it = sa.select(version.id, version.number, version.current, version.added_at)
        all_of_it = all_of_it.where(version.article_id == row.article_id)
        found = connection.execute(all_of_it.order_by(version.number)).all()
    return Kept(
        version_id=version_id,
        reading=rows.unpack(row.reading),
        number=row.number,
        current=row.current,
        status=row.status,
        status_note=row.status_note,
        added_at=row.added_at,
        reader=row.reader,
        versions=tuple(VersionLine(*each) for each in found),
    )


def added_at(archive: Archive, version_ids: Collection[int]) -> dict[int, str]:
    """When versions came into the archive (ISO 8601, UTC)."""
    version = schema.version.c
    wanted = sa.select(version.id, version.added_at).where(version.id.in_(version_ids))
    with archive.looking() as connection:
        return {row.id: row.added_at for row in connection.execute(wanted)}


def current_versions(archive: Archive, reading_ids: Collection[str]) -> dict[str, int]:
    """The newest version of each reading, by the reading's id."""
    version = schema.version.c
    wanted = sa.select(version.reading_id, sa.func.max(version.id))
    wanted = wanted.where(version.reading_id.in_(reading_ids)).group_by(version.reading_id)
    with archive.looking() as connection:
        return {row[0]: row[1] for row in connection.execute(wanted)}
