"""What is behind an address: a page, a feed, a sitemap, or a file of articles.

A feed's or a sitemap's pages are fetched, for whoever gives its address asks for them; one after
the other, with the rules of ``fetch``. Links of a sitemap lead to its own host only, and no link
of a public feed into a private network.
"""

import io
import time
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

import msgspec

from lautwem.article import fetch
from lautwem.article.collections import feed, markup, sitemap
from lautwem.article.collections.record import Damage, Record, failed
from lautwem.article.collections.stream import pieces
from lautwem.article.decode import LIMIT, too_large
from lautwem.errors import DamagedCollection, LautwemError

MOST = 1_000
"""Most pages fetched behind one address."""

_SITEMAPS = 100
"""Most sitemaps fetched behind an index."""
_PAUSE = 0.1
"""Seconds between two pages, so that nobody's server is pressed."""


def unpacked(stream: BinaryIO, source: str) -> bytes:
    """All of a stream, unpacked where it is gzip. Raises InputTooLarge and DamagedCollection."""
    found = bytearray()
    for piece in pieces(stream):
        found += piece
        if len(found) > LIMIT:
            raise too_large(source)
    return bytes(found)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _fetched(url: str, known: Record, private: bool) -> Record | Damage:
    time.sleep(_PAUSE)
    try:
        page = fetch.fetch(url, allow_private=private)
    except LautwemError as error:
        return failed(url, error)
    return msgspec.structs.replace(
        known, name=url, data=page.data, form="page", charset=page.charset, url=page.url, notices=()
    )


def _of_feed(document: markup.Document, source: str, private: bool) -> Iterator[Record | Damage]:
    for item in feed.items(document, source):
        if isinstance(item, markup.Broken):
            yield Damage(f"{source}#{item.number}", f"The item is broken: {item.reason}.")
            continue
        link = urljoin(source, item.link) if item.link else None
        if item.whole or link is None:
            record = msgspec.structs.replace(item.record, url=link)
            yield record if link is None else msgspec.structs.replace(record, name=link)
        else:
            yield _fetched(link, item.record, private and _host(link) == _host(source))


def _of_sitemap(
    document: markup.Document, source: str, private: bool, depth: int = 0
) -> Iterator[Record | Damage]:
    budget = _SITEMAPS
    for number, page in enumerate(sitemap.pages(document), 1):
        if isinstance(page, markup.Broken):
            yield Damage(f"{source}#{number}", f"The entry is broken: {page.reason}.")
        elif _host(page.url) != _host(source):
            yield Damage(page.url, f"The sitemap of {_host(source)} lists another host.", "E201")
        elif document.kind == "urlset":
            known = Record(page.url, b"", "page", title=page.title, outlet=page.outlet,
                           published=page.published)  # fmt: skip
            yield _fetched(page.url, known, private)
        elif depth or budget <= 0:
            yield Damage(page.url, "A sitemap too many: it is not fetched.", "E104")
        else:
            budget -= 1
            yield from _index_entry(page.url, private, depth + 1)


def _index_entry(url: str, private: bool, depth: int) -> Iterator[Record | Damage]:
    try:
        found = fetch.fetch(url, allow_private=private)
        document = markup.read(unpacked(io.BytesIO(found.data), url), url)
        if document.kind not in ("urlset", "sitemapindex"):
            raise DamagedCollection(f"{url} is no sitemap.")
    except LautwemError as error:
        yield failed(url, error)
        return
    yield from _of_sitemap(document, url, private, depth)


def records(found: fetch.Fetched, source: str, private: bool) -> Iterator[Record | Damage]:
    """The articles of the feed or sitemap in ``found``, at most MOST of them."""
    document = markup.read(unpacked(io.BytesIO(found.data), source), source, found.charset)
    of = _of_sitemap if document.kind in ("urlset", "sitemapindex") else _of_feed
    for number, entry in enumerate(of(document, found.url, private), 1):
        if number > MOST:
            yield Damage(source, f"Only the first {MOST:,} articles are fetched.", "E104")
            return
        yield entry
