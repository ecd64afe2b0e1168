"""Parquet tables of articles, row group by row group; pyarrow comes with the extra ``tables``."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from lautwem import schema
from lautwem.article.collections import fields
from lautwem.article.collections.record import Damage, Record, failed
from lautwem.article.collections.table import FOUND_OUT, Layout
from lautwem.errors import DamagedCollection, LautwemError, MissingExtra, NoArticles

_ROWS = 64
"""Rows held at once."""


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtra(
            "Parquet needs a library that is not installed (pyarrow).",
            'Install it with: pip install "lautwem[tables]".',
        ) from error
    return pyarrow


def read(
    stream: BinaryIO | str, source: str, layout: Layout = FOUND_OUT
) -> Iterator[Record | Damage]:
    """The articles of a Parquet file; a damaged row group does not end the others.

    Raises MissingExtra without pyarrow, DamagedCollection where the file cannot be opened,
    NoArticles where no column holds text.
    """
    arrow = _pyarrow()
    faults = (arrow.ArrowException, OSError, ValueError, EOFError, MemoryError)
    try:
        file = arrow.parquet.ParquetFile(stream, page_checksum_verification=True)
        names = tuple(file.schema_arrow.names)
        groups = file.num_row_groups
        sizes = [file.metadata.row_group(n).num_rows for n in range(groups)]
    except faults as error:
        raise DamagedCollection(
            f"{source} is no whole Parquet file: {str(error)[:200]}.", "Write it anew."
        ) from error
    held = fields.mapped(names, dict(layout.columns))
    if not held.has_body() and "reading" not in names:
        raise NoArticles(
            f"No column of {source} is known to hold the text: {', '.join(names)[:300]}.",
            "Name it: text, body, content; or say which it is (--column text=NAME).",
        )
    wanted = [name for names_ in held.names.values() for name in names_]
    if "reading" in names:
        wanted.append("reading")
    first = 1
    for group in range(groups):
        row, reason = 0, "they are missing"
        try:
            for batch in file.iter_batches(_ROWS, row_groups=[group], columns=wanted):
                for found in batch.to_pylist():
                    yield _record(found, f"{source}#{first + row}", held)
                    row += 1
        except faults as error:
            reason = str(error)[:200]
        if row < sizes[group]:
            missing = f"Rows {first + row} to {first + sizes[group] - 1} are damaged: {reason}."
            yield Damage(f"{source}#{first + row}", missing)
        first += sizes[group]


def _record(row: dict[str, Any], name: str, held: fields.Mapped) -> Record | Damage:
    try:
        if isinstance(row.get("reading"), str):
            found = row["reading"].encode()
            article = schema.decode(found).article
            return Record(name, found, "reading", url=article.url, title=article.title,
                          outlet=article.outlet, authors=article.authors)  # fmt: skip
        return fields.record(name, row, held, ())
    except LautwemError as error:
        return failed(name, error)
