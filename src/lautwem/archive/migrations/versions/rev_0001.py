"""The first tables, the search index and the views."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE document_index USING fts5("
        "terms, content='document', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
        "CREATE TRIGGER document_added AFTER INSERT ON document BEGIN "
        "INSERT INTO document_index (rowid, terms) VALUES (new.id, new.terms); END",
        "CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN "
        "INSERT INTO document_index (document_index, rowid, terms) "
        "VALUES ('delete', old.id, old.terms); END",
    ),
    "postgresql": (
        "ALTER TABLE document ADD COLUMN vector tsvector "
        "GENERATED ALWAYS AS (to_tsvector('simple', terms)) STORED",
        "CREATE INDEX ix_document_vector ON document USING gin (vector)",
    ),
}
"""The index over ``document.terms``. The words come stemmed and folded (``archive.words``), so
that both databases find the same; PostgreSQL's own ``german`` would stem them a second time and
leave out small words, with which "das war ich nicht" could not be found."""

VIEWS = (
    """
    CREATE VIEW articles AS
    SELECT v.reading_id AS article, v.id AS version_id, v.article_id, v.number AS version,
           v.title, v.outlet, v.authors, v.published, v.precision, v.published_from,
           v.published_to, v.url, v.source, v.added_at, v.status, v.status_note, v.text
    FROM version v WHERE v.current
    """,
    """
    CREATE VIEW statements AS
    SELECT s.id AS statement_id, v.reading_id AS article, s.version_id, s.local AS statement,
           s.text, s.type, s.medium, s.certainty, s.channel, s.negated,
           speaker.name AS speaker, speaker.kind AS speaker_kind,
           speaker.person_id AS speaker_person_id, addressee.name AS addressee,
           (SELECT {join_names} FROM
               (SELECT voice.name AS name, c.position AS position FROM chain c
                JOIN voice ON voice.id = c.voice_id
                WHERE c.statement_id = s.id ORDER BY c.position) AS link) AS chain,
           s.time_text, s.time_value, s.confidence, s."begin" AS span_begin, s."end" AS span_end,
           v.title, v.outlet, v.published, v.published_from, v.status
    FROM statement s JOIN version v ON v.id = s.version_id
    LEFT JOIN voice speaker ON speaker.id = s.speaker_voice_id
    LEFT JOIN voice addressee ON addressee.id = s.addressee_voice_id
    WHERE v.current
    """,
    """
    CREATE VIEW people AS
    SELECT p.id AS person_id, v.reading_id AS article, p.version_id, p.local AS person, p.name,
           i.id AS identity_id, i.name AS identity, p.aliases, p.gender, p.minor, p.age,
           p.age_as_of, p.born_earliest, p.born_latest,
           (SELECT {join_roles} FROM
               (SELECT DISTINCT r.text AS text FROM person_role r
                WHERE r.person_id = p.id) AS role) AS roles,
           v.outlet, v.published_from
    FROM person p JOIN version v ON v.id = p.version_id
    LEFT JOIN identity_member m ON m.person_id = p.id
    LEFT JOIN identity i ON i.id = m.identity_id
    WHERE v.current
    """,
    """
    CREATE VIEW voices AS
    SELECT w.id AS voice_id, v.reading_id AS article, w.version_id, w.local AS voice, w.kind,
           w.name, w.person_id, v.outlet, v.published_from
    FROM voice w JOIN version v ON v.id = w.version_id WHERE v.current
    """,
    """
    CREATE VIEW chains AS
    SELECT c.statement_id, c.position, w.id AS voice_id, w.kind, w.name, w.person_id,
           v.reading_id AS article, w.version_id, v.outlet, v.published_from
    FROM chain c JOIN voice w ON w.id = c.voice_id JOIN version v ON v.id = w.version_id
    WHERE v.current
    """,
)
AGGREGATES = {
    "sqlite": {
        "join_names": "group_concat(link.name, ' → ')",
        "join_roles": "group_concat(role.text, '; ')",
    },
    "postgresql": {
        "join_names": "string_agg(link.name, ' → ' ORDER BY link.position)",
        "join_roles": "string_agg(role.text, '; ' ORDER BY role.text)",
    },
}


def upgrade() -> None:
    _articles()
    _texts()
    _people()
    _voices()
    _statements()
    _identities()
    dialect = op.get_bind().dialect.name
    for statement in SEARCH[dialect]:
        op.execute(statement)
    for view in VIEWS:
        op.execute(view.format(**AGGREGATES[dialect]))


def _column(name: str, kind: sa.types.TypeEngine, **more: object) -> sa.Column:
    return sa.Column(name, kind, autoincrement=False, **more)


def _numbered() -> sa.Column:
    return sa.Column("id", ID, nullable=False)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="CASCADE")


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def _articles() -> None:
    op.create_table(
        "article",
        _numbered(),
        _column("key", sa.Text(), nullable=False),
        _primary("article", "id"),
        sa.UniqueConstraint("key", name="uq_article_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "version",
        _numbered(),
        _column("article_id", ID, nullable=False),
        _column("number", sa.Integer(), nullable=False),
        _column("current", sa.Boolean(), nullable=False),
        _column("reading_id", sa.Text(), nullable=False),
        _column("content", sa.Text(), nullable=False),
        _column("source", sa.Text(), nullable=False),
        _column("url", sa.Text()),
        _column("outlet", sa.Text()),
        _column("title", sa.Text()),
        _column("authors", JSON, nullable=False),
        _column("published", sa.Text()),
        _column("precision", sa.Text()),
        _column("published_from", sa.Text()),
        _column("published_to", sa.Text()),
        _column("modified", sa.Text()),
        _column("added_at", sa.Text(), nullable=False),
        _column("reader", sa.Text(), nullable=False),
        _column("status", sa.Text(), nullable=False, server_default="active"),
        _column("status_note", sa.Text()),
        _column("status_at", sa.Text()),
        _column("text", sa.Text(), nullable=False),
        _column("reading", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("status IN ('active', 'withdrawn', 'corrected')", name="status"),
        _to("version", "article_id", "article"),
        _primary("version", "id"),
        sa.UniqueConstraint("article_id", "number", name="uq_version_article_id_number"),
        sa.UniqueConstraint("content", name="uq_version_content"),
        sqlite_autoincrement=True,
    )
    _index("version", "outlet")
    _index("version", "published_from")
    _index("version", "reading_id")
    _index("version", "source")
    past = sa.text("NOT current")
    op.create_index(
        "ix_version_superseded", "version", ["id"], sqlite_where=past, postgresql_where=past
    )


def _texts() -> None:
    op.create_table(
        "article_band",
        _column("band", sa.BigInteger(), nullable=False),
        _column("version_id", ID, nullable=False),
        _to("article_band", "version_id", "version"),
        _primary("article_band", "band", "version_id"),
        sqlite_with_rowid=False,
    )
    _index("article_band", "version_id")
    op.create_table(
        "document",
        _column("id", ID, nullable=False),
        _column("version_id", ID, nullable=False),
        _column("terms", sa.Text(), nullable=False),
        _to("document", "version_id", "version"),
        _primary("document", "id"),
    )
    _index("document", "version_id")


def _people() -> None:
    op.create_table(
        "person",
        _column("id", ID, nullable=False),
        _column("version_id", ID, nullable=False),
        _column("local", sa.Text(), nullable=False),
        _column("name", sa.Text(), nullable=False),
        _column("aliases", JSON, nullable=False),
        _column("gender", sa.Text()),
        _column("minor", sa.Boolean()),
        _column("age", sa.Integer()),
        _column("age_as_of", sa.Text()),
        _column("born_earliest", sa.Text()),
        _column("born_latest", sa.Text()),
        _to("person", "version_id", "version"),
        _primary("person", "id"),
    )
    _index("person", "version_id")
    op.create_table(
        "person_role",
        _column("person_id", ID, nullable=False),
        _column("position", sa.Integer(), nullable=False),
        _column("text", sa.Text(), nullable=False),
        _column("kind", sa.Text(), nullable=False),
        _column("begin", sa.Integer(), nullable=False),
        _column("end", sa.Integer(), nullable=False),
        _to("person_role", "person_id", "person"),
        _primary("person_role", "person_id", "position"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person_word",
        _column("word", sa.Text(), nullable=False),
        _column("person_id", ID, nullable=False),
        _to("person_word", "person_id", "person"),
        _primary("person_word", "word", "person_id"),
        sqlite_with_rowid=False,
    )
    _index("person_word", "person_id")
    op.create_table(
        "person_key",
        _column("key", sa.Text(), nullable=False),
        _column("person_id", ID, nullable=False),
        _to("person_key", "person_id", "person"),
        _primary("person_key", "key", "person_id"),
        sqlite_with_rowid=False,
    )
    _index("person_key", "person_id")
    op.create_table(
        "profile",
        _column("version_id", ID, nullable=False),
        _column("people", sa.LargeBinary(), nullable=False),
        _to("profile", "version_id", "version"),
        _primary("profile", "version_id"),
    )
    op.create_table(
        "kinship",
        _column("id", ID, nullable=False),
        _column("version_id", ID, nullable=False),
        _column("type", sa.Text(), nullable=False),
        _column("from_person_id", ID, nullable=False),
        _column("to_person_id", ID, nullable=False),
        _to("kinship", "from_person_id", "person"),
        _to("kinship", "to_person_id", "person"),
        _to("kinship", "version_id", "version"),
        _primary("kinship", "id"),
    )
    _index("kinship", "from_person_id")
    _index("kinship", "to_person_id")
    _index("kinship", "version_id")


def _voices() -> None:
    op.create_table(
        "voice",
        _column("id", ID, nullable=False),
        _column("version_id", ID, nullable=False),
        _column("local", sa.Text(), nullable=False),
        _column("kind", sa.Text(), nullable=False),
        _column("name", sa.Text(), nullable=False),
        _column("person_id", ID),
        _to("voice", "person_id", "person"),
        _to("voice", "version_id", "version"),
        _primary("voice", "id"),
    )
    _index("voice", "person_id")
    _index("voice", "version_id")
    op.create_table(
        "voice_word",
        _column("word", sa.Text(), nullable=False),
        _column("voice_id", ID, nullable=False),
        _to("voice_word", "voice_id", "voice"),
        _primary("voice_word", "word", "voice_id"),
        sqlite_with_rowid=False,
    )
    _index("voice_word", "voice_id")


def _statements() -> None:
    op.create_table(
        "statement",
        _column("id", ID, nullable=False),
        _column("version_id", ID, nullable=False),
        _column("local", sa.Text(), nullable=False),
        _column("type", sa.Text(), nullable=False),
        _column("medium", sa.Text(), nullable=False),
        _column("text", sa.Text(), nullable=False),
        _column("begin", sa.Integer(), nullable=False),
        _column("end", sa.Integer(), nullable=False),
        _column("certainty", sa.Text(), nullable=False),
        _column("channel", sa.Text(), nullable=False),
        _column("negated", sa.Boolean(), nullable=False),
        _column("speaker_voice_id", ID),
        _column("addressee_voice_id", ID),
        _column("time_text", sa.Text()),
        _column("time_value", sa.Text()),
        _column("time_precision", sa.Text()),
        _column("confidence", sa.Float(), nullable=False),
        _to("statement", "addressee_voice_id", "voice"),
        _to("statement", "speaker_voice_id", "voice"),
        _to("statement", "version_id", "version"),
        _primary("statement", "id"),
    )
    _index("statement", "addressee_voice_id")
    _index("statement", "speaker_voice_id")
    _index("statement", "version_id")
    op.create_table(
        "chain",
        _column("statement_id", ID, nullable=False),
        _column("position", sa.Integer(), nullable=False),
        _column("voice_id", ID, nullable=False),
        _to("chain", "statement_id", "statement"),
        _to("chain", "voice_id", "voice"),
        _primary("chain", "statement_id", "position"),
        sqlite_with_rowid=False,
    )
    _index("chain", "voice_id")
    op.create_table(
        "about",
        _column("statement_id", ID, nullable=False),
        _column("person_id", ID, nullable=False),
        _to("about", "person_id", "person"),
        _to("about", "statement_id", "statement"),
        _primary("about", "statement_id", "person_id"),
        sqlite_with_rowid=False,
    )
    _index("about", "person_id")
    op.create_table(
        "statement_key",
        _column("key", sa.BigInteger(), nullable=False),
        _column("statement_id", ID, nullable=False),
        _to("statement_key", "statement_id", "statement"),
        _primary("statement_key", "key", "statement_id"),
        sqlite_with_rowid=False,
    )
    _index("statement_key", "statement_id")


def _identities() -> None:
    op.create_table(
        "identity",
        _numbered(),
        _column("name", sa.Text(), nullable=False),
        _primary("identity", "id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "identity_member",
        _column("person_id", ID, nullable=False),
        _column("identity_id", ID, nullable=False),
        _column("because", JSON, nullable=False),
        _to("identity_member", "identity_id", "identity"),
        _to("identity_member", "person_id", "person"),
        _primary("identity_member", "person_id"),
    )
    _index("identity_member", "identity_id")
    op.create_table(
        "identity_decision",
        _numbered(),
        _column("kind", sa.Text(), nullable=False),
        _column("people", JSON, nullable=False),
        _column("note", sa.Text()),
        _column("made_by", sa.Text()),
        _column("made_at", sa.Text(), nullable=False),
        _column("undone_at", sa.Text()),
        sa.CheckConstraint("kind IN ('confirm', 'split', 'join')", name="kind"),
        _primary("identity_decision", "id"),
    )
    op.create_table(
        "forgotten",
        _column("content", sa.Text(), nullable=False),
        _column("forgotten_at", sa.Text(), nullable=False),
        _primary("forgotten", "content"),
        sqlite_with_rowid=False,
    )
