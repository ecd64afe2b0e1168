"""Across articles in bulk: the same as the archive says; and joins that are right."""

import random
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import many
import pytest

pytest.importorskip("pyarrow", reason="bulk needs pyarrow: pip install lautwem[bulk]")
pytest.importorskip("daft", reason="bulk needs daft: pip install lautwem[bulk]")

import lautwem
from lautwem import article, schema
from lautwem import model as m
from lautwem.archive import citing, open_archive
from lautwem.archive.linking.dependence import copy_groups
from lautwem.archive.linking.found import Source
from lautwem.archive.linking.items import of_reading, statement_items
from lautwem.archive.linking.keys import statement_keys
from lautwem.archive.linking.matching import match
from lautwem.archive.linking.sketch import sketch
from lautwem.bulk import across, engine, tables

AFFAIRS = Path(__file__).parents[2] / "samples" / "affairs"
FOLDERS = [AFFAIRS / name for name in ("bootsunglueck", "klinik", "molkerei", "parteispende")]


@pytest.fixture(scope="module")
def readings() -> list[m.Reading]:
    paths = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
    return [lautwem.read(article.load(str(path)), engine="rules") for path in paths]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("across") / "out"
    command = [sys.executable, "-m", "lautwem", "bulk", *map(str, FOLDERS), "--out", str(out),
               "--engine", "rules", "--part-size", "7", "--across", "--readings"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def ids(out: Path) -> dict[int, str]:
    return {row["row"]: row["article"] for row in many.rows(out, "articles")}


def test_copies_are_those_of_the_archive(
    out: Path, ids: dict[int, str], readings: list[m.Reading]
) -> None:
    wanted = {frozenset(group.members) for group in copy_groups([Source.of(r) for r in readings])}
    found: dict[int, set[str]] = {}
    for row in many.rows(out, "copies"):
        found.setdefault(row["copy_group"], set()).add(ids[row["row"]])
    assert {frozenset(group) for group in found.values()} == wanted
    assert wanted


def test_same_statements_are_those_of_the_archive(
    out: Path, ids: dict[int, str], readings: list[m.Reading]
) -> None:
    pieces = []
    for reading in readings:
        keys = {s.id: set(statement_keys(reading, s)) for s in reading.statements}
        pieces += [
            (reading.article.id, i, keys[i.statement]) for i in of_reading(reading) if i.statement
        ]
    wanted = {}
    for (one, first, keys), (other, second, others) in combinations(pieces, 2):
        if one != other and keys & others and (verdict := match(first, second)):
            pair = frozenset(((one, first.statement), (other, second.statement)))
            wanted[pair] = (verdict.kind, verdict.confidence, verdict.opposed)
    rows = many.rows(out, "same")
    found = {
        frozenset(((ids[r["row"]], r["statement"]), (ids[r["other_row"]], r["other_statement"]))): (
            r["kind"], r["confidence"], r["opposed"],
        )
        for r in rows
    }  # fmt: skip
    assert len(found) == len(rows)
    assert found == wanted
    assert len(wanted) > 10


def test_citations_are_those_of_the_archive(
    out: Path, readings: list[m.Reading], tmp_path: Path
) -> None:
    with open_archive(str(tmp_path / "a.db"), create=True) as archive:
        for reading in readings:
            archive.add(reading)
        wanted = {
            (c.outlet, c.voice, c.kind, c.statements, c.hedged, c.articles)
            for c in citing.citations(archive)
        }
    from pyarrow import parquet

    found = {tuple(row.values()) for row in parquet.read_table(out / "citations").to_pylist()}
    assert found == wanted
    assert wanted


def test_a_run_goes_into_an_archive_once(out: Path, tmp_path: Path) -> None:
    source = many.write(tmp_path / "a.jsonl", 5)
    command = [sys.executable, "-m", "lautwem", "bulk", str(source), "--out", str(tmp_path / "o"),
               "--engine", "rules", "--workers", "1", "--into", str(tmp_path / "a.db")]  # fmt: skip
    for told in ("5 added", "5 unchanged"):
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        assert told in done.stderr
    with open_archive(str(tmp_path / "a.db")) as archive:
        reading = archive.reading(1)
    assert schema.encode(reading).decode() in {
        row["reading"] for row in many.rows(tmp_path / "o", "readings")
    }


def test_crowds_do_not_meet_all() -> None:
    assert len(list(across.in_band(range(across.CROWD + 1)))) == across.CROWD
    assert list(across.in_band([3, 1, 3, 2])) == [(1, 2), (1, 3), (2, 3)]
    daft = engine.daft_quietly()
    text = "„Wir kommen morgen wieder nach Übach“, sagte Erika Muster."
    [item] = statement_items(lautwem.read(article.from_text(text, "a"), engine="rules"))
    form = sketch(item)
    for count, wanted in ((across.CROWD, across.CROWD * (across.CROWD - 1) / 2),
                          (across.CROWD + 1, 0)):  # fmt: skip
        places = [row * tables.PLACES for row in range(count)]
        keys = daft.from_pydict({"key": [7] * count, "place": places})
        forms = daft.from_pydict({"place": places, "sketch": [form] * count})
        assert across.likely(daft, keys, forms).count_rows() == wanted


def test_groups_hang_together_whatever_the_order() -> None:
    pairs = [(1, 2), (5, 9), (2, 3), (9, 7), (10, 11)]
    wanted = {1: 1, 2: 1, 3: 1, 5: 5, 9: 5, 7: 5, 10: 10, 11: 10}
    for seed in range(5):
        random.Random(seed).shuffle(pairs)
        assert across.grouped(pairs) == wanted


@pytest.mark.parametrize("kind", ["integer", "hexadecimal"])
def test_joins_of_the_engine_are_right(kind: str) -> None:
    """Daft was seen to join wrongly on binary keys; what is joined here is whole or hexadecimal."""
    daft = engine.daft_quietly()
    chance = random.Random(3)
    left = [chance.randrange(1 << 40) % 997 * 0x1F3D5B79 for _ in range(20_000)]
    right = [chance.randrange(1 << 40) % 1499 * 0x1F3D5B79 for _ in range(5_000)]
    if kind == "hexadecimal":
        left, right = [f"{n:016x}" for n in left], [f"{n:016x}" for n in right]
    one = daft.from_pydict({"key": left, "a": list(range(len(left)))})
    other = daft.from_pydict({"key": right, "b": list(range(len(right)))})
    found = one.join(other, on="key").groupby("key").agg(daft.col("a").count()).to_pydict()
    counts, others = Counter(left), Counter(right)
    wanted = {key: counts[key] * others[key] for key in counts if key in others}
    assert dict(zip(found["key"], found["a"], strict=True)) == wanted
