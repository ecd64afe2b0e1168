"""How quickly pages come while many people read: writes its table into README.md here.

``lautwem serve --read-only`` runs over an archive in a process of its own, on loopback. The readers
are one process: each opens a page, looks at it for a while (exponential, mean ``--think``) and
opens the next: articles, statements with their way, searches, people, lists. Words, names and
numbers are drawn at random from the archive with a fixed seed, so that few pages are asked for
twice. Stops by itself.

    python benchmarks/readers.py ARCHIVE --readers 50 --seconds 30
"""

import argparse
import asyncio
import random
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


class Opened(NamedTuple):
    kind: str
    seconds: float
    status: int


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
    address: str, known: dict[str, list[str]], think: float, until: float, seed: int
) -> list[Opened]:
    """One reader with one connection, from page to page until the time is over."""
    draw, host = random.Random(seed), urlsplit(address)
    opened: list[Opened] = []
    await asyncio.sleep(draw.random() * max(think, 0.1))
    reader, writer = await asyncio.open_connection(host.hostname, host.port)
    while time.monotonic() < until:
        kind = draw.choices(list(SHARES), list(SHARES.values()))[0]
        path = draw.choice(known[kind])
        began = time.monotonic()
        request = f"GET {path} HTTP/1.1\r\nHost: {host.netloc}\r\nAccept-Language: de\r\n\r\n"
        writer.write(request.encode())
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").lower().split("\r\n")
        length = next(int(x.split(":")[1]) for x in lines if x.startswith("content-length:"))
        await reader.readexactly(length)
        opened.append(Opened(kind, time.monotonic() - began, int(head[9:12])))
        if think:
            await asyncio.sleep(draw.expovariate(1 / think))
    writer.close()
    return opened


async def read_all(
    address: str, known: dict[str, list[str]], readers: int, think: float, seconds: float
) -> list[Opened]:
    """All readers at once; what they opened after the first seconds."""
    warm_until = time.monotonic() + WARM
    await asyncio.gather(*(read_one(address, known, think, warm_until, n) for n in range(readers)))
    until = time.monotonic() + seconds
    each = await asyncio.gather(
        *(read_one(address, known, think, until, 1000 + n) for n in range(readers))
    )
    return [opened for one in each for opened in one]


def percentile(times: Sequence[float], share: float) -> float:
    """Milliseconds within which so large a share of the pages came."""
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(opened: Sequence[Opened], readers: int, think: float, seconds: float, size: str) -> str:
    """The table, and what was measured."""
    kinds = defaultdict(list)
    for one in opened:
        kinds[one.kind].append(one.seconds)
    kinds["all"] = [one.seconds for one in opened]
    wrong = sum(one.status != 200 for one in opened)
    lines = [
        f"{readers} readers at once on {size}, {think:g} s at a page, {seconds:g} s: {len(opened)} "
        f"pages, {len(opened) / seconds:.0f} a second, {wrong} not answered with 200.",
        "",
        "| page | opened | p50 ms | p95 ms | p99 ms |",
        "|---|---|---|---|---|",
    ]
    for kind, times in sorted(kinds.items(), key=lambda item: (item[0] == "all", item[0])):
        row = [f"{percentile(times, share):.0f}" for share in (0.5, 0.95, 0.99)]
        lines.append(f"| {kind} | {len(times)} | {' | '.join(row)} |")
    mean = 1000 * statistics.mean(one.seconds for one in opened)
    return "\n".join([*lines, "", f"Mean {mean:.0f} ms."]) + "\n"


def measure(archive: str, readers: int, think: float, seconds: float, processes: int) -> str:
    """Starts the server, reads, stops it; gives the table."""
    with open_archive(archive) as opened:
        known = paths(opened)
        with opened.looking() as connection:
            size = f"{connection.scalar(sa.select(sa.func.count(version.c.id))):,} articles"
    command = [sys.executable, "-m", "lautwem", "serve", "--archive", archive, "--port", "0"]
    server = subprocess.Popen(
        [*command, "--read-only", "--no-browser", "--processes", str(processes)],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = server.stderr.readline()
        address = next(word for word in line.split() if word.startswith("http://")).rstrip("/")
        return table(
            asyncio.run(read_all(address, known, readers, think, seconds)),
            readers,
            think,
            seconds,
            size,
        )
    finally:
        server.terminate()
        server.wait(15)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--think", type=float, default=2.0, help="mean seconds at a page")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="into README.md")
    given = parser.parse_args()
    made = measure(given.archive, given.readers, given.think, given.seconds, given.processes)
    print(made)
    if given.write:
        text = README.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        README.write_text(f"{before}{BEGIN}{made}{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
