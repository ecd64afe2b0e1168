"""Finding statements and articles again: words and filters in, ranked hits out.

A statement that holds the words is a hit. An article of which no statement holds them, but whose
text does, is a hit with the passage where they stand.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from lautwem.archive import filters, schema
from lautwem.archive import query as q
from lautwem.archive.hits import Found, Ranked, describe
from lautwem.archive.schema import CHILDREN
from lautwem.archive.store import Archive

__all__ = ["answers", "find", "matches", "texts_with"]


def find(archive: Archive, query: q.Query, *, mask_minors: bool = False) -> Found:
    """One page of what answers a query, the best first; without words, the newest first.

    Ranking is BM25 (SQLite) or cover density (PostgreSQL). With ``mask_minors`` the names of
    people under 18 are blacked out. Raises BadArguments.
    """
    terms = q.checked(query)
    with archive.looking() as connection:
        ranked = answers(connection, query, terms)
        return describe(connection, query, terms, ranked, mask_minors=mask_minors)


def answers(connection: sa.Connection, query: q.Query, terms: Sequence[q.Term]) -> list[Ranked]:
    """The documents of a page, best first, and one more where there is another page."""
    return _by_words(connection, query, terms) if terms else _by_date(connection, query)


def _page(query: q.Query) -> tuple[int, int]:
    """One more than a page, to know whether there is another, and where it begins."""
    return query.limit + 1, (query.page - 1) * query.limit


def _by_date(connection: sa.Connection, query: q.Query) -> list[Ranked]:
    version, statement = schema.version.c, schema.statement.c
    limit, offset = _page(query)
    wanted = (
        sa.select(statement.id, sa.literal(0.0))
        .join_from(schema.statement, schema.version, version.id == statement.version_id)
        .where(*filters.on_versions(connection, query), *filters.on_statements(query))
        .order_by(version.published_from.desc().nulls_last(), version.id.desc(), statement.id)
        .limit(limit)
        .offset(offset)
    )
    return [Ranked(*row) for row in connection.execute(wanted)]


def _by_words(connection: sa.Connection, query: q.Query, terms: Sequence[q.Term]) -> list[Ranked]:
    document = matches(connection, terms).subquery("matches").c
    owner = document.id // CHILDREN
    whole = document.id % CHILDREN == 0
    wanted = sa.select(document.id, document.score)
    conditions = list(filters.on_versions(connection, query))
    if query.asks_versions:
        wanted = wanted.join(schema.version, schema.version.c.id == owner)
    elif not query.all_versions:  # the versions that are not current are few
        conditions = [owner.not_in(filters.superseded())]
    if query.asks_statements:
        wanted = wanted.join(schema.statement, schema.statement.c.id == document.id)
        conditions += [~whole, *filters.on_statements(query)]
    else:
        # Asked apart, without the score: that is the dear part, and is worked out for what is left.
        said = matches(connection, terms).subquery("said").c.id
        quoting = sa.select(said // CHILDREN).where(said % CHILDREN != 0)
        conditions.append(sa.or_(~whole, owner.not_in(quoting)))
    limit, offset = _page(query)
    wanted = wanted.where(*conditions).order_by(document.score.desc(), document.id.desc())
    rows = connection.execute(wanted.limit(limit).offset(offset))
    return [Ranked(*row) for row in rows]


def matches(connection: sa.Connection, terms: Sequence[q.Term]) -> sa.Select[tuple[int, float]]:
    """The documents that hold the terms, with how well they do (more is better)."""
    if schema.is_sqlite(connection.dialect):
        index = sa.table("document_index", sa.column("rowid"), sa.column("rank"))
        match = sa.text("document_index MATCH :words").bindparams(words=_fts5(terms))
        return sa.select(index.c.rowid.label("id"), (-index.c.rank).label("score")).where(match)
    vector = sa.literal_column("document.vector")
    asked = sa.func.to_tsquery(sa.text("'simple'"), _tsquery(terms))
    # 1: a longer text counts less, as in BM25.
    score = sa.func.ts_rank_cd(vector, asked, 1).label("score")
    return sa.select(schema.document.c.id, score).where(vector.op("@@")(asked))


def _fts5(terms: Sequence[q.Term]) -> str:
    """Terms as FTS5 asks. The words hold letters and digits only (``words.fold``)."""
    return " AND ".join(f'"{" ".join(t.words)}"{"*" if t.prefix else ""}' for t in terms)


def _tsquery(terms: Sequence[q.Term]) -> str:
    """Terms as PostgreSQL asks."""
    phrases = []
    for term in terms:
        quoted = [f"'{word}'" for word in term.words]
        quoted[-1] += ":*" if term.prefix else ""
        phrases.append(f"({' <-> '.join(quoted)})")
    return " & ".join(phrases)


def texts_with(connection: sa.Connection, phrase: str) -> list[int]:
    """The versions, earlier ones too, in whose text the words of ``phrase`` stand together."""
    terms = q.parse(f'"{phrase}"')
    if not terms:
        return []
    found = matches(connection, terms).subquery()
    whole = sa.select(found.c.id // CHILDREN).where(found.c.id % CHILDREN == 0)
    return list(connection.execute(whole).scalars())
