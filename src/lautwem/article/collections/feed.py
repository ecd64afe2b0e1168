"""Feeds: RSS 2.0 and 1.0, Atom. One item is one article, or points to one."""

import html
from collections.abc import Iterator

from lxml import etree
from lxml import html as pages

from lautwem.article.collections import markup
from lautwem.article.collections.record import Record
from lautwem.model import Frozen, Notice

WHOLE = 900
"""Characters from which the text of an item is the whole article and no teaser; teasers of the
recorded pages are shorter (``body._TEASER``)."""

_CUT = ("…", "...", "[…]", "[...]", "weiterlesen", "weiter lesen", "mehr", "read more", "→", "»")
_MEDIA = ("mrss", "media", "itunes", "podcast")
_SEPARATORS = (" - ", " – ", " | ", " — ", " :: ", ": ")
_SUMMARY = Notice(
    "summary_only", "the feed holds only a summary of the article; its page was not fetched"
)


class Item(Frozen):
    """An item: the record of what the feed holds, and the address that it points to.

    ``whole`` says that what it holds is the article, not a teaser.
    """

    record: Record
    link: str | None
    whole: bool


def _children(node: etree._Element, *names: str) -> Iterator[etree._Element]:
    for wanted in names:
        for child in node:
            if markup.name(child) == wanted:
                space = child.tag.rpartition("}")[0]
                if not any(word in space.casefold() for word in _MEDIA):
                    yield child


def _word(node: etree._Element, *names: str) -> str | None:
    for child in _children(node, *names):
        if text := " ".join("".join(child.itertext()).split()):
            return html.unescape(text)[:2000]
    return None


def _link(item: etree._Element) -> str | None:
    for child in _children(item, "link"):
        address = child.get("href") or (child.text or "")
        if child.get("rel", "alternate") == "alternate" and address.strip():
            return address.strip()
    for child in _children(item, "guid", "id"):
        address = (child.text or "").strip()
        if address.startswith(("http://", "https://")) and child.get("isPermaLink") != "false":
            return address
    return None


def _authors(item: etree._Element) -> tuple[str, ...]:
    found = []
    for child in _children(item, "creator", "author"):
        name = _word(child, "name") or " ".join("".join(child.itertext()).split())
        if "@" in name:  # RSS 2.0: "redaktion@abendkurier.example (Erika Muster)"
            name = name.partition("(")[2].rstrip(") ")
        if name and name not in found:
            found.append(html.unescape(name)[:200])
    return tuple(found[:50])


def _content(item: etree._Element) -> tuple[str, bool]:
    """The longest text of an item, and whether it is plain (not HTML)."""
    best, plain = "", False
    for child in _children(item, "encoded", "content", "description", "summary"):
        inner = "".join(etree.tostring(node, encoding="unicode", method="html") for node in child)
        text = (child.text or "") + inner
        if len(text) > len(best):
            best, plain = text, child.get("type") == "text"
    return best, plain


def _printed(content: str, plain: bool) -> str:
    if plain or "<" not in content:
        return " ".join(html.unescape(content).split())
    try:
        return " ".join(pages.fragment_fromstring(content, create_parent="div").itertext())
    except (etree.LxmlError, ValueError, AssertionError):
        return ""


def _outlet(head: etree._Element) -> str | None:
    channel = next(_children(head, "channel"), head)
    title = _word(channel, "title") or ""
    for separator in _SEPARATORS:  # "Abendkurier - Politik": the paper, not the section
        title = title.partition(separator)[0]
    return title.strip() or None


def items(document: markup.Document, source: str) -> Iterator[Item | markup.Broken]:
    """The items of a feed in its order."""
    outlet = _outlet(document.head)
    for number, node in enumerate(document.items, 1):
        if isinstance(node, markup.Broken):
            yield node
            continue
        content, plain = _content(node)
        text = " ".join(_printed(content, plain).split())
        whole = len(text) >= WHOLE and not text.casefold().endswith(_CUT)
        link = _link(node)
        is_text = plain or "<" not in content
        yield Item(
            Record(
                name=f"{source}#{number}",
                data=(html.unescape(content) if is_text and not plain else content).encode(
                    "utf-8", "replace"
                ),
                form="text" if is_text else "fragment",
                url=link,
                title=_word(node, "title"),
                outlet=_word(node, "publisher") or outlet,
                published=_word(node, "pubDate", "published", "date", "updated"),
                authors=_authors(node),
                notices=() if whole else (_SUMMARY,),
            ),
            link,
            whole,
        )
