"""Where the words that a page shows stand in its source: tags, comments and entities set apart."""

import html
import re
from collections.abc import Iterator
from typing import Literal

from lautwem.model import Frozen

_PIECE = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<silent>script|style|title|template|noscript|svg)\b.*?(?:</(?P=silent)\s*>|\Z)"
    r"""|<(?P<tag>/?[a-z][\w-]*|[!?])(?:"[^"]{0,5000}"|'[^']{0,5000}'|[^<>"'])*>"""
    r"|(?P<entity>&#?\w{1,31};)"
    r"|(?P<text>[^<&]+|[<&])",
    re.IGNORECASE | re.DOTALL,
)
"""Bounded inside quotes, so that a page of quotation marks takes no more than its length."""

WAIVER = re.compile(r"\s*lautwem:\s*ignore((?:[\s,]+[A-Z]\d{0,3})+)\s*")
"""The words of a comment that asks the desk to pass over rules: ``lautwem: ignore S101 P2``."""


class Piece(Frozen):
    """A piece of markup from ``begin`` on: words that are shown, the name of a tag, a comment."""

    kind: Literal["text", "tag", "comment"]
    content: str
    begin: int


def pieces(source: str) -> Iterator[Piece]:
    """What ``source`` consists of, in order; scripts, styles and <title> are left out.

    Text keeps its white space; an entity is a piece of its own. A tag is given by its name in
    small letters, ``/p`` where it closes.
    """
    for found in _PIECE.finditer(source):
        kind, begin = found.lastgroup, found.start()
        if kind == "text":
            yield Piece("text", found.group(), begin)
        elif kind == "entity":
            yield Piece("text", html.unescape(found.group()), begin)
        elif kind == "comment":
            yield Piece("comment", found["comment"], begin)
        elif kind == "tag":
            yield Piece("tag", found["tag"].lower(), begin)


def waived(comment: str) -> tuple[str, ...]:
    """The codes that a comment asks the desk to pass over; none where it is another comment."""
    found = WAIVER.fullmatch(comment)
    return tuple(re.findall(r"[A-Z]\d*", found[1])) if found else ()
