"""Whether an archive has changed, asked without reading it."""

import threading

import sqlalchemy as sa

from lautwem.archive import schema


class Changes:
    """Knows an archive's changes, whoever makes them, in this process or another. For threads.

    SQLite counts, for each connection, the commits of all others (``PRAGMA data_version``), so one
    connection is kept that does nothing else. PostgreSQL names the transactions that a reader sees
    (``txid_current_snapshot``): two equal names, two equal views of the database.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._connection: sa.PoolProxiedConnection | None = None

    def state(self) -> str:
        """A word that changes with the archive."""
        if not schema.is_sqlite(self._engine.dialect):
            with self._engine.connect() as connection:
                asked = sa.text("SELECT CAST(txid_current_snapshot() AS text)")
                return str(connection.scalar(asked))
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.raw_connection()
                self._connection.detach()  # not one of those that threads share
            cursor = self._connection.cursor()
            try:
                return str(cursor.execute("PRAGMA data_version").fetchone()[0])
            finally:
                cursor.close()

    def close(self) -> None:
        """Gives the connection up; asked again, another is opened."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
