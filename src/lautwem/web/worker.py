"""Reading in a process of its own, so that a text that takes too long can be given up."""

import multiprocessing
import signal
import threading
from multiprocessing.connection import Connection

from lautwem import model as m
from lautwem.engines import Engine
from lautwem.errors import Busy, LautwemError, TookTooLong, WorkerDied

SECONDS = 30.0
"""For one reading. An article of 10,000 characters takes well under a second; the longest text
that is taken at all needs about this long."""
WAITING = 60.0
"""For the readings asked for before; then the request is told to come again."""


class Input(m.Frozen):
    """What is to be read: the bytes of a file or page, and what is known about them."""

    data: bytes
    source: str
    charset: str | None = None
    url: str | None = None


class Reader:
    """Reads with one process that keeps the model loaded; started when first needed.

    One reading goes on at a time; others wait for it. Usable from several threads.
    """

    def __init__(self, engine: Engine = "model", seconds: float = SECONDS) -> None:
        self.engine: Engine = engine
        self._seconds = seconds
        self._free = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def read(self, given: Input) -> m.Reading:
        """The reading of an input.

        Raises what import and reading raise; TookTooLong, WorkerDied, Busy.
        """
        if not self._free.acquire(timeout=WAITING):
            raise Busy("Others' texts are being read.", "Try again in a minute.")
        try:
            outcome = self._ask(given)
        finally:
            self._free.release()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.is_alive()

    def close(self) -> None:
        """Ends the process."""
        with self._free:
            self._stop()

    def _ask(self, given: Input) -> m.Reading | Exception:
        pipe = self._running()
        try:
            pipe.send(given)
            if pipe.poll(self._seconds):
                return pipe.recv()
        except (EOFError, OSError) as error:
            self._stop()
            raise WorkerDied(
                "Reading this text ended without a result.", "Please report it with the text."
            ) from error
        self._stop()
        raise TookTooLong(
            f"Reading this text takes more than {self._seconds:.0f} seconds.",
            "Give a shorter text, or use lautwem read on the command line.",
        )

    def _running(self) -> Connection:
        if self._pipe is None or not self.running:
            self._stop()
            context = multiprocessing.get_context("spawn")  # no thread or lock is inherited
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self.engine), daemon=True)
            process.start()
            theirs.close()
            self._pipe, self._process = ours, process
        return self._pipe

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def _serve(pipe: Connection, engine: Engine) -> None:
    """The life of the process: inputs in, readings or errors out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server stops it
    from lautwem.article import from_bytes
    from lautwem.reading.pipeline import read

    while True:
        try:
            given = pipe.recv()
        except EOFError:
            return
        try:
            article = from_bytes(given.data, given.source, charset=given.charset, url=given.url)
            pipe.send(read(article, engine=engine))
        except LautwemError as error:
            pipe.send(error)
        except Exception as error:
            pipe.send(WorkerDied(f"Reading failed ({type(error).__name__}).", "Please report it."))
