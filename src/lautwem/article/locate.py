"""Where the words taken from a page stand in its file."""

from bisect import bisect_right

import msgspec

from lautwem.article import compose, visible
from lautwem.model import Article, Place, Span

_PROBES = (40, 20, 10)
"""Characters by which the beginning of a block is found whose whole is printed otherwise."""


def _shown(source: str) -> tuple[str, list[int]]:
    """The characters a page shows, without white space and marks of layout, and their offsets."""
    chars: list[str] = []
    offsets: list[int] = []
    for piece in visible.pieces(source):
        if piece.kind != "text":
            continue
        entity = source.startswith("&", piece.begin) and len(piece.content) <= 2
        for number, char in enumerate(piece.content):
            if _counts(char):
                chars.append(char)
                offsets.append(piece.begin + (0 if entity else number))
    return "".join(chars), offsets


def _counts(char: str) -> bool:
    return not (char.isspace() or char in "\xad\u200b\u2060\ufeff")


def _spans(article: Article) -> list[Span]:
    title = [article.title_span] if article.title_span else []
    return sorted([*title, *article.paragraphs, *(c.span for c in article.captions)])


def with_places(article: Article, source: str) -> Article:
    """The article with the places of its words in ``source``, the text of the page's file.

    A block that the page holds in its metadata only has the place of the block before it.
    """
    source = compose.clean(source)
    shown, offsets = _shown(source)
    starts = [0, *(at + 1 for at, char in enumerate(source) if char == "\n")]
    places: list[Place] = [(0, 1, 1)]
    cursor = 0
    for begin, end in _spans(article):
        inner = [at for at in range(begin, end) if _counts(article.text[at])]
        words = "".join(article.text[at] for at in inner)
        found, length = _find(shown, words, cursor)
        if found < 0:
            places.append((begin, *places[-1][1:]))
            continue
        cursor = found + length
        for at, offset in zip(inner, offsets[found:cursor], strict=False):
            line = bisect_right(starts, offset)
            column = offset - starts[line - 1] + 1
            last = places[-1]
            if (line, column) != (last[1], last[2] + at - last[0]):
                places.append((at, line, column))
    return msgspec.structs.replace(article, places=tuple(places))


def _find(shown: str, words: str, cursor: int) -> tuple[int, int]:
    """Where ``words`` stand, from the cursor on or else anywhere; else their beginning."""
    for wanted in (words, *(words[:size] for size in _PROBES)):
        for begin in (cursor, 0):
            found = shown.find(wanted, begin)
            if found >= 0:
                return found, len(wanted)
    return -1, 0
