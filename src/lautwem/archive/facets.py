"""A search with what its hits have in common: outlets, speakers, channels, certainty, months."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import query as q
from lautwem.archive import schema
from lautwem.archive.find import answers
from lautwem.archive.hits import Found, Ranked, describe
from lautwem.archive.schema import CHILDREN
from lautwem.archive.store import Archive

COUNTED = 2000
"""Best hits over which facets are counted; over all hits of a common word it would take seconds."""
SHOWN = 12
"""Values of one facet."""


class Value(m.Frozen):
    """One value of a facet and how many hits have it."""

    value: str
    hits: int


class MonthCount(m.Frozen):
    """Hits of one certainty in one month (``2025-03``)."""

    month: str
    level: m.CertaintyLevel
    statements: int


class Facets(m.Frozen):
    """What the ``counted`` best hits have in common; ``complete``: there are no others."""

    counted: int
    complete: bool
    levels: tuple[Value, ...]
    outlets: tuple[Value, ...]
    speakers: tuple[Value, ...]
    channels: tuple[Value, ...]
    types: tuple[Value, ...]
    months: tuple[MonthCount, ...]


def search(archive: Archive, query: q.Query) -> tuple[Found, Facets]:
    """A page of hits as ``find`` gives it, and the facets of all. Raises BadArguments.

    A query that asks nothing is answered with the newest statements.
    """
    terms = q.checked(query) if q.asks(query) else ()
    first = (query.page - 1) * query.limit
    wide = msgspec.structs.replace(query, page=1, limit=max(COUNTED, first + query.limit))
    with archive.looking() as connection:
        ranked = answers(connection, wide, terms)
        page = ranked[first : first + query.limit + 1]
        found = describe(connection, query, terms, page)
        return found, _facets(connection, ranked)


def _facets(connection: sa.Connection, ranked: Sequence[Ranked]) -> Facets:
    counted = ranked[:COUNTED]
    statements = [hit.id for hit in counted if hit.id % CHILDREN]
    texts = [hit.id // CHILDREN for hit in counted if not hit.id % CHILDREN]
    said = _said(connection, statements)
    outlets = [row.outlet for row in said]
    if texts:
        version = schema.version.c
        wanted = sa.select(version.outlet).where(version.id.in_(texts))
        outlets += connection.execute(wanted).scalars()
    months = Counter((row.published_from[:7], row.certainty) for row in said if row.published_from)
    return Facets(
        counted=len(counted),
        complete=len(ranked) <= COUNTED,
        levels=_values(row.certainty for row in said),
        outlets=_values(outlets),
        speakers=_values(row.speaker for row in said),
        channels=_values(row.channel for row in said if row.channel != "unknown"),
        types=_values(row.type for row in said),
        months=tuple(MonthCount(*pair, count) for pair, count in sorted(months.items())),
    )


def _said(connection: sa.Connection, ids: Sequence[int]) -> Sequence[sa.Row]:  # type: ignore[type-arg]
    version, statement, voice = schema.version.c, schema.statement.c, schema.voice.c
    named = sa.and_(voice.id == statement.speaker_voice_id, voice.kind != "unnamed")
    wanted = (
        sa.select(
            statement.certainty,
            statement.channel,
            statement.type,
            version.outlet,
            version.published_from,
            voice.name.label("speaker"),
        )
        .select_from(
            schema.statement.join(schema.version, version.id == statement.version_id).outerjoin(
                schema.voice, named
            )
        )
        .where(statement.id.in_(ids))
    )
    return connection.execute(wanted).all()


def _values(values: Iterable[str | None]) -> tuple[Value, ...]:
    counts = Counter(value for value in values if value)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Value(value, hits) for value, hits in ranked[:SHOWN])
