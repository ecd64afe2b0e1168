"""What all articles of somebody tell, however many: births, standing in proceedings.

Small rows, not readings: a person may be named in thousands of articles.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema

_LATEST = 60  # people who tell of ages or standings, each
_CHUNK = 5000  # SQLite takes 32,766 values in a query


class Status(m.Frozen):
    """Standing in proceedings as the article of a person (by number) has it, and its place."""

    person: int
    text: str
    day: str
    span: m.Span


def names(connection: sa.Connection, people: Sequence[int]) -> Counter[str]:
    """The fullest names, by how many articles have them."""
    person = schema.person.c
    found: Counter[str] = Counter()
    for part in _chunks(people):
        query = sa.select(person.name, sa.func.count()).where(person.id.in_(part))
        found.update(
            {name: count for name, count in connection.execute(query.group_by(person.name))}
        )
    return found


def births(connection: sa.Connection, people: Sequence[int]) -> list[m.BirthInterval]:
    """The births that follow from ages, in the order given."""
    person = schema.person.c
    found: dict[int, m.BirthInterval] = {}
    for part in _chunks(people):
        query = sa.select(person.id, person.born_earliest, person.born_latest)
        told = query.where(person.id.in_(part), person.born_earliest.is_not(None))
        for number, earliest, latest in connection.execute(told):
            found[number] = m.BirthInterval(earliest, latest)
    return [found[number] for number in people if number in found]


def statuses(connection: sa.Connection, people: Sequence[int]) -> list[Status]:
    """Every standing, in the order given."""
    role, person, version = schema.person_role.c, schema.person.c, schema.version.c
    found: dict[int, list[Status]] = {}
    for part in _chunks(people):
        query = (
            sa.select(role.person_id, role.text, version.published_from, role.begin, role.end)
            .join_from(schema.person_role, schema.person, role.person_id == person.id)
            .join(schema.version, person.version_id == version.id)
            .where(role.person_id.in_(part), role.kind == "status")
            .order_by(role.person_id, role.position)
        )
        for number, text, day, begin, end in connection.execute(query):
            found.setdefault(number, []).append(Status(number, text, day or "", (begin, end)))
    return [one for number in people for one in found.get(number, ())]


def telling(connection: sa.Connection, identities: Collection[int]) -> list[int]:
    """The people of identities who were told of last with an age or a standing, some of each."""
    member, person, role = schema.identity_member.c, schema.person.c, schema.person_role.c
    aged = person.born_earliest.is_not(None)
    stands = sa.exists().where(role.person_id == person.id, role.kind == "status")
    found: dict[int, None] = {}
    for what in (aged, stands):
        query = (
            sa.select(person.id)
            .join_from(schema.identity_member, schema.person, member.person_id == person.id)
            .where(member.identity_id.in_(sorted(identities)), what)
            .order_by(member.day.desc(), person.id.desc())
            .limit(_LATEST)
        )
        found |= dict.fromkeys(connection.scalars(query))
    return list(found)


def _chunks(people: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(people), _CHUNK):
        yield people[at : at + _CHUNK]
