"""Identities that are kept in the tables: who is in them, and taking them back.

They hold no words but a name, and go with their members. What is kept is taken back
(:func:`release`) where an article goes, gets a new version, or an editor decides; who is in no
identity is worked out when asked for (:mod:`lookup`) and kept again by :mod:`settling`.
"""

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.persons.gather import Known, agree, chunks
from lautwem.archive.persons.names import form, keys
from lautwem.archive.persons.profile import Ref

_NAMED = 2000
SMALL = 300
"""People who are compared all with all in the time of one look-up, some 70 ms."""

_member, _person, _version = (
    schema.identity_member.c,
    schema.person.c,
    schema.version.c,
)


class Link(m.Frozen):
    """A join of two people, by their numbers; ``editor`` where no evidence was asked for."""

    left: int
    right: int
    editor: bool


class Called(m.Frozen):
    """How many people of the archive have these names and are in this identity (None: in none
    yet)."""

    names: tuple[str, ...]
    identity_id: int | None
    people: int


class Member(m.Frozen):
    """A person in an identity, or in none yet."""

    known: Known
    identity_id: int | None
    day: str
    placed: bool = False


def called(connection: sa.Connection, names: tuple[str, ...]) -> tuple[Called, ...]:
    """Everybody of current versions whose names agree with ``names``."""
    query = (
        sa.select(
            _person.name,
            _person.aliases,
            _member.identity_id,
            sa.func.count(_person.id.distinct()).label("people"),
        )
        .select_from(_all_keys())
        .where(_meet(names), _is_current())
        .group_by(_person.name, _person.aliases, _member.identity_id)
    )
    found = []
    for row in connection.execute(query):
        theirs = (row.name, *row.aliases)
        if agree(names, theirs):
            found.append(Called(theirs, row.identity_id, row.people))
    return tuple(found)


def late(connection: sa.Connection, names: tuple[str, ...]) -> tuple[Member, ...]:
    """The people whose names agree and who are in no identity yet."""
    nobody = _member.identity_id.is_(None)
    found = _distinct(connection, sa.and_(_meet(names), nobody, _is_current()))
    return tuple(one for one in found if agree(names, one.known.names))


def settled(
    connection: sa.Connection, wanted: Collection[tuple[str, ...]]
) -> dict[tuple[str, ...], list[Member]]:
    """For each of several names the people who agree and are in an identity, in order of time."""
    found: dict[int, Member] = {}
    for part in chunks(sorted(wanted)):
        meet = sa.or_(*(_meet(names) for names in part))
        for one in _distinct(connection, sa.and_(meet, _member.identity_id.is_not(None))):
            found[one.known.person_id] = one
    there = sorted(found.values(), key=in_time)
    return {names: [one for one in there if agree(names, one.known.names)] for names in wanted}


def _distinct(connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[Member]:
    query = _members().select_from(_all_keys()).where(where)
    return list({row.id: member(row) for row in connection.execute(query)}.values())


def named(connection: sa.Connection, names: Collection[str]) -> list[Member]:
    """The people of these very names, in the order of time; 2,000 at most."""
    key = schema.person_key.c.key
    wanted = {one for name in names for one in keys((name,))}
    where = sa.and_(key.in_(sorted(wanted)), _person.name.in_(sorted(names)), _is_current())
    query = _members().select_from(_all_keys()).where(where).limit(_NAMED)
    return sorted({row.id: member(row) for row in connection.execute(query)}.values(), key=in_time)


def under(connection: sa.Connection, wanted: Sequence[str], most: int) -> dict[str, list[Member]]:
    """The people of current versions under each key, at most so many in all."""
    key = schema.person_key.c
    query = (
        _members()
        .add_columns(key.key)
        .select_from(_all_keys())
        .where(key.key.in_(wanted), _is_current())
        .limit(most)
    )
    found: dict[str, list[Member]] = {}
    for row in connection.execute(query):
        found.setdefault(row.key, []).append(member(row))
    return found


def numbers(connection: sa.Connection, ids: Collection[int]) -> list[tuple[str, int]]:
    """Day and number of all members of identities."""
    query = sa.select(_member.day, _member.person_id).where(_member.identity_id.in_(sorted(ids)))
    return [(day or "", number) for day, number in connection.execute(query)]


def in_time(one: Member) -> tuple[str, int]:
    """The order of time; of one day, that of adding."""
    return one.day, one.known.person_id


def links(connection: sa.Connection, people: Collection[int]) -> list[Link]:
    """The joins of people with any others."""
    join, out = schema.identity_join.c, []
    for part in chunks(sorted(people)):
        for mine in (join.left_id, join.right_id):
            query = sa.select(join.left_id, join.right_id, join.editor).where(mine.in_(part))
            out += [Link(*row) for row in connection.execute(query)]
    return out


def of_rows(connection: sa.Connection, person_ids: Collection[int]) -> list[Member]:
    """People by their numbers, in the order of time."""
    out: list[Member] = []
    for part in chunks(sorted(person_ids)):
        query = (
            _members()
            .select_from(schema.person.outerjoin(schema.identity_member))
            .where(_person.id.in_(part))
        )
        out += map(member, connection.execute(query))
    return sorted(out, key=in_time)


def member(row: sa.Row) -> Member:  # type: ignore[type-arg]
    """What a row of :func:`_members` tells."""
    known = Known(row.id, row.version_id, row.local, (row.name, *row.aliases))
    return Member(known, row.identity_id, row.day or "", bool(row.placed))


def _members() -> sa.Select:  # type: ignore[type-arg]
    day = sa.select(_version.published_from).where(_version.id == _person.version_id)
    loose = _member.person_id.is_(None)
    return sa.select(
        _person.id,
        _person.version_id,
        _person.local,
        _person.name,
        _person.aliases,
        _member.identity_id,
        sa.case((loose, day.scalar_subquery()), else_=_member.day).label("day"),
        _member.placed,
    )


def _all_keys() -> sa.FromClause:
    key = schema.person_key.c
    return schema.person_key.join(schema.person, key.person_id == _person.id).outerjoin(
        schema.identity_member, _member.person_id == _person.id
    )


def _meet(names: tuple[str, ...]) -> sa.ColumnElement[bool]:
    """Under the keys of a name. "peter m." is that of everybody whose name begins so: who is
    not abbreviated looks there for those who are, and for nobody else."""
    key = schema.person_key.c.key
    wanted = keys(names)
    if any(is_short(name) for name in names):
        return key.in_(sorted(wanted))
    whole = sorted(one for one in wanted if not one.endswith("."))
    short = sorted(one for one in wanted if one.endswith("."))
    return sa.or_(key.in_(whole), sa.and_(key.in_(short), _person.name.like("%.")))


def is_short(name: str) -> bool:
    """Whether the surname is one letter: "Peter M."."""
    surname = form(name).surname
    return bool(surname) and surname[-1].endswith(".")


def _is_current() -> sa.ColumnElement[bool]:
    """Whether the version is; that of a member of an identity always is (:func:`release`)."""
    mine = sa.and_(_version.id == _person.version_id, _version.current)
    return sa.or_(_member.person_id.is_not(None), sa.exists().where(mine))


def release(connection: sa.Connection, version_ids: Collection[int]) -> None:
    """Takes everybody of these versions out of the identities.

    A join may have hung on them, so small identities are taken back altogether; large ones go on
    without them under a name that is still somebody's.
    """
    touched: dict[int, list[int]] = {}
    for part in chunks(sorted(version_ids)):
        query = (
            sa.select(_member.identity_id, _member.person_id)
            .join_from(schema.identity_member, schema.person)
            .where(_person.version_id.in_(part))
        )
        for identity_id, person_id in connection.execute(query):
            touched.setdefault(identity_id, []).append(person_id)
    sizes = {row.id: row.people for row in sizes_of(connection, touched)}
    dissolve(connection, [one for one in touched if sizes[one] <= SMALL])
    large = [one for one in touched if sizes[one] > SMALL]
    leave(connection, [person for one in large for person in touched[one]])
    for one in large:
        _rename(connection, one)


class Size(m.Frozen):
    """How many people an identity has, and the lowest of their numbers."""

    id: int
    people: int
    first: int


def sizes_of(connection: sa.Connection, ids: Iterable[int]) -> list[Size]:
    """The sizes of identities."""
    out: list[Size] = []
    for part in chunks(sorted(ids)):
        query = (
            sa.select(_member.identity_id, sa.func.count(), sa.func.min(_member.person_id))
            .where(_member.identity_id.in_(part))
            .group_by(_member.identity_id)
        )
        out += [Size(*row) for row in connection.execute(query)]
    return out


def dissolve(connection: sa.Connection, ids: Collection[int]) -> None:
    """Takes whole identities back."""
    join = schema.identity_join.c
    for part in chunks(sorted(ids)):
        theirs = sa.select(_member.person_id).where(_member.identity_id.in_(part))
        mine = sa.or_(join.left_id.in_(theirs), join.right_id.in_(theirs))
        connection.execute(sa.delete(schema.identity_join).where(mine))
        connection.execute(sa.delete(schema.identity).where(schema.identity.c.id.in_(part)))


def leave(connection: sa.Connection, person_ids: Collection[int]) -> None:
    """Takes people out of their identities; those that have nobody left go."""
    join, identity = schema.identity_join.c, schema.identity.c
    nobody = ~sa.exists().where(_member.identity_id == identity.id)
    for part in chunks(sorted(person_ids)):
        mine = sa.or_(join.left_id.in_(part), join.right_id.in_(part))
        connection.execute(sa.delete(schema.identity_join).where(mine))
        gone = sa.delete(schema.identity_member).where(_member.person_id.in_(part))
        left = set(connection.scalars(gone.returning(_member.identity_id)))
        connection.execute(sa.delete(schema.identity).where(identity.id.in_(left), nobody))


def of_articles(connection: sa.Connection, refs: Collection[Ref]) -> list[int]:
    """The current versions of the articles that decisions name."""
    article, out = schema.article.c, []
    for part in chunks(sorted({ref.article for ref in refs})):
        query = (
            sa.select(_version.id)
            .join_from(schema.version, schema.article, _version.article_id == article.id)
            .where(article.key.in_(part), _version.current)
        )
        out += list(connection.scalars(query))
    return out


def fullest(counts: dict[str, int]) -> str:
    """The name by which most articles know somebody, of the fullest there are."""
    full = [name for name in counts if " " in name] or list(counts)
    return max(full, key=lambda name: (counts[name], len(name), name))


def name_of(connection: sa.Connection, identity_id: int) -> str | None:
    """The name by which most articles know the members."""
    query = (
        sa.select(_person.name, sa.func.count())
        .join_from(schema.identity_member, schema.person)
        .where(_member.identity_id == identity_id)
        .group_by(_person.name)
    )
    counts = {name: count for name, count in connection.execute(query)}
    return fullest(counts) if counts else None


def _rename(connection: sa.Connection, identity_id: int) -> None:
    table = schema.identity
    mine = table.c.id == identity_id
    name = name_of(connection, identity_id)
    if name is not None:
        connection.execute(sa.update(table).where(mine).values(name=name))
