"""``lautwem export``: readings in the forms that other tools read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

import lautwem
from lautwem import model as m
from lautwem import schema
from lautwem.cli.guard import UNUSABLE, explain, say, writing
from lautwem.cli.output import to_stdout
from lautwem.errors import BadArguments, LautwemError, MissingModel, UnreadableInput
from lautwem.export import standards
from lautwem.export.printable import one_line
from lautwem.export.tables import files

Target = Literal["jsonld", "webannotation", "nif", "tei", "csv", "parquet"]
TABLES = ("csv", "parquet")

READINGS = (".jsonl", ".json", ".ndjson")
"""Files of readings, one a line, as ``lautwem read --format json`` writes them."""


def export(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Readings (what read --format json wrote), or articles as for read.",
            show_default=False,
        ),
    ],
    format_: Annotated[
        Target,
        typer.Option(
            "--format",
            "-f",
            help="jsonld: schema.org and PROV-O; webannotation: W3C Web Annotation; nif: NIF 2.0 "
            "in Turtle; tei: TEI P5 with said; csv, parquet: tables with datapackage.json.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write into this folder; needed for tables, and for nif and tei of several.",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        Literal["model", "rules"],
        typer.Option(help="Who reads articles: trained weights, or rules alone."),
    ] = "model",
) -> None:
    """Export readings for other tools: JSON-LD, Web Annotation, NIF, TEI, CSV, Parquet."""
    source = _Source(inputs, engine)
    if format_ in TABLES:
        _tables(source, format_, output)
    elif output is None:
        _to_stdout(source, format_)
    else:
        _into_folder(source, format_, output)
    if source.failed:
        raise typer.Exit(UNUSABLE)


class _Source:
    """The readings behind the inputs, each article once; failures are told and counted."""

    def __init__(self, inputs: list[str], engine: Literal["model", "rules"]) -> None:
        self._inputs = inputs
        self._engine = engine
        self.failed = 0

    def __iter__(self) -> Iterator[m.Reading]:
        seen: set[str] = set()
        for reading in self._all():
            if reading.article.id in seen:
                say(f"{one_line(reading.article.source)}: the same article again, left out.")
            else:
                seen.add(reading.article.id)
                yield reading

    def _all(self) -> Iterator[m.Reading]:
        from lautwem.article import expand  # late, as all that is heavy: --help stays quick

        for given in self._inputs:
            try:
                for source in expand([given]):
                    yield from self._tried(source)
            except LautwemError as error:
                self._fail(given, error)

    def _tried(self, source: str) -> Iterator[m.Reading]:
        try:
            yield from self._readings(source)
        except MissingModel:
            raise
        except Exception as error:
            self._fail(source, error)

    def _fail(self, source: str, error: Exception) -> None:
        say(f"{one_line(source)}: {explain(error)}")
        self.failed += 1

    def _readings(self, source: str) -> Iterator[m.Reading]:
        if source.endswith(READINGS):
            yield from self._lines(source)
        else:
            from lautwem.article import load

            yield lautwem.read(load(source), engine=self._engine)

    def _lines(self, source: str) -> Iterator[m.Reading]:
        try:
            with Path(source).open("rb") as lines:
                for number, line in enumerate(lines, start=1):
                    yield from self._line(f"{source}:{number}", line)
        except OSError as error:
            raise UnreadableInput(
                f"{source} cannot be read: {error.strerror or error}.", "Check the path."
            ) from error

    def _line(self, place: str, line: bytes) -> Iterator[m.Reading]:
        if not line.isspace():
            try:
                yield schema.decode(line)
            except LautwemError as error:
                self._fail(place, error)


def _to_stdout(source: "_Source", format_: Target) -> None:
    form = standards.FORMATS[format_]
    for number, reading in enumerate(source):
        if number and not form.by_line:
            raise BadArguments(
                f"Several articles as {format_} do not fit on standard output.",
                "Name a folder for them: --output FOLDER.",
            )
        to_stdout(standards.encode(reading, format_) + (b"\n" if form.by_line else b""))


def _into_folder(source: "_Source", format_: Target, folder: Path) -> None:
    count = 0
    for count, reading in enumerate(source, start=1):  # noqa: B007
        target = folder / f"{reading.article.id}.{standards.FORMATS[format_].ending}"
        with writing(str(target)):
            folder.mkdir(parents=True, exist_ok=True)
            target.write_bytes(standards.encode(reading, format_))
    say(f"{count} articles written to {folder}.")


def _tables(source: "_Source", format_: Target, folder: Path | None) -> None:
    if folder is None:
        raise BadArguments("Tables are several files.", "Name a folder for them: --output FOLDER.")
    with writing(str(folder)):
        count = files.write(source, folder, format_, lautwem.__version__)
    say(f"{count} articles written to {folder}, with datapackage.json.")
