"""Sitemaps: addresses of pages, with what news sitemaps say of them."""

from collections.abc import Iterator

from lxml import etree

from lautwem.article.collections import markup
from lautwem.model import Frozen


class Page(Frozen):
    """A page that a sitemap lists."""

    url: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


def _word(node: etree._Element, *path: str) -> str | None:
    for step in path:
        node = next((child for child in node if markup.name(child) == step), None)
        if node is None:
            return None
    return " ".join("".join(node.itertext()).split())[:2000] or None


def pages(document: markup.Document) -> Iterator[Page | markup.Broken]:
    """What a sitemap (or an index of sitemaps) lists, in its order."""
    for node in document.items:
        if isinstance(node, markup.Broken):
            yield node
        elif url := _word(node, "loc"):
            yield Page(
                url,
                _word(node, "news", "title"),
                _word(node, "news", "publication", "name"),
                _word(node, "news", "publication_date"),
            )
