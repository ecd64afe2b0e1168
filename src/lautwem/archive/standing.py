"""How an article stands: withdrawn or corrected by its outlet, and why."""

from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sa

from lautwem.archive import schema
from lautwem.archive.naming import Meant

Status = Literal["active", "withdrawn", "corrected"]


def mark(connection: sa.Connection, meant: Meant, status: Status, note: str | None = None) -> int:
    """Notes how an article stands, and gives the number of versions to which that applies.

    ``withdrawn`` and ``active`` hold for the article with all its versions; ``corrected`` for the
    version meant, whose text was wrong, and not for the later one that puts it right.
    """
    version = schema.version.c
    which = version.id == meant.version_id
    if status != "corrected":
        which = version.article_id == meant.article_id
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    values = {"status": status, "status_note": note, "status_at": now}
    return connection.execute(sa.update(schema.version).where(which).values(values)).rowcount
