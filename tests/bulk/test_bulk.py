"""Bulk runs on one machine: real processes, some of them killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import many
import msgspec
import pytest

pytest.importorskip("pyarrow", reason="bulk needs pyarrow: pip install lautwem[bulk]")
pytest.importorskip("daft", reason="bulk needs daft: pip install lautwem[bulk]")

import lautwem
from lautwem.article import collections
from lautwem.article.collections import Damage, Record
from lautwem.bulk import parts, tables
from lautwem.bulk.child import Task
from lautwem.bulk.folder import Folder
from lautwem.bulk.slot import Limits, Slot
from lautwem.errors import MissingExtra
from lautwem.export.tables.rows import TABLES
from lautwem.export.tables.rows import rows as exported

PROGRAM = (sys.executable, "-m", "lautwem", "bulk")


def command(*arguments: str | Path) -> list[str]:
    return [*PROGRAM, *map(str, arguments), "--engine", "rules", "--workers", "2"]


def bulk(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, timeout=180, check=False
    )


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The inputs and the folder of a run over a mixed folder, with one broken line in it."""
    folder = tmp_path_factory.mktemp("inputs")
    many.write(folder / "a.jsonl", 12)
    with (folder / "a.jsonl").open("a") as lines:
        lines.write('{"text": \n')
    (folder / "b.txt").write_text(f"Entwurf 50\n\n{many.text(50)}", encoding="utf-8")
    (folder / "c.txt").write_bytes(b"%PDF-1.7 nothing")
    out = folder.parent / "out"
    done = bulk(folder, "--out", out, "--part-size", "5", "--format", "json")
    assert done.returncode == 3, done.stderr
    summary = msgspec.json.decode(done.stdout)
    assert (summary["articles"], summary["failures"]) == (13, 2)
    assert summary["failed"] == {"E107": 1, "E103": 1}
    assert "2 COULD NOT BE READ (1 E107, 1 E103)" in done.stderr
    return folder, out


def test_tables_hold_what_read_finds(finished: tuple[Path, Path]) -> None:
    folder, out = finished
    readings = []
    for entry in collections.records(str(folder / "a.jsonl")):
        if isinstance(entry, Record):
            readings.append(lautwem.read(collections.to_article(entry), engine="rules"))
    for table in TABLES:
        wanted = [msgspec.structs.asdict(r) for one in readings for r in exported(one)[table]]
        found = [row for row in many.rows(out, table) if row.pop("row") < 12]
        assert found == wanted, table
    assert len(many.rows(out, "statements")) > 12


def test_every_failure_is_a_row(finished: tuple[Path, Path]) -> None:
    _, out = finished
    found = [(Path(row["source"]).name, row["code"]) for row in many.rows(out, "failures")]
    assert found == [("a.jsonl#13", "E107"), ("c.txt", "E103")]
    assert all(row["message"] and row["advice"] for row in many.rows(out, "failures"))


def test_every_table_can_be_opened(finished: tuple[Path, Path]) -> None:
    from pyarrow import parquet

    names = tables.names(readings=False, across=False)
    assert {path.name for path in finished[1].iterdir()} - {".lautwem"} == set(names)
    for table in names:
        found = parquet.read_table(finished[1] / table)
        assert found.column_names == [column.name for column in tables.columns_of(table)]
        assert found.schema.field(0).metadata


def test_a_run_that_is_done_is_done(finished: tuple[Path, Path]) -> None:
    folder, out = finished
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    done = bulk(folder, "--out", out, "--part-size", "5", "--format", "json")
    assert msgspec.json.decode(done.stdout)["articles"] == 13
    assert done.returncode == 3
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == before


def test_another_run_is_refused(finished: tuple[Path, Path], tmp_path: Path) -> None:
    folder, out = finished
    refused = bulk(folder, "--out", out, "--part-size", "6")
    assert refused.returncode == 2
    assert refused.stderr.startswith("E701: ")
    (tmp_path / "mine.txt").write_text("x")
    strange = bulk(folder, "--out", tmp_path)
    assert (strange.returncode, strange.stderr[:6]) == (2, "E401: ")
    assert bulk(tmp_path / "nichts.jsonl", "--out", tmp_path / "o").returncode == 2


def test_two_runs_do_not_share_a_folder(finished: tuple[Path, Path]) -> None:
    folder, out = finished
    with Folder(out).locked():
        refused = bulk(folder, "--out", out, "--part-size", "5")
    assert (refused.returncode, refused.stderr[:6]) == (2, "E701: ")


def test_killed_and_started_again_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    source = many.write(tmp_path / "a.jsonl", 60)
    out = tmp_path / "out"
    arguments = (source, "--out", out, "--part-size", "3")
    for wanted in (1, 4):
        run = subprocess.Popen(
            command(*arguments), stderr=subprocess.DEVNULL, start_new_session=True
        )
        done = out / ".lautwem" / "done"
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline and run.poll() is None:
            if done.is_dir() and len(list(done.iterdir())) >= wanted:
                break
            time.sleep(0.02)
        os.killpg(run.pid, signal.SIGKILL)  # the run with all its processes, as in a power cut
        run.wait()
    assert len(list(done.iterdir())) < 20, "the run was over before it was killed"
    assert bulk(*arguments).returncode == 0
    assert many.titles(out) == Counter({f"Entwurf {n}": 1 for n in range(60)})
    speakers = Counter(row["row"] for row in many.rows(out, "statements"))
    assert min(speakers.values()) >= 2
    assert len(speakers) == 60


# -- one place of work, without the engine ------------------------------------


def staged(tmp_path: Path, texts: list[str], engine: str = "rules") -> Task:
    entries = [Record(f"a#{n}", text.encode(), "text") for n, text in enumerate(texts)]
    folder = Folder(tmp_path)
    folder.make(tables.NAMES)
    [part] = parts.cut([*entries, Damage("a#x", "broken")], 0, 100)
    parts.save(part, folder.parts)
    return Task(str(tmp_path), part.name, engine, False)


def test_an_article_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    long = " ".join(many.text(n) for n in range(700))
    assert 150_000 < len(long) < 300_000
    task = staged(tmp_path, [many.text(0), long, many.text(2)])
    slot = Slot(Limits(seconds=1.5))
    done = slot.read(task)
    slot.close()
    assert (done.articles, sum(done.failures.values())) == (2, 2)
    codes = [(row["row"], row["code"]) for row in many.rows(tmp_path, "failures")]
    assert codes == [(1, "E508"), (3, "E107")]
    assert [row["row"] for row in many.rows(tmp_path, "articles")] == [0, 2]


def test_an_article_that_ends_its_process_is_given_up(tmp_path: Path) -> None:
    """The process is killed whenever it reads one of the articles, as the system kills it."""
    long = " ".join(many.text(n) for n in range(100))
    task = staged(tmp_path, [many.text(0), many.text(1), long, many.text(3)])
    slot = Slot(Limits(seconds=60))
    original = slot._line

    def line(child: subprocess.Popen[bytes], seconds: float) -> bytes | None:
        found = original(child, seconds)
        if found == b"at 2":
            child.kill()
            child.wait()
        return found

    slot._line = line
    done = slot.read(task)
    slot.close()
    assert (done.articles, sum(done.failures.values())) == (3, 2)
    assert [row["code"] for row in many.rows(tmp_path, "failures")] == ["E509", "E107"]


def test_too_much_memory_is_a_failure_of_the_article(tmp_path: Path) -> None:
    long = " ".join(many.text(n) for n in range(700))
    task = staged(tmp_path, [many.text(0), long, many.text(2)], "model")
    slot = Slot(Limits(seconds=100, megabytes=250))
    done = slot.read(task)
    slot.close()
    assert (done.articles, sum(done.failures.values())) == (2, 2)


def test_a_child_ends_with_its_parent(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "lautwem.bulk.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    threading.Timer(0.2, child.stdin.close).start()
    assert child.wait(timeout=30) == 0


def test_parts_are_cut_by_number_and_size() -> None:
    large = [Record(str(n), b"x" * 7_000_000) for n in range(5)]
    assert [len(part.entries) for part in parts.cut(large, 3, 100)] == [3, 2]
    cut = list(parts.cut([Record(str(n), b"") for n in range(7)], 3, 3))
    assert [(part.name, part.first - (3 << 28)) for part in cut] == [
        ("000003-000000", 0), ("000003-000001", 3), ("000003-000002", 6),
    ]  # fmt: skip


def test_without_the_engine_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from lautwem.bulk import engine

    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(MissingExtra) as caught:
        engine.here(1)
    assert "lautwem[bulk]" in caught.value.advice
