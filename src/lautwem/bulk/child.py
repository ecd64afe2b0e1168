"""The process that reads: parts in, rows of tables out (``python -m lautwem.bulk.child``).

It may be killed at any moment, by its parent (an article that takes too long) or by the system
(memory): everything it writes is written whole. A line of JSON on standard input is a task; on
standard output ``at N`` comes before the N-th record, ``writing`` and ``done {..}`` at the end.
"""

import contextlib
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TextIO

import msgspec

from lautwem import garbage
from lautwem import model as m
from lautwem.article import collections
from lautwem.bulk import parts
from lautwem.bulk.folder import Done
from lautwem.bulk.tables import Failure, Rows
from lautwem.errors import LautwemError, WorkerDied


class Task(m.Frozen):
    """Read the part ``part`` of the run in ``out``; records in ``given_up`` are failures.

    ``megabytes`` bound the memory of the process while it reads; 0 does not.
    """

    out: str
    part: str
    engine: str
    readings: bool
    across: bool = False
    megabytes: int = 0
    given_up: dict[int, Failure] = {}  # noqa: RUF012 (msgspec copies it)


Tell = Callable[[str], None]


def read_part(task: Task, tell: Tell) -> Done:
    """Reads all records of a part and writes its rows."""
    started = time.process_time()
    _load(task.engine)
    out = Path(task.out)
    part = parts.load(out / ".lautwem" / "parts", task.part)
    rows = Rows(task.readings, task.across)
    articles = statements = 0
    failures: Counter[str] = Counter()

    def fail(row: int, failure: Failure) -> None:
        rows.fail(row, failure)
        failures[failure.code] += 1

    for number, entry in enumerate(part.entries):
        row = part.first + number
        if number in task.given_up:
            fail(row, task.given_up[number])
        elif entry.record is None:
            fail(row, _damaged(entry))
        else:
            tell(f"at {number}")
            try:
                with _bounded(task.megabytes):
                    statements += rows.add(row, _reading(entry.record, task.engine))
                articles += 1
            except Exception as error:  # one article must not cost the others
                fail(row, failure(entry.record.name, error))
    tell("writing")
    rows.write(out, task.part)
    seconds = time.process_time() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return Done(task.part, articles, dict(failures), statements, seconds, megabytes)


@cache
def _load(engine: str) -> None:
    """Loads what reading needs, so that no article's time and memory are charged with it."""
    from lautwem.article import from_text
    from lautwem.reading import pipeline

    pipeline.read(from_text("„Ja“, sagte sie.", "a"), engine=engine)
    garbage.seldom()


def _reading(record: collections.Record, engine: str) -> m.Reading:
    from lautwem.reading import pipeline

    known = collections.reading(record)
    if known is not None:
        return known
    return pipeline.read(collections.to_article(record), engine=engine)


def _damaged(entry: parts.Entry) -> Failure:
    damage = entry.damage or collections.Damage("", "nothing is there")
    advice = damage.advice or "Mend or leave out this record; the others are read all the same."
    return Failure(damage.name, damage.code, damage.reason, advice)


def failure(name: str, error: Exception) -> Failure:
    """What is told of an article that was not read."""
    if isinstance(error, LautwemError):
        return Failure(name, error.code, error.message, error.advice)
    if isinstance(error, MemoryError):
        message = "Reading it takes more memory than is allowed."
        return Failure(name, WorkerDied.code, message, "Allow more: --memory.")
    message = f"A fault in lautwem: {type(error).__name__}: {error}"[:500]
    return Failure(name, "E999", message, "Please report it with the article.")


@contextlib.contextmanager
def _bounded(megabytes: int) -> Iterator[None]:
    """Bounds the memory of this process, so that the system need not end it."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    if megabytes:
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _own_output() -> TextIO:
    """Standard output for the parent alone: what libraries print goes to standard error."""
    channel = os.fdopen(os.dup(1), "w", encoding="ascii", buffering=1)
    os.dup2(2, 1)
    return channel


def main() -> None:
    """Reads parts until standard input ends, as it does when the parent does."""
    channel = _own_output()
    for line in sys.stdin.buffer:
        task = msgspec.json.decode(line, type=Task)
        try:
            done = read_part(task, lambda word: print(word, file=channel))
            print("done", msgspec.json.encode(done).decode("ascii"), file=channel)
        except Exception as error:
            told = failure(task.part, error)
            print("failed", msgspec.json.encode(told.message).decode(), file=channel)


if __name__ == "__main__":
    main()
