"""What the archive knows of one person, or who of several may be meant: ``lautwem.person/1``.

Fields may be added in later versions, none is renamed or removed.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec
import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import rows, schema
from lautwem.archive.hits import ArticleRef, article_ref
from lautwem.archive.persons import facts, said
from lautwem.archive.persons.decisions import Decision
from lautwem.archive.persons.evidence import Reason
from lautwem.archive.persons.facts import Source
from lautwem.archive.persons.gather import chunks
from lautwem.archive.persons.lookup import Someone, fullest
from lautwem.export import mask

PERSON = "lautwem.person/1"


class Why(m.Frozen):
    """The join by which a member belongs: the number of another member, and the reasons; none
    where an editor decided."""

    with_: int = msgspec.field(name="with")
    by: Literal["evidence", "editor"]
    surplus: float | None
    reasons: tuple[Reason, ...]


class Member(m.Frozen):
    """The person of one article: its number, the article's id, the name there, and why."""

    id: int
    article: str
    name: str
    because: tuple[Why, ...]


class Inconsistency(m.Frozen):
    """Articles that contradict one another about the person."""

    kind: Literal["age", "gender"]
    places: tuple[facts.Place, ...]


class Dossier(m.Frozen):
    """One human being. ``articles`` describes the articles that the other fields name by id;
    ``complete`` is False where the archive has more people of the name than are looked at."""

    id: int
    name: str
    names: tuple[facts.NameUse, ...]
    gender: Literal["female", "male"] | None
    minor: bool | None
    born: m.BirthInterval | None
    ages: tuple[facts.AgeTold, ...]
    inconsistencies: tuple[Inconsistency, ...]
    roles: tuple[facts.RoleHeld, ...]
    kinship: tuple[facts.Relative, ...]
    standings: tuple[facts.Standing, ...]
    statements: tuple[said.Remark, ...]
    quoted_by: tuple[said.Quoting, ...]
    members: tuple[Member, ...]
    decisions: tuple[Decision, ...]
    articles: tuple[ArticleRef, ...]
    complete: bool


class Candidate(m.Frozen):
    """One of several who may be meant, by what tells them apart. ``others`` are people who are
    named in most of the articles."""

    id: int
    name: str
    articles: int
    first: str | None
    last: str | None
    born: m.BirthInterval | None
    roles: tuple[str, ...]
    kinship: tuple[str, ...]
    outlets: tuple[str, ...]
    others: tuple[str, ...]


class Answer(m.Frozen):
    """``person`` where one human being is meant, else ``candidates``; neither: nobody is."""

    schema: str
    query: str
    person: Dossier | None
    candidates: tuple[Candidate, ...]


def encode(answer: Answer) -> bytes:
    """An answer as one line of JSON, without a line end."""
    return msgspec.json.encode(answer)


def dossier(
    connection: sa.Connection,
    someone: Someone,
    decisions: Sequence[Decision],
    *,
    mask_minors: bool = False,
) -> Dossier:
    """Everything about one human being, from the readings of all articles."""
    kept = _versions(connection, [found.version_id for found in someone.people])
    if mask_minors:
        kept = _masked(kept, someone)
    sources = [Source(kept[found.version_id][0], found.profile.local) for found in someone.people]
    born, ages = facts.ages(sources)
    people = [source.person for source in sources]
    mine = set(someone.refs)
    return Dossier(
        id=someone.id,
        name=fullest([person.name for person in people]),
        names=facts.names(sources),
        gender=_most([person.gender for person in people]),
        minor=_last([person.minor for person in people]),
        born=born,
        ages=ages,
        inconsistencies=_inconsistencies(ages, sources),
        roles=facts.roles(sources),
        kinship=facts.kinship(sources),
        standings=facts.standings(sources),
        statements=said.remarks(sources),
        quoted_by=said.quoted_by(sources),
        members=_members(someone, sources, _NAMING if mask_minors else frozenset()),
        decisions=tuple(d for d in decisions if mine & {*d.left, *d.right} and not mask_minors),
        articles=tuple(ref for _, ref in kept.values()),
        complete=someone.complete,
    )


Kept = dict[int, tuple[m.Reading, ArticleRef]]


def _versions(connection: sa.Connection, ids: Sequence[int]) -> Kept:
    """Readings and descriptions of versions, in the order given."""
    version = schema.version.c
    found: Kept = {}
    for part in chunks(sorted(set(ids))):
        query = sa.select(
            version.id, version.number, version.current, version.status, version.reading
        ).where(version.id.in_(part))
        for row in connection.execute(query):
            reading = rows.unpack(row.reading)
            found[row.id] = reading, article_ref(row, reading.article)
    return {number: found[number] for number in dict.fromkeys(ids)}


def _masked(kept: Kept, someone: Someone) -> Kept:
    """Readings without the names of minors; somebody who is one in any article is so in all."""
    own = {found.version_id: found.profile.local for found in someone.people}
    young = {
        name
        for reading, _ in kept.values()
        for person in reading.people
        if person.minor
        for name in (person.name, *person.aliases)
    }
    out: Kept = {}
    hide_own = any(found.profile.minor for found in someone.people)
    for number, (reading, ref) in kept.items():
        hidden = {p.id for p in reading.people if p.minor or p.name in young}
        hidden |= {own[number]} if hide_own else set()
        black = mask.people(reading, hidden)
        out[number] = black, msgspec.structs.replace(ref, title=black.article.title)
    return out


def _most(told: Sequence):  # type: ignore[no-untyped-def,type-arg]
    counts = Counter(one for one in told if one)
    return max(counts, key=lambda one: (counts[one], one)) if counts else None


def _last(told: Sequence[bool | None]) -> bool | None:
    """What the latest article says that says anything."""
    return next((one for one in reversed(told) if one is not None), None)


def _inconsistencies(
    ages: Sequence[facts.AgeTold], sources: Sequence[Source]
) -> tuple[Inconsistency, ...]:
    out = []
    wrong = [age.place for age in ages if not age.agrees]
    if wrong:
        right = next(age.place for age in ages if age.agrees)
        out.append(Inconsistency("age", (right, *wrong)))
    told = {source.person.gender: source for source in sources if source.person.gender}
    if len(told) > 1:
        named = ((source, source.person.mentions[:1]) for source in told.values())
        out.append(
            Inconsistency(
                "gender", tuple(facts.place(source, at) for source, spans in named for at in spans)
            )
        )
    return tuple(out)


_NAMING = frozenset({"kinship", "kinship-contradicts", "company", "words"})
"""Reasons whose evidence may be names of people."""


def _members(
    someone: Someone, sources: Sequence[Source], silent: frozenset[str]
) -> tuple[Member, ...]:
    because: list[list[Why]] = [[] for _ in sources]
    for join in someone.identity.joins:
        for at, other in ((join.left, join.right), (join.right, join.left)):
            number = someone.people[other].person_id
            verdict = join.verdict
            if verdict is None:
                because[at].append(Why(number, "editor", None, ()))
            else:
                told = tuple(
                    Reason(r.rule, r.weight) if r.rule in silent else r for r in verdict.reasons
                )
                because[at].append(Why(number, "evidence", verdict.surplus, told))
    return tuple(
        Member(found.person_id, source.reading.article.id, source.person.name, tuple(why))
        for found, source, why in zip(someone.people, sources, because, strict=True)
    )


_TOLD = 5  # roles, relatives, outlets, others that tell a candidate apart


def candidate(someone: Someone, *, mask_minors: bool = False) -> Candidate:
    """One of several by what tells them apart, from the profiles alone."""
    people = [found.profile for found in someone.people]
    days = sorted(person.published for person in people if person.published)
    hidden = mask_minors and any(person.minor for person in people)
    name = fullest([person.name for person in people])
    return Candidate(
        id=someone.id,
        name=mask.BLOCK * len(name) if hidden else name,
        articles=len(people),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        born=facts.agreed([person.born for person in people if person.born]),
        roles=_top(role for person in people for role in (*person.roles, *person.standings)),
        kinship=()
        if mask_minors
        else _top(f"{kin.type} {kin.other}" for person in people for kin in person.kin),
        outlets=_top(person.outlet for person in people if person.outlet),
        others=() if mask_minors else _top(name for person in people for name in person.company),
    )


def _top(items) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
    counts = Counter(items)
    return tuple(sorted(counts, key=lambda one: (-counts[one], one))[:_TOLD])
