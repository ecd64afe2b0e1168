"""A process that checks drafts, so that the server answers while one types.

It ends when the server ends, however that happens: the pipe between them closes.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

import msgspec

from lautwem import model as m
from lautwem.desk import Lookback
from lautwem.engines import Engine
from lautwem.report import Checked

LONGEST_S = 60.0
"""Most seconds for one draft: 300,000 characters take about 4 s of one core."""


class Settings(m.Frozen):
    """What the client set in ``initializationOptions``; None: the configuration decides."""

    lang: Literal["de", "en"] | None = None
    engine: Engine | None = None


class Job(m.Frozen):
    """A draft to check: its text, the name that tells its kind, the folder of its configuration."""

    text: str
    name: str
    folder: str | None
    settings: Settings = Settings()


class Failure(m.Frozen):
    """Why a draft was not checked: the code, message and advice of an error."""

    code: str
    message: str
    advice: str = ""


def check(job: Job) -> Checked | Failure:
    """The draft of a job, checked. Raises nothing."""
    from lautwem import article, configuration, report
    from lautwem.errors import LautwemError
    from lautwem.reading import pipeline

    try:
        choice = configuration.find(Path(job.folder)) if job.folder else configuration.Choice()
        given = {key: value for key, value in _fields(job.settings) if value is not None}
        choice = msgspec.structs.replace(choice, **given)
        found = article.from_draft(job.text, job.name)
        reading = pipeline.read(found, choice.engine or "model")
        return report.check(reading, choice, _look_back(reading, choice.archive))
    except LautwemError as error:
        return Failure(error.code, error.message, error.advice)
    except Exception as error:  # a fault must not end the server; the editor shows it
        return Failure("E999", f"A fault in lautwem ({type(error).__name__}: {error})"[:300])


def _look_back(reading: m.Reading, address: str | None) -> Lookback | None:
    """What the archive of the configuration knows of the draft; None where it names none."""
    if not address:
        return None
    from lautwem.archive import open_archive
    from lautwem.archive.lookback import look_back

    with open_archive(address) as archive:
        return look_back(archive, reading)


def _fields(settings: Settings) -> list[tuple[str, str | None]]:
    return [("lang", settings.lang), ("engine", settings.engine)]


def _serve(pipe: Connection) -> None:
    os.dup2(2, 1)  # standard output belongs to the protocol
    try:
        while True:
            pipe.send(check(pipe.recv()))
    except (EOFError, OSError, KeyboardInterrupt):
        return


class Worker:
    """One such process, started when it is first needed and again after it died."""

    def __init__(self, longest: float = LONGEST_S) -> None:
        self._longest = longest
        self._turn = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def check(self, job: Job, wanted: Callable[[], bool]) -> Checked | Failure | None:
        """What :func:`check` gives, from the process; blocks. One job at a time.

        None where the job is no longer ``wanted`` when its turn comes.
        """
        with self._turn:
            if not wanted():
                return None
            pipe = self._connected()
            try:
                pipe.send(job)
                if pipe.poll(self._longest):
                    return pipe.recv()
                self._stop()
                return Failure("E508", f"The draft was not read in {self._longest:.0f} s.")
            except (EOFError, OSError):
                self._stop()
                return Failure("E509", "The process that reads drafts ended; it starts again.")

    def close(self) -> None:
        """Ends the process."""
        self._stop()

    def _connected(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe

    def _stop(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join(5)
