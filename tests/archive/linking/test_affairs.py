"""Every affair is traced right: origins, relays, copies, independence, whatever the order."""

import random

import affairs
import pytest

from lautwem.archive import Archive
from lautwem.archive.linking.selection import Query
from lautwem.archive.linking.tracing import trace
from lautwem.archive.trace import trace as trace_archive


@pytest.mark.parametrize(("name", "at"), affairs.CASES)
def test_affair_is_traced_right(name: str, at: int) -> None:
    wanted = affairs.truth(name)[at]
    found = trace(Query(wanted["words"]), affairs.sources(name))
    files = {reading.article.id: file for file, reading in affairs.readings(name).items()}
    assert list(affairs.faults(found, wanted, files)) == []


@pytest.mark.parametrize(("name", "at"), affairs.CASES)
def test_order_does_not_matter(name: str, at: int) -> None:
    query = Query(affairs.truth(name)[at]["words"])
    sources = list(affairs.sources(name))
    wanted = trace(query, sources)
    for seed in range(5):
        random.Random(seed).shuffle(sources)
        assert trace(query, sources) == wanted


def test_archive_of_all_affairs_gives_the_same(archive: Archive) -> None:
    """Whatever else is in the archive, and in whatever order it was added."""
    readings = [r for name in affairs.NAMES for r in affairs.readings(name).values()]
    random.Random(7).shuffle(readings)
    for reading in readings:
        archive.add(reading)
    for name, at in affairs.CASES:
        wanted = affairs.truth(name)[at]
        found = trace_archive(archive, wanted["words"])
        alone = trace(Query(wanted["words"]), affairs.sources(name))
        assert found == alone, (name, at)
    _same_count_however_it_is_asked(archive)


def _same_count_however_it_is_asked(archive: Archive) -> None:
    """Another wording, or the id of any article's statement, gives the same sources."""
    for name, at in affairs.CASES:
        wanted = affairs.truth(name)[at]
        count = (wanted["independent"], len(wanted["origins"]))
        by_words = trace_archive(archive, wanted["words"])
        ids = [
            f"{instance.article.id}:{instance.statement}"
            for instance in by_words.instances
            if instance.statement
            and not any(words in instance.text for words in wanted.get("narrower", ()))
        ]
        for asked in (*wanted["wordings"], *ids):
            found = trace_archive(archive, asked)
            assert (found.independent, found.at_most) == count, (name, at, asked)
