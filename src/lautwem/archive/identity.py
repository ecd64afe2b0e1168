"""What an article is known by, so that the same is not kept twice and a change is one."""

import hashlib
import json
import os
from urllib.parse import parse_qsl, urlencode, urlsplit

from lautwem.model import Article

_TRACKING = ("utm_", "at_", "mtm_", "pk_", "wt_", "xtor", "fbclid", "gclid", "igshid", "msclkid")
"""How parameters begin that say where a reader came from, not what is read.

The documented names of the campaign parameters of Google Analytics and Ads, AT Internet, Matomo,
Mapp Webtrekk, Meta and Microsoft Advertising.
"""
_PORTS = {"http": 80, "https": 443}


def normal_url(url: str) -> str:
    """An address without what does not change the page: scheme, ``www.``, port, order, tracking.

    What is no address comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url
    if parts.scheme not in _PORTS or not host:
        return url
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
    kept = sorted(pair for pair in pairs if not pair[0].lower().startswith(_TRACKING))
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{place}{parts.path.rstrip('/')}{query}"


def content_hash(article: Article) -> str:
    """SHA-256, in hexadecimal, of the content of which ``Article.id`` is the beginning."""
    published = article.published.value if article.published else None
    parts = [article.url, article.outlet, published, article.title, article.text]
    encoded = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(encoded.encode("utf-8", "surrogatepass")).hexdigest()


def article_key(article: Article, content: str | None = None) -> str:
    """What all versions of an article have in common; ``content`` is its hash, if it is known.

    Its address, where it has one. Else the file it stands in, with outlet and date (another
    article in the same file is another article). What has neither an address nor a file of its
    own (standard input, a row of a table) is known by its content alone.
    """
    if article.url:
        return f"url:{normal_url(article.url)}"
    path = os.path.abspath(article.source)
    if article.source != "-" and os.path.isfile(path):
        published = article.published.value[:10] if article.published else ""
        return f"file:{path}|{article.outlet or ''}|{published}"
    return f"content:{content or content_hash(article)}"
