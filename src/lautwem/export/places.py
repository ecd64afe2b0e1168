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
