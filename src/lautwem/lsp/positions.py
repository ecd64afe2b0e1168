"""Places of a draft and positions of the Language Server Protocol, in the units agreed on.

A place is a line and a column from 1, in code points of the line in NFC; a position is a line
and a character from 0, in units of UTF-8, UTF-16 or UTF-32 of the line as the editor has it.
"""

import bisect
import re
import unicodedata
from collections.abc import Callable

from lsprotocol.types import Position, PositionEncodingKind, Range

from lautwem import model as m
from lautwem.export.places import offset_at
from lautwem.report.checked import place_of

_LINE_END = re.compile(r"\r\n|\r|\n")
_WIDTH = {
    PositionEncodingKind.Utf8: lambda text: len(text.encode("utf-8", "surrogatepass")),
    PositionEncodingKind.Utf16: lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    PositionEncodingKind.Utf32: len,
}


def _composed(text: str) -> int:
    return len(text) if text.isascii() else len(unicodedata.normalize("NFC", text))


def _last(size: int, holds: Callable[[int], bool]) -> int:
    """The last of 0 .. ``size`` for which something holds that holds for all before it; else 0."""
    return max(0, bisect.bisect_left(range(size + 1), True, key=lambda end: not holds(end)) - 1)


class Lines:
    """The lines of a text as an editor has it. Immutable."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str) -> None:
        self._lines = _LINE_END.split(text)
        self._width = _WIDTH[PositionEncodingKind(encoding)]

    def position(self, line: int, column: int) -> Position:
        """The position of a place; one behind a line or the text is its end."""
        number = min(max(line - 1, 0), len(self._lines) - 1)
        text = self._lines[number]
        at = _last(len(text), lambda end: _composed(text[:end]) < column)
        return Position(number, self._width(text[:at]))

    def at(self, before: str) -> Position:
        """The position behind ``before``, the beginning of the text."""
        lines = _LINE_END.split(before)
        return Position(len(lines) - 1, self._width(lines[-1]))

    def text(self, number: int) -> str:
        """A line by its number from 0; empty where there is none."""
        return self._lines[number] if 0 <= number < len(self._lines) else ""

    def place(self, position: Position) -> tuple[int, int]:
        """The place of a position; one within a character is that character."""
        if position.line >= len(self._lines):
            return position.line + 1, 1
        text = self._lines[position.line]
        at = _last(len(text), lambda end: self._width(text[:end]) <= position.character)
        return position.line + 1, _composed(text[:at]) + 1

    def range_of(self, article: m.Article, span: m.Span) -> Range:
        """The range of a span of the article that was read from this text."""
        place = place_of(article, span)
        begin = self.position(place.line, place.column)
        return Range(begin, self.position(place.end_line, place.end_column))

    def offset(self, article: m.Article, position: Position) -> int | None:
        """The code point of the article at a position; None where none of its words is."""
        return offset_at(article, *self.place(position))
