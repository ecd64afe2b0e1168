"""From parts to an Article: one text, spans into it, an id of the content."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence

import msgspec

from lautwem.model import Article, Notice, PartialDate, Span

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """NFC, ``\\n`` line ends, nothing that is no character; otherwise as it was."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def printable(name: str) -> str:
    """The name of a source without the halves of characters that odd file names hold."""
    return _SURROGATE.sub("\ufffd", name)


def stripped(text: str, begin: int, end: int) -> Span:
    """The span without white space at its ends."""
    piece = text[begin:end]
    begin += len(piece) - len(piece.lstrip())
    return begin, max(begin, begin + len(piece.strip()))


def content_id(
    url: str | None, outlet: str | None, published: PartialDate | None, title: str | None, text: str
) -> str:
    """The id of an article: 16 hexadecimal digits of the SHA-256 of what it is.

    Address, outlet, date of publication, title and text, as a JSON array in UTF-8. The same
    content from another file has the same id.
    """
    parts = [url, outlet, published.value if published else None, title, text]
    encoded = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(encoded.encode("utf-8")).hexdigest()[:16]


def with_id(article: Article) -> Article:
    """The article with the id of its content."""
    a = article
    return msgspec.structs.replace(a, id=content_id(a.url, a.outlet, a.published, a.title, a.text))


def join(blocks: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """Blocks, separated by blank lines, as one text, and where each of them lies in it."""
    spans = []
    place = 0
    for block in blocks:
        spans.append((place, place + len(block)))
        place += len(block) + 2
    return "\n\n".join(blocks), tuple(spans)


def with_notices(article: Article, notices: tuple[Notice, ...]) -> Article:
    """The article with further notices before its own."""
    if not notices:
        return article
    return msgspec.structs.replace(article, notices=(*notices, *article.notices))
