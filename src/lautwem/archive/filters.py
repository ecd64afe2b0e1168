"""Filters as conditions on ``version`` and ``statement``: who speaks, about whom, where, when."""

import sqlalchemy as sa

from lautwem.archive import query as q
from lautwem.archive import rows, schema, words

Condition = sa.ColumnElement[bool]


def on_versions(connection: sa.Connection, query: q.Query) -> list[Condition]:
    """Which versions a query is about."""
    version = schema.version.c
    found: list[Condition] = []
    if not query.all_versions:
        found.append(version.current)
    if query.outlet is not None:
        found.append(version.outlet.in_(outlets(connection, query.outlet)))
    if query.since is not None:
        found.append(version.published_to >= rows.first_day(q.day(query.since)))
    if query.until is not None:
        found.append(version.published_from <= rows.last_day(q.day(query.until)))
    return found


def superseded() -> sa.Select[tuple[int]]:
    """The versions that are not current (an index holds them alone)."""
    # As the index has it: sa.not_ would say "current = 0", which SQLite takes for another thing.
    return sa.select(schema.version.c.id).where(sa.text("NOT version.current"))


def on_statements(query: q.Query) -> list[Condition]:
    """Which statements a query is about."""
    statement = schema.statement.c
    found: list[Condition] = []
    if query.speaker is not None:
        found.append(statement.speaker_voice_id.in_(voices(query.speaker)))
    if query.voice is not None:
        said = sa.select(schema.chain.c.statement_id)
        found.append(statement.id.in_(said.where(schema.chain.c.voice_id.in_(voices(query.voice)))))
    if query.about is not None:
        of = sa.select(schema.about.c.statement_id)
        found.append(statement.id.in_(of.where(schema.about.c.person_id.in_(people(query.about)))))
    if query.hedged:
        found.append(statement.certainty == "hedged")
    if query.channel is not None:
        found.append(statement.channel == query.channel)
    if query.type is not None:
        found.append(statement.type == query.type)
    return found


def outlets(connection: sa.Connection, name: str) -> list[str]:
    """The outlets meant by a name: of exactly these words, or else those that have them all."""
    wanted = words.name_words(name)
    column = schema.version.c.outlet
    known = connection.execute(sa.select(column).where(column.is_not(None)).distinct()).scalars()
    folded = {outlet: words.name_words(outlet) for outlet in known}
    same = [outlet for outlet, its in folded.items() if its == wanted]
    return same or [outlet for outlet, its in folded.items() if set(wanted) <= set(its)]


def _having(table: sa.Table, column: str, name: str) -> sa.Select[tuple[int]]:
    """The ids of those of whose names all words of ``name`` are words."""
    first, *others = words.name_words(name)
    wanted = sa.select(table.c[column]).where(table.c.word == first)
    for word in others:
        has = table.alias()
        match = sa.and_(has.c.word == word, has.c[column] == table.c[column])
        wanted = wanted.where(sa.exists().where(match))
    return wanted


def people(name: str) -> sa.CompoundSelect[tuple[int]]:
    """The person rows meant by a name, and all who are the same human being as one of them."""
    named = _having(schema.person_word, "person_id", name)
    mine, theirs = schema.identity_member.alias(), schema.identity_member.alias()
    same = (
        sa.select(theirs.c.person_id)
        .join(mine, mine.c.identity_id == theirs.c.identity_id)
        .where(mine.c.person_id.in_(named))
    )
    return sa.union(named, same)


def voices(name: str) -> sa.CompoundSelect[tuple[int]]:
    """The voice rows meant by a name: people under all their names, and others under theirs."""
    theirs = sa.select(schema.voice.c.id).where(schema.voice.c.person_id.in_(people(name)))
    return sa.union(theirs, _having(schema.voice_word, "voice_id", name))
