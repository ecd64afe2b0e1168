"""Adding many articles: everything is kept once or named as failed; nothing takes others along."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import articles
import pytest

from lautwem import schema as wire
from lautwem.archive import open_archive
from lautwem.archive.adding import Failure, Kept, add_all
from lautwem.article.collections import Damage, Record

LONG = ("Er sagte, das sei „so“ gewesen, wie Karl Otto es sah. " * 4000).encode()
"""A text that takes longer to read than the tests allow."""


def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "lautwem", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=120)


def finished(*numbers: int) -> list[Record]:
    """Records that are readings already: adding them takes no model."""
    readings = [articles.reading(n, url=f"https://example.org/{n}") for n in numbers]
    return [Record(f"all#{r.article.url}", wire.encode(r), "reading") for r in readings]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in (1, 2):
        (made / f"{number}.txt").write_text(articles.text(number))
    (made / "empty.txt").write_text("")
    (made / "binary.txt").write_bytes(bytes(range(256)) * 8)
    rows = [{"text": articles.BODY.format(title="A", place="B", sum=7), "title": "A"}, {"x": 1}]
    (made / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n{broken")
    return made


def test_the_command_keeps_what_it_can_and_names_the_rest(
    address: str, folder: Path, tmp_path: Path
) -> None:
    failures = tmp_path / "failures.jsonl"
    given = ("add", folder, "missing.txt", "-", "--archive", address, "--engine", "rules")
    options = ("--format", "json", "--failures", failures, "--jobs", 1)
    done = run(*given, *options, stdin=articles.text(3).encode())
    assert done.returncode == 2
    kept = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["outcome"] for line in kept] == ["added"] * 4
    assert b"Traceback" not in done.stderr
    failed = {line["source"]: line["code"] for line in map(json.loads, failures.open())}
    assert {Path(source).name for source in failed} == {
        "empty.txt", "binary.txt", "rows.jsonl#2", "rows.jsonl#3", "missing.txt",
    }  # fmt: skip
    with open_archive(address) as archive:
        for line in kept:
            assert archive.reading(line["version_id"]).article.id == line["id"]
    again = run(*given, *options, stdin=articles.text(3).encode())
    outcomes = [json.loads(line)["outcome"] for line in again.stdout.splitlines()]
    assert outcomes == ["unchanged"] * 4
    (folder / "1.txt").write_text(articles.text(1).replace("nichts gewusst", "gewusst"))
    changed = run("add", folder / "1.txt", "--archive", address, "--engine", "rules")
    assert changed.returncode == 0
    assert b"1 changed" in changed.stderr


def test_an_article_that_takes_too_long_is_named_and_the_rest_kept(address: str) -> None:
    long = Record("long.txt", LONG)
    with open_archive(address, create=True) as archive:
        records = [long, *finished(1, 2)]
        told = list(add_all(archive, records, engine="rules", jobs=1, seconds=1.0))
    assert [(t.source, t.code) for t in told if isinstance(t, Failure)] == [("long.txt", "E508")]
    assert sum(isinstance(t, Kept) for t in told) == 2
    assert not multiprocessing.active_children()


def test_a_process_that_dies_costs_one_article(tmp_path: Path) -> None:
    long = Record("long.txt", LONG)
    with open_archive(str(tmp_path / "a.db"), create=True) as archive:
        told = []
        for outcome in add_all(archive, [*finished(1), long, *finished(2, 3)], jobs=1):
            if not told:
                timer = threading.Timer(0.5, kill_children)
                timer.start()
            told.append(outcome)
    assert [(t.source, t.code) for t in told if isinstance(t, Failure)] == [("long.txt", "E509")]
    assert len(told) == 4


def kill_children() -> None:
    for child in multiprocessing.active_children():
        os.kill(child.pid, signal.SIGKILL)


def test_damage_and_a_source_that_breaks_off_are_told(tmp_path: Path) -> None:
    def records():
        yield Damage("a.warc#2", "The record is cut off.")
        yield from finished(1)
        raise RuntimeError("no more")

    with open_archive(str(tmp_path / "a.db"), create=True) as archive:
        told = list(add_all(archive, records()))
    assert {t.code for t in told if isinstance(t, Failure)} == {"E107", "E999"}
    assert sum(isinstance(t, Kept) for t in told) == 1


def test_what_a_database_does_not_take_costs_itself_alone(address: str) -> None:
    nul = articles.reading(5, body="Er sagte: „Das ist\x00 gut.“ Dann ging er fort von hier.\n")
    record = Record("nul", wire.encode(nul), "reading")
    with open_archive(address, create=True) as archive:
        told = list(add_all(archive, [*finished(1), record, *finished(2)]))
    failed = [t for t in told if isinstance(t, Failure)]
    assert len(told) == 3
    assert [t.code for t in failed] == (["E510"] if "://" in address else [])


def test_several_commands_at_once_keep_everything_once(address: str, tmp_path: Path) -> None:
    source = tmp_path / "all.jsonl"
    source.write_bytes(b"\n".join(record.data for record in finished(*range(12))))
    command = [sys.executable, "-m", "lautwem", "add", str(source), "--archive", address]
    command += ["--format", "json", "--jobs", "1"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    outcomes = []
    for process in running:
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        outcomes += [json.loads(line)["outcome"] for line in out.splitlines()]
    assert sorted(outcomes) == ["added"] * 12 + ["unchanged"] * 12
