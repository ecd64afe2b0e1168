"""What an archive knows of the people of a draft: the birth it tells of, where they stand now.

For the desk rules that look back (P206 and P201): see :mod:`lautwem.desk.lookback`.
"""

from collections.abc import Callable, Iterator, Sequence

import msgspec
import sqlalchemy as sa

from lautwem import desk
from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.identity import article_key
from lautwem.archive.persons import block, facts, kept, ledger, lookup, overall
from lautwem.archive.persons.block import Block
from lautwem.archive.persons.decisions import Decision
from lautwem.archive.persons.gather import Found, gather
from lautwem.archive.persons.identities import identities
from lautwem.archive.persons.names import form
from lautwem.archive.persons.proceedings import stage
from lautwem.archive.persons.profile import Profile, profiles
from lautwem.archive.rows import first_day
from lautwem.desk.lookback import StandingKind

_MANY = 400
"""People who may be those of a draft and are all compared with them, some 0.1 s."""

_KINDS: dict[str, StandingKind] = {
    "verurteilt": "convicted",
    "freigesprochen": "acquitted",
    "eingestellt": "dropped",
}
_BY_STAGE: tuple[StandingKind, ...] = ("suspected", "suspected", "accused", "convicted")


def people_of(connection: sa.Connection, reading: m.Reading) -> desk.Lookback:
    """Ages and standings of the people of a draft who are known from other articles.

    One age a person: that of the latest article that tells the birth most articles tell; and the
    last standing in proceedings. A surname alone is not enough to hold either against somebody.
    The draft itself, where the archive has it, does not count.
    """
    key = article_key(reading.article)
    draft = profiles(reading, key)
    full = {person.local for person in draft if form(person.name).is_full}
    decisions = ledger.decisions(connection)
    same = _same_text(connection, reading)

    def is_other(found: Found) -> bool:
        return found.profile.article != key and found.version_id not in same

    there = _only(is_other, _there(connection, draft, decisions))
    ageless = [_ageless(person) for person in draft]
    ages = [
        (local, found)
        for local, known in _joined(connection, ageless, there, decisions)
        if local in full and (found := _age([one for one in known if is_other(one)]))
    ]
    standings = [
        (local, found)
        for local, known in _joined(connection, draft, there, decisions)
        if local in full and (found := _standing([one for one in known if is_other(one)]))
    ]
    where = _places(connection, [found.version_id for _, found in (*ages, *standings)])
    return desk.Lookback(
        ages=tuple(
            desk.EarlierAge(local, found.profile.age, found.profile.born, where[found.version_id])
            for local, found in ages
            if found.profile.age is not None
        ),
        standings=tuple(
            desk.LaterStanding(local, _kind(found), where[found.version_id])
            for local, found in standings
        ),
    )


def _same_text(connection: sa.Connection, reading: m.Reading) -> frozenset[int]:
    version = schema.version.c
    query = sa.select(version.id).where(version.reading_id == reading.article.id)
    return frozenset(connection.execute(query).scalars())


def _there(
    connection: sa.Connection, draft: Sequence[Profile], decisions: Sequence[Decision]
) -> Block:
    """The people of the archive who may be those of the draft: all, or where they are very many
    those nearest in time, in their identities."""
    names = {person.names for person in draft}
    gathered = gather(connection, names, decisions, most=_MANY)
    if gathered.complete:
        return Block(gathered.people)
    day = max((first_day(person.published) for person in draft if person.published), default="9999")
    chosen = {one.known.person_id: one for each in names for one in kept.late(connection, each)}
    for each in kept.settled(connection, names).values():
        chosen |= {one.known.person_id: one for one in block.nearest([day], each)}
    return block.of(connection, chosen.values(), decisions)


def _only(is_other: Callable[[Found], bool], there: Block) -> Block:
    """Without the draft itself."""
    left = [at for at, found in enumerate(there.people) if is_other(found)]
    places = {at: new for new, at in enumerate(left)}
    known = (
        (number, tuple(places[at] for at in members if at in places))
        for number, members in there.known
    )
    return Block(tuple(there.people[at] for at in left), tuple(each for each in known if each[1]))


def _ageless(person: Profile) -> Profile:
    """Without the age, where that is what is in question: it must not part him from himself."""
    return msgspec.structs.replace(person, age=None, born=None)


def _joined(
    connection: sa.Connection,
    draft: Sequence[Profile],
    there: Block,
    decisions: Sequence[Decision],
) -> Iterator[tuple[str, list[Found]]]:
    """The people of the draft by id, and who they are in the archive: all of them, or of an
    identity the latest who tell an age or a standing."""
    first = len(draft)
    everyone = [*draft, *(found.profile for found in there.people)]
    groups = [[first + at for at in members] for _, members in there.known]
    of = {at: number for number, members in there.known for at in members}
    for one in identities(everyone, decisions, groups):
        places = [n - first for n in one.members if n >= first]
        mine = [draft[n].local for n in one.members if n < first]
        if not mine or not places:
            continue
        known = [there.people[at] for at in places if at not in of]
        whole = {of[at] for at in places if at in of}
        known += lookup.people(connection, overall.telling(connection, whole)) if whole else ()
        yield from ((local, known) for local in mine)


def _age(known: Sequence[Found]) -> Found | None:
    told = [found for found in known if found.profile.age is not None and found.profile.born]
    born = facts.agreed([found.profile.born for found in told if found.profile.born])
    fitting = [f for f in told if born and f.profile.born and facts.meet(born, f.profile.born)]
    return max(fitting, key=_day) if fitting else None


def _standing(known: Sequence[Found]) -> Found | None:
    """The article that tells the last standing; one that tells two verdicts tells none."""
    told = [found for found in known if found.profile.published and len(_kinds(found)) == 1]
    return max(told, key=lambda found: (_day(found), _stage(found))) if told else None


def _day(found: Found) -> str:
    return found.profile.published or ""


def _stage(found: Found) -> int:
    return max(map(stage, found.profile.standings), default=0)


def _kinds(found: Found) -> set[StandingKind]:
    """What the standings of an article that go furthest come to."""
    furthest = _stage(found)
    return {
        _KINDS.get(status, _BY_STAGE[furthest])
        for status in found.profile.standings
        if stage(status) == furthest
    }


def _kind(found: Found) -> StandingKind:
    (kind,) = _kinds(found)
    return kind


def _places(connection: sa.Connection, ids: Sequence[int]) -> dict[int, desk.Where]:
    version = schema.version.c
    query = sa.select(
        version.id,
        version.reading_id,
        version.outlet,
        version.title,
        version.published,
        version.precision,
        version.url,
    ).where(version.id.in_(sorted(set(ids))))
    return {
        row.id: desk.Where(
            article=row.reading_id,
            outlet=row.outlet,
            title=row.title,
            published=m.PartialDate(row.published, row.precision) if row.published else None,
            url=row.url,
        )
        for row in connection.execute(query)
    }
