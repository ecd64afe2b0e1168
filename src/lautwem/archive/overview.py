"""What a start page shows: what is new, who speaks most, how much is hedged."""

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.schema import CHILDREN
from lautwem.archive.store import Archive

COUNTED = 1000
"""Newest articles over which speakers and certainty are counted: a day of a large newsroom's
archive; over all of 100,000 the count would take seconds."""


OPENING = 90
"""Characters of a text that stand for a missing title."""


class ArticleLine(m.Frozen):
    """One article in a list; ``statements`` and ``hedged`` count what it passes on.

    ``opening`` is how its text begins, for one without a title.
    """

    version_id: int
    title: str | None
    opening: str
    outlet: str | None
    published: m.PartialDate | None
    source: str
    status: str
    added_at: str
    statements: int
    hedged: int


class SpeakerCount(m.Frozen):
    """A voice, how many statements begin with it, and how many of them are hedged."""

    name: str
    kind: m.VoiceKind
    statements: int
    hedged: int


class Overview(m.Frozen):
    """The archive at a glance; certainty and speakers of the ``counted`` newest articles."""

    articles: int
    statements: int
    counted: int
    verbatim: int
    reported: int
    hedged: int
    speakers: tuple[SpeakerCount, ...]
    newest: tuple[ArticleLine, ...]


def overview(archive: Archive, *, newest: int = 12, speakers: int = 12) -> Overview:
    """Counts the archive."""
    version, statement = schema.version.c, schema.statement.c
    with archive.looking() as connection:
        articles = connection.scalar(sa.select(sa.func.count()).select_from(schema.article)) or 0
        total = connection.scalar(sa.select(sa.func.count()).select_from(schema.statement)) or 0
        recent = sa.select(version.id).where(version.current).order_by(version.id.desc())
        ids = connection.execute(recent.limit(COUNTED)).scalars().all()
        first = ids[-1] if ids else 0
        within = (
            statement.id >= first * CHILDREN,
            statement.version_id == version.id,
            version.current,
        )
        levels = sa.select(statement.certainty, sa.func.count()).where(*within)
        counts = Counter(
            {row[0]: row[1] for row in connection.execute(levels.group_by(statement.certainty))}
        )
        return Overview(
            articles=articles,
            statements=total,
            counted=len(ids),
            verbatim=counts["verbatim"],
            reported=counts["reported"],
            hedged=counts["hedged"],
            speakers=_speakers(connection, within, speakers),
            newest=lines(connection, ids[:newest]),
        )


def newest(archive: Archive, limit: int, offset: int = 0) -> tuple[ArticleLine, ...]:
    """Current versions of articles, those added last first."""
    version = schema.version.c
    wanted = sa.select(version.id).where(version.current).order_by(version.id.desc())
    with archive.looking() as connection:
        ids = connection.execute(wanted.limit(limit).offset(offset)).scalars().all()
        return lines(connection, ids)


def _speakers(
    connection: sa.Connection, within: tuple[sa.ColumnElement[bool], ...], limit: int
) -> tuple[SpeakerCount, ...]:
    """Who speaks most; people who are the same across articles count as one."""
    statement, voice = schema.statement.c, schema.voice.c
    member, identity = schema.identity_member.c, schema.identity.c
    name = sa.func.coalesce(identity.name, voice.name).label("name")
    count = sa.func.count().label("statements")
    wanted = (
        sa.select(name, voice.kind, count, _hedged().label("hedged"))
        .select_from(
            schema.statement.join(schema.version, statement.version_id == schema.version.c.id)
            .join(schema.voice, voice.id == statement.speaker_voice_id)
            .outerjoin(schema.identity_member, member.person_id == voice.person_id)
            .outerjoin(schema.identity, identity.id == member.identity_id)
        )
        .where(*within, voice.kind != "unnamed")
        .group_by(name, voice.kind)
        .order_by(count.desc(), name)
        .limit(limit)
    )
    return tuple(SpeakerCount(*row) for row in connection.execute(wanted))


def _hedged() -> sa.ColumnElement[int]:
    is_hedged = sa.case((schema.statement.c.certainty == "hedged", 1), else_=0)
    return sa.func.coalesce(sa.func.sum(is_hedged), 0)


def lines(connection: sa.Connection, version_ids: Sequence[int]) -> tuple[ArticleLine, ...]:
    """Lines of several versions in the order given; two queries, however many there are."""
    version, statement = schema.version.c, schema.statement.c
    wanted = sa.select(
        version.id,
        version.title,
        sa.func.substr(version.text, 1, OPENING).label("opening"),
        version.outlet,
        version.published,
        version.precision,
        version.source,
        version.status,
        version.added_at,
    ).where(version.id.in_(version_ids))
    rows = {row.id: row for row in connection.execute(wanted)}
    counting = (
        sa.select(statement.version_id, sa.func.count(), _hedged())
        .where(statement.version_id.in_(version_ids))
        .group_by(statement.version_id)
    )
    counts = {row[0]: (row[1], row[2]) for row in connection.execute(counting)}
    return tuple(_line(rows[n], *counts.get(n, (0, 0))) for n in version_ids if n in rows)


def _line(row: sa.Row, statements: int, hedged: int) -> ArticleLine:  # type: ignore[type-arg]
    published = m.PartialDate(row.published, row.precision) if row.published else None
    return ArticleLine(
        version_id=row.id,
        title=row.title,
        opening=row.opening,
        outlet=row.outlet,
        published=published,
        source=row.source,
        status=row.status,
        added_at=row.added_at,
        statements=statements,
        hedged=hedged,
    )
