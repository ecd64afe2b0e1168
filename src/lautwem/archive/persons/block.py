"""People who are held against one another: all that have to do with a name, or the nearest.

Where few people bear a name all are compared with all. Where thousands do, who came last is held
against those nearest in time and against some of each of the largest identities.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive.persons import kept
from lautwem.archive.persons.decisions import Decision
from lautwem.archive.persons.gather import Found, by_ref, linked_to, load
from lautwem.archive.persons.identities import Join, identities
from lautwem.archive.persons.kept import Link, Member
from lautwem.archive.persons.profile import Ref

_NEAREST = 24  # people of agreeing names on either side in time that somebody is held against
_LARGEST = 12  # identities of which some are looked at wherever they are in time
_EACH = 6  # .. so many of each


class Part(m.Frozen):
    """One human being among the people compared: identities that were known (several: they are
    found to be one), people who are new, the joins that were made."""

    known: tuple[int, ...]
    fresh: tuple[Found, ...]
    links: tuple[Link, ...]


class Block(m.Frozen):
    """People to compare. ``known`` are identities with positions of the members that are here."""

    people: tuple[Found, ...]
    known: tuple[tuple[int, tuple[int, ...]], ...] = ()


def solve(block: Block, decisions: Sequence[Decision]) -> tuple[Part, ...]:
    """The human beings of a block."""
    if len(block.people) == 1 and not block.known:
        return (Part((), block.people, ()),)
    profiles = [found.profile for found in block.people]
    of = {at: number for number, members in block.known for at in members}
    found = identities(profiles, decisions, [members for _, members in block.known])
    return tuple(
        Part(
            tuple(sorted({of[at] for at in one.members if at in of})),
            tuple(block.people[at] for at in one.members if at not in of),
            tuple(_link(join, block.people) for join in one.joins),
        )
        for one in found
    )


def _link(join: Join, people: Sequence[Found]) -> Link:
    left, right = people[join.left].person_id, people[join.right].person_id
    return Link(left, right, join.verdict is None)


def of(
    connection: sa.Connection, members: Iterable[Member], decisions: Sequence[Decision]
) -> Block:
    """A block of these people, and of whom editors named with them."""
    return blocks(connection, [list(members)], decisions)[0]


def blocks(
    connection: sa.Connection, groups: Sequence[Sequence[Member]], decisions: Sequence[Decision]
) -> list[Block]:
    """Several blocks; no person is in two of them."""
    every = [one for group in groups for one in group]
    loaded = {one.person_id: one for one in load(connection, [each.known for each in every])}
    return [_block(connection, group, loaded, decisions) for group in groups]


def _block(
    connection: sa.Connection,
    group: Sequence[Member],
    loaded: Mapping[int, Found],
    decisions: Sequence[Decision],
) -> Block:
    there = {one.known.person_id: one for one in group}
    found = [loaded[number] for number in sorted(there)]
    asked: set[Ref] = set()
    while more := linked_to(decisions, [each.profile for each in found]) - asked:
        asked |= more
        added = [f for f in by_ref(connection, more) if f.person_id not in there]
        rows = kept.of_rows(connection, [f.person_id for f in added])
        there |= {row.known.person_id: row for row in rows}
        found += added
    known: dict[int, list[int]] = {}
    for at, each in enumerate(found):
        identity = there[each.person_id].identity_id
        if identity is not None:
            known.setdefault(identity, []).append(at)
    return Block(tuple(found), tuple((number, tuple(at)) for number, at in known.items()))


def near(connection: sa.Connection, fresh: Sequence[Member]) -> list[Member]:
    """``fresh`` and those kept whose names agree that are likeliest to be the same."""
    by_names: dict[tuple[str, ...], list[Member]] = {}
    for one in fresh:
        by_names.setdefault(one.known.names, []).append(one)
    chosen = {one.known.person_id: one for one in fresh}
    for names, there in kept.settled(connection, by_names.keys()).items():
        for one in _nearest(by_names[names], there):
            chosen.setdefault(one.known.person_id, one)
    return list(chosen.values())


def _nearest(new: Sequence[Member], there: Sequence[Member]) -> Iterable[Member]:
    """Those nearest in time to each, and those of the same articles."""
    articles = {one.known.version_id for one in new}
    yield from (one for one in there if one.known.version_id in articles)
    yield from nearest([one.day for one in new], there)


def nearest(wanted: Iterable[str], there: Sequence[Member]) -> Iterable[Member]:
    """Of people in the order of time: neighbours of each day, and some of each large identity."""
    days = [one.day for one in there]
    for day in wanted:
        at = bisect_left(days, day)
        yield from there[max(0, at - _NEAREST) : at + _NEAREST]
    members: dict[int | None, list[Member]] = {}
    for one in there:
        members.setdefault(one.identity_id, []).append(one)
    large = sorted(members.values(), key=lambda m: (-len(m), m[0].known.person_id))[:_LARGEST]
    for each in large:
        step = max(1, len(each) // _EACH)
        yield from each[::step][:_EACH]
        yield from each[-1:]
