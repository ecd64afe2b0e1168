"""Processes that read side by side, each watched by a thread of its own.

A process that takes too long or dies is ended and replaced; its article becomes a failure. Every
queue is bounded, so that memory does not grow with the number of articles.
"""

import multiprocessing
import queue
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.connection import Connection

from lautwem.archive.adding import reader
from lautwem.archive.adding.task import Failure, Result, failure
from lautwem.article.collections import Damage, Record
from lautwem.article.compose import printable
from lautwem.errors import LautwemError, TookTooLong, WorkerDied

_STEP = 0.2
"""Seconds after which a waiting thread looks whether the work was given up."""
_START = 60.0
"""Seconds for a process to start; it takes under one on a quiet machine."""


class Crew:
    """Up to ``jobs`` processes that read for the archive at ``address``."""

    def __init__(self, address: str, engine: reader.Engine, jobs: int, seconds: float) -> None:
        self._address = address
        self._engine = engine
        self._jobs = jobs
        self._seconds = seconds

    @contextmanager
    def working(self, records: Iterable[Record | Damage]) -> Iterator["Results"]:
        """Lets the crew read ``records``; at the end of the block all processes are gone."""
        results = Results(self._jobs)
        tasks: queue.Queue[Record | None] = queue.Queue(self._jobs)
        work = [(self._hand_out, (records, tasks, results))]
        work += [(self._watch, (tasks, results)) for _ in range(self._jobs)]
        threads = [threading.Thread(target=run, args=args, daemon=True) for run, args in work]
        for thread in threads:
            thread.start()
        try:
            yield results
        finally:
            results.given_up.set()
            for thread in threads[1:]:  # the first may wait for a slow source: it is left behind
                thread.join()

    def _hand_out(
        self,
        records: Iterable[Record | Damage],
        tasks: "queue.Queue[Record | None]",
        results: "Results",
    ) -> None:
        try:
            for record in records:
                if isinstance(record, Damage):
                    name = printable(record.name)
                    results.put(Failure(name, record.code, record.why))
                elif not _put(tasks, record, results.given_up):
                    return
        except LautwemError as error:
            results.put(error)
        except Exception as error:
            results.put(failure("", error))
        for _ in range(self._jobs):
            _put(tasks, None, results.given_up)

    def _watch(self, tasks: "queue.Queue[Record | None]", results: "Results") -> None:
        process: _Process | None = None
        try:
            while not results.given_up.is_set():
                record = _get(tasks, results.given_up)
                if record is None:
                    break
                if process and not process.alive:  # ended while it had nothing to do
                    process.end()
                    process = None
                process = process or _Process(self._address, self._engine)
                result, goes_on = process.ask(record, self._seconds, results.given_up)
                if result is not None:
                    results.put(result)
                if not goes_on:
                    process.end()
                    process = None
        except Exception as error:
            results.put(failure("", error))
        finally:
            if process:
                process.end()
            results.put(None)


class Results:
    """What the crew has done, in the order in which it was done."""

    def __init__(self, jobs: int) -> None:
        self.given_up = threading.Event()
        self._done: queue.Queue[Result | None] = queue.Queue(4 * jobs + 64)
        self._working = jobs

    def put(self, result: Result | None) -> None:
        """Adds a result; None says that one of the crew has gone home."""
        _put(self._done, result, self.given_up)

    def groups(self, most: int, seconds: float) -> Iterator[list[Result]]:
        """All results in groups of at most ``most``, none later than ``seconds`` after it came."""
        while self._working:
            group: list[Result] = []
            until = None
            while len(group) < most and (result := self._next(until)):
                until = until or time.monotonic() + seconds
                group.append(result)
            if group:
                yield group

    def _next(self, until: float | None) -> Result | None:
        """The next result; None after ``until``, or when all of the crew have gone home."""
        while self._working:
            try:
                left = None if until is None else max(0.0, until - time.monotonic())
                result = self._done.get(timeout=left)
            except queue.Empty:
                return None
            if result is not None:
                return result
            self._working -= 1
        return None


class _Process:
    """One process that reads, and the pipe to it."""

    def __init__(self, address: str, engine: reader.Engine) -> None:
        forking = context()
        self._pipe, theirs = forking.Pipe()
        self._process = forking.Process(
            target=reader.serve, args=(theirs, address, engine), daemon=True
        )
        self._process.start()
        theirs.close()
        self._ready = False

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def ask(
        self, record: Record, seconds: float, given_up: threading.Event
    ) -> tuple[Result | None, bool]:
        """What became of a record, and whether the process can take another."""
        name = printable(record.name)
        try:
            if not self._ready and _answers(self._pipe, _START, given_up):
                self._ready = self._pipe.recv() == reader.READY
            self._pipe.send(record)
            if _answers(self._pipe, seconds, given_up):
                return self._pipe.recv()
        except (EOFError, OSError):
            return failure(name, self._died()), False
        if given_up.is_set():
            return None, False
        late = TookTooLong(f"Reading it took more than {seconds:.0f} s.", "Raise --timeout.")
        return failure(name, late), False

    def _died(self) -> WorkerDied:
        self._process.join(1)
        code = self._process.exitcode
        how = f"signal {-code}" if code is not None and code < 0 else f"status {code}"
        return WorkerDied(f"The process that read it ended ({how}).", "Report it with the article.")

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


@cache
def context() -> multiprocessing.context.ForkServerContext:
    """Processes are forked from one that has loaded what they need and has nothing else: no
    thread, lock or connection of this one is inherited."""
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(["lautwem.archive.adding.loaded"])
    return forking


def _answers(pipe: Connection, seconds: float, given_up: threading.Event) -> bool:
    """Whether an answer comes within so many seconds and before the work is given up."""
    while seconds > 0 and not given_up.is_set():
        if pipe.poll(min(_STEP, seconds)):
            return True
        seconds -= _STEP
    return False


def _put(into: queue.Queue, what: object, given_up: threading.Event) -> bool:  # type: ignore[type-arg]
    """Waits for room; False where the work was given up before there was any."""
    while not given_up.is_set():
        try:
            into.put(what, timeout=_STEP)
            return True
        except queue.Full:
            continue
    return False


def _get(tasks: "queue.Queue[Record | None]", given_up: threading.Event) -> Record | None:
    while not given_up.is_set():
        try:
            return tasks.get(timeout=_STEP)
        except queue.Empty:
            continue
    return None
