"""One place of work: a child process that reads parts, watched, ended and started anew."""

import os
import selectors
import subprocess
import sys
import time
from pathlib import Path

import msgspec

from lautwem import model as m
from lautwem.bulk import parts
from lautwem.bulk.child import Task
from lautwem.bulk.folder import Done, Folder
from lautwem.bulk.tables import Failure
from lautwem.errors import TookTooLong, WorkerDied

_START = 120.0
"""Seconds a child has to load what it reads with, and to write the rows of a part."""


class Limits(m.Frozen):
    """What one article may take: seconds, and megabytes of its process (0: no bound)."""

    seconds: float = 120.0
    megabytes: int = 3_000


class Slot:
    """Reads parts in a child process; every record comes to an end, read or failed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._left = b""

    def read(self, task: Task) -> Done:
        """Reads a part, as often as it takes to pass by the records that end the child."""
        task = msgspec.structs.replace(task, megabytes=self._limits.megabytes)
        given_up = dict(task.given_up)
        broken = 0
        while True:
            at, done = self._attempt(msgspec.structs.replace(task, given_up=given_up))
            if done is not None:
                return done
            if at is None:
                broken += 1
                if broken > 2:
                    raise WorkerDied(
                        f"The part {task.part} could not be read.", "Look for free memory."
                    )
            else:
                number, reason = at
                given_up[number] = self._told(task, number, reason)

    def _told(self, task: Task, number: int, slow: bool) -> Failure:
        entry = parts.load(Folder(Path(task.out)).parts, task.part).entries[number]
        name = entry.record.name if entry.record else ""
        if slow:
            seconds = f"{self._limits.seconds:g}"
            message = f"Reading it took over {seconds} seconds."
            return Failure(name, TookTooLong.code, message, "Allow more: --seconds.")
        message = "The process that read it ended: killed, or memory."
        return Failure(name, WorkerDied.code, message, "Look for free memory; read it by itself.")

    def _attempt(self, task: Task) -> tuple[tuple[int, bool] | None, Done | None]:
        """(the record at which the child ended and whether it was too slow, or what was done)."""
        child = self._child or self._start()
        at: tuple[int, bool] | None = None
        try:
            child.stdin.write(msgspec.json.encode(task) + b"\n")
            child.stdin.flush()
            allowed = _START
            while (line := self._line(child, allowed)) is not None:
                word, _, rest = line.partition(b" ")
                if word == b"done":
                    return None, msgspec.json.decode(rest, type=Done)
                if word == b"failed":
                    raise WorkerDied(msgspec.json.decode(rest, type=str), "")
                at = (int(rest), False) if word == b"at" else None
                allowed = self._limits.seconds if at else _START
            slow = child.poll() is None
        except BrokenPipeError:
            slow = False
        self.close()
        return (None if at is None else (at[0], slow)), None

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "lautwem.bulk.child"]
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()
        )
        self._left = b""
        return self._child

    def _line(self, child: subprocess.Popen[bytes], seconds: float) -> bytes | None:
        """The next line of the child; None where it ends or says nothing for ``seconds``."""
        deadline = time.monotonic() + seconds
        with selectors.DefaultSelector() as waiting:
            waiting.register(child.stdout, selectors.EVENT_READ)
            while b"\n" not in self._left:
                left = deadline - time.monotonic()
                if left <= 0 or not waiting.select(left):
                    return None
                step = os.read(child.stdout.fileno(), 1 << 16)
                if not step:
                    child.wait()
                    return None
                self._left += step
        line, _, self._left = self._left.partition(b"\n")
        return line

    def close(self) -> None:
        """Ends the child."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            self._child.stdin.close()
            self._child.stdout.close()
        self._child = None


def _environment() -> dict[str, str]:
    """One thread a child: the cores are shared by children. Arrow's own memory pool keeps 20 MB."""
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**os.environ, **threads, "ARROW_DEFAULT_MEMORY_POOL": "system"}
