"""``lautwem bulk``: very many articles to Parquet tables, on all cores or on a cluster."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import msgspec
import typer

from lautwem.cli.columns import OPTION, layout
from lautwem.cli.guard import INTERRUPTED, SOME_FAILED, UNUSABLE, say, writing
from lautwem.engines import HELP, Engine

if TYPE_CHECKING:
    from lautwem.bulk.engine import Engine as Spreading
    from lautwem.bulk.run import Progress, Summary

_EVERY = 30.0
"""Seconds between two lines of progress where nobody looks at a terminal."""


def bulk(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="A file of many articles (JSON lines, CSV, Parquet, WARC, feed), a folder, "
            "an address, or - for standard input.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out", "-o", help="Folder for the tables; the same again goes on.", show_default=False
        ),
    ],
    engine: Annotated[
        Engine,
        typer.Option(help=HELP),
    ] = "model",
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that read; as many as cores if not given."),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Read on this Ray cluster (ray://.., host:port, auto), or on one that is "
            "started on this machine (local).",
            show_default=False,
        ),
    ] = None,
    part_size: Annotated[
        int, typer.Option(min=1, max=100_000, help="Articles of a part: a file of every table.")
    ] = 250,
    readings: Annotated[
        bool, typer.Option("--readings", help="Keep the whole readings as a table too.")
    ] = False,
    across: Annotated[
        bool,
        typer.Option(
            "--across", help="Find copies, forms of one statement, and who cites whom, too."
        ),
    ] = False,
    into: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|ADDRESS",
            help="Put the readings into this archive too, at the end.",
            show_default=False,
        ),
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=1, help="Longest that one article may take.")
    ] = 120.0,
    memory: Annotated[
        int, typer.Option(min=0, help="Megabytes that a reading process may take; 0: no bound.")
    ] = 3_000,
    column: Annotated[list[str] | None, OPTION] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from addresses in the local network too."),
    ] = False,
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="How the end is told.")
    ] = "text",
) -> None:
    """Read very many articles into Parquet tables; a run that was ended goes on.

    Exit status: 0 all articles read, 3 some could not be (they are in the table failures), 2 the
    run did not come to its end or nothing could be read.
    """
    from lautwem.bulk import run  # late, as all that is heavy: --help stays quick
    from lautwem.bulk.slot import Limits

    options = run.Options(
        engine=engine,
        part_size=part_size,
        layout=layout(column or []),
        readings=readings or into is not None,
        across=across,
        allow_private=allow_private,
        limits=Limits(seconds, memory),
    )
    with _own_output(), _told() as report:
        work = _engine(workers, cluster)
        try:
            summary = run.run(tuple(inputs), out, options, work, report)
        except KeyboardInterrupt:
            _leave()
        finally:
            work.close()
        kept = into is None or _into(into, out, work)
    _end(summary, out, format_)
    if summary.failures and not summary.articles:
        raise typer.Exit(UNUSABLE)
    if summary.failures or not kept:
        raise typer.Exit(SOME_FAILED)


def _leave() -> NoReturn:
    """Ends the run at once; Daft, interrupted, would abort the process when it is taken down."""
    say("Ended. The same command goes on where it was.")
    os._exit(INTERRUPTED)


def _into(address: str, out: Path, work: "Spreading") -> bool:
    """The readings of a run into an archive; what is in it already stays. Whether all are in."""
    from lautwem.archive.adding import Kept, add_all
    from lautwem.article.collections import records
    from lautwem.bulk.tables import READINGS
    from lautwem.cli.archive import opened

    counted: Counter[str] = Counter()
    with opened(address, create=True) as archive:
        for one in add_all(archive, records(str(out / READINGS)), jobs=work.workers):
            counted[one.outcome if isinstance(one, Kept) else "failed"] += 1
            if not isinstance(one, Kept):
                say(f"{one.source}: {one.code}: {one.message}")
    told = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(counted.items()))
    say(f"{address}: {told or 'nothing to add'}.")
    return not counted["failed"]


def _engine(workers: int | None, cluster: str | None) -> "Spreading":
    from lautwem.bulk import engine

    if cluster is not None:
        return engine.on_cluster(cluster, workers)
    return engine.here(workers or len(os.sched_getaffinity(0)))


def _end(summary: "Summary", out: Path, format_: Literal["text", "json"]) -> None:
    if format_ == "json":
        with writing("standard output"):
            print(msgspec.json.encode(summary).decode(), flush=True)
    say(f"{summary.articles:,} articles with {summary.statements:,} statements read into {out}.")
    if summary.failures:
        codes = ", ".join(f"{number:,} {code}" for code, number in summary.failed.items())
        say(f"{summary.failures:,} COULD NOT BE READ ({codes}): which and why is in "
            f"{out / 'failures'}.")  # fmt: skip


@contextmanager
def _own_output() -> Iterator[None]:
    """Keeps what Ray prints about lost nodes out of standard output, which is the summary's."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


@contextmanager
def _told() -> Iterator[Callable[["Progress"], None]]:
    """Tells progress on standard error: a bar on a terminal, else a line now and then."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[left]}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, left="cutting the inputs into parts")

        def report(progress: "Progress") -> None:
            bar.update(task, total=progress.total, completed=progress.done, left=_left(progress))

        yield report


def _lines() -> Callable[["Progress"], None]:
    last = time.monotonic() - _EVERY

    def report(progress: "Progress") -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            say(f"{progress.done:,} of {progress.total:,} articles, {_left(progress)}")

    return report


def _left(progress: "Progress") -> str:
    """ "31.5 a second, about 4 min left"."""
    left = progress.left()
    if left is None:
        return "forecast to come"
    pace = (progress.done - progress.before) / max(progress.seconds, 0.001)
    minutes, hours = left / 60, left / 3600
    time_left = f"{left:.0f} s" if left < 90 else f"{minutes:.0f} min"
    return f"{pace:.1f} a second, about {time_left if hours < 2 else f'{hours:.1f} h'} left"
