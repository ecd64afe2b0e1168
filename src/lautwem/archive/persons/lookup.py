"""People of an archive by name or number: who they are across its articles.

Identities are kept in the tables (:mod:`settling`). Whoever is in none yet is compared when asked
for: with everybody of the name where those are few, else with those kept who are nearest
(:mod:`block`).
"""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.persons import block, kept, ledger
from lautwem.archive.persons.block import Block, Part
from lautwem.archive.persons.decisions import choose
from lautwem.archive.persons.gather import Found, agree, gather, load
from lautwem.archive.persons.kept import SMALL, Called, Link, Member
from lautwem.archive.persons.names import closeness, compare, forms
from lautwem.archive.persons.profile import Ref
from lautwem.errors import NotInArchive

_LATE = 200
"""People in no identity who are held against the kept of a name in one look-up; where more
are, as in an archive of an older lautwem, everybody is compared."""

_STRANGER = 99  # no name agrees


class Someone(m.Frozen):
    """One human being of the archive, named in so many ``articles``.

    ``id`` is the number by which to name this human being: the lowest of the people's. Every
    other number of them means the same human being. ``known`` are identities that are kept,
    ``loose`` people in none yet, ``links`` the joins by which those belong.
    """

    id: int
    articles: int
    closest: int
    known: tuple[int, ...] = ()
    loose: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()
    complete: bool = True


def by_name(connection: sa.Connection, name: str) -> tuple[Someone, ...]:
    """Everybody who is called so, those with the very name and with most articles first.

    A full name means who bears it, if anybody does; a surname means all who bear it.
    """
    found = everybody(connection, (name,))
    exact = [one for one in found if " " in name.strip() and one.closest == 0]
    return tuple(sorted(exact or found, key=lambda one: (one.closest, -one.articles, one.id)))


def by_number(connection: sa.Connection, number: int) -> Someone:
    """Whoever the person of this number is. Raises NotInArchive.

    A number of an earlier version of an article means the same person in the current one.
    """
    one = _current(connection, number)
    names, person = one.known.names, one.known.person_id
    late = kept.late(connection, names)
    if not late and one.identity_id is not None:
        (size,) = kept.sizes_of(connection, [one.identity_id])
        return Someone(size.first, size.people, 0, (size.id,))
    every = _compared(connection, names, late)
    return next(each for each in every if person in _numbers(connection, each, one))


def _numbers(connection: sa.Connection, each: Someone, one: Member) -> tuple[int, ...]:
    if one.identity_id is not None and one.identity_id in each.known:
        return (one.known.person_id,)
    return each.loose


def everybody(connection: sa.Connection, names: tuple[str, ...]) -> list[Someone]:
    """All with a name that agrees with any of ``names``."""
    called = kept.called(connection, names)
    if any(one.identity_id is None for one in called):
        return _compared(connection, names, kept.late(connection, names), called)
    return _known(connection, names, called)


def _known(
    connection: sa.Connection, names: tuple[str, ...], called: Iterable[Called]
) -> list[Someone]:
    """The identities that are kept."""
    closest: dict[int, int] = {}
    for one in called:
        if one.identity_id is not None:
            near = _closest(names, [one.names])
            closest[one.identity_id] = min(near, closest.get(one.identity_id, near))
    return [
        Someone(size.first, size.people, closest[size.id], (size.id,))
        for size in kept.sizes_of(connection, closest)
    ]


def _compared(
    connection: sa.Connection,
    names: tuple[str, ...],
    late: Sequence[Member],
    called: Sequence[Called] | None = None,
) -> list[Someone]:
    """All with a name that agrees, where some of them are in no identity yet."""
    decisions = ledger.decisions(connection)
    many = called is not None and sum(one.people for one in called) > SMALL
    gathered = gather(connection, [names], decisions, most=0 if many else SMALL)
    if not gathered.complete and len(late) <= _LATE:
        people = block.of(connection, block.near(connection, late), decisions)
        parts = block.solve(people, decisions)
        called = kept.called(connection, names) if called is None else called
        return _placed(connection, names, parts, called)
    if not gathered.complete:
        gathered = gather(connection, [names], decisions)
    parts = block.solve(Block(gathered.people), decisions)
    every = [_someone(part, names, gathered.complete) for part in parts]
    return [one for one in every if one.closest < _STRANGER]


def _someone(part: Part, names: tuple[str, ...], complete: bool = True) -> Someone:
    return Someone(
        min(found.person_id for found in part.fresh),
        len(part.fresh),
        _closest(names, [found.profile.names for found in part.fresh]),
        loose=tuple(found.person_id for found in part.fresh),
        links=part.links,
        complete=complete,
    )


def _placed(
    connection: sa.Connection,
    names: tuple[str, ...],
    parts: Sequence[Part],
    called: Sequence[Called],
) -> list[Someone]:
    """The identities that are kept, with those who join them now, and who stays alone."""
    every = {one.known[0]: one for one in _known(connection, names, called)}
    out = []
    for part in parts:
        theirs = [every.pop(number) for number in part.known if number in every]
        mine = [_someone(part, names)] if part.fresh else []
        both = [*theirs, *mine]
        if both:
            out.append(
                Someone(
                    min(one.id for one in both),
                    sum(one.articles for one in both),
                    min(one.closest for one in both),
                    tuple(number for one in theirs for number in one.known),
                    tuple(number for one in mine for number in one.loose),
                    part.links,
                )
            )
    found = [*every.values(), *out]
    return [one for one in found if one.closest < _STRANGER]


def numbers(connection: sa.Connection, someone: Someone) -> tuple[int, ...]:
    """The numbers of all people of somebody, in the order of time."""
    loose = [kept.in_time(one) for one in kept.of_rows(connection, someone.loose)]
    there = kept.numbers(connection, someone.known) if someone.known else []
    return tuple(number for _, number in sorted([*there, *loose]))


def people(connection: sa.Connection, wanted: Sequence[int]) -> tuple[Found, ...]:
    """What the articles tell of people by number, in the order given."""
    rows = kept.of_rows(connection, wanted)
    profiles = {one.person_id: one for one in load(connection, [each.known for each in rows])}
    return tuple(profiles[number] for number in wanted)


def refs(connection: sa.Connection, someone: Someone) -> tuple[Ref, ...]:
    """How decisions name the people of somebody."""
    every = people(connection, numbers(connection, someone))
    return tuple(found.profile.ref for found in every)


def ref_of(connection: sa.Connection, number: int) -> Ref:
    """How decisions name the person of a number. Raises NotInArchive."""
    return _row(connection, number)[0]


def _current(connection: sa.Connection, number: int) -> Member:
    """The person of the number, or in the current version of the article. Raises NotInArchive."""
    ref, names = _row(connection, number)
    there = kept.of_rows(connection, _current_people(connection, number))
    if any(one.known.person_id == number for one in there):
        return next(one for one in there if one.known.person_id == number)
    found = people(connection, [one.known.person_id for one in there])
    at = choose(ref, [one.profile for one in found])
    if at is not None:
        return there[at]
    meant = [one for one in there if agree(names, one.known.names)]
    if len(meant) == 1:
        return meant[0]
    raise NotInArchive(
        f"Person {number} is not in the current version of the article any more.",
        "Look the name up: lautwem person NAME.",
    )


def _current_people(connection: sa.Connection, number: int) -> list[int]:
    """The people of the current version of the article in which the person is."""
    person, version = schema.person.c, schema.version.c
    article = (
        sa.select(version.article_id)
        .join_from(schema.version, schema.person, person.version_id == version.id)
        .where(person.id == number)
    )
    query = (
        sa.select(person.id)
        .join_from(schema.person, schema.version, person.version_id == version.id)
        .where(version.article_id.in_(article), version.current)
    )
    return list(connection.scalars(query))


def _row(connection: sa.Connection, number: int) -> tuple[Ref, tuple[str, ...]]:
    person, version, article = schema.person.c, schema.version.c, schema.article.c
    query = (
        sa.select(person.name, person.aliases, article.key)
        .join_from(schema.person, schema.version, person.version_id == version.id)
        .join(schema.article, version.article_id == article.id)
        .where(person.id == number)
    )
    row = connection.execute(query).first() if 0 < number < 1 << 62 else None
    if row is None:
        raise NotInArchive(f"There is no person {number}.", "Look a name up: lautwem person NAME.")
    names = (row.name, *row.aliases)
    return Ref(row.key, forms(names)[0].text), names


def _closest(wanted: tuple[str, ...], every: Iterable[tuple[str, ...]]) -> int:
    return min(
        (
            closeness(match)
            for name in forms(wanted)
            for names in every
            for other in forms(names)
            if (match := compare(name, other))
        ),
        default=_STRANGER,
    )
