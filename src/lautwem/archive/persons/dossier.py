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
from lautwem.archive.persons import facts, lookup, overall, said
from lautwem.archive.persons import kept as kept_
from lautwem.archive.persons.apart import Apart, apart
from lautwem.archive.persons.decisions import Decision
from lautwem.archive.persons.evidence import Reason, judge
from lautwem.archive.persons.facts import Source
from lautwem.archive.persons.gather import Found, by_ref, chunks
from lautwem.archive.persons.lookup import Someone
from lautwem.archive.persons.profile import Profile
from lautwem.export import mask

PERSON = "lautwem.person/1"
ARTICLES = 100
"""Articles of a page: some 50 ms of reading."""


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
    """One human being, named in ``total`` articles, of which this is the ``page`` of ``pages``,
    the latest first; within a page all is in the order of time.

    Birth is that of all articles, and what overtook a standing is looked for in all. ``articles``
    describes the articles that the other fields name by id; ``complete`` is False where the
    archive has more people of the name than are looked at.
    """

    id: int
    name: str
    total: int
    page: int
    pages: int
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
    apart: tuple[Apart, ...]
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
    """``person`` where one human being is meant, else ``candidates``, those with most articles
    first, and how many ``further`` ones there are; neither: nobody is."""

    schema: str
    query: str
    person: Dossier | None
    candidates: tuple[Candidate, ...]
    further: int = 0


def encode(answer: Answer) -> bytes:
    """An answer as one line of JSON, without a line end."""
    return msgspec.json.encode(answer)


def dossier(
    connection: sa.Connection,
    someone: Someone,
    decisions: Sequence[Decision],
    *,
    page: int = 1,
    size: int = ARTICLES,
    mask_minors: bool = False,
) -> Dossier:
    """Everything about one human being, from the readings of a page of articles.

    A page that is not there is empty.
    """
    numbers = lookup.numbers(connection, someone)
    shown = _shown(numbers, page, size)
    history = overall.statuses(connection, numbers)
    further = facts.overtaking(history, shown)
    people = lookup.people(connection, tuple(dict.fromkeys((*shown, *further))))
    kept = _versions(connection, [found.version_id for found in people])
    if mask_minors:
        kept = _masked(kept, people)
    every = {one.person_id: Source(kept[one.version_id][0], one.profile.local) for one in people}
    sources = [every[number] for number in shown]
    born = facts.agreed(overall.births(connection, numbers))
    ages = facts.ages(sources, born)
    told = [source.person for source in sources]
    name = _name(connection, numbers, told, mask_minors)
    here = tuple(found for found in people if found.person_id in set(shown))
    return Dossier(
        id=someone.id,
        name=name,
        total=len(numbers),
        page=page,
        pages=max(1, -(-len(numbers) // size)),
        names=facts.names(sources),
        gender=_most([person.gender for person in told]),
        minor=_last([person.minor for person in told]),
        born=born,
        ages=ages,
        inconsistencies=_inconsistencies(ages, sources),
        roles=facts.roles(sources),
        kinship=facts.kinship(sources),
        standings=facts.standings(every, history, frozenset(shown)),
        statements=said.remarks(sources),
        quoted_by=said.quoted_by(sources),
        members=_members(connection, someone, here, sources, mask_minors),
        apart=() if mask_minors else apart(connection, name, numbers, here, decisions),
        decisions=() if mask_minors else _about(connection, decisions, here, numbers),
        articles=tuple(ref for _, ref in kept.values()),
        complete=someone.complete,
    )


def _shown(numbers: Sequence[int], page: int, size: int) -> Sequence[int]:
    """The people of a page; the latest are on the first."""
    end = len(numbers) - (page - 1) * size
    return numbers[max(0, end - size) : max(0, end)]


def _name(
    connection: sa.Connection, numbers: Sequence[int], told: Sequence[m.Person], masked: bool
) -> str:
    """The name most articles use; of those on the page, where it may have to be masked."""
    if masked and told:
        return kept_.fullest(Counter(person.name for person in told))
    return mask.BLOCK if masked else kept_.fullest(overall.names(connection, numbers))


def _about(
    connection: sa.Connection,
    decisions: Sequence[Decision],
    here: Sequence[Found],
    numbers: Sequence[int],
) -> tuple[Decision, ...]:
    """The decisions that name any of the people."""
    mine = {found.profile.ref for found in here}
    if decisions and len(here) < len(numbers):
        every = {ref for decision in decisions for ref in (*decision.left, *decision.right)}
        theirs = frozenset(numbers)
        mine |= {f.profile.ref for f in by_ref(connection, every) if f.person_id in theirs}
    return tuple(one for one in decisions if mine & {*one.left, *one.right})


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


def _masked(kept: Kept, people: Sequence[Found]) -> Kept:
    """Readings without the names of minors; somebody who is one in any article is so in all."""
    own = {found.version_id: found.profile.local for found in people}
    young = {
        name
        for reading, _ in kept.values()
        for person in reading.people
        if person.minor
        for name in (person.name, *person.aliases)
    }
    out: Kept = {}
    hide_own = any(found.profile.minor for found in people)
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
        right = [age.place for age in ages if age.agrees][:1]
        out.append(Inconsistency("age", (*right, *wrong)))
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


_LINKS = 4  # joins told of one member; the most articles like another have many


def _members(
    connection: sa.Connection,
    someone: Someone,
    here: Sequence[Found],
    sources: Sequence[Source],
    masked: bool,
) -> tuple[Member, ...]:
    links = (*someone.links, *kept_.links(connection, [one.person_id for one in here]))
    because: dict[int, list[tuple[int, bool]]] = {one.person_id: [] for one in here}
    for link in dict.fromkeys(links):
        for at, other in ((link.left, link.right), (link.right, link.left)):
            if at in because and len(because[at]) < _LINKS:
                because[at].append((other, link.editor))
    known = {one.person_id: one for one in here}
    others = {other for why in because.values() for other, _ in why} - known.keys()
    known |= {one.person_id: one for one in lookup.people(connection, sorted(others))}
    silent = _NAMING if masked else frozenset()
    return tuple(
        Member(
            found.person_id,
            source.reading.article.id,
            source.person.name,
            tuple(
                _why(found, known[other], editor, silent)
                for other, editor in because[found.person_id]
            ),
        )
        for found, source in zip(here, sources, strict=True)
    )


def _why(one: Found, other: Found, editor: bool, silent: frozenset[str]) -> Why:
    verdict = None if editor else judge(one.profile, other.profile)
    if verdict is None:
        return Why(other.person_id, "editor", None, ())
    told = tuple(Reason(r.rule, r.weight) if r.rule in silent else r for r in verdict.reasons)
    return Why(other.person_id, "evidence", verdict.surplus, told)


_TOLD = 5  # roles, relatives, outlets, others that tell a candidate apart


def candidates(
    connection: sa.Connection, found: Sequence[Someone], *, mask_minors: bool = False
) -> tuple[Candidate, ...]:
    """Several by what tells them apart, from some of their latest articles."""
    numbers = [lookup.numbers(connection, one) for one in found]
    wanted = [number for each in numbers for number in each[-_LOOKED_AT:]]
    people = {one.person_id: one for one in lookup.people(connection, wanted)}
    return tuple(
        _candidate(one, [people[number].profile for number in each[-_LOOKED_AT:]], mask_minors)
        for one, each in zip(found, numbers, strict=True)
    )


_LOOKED_AT = 20  # articles from which a candidate is described


def _candidate(someone: Someone, people: Sequence[Profile], mask_minors: bool) -> Candidate:
    days = sorted(person.published for person in people if person.published)
    hidden = mask_minors and any(person.minor for person in people)
    name = kept_.fullest(Counter(person.name for person in people))
    return Candidate(
        id=someone.id,
        name=mask.BLOCK * len(name) if hidden else name,
        articles=someone.articles,
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
