"""XML of feeds and sitemaps: their items one by one, each parsed alone where the whole is broken.

Nothing outside is loaded, no entity is replaced, and libxml2's limits of depth and size hold.
"""

import re

from lxml import etree

from lautwem.article import decode
from lautwem.errors import DamagedCollection
from lautwem.model import Frozen

_ROOT = re.compile(r"<(?:\w{1,20}:)?(rss|feed|RDF|urlset|sitemapindex)\b")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]{0,40}):[A-Za-z_]")
_ITEMS = {
    "rss": "item", "RDF": "item", "feed": "entry", "urlset": "url", "sitemapindex": "sitemap",
}  # fmt: skip
_HEAD = 20_000
_FEW = 0.01


class Broken(Frozen):
    """Stands for an item that is no XML: its number from 1, and why."""

    number: int
    reason: str


class Document(Frozen):
    """``kind`` is the name of the root, ``head`` what stands before the first item."""

    kind: str
    head: etree._Element
    items: "_Items"


_Items = tuple[etree._Element | Broken, ...]


def root_of(text: str) -> str | None:
    """The root of a feed or sitemap (rss, feed, RDF, urlset, sitemapindex); None of other texts."""
    start = text.lstrip("\ufeff \t\r\n")[:4]
    found = _ROOT.search(text[:_HEAD]) if start.startswith("<") else None
    if found is None or re.search(r"<html\b", text[: found.start()], re.IGNORECASE):
        return None
    return found.group(1)


def _kind_by_items(text: str) -> str | None:
    """The kind of a document whose root is broken, by the items in it."""
    for kind, item in _ITEMS.items():
        if re.search(rf"</{item}\s*>", text):
            return kind
    return None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _parse(text: str) -> etree._Element:
    return etree.fromstring(text.encode("utf-8", "replace"), _parser())


def name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _alone(fragment: str) -> etree._Element:
    """A fragment parsed alone, the prefixes in it declared. Raises XMLSyntaxError."""
    prefixes = sorted(set(_PREFIX.findall(fragment)) - {"xml", "xmlns"})[:100]
    spaces = "".join(f' xmlns:{prefix}="urn:{prefix}"' for prefix in prefixes)
    return _parse(f"<alone{spaces}>{fragment}</alone>")


def _fragments(text: str, item: str) -> tuple[str, list[str]]:
    """What stands before the first item, and every item from its begin to the next one's."""
    starts = [m.start() for m in re.finditer(rf"<(?:\w{{1,20}}:)?{item}(?=[\s>])", text)]
    if not starts:
        return text, []
    ends = [*starts[1:], len(text)]
    close = re.compile(rf"</(?:\w{{1,20}}:)?{item}\s*>")
    found = []
    for begin, end in zip(starts, ends, strict=True):
        closed = close.search(text, begin, end)
        found.append(text[begin : closed.end() if closed else end])
    return text[: starts[0]], found


def _mended(text: str, item: str) -> tuple[etree._Element, _Items]:
    before, fragments = _fragments(text, item)
    items: list[etree._Element | Broken] = []
    for number, fragment in enumerate(fragments, 1):
        try:
            items.append(_alone(fragment)[0])
        except (etree.XMLSyntaxError, IndexError, ValueError) as error:
            items.append(Broken(number, str(error)[:200]))
    lenient = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    head = etree.fromstring(before.encode("utf-8", "replace") or b"<feed/>", lenient)
    return head if head is not None else etree.Element("feed"), tuple(items)


def _unswallowed(text: str, kind: str, found: tuple[etree._Element, ...]) -> _Items:
    """The items, parsed one by one where that gives more: an open CDATA swallows the next item."""
    starts = len(re.findall(rf"<(?:\w{{1,20}}:)?{_ITEMS[kind]}(?=[\s>])", text))
    if starts <= len(found):
        return found
    _, items = _mended(text, _ITEMS[kind])
    whole = sum(not isinstance(item, Broken) for item in items)
    return items if whole >= len(found) else found


def read(data: bytes, source: str, charset: str | None = None) -> Document:
    """The items of a feed or sitemap in ``data``.

    Raises DamagedCollection where it is none, and what ``decode.decode`` raises.
    """
    if 0 < data.count(0) < _FEW * len(data):
        data = data.replace(b"\0", b" ")  # a damaged byte, not UTF-16
    text = decode.decode(data, source, charset).text
    text = _DECLARATION.sub("", text, count=1).lstrip("\ufeff \t\r\n")
    kind = root_of(text) or _kind_by_items(text)
    if kind is None:
        raise DamagedCollection(f"{source} is no feed and no sitemap.", "Get it again.")
    try:
        root = _parse(text)
    except (etree.XMLSyntaxError, ValueError):
        head, items = _mended(text, _ITEMS[kind])
        return Document(kind, head, items)
    within = [root, *(child for child in root if name(child) == "channel")]
    found = [node for parent in within for node in parent if name(node) == _ITEMS[kind]]
    return Document(kind, root, _unswallowed(text, kind, tuple(found)))
