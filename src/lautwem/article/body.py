"""The body of a page: trafilatura's extraction of what is left once the page is cleared.

Before: what is known to be no body (captions, bylines, embeds, link boxes) is taken out, so
that nothing of it leaks in. After: repeated, telling and title paragraphs are dropped, and the
teaser between headline and body, which extractors take for a part of the page's head, is put
in front.
"""

import logging
import re
from collections.abc import Iterator, Sequence

import trafilatura
from lxml import etree

from lautwem.article import boilerplate, lists, markup
from lautwem.model import Frozen

logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_GONE = (
    "script", "style", "noscript", "template", "svg", "iframe", "nav", "footer", "aside", "form",
    "button", "figure", "figcaption", "video", "audio", "select", "time", "address", "dialog",
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_TEASER = (40, 900)
"""Length of a teaser in code points."""


class Body(Frozen):
    """Paragraphs, and subheadings among them, in reading order."""

    paragraphs: tuple[str, ...]


def clear(tree: markup.Element, captions: Sequence[str]) -> None:
    """Takes out of the tree what is no body. The tree is changed."""
    words = lists.boilerplate()
    shown = {markup.key(text) for text in captions if text}
    for node in list(tree.body.iterdescendants() if tree.body is not None else ()):
        if not isinstance(node.tag, str):
            continue
        if node.tag == "figure" and markup.is_quotation(node):
            continue
        if (
            node.tag in _GONE
            or markup.is_hidden(node)
            or node.get("aria-hidden") == "true"
            or (node.tag in ("p", "h2", "h3", "h4", "li", "ul") and markup.link_share(node) > 0.9)
        ):
            markup.remove(node)
        elif node.get("class") or node.get("id"):
            names = markup.words_of(node)
            if (
                (names & words.never and _small(node, tree))
                or (names & words.with_links and markup.link_share(node) > 0.5)
                or (names & words.caption and markup.key(markup.text_of(node)) in shown)
            ):
                markup.remove(node)


def _small(node: markup.Element, tree: markup.Element) -> bool:
    """Whether a marked element is small enough to be a part of the page, not the page itself."""
    if node.tag in ("html", "body", "main", "article"):
        return False
    return sum(len(t) for t in node.itertext()) < 2000


def _flat(element: etree._Element) -> str:
    for line_break in element.iter("lb"):
        line_break.tail = f" {line_break.tail or ''}"
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def _blocks(body: etree._Element) -> Iterator[tuple[str, str]]:
    """(kind, text) of the blocks of trafilatura's tree: p, head, item, quote, row."""
    for node in body:
        if node.tag == "list":
            for item in node.iter("item"):
                yield "item", _flat(item)
        elif node.tag == "table":
            for row in node.iter("row"):
                cells = (_flat(cell) for cell in row.iter("cell"))
                yield "row", " ".join(cell for cell in cells if cell)
        elif node.tag == "quote" and any(child.tag in ("p", "quote") for child in node):
            yield from _blocks(node)
        else:
            yield ("head" if node.tag == "head" else "p"), _flat(node)


def _extract(tree: markup.Element) -> list[tuple[str, str]]:
    document = trafilatura.bare_extraction(tree, include_comments=False, fast=True)
    if document is None or document.body is None:
        return []
    return [(kind, text) for kind, text in _blocks(document.body) if text]


def _tidy(
    blocks: Sequence[tuple[str, str]], titles: Sequence[str], captions: Sequence[str]
) -> list[tuple[str, str]]:
    """Without repetitions, captions, titles and boilerplate; no subheading without text below."""
    seen = {markup.key(text) for text in (*titles, *captions) if text}
    kept: list[tuple[str, str]] = []
    for kind, text in blocks:
        name = markup.key(text)
        if not name or name in seen or boilerplate.is_boilerplate(text):
            continue
        if len(name) > 30 or kind == "head":
            seen.add(name)
        kept.append((kind, text))
    while kept and kept[-1][0] == "head":
        kept.pop()
    return kept


def _printed_blocks(tree: markup.Element) -> Iterator[tuple[str, str]]:
    """(tag, text) of the innermost blocks of a page, in page order."""
    for node in tree.iter("p", "h1", "h2", "h3", "h4", "div", "span", "li", "blockquote"):
        inner = next(
            (c for c in node.iterdescendants() if c.tag in markup.BLOCKS and c.tag != "br"), None
        )
        if inner is None and node.tag != "span":
            yield node.tag, markup.text_of(node)


def _teaser(
    printed: Sequence[tuple[str, str]], title: str | None, first: str, given: Sequence[str]
) -> list[str]:
    """What stands between the headline and the first paragraph: the teaser, where there is one."""
    names = [markup.key(text) for _, text in printed]
    start = markup.key(first)[:120]
    stop = next((i for i, name in enumerate(names) if start and name.startswith(start)), None)
    if stop is None:
        return []
    heads = [
        i for i in range(stop) if title and markup.key(title) and markup.key(title) in names[i]
    ]
    if not heads:
        return []
    known = [markup.key(text) for text in given]
    found = []
    for _tag, text in printed[heads[-1] + 1 : stop]:
        low, high = _TEASER
        name = markup.key(text)
        listed = any(name and (name in k or k in name) for k in known)
        if (
            low <= len(text) <= high
            and (boilerplate.ends_sentence(text) or listed)
            and not boilerplate.is_boilerplate(text)
        ):
            found.append(text)
    return found[:4]


def read(
    tree: markup.Element,
    title: str | None,
    titles: Sequence[str],
    teasers: Sequence[str],
    captions: Sequence[str],
) -> tuple[str, ...]:
    """The paragraphs of the article on a page, subheadings among them. The tree is changed."""
    clear(tree, captions)
    blocks = _tidy(_extract(tree), titles, captions)
    if not blocks:
        return ()
    first = next((text for kind, text in blocks if kind == "p"), blocks[0][1])
    printed = list(_printed_blocks(tree))
    lead = _tidy([("p", t) for t in _teaser(printed, title, first, teasers)], titles, captions)
    have = {markup.key(text) for _, text in blocks}
    lead = [(kind, text) for kind, text in lead if markup.key(text) not in have]
    return tuple(text for _, text in (*lead, *blocks))
