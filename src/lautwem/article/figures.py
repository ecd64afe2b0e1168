"""Pictures of a page: their captions, with the credits."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lautwem.article import boilerplate, caption, credit, lists, markup
from lautwem.model import Credit, Frozen

_LONGEST = 1200
_LONGEST_BOX = 1000
_SENTENCE = 70
_MOST = 500
"""Pictures of a page that are looked at."""

_LONGEST_CREDIT = credit.LONGEST
_FIGURES = ("figure", "figcaption")
_SILENT = frozenset(("img", "picture", "source", "a", "svg"))
_HOLDERS = frozenset(("credit", "credits", "copyright", "photographer", "fotograf"))
_CREDITS = frozenset(("copyrightHolder", "creator", "author", "creditText"))


class Printed(Frozen):
    """A caption as a page prints it."""

    text: str
    credit: Credit | None
    url: str | None = None


def _is_teaser(element: markup.Element) -> bool:
    """Whether a picture belongs to another article that the page points to."""
    for link in element.iterancestors("a"):
        if markup.leads_away(link) and next(link.iter(*markup.HEADINGS), None) is not None:
            return True
    return markup.elsewhere(element)


def _marked(node: markup.Element, words: frozenset[str]) -> list[markup.Element]:
    """Outermost descendants whose class words are among ``words``."""
    found: list[markup.Element] = []
    for inner in node.iterdescendants():
        if not isinstance(inner.tag, str) or inner.tag in _SILENT:
            continue
        if words & markup.words_of(inner) and not any(f in inner.iterancestors() for f in found):
            found.append(inner)
    return found


def _credit_elements(node: markup.Element) -> list[markup.Element]:
    """Elements that are the credit of a picture, by microdata or class, or by tag and wording."""
    marked = [inner for inner in node.iterdescendants() if inner.get("itemprop") in _CREDITS]
    marked += _marked(node, lists.boilerplate().credit)
    for inner in node.iter("small", "footer", "cite"):
        text = markup.text_of(inner)
        if credit.announced(text) or credit.is_only(text):
            marked.append(inner)
    return marked


def _listed_tail(node: markup.Element) -> str:
    """The last element of a caption where it is nothing but a credit.

    It has a listed agency, or no space stands before it: so it is printed apart.
    """
    whole = markup.text_of(node)
    for inner in reversed(list(node.iter("span", "div", "p", "em", "i"))):
        text = markup.text_of(inner)
        if text:
            before = whole.rpartition(text)[0][-1:]
            apart = credit.is_listed(text) or (" " in text and before and not before.isspace())
            return text if inner is not node and apart and credit.is_only(text) else ""
    return ""


def _address(node: markup.Element, base: str | None) -> str | None:
    for image in node.iter("img"):
        source = image.get("src") or image.get("data-src") or ""
        if source and not source.startswith("data:"):
            try:
                return urljoin(base or "", source)
            except ValueError:
                return None
    return None


def _without(text: str, piece: str) -> str:
    """``text`` with the last occurrence of ``piece`` cut out, and its credit label with it."""
    head, found, tail = text.rpartition(piece)
    if not found:
        return text
    words = head.rstrip(" :|–-/©(").split()
    if words and words[-1].casefold() in lists.credit_words().announce:
        head = " ".join(words[:-1]).rstrip(" |–-/(")
    return f"{head} {tail.lstrip(' )')}".strip(" |–-/(©")


def _split(node: markup.Element, text: str) -> tuple[str, Credit | None]:
    """Description and credit of a caption: by marked elements, by wording, by its last element."""
    for inner in _credit_elements(node):
        printed = markup.text_of(inner)
        if not 0 < len(printed) <= _LONGEST_CREDIT:
            continue
        found = credit.parse(printed)
        if printed == text:
            if found and credit.is_only(text):
                return "", found
            continue
        if found:
            rest = _without(text, printed)
            parts = caption.split(rest)
            return (parts.text if parts.credit else rest), found
    parts = caption.split(text, lists.credit_words().announce)
    if parts.credit is None and (tail := _listed_tail(node)) and tail != text:
        return _without(text, tail), credit.parse(tail)
    return parts.text, parts.credit


def _held(node: markup.Element) -> Credit | None:
    """A credit that a page holds unprinted: data attributes, meta elements of microdata."""
    for inner in islice(node.iter(), _MOST):
        if inner.get("itemprop") in _CREDITS and (text := inner.get("content")):
            return credit.parse(text)
        for name, text in inner.attrib.items():
            if name.startswith("data-") and _HOLDERS & set(name.split("-")) and text.strip():
                return credit.parse(text)
    return None


def _alternative(node: markup.Element) -> tuple[str, Credit | None]:
    """Description and credit in the alternative text of a picture, where it holds a credit."""
    for image in node.iter("img"):
        for text in (image.get("alt"), image.get("title")):
            text = " ".join((text or "").split())
            if text and len(text) <= _LONGEST:
                parts = caption.split(text)
                if parts.credit and (caption.is_caption(text) or "©" in text):
                    return parts.text, parts.credit
    return "", None


def _from_figure(figure: markup.Element) -> tuple[str, Credit | None]:
    """Description and credit of one figure; the description is empty where none is printed."""
    nodes = list(figure.iter("figcaption")) or _marked(figure, lists.boilerplate().caption)
    texts = dict.fromkeys(t for t in (markup.text_of(n) for n in nodes) if t)
    text, given = _split(figure, " ".join(texts)[:_LONGEST])
    if given is None:
        described, given = _alternative(figure)
        text = text or described
    return text, given or _held(figure)


def _box(image: markup.Element) -> markup.Element | None:
    """The smallest element around a picture that prints something, where that is its caption.

    Where the smallest one prints other things too, the element that follows the picture.
    """
    around = (node for node in image.iterancestors() if node.tag not in ("source", "picture"))
    inner = image
    for node in islice(around, 6):
        if node.tag in ("body", "li", "figure", "td"):
            return None
        text = "" if markup.is_longer(node, _LONGEST_BOX) else markup.text_of(node)
        if text and node.tag == "a":
            return None
        if not text and not markup.is_longer(node, _LONGEST_BOX):
            inner = node
            continue
        if text and text.count(" ") < 2 and not _credit_elements(node):
            continue
        candidates = (node, inner.getnext())
        return next((c for c in candidates if c is not None and _is_box(c, image)), None)
    return None


def _is_box(node: markup.Element, image: markup.Element) -> bool:
    """Whether an element beside a picture is its caption: short, without heading and links."""
    if not isinstance(node.tag, str) or markup.is_longer(node, _LONGEST_BOX):
        return False
    text = markup.text_of(node)
    if not text or boilerplate.is_byline(text) or node.tag in markup.HEADINGS:
        return False
    if next(node.iter("input", *markup.HEADINGS), None) is not None:
        return False
    if any(markup.text_of(link) for link in node.iter("a") if markup.leads_away(link)):
        return False
    return _is_caption(node, image, text) and _in_running_text(node)


def _is_caption(node: markup.Element, image: markup.Element, text: str) -> bool:
    """Known as a caption: by classes, by a credit, or for saying what the alternative text says."""
    words = lists.boilerplate()
    nodes = [node, node.getparent(), *node.iterdescendants()]
    if any((words.media | words.caption) & markup.words_of(n) for n in nodes if n is not None):
        return True
    said, alternative = markup.key(text), markup.key(image.get("alt") or "")
    return bool(alternative and alternative in said) or caption.split(text).credit is not None


def _in_running_text(node: markup.Element) -> bool:
    """Whether paragraphs of an article stand near an element, outside of it."""
    for ancestor in islice(node.iterancestors(), 4):
        for paragraph in islice(ancestor.iter("p"), 50):
            if node not in paragraph.iterancestors() and markup.is_longer(paragraph, _SENTENCE):
                return True
    return False


def _pictures(tree: markup.Element) -> Iterator[markup.Element]:
    """Figures, captions outside of figures, and boxes of a picture with its caption."""
    figure = frozenset(("figure",))
    for node in tree.iter("figure", "figcaption", "img"):
        if markup.inside(node, figure):
            continue
        if node.tag != "img":
            yield node
        elif (box := _box(node)) is not None:
            yield box


def _read(node: markup.Element) -> tuple[str, Credit | None]:
    """Description and credit of a figure, or of a caption or box that is none."""
    if node.tag == "figure":
        return _from_figure(node)
    text, given = _split(node, markup.text_of(node)[:_LONGEST])
    return text, given or _alternative(node)[1]


def _beside(node: markup.Element) -> Credit | None:
    """A credit that stands beside a caption, in an element of the same picture."""
    for ancestor in islice(node.iterancestors(), 3):
        if markup.is_longer(ancestor, _LONGEST_BOX) or len(list(ancestor.iter("img"))) > 1:
            return None
        for inner in _credit_elements(ancestor):
            if found := credit.parse(markup.text_of(inner)):
                return found
    return None


def _says_nothing(text: str) -> bool:
    return boilerplate.opens_as_boilerplate(text) or boilerplate.is_byline(text)


def captions(tree: markup.Element, base: str | None) -> tuple[Printed, ...]:
    """The captions of the pictures of an article, in page order, each once."""
    found: dict[str, Printed] = {}
    for node in islice(_pictures(tree), _MOST):
        if _is_teaser(node):  # hidden ones count: many captions show on a click only
            continue
        if node.tag == "figure" and markup.is_quotation(node):
            continue
        text, given = _read(node)
        given = given or _beside(node)
        if node.tag not in _FIGURES and text and text.count(" ") < 2:
            continue
        if given is None and (not text or _says_nothing(text)):
            continue
        key = markup.key(text) or f"\n{given.text if given else ''}"
        if key not in found or (found[key].credit is None and given is not None):
            found[key] = Printed(text, given, _address(node, base))
    return tuple(found.values())


def credited(pictures: Sequence[Printed], given: Sequence[Printed]) -> tuple[Printed, ...]:
    """``pictures``, those without a credit with the one ``given`` for the same caption."""
    known = {markup.key(g.text): g.credit for g in given if g.credit}
    return tuple(
        Printed(p.text, p.credit or known.get(markup.key(p.text)), p.url) for p in pictures
    )


def from_metadata(images: Sequence[dict[str, Any]]) -> tuple[Printed, ...]:
    """Captions that JSON-LD gives for pictures: its ``caption`` and who it credits."""
    found = []
    for image in images:
        text = image.get("caption")
        names = (image.get(key) for key in ("creditText", "copyrightNotice", "copyrightHolder",
                                            "creator", "author"))  # fmt: skip
        named = (n.get("name") if isinstance(n, dict) else n for n in names)
        given = next((n for n in named if isinstance(n, str) and n.strip()), "")
        if isinstance(text, str) and text.strip():
            parts = caption.split(" ".join(text.split()))
            found.append(Printed(parts.text, credit.parse(given) or parts.credit))
    return tuple(found)
