"""Making the tables, and bringing those of an older lautwem up to date (Alembic)."""

import sqlalchemy as sa

HEAD = "0006"
"""The revision this lautwem works with: the newest in ``migrations/versions``."""

_LOCK = 0x4C617574
"""Only one process at a time makes or changes the tables (advisory lock of PostgreSQL)."""


def revision(connection: sa.Connection) -> str | None:
    """The revision of the archive, None where there is none."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def is_older(found: str) -> bool:
    """Whether a revision is one from which this lautwem can bring the archive up to date."""
    return found.isdecimal() and found < HEAD


def upgrade(connection: sa.Connection) -> None:
    """Makes the tables, or changes those of an older lautwem, within the open transaction."""
    from alembic import command  # late: only an archive that is made or changed needs it
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        if revision(connection) == HEAD:
            return
    config = Config()
    config.set_main_option("script_location", "lautwem.archive:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
