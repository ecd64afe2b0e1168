"""Identities are kept: which joins made them, on what day their members are told of."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.execute("DELETE FROM identity")
    op.execute("ALTER TABLE identity_member DROP COLUMN because")
    op.add_column("identity_member", sa.Column("day", sa.Text()))
    placed = sa.Column("placed", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("identity_member", placed)
    op.drop_index("ix_identity_member_identity_id", "identity_member")
    op.create_index("ix_identity_member_identity_id_day", "identity_member", ["identity_id", "day"])
    op.create_table(
        "identity_join",
        sa.Column("left_id", ID, nullable=False, autoincrement=False),
        sa.Column("right_id", ID, nullable=False, autoincrement=False),
        sa.Column("editor", sa.Boolean(), nullable=False),
        _to_person("left_id"),
        _to_person("right_id"),
        sa.PrimaryKeyConstraint("left_id", "right_id", name="pk_identity_join"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_identity_join_right_id", "identity_join", ["right_id"])


def _to_person(column: str) -> sa.ForeignKeyConstraint:
    name = f"fk_identity_join_{column}_person"
    return sa.ForeignKeyConstraint([column], ["person.id"], name=name, ondelete="CASCADE")
