"""How fast lautwem reads, and how much memory it takes: writes the table into README.md here.

Every corpus is measured in a process of its own, so that its peak of memory is its own. Times
are seconds of CPU on one thread. The samples are read first, which loads and warms; then at most
LIMIT articles are read once, so that their words are as new to lautwem as in use (a second
reading takes a tenth less).
"""

import argparse
import csv
import gzip
import itertools
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lautwem.engines import ENGINES

ROOT = Path(__file__).parent.parent
README = Path(__file__).parent / "README.md"
LIMIT = 200
STEPS = {
    "language": "analyse",
    "names": "find_names",
    "quotations": "quotations",
    "cast": "assemble",
    "statements": "statements",
    "works": "find_works",
    "open questions": "find_open_questions",
}
"""The steps that are timed, and the functions that ``reading.pipeline`` calls for them."""
BEGIN, END = "<!-- bench -->\n", "<!-- /bench -->\n"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def pages(data: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((data / "news-html").glob("*.html.gz")):
        yield path.name.removesuffix(".gz"), gzip.decompress(path.read_bytes())


def texts(data: Path) -> Iterator[tuple[str, bytes]]:
    with (data / "news-text" / "10kgnad-test.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=";", quotechar="'")
        for number, row in enumerate(itertools.islice(rows, LIMIT)):
            yield f"{number}.txt", row[1].encode()


def samples(_: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((ROOT / "samples").glob("[0-9]*")):
        yield path.name, path.read_bytes()


CORPORA: dict[str, Callable[[Path], Iterator[tuple[str, bytes]]]] = {
    "news-html": pages,
    "news-text": texts,
    "samples": samples,
}


class Stopwatch:
    """Adds up the seconds spent in functions, and the tokens that the language step gave."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.tokens = 0

    def timed(self, step: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with the time that it takes added to the step."""

        def call_timed(*arguments: Any, **named: Any) -> Any:
            begin = time.process_time()
            result = call(*arguments, **named)
            self.spent[step] += time.process_time() - begin
            if step == "language":
                self.tokens += len(result.tokens)
            return result

        return call_timed


def read_all(
    sources: list[tuple[str, bytes]], watch: Stopwatch, engine: str
) -> tuple[int, list[float]]:
    """Reads all sources with the steps of the pipeline timed; statements, milliseconds each."""
    from lautwem import article, desk
    from lautwem.reading import pipeline

    kept = {name: getattr(pipeline, name) for name in STEPS.values()}
    for step, name in STEPS.items():
        setattr(pipeline, name, watch.timed(step, kept[name]))
    load, read = watch.timed("import", article.from_bytes), watch.timed("whole", pipeline.read)
    check = watch.timed("check", desk.check)
    statements, each = 0, []
    for name, data in sources:
        loaded = load(data, name)
        before = watch.spent["whole"]
        reading = read(loaded, engine=engine)
        each.append(1000 * (watch.spent["whole"] - before))
        statements += len(reading.statements)
        check(reading)
    for name, function in kept.items():
        setattr(pipeline, name, function)
    return statements, each


def extract(sources: list[tuple[str, bytes]]) -> float:
    """Seconds that trafilatura takes for the text of all pages."""
    import trafilatura

    decoded = [data.decode("utf-8", "replace") for _, data in sources]
    begin = time.process_time()
    for page in decoded:
        trafilatura.extract(page, include_comments=False, favor_precision=True)
    return time.process_time() - begin


def measure(corpus: str, data: Path, engine: str) -> dict[str, Any]:
    """All numbers of one corpus; run in a process of its own."""
    sources = list(CORPORA[corpus](data))
    begin = time.process_time()
    read_all(sources[:1], Stopwatch(), engine)
    cold = time.process_time() - begin
    read_all(list(samples(data)), Stopwatch(), engine)
    watch = Stopwatch()
    statements, each = read_all(sources, watch, engine)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    extraction = None
    if sources[0][0].endswith(".html"):
        extract(sources[:2])
        extraction = extract(sources)
    return {
        "corpus": corpus, "articles": len(sources), "tokens": watch.tokens,
        "statements": statements, "spent": watch.spent, "median": statistics.median(each),
        "slowest": max(each), "peak": peak, "cold": cold, "extraction": extraction,
    }  # fmt: skip


def in_own_process(corpus: str, data: Path, engine: str) -> dict[str, Any]:
    command = [sys.executable, __file__, "--data", str(data), "--corpus", corpus]
    command += ["--engine", engine]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, env={**os.environ, **ONE_THREAD}
    )
    return json.loads(done.stdout)


def table(results: list[dict[str, Any]]) -> str:
    """The numbers as Markdown, one column a corpus."""
    rows: list[tuple[str, Callable[[dict[str, Any]], str]]] = [
        ("articles", lambda r: f"{r['articles']}"),
        ("tokens", lambda r: f"{r['tokens']:,}"),
        ("statements found", lambda r: f"{r['statements']:,}"),
        ("reading an article, median", lambda r: f"{r['median']:.1f} ms"),
        ("reading an article, slowest", lambda r: f"{r['slowest']:.0f} ms"),
        ("reading ÷ trafilatura's extraction", ratio),
        ("whole reading, tokens/s", lambda r: per_second(r, "whole")),
    ]
    for step in STEPS:
        rows.append((f"{step}, tokens/s (share)", lambda r, step=step: share(r, step)))
    rows += [
        (
            "import of an article, mean",
            lambda r: f"{1000 * r['spent']['import'] / r['articles']:.1f} ms",
        ),
        ("desk check ÷ reading", lambda r: f"{r['spent']['check'] / r['spent']['whole']:.2f}"),
        ("first article, loading included", lambda r: f"{r['cold']:.2f} s"),
        ("peak memory of the process", lambda r: f"{r['peak']} MB"),
    ]
    head = "| | " + " | ".join(r["corpus"] for r in results) + " |\n"
    rule = "|---|" + "---:|" * len(results) + "\n"
    lines = [f"| {name} | " + " | ".join(cell(r) for r in results) + " |\n" for name, cell in rows]
    return head + rule + "".join(lines)


def ratio(result: dict[str, Any]) -> str:
    return f"{result['spent']['whole'] / result['extraction']:.2f}" if result["extraction"] else "–"


def per_second(result: dict[str, Any], step: str) -> str:
    return f"{result['tokens'] / result['spent'][step]:,.0f}"


def share(result: dict[str, Any], step: str) -> str:
    part = result["spent"][step] / result["spent"]["whole"]
    return f"{per_second(result, step)} ({part:.0%})"


def where() -> str:
    """The machine, in words."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    name = model.group(1) if model else platform.machine()
    return f"{name}, one thread; Python {platform.python_version()}; {time.strftime('%Y-%m-%d')}."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--corpus", choices=CORPORA, help="measure one here, print JSON")
    parser.add_argument("--engine", choices=ENGINES, default="model")
    arguments = parser.parse_args()
    if arguments.corpus:
        print(json.dumps(measure(arguments.corpus, arguments.data, arguments.engine)))
        return
    corpora = [c for c in CORPORA if c == "samples" or (arguments.data / c).is_dir()]
    results = [in_own_process(corpus, arguments.data, arguments.engine) for corpus in corpora]
    measured = f"Engine {arguments.engine}; {where()}\n\n{table(results)}"
    text = README.read_text(encoding="utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    README.write_text(f"{before}{BEGIN}{measured}{END}{after}", encoding="utf-8")
    print(measured)


if __name__ == "__main__":
    main()
