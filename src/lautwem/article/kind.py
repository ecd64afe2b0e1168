"""Is a text a page (HTML) or plain text?"""

import re

from lautwem.errors import NotText

_SUFFIXES = (".html", ".htm", ".xhtml")
_PLAIN_SUFFIXES = (".txt", ".md", ".markdown", ".text")
_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h1|script|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<\?xml|\s*<(?:rss|feed|urlset)\b", re.IGNORECASE)
_TAG = re.compile(r"</(?:html|body|p|div|article)\s*>", re.IGNORECASE)
_HEAD = 4000


def is_html(text: str, source: str) -> bool:
    """Whether ``text`` is markup of a page: by how it opens, then by the name of its source.

    Raises NotText for other XML.
    """
    if _OPENING.match(text[:_HEAD]):
        return True
    if _XML.match(text[:200]):
        raise NotText(
            f"{source} is XML, but no page.", "Give the page of the article or its plain text."
        )
    name = source.lower().removesuffix(".gz")
    if name.endswith(_PLAIN_SUFFIXES):
        return False
    return name.endswith(_SUFFIXES) or bool(_TAG.search(text[-_HEAD:]))
