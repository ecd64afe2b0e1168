"""Working identities out ahead and keeping them, so that nobody waits who looks a name up.

What was added lately is worked out in one go when it has become a thirtieth of the archive: a
name that thousands bear is then gone through once for many. Until then a look-up compares the few
people that are in no identity yet.

People are compared under one key at a time (a surname as it sounds, a nickname): all with all
where the key is one of few people or has doubled since, else those who came last with the nearest
(:mod:`block`). Under "peter m." only those are compared whose surname is abbreviated, with
everybody.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import sqlalchemy as sa
from msgspec.structs import replace

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.engine import Conflict
from lautwem.archive.persons import block, kept, ledger
from lautwem.archive.persons.decisions import Decision
from lautwem.archive.persons.gather import MOST, Known, chunks
from lautwem.archive.persons.keeping import keep
from lautwem.archive.persons.kept import SMALL, Member
from lautwem.archive.persons.names import keys
from lautwem.archive.schema import CHILDREN
from lautwem.archive.store import Archive

_SHARE = 33
"""An archive that has grown by one in so many articles is gone through. Going through names that
many bear costs by how many bear them, so that it must not be done for every article."""
_FEWEST = 200  # articles: fewer are compared at every look-up in no time
_FEW = 40  # people under a key who are compared all with all whenever one comes
_TRIES = 5
_LOCK = 0x4C617575  # one process settles at a time (advisory lock of PostgreSQL)


def keep_up(archive: Archive) -> None:
    """Settles if enough has been added since it was done last."""
    version, member = schema.version.c, schema.identity_member.c
    with archive.looking() as connection:
        last = connection.scalar(sa.select(sa.func.max(member.person_id))) or 0
        every = connection.scalar(sa.select(sa.func.count()).select_from(schema.version)) or 0
        newer = sa.select(sa.func.count()).where(version.id > last // CHILDREN)
        new = connection.scalar(newer.select_from(schema.version)) or 0
    if new > max(_FEWEST, every // _SHARE):
        settle(archive)


def settle(archive: Archive) -> int:
    """Works out whoever is in no identity yet. Returns how many human beings there are then.

    In steps of a few keys each, so that others who write need not wait for long.
    """
    with archive.looking() as connection:
        wanted = {key for one in _loose(connection) for key in keys(one.names)}
    for part in chunks(sorted(wanted, key=lambda key: (key.endswith("."), key))):
        _step(archive, lambda connection, part=part: _work(connection, part))
    _step(archive, _rest)
    with archive.looking() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(schema.identity)) or 0


def _step(archive: Archive, work: Callable[[sa.Connection], None]) -> None:
    """One transaction; again where a server gave it up because of another process."""
    for left in reversed(range(_TRIES)):
        try:
            with archive.writing() as connection:
                if not archive.is_sqlite:
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                work(connection)
            return
        except Conflict:
            if not left:
                raise


def _rest(connection: sa.Connection) -> None:
    """Whoever was left, as those without a key; and nobody of a version that was superseded
    while this went on."""
    left = kept.of_rows(connection, [one.person_id for one in _loose(connection)])
    _near(connection, left, ledger.decisions(connection))
    version, person = schema.version.c, schema.person.c
    stale = (
        sa.select(version.id)
        .join_from(schema.version, schema.person, person.version_id == version.id)
        .join(schema.identity_member)
        .where(~version.current)
        .distinct()
    )
    kept.release(connection, list(connection.scalars(stale)))


def _loose(connection: sa.Connection) -> Iterator[Known]:
    """The people of current versions who are in no identity."""
    person, version, member = schema.person.c, schema.version.c, schema.identity_member.c
    query = (
        sa.select(person.id, person.version_id, person.local, person.name, person.aliases)
        .select_from(
            schema.person.join(schema.version, version.id == person.version_id).outerjoin(
                schema.identity_member, member.person_id == person.id
            )
        )
        .where(version.current, member.person_id.is_(None))
    )
    for row in connection.execute(query):
        yield Known(row.id, row.version_id, row.local, (row.name, *row.aliases))


class _Count(m.Frozen):
    """People of current versions under a key: all, in no identity, held against the nearest,
    with a stop at the end of the name."""

    key: str
    people: int
    loose: int
    placed: int
    short: int


def _counts(connection: sa.Connection, wanted: Sequence[str]) -> list[_Count]:
    key, version = schema.person_key.c, schema.version.c
    person, member = schema.person.c, schema.identity_member.c
    query = (
        sa.select(
            key.key,
            sa.func.count(),
            sa.func.count(sa.case((member.person_id.is_(None), 1))),
            sa.func.count(sa.case((member.placed, 1))),
            sa.func.count(sa.case((person.name.like("%."), 1))),
        )
        .select_from(
            schema.person_key.join(schema.person, person.id == key.person_id)
            .join(schema.version, version.id == person.version_id)
            .outerjoin(schema.identity_member, member.person_id == person.id)
        )
        .where(key.key.in_(wanted), version.current)
        .group_by(key.key)
        .order_by(key.key)
    )
    return [_Count(*row) for row in connection.execute(query)]


def _work(connection: sa.Connection, wanted: Sequence[str]) -> None:
    """Everybody under these keys."""
    decisions = ledger.decisions(connection)
    few: list[str] = []
    for count in _counts(connection, wanted):
        if count.key.endswith("."):
            if count.short:
                _short(connection, count, decisions)
        elif not count.loose:
            continue  # compared under another key of theirs
        elif count.people <= _FEW:
            few.append(count.key)
        elif count.loose + count.placed > (count.people - count.loose) // 2:
            _whole(connection, _under(connection, [count.key]), decisions)
        else:
            there = _under(connection, [count.key])[count.key]
            _near(connection, [one for one in there if one.identity_id is None], decisions)
    _whole(connection, _under(connection, few), decisions)


def _under(connection: sa.Connection, wanted: Sequence[str]) -> dict[str, list[Member]]:
    return kept.under(connection, wanted, max(MOST, SMALL * len(wanted)))


def _near(
    connection: sa.Connection, fresh: Sequence[Member], decisions: Sequence[Decision]
) -> None:
    if fresh:
        people = block.of(connection, block.near(connection, fresh), decisions)
        keep(connection, block.solve(people, decisions), placed=True)


def _short(connection: sa.Connection, count: _Count, decisions: Sequence[Decision]) -> None:
    """Holds people whose surname is abbreviated against everybody it may stand for, anew."""
    there = _under(connection, [count.key])[count.key]
    short = [one for one in there if kept.is_short(one.known.names[0])]
    if count.people > SMALL:
        short = [one for one in short if one.identity_id is None or len(short) <= SMALL]
    if not short:
        return
    kept.leave(connection, [one.known.person_id for one in short if one.identity_id])
    fresh = [replace(one, identity_id=None) for one in short]
    mine = {one.known.person_id for one in short}
    rest = [one for one in there if one.known.person_id not in mine]
    people = fresh + rest if count.people <= SMALL else block.near(connection, fresh)
    solved = block.solve(block.of(connection, people, decisions), decisions)
    keep(connection, solved, placed=count.people > SMALL)


def _whole(
    connection: sa.Connection, under: dict[str, list[Member]], decisions: Sequence[Decision]
) -> None:
    """Compares all people under each key with one another; identities that reach to other keys
    stay as they are, and people may join them."""
    groups = [one for one in _components(under) if any(p.identity_id is None for p in one)]
    counts = Counter(one.identity_id for group in groups for one in group)
    sizes = kept.sizes_of(connection, [number for number in counts if number is not None])
    inside = {size.id for size in sizes if size.people == counts[size.id]}
    kept.dissolve(connection, inside)
    fresh = [
        [replace(one, identity_id=None) if one.identity_id in inside else one for one in group]
        for group in groups
    ]
    alone, shared = [], []  # editors named people of several blocks: one after the other
    for each, group in zip(block.blocks(connection, fresh, decisions), fresh, strict=True):
        (alone if len(each.people) == len(group) else shared).append(each)
    solved = [part for each in alone for part in block.solve(each, decisions)]
    keep(connection, solved, placed=False)
    for each in shared:
        rows = kept.of_rows(connection, [found.person_id for found in each.people])
        again = block.of(connection, rows, decisions)
        keep(connection, block.solve(again, decisions), placed=False)


def _components(under: dict[str, list[Member]]) -> Iterator[list[Member]]:
    """People by keys that they share."""
    of: dict[int, dict[int, Member]] = {}
    for people in under.values():
        mine = {one.known.person_id: one for one in people}
        for other in {id(of[n]): of[n] for n in mine if n in of}.values():
            mine = mine | other
        for number in mine:
            of[number] = mine
    yield from (list(each.values()) for each in {id(one): one for one in of.values()}.values())
