"""What an archive adds to a draft: origins, earlier wordings, ages, and what was taken back."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from lautwem import desk
from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.linking.voices import same_name
from lautwem.archive.persons import evidence, profile
from lautwem.archive.persons.names import keys
from lautwem.archive.persons.proceedings import stage
from lautwem.archive.schema import CHILDREN
from lautwem.archive.store import Archive
from lautwem.archive.trace import trace_draft
from lautwem.export.traces.wire import Trace, TraceArticle, TraceInstance

STATEMENTS = 80
"""Most statements of a draft that are traced, the surest first; an article has 10 to 20."""
VERSIONS = 300
"""Most articles that are looked at for one person."""
Known = list[tuple[profile.Profile, desk.Where]]
_STANDINGS: dict[str, desk.StandingKind] = {
    "angeklagt": "accused",
    "verurteilt": "convicted",
    "freigesprochen": "acquitted",
}
"""Standings (lexicon ``proceedings``) as the desk knows them; all else is suspicion."""
_BIRTHS = frozenset(("births-agree", "births-differ", "births-apart"))


def look_back(archive: Archive, reading: m.Reading) -> desk.Lookback:
    """What the archive knows about the statements and people of a draft.

    Where the draft itself is in the archive it is not held against itself.
    """
    wanted = sorted(reading.statements, key=lambda one: -one.confidence)[:STATEMENTS]
    origins: list[desk.TracedOrigins] = []
    wordings: list[desk.EarlierWording] = []
    withdrawals: list[desk.Withdrawal] = []
    statements = {one.id: one for one in wanted}
    for id_, trace in trace_draft(archive, reading, statements):
        others = [one for one in trace.instances if one.article.id != reading.article.id]
        if not others:
            continue
        names = tuple(dict.fromkeys(origin.name for origin in trace.origins))
        places = tuple(_where(one.article) for one in others)
        origins.append(desk.TracedOrigins(id_, names, places))
        wordings += _wording(reading, statements[id_], others)
        withdrawals += _withdrawal(reading, id_, trace)
    ages, standings = _people(archive, reading)
    return desk.Lookback(
        origins=tuple(origins),
        wordings=tuple(wordings),
        ages=ages,
        standings=standings,
        withdrawals=tuple(withdrawals),
    )


def _where(article: TraceArticle) -> desk.Where:
    return desk.Where(article.id, article.outlet, article.title, article.published)


def _wording(
    reading: m.Reading, statement: m.Statement, others: Sequence[TraceInstance]
) -> Iterator[desk.EarlierWording]:
    """The first article that has the same words of the same speaker in quotation marks.

    Only what is the same sentence by its words; another sentence on the matter is no wording.
    """
    speaker = next((v.name for v in reading.voices if v.id in statement.chain[:1]), "")
    if statement.certainty.level != "verbatim" or not speaker:
        return
    for one in others:
        same = one.chain and _same_speaker(one.chain[0].name, speaker)
        if same and one.certainty == "verbatim" and one.match.kind != "other_words":
            yield desk.EarlierWording(statement.id, one.text, _where(one.article))
            return


def _same_speaker(one: str, other: str) -> bool:
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return same_name(one, other) or (bool(shorter) and shorter == longer[-len(shorter) :])


def _withdrawal(reading: m.Reading, id_: str, trace: Trace) -> Iterator[desk.Withdrawal]:
    """The first article taken back that says the same and that the draft may have it from."""
    for one in trace.instances:
        status = one.article.status
        if one.article.id != reading.article.id and status != "active" and one.role != "copies":
            yield desk.Withdrawal(id_, status, _where(one.article))
            return


def _people(
    archive: Archive, reading: m.Reading
) -> tuple[tuple[desk.EarlierAge, ...], tuple[desk.LaterStanding, ...]]:
    """Ages and standings of the people of a draft who have a full name, as articles give them."""
    ages: list[desk.EarlierAge] = []
    standings: list[desk.LaterStanding] = []
    people = {person.id: person for person in reading.people}
    with archive.looking() as connection:
        for mine in profile.profiles(reading, ""):
            if len(mine.name.split()) < 2:
                continue
            known = list(_namesakes(connection, mine, reading.article))
            ages += _age(people[mine.local], mine, known)
            standings += _standing(mine, known)
    return tuple(ages), tuple(standings)


def _age(person: m.Person, mine: profile.Profile, known: Known) -> Iterator[desk.EarlierAge]:
    """The age that fits the one of the draft least."""
    if person.age is None or person.born is None:
        return
    fits = [
        (evidence.years_apart(person.born, other.born), where.article, other, where)
        for other, where in known
        if other.born and other.age is not None and _is_one(mine, other)
    ]
    if fits:
        *_, other, where = max(fits, key=lambda one: one[:2])
        yield desk.EarlierAge(mine.local, other.age, other.born, where)


def _standing(mine: profile.Profile, known: Known) -> Iterator[desk.LaterStanding]:
    """The last standing that is told with a date; two verdicts in one article are none."""
    last = None
    for other, where in known:  # in order of time
        verdict = evidence.judge(mine, other) if other.standings and where.published else None
        if verdict is None or not verdict.same or verdict.match == "surname":
            continue
        furthest = max(map(stage, other.standings))
        kinds = {_STANDINGS.get(s, "suspected") for s in other.standings if stage(s) == furthest}
        last = desk.LaterStanding(mine.local, kinds.pop(), where) if len(kinds) == 1 else last
    if last is not None:
        yield last


def _is_one(mine: profile.Profile, other: profile.Profile) -> bool:
    """Whether two people are one by all that speaks for it but their ages, which are in question.

    A surname alone is not enough to hold an age against somebody.
    """
    verdict = evidence.judge(mine, other)
    if verdict is None or verdict.match == "surname":
        return False
    births = sum(reason.weight for reason in verdict.reasons if reason.rule in _BIRTHS)
    rest = [r for r in verdict.reasons if r.rule not in _BIRTHS and r.weight > 0]
    return bool(rest) and verdict.surplus - births >= 0


def _namesakes(
    connection: sa.Connection, mine: profile.Profile, article: m.Article
) -> Iterator[tuple[profile.Profile, desk.Where]]:
    """People of other articles whose names share a key with this one's, in order of time."""
    key, version = schema.person_key.c, schema.version.c
    ids = (
        sa.select(key.person_id // CHILDREN)
        .distinct()
        .where(key.key.in_(sorted(keys(mine.names))))
        .limit(VERSIONS)
    )
    found = {int(id_) for id_ in connection.execute(ids).scalars()}
    wanted = (
        sa.select(schema.profile.c.people, version)
        .join(schema.version, version.id == schema.profile.c.version_id)
        .where(version.id.in_(sorted(found)), version.current, version.reading_id != article.id)
        .order_by(version.published_from, version.id)
    )
    for row in connection.execute(wanted):
        published = m.PartialDate(row.published, row.precision) if row.published else None
        where = desk.Where(row.reading_id, row.outlet, row.title, published, row.url)
        for other in profile.unpack(row.people):
            yield other, where
