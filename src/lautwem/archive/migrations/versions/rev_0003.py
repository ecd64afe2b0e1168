"""Digests: what tracing needs of each reading, so that it need not decode and stem whole ones.

The digests of all versions that are there are made from their readings, in this transaction:
about 2 ms of CPU an article.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT_ONCE = 200
"""Versions whose readings are in memory at once: a few megabytes."""


def upgrade() -> None:
    digest = op.create_table(
        "digest",
        sa.Column("version_id", ID, nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.Column("pieces", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["version.id"],
            name="fk_digest_version_id_version",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", name="pk_digest"),
    )
    _fill(op.get_bind(), digest)


def _fill(connection: sa.Connection, digest: sa.Table) -> None:
    """Makes the digests; the program's own code does, as it would for a new article."""
    from lautwem.archive.linking.digest import digest as digested
    from lautwem.archive.linking.digest import pack
    from lautwem.archive.rows import unpack

    version = sa.table("version", sa.column("id"), sa.column("reading", sa.LargeBinary))
    wanted = sa.select(version.c.id, version.c.reading).order_by(version.c.id).limit(AT_ONCE)
    last = 0
    while found := connection.execute(wanted.where(version.c.id > last)).all():
        packed = [(row.id, pack(digested(unpack(row.reading)))) for row in found]
        rows = [{"version_id": id_, "stems": p.stems, "pieces": p.pieces} for id_, p in packed]
        connection.execute(digest.insert(), rows)
        last = found[-1].id
