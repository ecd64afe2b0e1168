"""How fast an archive is filled and asked, how large it gets: writes its table into README.md here.

Two archives: *variants*, very many articles made of the samples (``variants.py``), added as ready
readings, and *news-text*, real articles read while they are added. Questions are made of words
and names that stand in statements of the archive, drawn at random with a fixed seed; each is
asked once. Times of questions are of the CPU (SQLite runs in the process), and what adding costs is
held against what reading alone costs, in seconds of CPU of all processes, so that other work on
the machine does not count.
"""

import argparse
import csv
import itertools
import json
import multiprocessing
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import bench
import sqlalchemy as sa
import variants

from lautwem import model as m
from lautwem.archive import Archive, open_archive, rows
from lautwem.archive.adding import add_all, crew
from lautwem.archive.find import find
from lautwem.archive.persons.answer import answer
from lautwem.archive.persons.settling import settle
from lautwem.archive.query import Query
from lautwem.archive.schema import CHILDREN, person, statement, voice
from lautwem.archive.trace import trace
from lautwem.article.collections import Record, to_article

BEGIN, END = "<!-- archive -->\n", "<!-- /archive -->\n"
GROUP = 64
APART = ("trace", "person")  # kinds of questions that are no search
QUESTIONS = 60
"""Of each kind."""
JOBS = os.cpu_count() or 1

_templates: list[m.Reading] = []


def _start(folder: str) -> None:
    _templates.extend(variants.templates(Path(folder)))


def _prepared(number: int) -> rows.Entry:
    return rows.prepare(variants.variant(_templates, number), "benchmark")


def fill(archive: Archive, count: int) -> float:
    """Adds variants; seconds for all, making them included."""
    room = threading.Semaphore(16 * GROUP)  # what is made and not written yet is bounded

    def numbers() -> Iterator[int]:
        for number in range(count):
            room.acquire()
            yield number

    context = multiprocessing.get_context("spawn")
    with context.Pool(JOBS, _start, (str(bench.ROOT / "samples"),)) as pool:
        made = pool.imap(_prepared, numbers(), chunksize=16)
        began = time.monotonic()
        while group := list(itertools.islice(made, GROUP)):
            archive.write(group)
            room.release(len(group))
        settle(archive)
        return time.monotonic() - began


def news(data: Path) -> Iterator[Record]:
    with (data / "news-text" / "10kgnad-test.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter=";", quotechar="'")):
            yield Record(f"{number}.txt", row[1].encode())


def _read(record: Record) -> int:
    from lautwem.reading import pipeline

    return len(pipeline.read(to_article(record)).statements)


def _cpu() -> float:
    """Seconds of CPU of this process and those it has ended."""
    spent = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def _costs(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of CPU and of the wall, with starting and ending of all processes."""
    cpu, wall = _cpu(), time.monotonic()
    work()
    wall = time.monotonic() - wall
    forkserver._forkserver._stop()  # what it and the processes forked from it took counts then
    return _cpu() - cpu, wall


def _read_all(records: list[Record]) -> None:
    with crew.context().Pool(JOBS) as pool:
        for _ in pool.imap_unordered(_read, records):
            pass
        pool.close()
        pool.join()


def _milliseconds(ask: Callable[[], Any]) -> float:
    began = time.process_time()
    ask()
    return 1000 * (time.process_time() - began)


def questions(archive: Archive) -> dict[str, list[Query]]:
    """Questions of every kind, of words and names in random statements."""
    chance = random.Random(9)
    said = sa.select(statement.c.text, voice.c.name).join(
        voice, voice.c.id == statement.c.speaker_voice_id
    )
    with archive.looking() as connection:
        last = connection.execute(sa.select(sa.func.max(statement.c.id))).scalar_one()
        found = []
        while len(found) < QUESTIONS:
            at = statement.c.id >= chance.randrange(last)
            row = connection.execute(said.where(at).order_by(statement.c.id).limit(1)).first()
            words = [word.strip('„“»«",.') for word in row.text.split()] if row else []
            long = [word for word in words if len(word) > 5]
            if len(words) > 5 and len(long) > 1:
                found.append((row.name, words, long))
        somebody = sa.select(person.c.name).order_by(person.c.id.desc()).limit(1)
        drawn = [chance.randrange(2 * CHILDREN, last) for _ in range(QUESTIONS)]
        names = [connection.scalar(somebody.where(person.c.id <= at)) or "" for at in drawn]
    return {
        "one word": [Query(words=long[0]) for _, _, long in found],
        "two words": [Query(words=" ".join(long[:2])) for _, _, long in found],
        "phrase of three": [Query(words=f'"{" ".join(words[1:4])}"') for _, words, _ in found],
        "speaker": [Query(speaker=name) for name, _, _ in found],
        "speaker and word": [Query(speaker=name, words=long[0]) for name, _, long in found],
        "trace": [Query(words=" ".join(words[:10])) for _, words, _ in found],
        "person": [Query(speaker=name) for name in names],
    }


def who(archive: Archive, name: str) -> object:
    """Who is meant by a name: the dossier, or who may be meant."""
    with archive.looking() as connection:
        return answer(connection, name)


def ask(archive: Archive) -> dict[str, list[float]]:
    """Milliseconds of every question, by kind."""
    asked = questions(archive)
    find(archive, Query(words="Warmlaufen"))
    trace(archive, "Das hat er nicht gewusst")
    times = {}
    for kind, queries in asked.items():
        look = {"trace": trace, "person": who}.get(kind, find)
        arguments = [
            {"trace": query.words, "person": query.speaker}.get(kind, query) for query in queries
        ]
        times[kind] = [_milliseconds(lambda a=a, look=look: look(archive, a)) for a in arguments]
    return times


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


def measure(corpus: str, data: Path, count: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        address = f"{folder}/archive.db"
        result: dict[str, Any] = {"corpus": corpus, "reading": None, "start": None}
        with open_archive(address, create=True) as archive:
            if corpus == "variants":
                result["rate"] = count / fill(archive, count)
            else:
                records = list(itertools.islice(news(data), count))
                result["start"], _ = _costs(lambda: _read_all([]))
                reading, _ = _costs(lambda: _read_all(records))
                adding, wall = _costs(lambda: list(add_all(archive, records, jobs=JOBS)))
                result["rate"] = len(records) / wall
                result["reading"] = reading / adding
            result["times"] = ask(archive)
            with archive.looking() as connection:
                counted = sa.text("SELECT (SELECT count(*) FROM version), count(*) FROM statement")
                result["articles"], result["statements"] = connection.execute(counted).one()
        result["bytes"] = Path(address).stat().st_size / result["articles"]
        result["peak"] = _peak(resource.RUSAGE_SELF)
        result["worker"] = _peak(resource.RUSAGE_CHILDREN)
    return result


def table(results: list[dict[str, Any]]) -> str:
    """The numbers as Markdown, one column an archive."""
    lines: list[tuple[str, Callable[[dict[str, Any]], str]]] = [
        ("articles", lambda r: f"{r['articles']:,}"),
        ("statements", lambda r: f"{r['statements']:,}"),
        ("added a second", lambda r: f"{r['rate']:,.0f}"),
        ("reading alone, of the CPU that adding takes", _share),
        ("starting the processes, of the CPU of both", _start_up),
        ("size an article", lambda r: f"{r['bytes'] / 1000:.1f} kB"),
        ("peak memory, process that writes and asks", lambda r: f"{r['peak']} MB"),
        ("peak memory, process that reads", lambda r: f"{r['worker']} MB"),
    ]
    for kind in results[0]["times"]:
        name = kind if kind in APART else f"find, {kind}"
        lines.append((f"{name}: p50 / p95", lambda r, kind=kind: _quantiles(r["times"][kind])))
    finds = "find, all kinds: p50 / p95"
    lines.append((finds, lambda r: _quantiles(_all_finds(r["times"]))))
    head = "| | " + " | ".join(r["corpus"] for r in results) + " |\n"
    rule = "|---|" + "---:|" * len(results) + "\n"
    rest = [f"| {name} | " + " | ".join(cell(r) for r in results) + " |\n" for name, cell in lines]
    return head + rule + "".join(rest)


def _share(result: dict[str, Any]) -> str:
    return f"{result['reading']:.0%}" if result["reading"] else "–"


def _start_up(result: dict[str, Any]) -> str:
    return f"{result['start']:.1f} s, once" if result["start"] else "–"


def _all_finds(times: dict[str, list[float]]) -> list[float]:
    return [value for kind, values in times.items() if kind not in APART for value in values]


def _quantiles(values: list[float]) -> str:
    ordered = sorted(values)
    return f"{statistics.median(ordered):.1f} / {ordered[int(0.95 * len(ordered))]:.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=bench.ROOT.parent / "shared" / "data")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--corpus", choices=("variants", "news-text"))
    arguments = parser.parse_args()
    counts = {"variants": arguments.articles, "news-text": arguments.texts}
    if arguments.corpus:
        corpus = arguments.corpus
        print(json.dumps(measure(corpus, arguments.data, counts[corpus])))
        return
    if not (arguments.data / "news-text").is_dir():
        del counts["news-text"]
    command = [sys.executable, __file__, "--data", str(arguments.data)]
    command += ["--articles", str(arguments.articles), "--texts", str(arguments.texts)]
    results = []
    for corpus in counts:
        done = subprocess.run([*command, "--corpus", corpus], stdout=subprocess.PIPE, check=True)
        results.append(json.loads(done.stdout))
    where = bench.where().replace("one thread", f"{JOBS} cores")
    measured = f"SQLite; {where}\n\n{table(results)}"
    text = bench.README.read_text(encoding="utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    bench.README.write_text(f"{before}{BEGIN}{measured}{END}{after}", encoding="utf-8")
    print(measured)


if __name__ == "__main__":
    main()
