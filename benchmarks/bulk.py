"""Bulk reading against a bare process pool and one process, and the growth of both steps.

    python benchmarks/bulk.py --data ../shared/data

The three are run in turn, several times, on the same articles; what counts is the time between the
first and the last finished part, so that starting up is left out. Ratios hold on a busy machine,
where the figures themselves do not.
"""

import argparse
import csv
import itertools
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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


def measured(mode: str, data: Path, count: int, workers: int) -> tuple[float, float]:
    """The pace of a mode and its CPU, in a process of its own."""
    command = [sys.executable, __file__, "--data", str(data), "--mode", mode, "--count", str(count),
               "--workers", str(workers)]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, **ONE_THREAD}
    )
    rate, cpu = json.loads(done.stdout.strip().splitlines()[-1])
    return rate, cpu


def compare(
    data: Path, count: int, workers: int, rounds: int
) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {mode: [] for mode in MODES}
    for at in range(rounds):
        order = list(MODES)[at % 3 :] + list(MODES)[: at % 3]
        for mode in order:
            found[mode].append(measured(mode, data, count, 1 if mode == "one process" else workers))
    return found


def slope(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The exponent of a power law through points, and its standard error."""
    xs, ys = ([math.log(p[at]) for p in points] for at in (0, 1))
    mean_x, mean_y = statistics.fmean(xs), statistics.fmean(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    b = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    rest = sum((y - mean_y - b * (x - mean_x)) ** 2 for x, y in zip(xs, ys, strict=True))
    return b, math.sqrt(rest / max(1, len(points) - 2) / spread)


# -- growth of the cross-article step, simulated --------------------------------


def kept(key: int, copy: int) -> bool:
    """Whether a key stays the same in a copy of its article: a third of them do."""
    return (key * 0x9E3779B97F4A7C15 + copy * 0xD6E8FEB86659FD93) % (1 << 64) < (1 << 64) // 3


def other(key: int, copy: int) -> int:
    mixed = (key ^ (copy * 0xBF58476D1CE4E5B9)) * 0x9E3779B97F4A7C15 % (1 << 64)
    return mixed >> 1


def simulated(out: Path, base: Path, count: int) -> None:
    """Tables of ``count`` articles: those of a real run, again and again.

    In a copy a third of the keys and bands stay what they are and the rest become others, so that
    words in common grow common with the corpus.
    """
    import pyarrow
    from pyarrow import parquet

    tables = {name: parquet.read_table(base / name) for name in ("keys", "bands", "articles")}
    rows = sorted(tables["articles"].column("row").to_pylist())
    number = {row: at for at, row in enumerate(rows)}
    for copy in range(math.ceil(count / len(rows))):
        room = min(len(rows), count - copy * len(rows))
        for name, table in tables.items():
            folder = out / name
            folder.mkdir(parents=True, exist_ok=True)
            columns = table.to_pydict()
            own = [at for at, row in enumerate(columns["row"]) if number[row] < room]
            made = {key: [values[at] for at in own] for key, values in columns.items()}
            fresh = [copy * len(rows) + number[row] for row in made["row"]]
            if "place" in made:
                made["place"] = [
                    row * 4096 + place % 4096
                    for row, place in zip(fresh, made["place"], strict=True)
                ]
            for key in ("key", "band"):
                if key in made and copy:
                    made[key] = [v if kept(v, copy) else other(v, copy) for v in made[key]]
            made["row"] = fresh
            parquet.write_table(
                pyarrow.table(made, schema=table.schema), folder / f"{copy:06d}.parquet"
            )


def meetings(base: Path, count: int) -> tuple[float, int, int]:
    """CPU of bringing together ``count`` simulated articles; pairs of statements, of articles."""
    from lautwem.bulk import across, engine

    engine.here(2)
    daft = engine.daft_quietly()
    with tempfile.TemporaryDirectory() as folder:
        simulated(Path(folder), base, count)
        begin = time.process_time()
        keys, bands = (
            daft.read_parquet(f"{folder}/{name}/*.parquet") for name in ("keys", "bands")
        )
        statements = across.pairs(daft, keys, "key", "place", crowds=False).count_rows()
        articles = across.pairs(daft, bands, "band", "row", crowds=True).count_rows()
        return time.process_time() - begin, statements, articles


def growth(base: Path, sizes: list[int]) -> None:
    """The exponents of the pairs and of the CPU by the number of articles."""
    found = []
    for size in sizes:
        command = [sys.executable, __file__, "--base", str(base), "--meet", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append((size, *json.loads(done.stdout.strip().splitlines()[-1])))
        print("{:8,} articles {:8.2f} s of CPU, pairs: {:,} {:,}".format(*found[-1]), flush=True)
    for at, what in ((1, "CPU"), (2, "pairs of statements"), (3, "pairs of articles")):
        exponent, error = slope([(float(one[0]), max(float(one[at]), 1e-3)) for one in found])
        print(f"exponent of {what}: {exponent:.3f} ± {error:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mode", choices=list(MODES))
    parser.add_argument("--base", type=Path, help="a run with --across, for the simulation")
    parser.add_argument("--meet", type=int)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 2000, 4000, 8000, 16000])
    given = parser.parse_args()
    if given.mode:
        print(json.dumps(MODES[given.mode](texts(given.data, given.count), given.workers)))
    elif given.meet:
        print(json.dumps(meetings(given.base, given.meet)))
    elif given.base:
        growth(given.base, given.sizes)
    else:
        report(compare(given.data, given.count, given.workers, given.rounds))


def report(found: dict[str, list[tuple[float, float]]]) -> None:
    """Every round of every mode, and how bulk stands to the pool."""
    for mode, rounds in found.items():
        told = ", ".join(f"{rate:.1f} a second, {1000 * cpu:.1f} ms CPU" for rate, cpu in rounds)
        print(f"{mode:14} {told}")
    both = list(zip(found["bulk"], found["process pool"], strict=True))
    paces = [one[0] / other[0] for one, other in both]
    spent = [other[1] / one[1] for one, other in both]
    print(f"bulk / pool: pace {statistics.median(paces):.3f} {[round(p, 3) for p in paces]}, "
          f"CPU {statistics.median(spent):.3f} {[round(s, 3) for s in spent]}")  # fmt: skip


if __name__ == "__main__":
    main()
