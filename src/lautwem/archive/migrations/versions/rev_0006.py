"""PostgreSQL: texts and statements can be searched in plain SQL with the server's ``german``.

``lautwem find`` does not: the words of ``document`` find more (docs/archive.md has the figures).
"""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in ("version", "statement"):
            op.execute(
                f"CREATE INDEX ix_{table}_german ON {table} USING gin (to_tsvector('german', text))"
            )
