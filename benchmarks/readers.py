"""How quickly pages come while many people read: writes its table into README.md here.

``lautwem serve --read-only`` runs over an archive in processes of its own, on loopback. The readers
are one process: each opens a page, looks at it for a while (exponential, mean ``--think``) and
opens the next: articles, statements with their way, searches, people, lists. Words, names and
numbers are drawn at random from the archive with a fixed seed. Some pages are asked for more often
than others, as on real sites: the n-th of 3,000 with weight n^-0.8 (exponents of 0.64 to 0.83 were
measured at six proxies by Breslau, Cao, Fan, Phillips & Shenker 1999, "Web caching and Zipf-like
distributions"); ``--skew 0`` asks for all alike. Like a browser, a reader who comes again asks
whether the page has changed.

Before, on the server just started, each kind of page is opened a few times alone: what a page
costs that nobody has asked for. Stops by itself.

    python benchmarks/readers.py ARCHIVE --readers 50 --seconds 30
"""

import argparse
import asyncio
import itertools
import random
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import sqlalchemy as sa

from lautwem.archive import Archive, open_archive
from lautwem.archive.schema import CHILDREN, person, statement, version

BEGIN, END = "<!-- readers -->\n", "<!-- /readers -->\n"
README = Path(__file__).parent / "README.md"
SHARES = {
    "article": 40,
    "search": 22,
    "statement": 15,
    "person": 8,
    "start": 10,
    "outlets": 5,
}
"""Of 100 pages: who reads opens articles most, then searches."""
DRAWN = 3000
WARM = 3.0
"""Seconds that are not counted: the server starts threads, caches and connections."""


FIRST = 8
"""Pages of each kind opened alone on the new server."""


class Opened(NamedTuple):
    """One page: ``how`` it was answered is ``made``, from ``memory``, or ``unchanged`` (304)."""

    kind: str
    seconds: float
    status: int
    how: str


class Connection:
    """A reader's browser: one connection, and the tags of the pages it has seen."""

    def __init__(self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self._host, self._reader, self._writer = host, reader, writer
        self._tags: dict[str, str] = {}

    async def open(self, kind: str, path: str) -> Opened:
        """Asks for a page and takes all of it."""
        began = time.monotonic()
        known = f"If-None-Match: {self._tags[path]}\r\n" if path in self._tags else ""
        request = f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nAccept-Language: de\r\n{known}\r\n"
        self._writer.write(request.encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        lines = (line.partition(":") for line in head.split("\r\n")[1:])
        headers = {name.lower(): value.strip() for name, _, value in lines}
        await self._reader.readexactly(int(headers.get("content-length", 0)))
        status = int(head[9:12])
        if "etag" in headers:
            self._tags[path] = headers["etag"]
        hit = "hit" in headers.get("cache-status", "")
        how = "unchanged" if status == 304 else "memory" if hit else "made"
        return Opened(kind, time.monotonic() - began, status, how)

    def close(self) -> None:
        self._writer.close()


async def connect(address: str) -> Connection:
    """A new browser."""
    host = urlsplit(address)
    return Connection(host.netloc, *await asyncio.open_connection(host.hostname, host.port))


def paths(archive: Archive) -> dict[str, list[str]]:
    """Addresses of each kind, drawn from the archive."""
    draw = random.Random(7)
    with archive.looking() as connection:
        last = connection.scalar(sa.select(sa.func.max(version.c.id))) or 1
        numbers = [draw.randint(1, last) for _ in range(DRAWN)]
        found = {"start": ["/"], "outlets": ["/outlets"]}
        found["article"] = [f"/article/{number}" for number in numbers]
        said = [n * CHILDREN + 1 for n in numbers]
        rows = connection.execute(
            sa.select(statement.c.version_id, statement.c.text).where(statement.c.id.in_(said))
        ).all()
        found["statement"] = [f"/article/{row.version_id}/s1" for row in rows]
        words = [[w for w in row.text.split() if len(w) > 6 and w.isalpha()] for row in rows]
        asked = [draw.choice(each) for each in words if each]
        found["search"] = [f"/search?q={quote(word)}" for word in asked]
        people = sa.select(person.c.id).where(person.c.id.in_(said))
        found["person"] = [f"/person/{number}" for number in connection.scalars(people)]
    for each in found.values():
        draw.shuffle(each)
    return found


async def read_one(
    address: str, pages: "Pages", think: float, until: float, seed: int
) -> list[Opened]:
    """One reader, from page to page until the time is over."""
    draw, opened = random.Random(seed), []
    await asyncio.sleep(draw.random() * max(think, 0.1))
    browser = await connect(address)
    while time.monotonic() < until:
        opened.append(await browser.open(*pages.drawn(draw)))
        if think:
            await asyncio.sleep(draw.expovariate(1 / think))
    browser.close()
    return opened


class Pages:
    """What there is to read, and how often it is asked for."""

    def __init__(self, known: dict[str, list[str]], skew: float) -> None:
        self.known = known
        weights = [n**-skew for n in range(1, DRAWN + 1)]
        self._sums = list(itertools.accumulate(weights))

    def drawn(self, draw: random.Random) -> tuple[str, str]:
        """The kind and the address of one page."""
        kind = draw.choices(list(SHARES), list(SHARES.values()))[0]
        paths = self.known[kind]
        return kind, draw.choices(paths, cum_weights=self._sums[: len(paths)])[0]


async def read_all(
    address: str, pages: Pages, readers: int, think: float, seconds: float
) -> tuple[list[Opened], list[Opened]]:
    """Pages opened alone on the new server; what all readers opened after the first seconds."""
    alone = await connect(address)
    await alone.open("static", "/static/icon.svg")  # answered once the server has started
    first = [
        await alone.open(kind, path)
        for kind, paths in pages.known.items()
        for path in paths[-FIRST:]
    ]
    alone.close()
    warm_until = time.monotonic() + WARM
    await asyncio.gather(*(read_one(address, pages, think, warm_until, n) for n in range(readers)))
    until = time.monotonic() + seconds
    each = await asyncio.gather(
        *(read_one(address, pages, think, until, 1000 + n) for n in range(readers))
    )
    return first, [opened for one in each for opened in one]


def percentile(times: Sequence[float], share: float) -> float:
    """Milliseconds within which so large a share of the pages came."""
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(first: Sequence[Opened], opened: Sequence[Opened]) -> str:
    """One row for each kind of page, and one for all."""
    alone, kinds = defaultdict(list), defaultdict(list)
    for one in first:
        alone[one.kind].append(one.seconds)
    for one in opened:
        kinds[one.kind].append(one)
    kinds["all"] = list(opened)
    lines = [
        "| page | opened | from memory | unchanged | p50 ms | p95 ms | p99 ms | p95 ms of the made "
        "| alone, median ms | alone, slowest ms |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for kind, rows in sorted(kinds.items(), key=lambda item: (item[0] == "all", item[0])):
        times = [one.seconds for one in rows]
        shares = [sum(one.how == how for one in rows) for how in ("memory", "unchanged")]
        made = [one.seconds for one in rows if one.how == "made"]
        cells = [
            str(len(rows)),
            *(f"{100 * share / len(rows):.0f} %" for share in shares),
            *(f"{percentile(times, share):.0f}" for share in (0.5, 0.95, 0.99)),
            f"{percentile(made, 0.95):.0f}" if made else "",
            f"{1000 * statistics.median(alone[kind]):.0f}" if alone[kind] else "",
            f"{1000 * max(alone[kind]):.0f}" if alone[kind] else "",
        ]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def measure(given: argparse.Namespace) -> str:
    """Starts the server, reads, stops it; gives the table and what was measured."""
    with open_archive(given.archive) as opened:
        pages = Pages(paths(opened), given.skew)
        with opened.looking() as connection:
            size = f"{connection.scalar(sa.select(sa.func.count(version.c.id))):,} articles"
    command = [sys.executable, "-m", "lautwem", "serve", "--archive", given.archive, "--port", "0"]
    command += ["--read-only", "--no-browser"]
    command += ["--processes", str(given.processes)] if given.processes else []
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        line = server.stderr.readline()
        address = next(word for word in line.split() if word.startswith("http://")).rstrip("/")
        first, seen = asyncio.run(
            read_all(address, pages, given.readers, given.think, given.seconds)
        )
    finally:
        server.terminate()
        server.wait(15)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    wrong = sum(one.status not in (200, 304) for one in seen)
    mean = 1000 * statistics.mean(one.seconds for one in seen)
    return (
        f"{given.readers} readers at once on {size}, {given.think:g} s at a page, "
        f"{given.seconds:g} s, skew {given.skew:g}: {len(seen)} pages, "
        f"{len(seen) / given.seconds:.0f} a second, {wrong} not answered with 200 or 304.\n\n"
        f"{table(first, seen)}\n\nMean {mean:.0f} ms; the server took "
        f"{used.ru_utime + used.ru_stime:.0f} s of the processors in all, its start included.\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--think", type=float, default=2.0, help="mean seconds at a page")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--skew", type=float, default=0.8)
    parser.add_argument("--processes", type=int, help="as the server chooses, if not given")
    parser.add_argument("--write", action="store_true", help="into README.md")
    given = parser.parse_args()
    made = measure(given)
    print(made)
    if given.write:
        text = README.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        README.write_text(f"{before}{BEGIN}{made}{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
