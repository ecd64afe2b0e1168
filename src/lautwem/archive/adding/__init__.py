"""Adding very many articles: read side by side in processes, written by one, told when kept.

An article is told (``Kept``) only when the transaction that holds all its rows is committed. One
that cannot be imported, read or written is told too (``Failure``) and costs itself alone; so does
one over which its process dies or takes too long.
"""

from collections.abc import Iterable, Iterator, Sequence

from lautwem import model as m
from lautwem.archive.adding import crew as crews
from lautwem.archive.adding.task import Failure, Known, Ready, Result, failure
from lautwem.archive.persons import settling
from lautwem.archive.store import Archive
from lautwem.archive.write import Outcome
from lautwem.article.collections import Damage, Record
from lautwem.engines import Engine
from lautwem.errors import LautwemError, MissingModel, NotKept

__all__ = ["SECONDS", "Failure", "Kept", "add_all"]

SECONDS = 120.0
"""For one article. The longest text that is read at all took 17 s on a quiet machine."""

_GROUP = 128
"""Most articles of one transaction. On a disk that takes 10 ms to commit, single commits would
hold a machine of 16 cores to a third of what it reads; 128 make it less than a hundredth."""
_PATIENCE = 2.0
"""Seconds for which an article that is read may wait for others to be written with it. Writing
takes 2.2 ms of the processor for an article by itself, 1.15 ms for each of 32 together, 1.05 ms
of 64, 1.0 ms of 128 (1,028 articles of news-text)."""

_SETTLED = 16  # groups after which is looked whether identities should be worked out


class Kept(m.Frozen):
    """What became of an article: ``id`` is its content's, ``version_id`` its row.

    ``forgotten`` (without a row) is one that was forgotten once: it is not kept again.
    """

    source: str
    id: str
    version_id: int | None
    outcome: Outcome


def add_all(
    archive: Archive,
    records: Iterable[Record | Damage],
    *,
    engine: Engine = "model",
    jobs: int = 1,
    seconds: float = SECONDS,
) -> Iterator[Kept | Failure]:
    """Adds what ``records`` gives and tells of each what became of it, in no fixed order.

    ``jobs`` processes read, each at most ``seconds`` over an article; the archive is written
    from here. What is in the archive already is not read again. Raises what concerns all of
    them: MissingModel, ArchiveFailed, ArchiveUnreachable; and LautwemError where ``records``
    itself fails. Whatever was told by then is kept.
    """
    crew = crews.Crew(archive.address, engine, jobs, seconds)
    with crew.working(records) as results:
        for count, group in enumerate(results.groups(_GROUP, _PATIENCE), 1):
            yield from _keep(archive, group)
            if not count % _SETTLED:
                settling.keep_up(archive)
    settling.keep_up(archive)


def _keep(archive: Archive, group: Sequence[Result]) -> Iterator[Kept | Failure]:
    """Writes a group in one transaction, or, where the database refuses one of them, each alone."""
    ready = [result for result in group if isinstance(result, Ready)]
    try:
        yield from _written(archive, ready)
    except NotKept as error:
        if len(ready) == 1:
            yield failure(ready[0].source, error)
        else:
            for one in ready:
                yield from _keep(archive, [one])
    for result in group:
        if isinstance(result, Known):
            its = result.added
            yield Kept(result.source, result.id, its.version_id, its.outcome)
        elif isinstance(result, Failure):
            if result.code == MissingModel.code:
                raise MissingModel(result.message)
            yield result
        elif isinstance(result, LautwemError):
            raise result


def _written(archive: Archive, ready: Sequence[Ready]) -> list[Kept]:
    if not ready:
        return []
    added = archive.write([one.entry for one in ready])
    return [
        Kept(one.source, one.entry.version["reading_id"], its.version_id, its.outcome)
        for one, its in zip(ready, added, strict=True)
    ]
