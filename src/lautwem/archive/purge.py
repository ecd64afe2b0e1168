"""Making sure that what was deleted is gone from the disk, not only out of sight."""

import sqlalchemy as sa

from lautwem.archive import schema
from lautwem.archive.store import Archive


def purge(archive: Archive) -> bool:
    """Rewrites the archive without what was deleted; False where other processes keep a copy.

    SQLite: the search index is merged (a deleted word stays in it until then), the file written
    anew (VACUUM), the log emptied; as long as another process reads an older state, the log
    cannot be. PostgreSQL: VACUUM FULL of the tables; the server's own log, its archive and
    backups are its administrator's.
    """
    with archive.alone() as connection:
        if not archive.is_sqlite:
            names = ", ".join(f'"{name}"' for name in schema.metadata.tables)
            connection.exec_driver_sql(f"VACUUM (FULL) {names}")
            return True
        optimize = "INSERT INTO document_index (document_index) VALUES ('optimize')"
        connection.exec_driver_sql(optimize)
        connection.exec_driver_sql("VACUUM")
        return _emptied(connection)


def _emptied(connection: sa.Connection) -> bool:
    busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    return not busy
