"""How the cost of bulk reading grows: across articles with their number, of reading with length.

    python benchmarks/growth.py --data ../shared/data --out FOLDER --sizes 2000 8000 32000

Articles are variants (``variants.py``) of the first 300 of news-text, ready readings, so that only
the cross-article step costs; their tables are kept in FOLDER and made once. What counts is time of
the processor, which others on the machine change little.
"""

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bulk import texts
from variants import variant

from lautwem import model as m
from lautwem.bulk import across, engine, tables

PART = 1000
TEMPLATES = 300
LENGTHS = (2_500, 10_000, 30_000, 100_000, 300_000)
_STUDENT = {1: 12.71, 2: 4.30, 3: 3.18, 4: 2.78, 5: 2.57, 6: 2.45}
"""95 % of Student's t by degrees of freedom."""


# -- tables of variants --------------------------------------------------------


def make(out: Path, data: Path, count: int) -> None:
    """The tables of ``count`` variants, part by part; those that are there are kept."""
    missing = [at for at in range(math.ceil(count / PART)) if not (out / f"{at:06d}.json").exists()]
    if not missing:
        return
    given = [read(text) for text in texts(data, TEMPLATES)]
    names = tables.names(readings=False, across=True)
    for name in names:
        (out / name).mkdir(parents=True, exist_ok=True)
    for part in missing:
        told = written(out, f"{part:06d}", given, part * PART)
        (out / f"{part:06d}.json").write_text(json.dumps(told))


def read(text: str) -> m.Reading:
    import lautwem
    from lautwem.article import from_text

    return lautwem.read(from_text(text, "a"))


def written(out: Path, part: str, given: list[m.Reading], first: int) -> dict[str, float]:
    """Writes a part; CPU of an article for what comparing needs, and for all tables."""
    rows, plain = tables.Rows(False, True), tables.Rows(False, False)
    spent = 0.0
    for number in range(first, first + PART):
        reading = variant(given, number)
        begin = time.process_time()
        rows.add(number, reading)
        spent += time.process_time() - begin
        begin = time.process_time()
        plain.add(number, reading)
        spent -= time.process_time() - begin
    rows.write(out, part)
    size = {t: path.stat().st_size / PART for t in tables.NAMES
            if (path := out / t / f"{part}.parquet").exists()}  # fmt: skip
    return {"compared": spent / PART, **size}


# -- the cross-article step ----------------------------------------------------


def crossed(base: Path, count: int) -> dict[str, Any]:
    """CPU, memory and pairs of the step over the first ``count`` variants."""
    engine.here(2)
    daft = engine.daft_quietly()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for name in tables.names(readings=False, across=True):
            (out / name).mkdir()
            for part in range(math.ceil(count / PART)):
                path = base / name / f"{part:06d}.parquet"
                if path.exists():
                    (out / name / path.name).symlink_to(path.resolve())
        (out / ".lautwem").mkdir()
        begin = time.process_time()
        found: dict[str, Any] = across.write(out)
        found["seconds"] = time.process_time() - begin
        found["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        keys, forms = (daft.read_parquet(f"{out}/{t}/*.parquet") for t in ("keys", "forms"))
        found |= {"keys": keys.count_rows(), **_met(daft, keys)}
        begin = time.process_time()
        found["likely"] = across.likely(daft, keys, forms).count_rows()
        found["likely_seconds"] = time.process_time() - begin
    return found


def _met(daft: Any, keys: Any) -> dict[str, int]:
    """Pairs under keys, the keys' rows that are sent on with a sketch, and those passed over."""
    counted = keys.groupby("key").agg(daft.col("place").count().alias("count")).to_pydict()["count"]
    several = [count for count in counted if 1 < count <= across.CROWD]
    return {
        "pairs": sum(count * (count - 1) // 2 for count in several),
        "sent": sum(several),
        "passed_over": sum(count for count in counted if count > across.CROWD),
    }


# -- reading by length ---------------------------------------------------------


def lengths(data: Path) -> Iterator[tuple[int, float]]:
    """CPU of reading one article of each length, made of news-text; median of three."""
    found = texts(data, 400)
    whole = "\n\n".join(found)
    read(found[0])
    for length in LENGTHS:
        spent = []
        for begin in (0, length, 2 * length):
            text = whole[begin % 500_000 :][:length]
            at = time.process_time()
            read(text)
            spent.append(time.process_time() - at)
        yield length, statistics.median(spent)


# -- fits ------------------------------------------------------------------------


def slope(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Of a power law through points: exponent, its standard error, logarithm at 1, residual."""
    xs, ys = ([math.log(p[at]) for p in points] for at in (0, 1))
    mean_x, mean_y = statistics.fmean(xs), statistics.fmean(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    b = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    rest = sum((y - mean_y - b * (x - mean_x)) ** 2 for x, y in zip(xs, ys, strict=True))
    residual = math.sqrt(rest / max(1, len(points) - 2))
    return b, residual / math.sqrt(spread), mean_y - b * mean_x, residual


def extrapolated(points: list[tuple[float, float]], at: float) -> tuple[float, float]:
    """The value of the fitted law at a number, and the factor of its 95 % prediction interval."""
    b, _, first, residual = slope(points)
    xs = [math.log(x) for x, _ in points]
    spread = sum((x - statistics.fmean(xs)) ** 2 for x in xs)
    away = (math.log(at) - statistics.fmean(xs)) ** 2
    error = residual * math.sqrt(1 + 1 / len(points) + away / spread)
    return math.exp(first + b * math.log(at)), math.exp(_STUDENT[len(points) - 2] * error)


def report(found: list[tuple[int, dict[str, Any]]]) -> None:
    names = list(found[0][1])
    print("| articles | " + " | ".join(names) + " |\n|" + "---:|" * (len(names) + 1))
    for size, told in found:
        values = (f"{v:,.2f}" if isinstance(v, float) else f"{v:,}" for v in told.values())
        print(f"| {size:,} | " + " | ".join(values) + " |")
    for name in names:
        points = [(float(size), float(told[name])) for size, told in found if told[name]]
        if len(points) > 2:
            b, error, _, _ = slope(points)
            far = ", ".join(
                "{:.3g} (÷× {:.2f}) at {:.0e}".format(*extrapolated(points, n), n)
                for n in (1e7, 1e9)
            )
            print(f"exponent of {name}: {b:.3f} ± {error:.3f}; {far}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, help="folder for the tables of the variants")
    parser.add_argument("--sizes", type=int, nargs="*", default=[2000, 8000, 32_000])
    parser.add_argument("--cross", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.cross:
        print(json.dumps(crossed(given.out, given.cross)))
        return
    points = [(float(length), seconds) for length, seconds in lengths(given.data)]
    for length, seconds in points:
        print(f"{length:9,.0f} characters {seconds:8.3f} s, {1e6 * seconds / length:.1f} µs each")
    print("exponent of reading by length: {:.3f} ± {:.3f}".format(*slope(points)[:2]), flush=True)
    if given.out is None:
        return
    make(given.out, given.data, max(given.sizes))
    parts = [json.loads(path.read_text()) for path in sorted(given.out.glob("*.json"))]
    for name in parts[0]:
        print(f"{name}: {statistics.fmean(part[name] for part in parts):,.5g} an article")
    found = []
    for size in given.sizes:
        command = [sys.executable, __file__, "--out", str(given.out), "--cross", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append((size, json.loads(done.stdout.strip().splitlines()[-1])))
        print(found[-1], flush=True)
    report(found)


if __name__ == "__main__":
    main()
