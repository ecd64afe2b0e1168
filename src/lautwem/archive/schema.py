"""The tables of an archive, for SQLite and PostgreSQL alike.

An *article* is one publication, its *versions* are the texts it had. Everything read in a
version hangs on it and goes with it (``ON DELETE CASCADE``). The ids of rows under a version are
made from the version's: ``version_id * CHILDREN + n``, n from 1. They are never used twice,
because the ids of versions are not.

The migrations in ``migrations/`` make these tables; a test holds both equal.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect

CHILDREN = 1 << 16
"""Room for the rows of one kind under one version; a text of 300,000 characters has fewer."""

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""SQLite numbers rows itself only where the type is exactly INTEGER."""

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key() -> sa.Column[int]:
    return sa.Column("id", ID, primary_key=True, autoincrement=False)


def _numbered() -> sa.Column[int]:
    return sa.Column("id", ID, primary_key=True)


def _to(column: str, *, name: str | None = None, index: bool = True, **more: bool) -> sa.Column:
    """A column that points to a row of another table and goes with it."""
    target = sa.ForeignKey(column, ondelete="CASCADE")
    return sa.Column(name or column.replace(".", "_"), ID, target, index=index, **more)


article = sa.Table(
    "article",
    metadata,
    _numbered(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sqlite_autoincrement=True,
)
"""One publication. ``key`` is what it is known by: see ``identity.article_key``."""

version = sa.Table(
    "version",
    metadata,
    _numbered(),
    _to("article.id", index=False, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("reading_id", sa.Text, nullable=False, index=True),
    sa.Column("content", sa.Text, nullable=False, unique=True),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("url", sa.Text),
    sa.Column("outlet", sa.Text, index=True),
    sa.Column("title", sa.Text),
    sa.Column("authors", JSON, nullable=False),
    sa.Column("published", sa.Text),
    sa.Column("precision", sa.Text),
    sa.Column("published_from", sa.Text, index=True),
    sa.Column("published_to", sa.Text),
    sa.Column("modified", sa.Text),
    sa.Column("added_at", sa.Text, nullable=False),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False, server_default="active"),
    sa.Column("status_note", sa.Text),
    sa.Column("status_at", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("reading", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("article_id", "number"),
    sa.CheckConstraint("status IN ('active', 'withdrawn', 'corrected')", name="status"),
    sqlite_autoincrement=True,
)
"""One text of an article. ``content`` is the SHA-256 of what ``Article.id`` abbreviates."""

sa.Index(
    "ix_version_superseded",
    version.c.id,
    sqlite_where=sa.text("NOT current"),
    postgresql_where=sa.text("NOT current"),
)

person = sa.Table(
    "person",
    metadata,
    _key(),
    _to("version.id", nullable=False),
    sa.Column("local", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("aliases", JSON, nullable=False),
    sa.Column("gender", sa.Text),
    sa.Column("minor", sa.Boolean),
    sa.Column("age", sa.Integer),
    sa.Column("age_as_of", sa.Text),
    sa.Column("born_earliest", sa.Text),
    sa.Column("born_latest", sa.Text),
)

person_role = sa.Table(
    "person_role",
    metadata,
    _to("person.id", index=False, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("begin", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)

person_word = sa.Table(
    "person_word",
    metadata,
    sa.Column("word", sa.Text, primary_key=True),
    _to("person.id", primary_key=True),
    sqlite_with_rowid=False,
)
"""The folded words of every name and alias: how a person is looked up (``words.name_words``)."""

person_key = sa.Table(
    "person_key",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    _to("person.id", primary_key=True),
    sqlite_with_rowid=False,
)
"""Keys under which people of different articles who may be one meet (``persons.names.keys``)."""

profile = sa.Table(
    "profile",
    metadata,
    _to("version.id", index=False, primary_key=True, autoincrement=False),
    sa.Column("people", sa.LargeBinary, nullable=False),
)
"""What the version tells of its people, packed (``persons.profile``)."""

digest = sa.Table(
    "digest",
    metadata,
    _to("version.id", index=False, primary_key=True, autoincrement=False),
    sa.Column("stems", sa.Text, nullable=False),
    sa.Column("pieces", sa.LargeBinary, nullable=False),
)
"""What tracing needs of the version's reading: the stems of each statement, a line each, and the
rest, packed (``linking.digest``)."""

kinship = sa.Table(
    "kinship",
    metadata,
    _key(),
    _to("version.id", nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    _to("person.id", name="from_person_id", nullable=False),
    _to("person.id", name="to_person_id", nullable=False),
)

voice = sa.Table(
    "voice",
    metadata,
    _key(),
    _to("version.id", nullable=False),
    sa.Column("local", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    _to("person.id"),
)

voice_word = sa.Table(
    "voice_word",
    metadata,
    sa.Column("word", sa.Text, primary_key=True),
    _to("voice.id", primary_key=True),
    sqlite_with_rowid=False,
)
"""The folded words of the names of voices that are no persons."""

statement = sa.Table(
    "statement",
    metadata,
    _key(),
    _to("version.id", nullable=False),
    sa.Column("local", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("medium", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("begin", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("certainty", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("negated", sa.Boolean, nullable=False),
    _to("voice.id", name="speaker_voice_id"),
    _to("voice.id", name="addressee_voice_id"),
    sa.Column("time_text", sa.Text),
    sa.Column("time_value", sa.Text),
    sa.Column("time_precision", sa.Text),
    sa.Column("confidence", sa.Float, nullable=False),
)
"""``begin`` and ``end`` hold the whole quotation; ``speaker_voice_id`` is the innermost voice."""

chain = sa.Table(
    "chain",
    metadata,
    _to("statement.id", index=False, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    _to("voice.id", nullable=False),
    sqlite_with_rowid=False,
)

about = sa.Table(
    "about",
    metadata,
    _to("statement.id", index=False, primary_key=True),
    _to("person.id", primary_key=True),
    sqlite_with_rowid=False,
)

statement_key = sa.Table(
    "statement_key",
    metadata,
    sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    _to("statement.id", primary_key=True),
    sqlite_with_rowid=False,
)
"""Keys under which similar statements meet (``linking.statement_keys``)."""

article_band = sa.Table(
    "article_band",
    metadata,
    sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
    _to("version.id", primary_key=True),
    sqlite_with_rowid=False,
)
"""Bands under which copies of a text meet (``linking.article_bands``)."""

document = sa.Table(
    "document",
    metadata,
    _key(),
    _to("version.id", nullable=False),
    sa.Column("terms", sa.Text, nullable=False),
)
"""What is searched. The id is the statement's, or ``version_id * CHILDREN`` for the whole text.

``terms`` are the words as the index compares them (``words.terms``). On SQLite the FTS5 table
``document_index`` follows it by triggers; on PostgreSQL there is a column ``vector`` made of it.
"""

identity = sa.Table(
    "identity",
    metadata,
    _numbered(),
    sa.Column("name", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)
"""One human being across articles, as it was worked out (``persons.settling``)."""

identity_member = sa.Table(
    "identity_member",
    metadata,
    _to("person.id", index=False, primary_key=True),
    _to("identity.id", index=False, nullable=False),
    sa.Column("day", sa.Text),
    sa.Column("placed", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Index(None, "identity_id", "day"),
)
"""Who is one human being. ``day`` is the first on which the article can have appeared; ``placed``
who was compared with some of those known before, not with all under the name."""

identity_join = sa.Table(
    "identity_join",
    metadata,
    _to("person.id", name="left_id", index=False, primary_key=True, autoincrement=False),
    _to("person.id", name="right_id", primary_key=True, autoincrement=False),
    sa.Column("editor", sa.Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""The joins that make an identity: by evidence, which ``persons.evidence`` finds again in the two
articles, or by an editor. They hold no words, and go with either person."""

identity_decision = sa.Table(
    "identity_decision",
    metadata,
    _numbered(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("people", JSON, nullable=False),
    sa.Column("note", sa.Text),
    sa.Column("made_by", sa.Text),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("undone_at", sa.Text),
    sa.CheckConstraint("kind IN ('confirm', 'split', 'join')", name="kind"),
)
"""What an editor decided about identities; it wins over everything worked out, for good.

``people`` names them by the article's key and their name there: see ``persons.ledger``.
"""

watch = sa.Table(
    "watch",
    metadata,
    _numbered(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("asked", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("seen_version", ID, nullable=False),
    sa.CheckConstraint("kind IN ('words', 'name')", name="kind"),
    sa.UniqueConstraint("kind", "asked"),
    sqlite_autoincrement=True,
)
"""Words or a name that somebody watches; statements of versions after ``seen_version`` are new."""

forgotten = sa.Table(
    "forgotten",
    metadata,
    sa.Column("content", sa.Text, primary_key=True),
    sa.Column("forgotten_at", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Hashes of texts that were forgotten (``version.content``), so that no crawl brings them back."""


def is_sqlite(dialect: Dialect) -> bool:
    return dialect.name == "sqlite"
