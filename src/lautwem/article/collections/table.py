"""Tables of articles as text: which signs part the columns, what the columns hold, the rows."""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from lautwem.article import dates, decode
from lautwem.article.collections import fields
from lautwem.article.collections.record import Damage, Record, failed
from lautwem.article.collections.stream import Line, TooLong
from lautwem.errors import DamagedCollection, LautwemError, NoArticles
from lautwem.model import Frozen, Notice

_DELIMITERS = (",", ";", "\t", "|")
_QUOTES = ('"', "'")
_SAMPLE_LINES = 500
_SAMPLE_SIZE = 1 << 18
_LONGEST_ROW = 1_500_000
"""Characters of a row: five texts of the longest that is read. An open quote ends here at last."""

_RETRIES = 1_000
"""Broken rows of one table behind which the next line is tried; then a broken row takes along
all that its open quote took. Keeps a hostile table linear."""

_BODY = 200
"""Mean length from which a column without a name is taken for the text."""
_NAME = 40
"""Most characters of the name of a column."""


class Layout(Frozen):
    """How a table is written, where that must be said; None is found out.

    ``columns`` pairs a field (text, html, title, outlet, published, authors, url) with the
    name of its column, or with its number from "1" in a table without names.
    """

    columns: tuple[tuple[str, str], ...] = ()
    delimiter: str | None = None
    quote: str | None = None
    header: bool | None = None


FOUND_OUT = Layout()

_Numbered = tuple[int, str | None, tuple[Notice, ...]]
"""Number of a line, its text (None: too long), and notices."""


class _Row(Frozen):
    line: int
    cells: tuple[str, ...]
    notices: tuple[Notice, ...] = ()


class _Broken(Frozen):
    line: int
    reason: str


def _numbered(lines: Iterable[Line], source: str) -> Iterator[_Numbered]:
    for number, line in enumerate(lines, 1):
        if isinstance(line, TooLong):
            yield number, None, ()
            continue
        try:
            yield number, line.decode("utf-8"), ()
        except UnicodeDecodeError:
            try:
                found = decode.decode(line, source)
                yield number, found.text, found.notices
            except LautwemError:
                yield number, line.decode("utf-8", "replace"), ()


def _rows(
    lines: Iterator[_Numbered], delimiter: str, quote: str, retries: int = _RETRIES
) -> Iterator[_Row | _Broken]:
    """Rows one by one; behind a broken one the line after its first is tried as a row."""
    csv.field_size_limit(max(csv.field_size_limit(), 2 * _LONGEST_ROW))
    waiting: deque[_Numbered] = deque()
    taken: list[_Numbered] = []

    def feed() -> Iterator[str]:
        size = 0
        for entry in iter(lambda: waiting.popleft() if waiting else next(lines, None), None):
            taken.append(entry)
            size += len(entry[1] or "")
            if entry[1] is None or size > _LONGEST_ROW:
                raise csv.Error("the row is too long")
            yield entry[1] + "\n"

    while True:
        taken.clear()
        try:
            cells = next(csv.reader(feed(), delimiter=delimiter, quotechar=quote, strict=True))
            if cells:
                yield _Row(taken[0][0], tuple(cells), tuple(n for t in taken for n in t[2]))
        except StopIteration:
            return
        except csv.Error as error:
            yield _Broken(taken[0][0], str(error))
            if retries > 0:
                retries -= 1
                waiting.extendleft(reversed(taken[1:]))


def _width(rows: Sequence[_Row | _Broken]) -> tuple[int, float]:
    """The usual number of columns, and the share of rows that have it."""
    counts = Counter(len(row.cells) for row in rows if isinstance(row, _Row))
    if not counts:
        return 0, 0.0
    width, rows_of_it = counts.most_common(1)[0]
    return width, rows_of_it / len(rows)


def _names_a_body(rows: Sequence[_Row | _Broken]) -> bool:
    """Whether the first row names a column of texts."""
    first = rows[0] if rows else None
    return isinstance(first, _Row) and fields.mapped(first.cells).has_body()


def _signs(sample: Sequence[_Numbered], layout: Layout) -> tuple[str, str]:
    """The delimiter under which most rows have equally many columns, and the quote behind it."""
    best, signs = -1.0, (",", '"')
    text = "\n".join(entry[1] or "" for entry in sample)
    for delimiter in [layout.delimiter] if layout.delimiter else _DELIMITERS:
        opens = {
            q: len(re.findall(f"(?:^|{re.escape(delimiter)}){q}", text, re.M)) for q in _QUOTES
        }
        quote = layout.quote or max(_QUOTES, key=opens.__getitem__)
        rows = list(_rows(iter(sample), delimiter, quote, 20))
        width, share = _width(rows)
        value = share * (width > 1) + _names_a_body(rows)
        if value > best + 1e-9:
            best, signs = value, (delimiter, quote)
    return signs


def _mean(rows: Sequence[_Row], column: int) -> float:
    return sum(len(row.cells[column]) for row in rows) / len(rows)


def _looks_named(rows: Sequence[_Row]) -> bool:
    """Whether the first row names the columns: short distinct words above longer texts."""
    first, rest = rows[0].cells, rows[1:]
    if not rest or any(not cell.strip() or len(cell) > _NAME for cell in first):
        return False
    longest = max(_mean(rest, column) for column in range(len(first)))
    return len(set(first)) == len(first) and longest >= _BODY


def _by_position(rows: Sequence[_Row], names: Sequence[str]) -> dict[str, str]:
    """What columns without names hold, by what stands in them: text, title, date, address."""
    means = [_mean(rows, column) for column in range(len(names))]
    body = max(range(len(names)), key=means.__getitem__)
    if means[body] < _BODY:
        return {}
    found = {"text": names[body]}
    for column, name in enumerate(names):
        cells = [row.cells[column].strip() for row in rows]
        if column == body or not all(cells):
            continue
        if all(cell.startswith(("http://", "https://")) for cell in cells):
            found.setdefault("url", name)
        elif all(dates.parse(cell) for cell in cells):
            found.setdefault("published", name)
        elif 25 <= means[column] <= _BODY and len(set(cells)) > 0.9 * len(cells):
            found.setdefault("title", name)  # topics repeat, titles do not
    return found


def _columns(
    rows: Sequence[_Row], layout: Layout, source: str
) -> tuple[tuple[str, ...], fields.Mapped, bool]:
    """Names of the columns, what they hold, and whether the first row gives the names."""
    first = rows[0].cells
    header = layout.header
    if header is None:
        wanted = {column for _, column in layout.columns}
        header = bool(wanted and wanted <= set(first)) or (
            not wanted and (fields.mapped(first).has_body() or _looks_named(rows))
        )
    names = first if header else tuple(str(n + 1) for n in range(len(first)))
    given = dict(layout.columns) or ({} if header else _by_position(rows, names))
    found = fields.mapped(names, given)
    if not found.has_body():
        raise NoArticles(
            f"No column of {source} is known to hold the text: {', '.join(names)[:300]}.",
            "Name it: text, body, content; or say which it is (--column text=NAME).",
        )
    return names, found, header


def _sample(numbered: Iterator[_Numbered]) -> list[_Numbered]:
    taken: list[_Numbered] = []
    size = 0
    for entry in islice(numbered, _SAMPLE_LINES):
        taken.append(entry)
        size += len(entry[1] or "")
        if size > _SAMPLE_SIZE:
            break
    return taken


def read(
    lines: Iterable[Line], source: str, layout: Layout = FOUND_OUT
) -> Iterator[Record | Damage]:
    """The articles of the rows of ``source``. Raises NoArticles where no column holds text."""
    numbered = _numbered(lines, source)
    broken: DamagedCollection | None = None
    try:
        sample = _sample(numbered)
    except DamagedCollection as error:
        sample, broken = [], error
    if not sample:
        yield failed(source, broken or NoArticles(f"{source} has no rows.", "Give a table."))
        return
    delimiter, quote = _signs(sample, layout)
    first = list(_rows(iter(sample), delimiter, quote))
    width, _ = _width(first)
    whole = [row for row in first if isinstance(row, _Row) and len(row.cells) == width]
    if not whole:
        raise NoArticles(f"{source} is no table.", "Rows of columns parted by , ; | or tab.")
    names, held, header = _columns(whole, layout, source)
    rows = _rows(chain(sample, numbered), delimiter, quote)
    head = whole[0].line if header else 0
    try:
        for row in rows:
            if row.line != head:
                yield _record(row, source, names, held)
    except DamagedCollection as error:
        yield failed(f"{source} (end)", error)


def _record(
    row: _Row | _Broken, source: str, names: Sequence[str], held: fields.Mapped
) -> Record | Damage:
    name = f"{source}#{row.line}"
    if isinstance(row, _Broken):
        return Damage(name, f"The row is broken: {row.reason}.")
    if len(row.cells) != len(names):
        return Damage(name, f"The row has {len(row.cells)} columns, not {len(names)}.")
    try:
        return fields.record(name, dict(zip(names, row.cells, strict=True)), held, row.notices)
    except LautwemError as error:
        return failed(name, error)
