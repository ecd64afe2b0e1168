"""``lautwem read``: articles in, what they say on whose word out."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from lautwem import model as m
from lautwem.cli.guard import UNUSABLE, explain, say
from lautwem.cli.output import Add, Format, open_output
from lautwem.errors import LautwemError, MissingModel
from lautwem.export.labels import Language
from lautwem.export.printable import one_line

Reader = Callable[[str], m.Reading]


def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="A file, a folder, an address (http, https), or - for standard input.",
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
        Literal["model", "rules"],
        typer.Option(help="model: trained weights; rules: none needed, less exact."),
    ] = "model",
    lang: Annotated[Language, typer.Option(help="Language of the report and the page.")] = "de",
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from addresses in the local network too."),
    ] = False,
) -> None:
    """Read articles: who says what, on whose word, through which channel, how surely."""
    sources, failed = sources_of(inputs)
    several = len(sources) > 1 or len(inputs) > 1 or any(Path(i).is_dir() for i in inputs)
    reader = _reader(engine, allow_private)
    with open_output(format_, output, several, lang) as add:
        for source in with_progress(sources):
            failed += not _read_one(source, reader, add, several)
    if failed:
        if several:
            say(f"{failed} of {len(sources) or len(inputs)} could not be read.")
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


def _reader(engine: Literal["model", "rules"], allow_private: bool) -> Reader:
    from lautwem.article import load
    from lautwem.reading import pipeline

    def read_source(source: str) -> m.Reading:
        article = load(source, allow_private=allow_private)
        return pipeline.read(encodable(article), engine=engine)

    return read_source


def encodable(article: m.Article) -> m.Article:
    """The article with a source that is valid Unicode (a file's name may be any bytes)."""
    source = article.source.encode(errors="surrogateescape").decode(errors="replace")
    return msgspec.structs.replace(article, source=source)


def _read_one(source: str, reader: Reader, add: Add, several: bool) -> bool:
    try:
        reading = reader(source)
    except MissingModel:
        raise
    except Exception as error:
        name = f"{one_line(source)}: " if several else ""
        say(f"{name}{explain(error)}")
        return False
    add(reading)
    return True


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
