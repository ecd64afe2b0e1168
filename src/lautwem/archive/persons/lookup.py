"""People of an archive by name or number: who they are across its articles.

Identities are worked out when they are asked for, from all people on whom they depend
(:mod:`gather`) and from what editors decided, so that they are always those of the archive as it
is. ``settle`` works out all and writes them into the tables for other programs to read.
"""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.persons import gather as gathering
from lautwem.archive.persons import ledger
from lautwem.archive.persons.decisions import Decision
from lautwem.archive.persons.gather import Found, agree
from lautwem.archive.persons.identities import Identity, identities
from lautwem.archive.persons.names import closeness, compare, forms
from lautwem.archive.persons.profile import Ref
from lautwem.errors import NotInArchive


class Someone(m.Frozen):
    """One human being of the archive: ``people`` in the order of time, and why they are one.

    The members of ``identity`` count into ``people``.
    """

    people: tuple[Found, ...]
    identity: Identity
    complete: bool = True

    @property
    def id(self) -> int:
        """The number by which to name this human being: the lowest of the people's. Every
        other number of them means the same human being."""
        return min(found.person_id for found in self.people)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """How decisions name the people."""
        return tuple(found.profile.ref for found in self.people)


def by_name(connection: sa.Connection, name: str) -> tuple[Someone, ...]:
    """Everybody who is called so, those with the very name and with most articles first.

    A full name means who bears it, if anybody does; a surname means all who bear it.
    """
    wanted = (name,)
    decisions = ledger.decisions(connection)
    gathered = gathering.gather(connection, [wanted], decisions)
    found = _identities(gathered.people, decisions, gathered.complete)
    called = [one for one in found if any(agree(wanted, p.profile.names) for p in one.people)]
    exact = [one for one in called if " " in name.strip() and _closest(wanted, one) == 0]
    return tuple(
        sorted(exact or called, key=lambda one: (_closest(wanted, one), -len(one.people), one.id))
    )


def by_number(connection: sa.Connection, number: int) -> Someone:
    """Whoever the person of this number is. Raises NotInArchive.

    A number of an earlier version of an article means the same person in the current one.
    """
    ref, names = _row(connection, number)
    decisions = ledger.decisions(connection)
    gathered = gathering.gather(connection, [names], decisions)
    everyone = _identities(gathered.people, decisions, gathered.complete)
    for is_meant in (
        lambda found: found.person_id == number,
        lambda found: found.profile.ref == ref,
        lambda found: found.profile.article == ref.article and agree(names, found.profile.names),
    ):
        meant = [one for one in everyone if any(map(is_meant, one.people))]
        if len(meant) == 1:
            return meant[0]
    raise NotInArchive(
        f"Person {number} is not in the current version of the article any more.",
        "Look the name up: lautwem person NAME.",
    )


def ref_of(connection: sa.Connection, number: int) -> Ref:
    """How decisions name the person of a number. Raises NotInArchive."""
    return _row(connection, number)[0]


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


def _closest(wanted: tuple[str, ...], one: Someone) -> int:
    return min(
        (
            closeness(match)
            for name in forms(wanted)
            for found in one.people
            for other in forms(found.profile.names)
            if (match := compare(name, other))
        ),
        default=99,
    )


def _identities(
    people: Sequence[Found], decisions: Sequence[Decision], complete: bool
) -> list[Someone]:
    found = identities([one.profile for one in people], decisions)
    return [_someone(people, one, complete) for one in found]


def _someone(people: Sequence[Found], identity: Identity, complete: bool) -> Someone:
    place = {number: at for at, number in enumerate(identity.members)}
    joins = tuple(
        msgspec.structs.replace(join, left=place[join.left], right=place[join.right])
        for join in identity.joins
    )
    return Someone(
        tuple(people[number] for number in identity.members),
        Identity(tuple(range(len(place))), joins),
        complete,
    )


def settle(connection: sa.Connection) -> int:
    """Works out the identities of the whole archive and keeps them in its tables.

    For the views, for exports and for other programs; look-ups do not need it. Returns how many
    human beings there are.
    """
    decisions = ledger.decisions(connection)
    found = _identities(gathering.everybody(connection), decisions, True)
    connection.execute(sa.delete(schema.identity_member))
    connection.execute(sa.delete(schema.identity))
    for part in gathering.chunks(found):
        rows = [
            {"id": one.id, "name": fullest([found.profile.name for found in one.people])}
            for one in part
        ]
        connection.execute(sa.insert(schema.identity), rows)
        members = [row for one in part for row in _members(one)]
        connection.execute(sa.insert(schema.identity_member), members)
    return len(found)


def _members(one: Someone) -> list[dict]:  # type: ignore[type-arg]
    why: dict[int, list] = {at: [] for at in range(len(one.people))}  # type: ignore[type-arg]
    for join in one.identity.joins:
        reasons = msgspec.to_builtins(join.verdict.reasons) if join.verdict else "editor"
        for at, other in ((join.left, join.right), (join.right, join.left)):
            why[at].append({"with": one.people[other].person_id, "reasons": reasons})
    return [
        {"person_id": found.person_id, "identity_id": one.id, "because": why[at]}
        for at, found in enumerate(one.people)
    ]


def fullest(names: Sequence[str]) -> str:
    """The name by which most articles know somebody, of the fullest there are."""
    full = [name for name in names if " " in name] or names
    return max(full, key=lambda name: (full.count(name), len(name), name))
