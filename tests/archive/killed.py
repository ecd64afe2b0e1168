"""A process that adds, killed again and again: run by test_killed.py, prints what came of it.

``python killed.py ADDRESS READINGS TIMES``: a child is forked, writes articles in small groups
and acknowledges each after its group is kept; at a random moment it is killed (SIGKILL). Then the
archive is opened, and everything acknowledged is looked up. Forking saves the start of Python.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec
import sqlalchemy as sa

from lautwem import schema as wire
from lautwem.archive import open_archive, rows, schema

GROUP = 2
ARTICLES = 12
"""Each child is given so many that are not in the archive yet."""


def fresh(template: rows.Entry, name: str) -> rows.Entry:
    """The same article under another name, as a text of its own."""
    row = template.version | {"content": name, "reading_id": name, "source": name}
    return msgspec.structs.replace(template, key=name, content=name, version=row)


def add(address: str, entries: list[rows.Entry], told: int) -> None:
    with open_archive(address, create=True) as archive:
        for at in range(0, len(entries), GROUP):
            group = entries[at : at + GROUP]
            archive.write(group)
            os.write(told, "".join(f"{entry.content}\n" for entry in group).encode())


def killed(address: str, entries: list[rows.Entry], after: float | None) -> set[str]:
    """What a child acknowledged until it was killed."""
    hear, told = os.pipe()
    child = os.fork()
    if not child:
        add(address, entries, told)
        os._exit(0)
    os.close(told)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(hear) as lines:
        acknowledged = set(lines.read().split())
    os.waitpid(child, 0)
    return acknowledged


def kept(address: str, sizes: dict[str, int]) -> tuple[Counter[str], int]:
    """How often each article is in the archive, and how many of them are not whole."""
    with open_archive(address) as archive, archive.looking() as connection:
        version, statement = schema.version.c, schema.statement.c
        said = sa.select(sa.func.count()).where(statement.version_id == version.id)
        found = connection.execute(sa.select(version.content, said.scalar_subquery())).all()
        documents = sa.select(sa.func.count()).select_from(schema.document)
        searched = connection.execute(documents).scalar_one()
    torn = sum(sizes[content.partition("#")[0]] != count for content, count in found)
    expected = sum(1 + sizes[content.partition("#")[0]] for content, _ in found)
    return Counter(content for content, _ in found), torn + (searched != expected)


def main(address: str, readings: str, times: int) -> None:
    given = [wire.decode(line) for line in Path(readings).read_bytes().splitlines()]
    templates = [rows.prepare(reading, "test") for reading in given]
    sizes = {t.content: len(r.statements) for t, r in zip(templates, given, strict=True)}

    def entries(round_: int) -> list[rows.Entry]:
        chosen = (templates[n % len(templates)] for n in range(ARTICLES))
        return [fresh(t, f"{t.content}#{round_}.{n}") for n, t in enumerate(chosen)]

    acknowledged = killed(address, entries(-2), None)  # makes the archive
    began = time.monotonic()
    acknowledged |= killed(address, entries(-1), None)
    whole = time.monotonic() - began
    lost, broken, interrupted = 0, 0, 0
    chance = random.Random(20251124)
    for round_ in range(times):
        new = killed(address, entries(round_), chance.uniform(0, whole))
        interrupted += 0 < len(new) < ARTICLES
        acknowledged |= new
        if round_ % 10 == 9 or round_ == times - 1:
            found, torn = kept(address, sizes)
            lost += sum(found[content] != 1 for content in acknowledged)
            broken += torn + sum(count > 1 for count in found.values())
    again = killed(address, entries(0), None)
    found, torn = kept(address, sizes)
    gone_on = len(again) == ARTICLES and all(found[content] == 1 for content in again)
    print(
        json.dumps(
            {
                "acknowledged": len(acknowledged), "lost": lost, "broken": broken + torn,
                "interrupted": interrupted, "gone_on": gone_on,
            }
        )
    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
