"""Many articles behind one source: feeds, sitemaps, JSONL, tables, Parquet, web archives, folders.

``records`` gives them one by one in bounded memory, ``to_article`` imports one, ``reading`` is for
those that come as finished readings. What is damaged costs itself alone and is named.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lautwem.article import source as sources
from lautwem.article.collections import kinds
from lautwem.article.collections.build import reading, to_article
from lautwem.article.collections.record import Damage, Record, failed
from lautwem.article.collections.table import FOUND_OUT, Layout
from lautwem.article.decode import LIMIT, too_large
from lautwem.errors import LautwemError, NoArticles

__all__ = [
    "FOUND_OUT", "SUFFIXES", "Damage", "Layout", "Record", "is_collection", "reading", "records",
    "to_article",
]  # fmt: skip

SUFFIXES = kinds.SUFFIXES


def is_collection(source: str) -> bool:
    """Whether a path leads to a file of many articles. An address is not asked: False."""
    if source == "-" or sources.is_address(source):
        return False
    try:
        with open(source, "rb") as stream:
            return kinds.of(source, stream.read(kinds.HEAD)) != "single"
    except (OSError, ValueError):
        return False


def records(
    source: str, *, allow_private: bool = False, layout: Layout = FOUND_OUT
) -> Iterator[Record | Damage]:
    """The articles behind ``source``, each once, in its order; what cannot be saved as Damage.

    ``source`` is a file, a folder (its texts, pages and collections, by name), ``-`` or an
    address (a page, a feed, a sitemap, a file of articles). ``layout`` says how tables are
    written. Raises LautwemError where the source as a whole cannot be read.
    """
    if source == "-":
        yield from _standard_input(layout)
    elif sources.is_address(source):
        yield from _address(source, allow_private, layout)
    elif Path(source).is_dir():
        yield from _folder(Path(source), layout)
    else:
        yield from _file(source, layout)


def _file(path: str, layout: Layout) -> Iterator[Record | Damage]:
    with sources.opened(path) as stream:
        kind = kinds.of(path, stream.read(kinds.HEAD))
        if kind == "single":
            yield Record(path, sources.read(path))
        else:
            stream.seek(0)
            yield from _collection(kind, stream, path, layout)


def _folder(folder: Path, layout: Layout) -> Iterator[Record | Damage]:
    for path in sources.files(folder, (*sources.SUFFIXES, *SUFFIXES)):
        try:
            yield from _file(path, layout)
        except LautwemError as error:
            yield failed(path, error)


def _standard_input(layout: Layout) -> Iterator[Record | Damage]:
    given = sys.stdin.buffer
    head = given.read(kinds.HEAD)
    kind = kinds.of("-", head)
    if kind == "jsonl":
        yield from _collection(kind, _Rest(head, given), "-", layout)
        return
    data = head + given.read(LIMIT + 1 - len(head))
    if len(data) > LIMIT:
        raise too_large("Standard input")
    if kind == "single":
        yield Record("-", data)
    else:
        yield from _collection(kind, io.BytesIO(data), "-", layout)


class _Rest(io.RawIOBase):
    """A stream of which the beginning has been read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        head, self._head = self._head, b""
        return head or self._rest.read(size)


def _address(url: str, allow_private: bool, layout: Layout) -> Iterator[Record | Damage]:
    from lautwem.article import fetch  # late: a file needs no client
    from lautwem.article.collections import address

    found = fetch.fetch(url, allow_private=allow_private)
    kind = kinds.of(url.partition("?")[0], found.data[: kinds.HEAD])
    if kind == "single":
        yield Record(url, found.data, "page", charset=found.charset, url=found.url)
    elif kind == "xml":
        yield from address.records(found, url, allow_private)
    else:
        yield from _collection(kind, io.BytesIO(found.data), url, layout)


def _collection(
    kind: kinds.Kind, stream: BinaryIO, source: str, layout: Layout
) -> Iterator[Record | Damage]:
    some = False
    for entry in _entries(kind, stream, source, layout):
        some = True
        yield entry
    if not some:
        raise NoArticles(f"{source} holds no article.", "See docs/inputs.md for what is read.")


def _entries(
    kind: kinds.Kind, stream: BinaryIO, source: str, layout: Layout
) -> Iterator[Record | Damage]:
    from lautwem.article.collections import jsonl, parquet, table, warc
    from lautwem.article.collections.stream import lines, narrow, pieces

    if kind == "jsonl":
        return jsonl.read(lines(narrow(pieces(stream))), source)
    if kind == "table":
        return table.read(lines(narrow(pieces(stream))), source, layout)
    if kind == "parquet":
        return parquet.read(stream, source, layout)
    if kind == "warc":
        return warc.read(stream, source)
    return _local_xml(stream, source)


def _local_xml(stream: BinaryIO, source: str) -> Iterator[Record | Damage]:
    """What a feed in a file holds itself; its links are not followed."""
    from lautwem.article.collections import address, feed, markup

    document = markup.read(address.unpacked(stream, source), source)
    if document.kind in ("urlset", "sitemapindex"):
        raise NoArticles(
            f"{source} is a sitemap: it holds addresses and no articles.",
            "Give the address of the sitemap, and its pages are fetched.",
        )
    for number, item in enumerate(feed.items(document, source), 1):
        if isinstance(item, markup.Broken):
            yield Damage(f"{source}#{number}", f"The item is broken: {item.reason}.")
        elif not item.record.data.strip():
            yield failed(f"{source}#{number}", NoArticles("The item has no text."))
        else:
            yield item.record
