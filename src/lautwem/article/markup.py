"""The tree of a page: parsing, and small questions about its elements."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree, html

from lautwem.errors import EmptyInput

Element = html.HtmlElement

_CLASS_WORD = re.compile(r"[A-Z]?[a-zäöü]+|[A-Z]+(?![a-z])")
_CLASS_PART = re.compile(r"__|--|_")
_WORD = re.compile(r"\w+")
_SILENT = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "object", "math"))
_BREAK = "\v"
"""Stands for <br>; white space, so that it folds away."""

_EMPTY_LINE = re.compile(r"\v[^\S\v]{0,500}(?:\v[^\S\v]{0,500})+")
_EDGES = frozenset(("nav", "footer", "aside", "form", "menu", "button"))
_CARDS = frozenset(("div", "section", "li", "article", "a"))
_LONGEST_CARD = 600
_CARD_LINKS = 0.15
"""Least share of links in a card: its heading is one, and its text is short."""

_MOST_NODES = 500
_LONG = 5000
_UNSEEN = frozenset(
    (
        "visually-hidden",
        "visuallyhidden",
        "sr-only",
        "screen-reader-text",
        "hideme",
        "u-hidden-visually",
    )
)
BLOCKS = frozenset(
    (
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "figcaption", "div", "section",
        "article", "header", "footer", "main", "aside", "td", "th", "dt", "dd", "pre", "ul", "ol",
        "table", "tr", "figure", "nav", "form", "br", "hgroup", "address",
    )
)  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def parse(text: str, source: str) -> Element:
    """The tree of a page; broken markup is mended. Raises EmptyInput where nothing is in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.replace("\x00", "").encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise EmptyInput(f"{source} has no text.", "Give the page of an article.") from error
    return tree


def words_of(element: Element) -> frozenset[str]:
    """The words of the class and id of an element: "ArticleHead__kicker" → article, head, kicker.

    Joined forms stand in it too ("image-caption").
    """
    return _words(f"{element.get('class') or ''} {element.get('id') or ''}"[:400])


@lru_cache(4096)
def _words(names: str) -> frozenset[str]:
    words = {name.casefold() for name in names.split()}
    words.update(word.casefold() for word in _CLASS_WORD.findall(names))
    for name in names.split():
        words.update(part.casefold() for part in _CLASS_PART.split(name))
    return frozenset(words)


def key(text: str) -> str:
    """The words of a text only, for comparing what is printed twice."""
    return " ".join(_WORD.findall(text.replace("\xad", "").casefold()))


def _pieces(element: Element) -> Iterator[str]:
    """Text of an element with a space at the borders of blocks; silent elements left out."""
    skip: Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if skip is not None:
            if event == "end" and node is skip:
                skip = None
                if node is not element and node.tail:
                    yield node.tail
            continue
        if event == "start":
            if node.tag in _SILENT:
                skip = node
                continue
            if node.tag in BLOCKS:
                yield _BREAK if node.tag == "br" else " "
            if node.text:
                yield node.text
        else:
            if node.tag in BLOCKS:
                yield " "
            if node is not element and node.tail:
                yield node.tail


def text_of(element: Element) -> str:
    """What an element prints, white space folded."""
    return " ".join("".join(_pieces(element)).split())


def lines_of(element: Element) -> list[str]:
    """What an element prints, in pieces where it has empty lines (<br><br>)."""
    pieces = (" ".join(piece.split()) for piece in _EMPTY_LINE.split("".join(_pieces(element))))
    return [piece for piece in pieces if piece]


def is_longer(element: Element, limit: int) -> bool:
    """Whether an element holds more than ``limit`` code points, or very many elements.

    Looks at no more of it than it must, so that asking every element of a page stays linear.
    """
    size = 0
    for count, node in enumerate(element.iter()):
        size += len(node.text or "") + (len(node.tail or "") if node is not element else 0)
        if size > limit or count > _MOST_NODES:
            return True
    return False


def link_share(element: Element) -> float:
    """Share of the text of an element that stands in links; 0 where it is long."""
    total = 0 if is_longer(element, _LONG) else len(text_of(element))
    if total == 0:
        return 0.0
    return min(1.0, sum(len(text_of(a)) for a in element.iter("a") if leads_away(a)) / total)


def leads_away(link: Element) -> bool:
    """Whether an <a> leads to another page: it has an address that is no place on this one."""
    address = link.get("href") or ""
    return bool(address) and not address.startswith(("#", "javascript:"))


def is_quotation(figure: Element) -> bool:
    """Whether a figure sets off a quotation of the text, not a picture."""
    picture = next(figure.iter("img", "picture", "video"), None)
    return picture is None and next(figure.iter("blockquote", "q"), None) is not None


def drop_unseen(tree: Element) -> None:
    """Takes out what a page prints for screen readers only. The tree is changed."""
    for node in list(tree.iter("span", "div", "p", "strong")):
        classes = (node.get("class") or "").casefold().split()
        marked = any(c in _UNSEEN for c in classes) and not any("not-sr" in c for c in classes)
        if marked and key(node.text_content()):  # a hidden colon keeps two words apart
            remove(node)


def is_card(element: Element) -> bool:
    """Whether an element points to another article: short, with a heading that is a link."""
    if element.tag not in _CARDS or is_longer(element, _LONGEST_CARD):
        return False
    inner = inside(element, frozenset(("a",)))
    for heading in element.iter(*HEADINGS):
        links = (*heading.iter("a"), *heading.iterancestors("a"))
        if inner or any(leads_away(link) for link in links):
            return link_share(element) >= _CARD_LINKS
        if heading.tag == "h1":
            return False
    return False


def elsewhere(element: Element) -> bool:
    """Whether an element belongs to navigation, to the edges of a page or to another article."""
    return any(ancestor.tag in _EDGES or is_card(ancestor) for ancestor in element.iterancestors())


def is_hidden(element: Element) -> bool:
    """Whether an element is marked as not shown."""
    style = (element.get("style") or "").replace(" ", "").casefold()
    return element.get("hidden") is not None or "display:none" in style


def inside(element: Element, tags: frozenset[str]) -> bool:
    """Whether an ancestor has one of ``tags``."""
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


def remove(element: Element) -> None:
    """Takes an element out of its tree, keeping the text behind it."""
    if element.getparent() is not None:
        element.drop_tree()
