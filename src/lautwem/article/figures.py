"""Pictures of a page: captions with their credits, and embedded posts of social platforms."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from lautwem.article import caption, credit, lists, markup
from lautwem.model import Credit, Embed, Frozen

_ELSEWHERE = frozenset(("nav", "footer", "aside", "form", "menu", "button"))
_LONGEST = 1200
_LABEL_ONLY = re.compile(r"\W*")
_FRAMES = ("iframe", "embed", "amp-instagram", "amp-twitter", "amp-tiktok", "amp-facebook")


class Printed(Frozen):
    """A caption as a page prints it."""

    text: str
    credit: Credit | None
    url: str | None = None


def _is_teaser(element: markup.Element) -> bool:
    """Whether a picture belongs to another article that the page points to."""
    links = 0
    articles = 0
    for ancestor in element.iterancestors():
        if ancestor.tag in _ELSEWHERE:
            return True
        if ancestor.tag == "article":
            articles += 1
        if ancestor.tag == "a" and (ancestor.get("href") or "").split("#")[0]:
            links += 1
            heading = any(node.tag in markup.HEADINGS for node in ancestor.iter())
            if heading:
                return True
    return articles > 1


def _marked(element: markup.Element, words: frozenset[str]) -> list[markup.Element]:
    """Outermost descendants whose class words are among ``words``."""
    found: list[markup.Element] = []
    for node in element.iterdescendants():
        if not isinstance(node.tag, str) or node.tag in ("img", "picture", "source", "a", "svg"):
            continue
        if words & markup.words_of(node) and not any(f in node.iterancestors() for f in found):
            found.append(node)
    return found


def _credit_elements(figure: markup.Element) -> list[markup.Element]:
    nodes = [
        node
        for node in figure.iterdescendants()
        if node.get("itemprop") in ("copyrightHolder", "creator", "author", "creditText")
        or node.tag == "small"
    ]
    nodes += _marked(figure, lists.boilerplate().credit)
    return [n for n in nodes if 0 < len(markup.text_of(n)) <= credit.LONGEST]


def _address(figure: markup.Element, base: str | None) -> str | None:
    for image in figure.iter("img"):
        source = image.get("src") or image.get("data-src") or ""
        if source and not source.startswith("data:"):
            try:
                return urljoin(base or "", source)
            except ValueError:
                return None
    return None


def _without(text: str, piece: str) -> str:
    """``text`` with the last occurrence of ``piece`` cut out."""
    head, found, tail = text.rpartition(piece)
    return f"{head} {tail}".strip() if found else text


def _tail_label(text: str) -> str:
    """The text without credit words that were left behind at its end ("… Foto:")."""
    words = text.rstrip(" :|–-/©(").split()
    if (
        words
        and words[-1].casefold() in lists.credit_words().announce
        and text.rstrip()[-1:] in ":©"
    ):
        return " ".join(words[:-1]).rstrip(" |–-/(")
    return text


def _read(figure: markup.Element) -> tuple[str, Credit | None]:
    """Description and credit of one figure; the description is empty where none is printed."""
    captions = [n for n in figure.iter("figcaption")] or _marked(
        figure, lists.boilerplate().caption
    )
    texts = [t for t in (markup.text_of(n) for n in captions) if t]
    text = " ".join(dict.fromkeys(texts))[:_LONGEST]
    given: Credit | None = None
    for node in _credit_elements(figure):
        printed = markup.text_of(node)
        if printed == text and not (credit.announced(text) or credit.is_listed(text)):
            continue
        found = credit.parse(printed)
        if found is None:
            continue
        text = _tail_label(_without(text, printed))
        if given is None or (len(found.text) > len(given.text)):
            given = found
    parts = caption.split(text)
    if given is None:
        return parts.text, parts.credit
    return (parts.text if parts.credit else " ".join(text.split())), given


def _alternative(figure: markup.Element) -> tuple[str, Credit | None]:
    """Description and credit in the alternative text of a picture, where it holds a credit."""
    for image in figure.iter("img"):
        text = " ".join((image.get("alt") or image.get("title") or "").split())
        if text and len(text) <= _LONGEST:
            parts = caption.split(text)
            if parts.credit and (caption.is_caption(text) or "©" in text):
                return parts.text, parts.credit
    return "", None


def _figures(tree: markup.Element) -> Iterator[markup.Element]:
    """Figures, and what stands for one: elements marked as captions outside of any figure."""
    words = lists.boilerplate().caption
    for node in tree.iter("figure", "div", "p", "span", "section"):
        if node.tag == "figure":
            if not markup.inside(node, frozenset(("figure",))):
                yield node
        elif words & markup.words_of(node) and not markup.inside(node, frozenset(("figure",))):
            yield node


def _from_marked(node: markup.Element) -> tuple[str, Credit | None]:
    """A caption that is no figure counts only beside a picture: one in its near ancestors."""
    parent = node
    for _ in range(3):
        parent = parent.getparent()
        if parent is None:
            return "", None
        if next(parent.iter("img", "picture"), None) is not None:
            break
    else:
        return "", None
    inner = _credit_elements(node)
    text = markup.text_of(node)[:_LONGEST]
    for element in inner:
        printed = markup.text_of(element)
        if printed != text and (found := credit.parse(printed)):
            return _tail_label(_without(text, printed)), found
    parts = caption.split(text)
    return parts.text, parts.credit


def captions(tree: markup.Element, base: str | None) -> tuple[Printed, ...]:
    """The captions of the pictures of an article, in page order, each once."""
    found: dict[str, Printed] = {}
    for node in _figures(tree):
        if _is_teaser(node) or markup.is_hidden(node):
            continue
        if node.tag == "figure":
            text, given = _read(node)
            if not text and given is None:
                text, given = _alternative(node)
        else:
            text, given = _from_marked(node)
        if not text and given is None:
            continue
        key = text.casefold() or f"\n{given.text if given else ''}"
        if key not in found or (found[key].credit is None and given is not None):
            found[key] = Printed(text, given, _address(node, base))
    return tuple(found.values())


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


def _embed(address: str) -> Embed | None:
    """The post behind an address, where it leads to one of a listed platform."""
    try:
        parts = urlsplit(address if "://" in address else f"https:{address}")
        host = (parts.hostname or "").removeprefix("www.")
        inner = parse_qs(parts.query).get("href", [""])[0]
    except ValueError:
        return None
    platform = lists.platforms().by_host.get(host)
    if platform is None:
        return None
    if inner and "/plugins/" in parts.path and (found := _embed(unquote(inner))):
        return found
    if platform.post is None or not platform.post.search(parts.path):
        return None
    handle = platform.handle.match(parts.path) if platform.handle else None
    url = f"https://{host}{parts.path}" + (f"?v={v}" if (v := _video(parts.query)) else "")
    return Embed(platform.key, url, handle.group(1) if handle else None)


def _video(query: str) -> str | None:
    return next(iter(parse_qs(query).get("v", ())), None)


def embeds(tree: markup.Element) -> tuple[Embed, ...]:
    """Posts that a page embeds, in page order, each address once.

    Frames and the quotations the platforms' own scripts replace (blockquote with its links).
    """
    found: dict[str, Embed] = {}
    for node in tree.iter("iframe", "blockquote", "embed", "div"):
        addresses: list[str] = []
        if node.tag in ("iframe", "embed"):
            addresses = [
                node.get(k) or "" for k in ("src", "data-src", "data-url", "data-lazy-src")
            ]
        elif node.tag == "blockquote":
            cites = [node.get("data-instgrm-permalink") or "", node.get("cite") or ""]
            links = [a.get("href") or "" for a in node.iter("a")]
            addresses = cites + links[-1:] if node.get("class") else cites
        else:
            addresses = [
                node.get(k) or "" for k in ("data-href", "data-embed-url", "data-tweet-url")
            ]
        for address in filter(None, addresses):
            if (embed := _embed(address)) and embed.url:
                found.setdefault(embed.url, embed)
                break
    return tuple(found.values())
