"""What an archive adds to a draft: origins, earlier wordings, ages, standing, withdrawals."""

from collections.abc import Iterator, Sequence

from lautwem import desk
from lautwem import model as m
from lautwem.archive.linking.voices import same_name
from lautwem.archive.persons.lookback import people_of
from lautwem.archive.store import Archive
from lautwem.archive.trace import trace_draft
from lautwem.export.traces.wire import Trace, TraceArticle, TraceInstance

STATEMENTS = 80
"""Most statements of a draft that are traced, the surest first; an article has 10 to 20."""


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
    with archive.looking() as connection:
        people = people_of(connection, reading)
    return desk.Lookback(
        origins=tuple(origins),
        wordings=tuple(wordings),
        ages=people.ages,
        standings=people.standings,
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
