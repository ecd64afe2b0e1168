"""Posts of social platforms that a page embeds: evidence with handle and address."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from lautwem.article import lists, markup
from lautwem.model import Embed

_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>\\]{8,300}")
_LONGEST = 4000


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


def _addresses(node: markup.Element) -> list[str]:
    """Addresses by which an element may embed a post.

    Frames, the quotations that the platforms' own scripts replace, elements that load a post
    only after consent (its address or frame waits in a data attribute), microdata, and links
    that print nothing but their own address.
    """
    waiting = [
        address
        for name, value in node.attrib.items()
        if name.startswith("data-") and ("http" in value or "//" in value)
        for address in _ADDRESS.findall(unquote(value[:_LONGEST]))[:3]
    ]
    if node.tag in ("iframe", "embed"):
        return [node.get("src") or "", *waiting]
    if node.tag == "blockquote":
        links = [a.get("href") or "" for a in node.iter("a")] if node.get("class") else []
        return [*waiting, node.get("cite") or "", *links[-1:]]
    if node.tag == "meta":
        return [node.get("content") or ""] if node.get("itemprop") == "embedURL" else []
    if node.tag == "a":
        address = node.get("href") or ""
        return [address] if address and (node.text or "").strip() == address else []
    return waiting


def find(tree: markup.Element) -> tuple[Embed, ...]:
    """The posts that a page embeds, in page order, each once."""
    found: dict[str, Embed] = {}
    for node in tree.iter("iframe", "blockquote", "embed", "div", "section", "meta", "a"):
        for address in _addresses(node):
            embed = _embed(address) if address else None
            if embed and embed.url:
                found.setdefault(embed.url, embed)
                break
    return tuple(found.values())
