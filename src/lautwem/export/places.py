"""Where something stands: offsets into the text as line and column of the file."""

import bisect
import functools

from lautwem.model import Article


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

    They are those of the file for plain text (front matter counted); for a page
    they are those of the text that was taken from it.
    """
    starts = _line_starts(article.text)
    line = bisect.bisect_right(starts, offset) - 1
    column = offset - starts[line] + (article.column_offset if line == 0 else 0)
    return line + 1 + article.line_offset, column + 1
