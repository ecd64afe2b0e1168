"""``lautwem read``: articles in, what they say on whose word out."""

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from lautwem import model as m
from lautwem.cli.columns import OPTION, layout
from lautwem.cli.guard import UNUSABLE, explain, say
from lautwem.cli.output import Add, Format, open_output
from lautwem.engines import HELP, Engine
from lautwem.errors import LautwemError, MissingModel
from lautwem.export.labels import Language
from lautwem.export.printable import one_line

if TYPE_CHECKING:
    from lautwem.article.collections import Layout, Record

Reader = Callable[["Record"], m.Reading]


class _Failure(m.Frozen):
    """An article that cannot be read: where it is, and the line that says why."""

    name: str
    line: str


def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="A file, a folder, an address (http, https), or - for standard input. "
            "A feed, JSON lines, a table or a web archive is many articles.",
            show_default=False,
        ),
    ],
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="text: a report; json: one object an article, one a line; html: a page.",
        ),
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write to this file, not to standard output; "
            "html of several inputs: into this folder.",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(help=HELP),
    ] = "model",
    lang: Annotated[Language, typer.Option(help="Language of the report and the page.")] = "de",
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from addresses in the local network too."),
    ] = False,
    column: Annotated[list[str] | None, OPTION] = None,
) -> None:
    """Read articles: who says what, on whose word, through which channel, how surely."""
    sources, failed = sources_of(inputs)
    entries = _entries(with_progress(sources), allow_private, layout(column or []))
    first = list(islice(entries, 2))  # how many are behind an address is seen only now
    several = len(inputs) > 1 or len(first) > 1 or any(Path(i).is_dir() for i in inputs)
    reader = _reader(engine)
    total = failed
    with open_output(format_, output, several, lang) as add:
        for entry in chain(first, entries):
            total += 1
            failed += not _read_one(entry, reader, add, several)
    if failed:
        if several:
            say(f"{failed} of {total} could not be read.")
        raise typer.Exit(UNUSABLE)


def sources_of(inputs: list[str]) -> tuple[list[str], int]:
    """All sources that the inputs stand for, and how many inputs stand for none."""
    from lautwem.article import expand  # late, as all that is heavy: --help stays quick

    sources: list[str] = []
    failed = 0
    for given in inputs:
        try:
            sources += expand([given])
        except LautwemError as error:
            say(explain(error))
            failed += 1
    return sources, failed


def _entries(
    sources: Iterable[str], allow_private: bool, tables: "Layout"
) -> Iterator["Record | _Failure"]:
    """The articles behind all sources, and what of them cannot be had."""
    from lautwem.article.collections import Damage, records

    for source in sources:
        try:
            for entry in records(source, allow_private=allow_private, layout=tables):
                if isinstance(entry, Damage):
                    yield _Failure(entry.name, f"{entry.code}: {one_line(entry.why)}")
                else:
                    yield entry
        except Exception as error:
            yield _Failure(source, explain(error))


def _reader(engine: Engine) -> Reader:
    from lautwem.article import collections
    from lautwem.reading import pipeline

    def read_record(record: "Record") -> m.Reading:
        known = collections.reading(record)
        if known is not None:
            return known
        return pipeline.read(encodable(collections.to_article(record)), engine=engine)

    return read_record


def encodable(article: m.Article) -> m.Article:
    """The article with a source that is valid Unicode (a file's name may be any bytes)."""
    source = article.source.encode(errors="surrogateescape").decode(errors="replace")
    return msgspec.structs.replace(article, source=source)


def _read_one(entry: "Record | _Failure", reader: Reader, add: Add, several: bool) -> bool:
    if not isinstance(entry, _Failure):
        try:
            reading = reader(entry)
        except MissingModel:
            raise
        except Exception as error:
            entry = _Failure(entry.name, explain(error))
        else:
            add(reading)
            return True
    name = f"{one_line(entry.name)}: " if several else ""
    say(f"{name}{entry.line}")
    return False


def with_progress(sources: list[str]) -> Iterable[str]:
    """The sources one after the other, with a bar on standard error if somebody is looking."""
    if len(sources) < 2 or not sys.stderr.isatty():
        return sources
    return _bar(sources)


def _bar(sources: list[str]) -> Iterator[str]:
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(sources), name="")
        for source in sources:
            progress.update(task, name=one_line(source)[-40:])
            yield source
            progress.advance(task)
