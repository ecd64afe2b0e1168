"""What an archive knows of the people of a draft: the birth it tells of, where they stand now.

For the desk rules that look back (P206 and P201): see :mod:`lautwem.desk.lookback`.
"""

from collections.abc import Iterator, Sequence

import msgspec
import sqlalchemy as sa

from lautwem import desk
from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.identity import article_key
from lautwem.archive.persons import facts, ledger
from lautwem.archive.persons.decisions import Decision
from lautwem.archive.persons.gather import Found, gather
from lautwem.archive.persons.identities import identities
from lautwem.archive.persons.names import form
from lautwem.archive.persons.proceedings import stage
from lautwem.archive.persons.profile import Profile, profiles
from lautwem.desk.lookback import StandingKind

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
    gathered = gather(connection, [person.names for person in draft], decisions)
    itself = _same_text(connection, reading)
    there = [
        found
        for found in gathered.people
        if found.profile.article != key and found.version_id not in itself
    ]
    ages = [
        (local, found)
        for local, known in _joined([_ageless(person) for person in draft], there, decisions)
        if local in full and (found := _age(known))
    ]
    standings = [
        (local, found)
        for local, known in _joined(draft, there, decisions)
        if local in full and (found := _standing(known))
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


def _ageless(person: Profile) -> Profile:
    """Without the age, where that is what is in question: it must not part him from himself."""
    return msgspec.structs.replace(person, age=None, born=None)


def _joined(
    draft: Sequence[Profile], there: Sequence[Found], decisions: Sequence[Decision]
) -> Iterator[tuple[str, list[Found]]]:
    """The people of the draft by id, and who they are in the archive."""
    everyone = [*draft, *(found.profile for found in there)]
    for one in identities(everyone, decisions):
        known = [there[n - len(draft)] for n in one.members if n >= len(draft)]
        for number in one.members:
            if number < len(draft) and known:
                yield draft[number].local, known


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
