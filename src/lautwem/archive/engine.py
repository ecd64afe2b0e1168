"""Connections to the database behind an archive, and its failures in words of lautwem."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event, exc

from lautwem.errors import (
    ArchiveFailed,
    ArchiveUnreachable,
    BadArguments,
    LautwemError,
    MissingArchive,
    NotAnArchive,
    NotKept,
)

APPLICATION_ID = 0x4C617574
"""``Laut``: marks a SQLite file as an archive (``file archive.db`` shows it)."""

_PATIENCE = 60
"""Seconds to wait for another process that writes; a batch takes well under one."""
_CACHE_KIB = 32 * 1024


class Conflict(ArchiveFailed):
    """A server gave up a transaction because of another one; it can be tried again."""


def is_server(address: str) -> bool:
    """Whether the address is that of a database server, not a file."""
    return "://" in address


def connect(address: str, *, create: bool) -> sa.Engine:
    """The engine for an address: a path (SQLite) or ``postgresql+psycopg://...``.

    Raises MissingArchive, BadArguments, ArchiveUnreachable.
    """
    return _postgres(address) if is_server(address) else _sqlite(address, create)


def _sqlite(address: str, create: bool) -> sa.Engine:
    path = Path(address)
    if not path.exists() and not create:
        raise MissingArchive(
            f"There is no archive {address}.",
            "Check --archive (or LAUTWEM_ARCHIVE), or make one: lautwem add ARTICLE.",
        )
    if path.is_dir():
        raise NotAnArchive(f"{address} is a folder.", "Name a file, such as archive.db.")
    if not path.parent.is_dir():
        raise MissingArchive(f"There is no folder {path.parent}.", "Make it first.")
    url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(url, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    """One connection: keys enforced, forgotten text overwritten, waiting for who writes.

    ``synchronous=FULL`` writes the log to the disk at every commit: what was acknowledged is kept
    even when the power fails, not only when the process is killed.
    """
    connection.isolation_level = None
    for setting in (
        f"busy_timeout={1000 * _PATIENCE}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"cache_size=-{_CACHE_KIB}",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {setting}")


def write_ahead(engine: sa.Engine) -> None:
    """Sets a new SQLite file to write-ahead logging, which it keeps: readers never wait."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    """Who writes takes the lock at once: two that read first and then write would both fail."""
    options = connection.get_execution_options()
    if not options.get("lautwem_alone"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("lautwem_writes") else "BEGIN")


def _postgres(address: str) -> sa.Engine:
    scheme, _, rest = address.partition("://")
    if scheme not in ("postgresql", "postgresql+psycopg", "postgres"):
        raise BadArguments(
            f"An archive is a file or a postgresql+psycopg:// address, not {scheme}://.",
            "Check --archive (or LAUTWEM_ARCHIVE).",
        )
    try:
        url = sa.make_url(f"postgresql+psycopg://{rest}")
        return sa.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    except (exc.ArgumentError, ValueError) as error:
        raise BadArguments(
            "The address of the archive is not valid.",
            "It looks like postgresql+psycopg://user@host:5432/database.",
        ) from error
    except ImportError as error:
        raise ArchiveUnreachable(
            "The driver for PostgreSQL is not installed.",
            'Install it with: pip install "lautwem[postgres]".',
        ) from error


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turns failures of the database into errors with a way out; ``name`` names the archive."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _explained(error.orig or error, name) from error
    except sqlite3.Error as error:
        raise _explained(error, name) from error
    except exc.TimeoutError as error:
        raise ArchiveFailed(f"{name} has no free connection.", "Try again later.") from error


def _explained(cause: BaseException, name: str) -> LautwemError:
    reason = " ".join(str(cause).split())[:300]
    code = getattr(cause, "sqlite_errorname", "") or ""
    state = getattr(cause, "sqlstate", None) or ""
    if state in ("40P01", "40001"):
        return Conflict(f"Others write to {name} at the same time.", "Try again.")
    if type(cause).__name__ in ("DataError", "OverflowError") or state.startswith(("22", "54")):
        return NotKept(f"The database does not take this: {reason}.", "Report it with the article.")
    if code.startswith("SQLITE_NOTADB"):
        return NotAnArchive(f"{name} is no archive of lautwem ({reason}).", "Name another file.")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        advice = f"Another process has been writing for {_PATIENCE} s: wait for it."
    elif code.startswith("SQLITE_FULL") or state == "53100":
        advice = "The disk is full: make room and go on."
    elif code.startswith("SQLITE_CORRUPT"):
        advice = "The file is damaged: take the last copy of it (or try sqlite3 .recover)."
    elif code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        advice = "Check the permissions of the file and its folder."
    elif type(cause).__name__ == "OperationalError" and not code:
        return ArchiveUnreachable(
            f"The server of {name} does not answer or refuses: {reason}.",
            "Check address, user and password, and that the server runs.",
        )
    else:
        advice = "If it happens again, report it."
    return ArchiveFailed(f"{name} cannot be used: {reason}.", advice)
