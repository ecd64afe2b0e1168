"""The tables of a run: those of ``export`` with a row number before them, and three of its own."""

import io
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from lautwem import model as m
from lautwem import schema
from lautwem.bulk.parts import write_whole
from lautwem.export.tables import rows as exported
from lautwem.export.tables.columns import Column, columns
from lautwem.export.tables.files import arrow_schema

ROW = Column("row", "integer", False, "number of the article in the inputs: joins all tables")

PLACE = Column("place", "integer", False, "number of the statement: row × 4096 + its own")

KEYS = "keys"
BANDS = "bands"
READINGS = "readings"
FAILURES = "failures"
FORMS = "forms"
SHINGLES = "shingles"

PLACES = 4096
"""Statements of one article that have a place of their own; later ones are not compared."""

_OWN = {
    FAILURES: (
        ROW,
        Column("source", "string", False, "file or address, with the place in it"),
        Column("code", "string", False, "code of the error, as in docs/errors.md"),
        Column("message", "string", False, "what is wrong"),
    ),
    KEYS: (
        ROW,
        PLACE,
        Column("key", "integer", False, "a key under which forms of one statement meet"),
    ),
    BANDS: (ROW, Column("band", "integer", False, "a key under which copies of a text meet")),
    READINGS: (
        ROW,
        Column("reading", "string", False, "the reading, lautwem.reading/1; with --readings"),
    ),
    FORMS: (
        ROW,
        PLACE,
        Column("statement", "string", False, "id within the article"),
        Column("form", "string", False, "what the statement is compared by; with --across"),
    ),
    SHINGLES: (
        ROW,
        Column("shingles", "string", False, "hashes of the body, hexadecimal; with --across"),
    ),
}

ASKED_FOR = (READINGS, FORMS, SHINGLES)
"""Tables that a run has only with an option."""

NAMES = (*exported.TABLES, *_OWN)
"""Every table of a run."""


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table, in their order."""
    return _OWN[table] if table in _OWN else (ROW, *columns(table))


class Failure(m.Frozen):
    """An article that was not read."""

    source: Annotated[str, Meta(description="file or address, with the place in it")]
    code: str
    message: str


class Rows:
    """The rows of one part, gathered table by table, then written."""

    def __init__(self, readings: bool, across: bool) -> None:
        self._readings = readings
        self._across = across
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def add(self, row: int, reading: m.Reading) -> int:
        """The rows of a reading; the number of its statements."""
        found = {t: [msgspec.structs.asdict(r) for r in rs] for t, rs in _exported(reading)}
        found |= _linking(row, reading)
        if self._across:
            found |= _compared(row, reading)
        if self._readings:
            found[READINGS] = [{"reading": schema.encode(reading).decode()}]
        for table, several in found.items():  # only now: an article has all its rows or none
            self._rows[table] += [{"row": row, **one} for one in several]
        return len(reading.statements)

    def fail(self, row: int, failure: Failure) -> None:
        self._rows[FAILURES].append({"row": row, **msgspec.structs.asdict(failure)})

    def write(self, out: Path, part: str) -> None:
        """Writes the rows of every table, in place of those of an earlier attempt."""
        for table in NAMES:
            path = out / table / f"{part}.parquet"
            if rows := self._rows[table]:
                write_whole(path, encoded(table, rows))
            else:
                path.unlink(missing_ok=True)


def _linking(row: int, reading: m.Reading) -> dict[str, list[dict[str, Any]]]:
    """The keys of the statements and the bands of the body, as the archive has them."""
    from lautwem.archive.linking.copies import article_bands
    from lautwem.archive.linking.keys import statement_keys

    keys = [
        {"place": place(row, statement.id), "key": key}
        for statement in reading.statements[: PLACES - 1]
        for key in statement_keys(reading, statement)
    ]
    return {KEYS: keys, BANDS: [{"band": band} for band in sorted(set(article_bands(reading)))]}


def _compared(row: int, reading: m.Reading) -> dict[str, list[dict[str, Any]]]:
    """What statements and bodies are compared by, once they have met."""
    from lautwem.archive.linking.copies import body, shingles
    from lautwem.archive.linking.items import of_reading

    forms = [
        {
            "place": place(row, item.statement),
            "statement": item.statement,
            "form": msgspec.json.encode(item).decode(),
        }
        for item in of_reading(reading)
        if item.statement is not None and int(item.statement[1:]) < PLACES
    ]
    hashes = shingles(body(reading.article)).astype(">u8").tobytes().hex()
    return {FORMS: forms, SHINGLES: [{"shingles": hashes}] if hashes else []}


def place(row: int, statement: str) -> int:
    """The number of a statement among all; ``s3`` of row 2 has 2 × 4096 + 3."""
    return row * PLACES + int(statement[1:])


def _exported(reading: m.Reading) -> Any:
    return exported.rows(reading).items()


def encoded(table: str, rows: list[dict[str, Any]]) -> bytes:
    """The rows of a table as a Parquet file."""
    import pyarrow
    from pyarrow import parquet

    sink = io.BytesIO()
    held = pyarrow.Table.from_pylist(rows, arrow_schema(columns_of(table)))
    parquet.write_table(held, sink, compression="zstd")
    return sink.getvalue()


def complete(out: Path) -> None:
    """Gives every table at least one file, so that tools can open a table without rows."""
    for table in NAMES:
        if table not in ASKED_FOR and not any((out / table).glob("*.parquet")):
            write_whole(out / table / "none.parquet", encoded(table, []))
