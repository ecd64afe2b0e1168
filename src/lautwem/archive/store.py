"""An archive: opened, added to, read from."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa

import lautwem
from lautwem import model as m
from lautwem.archive import engine as engines
from lautwem.archive import migrate, rows, schema, write
from lautwem.archive.changes import Changes
from lautwem.archive.engine import Conflict
from lautwem.archive.write import Added
from lautwem.engines import Engine
from lautwem.errors import (
    MissingArchive,
    NotAnArchive,
    NotInArchive,
    WrongArchiveVersion,
)

__all__ = ["Added", "Archive", "open_archive", "reader_name"]

_TRIES = 5
"""How often a batch is tried that a server gives up because another process writes the same."""


def reader_name(engine: Engine = "model") -> str:
    """How the archive names who read: program, version, engine."""
    return f"lautwem {lautwem.__version__} {engine}"


def open_archive(address: str, *, create: bool = False) -> "Archive":
    """The archive at a path (SQLite) or a ``postgresql+psycopg://`` address.

    With ``create``, one that is not there is made, and one of an older lautwem is brought up to
    date. Raises MissingArchive, NotAnArchive, WrongArchiveVersion, ArchiveUnreachable,
    ArchiveFailed, BadArguments.
    """
    if not address:
        raise MissingArchive("No archive is named.", "Give --archive or set LAUTWEM_ARCHIVE.")
    found = Archive(address, engines.connect(address, create=create))
    try:
        found.check(create)
    except BaseException:
        found.close()
        raise
    return found


class Archive:
    """An open archive; a context manager. May be used by several threads at once."""

    def __init__(self, address: str, engine: sa.Engine) -> None:
        self.name = engine.url.render_as_string(hide_password=True).removeprefix("sqlite:///")
        self.address = address
        self._engine = engine
        self._changes = Changes(engine)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes all connections; SQLite then folds its log into the file."""
        self._changes.close()
        self._engine.dispose()

    @property
    def is_sqlite(self) -> bool:
        return schema.is_sqlite(self._engine.dialect)

    @contextmanager
    def looking(self) -> Iterator[sa.Connection]:
        """A connection that reads one consistent state."""
        with engines.translated(self.name), self._engine.connect() as connection:
            yield connection

    def state(self) -> str:
        """A word for what is in it now: as long as it is the same, so are all answers.

        Comparable within this object only. Costs some microseconds (SQLite) or one question
        to the server.
        """
        with engines.translated(self.name):
            return self._changes.state()

    @contextmanager
    def alone(self) -> Iterator[sa.Connection]:
        """A connection without a transaction, for what a database does outside of one."""
        with engines.translated(self.name), self._engine.connect() as connection:
            raw = connection.execution_options(lautwem_alone=True)
            if not self.is_sqlite:
                raw = raw.execution_options(isolation_level="AUTOCOMMIT")
            yield raw

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction: committed at the end, rolled back on any exception."""
        with engines.translated(self.name), self._engine.connect() as connection:
            connection = connection.execution_options(lautwem_writes=True)
            with connection.begin():
                yield connection

    def check(self, create: bool) -> None:
        """Raises where this is no archive that can be used; makes or updates it if ``create``."""
        with self.looking() as connection:
            found = migrate.revision(connection)
            empty = found is None and not sa.inspect(connection).get_table_names()
        if found == migrate.HEAD:
            return
        if found is None and not empty:
            raise NotAnArchive(
                f"{self.name} holds other tables than those of an archive.",
                "Name another file or an empty database.",
            )
        if found is None and not create:
            raise NotAnArchive(f"{self.name} is empty.", "Fill it: lautwem add ARTICLE.")
        if found is not None and not migrate.is_older(found):
            raise WrongArchiveVersion(
                f"{self.name} was made by a newer lautwem (revision {found}).", "Update lautwem."
            )
        if not create:
            raise WrongArchiveVersion(
                f"{self.name} is from an older lautwem (revision {found}).",
                "Keep a copy of it; the next lautwem add brings it up to date.",
            )
        self._upgrade()

    def _upgrade(self) -> None:
        if self.is_sqlite:
            with engines.translated(self.name):
                engines.write_ahead(self._engine)
        with self.writing() as connection:
            if migrate.revision(connection) != migrate.HEAD:
                migrate.upgrade(connection)
                if self.is_sqlite:
                    connection.exec_driver_sql(f"PRAGMA application_id={engines.APPLICATION_ID}")

    def add(self, reading: m.Reading, *, reader: str | None = None) -> Added:
        """Keeps one reading; when this returns, it is kept for good.

        The same content again is ``unchanged``; other content of an article that is known
        becomes its current version, the old ones stay. What was forgotten is not kept again.
        """
        return self.write([rows.prepare(reading, reader or reader_name())])[0]

    def write(self, entries: Sequence[rows.Entry]) -> tuple[Added, ...]:
        """Keeps several readings in one transaction, all or none.

        Raises NotKept where the database refuses one of them for what it holds.
        """
        for _ in range(_TRIES - 1):
            try:
                return self._write(entries)
            except Conflict:  # two processes at once, on a server
                continue
        return self._write(entries)

    def _write(self, entries: Sequence[rows.Entry]) -> tuple[Added, ...]:
        with self.writing() as connection:
            return write.entries(connection, entries)

    def known(self, content: str) -> Added | None:
        """What becomes of a text that is there or was forgotten; None for a new one.

        ``content`` is ``identity.content_hash`` of it.
        """
        with self.looking() as connection:
            return write.known(connection, content)

    def reading(self, version_id: int) -> m.Reading:
        """The reading of one version, as it was added. Raises NotInArchive."""
        return self.readings([version_id])[0]

    def readings(self, version_ids: Sequence[int]) -> tuple[m.Reading, ...]:
        """The readings of several versions, in the order given. Raises NotInArchive."""
        wanted = sa.select(schema.version.c.id, schema.version.c.reading).where(
            schema.version.c.id.in_(version_ids)
        )
        with self.looking() as connection:
            packed = {row.id: row.reading for row in connection.execute(wanted)}
        missing = [str(n) for n in version_ids if n not in packed]
        if missing:
            raise NotInArchive(
                f"There is no version {', '.join(missing)} in {self.name}.",
                "See lautwem find for what there is.",
            )
        return tuple(rows.unpack(packed[n]) for n in version_ids)
