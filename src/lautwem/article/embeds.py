"""Posts of social platforms that a page embeds: evidence with handle and address."""

from urllib.parse import parse_qs, unquote, urlsplit

from lautwem.article import lists, markup
from lautwem.model import Embed


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


def find(tree: markup.Element) -> tuple[Embed, ...]:
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
