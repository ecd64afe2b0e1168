"""Tables into files: CSV for spreadsheets and pandas, Parquet for everything larger."""

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

import msgspec

from lautwem import model as m
from lautwem.errors import BadArguments
from lautwem.export.tables.columns import Column, columns
from lautwem.export.tables.package import Format, descriptor
from lautwem.export.tables.rows import TABLES, Row, rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that spreadsheets would run; OWASP, "CSV Injection"."""

_PANDAS = {
    "string": ("unicode", "object", "object"),
    "integer": ("int64", "int64", "Int64"),
    "number": ("float64", "float64", "Float64"),
    "boolean": ("bool", "bool", "boolean"),
}
"""Type of a column in pandas' metadata; in memory where no value is missing; where one may be."""

BATCH = 2_000
"""Rows of a table that are kept before they are written to Parquet: a row group each."""


class _Writer(Protocol):
    def write(self, rows: tuple[Row, ...]) -> None: ...

    def close(self) -> None: ...


def guarded(cell: Any) -> Any:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


class _Csv:
    def __init__(self, path: Path, table: str) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._names = [column.name for column in columns(table)]
        self._csv = csv.writer(self._file)
        self._csv.writerow(self._names)

    def write(self, rows: tuple[Row, ...]) -> None:
        for row in rows:
            self._csv.writerow([_cell(getattr(row, name)) for name in self._names])

    def close(self) -> None:
        self._file.close()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return guarded(value)


class _Parquet:
    def __init__(self, path: Path, table: str) -> None:
        pyarrow = _pyarrow()
        from pyarrow import parquet

        self._arrow = pyarrow
        self._schema = arrow_schema(columns(table))
        self._file = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._kept: list[dict[str, Any]] = []

    def write(self, rows: tuple[Row, ...]) -> None:
        self._kept += [msgspec.structs.asdict(row) for row in rows]
        if len(self._kept) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        self._file.write_table(self._arrow.Table.from_pylist(self._kept, self._schema))
        self._kept = []

    def close(self) -> None:
        if self._kept:
            self._flush()
        self._file.close()


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise BadArguments(
            "Parquet needs a library that is not installed (pyarrow).",
            'Install it with: pip install "lautwem[tables]", or write csv.',
        ) from error
    return pyarrow


def arrow_schema(found: tuple[Column, ...]) -> Any:
    """The pyarrow schema of some columns, what each means in its metadata."""
    arrow = _pyarrow()
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
    }
    fields = [
        arrow.field(c.name, types[c.kind], c.nullable, {"description": c.description})
        for c in found
    ]
    return arrow.schema(fields, {"pandas": msgspec.json.encode(_in_pandas(found))})


def _in_pandas(found: tuple[Column, ...]) -> dict[str, Any]:
    """How pandas is to hold the columns, in the manner of its own files.

    Without it, whole numbers of which one is missing become floats, and truth values objects.
    """
    return {
        "index_columns": [],
        "column_indexes": [],
        "columns": [
            {
                "name": c.name,
                "field_name": c.name,
                "pandas_type": _PANDAS[c.kind][0],
                "numpy_type": _PANDAS[c.kind][1 + c.nullable],
                "metadata": None,
            }
            for c in found
        ],
        "pandas_version": "1.0.0",
    }


def write(readings: Iterable[m.Reading], folder: Path, format_: Format, version: str) -> int:
    """All tables of the readings into a folder, with ``datapackage.json``; how many readings.

    Raises OSError where the folder cannot be written, BadArguments where Parquet is
    asked for and pyarrow is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    make = _Csv if format_ == "csv" else _Parquet
    count = 0
    with ExitStack() as stack:
        writers: dict[str, _Writer] = {}
        for table in TABLES:
            writers[table] = make(folder / f"{table}.{format_}", table)
            stack.callback(writers[table].close)
        for count, reading in enumerate(readings, start=1):  # noqa: B007
            for table, found in rows(reading).items():
                writers[table].write(found)
    described = msgspec.json.format(msgspec.json.encode(descriptor(format_, version)), indent=2)
    (folder / "datapackage.json").write_bytes(described + b"\n")
    return count
