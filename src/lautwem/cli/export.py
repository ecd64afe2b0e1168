"""``lautwem export``: readings in the forms that other tools read."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

import typer

import lautwem
from lautwem import model as m
from lautwem.cli.archive import Address, opened
from lautwem.cli.guard import UNUSABLE, explain, say, writing
from lautwem.cli.output import to_stdout
from lautwem.cli.read import encodable
from lautwem.engines import HELP, Engine
from lautwem.errors import BadArguments, LautwemError, MissingModel
from lautwem.export import mask, standards
from lautwem.export.printable import one_line
from lautwem.export.tables import files

if TYPE_CHECKING:
    from lautwem.article import collections

Target = Literal["jsonld", "webannotation", "nif", "tei", "csv", "parquet"]
TABLES = ("csv", "parquet")


def export(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT]...",
            help="Readings (what read --format json wrote), articles, or collections of them; "
            "without any, all current articles of the archive.",
            show_default=False,
        ),
    ] = None,
    *,
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
        Engine,
        typer.Option(help=HELP),
    ] = "model",
    archive: Address = "",
    mask_minors: Annotated[
        bool, typer.Option("--mask-minors", help="Black out the names of people under 18.")
    ] = False,
) -> None:
    """Export readings for other tools: JSON-LD, Web Annotation, NIF, TEI, CSV, Parquet."""
    source: Readings = _Source(inputs, engine) if inputs else _Archived(archive)
    if mask_minors:
        source = _Masked(source)
    if format_ in TABLES:
        _tables(source, format_, output)
    elif output is None:
        _to_stdout(source, format_)
    else:
        _into_folder(source, format_, output)
    if source.failed:
        raise typer.Exit(UNUSABLE)


class Readings(Protocol):
    """Where readings come from: they are gone through once, then ``failed`` is known."""

    @property
    def failed(self) -> int: ...

    def __iter__(self) -> Iterator[m.Reading]: ...


class _Source:
    """The readings behind the inputs, each article once; failures are told and counted."""

    def __init__(self, inputs: list[str], engine: Engine) -> None:
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
        from lautwem.article import collections  # late, as all that is heavy: --help stays quick

        for given in self._inputs:
            try:
                for entry in collections.records(given):
                    if isinstance(entry, collections.Damage):
                        self._fail(entry.name, f"{entry.code}: {entry.why}")
                    else:
                        yield from self._one(entry)
            except LautwemError as error:
                self._fail(given, explain(error))

    def _one(self, record: "collections.Record") -> Iterator[m.Reading]:
        from lautwem.article import collections

        try:
            if record.form == "reading":
                reading = collections.reading(record)
            else:
                article = encodable(collections.to_article(record))
                reading = lautwem.read(article, engine=self._engine)
        except MissingModel:
            raise
        except Exception as error:
            self._fail(record.name, explain(error))
        else:
            yield reading

    def _fail(self, name: str, why: str) -> None:
        say(f"{one_line(name)}: {why}")
        self.failed += 1


class _Archived:
    """The readings of all current articles of an archive."""

    failed = 0

    def __init__(self, address: str) -> None:
        self._address = address

    def __iter__(self) -> Iterator[m.Reading]:
        from lautwem.archive.versions import everything

        with opened(self._address) as archive:
            yield from everything(archive)


class _Masked:
    """The same readings with the names of minors blacked out."""

    def __init__(self, source: "Readings") -> None:
        self._source = source

    @property
    def failed(self) -> int:
        return self._source.failed

    def __iter__(self) -> Iterator[m.Reading]:
        return map(mask.minors, self._source)


def _to_stdout(source: "Readings", format_: Target) -> None:
    form = standards.FORMATS[format_]
    for number, reading in enumerate(source):
        if number and not form.by_line:
            raise BadArguments(
                f"Several articles as {format_} do not fit on standard output.",
                "Name a folder for them: --output FOLDER.",
            )
        to_stdout(standards.encode(reading, format_) + (b"\n" if form.by_line else b""))


def _into_folder(source: "Readings", format_: Target, folder: Path) -> None:
    count = 0
    for count, reading in enumerate(source, start=1):  # noqa: B007
        target = folder / f"{reading.article.id}.{standards.FORMATS[format_].ending}"
        with writing(str(target)):
            folder.mkdir(parents=True, exist_ok=True)
            target.write_bytes(standards.encode(reading, format_))
    say(f"{count} articles written to {folder}.")


def _tables(source: "Readings", format_: Target, folder: Path | None) -> None:
    if folder is None:
        raise BadArguments("Tables are several files.", "Name a folder for them: --output FOLDER.")
    with writing(str(folder)):
        count = files.write(source, folder, format_, lautwem.__version__)
    say(f"{count} articles written to {folder}, with datapackage.json.")
