"""Who else bears the name and was left apart, and why: for who decides whether that is right."""

from collections.abc import Collection, Sequence
from typing import Literal

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive.persons import kept, lookup
from lautwem.archive.persons.decisions import Decision
from lautwem.archive.persons.evidence import Reason, Verdict, judge
from lautwem.archive.persons.gather import Found, load
from lautwem.archive.persons.kept import Member, Size
from lautwem.archive.persons.lookup import Someone
from lautwem.archive.persons.names import form
from lautwem.archive.schema import CHILDREN

Cause = Literal["name-only", "too-little", "against", "same-article", "several", "editor"]
"""Nothing else agrees; what agrees is not enough for so frequent a name; something speaks against
it; both are in one article; it fits several, or not all of them; an editor decided it."""

_Pair = tuple[Verdict, Found, Found]

SHOWN = 6
_LOOKED_AT = 60  # namesakes compared, those of largest identities first, then the latest
_OURS = 8  # of one's own articles that they are held against


class Apart(m.Frozen):
    """A namesake (any number of that human being), in how many ``articles``, and why not one.

    ``compared`` are the two people (numbers) who are most alike, ``reasons`` what was found about
    them, ``lacks`` the bits by which it falls short of what the name needs.
    """

    id: int
    name: str
    articles: int
    because: Cause
    lacks: float
    compared: tuple[int, int]
    reasons: tuple[Reason, ...]


def apart(
    connection: sa.Connection,
    name: str,
    numbers: Collection[int],
    ours: Sequence[Found],
    decisions: Sequence[Decision],
) -> tuple[Apart, ...]:
    """The namesakes of somebody who are most alike, those first.

    ``numbers`` are all people of that somebody, ``ours`` some of them.
    """
    mine = frozenset(numbers)
    groups = _groups(connection, name, mine)
    some = _some([members for _, members in groups])
    loaded = {one.person_id: one for one in load(connection, [each.known for each in some])}
    versions = {number // CHILDREN for number in mine}
    found = []
    for size, group in groups:
        theirs = [loaded[e.known.person_id] for e in group if e.known.person_id in loaded]
        pairs = [
            (v, x, y) for x in ours[-_OURS:] for y in theirs if (v := judge(x.profile, y.profile))
        ]
        if pairs:
            best = _telling(pairs)
            together = any(one.known.version_id in versions for one in group)
            found.append(_apart(size, *best, _cause(*best, together, decisions)))
    return tuple(sorted(found, key=lambda one: (one.lacks, -one.articles, one.id))[:SHOWN])


def _groups(
    connection: sa.Connection, name: str, mine: frozenset[int]
) -> list[tuple[Size, list[Member]]]:
    """The namesakes by who is one human being: its lowest number and all of its articles."""
    there = [one for one in kept.named(connection, _names(name)) if one.known.person_id not in mine]
    if any(one.identity_id is None for one in there):
        every = lookup.everybody(connection, (name,))
    else:
        sizes = kept.sizes_of(connection, {one.identity_id or 0 for one in there})
        every = [Someone(size.first, size.people, 0, (size.id,)) for size in sizes]
    whose: dict[tuple[bool, int], Size] = {}
    for each in every:
        size = Size(each.id, each.articles, each.id)
        whose |= {(True, number): size for number in each.known}
        whose |= {(False, number): size for number in each.loose}
    groups: dict[int, tuple[Size, list[Member]]] = {}
    for one in there:
        place = (False, one.known.person_id)
        size = whose.get((True, one.identity_id or 0)) or whose.get(place)
        if size:
            groups.setdefault(size.id, (size, []))[1].append(one)
    return list(groups.values())


def _names(name: str) -> set[str]:
    """The name itself, and the surname alone."""
    return {name, name.split()[-1]} if form(name).surname else {name}


def _some(groups: list[list[Member]]) -> list[Member]:
    """Up to three of each group: the latest of the largest groups first."""
    ranked = sorted(groups, key=lambda group: (-len(group), -group[-1].known.person_id))
    return [one for group in ranked for one in group[-3:]][:_LOOKED_AT]


def _telling(pairs: Sequence[_Pair]) -> _Pair:
    """The two who are most alike; where nothing is alike, those most against each other."""
    alike = max(pairs, key=lambda pair: (pair[0].surplus, pair[2].person_id))
    return alike if alike[0].tells else min(pairs, key=lambda pair: pair[0].surplus)


def _apart(size: Size, verdict: Verdict, own: Found, other: Found, cause: Cause) -> Apart:
    return Apart(
        id=size.first,
        name=other.profile.name,
        articles=size.people,
        because=cause,
        lacks=max(0.0, -verdict.surplus),
        compared=(own.person_id, other.person_id),
        reasons=verdict.reasons,
    )


def _cause(
    verdict: Verdict, own: Found, other: Found, together: bool, decisions: Sequence[Decision]
) -> Cause:
    pair = {own.profile.ref, other.profile.ref}
    for one in decisions:
        parted = one.kind == "split" and one.undone_at is None
        if parted and pair & {*one.left} and pair & {*one.right}:
            return "editor"
    if together:
        return "same-article"
    if verdict.surplus >= 0 and verdict.tells:
        return "several"
    if any(reason.weight < 0 for reason in verdict.reasons):
        return "against"
    return "too-little" if verdict.tells else "name-only"
