"""The tables of a run: those of ``export`` with a row number before them, and three of its own."""

import io
import itertools
from collections import defaultdict
from collections.abc import Sequence
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
BODIES = "bodies"

PLACES = 4096
"""Statements of one article that have a place of their own; later ones are not compared."""

_OWN = {
    FAILURES: (
        ROW,
        Column("source", "string", False, "file or address, with the place in it"),
        Column("code", "string", False, "code of the error, as in docs/errors.md"),
        Column("message", "string", False, "what is wrong"),
        Column("advice", "string", False, "what to do"),
    ),
    KEYS: (
        ROW,
        PLACE,
        Column("key", "integer", False, "a key under which forms of one statement meet"),
    ),
    BANDS: (ROW, Column("band", "integer", False, "a key under which copies of a text meet")),
    READINGS: (
        ROW,
        Column("reading", "string", False, "the reading, lautwem.reading/1"),
    ),
    FORMS: (
        ROW,
        PLACE,
        Column("statement", "string", False, "id within the article"),
        Column("sketch", "string", False, "the same in a few numbers, hexadecimal"),
        Column("form", "string", False, "what the statement is compared by, JSON"),
    ),
    BODIES: (
        ROW,
        Column("shingles", "string", False, "hashes of the body, hexadecimal"),
        Column("paragraphs", "string", False, "where its paragraphs lie, 'begin,end' each"),
    ),
}

NAMES = (*exported.TABLES, *_OWN)
"""Every table a run can have."""

_COMPARED = (KEYS, BANDS, FORMS, BODIES)


def names(*, readings: bool, across: bool) -> tuple[str, ...]:
    """The tables of a run with these options."""
    left_out = (*(() if readings else (READINGS,)), *(() if across else _COMPARED))
    return tuple(name for name in NAMES if name not in left_out)


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table, in their order."""
    return _OWN[table] if table in _OWN else (ROW, *columns(table))


class Failure(m.Frozen):
    """An article that was not read."""

    source: Annotated[str, Meta(description="file or address, with the place in it")]
    code: str
    message: str
    advice: str


class Rows:
    """The rows of one part, gathered table by table, then written."""

    def __init__(self, readings: bool, across: bool) -> None:
        self._readings = readings
        self._across = across
        self._lines: dict[str, bytearray] = defaultdict(bytearray)

    def add(self, row: int, reading: m.Reading) -> int:
        """The rows of a reading; the number of its statements."""
        found = {t: [msgspec.structs.asdict(r) for r in rs] for t, rs in _exported(reading)}
        if self._across:
            found |= _compared(row, reading)
        if self._readings:
            found[READINGS] = [{"reading": schema.encode(reading).decode()}]
        made = {table: _lines(row, several) for table, several in found.items()}
        for table, lines in made.items():  # only now: an article has all its rows or none
            self._lines[table] += lines
        return len(reading.statements)

    def fail(self, row: int, failure: Failure) -> None:
        self._lines[FAILURES] += _lines(row, [msgspec.structs.asdict(failure)])

    def write(self, out: Path, part: str) -> None:
        """Writes the rows of every table, in place of those of an earlier attempt."""
        for table in NAMES:
            path = out / table / f"{part}.parquet"
            if lines := self._lines[table]:
                write_whole(path, encoded(table, lines))
            else:
                path.unlink(missing_ok=True)


def _lines(row: int, rows: list[dict[str, Any]]) -> bytes:
    """Rows of an article as lines of JSON."""
    return msgspec.json.Encoder().encode_lines({"row": row, **one} for one in rows)


def _compared(row: int, reading: m.Reading) -> dict[str, list[dict[str, Any]]]:
    """Where statements and bodies meet, as in the archive, and what they are compared by then."""
    from lautwem.archive.linking.copies import bands, body, shingles
    from lautwem.archive.linking.items import statement_items
    from lautwem.archive.linking.keys import statement_keys
    from lautwem.archive.linking.sketch import sketch

    keys, forms = [], []
    several = zip(reading.statements, statement_items(reading), strict=True)
    for statement, item in itertools.islice(several, PLACES - 1):
        at = place(row, statement.id)
        keys += [{"place": at, "key": key} for key in statement_keys(reading, statement)]
        bare = msgspec.structs.replace(item, text="", spans=(), named=frozenset())
        form = msgspec.json.encode(bare).decode()
        forms.append({"place": at, "statement": statement.id, "sketch": sketch(item), "form": form})
    hashes = shingles(body(reading.article))
    paragraphs = " ".join(f"{begin},{end}" for begin, end in reading.article.paragraphs)
    held = hashes.astype(">u8").tobytes().hex()
    return {
        KEYS: keys,
        FORMS: forms,
        BANDS: [{"band": band} for band in sorted(set(bands(hashes)))],
        BODIES: [{"shingles": held, "paragraphs": paragraphs}],
    }


def place(row: int, statement: str) -> int:
    """The number of a statement among all; ``s3`` of row 2 has 2 × 4096 + 3."""
    return row * PLACES + int(statement[1:])


def _exported(reading: m.Reading) -> Any:
    return exported.rows(reading).items()


def encoded(table: str, lines: bytes | bytearray) -> bytes:
    """Rows of a table, lines of JSON, as a Parquet file.

    Arrow reads the lines itself: given Python's values it would load pandas, where that is
    installed, which takes 0.2 s and 45 MB a process.
    """
    import pyarrow
    from pyarrow import json, parquet

    schema = arrow_schema(columns_of(table))
    held = schema.empty_table()
    if lines:
        held = json.read_json(
            pyarrow.BufferReader(lines),
            json.ReadOptions(use_threads=False, block_size=len(lines)),
            json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
        )
        held = pyarrow.Table.from_arrays(held.columns, schema=schema)
    sink = io.BytesIO()
    parquet.write_table(held, sink, compression="zstd")
    return sink.getvalue()


def complete(out: Path, names: Sequence[str]) -> None:
    """Gives each of these tables at least one file, so that tools can open one without rows."""
    for table in names:
        if not any((out / table).glob("*.parquet")):
            write_whole(out / table / "none.parquet", encoded(table, b""))
