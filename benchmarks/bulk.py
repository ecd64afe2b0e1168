"""Bulk reading against a bare process pool and one process.

    python benchmarks/bulk.py --data ../shared/data

The three are run in turn, several times, on the same articles. The pace is that between the first
and the last finished part, so that starting up is left out of it. CPU is told twice: the median of
an article in the processes that read, and all of all processes, start and engine included.
Ratios hold on a busy machine, where the figures themselves do not. ``growth.py`` has the growth.
"""

import argparse
import csv
import ctypes
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
CHUNK = 25
"""Articles of a part, and of a task of the pool."""


def texts(data: Path, count: int, begin: int = 0) -> list[str]:
    with (data / "news-text" / "10kgnad-test.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=";", quotechar="'")
        return [row[1] for row in itertools.islice(rows, begin, begin + count)]


def lines(path: Path, found: list[str]) -> Path:
    rows = (json.dumps({"text": text}, ensure_ascii=False) for text in found)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def chunks(found: list[str]) -> list[list[str]]:
    return [found[at : at + CHUNK] for at in range(0, len(found), CHUNK)]


def read_chunk(found: list[str]) -> float:
    """Reads some articles; seconds of CPU."""
    import lautwem
    from lautwem.article import from_text

    begin = time.process_time()
    for text in found:
        lautwem.read(from_text(text, "a"))
    return time.process_time() - begin


class Pace:
    """Articles a second between the first and the last report, and seconds of CPU an article."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, int]] = []

    def at(self, done: int) -> None:
        self._seen.append((time.monotonic(), done))

    def told(self, skipped: int, spent: list[float]) -> tuple[float, float]:
        """The pace, and the median CPU of an article by chunks: the first ones load the models."""
        (first, before), (last, after) = self._seen[skipped], self._seen[-1]
        return (after - before) / (last - first), statistics.median(spent) / CHUNK


def one_process(found: list[str], _: int) -> tuple[float, float]:
    pace, spent = Pace(), []
    for number, chunk in enumerate(chunks(found), 1):
        spent.append(read_chunk(chunk))
        pace.at(number * CHUNK)
    return pace.told(0, spent)


def pool(found: list[str], workers: int) -> tuple[float, float]:
    from multiprocessing import get_context

    pace, spent = Pace(), []
    with get_context("spawn").Pool(workers) as processes:
        for number, cpu in enumerate(processes.imap_unordered(read_chunk, chunks(found)), 1):
            spent.append(cpu)
            pace.at(number * CHUNK)
    return pace.told(workers - 1, spent)


def bulk(found: list[str], workers: int) -> tuple[float, float]:
    from lautwem.bulk import engine, run
    from lautwem.bulk.folder import Folder

    pace = Pace()
    with tempfile.TemporaryDirectory() as folder:
        source = lines(Path(folder) / "a.jsonl", found)
        out = Path(folder) / "out"
        run.run(
            (str(source),), out, run.Options(part_size=CHUNK), engine.here(workers),
            lambda progress: pace.at(progress.done),
        )  # fmt: skip
        spent = [done.seconds for done in Folder(out).done().values()]
    return pace.told(workers, spent)


Mode = Callable[[list[str], int], tuple[float, float]]
MODES: dict[str, Mode] = {
    "one process": one_process,
    "process pool": pool,
    "bulk": bulk,
}


class Told(NamedTuple):
    """Articles a second; seconds of CPU an article where it is read, and of all processes."""

    pace: float
    read: float
    all: float


_ADOPT = 36  # PR_SET_CHILD_SUBREAPER: processes whose parent is gone become children of this one


def spent() -> float:
    """Seconds of CPU of all processes that were children, and have ended, with theirs."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            return used.ru_utime + used.ru_stime


def measured(mode: str, data: Path, count: int, workers: int) -> Told:
    """The pace of a mode and its CPU, in a process of its own."""
    ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)
    before = spent()
    command = [sys.executable, __file__, "--data", str(data), "--mode", mode, "--count", str(count),
               "--workers", str(workers)]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, **ONE_THREAD}
    )
    rate, cpu = json.loads(done.stdout.strip().splitlines()[-1])
    return Told(rate, cpu, (spent() - before) / count)


def compare(data: Path, count: int, workers: int, rounds: int) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {mode: [] for mode in MODES}
    for at in range(rounds):
        order = list(MODES)[at % 3 :] + list(MODES)[: at % 3]
        for mode in order:
            found[mode].append(measured(mode, data, count, 1 if mode == "one process" else workers))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mode", choices=list(MODES))
    given = parser.parse_args()
    if given.mode:
        print(json.dumps(MODES[given.mode](texts(given.data, given.count), given.workers)))
    else:
        report(compare(given.data, given.count, given.workers, given.rounds))


def report(found: dict[str, list[Told]]) -> None:
    """Every round of every mode, and how bulk stands to the pool."""
    for mode, rounds in found.items():
        told = ", ".join(
            f"{one.pace:.1f} a second, {1000 * one.read:.1f} ms CPU ({1000 * one.all:.1f} in all)"
            for one in rounds
        )
        print(f"{mode:14} {told}")
    both = list(zip(found["bulk"], found["process pool"], strict=True))
    ratios = {
        "pace": [one.pace / other.pace for one, other in both],
        "CPU of reading": [other.read / one.read for one, other in both],
        "CPU in all": [other.all / one.all for one, other in both],
    }
    for name, values in ratios.items():
        rounded = ", ".join(f"{value:.3f}" for value in values)
        print(f"bulk / pool, {name}: {statistics.median(values):.3f} ({rounded})")


if __name__ == "__main__":
    main()
