"""What a page says about its article: JSON-LD, OpenGraph and other meta elements, microdata."""

import html as entities
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lautwem.article import bylines, dates, markup
from lautwem.model import Frozen, PartialDate

_LARGEST = 3_000_000
_DEEPEST = 6
_MOST = 2_000
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Interview)$")
_PUBLISHED = (
    "articlepublishedtime", "ogpublishedtime", "datepublished", "date", "dcdate", "dcdateissued",
    "dctermscreated", "dctermsdate", "pubdate", "publishdate", "lastpublished", "sailthrudate",
    "parselypubdate", "cxenseparserecspublishtime", "created", "cxenseparsepublishtime",
    "dctermsissued", "vfpublishdate", "publicationdate", "daterelease", "releasedate",
    "originalpublicationdate", "articlepublished", "publishedtime",
)  # fmt: skip
_MODIFIED = (
    "articlemodifiedtime", "ogupdatedtime", "datemodified", "lastmodified", "dcdatemodified",
    "dctermsmodified", "revised",
)  # fmt: skip
_STAMP = re.compile(
    r"\d{1,2}\. ?(?:\d{1,2}\. ?|[^\W\d_]{3,9} )\d{2,4}\W{1,4}(?:um )?\d{1,2}[:.]\d{2}(?= Uhr|$)"
)
_NAME = re.compile(r"[\W_]+")
_SITE = re.compile(r" (?:Website|Webseite|Homepage|Startseite)$", re.IGNORECASE)
_LOCKED = frozenset(("locked", "metered", "premium", "paid", "plus"))

Json = dict[str, Any]


class Metadata(Frozen):
    """``titles`` by kind (ld, alternative, og, twitter, title), ``teasers`` as written there."""

    titles: dict[str, str]
    teasers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    modified: PartialDate | None = None
    outlet: str | None = None
    url: str | None = None
    body: str | None = None
    images: tuple[Json, ...] = ()
    free: bool = True
    language: str | None = None


def _load(content: str) -> Any:
    content = content.strip()
    for mark in ("<![CDATA[", "//<![CDATA[", "<!--"):
        content = content.removeprefix(mark)
    content = content.removesuffix("-->").removesuffix("//]]>").removesuffix("]]>").strip(" ;\n")
    try:
        return json.loads(content, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int = 0) -> Iterator[Json]:
    """All objects of a JSON-LD document, outer ones first, to a bounded depth."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:_MOST]:
            yield from _objects(inner, depth + 1)


def linked_data(tree: markup.Element) -> list[Json]:
    """The JSON-LD objects of a page; what is not valid JSON is left out."""
    found: list[Json] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        if len(script.text) <= _LARGEST:
            found += list(_objects(_load(script.text)))[:_MOST]
    return found


def _types(item: Json) -> list[str]:
    types = item.get("@type", ())
    return [str(t) for t in types] if isinstance(types, list) else [str(types)]


def _is_article(item: Json) -> bool:
    named = any(_ARTICLE.search(t) and t != "ClaimReview" for t in _types(item))
    return named and ("headline" in item or "datePublished" in item or "articleBody" in item)


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), "")
    return " ".join(entities.unescape(value).split()) if isinstance(value, str) else ""


def _metas(tree: markup.Element) -> dict[str, list[str]]:
    """The contents of meta elements by name: its letters only, for spellings of it differ."""
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            if content and (name := element.get(key)):
                metas.setdefault(_NAME.sub("", name).casefold(), []).append(content)
    return metas


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _date(candidates: Iterable[Any]) -> PartialDate | None:
    """The first date; a later candidate of the same day replaces it where it is more precise."""
    best: PartialDate | None = None
    for candidate in candidates:
        value = dates.parse(_text(candidate))
        if value is None:
            continue
        if best is None or (
            value.value.startswith(best.value) and len(value.value) > len(best.value)
        ):
            best = value
    return best


def _times(tree: markup.Element) -> list[str]:
    """Dates of <time> and microdata, in page order, none of other articles."""
    found = []
    for element in tree.iter("time", "span", "div", "abbr"):
        if element.tag != "time" and element.get("itemprop") != "datePublished":
            continue
        value = element.get("datetime") or element.get("content") or markup.text_of(element)[:60]
        if value and not markup.inside(element, frozenset(("aside", "footer", "nav", "a"))):
            found.append(value)
            break
    return found


def _printed_date(tree: markup.Element) -> str | None:
    """The first date with a time of day that a page prints: "Fr 25.04.2025 | 14:07 Uhr"."""
    for element in tree.iter("p", "div", "span", "li"):
        text = " ".join((element.text or "").split())
        found = _STAMP.search(text) if 8 <= len(text) <= 120 else None
        if found and not markup.inside(element, frozenset(("aside", "footer", "nav", "a"))):
            return found.group()
    return None


def _outlet(main: Json, metas: dict[str, list[str]], url: str | None) -> str | None:
    publisher = main.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    name = _text(publisher.get("name")) if isinstance(publisher, dict) else ""
    for given in (_first(metas, "ogsitename"), name, _first(metas, "applicationname")):
        if given and not given.startswith(("http://", "https://", "www.")):
            return _SITE.sub("", given)
    return _host(url)


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def _address(
    tree: markup.Element, main: Json, metas: dict[str, list[str]], url: str | None
) -> str | None:
    links = (
        link.get("href") for link in tree.iter("link") if (link.get("rel") or "") == "canonical"
    )
    for candidate in (*links, _first(metas, "ogurl"), _text(main.get("url")), url):
        try:
            address = urljoin(url or "", candidate.strip()) if candidate else ""
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname:
            return address
    return None


def _is_free(main: Json, metas: dict[str, list[str]]) -> bool:
    marks = [main.get("isAccessibleForFree")]
    parts = main.get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict):
            marks.append(part.get("isAccessibleForFree"))
    locked = any(str(mark).casefold() in ("false", "0", "no") for mark in marks if mark is not None)
    return not locked and _first(metas, "articlecontenttier", "contenttier") not in _LOCKED


def _resolved(value: Any, by_id: dict[str, Json]) -> Any:
    """References of JSON-LD ({"@id": ..}) replaced by what they refer to."""
    if isinstance(value, list):
        return [_resolved(v, by_id) for v in value[:100]]
    if isinstance(value, dict) and "@id" in value and "name" not in value:
        return by_id.get(str(value["@id"]), value)
    return value


def _main(items: list[Json]) -> Json:
    """The article among the objects, missing fields taken from further ones of the same title."""
    articles = [item for item in items if _is_article(item)]
    if not articles:
        return {}
    first = next((a for a in articles if a.get("headline")), articles[0])
    by_id = {str(i["@id"]): i for i in items if "@id" in i and len(i) > 1}
    main = dict(first)
    for other in articles:
        if other is not first and _text(other.get("headline")) == _text(first.get("headline")):
            main = other | {k: v for k, v in main.items() if v}
    return {key: _resolved(value, by_id) for key, value in main.items()}


def _titles(tree: markup.Element, main: Json, metas: dict[str, list[str]]) -> dict[str, str]:
    page_title = next((markup.text_of(t) for t in tree.iter("title")), "")
    found = {
        "og": _first(metas, "ogtitle") or "",
        "ld": _text(main.get("headline")),
        "alternative": _text(main.get("alternativeHeadline")),
        "twitter": _first(metas, "twittertitle") or "",
        "title": page_title,
    }
    return {key: title for key, title in found.items() if title}


def _body(main: Json) -> str | None:
    body = main.get("articleBody")
    if isinstance(body, list):
        body = "\n\n".join(part for part in body if isinstance(part, str))
    return body if isinstance(body, str) and body.strip() else None


def read(tree: markup.Element, url: str | None) -> Metadata:
    """The metadata of a page fetched from ``url`` (None where that is not known)."""
    items = linked_data(tree)
    main = _main(items)
    metas = _metas(tree)
    any_date = next((i["datePublished"] for i in items if "datePublished" in i), None)
    published = [main.get("datePublished"), *(metas[k][0] for k in _PUBLISHED if k in metas)]
    modified = [main.get("dateModified"), *(metas[k][0] for k in _MODIFIED if k in metas)]
    teasers = [_text(main.get("description")), *(metas.get("ogdescription", ())[:1])]
    teasers += metas.get("description", ())[:1]
    address = _address(tree, main, metas, url)
    outlet = _outlet(main, metas, address)
    images = [i for i in items if "ImageObject" in _types(i)]
    return Metadata(
        titles=_titles(tree, main, metas),
        teasers=tuple(dict.fromkeys(t for t in teasers if t)),
        authors=bylines.find(
            tree, main.get("author") or main.get("creator"), metas, outlet, _host(address)
        ),
        published=_date([*published, any_date, *_times(tree)]) or _date([_printed_date(tree)]),
        modified=_date(modified),
        outlet=outlet,
        url=address,
        body=_body(main),
        images=tuple(images),
        free=_is_free(main, metas),
        language=(tree.get("lang") or "")[:2].casefold() or None,
    )
