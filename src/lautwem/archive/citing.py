"""Who relies on whom: outlets, and the media whose word they pass on."""

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.store import Archive
from lautwem.export.glance import MEDIA


class Citation(m.Frozen):
    """How often an outlet passes something on as another medium has it.

    ``statements`` have ``voice`` in their chain, ``hedged`` of them are passed on with a
    hedge, ``articles`` hold them.
    """

    outlet: str
    voice: str
    kind: m.VoiceKind
    statements: int
    hedged: int
    articles: int


class OutletLine(m.Frozen):
    """One outlet: its articles, their statements, those that are hedged or rest on other media."""

    name: str
    articles: int
    statements: int
    hedged: int
    on_media: int

    @property
    def hedged_share(self) -> float:
        """Share of hedged statements, 0 to 1."""
        return self.hedged / self.statements if self.statements else 0.0

    @property
    def media_share(self) -> float:
        """Share of statements with another medium in their chain, 0 to 1."""
        return self.on_media / self.statements if self.statements else 0.0


def citations(archive: Archive) -> tuple[Citation, ...]:
    """Every pair of an outlet and a medium that it relies on, the most frequent first."""
    version, statement = schema.version.c, schema.statement.c
    voice, chain = schema.voice.c, schema.chain.c
    count = sa.func.count(sa.distinct(statement.id))
    hedged = sa.func.count(
        sa.distinct(sa.case((statement.certainty == "hedged", statement.id), else_=None))
    )
    wanted = (
        sa.select(
            version.outlet, voice.name, voice.kind, count, hedged,
            sa.func.count(sa.distinct(version.id)),
        )
        .select_from(
            schema.voice.join(schema.chain, chain.voice_id == voice.id)
            .join(schema.statement, statement.id == chain.statement_id)
            .join(schema.version, version.id == voice.version_id)
        )
        .where(voice.kind.in_(sorted(MEDIA)), version.current, version.outlet.is_not(None))
        .where(version.outlet != voice.name)
        .group_by(version.outlet, voice.name, voice.kind)
        .order_by(count.desc(), version.outlet, voice.name)
    )  # fmt: skip
    with archive.looking() as connection:
        return tuple(Citation(*row) for row in connection.execute(wanted))


def outlets(archive: Archive) -> tuple[OutletLine, ...]:
    """All outlets of the archive, those with most articles first."""
    version, statement = schema.version.c, schema.statement.c
    articles = (
        sa.select(version.outlet, sa.func.count())
        .where(version.current, version.outlet.is_not(None))
        .group_by(version.outlet)
    )
    is_hedged = sa.case((statement.certainty == "hedged", 1), else_=0)
    said = (
        sa.select(version.outlet, sa.func.count(), sa.func.sum(is_hedged))
        .join_from(schema.statement, schema.version, version.id == statement.version_id)
        .where(version.current, version.outlet.is_not(None))
        .group_by(version.outlet)
    )
    with archive.looking() as connection:
        counts = {row[0]: (row[1], row[2]) for row in connection.execute(said)}
        rows = connection.execute(articles).all()
        on_media = dict(connection.execute(_on_media()).all())  # type: ignore[arg-type]
    lines = [
        OutletLine(name, number, *counts.get(name, (0, 0)), on_media.get(name, 0))
        for name, number in rows
    ]
    return tuple(sorted(lines, key=lambda line: (-line.articles, line.name)))


def _on_media() -> sa.Select[tuple[str, int]]:
    """Outlets and how many of their statements have another medium in their chain."""
    version, voice, chain = schema.version.c, schema.voice.c, schema.chain.c
    return (
        sa.select(version.outlet, sa.func.count(sa.distinct(chain.statement_id)))
        .select_from(
            schema.voice.join(schema.chain, chain.voice_id == voice.id).join(
                schema.version, version.id == voice.version_id
            )
        )
        .where(voice.kind.in_(sorted(MEDIA)), version.current, version.outlet.is_not(None))
        .where(version.outlet != voice.name)
        .group_by(version.outlet)
    )
