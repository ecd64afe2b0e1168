"""``lautwem add``: articles into an archive."""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lautwem.cli import columns
from lautwem.cli.archive import Address, opened
from lautwem.cli.guard import UNUSABLE, say, writing
from lautwem.engines import HELP, Engine
from lautwem.errors import BadArguments, LautwemError
from lautwem.export.printable import one_line

if TYPE_CHECKING:
    from lautwem.archive.adding import Failure, Kept
    from lautwem.article.collections import Damage, Layout, Record

OUTCOMES = ("added", "changed", "unchanged", "forgotten", "failed")


def add(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="A file, a folder, an address or -; also feeds, sitemaps, JSON lines, CSV, "
            "Parquet, web archives, and readings (read --format json).",
            show_default=False,
        ),
    ],
    archive: Address = "",
    engine: Annotated[Engine, typer.Option(help=HELP)] = "model",
    jobs: Annotated[
        int | None,
        typer.Option(help="Processes that read; default: one a core.", show_default=False),
    ] = None,
    timeout: Annotated[float, typer.Option(help="Most seconds for one article.")] = 120.0,
    failures: Annotated[
        Path | None,
        typer.Option(help="Write what failed, and why, as JSON lines.", show_default=False),
    ] = None,
    column: Annotated[list[str] | None, columns.OPTION] = None,
    format_: Annotated[
        Literal["text", "json"],
        typer.Option("--format", "-f", help="json: one line for each article that is kept."),
    ] = "text",
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from addresses in the local network too."),
    ] = False,
) -> None:
    """Add articles to an archive, which is made if it is not there; each is kept once.

    The same article again changes nothing, a changed one becomes a new version. Stop whenever you
    like, and go on with the same command.
    """
    from lautwem.archive.adding import add_all  # late, as all that is heavy: --help stays quick

    if timeout <= 0 or (jobs is not None and jobs < 1):
        raise BadArguments("--timeout and --jobs are more than 0.", "Leave them out.")
    layout = columns.layout(column or [])
    counted: Counter[str] = Counter()
    began = time.monotonic()
    with ExitStack() as stack:
        kept_in = stack.enter_context(opened(archive, create=True))
        report = _Report(format_, stack.enter_context(_lines(failures)))
        records = _records(inputs, allow_private, layout)
        done = add_all(
            kept_in, records, engine=engine, jobs=jobs or os.cpu_count() or 1, seconds=timeout
        )
        for outcome in stack.enter_context(_progress(done, counted)):
            counted[report.tell(outcome)] += 1
    say(_summary(counted, time.monotonic() - began))
    if counted["failed"]:
        raise typer.Exit(UNUSABLE)


def _records(
    inputs: list[str], allow_private: bool, layout: "Layout"
) -> Iterator["Record | Damage"]:
    """The articles behind all inputs; one that cannot be read costs itself alone."""
    from lautwem.article import collections
    from lautwem.article.collections.record import failed

    for given in inputs:
        try:
            yield from collections.records(given, allow_private=allow_private, layout=layout)
        except LautwemError as error:
            yield failed(given, error)


class _Report:
    """Tells what became of every article: kept on standard output, failed on standard error."""

    def __init__(self, format_: Literal["text", "json"], failures: BinaryIO | None) -> None:
        self._json = format_ == "json"
        self._failures = failures

    def tell(self, outcome: "Kept | Failure") -> str:
        """Writes an outcome down and gives the word under which it is counted."""
        from lautwem.archive.adding import Kept

        if isinstance(outcome, Kept):
            if self._json:
                with writing("standard output"):
                    print(msgspec.json.encode(outcome).decode(), flush=True)
            return outcome.outcome
        message = outcome.message.removeprefix(outcome.source).lstrip(": ")
        say(one_line(f"{outcome.source}: {outcome.code}: {message}"))
        if self._failures:
            with writing(self._failures.name):
                self._failures.write(msgspec.json.encode(outcome) + b"\n")
                self._failures.flush()
        return "failed"


@contextmanager
def _lines(path: Path | None) -> Iterator[BinaryIO | None]:
    """The file for the failures, made before the work begins."""
    if path is None:
        yield None
        return
    with writing(str(path)):
        stream = path.open("wb")
    with stream:
        yield stream


@contextmanager
def _progress(
    outcomes: Iterable["Kept | Failure"], counted: Counter[str]
) -> Iterator[Iterable["Kept | Failure"]]:
    """The outcomes, with the count so far on standard error if somebody is looking."""
    if not sys.stderr.isatty():
        yield outcomes
        return
    shown_as = SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn()
    with Progress(*shown_as, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("")

        def shown() -> Iterator["Kept | Failure"]:
            for outcome in outcomes:
                yield outcome
                line = f"{_counts(counted)} · {one_line(outcome.source)[-40:]}"
                progress.update(task, description=line)

        yield shown()


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{counted[name]:,} {name}" for name in OUTCOMES if counted[name])


def _summary(counted: Counter[str], seconds: float) -> str:
    total = counted.total()
    rate = f", {total / seconds:,.0f} a second" if seconds >= 1 else ""
    return f"{_counts(counted) or 'Nothing to add'} ({seconds:.1f} s{rate})."
