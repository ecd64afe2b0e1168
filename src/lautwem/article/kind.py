"""Is a text a page (HTML), Markdown or plain text?"""

import re
from typing import Literal

from lautwem.errors import NotText

_SUFFIXES = (".html", ".htm", ".xhtml")
_MARKDOWN_SUFFIXES = (".md", ".markdown")
_PLAIN_SUFFIXES = (".txt", ".text")
_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h1|script|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<\?xml|\s*<(?:rss|feed|urlset)\b", re.IGNORECASE)
_TAG = re.compile(r"</(?:html|body|p|div|article)\s*>", re.IGNORECASE)
_WHOLE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HEAD = 4000


def is_whole_page(text: str) -> bool:
    """Whether markup is that of a whole page, not of a piece of one."""
    return bool(_WHOLE.search(text[:_HEAD]))


def of(text: str, source: str) -> Literal["html", "markdown", "plain"]:
    """What ``text`` is: a page by how it opens, else what the name of its source says.

    Markdown is known by its name only. Raises NotText for XML that is no page.
    """
    name = source.lower().removesuffix(".gz")
    if name.endswith(_MARKDOWN_SUFFIXES):
        return "markdown"
    if _OPENING.match(text[:_HEAD]):
        return "html"
    if _XML.match(text[:200]):
        raise NotText(
            f"{source} is XML, but no page.", "Give the page of the article or its plain text."
        )
    if name.endswith(_PLAIN_SUFFIXES):
        return "plain"
    shown = name.endswith(_SUFFIXES) or _TAG.search(text[-_HEAD:])
    return "html" if shown else "plain"
