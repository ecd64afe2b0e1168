"""Which article of an archive is meant by what a person types."""

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import identity, schema
from lautwem.errors import Ambiguous, NotInArchive


class Meant(m.Frozen):
    """One article: its row, the version meant (the current one unless one was named), its key."""

    article_id: int
    version_id: int
    key: str
    id: str
    source: str
    title: str | None
    outlet: str | None


def article(connection: sa.Connection, given: str) -> Meant:
    """The article meant by an id (16 hexadecimal digits), an address, a source as it was given,
    or the number of a version. Raises NotInArchive and Ambiguous."""
    column, row = schema.version.c, schema.article.c
    wanted = _wanted()
    ways = [column.reading_id == given, row.key == f"url:{identity.normal_url(given)}"]
    ways.append(column.source == given)
    if given.isascii() and given.isdigit() and len(given) < 18:
        ways.append(column.id == int(given))
    for way in ways:
        found = connection.execute(wanted.where(way).order_by(column.id)).all()
        if len({entry[0] for entry in found}) > 1:
            raise Ambiguous(
                f"{given} is the source of {len({entry[0] for entry in found})} articles.",
                "Give the id of one: lautwem find shows them with --format json.",
            )
        if found:
            best = next((entry for entry in found if entry[-1]), found[-1])
            return Meant(*best[:-1])
    raise NotInArchive(
        f"There is no article {given} in the archive.",
        "Give its id (lautwem find --format json), its address, or its file as it was added.",
    )


def version(connection: sa.Connection, version_id: int) -> Meant:
    """The article of a version. Raises NotInArchive."""
    found = connection.execute(_wanted().where(schema.version.c.id == version_id)).first()
    if found is None:
        raise NotInArchive(f"There is no version {version_id}.", "See lautwem find.")
    return Meant(*found[:-1])


def _wanted() -> sa.Select:  # type: ignore[type-arg]
    version, row = schema.version.c, schema.article.c
    return sa.select(
        row.id, version.id, row.key, version.reading_id, version.source, version.title,
        version.outlet, version.current,
    ).join_from(schema.version, schema.article, row.id == version.article_id)  # fmt: skip
