"""Named fields of an object or a row to a Record: which names mean what."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from lautwem.article.collections.record import Record
from lautwem.errors import NoArticles
from lautwem.model import Frozen, Notice

NAMES: dict[str, tuple[str, ...]] = {
    "html": ("html", "content_html", "raw_html", "body_html"),
    "text": (
        "text", "body", "content", "article", "article_body", "articlebody", "maintext",
        "main_text", "plain_text", "plaintext", "fulltext", "full_text", "content_text",
        "volltext", "inhalt", "artikel", "artikeltext", "beitrag",
    ),
    "title": ("title", "headline", "titel", "überschrift", "ueberschrift", "schlagzeile", "head"),
    "outlet": (
        "outlet", "publisher", "source", "newspaper", "publication", "medium", "zeitung", "quelle",
        "source_name", "site_name", "domain",
    ),
    "published": (
        "published", "date", "published_at", "publication_date", "publishing_date", "pubdate",
        "date_published", "datepublished", "datetime", "timestamp", "published_date", "datum",
        "veröffentlicht", "erschienen", "date_publish",
    ),
    "authors": ("authors", "author", "byline", "creator", "autor", "autoren", "autorin"),
    "url": ("url", "link", "address", "permalink", "canonical_url", "uri", "adresse"),
}  # fmt: skip
"""Fields and the names they go by, the first that is there and not empty taken.

Names as other tools write them: fundus (``publishing_date``, ``plaintext``), news-please
(``maintext``, ``date_publish``), JSON Feed (``content_html``, ``date_published``), schema.org
(``headline``, ``articleBody``, ``datePublished``), and German ones.
"""

_SEPARATORS = re.compile(r"\s*(?:;|,|\bund\b|\|)\s*")
_MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|span|article|html|body|a|ul|li|em|strong)\b[^>]*>")
_LONGEST = 2_000


class Mapped(Frozen):
    """The name under which each field of a collection is found; absent ones are left out."""

    names: dict[str, tuple[str, ...]]

    def has_body(self) -> bool:
        return bool(self.names.get("text") or self.names.get("html"))


def _folded(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def mapped(names: Sequence[str], given: Mapping[str, str] | None = None) -> Mapped:
    """Which of ``names`` hold which field; ``given`` (field to name) comes before the aliases.

    Raises NoArticles where ``given`` names a field that is none, or a name that is not there.
    """
    folded: dict[str, list[str]] = {}
    for name in names:
        folded.setdefault(_folded(name), []).append(name)
    found = {}
    for field, aliases in NAMES.items():
        found[field] = tuple(n for alias in aliases for n in folded.get(alias, ()))
    for field, name in (given or {}).items():
        if field not in NAMES or name not in names:
            raise NoArticles(
                f"There is no column {name!r} for {field!r}.",
                f"Fields are {', '.join(NAMES)}; columns are {', '.join(names)[:300]}.",
            )
        found[field] = (name,)
    if given and ("text" in given) != ("html" in given):
        found["html" if "text" in given else "text"] = ()
    return Mapped(found)


def word(value: Any) -> str:
    """A value as one line: dates in ISO 8601, objects by their ``name``; empty for none."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("value")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float):
        value = int(value) if value == value and abs(value) < 1e15 else ""
    return " ".join(str(value).split())[:_LONGEST]


def _people(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = _SEPARATORS.split(value)
    elif not isinstance(value, list | tuple):
        value = [value]
    return tuple(name for name in map(word, value[:100]) if name)


def _body(value: Any) -> str:
    """A text, or the joined paragraphs of a list of texts."""
    if isinstance(value, list | tuple):
        return "\n\n".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def record(name: str, row: Mapping[str, Any], at: Mapped, notices: tuple[Notice, ...]) -> Record:
    """The Record of an object or a row. Raises NoArticles where it holds no text."""

    def first(field: str) -> Any:
        return next((row[n] for n in at.names.get(field, ()) if row.get(n)), None)

    page, text = _body(first("html")), _body(first("text"))
    if not page.strip() and not text.strip():
        raise NoArticles(
            f"{name} has no text.",
            "A text is looked for under text, body, content and the like, or html.",
        )
    marked = page.strip() or (text if len(_MARKUP.findall(text[:20_000])) > 1 else "")
    return Record(
        name=name,
        data=(page if page.strip() else text).encode("utf-8", "replace"),
        form="fragment" if marked else "text",
        url=word(first("url")) or None,
        title=html.unescape(word(first("title"))) or None,
        outlet=word(first("outlet")) or None,
        published=word(first("published")) or None,
        authors=_people(first("authors") or ()),
        notices=notices,
    )
