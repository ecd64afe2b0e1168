"""Tables as CSV files that a spreadsheet opens and nothing in them runs."""

import csv
import io
from collections.abc import Iterable, Sequence

from litestar import Response

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that spreadsheets take for a formula (OWASP, CSV injection)."""


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response[bytes]:
    """A CSV file to be saved as ``name``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(out.getvalue().encode(), media_type="text/csv; charset=utf-8", headers=headers)


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
