"""The body of a page: trafilatura finds it, the page's own tree says how it reads.

First what is known to be no body (captions, bylines, embeds, link boxes) is taken out. Then
trafilatura extracts the main text. Its paragraphs are found again in the tree, and everything
between the first and the last of them is read in the order of the page: so subheadings,
quotations and lists that the extraction passed over come back, and the teaser between headline
and body, which extractors take for a part of the page's head, is put in front.
"""

import logging
import re
from collections.abc import Iterator, Sequence

import trafilatura
from lxml import etree

from lautwem.article import boilerplate, lists, markup
from lautwem.model import Frozen

logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_GONE = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "iframe", "nav", "footer", "aside",
        "form", "button", "figure", "figcaption", "video", "audio", "select", "time", "address",
        "dialog",
    )
)  # fmt: skip
_LINKED = frozenset(("p", "h2", "h3", "h4", "li", "ul"))
_PRINTING = ("p", "div", "section", "li", "blockquote", "dd", "dt", "td", *markup.HEADINGS)
_TEXT = frozenset(("p", "li", "blockquote", "dd", "dt"))
_SPACE = re.compile(r"\s+")
_TEASER = (40, 900)
"""Length of a teaser in code points."""

_FOUND_AGAIN = 0.8
"""Share of the extracted text that must be found in the tree for the tree to be read."""

_BEFORE_HEADLINE = 0.2
"""Most of the body (share) that may stand before what is taken for the headline."""

_SEARCHED = 200_000
_LARGE = 2000
_LONGEST_HEADING = 200
_LONG_ITEM = 80


class Block(Frozen):
    """One printed block: tag, text, place in the page, and what it looks like among others."""

    tag: str
    text: str
    key: str
    look: tuple[str, str, str]
    quoted: bool = False
    linked: float = 0.0
    lines: tuple[str, ...] = ()


def _is_no_body(node: markup.Element, shown: set[str]) -> bool:
    words = lists.boilerplate()
    if node.tag == "blockquote" and markup.words_of(node) & words.posts:
        return True
    if node.tag in _GONE or markup.is_hidden(node) or node.get("aria-hidden") == "true":
        return True
    if node.tag in _LINKED and markup.link_share(node) > 0.9:
        return True
    if markup.is_card(node):
        return True
    if not (node.get("class") or node.get("id")):
        return False
    names = markup.words_of(node)
    if (
        names & words.never
        and node.tag not in ("main", "article")
        and not markup.is_longer(node, _LARGE)
    ):
        return True
    if names & words.with_links and markup.link_share(node) > 0.5:
        return True
    return bool(names & words.caption) and markup.key(markup.text_of(node)) in shown


def clear(tree: markup.Element, captions: Sequence[str]) -> None:
    """Takes out of the tree what is no body. The tree is changed."""
    shown = {markup.key(text) for text in captions if text}
    if tree.body is None:
        return
    pending = [child for child in tree.body if isinstance(child.tag, str)]
    while pending:
        node = pending.pop()
        quotation = node.tag == "figure" and markup.is_quotation(node)
        if not quotation and _is_no_body(node, shown):
            markup.remove(node)
        else:
            pending += [child for child in node if isinstance(child.tag, str)]


def _flat(element: etree._Element) -> str:
    for line_break in element.iter("lb"):
        line_break.tail = f" {line_break.tail or ''}"
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def _extracted_blocks(body: etree._Element) -> Iterator[tuple[str, str]]:
    """(tag, text) of the blocks of trafilatura's tree."""
    for node in body:
        if node.tag == "list":
            yield from (("li", _flat(item)) for item in node.iter("item"))
        elif node.tag == "table":
            for row in node.iter("row"):
                cells = (_flat(cell) for cell in row.iter("cell"))
                yield "td", " ".join(cell for cell in cells if cell)
        elif node.tag == "quote" and any(child.tag in ("p", "quote") for child in node):
            yield from _extracted_blocks(node)
        else:
            yield ("h2" if node.tag == "head" else "p"), _flat(node)


def _extract(tree: markup.Element) -> list[Block]:
    document = trafilatura.bare_extraction(tree, include_comments=False, fast=True)
    if document is None or document.body is None:
        return []
    look = ("", "", "")
    found = ((tag, text, markup.key(text)) for tag, text in _extracted_blocks(document.body))
    return [Block(tag, text, key, look) for tag, text, key in found if key]


def _printed(tree: markup.Element) -> list[Block]:
    """The innermost blocks of a page that print words, in page order."""
    blocks = []
    for node in tree.iter(*_PRINTING):
        if any(
            inner.tag in markup.BLOCKS and inner.tag != "br" for inner in node.iterdescendants()
        ):
            continue
        lines = markup.lines_of(node)
        text = " ".join(lines)
        key = markup.key(text)
        if not key:
            continue
        parent = node.getparent()
        above = "" if parent is None else f"{parent.tag} {parent.get('class') or ''}"
        look = (node.tag, node.get("class") or "", above)
        quoted = markup.inside(node, frozenset(("blockquote",))) or node.tag == "blockquote"
        linked = markup.link_share(node) if next(node.iter("a"), None) is not None else 0.0
        blocks.append(Block(node.tag, text, key, look, quoted, linked, tuple(lines)))
    return blocks


def _belongs(block: Block, looks: set[tuple[str, str, str]]) -> bool:
    """Whether a block between extracted ones that was not extracted belongs to the body."""
    if block.linked > 0.5:
        return False
    if block.tag in markup.HEADINGS:
        return len(block.text) <= _LONGEST_HEADING
    if block.quoted:
        return len(block.text) > 40
    if block.tag == "li" and len(block.text) > _LONG_ITEM and _is_running(block):
        return True
    return block.tag in _TEXT and block.look in looks


def _places(extracted: Sequence[Block], printed: Sequence[Block]) -> list[int]:
    """Where the extracted blocks stand among the printed ones; empty where too few are found."""
    wanted = {block.key for block in extracted}
    places = [i for i, block in enumerate(printed) if block.key in wanted]
    found = sum(len(key) for key in {printed[i].key for i in places})
    return places if found >= _FOUND_AGAIN * sum(len(key) for key in wanted) else []


def _headlines(printed: Sequence[Block], titles: Sequence[str], places: Sequence[int]) -> list[int]:
    """The blocks that print the title before most of the body; the last of them is the headline."""
    body = set(places)
    left = _BEFORE_HEADLINE * sum(len(printed[i].key) for i in places)
    found = []
    for index, block in enumerate(printed):
        if left < 0:
            break
        if _is_title(block, titles):
            found.append(index)
        if index in body:
            left -= len(block.key)
    return found


def _tidy(blocks: Sequence[Block], said: set[str]) -> list[Block]:
    """Without what is already said, repetitions and boilerplate; subheadings have text below."""
    kept: list[Block] = []
    everything = "\n".join(block.key for block in blocks if not block.quoted)[:_SEARCHED]
    for block in blocks:
        if block.key in said or boilerplate.is_boilerplate(block.text):
            continue
        if block.quoted and block.key in everything:
            continue
        if len(block.key) > 30 or block.tag in markup.HEADINGS:
            said.add(block.key)
        kept.append(block)
    while kept and kept[-1].tag in markup.HEADINGS:
        kept.pop()
    return kept


def _is_title(block: Block, titles: Sequence[str]) -> bool:
    """Whether a block prints the title, perhaps with a kicker before it."""
    return any(title and block.key.endswith(title) and len(block.key) < len(title) + 60
               for title in titles)  # fmt: skip


def _is_running(block: Block) -> bool:
    """Whether a block is running text: sentences, not links and not a heading."""
    if block.tag in markup.HEADINGS:
        return False
    return boilerplate.ends_sentence(block.text) and block.linked < 0.5


def _teaser(
    printed: Sequence[Block], headlines: Sequence[int], first: int, given: Sequence[str]
) -> list[Block]:
    """The teaser: running text between headline and first paragraph, up to four blocks.

    Between an earlier printing of the title (in another part of the page's head) and the
    headline only what the metadata give as a teaser.
    """
    known = [markup.key(text) for text in given]
    low, high = _TEASER
    found = []
    for index in range(headlines[0] + 1, first):
        block = printed[index]
        listed = any(block.key in k or k in block.key for k in known if k)
        runs = listed or (index > headlines[-1] and boilerplate.ends_sentence(block.text))
        if low <= len(block.text) <= high and runs and block.linked < 0.5:
            found.append(block)
    return found[:4]


def _reread(
    extracted: Sequence[Block],
    printed: Sequence[Block],
    titles: Sequence[str],
    given: Sequence[str],
) -> list[Block]:
    """The body as the page prints it, teaser first.

    Where the extraction is not found on the page (it falls back on data or on all words of a
    page in one), the paragraphs of running text stand for it.
    """
    places = _places(extracted, printed)
    if not places:
        return [block for block in printed if _is_running(block)]
    headlines = [i for i in _headlines(printed, titles, places) if i < places[-1]]
    lead: list[Block] = []
    if headlines:
        places = [i for i in places if i > headlines[-1]]
        lead = _teaser(printed, headlines, places[0], given)
    wanted = {block.key for block in extracted}
    looks = {printed[i].look for i in places if printed[i].tag in _TEXT}
    region = printed[places[0] : places[-1] + 1]
    body = [b for b in region if b.key in wanted or _belongs(b, looks)]
    return [block for block in (*lead, *body) if not _is_title(block, titles)]


def read(
    tree: markup.Element, titles: Sequence[str], teasers: Sequence[str], captions: Sequence[str]
) -> tuple[str, ...]:
    """The paragraphs of the article on a page, subheadings among them. The tree is changed."""
    clear(tree, captions)
    names = [markup.key(title) for title in titles]
    printed = _printed(tree)
    blocks = _reread(_extract(tree), printed, names, teasers)
    said = {markup.key(text) for text in (*titles, *captions) if text} - {""}
    return tuple(line for block in _tidy(blocks, said) for line in block.lines or (block.text,))
