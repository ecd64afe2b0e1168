"""Writing identities into the tables."""

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa

from lautwem.archive import schema
from lautwem.archive.persons.block import Part
from lautwem.archive.persons.gather import Found
from lautwem.archive.persons.kept import Link, fullest


def keep(connection: sa.Connection, parts: Sequence[Part], *, placed: bool) -> None:
    """Writes what was found: new identities, people into those that are there, two made one."""
    new = [part for part in parts if not part.known]
    numbers = _make(connection, new)
    made = zip(numbers, new, strict=True)
    members = [row for number, part in made for row in _rows(number, part, placed)]
    for part in parts:
        if part.known:
            into, *gone = part.known
            _unite(connection, into, gone)
            members += _rows(into, part, placed)
    if members:
        connection.execute(sa.insert(schema.identity_member), members)
    links = [_link(link) for part in parts for link in part.links]
    if links:
        connection.execute(sa.insert(schema.identity_join), links)


def _make(connection: sa.Connection, parts: Sequence[Part]) -> list[int]:
    if not parts:
        return []
    table = schema.identity
    insert = sa.insert(table).returning(table.c.id, sort_by_parameter_order=True)
    rows = [{"name": _name(part.fresh)} for part in parts]
    return list(connection.execute(insert, rows).scalars())


def _name(people: Sequence[Found]) -> str:
    return fullest(Counter(found.profile.name for found in people))


def _rows(number: int, part: Part, placed: bool) -> list[dict]:  # type: ignore[type-arg]
    return [
        {
            "person_id": found.person_id,
            "identity_id": number,
            "day": _day(found),
            "placed": placed,
        }
        for found in part.fresh
    ]


def _day(found: Found) -> str | None:
    from lautwem.archive.rows import first_day  # late: rows knows profiles, as we do

    return first_day(found.profile.published) if found.profile.published else None


def _unite(connection: sa.Connection, into: int, gone: Sequence[int]) -> None:
    member, table = schema.identity_member, schema.identity
    for number in gone:
        theirs = member.c.identity_id == number
        connection.execute(sa.update(member).where(theirs).values(identity_id=into))
        connection.execute(sa.delete(table).where(table.c.id == number))


def _link(link: Link) -> dict:  # type: ignore[type-arg]
    low, high = sorted((link.left, link.right))
    return {"left_id": low, "right_id": high, "editor": link.editor}
