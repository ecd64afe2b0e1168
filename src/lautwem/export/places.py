"""Where something stands: offsets into the text as line and column of the file."""

import bisect
import functools

from lautwem.model import Article, Place


@functools.lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    starts = [0]
    found = text.find("\n")
    while found >= 0:
        starts.append(found + 1)
        found = text.find("\n", found + 1)
    return tuple(starts)


def line_and_column(article: Article, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a code point of ``article.text``.

    They are those of the file (front matter counted); for a DOCX the line is the number of
    the paragraph, for a page from the net they are those of the text taken from it.
    """
    if article.places:
        return _by_places(article.places, offset)
    starts = _line_starts(article.text)
    line = bisect.bisect_right(starts, offset) - 1
    column = offset - starts[line] + (article.column_offset if line == 0 else 0)
    return line + 1 + article.line_offset, column + 1


def _by_places(places: tuple[Place, ...], offset: int) -> tuple[int, int]:
    at = max(0, bisect.bisect_right(places, offset, key=lambda place: place[0]) - 1)
    begin, line, column = places[at]
    return line, max(1, column + offset - begin)


def offset_at(article: Article, line: int, column: int) -> int | None:
    """The code point of ``article.text`` at a line and column of the file; None in none.

    The other way round from :func:`line_and_column`. Within markup it is the word before it.
    """
    if article.places:
        return _offset_by_places(article, line, column)
    starts = _line_starts(article.text)
    number = line - 1 - article.line_offset
    if not 0 <= number < len(starts):
        return None
    offset = starts[number] + column - 1 - (article.column_offset if number == 0 else 0)
    end = starts[number + 1] if number + 1 < len(starts) else len(article.text) + 1
    return offset if starts[number] <= offset < end else None


def _offset_by_places(article: Article, line: int, column: int) -> int | None:
    best: tuple[int, int] | None = None
    for number, (_, there, begin) in enumerate(article.places):
        if there == line and begin <= column and (best is None or begin >= best[0]):
            best = (begin, number)
    if best is None:
        return None
    begin, number = best
    offset = article.places[number][0]
    after = article.places[number + 1 : number + 2]
    end = after[0][0] if after else len(article.text)
    return max(offset, min(offset + column - begin, end - 1))
