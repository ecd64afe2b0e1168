"""Damage in collections: random bytes changed, cut, added; what is whole always comes out."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from examples_of_collections import Made, feed, jsonl, parquet, table, text, warc, warc_gz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lautwem.article import collections
from lautwem.errors import LautwemError

MAKERS: dict[str, Callable[[], Made]] = {
    "a.jsonl": jsonl, "a.csv": table, "a.rss": feed, "a.warc": warc, "a.warc.gz": warc_gz,
}  # fmt: skip
Change = tuple[int, int]

bounded = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def read(path: Path) -> tuple[list[str], list[collections.Damage]]:
    """The words of every article behind a path, and the damages; a LautwemError is a damage."""
    words, damages = [], []
    try:
        for entry in collections.records(str(path)):
            if isinstance(entry, collections.Damage):
                damages.append(entry)
                continue
            try:
                words.append(" ".join(collections.to_article(entry).text.split()))
            except LautwemError as error:
                damages.append(collections.Damage(entry.name, str(error)))
    except LautwemError as error:
        damages.append(collections.Damage(str(path), str(error)))
    return words, damages


def came_out(number: int, words: Sequence[str]) -> bool:
    """Whether exactly one article has the sentence that only this one has."""
    sentence = f"Das war überfällig, Nummer {number}“"
    return sum(sentence in found for found in words) == 1


@pytest.mark.parametrize("name", MAKERS)
@bounded
@given(data=st.data())
def test_changed_bytes_cost_only_the_article_they_lie_in(
    name: str, tmp_path: Path, data: st.DataObject
) -> None:
    made = MAKERS[name]()
    place = st.integers(made.spans[0][0], made.spans[-1][1] - 1)
    changes = data.draw(st.lists(st.tuples(place, st.integers(1, 255)), min_size=1, max_size=4))
    damaged = bytearray(made.data)
    for at, flip in changes:
        damaged[at] ^= flip
    path = tmp_path / name
    path.write_bytes(damaged)
    words, damages = read(path)
    hit = {at for at, _ in changes if damaged[at] != made.data[at]}
    for number, (begin, end) in enumerate(made.spans):
        before = name == "a.jsonl" or name == "a.csv"  # the line end belongs to both lines
        if not any(begin - before <= at < end for at in hit):
            assert came_out(number, words), (number, damages)


@pytest.mark.parametrize("name", MAKERS)
@bounded
@given(data=st.data())
def test_a_cut_file_gives_all_that_is_whole(name: str, tmp_path: Path, data: st.DataObject) -> None:
    made = MAKERS[name]()
    end = data.draw(st.integers(made.spans[0][0] + 10, len(made.data) - 1))
    path = tmp_path / name
    path.write_bytes(made.data[:end])
    words, _ = read(path)
    for number, span in enumerate(made.spans):
        if span[1] <= end:
            assert came_out(number, words)


@pytest.mark.parametrize("name", [*MAKERS, "a.parquet"])
@bounded
@given(junk=st.binary(max_size=3000), keep=st.integers(0, 2000))
def test_what_is_no_collection_is_told(name: str, tmp_path: Path, junk: bytes, keep: int) -> None:
    """Any bytes behind the beginning of any kind: articles and damages, never anything else."""
    head = parquet() if name == "a.parquet" else MAKERS[name]().data
    path = tmp_path / name
    path.write_bytes(head[:keep] + junk)
    read(path)


@bounded
@given(data=st.data())
def test_a_damaged_row_group_costs_itself(tmp_path: Path, data: st.DataObject) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    whole = parquet()
    path = tmp_path / "a.parquet"
    path.write_bytes(whole)
    groups = []
    meta = pq.ParquetFile(path).metadata
    for number in range(meta.num_row_groups):
        column = [meta.row_group(number).column(c) for c in range(meta.num_columns)]
        begin = min(c.data_page_offset for c in column)
        groups.append((begin, begin + sum(c.total_compressed_size for c in column)))
    at = data.draw(st.integers(groups[0][0], groups[-1][1] - 1))
    flip = data.draw(st.integers(1, 255))
    path.write_bytes(whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :])
    words, damages = read(path)
    for number, (begin, end) in enumerate(groups):
        if not begin <= at < end:
            assert came_out(number, words), (number, damages)
        elif not came_out(number, words):
            assert damages


@pytest.mark.parametrize("name", MAKERS)
def test_undamaged_everything_comes_out_and_nothing_is_told(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(MAKERS[name]().data)
    words, damages = read(path)
    assert damages == []
    assert len(words) == 6
    for number in range(6):
        assert came_out(number, words)
        assert text(number).split(". ")[0] in words[number]
