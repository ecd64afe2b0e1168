"""Authors: the names in JSON-LD, meta elements and printed bylines, one name each."""

import re
from typing import Any

from lautwem.article import boilerplate, credit, lists, markup

_AND = re.compile(r"\s*(?:\bund\b|\band\b|[,;|/&•·]|\bsowie\b)\s*")
_LEAD = re.compile(
    r"\s*(?:(?:(?:Ein|Eine)\s+[\w-]{3,30}\s+)?von|by|text|autor(?:in|en|:in)?|interview|bericht)\b"
    r"\s{0,3}:?\s+",
    re.IGNORECASE,
)
_AUTHORS = ("articleauthor", "author", "dccreator", "dctermscreator", "sailthruauthor",
            "twittermiscwrittenby", "writtenby", "authors", "articleauthors", "parselyauthor",
            "cxenseparseauthor", "cxenseparserecsauthor", "vfauthor", "ogarticleauthor", "ogauthor",
            "citationauthor", "byl")  # fmt: skip
_WRITTEN_BY = frozenset(("written by", "verfasst von", "geschrieben von", "autor"))
_SHORT = re.compile(r"\s*\([\w.,/ -]{1,20}\)\s*")
_LONGEST = 120


def _clean(text: str) -> str:
    text = _SHORT.sub(" ", " ".join(text.split()))
    if (lead := _LEAD.match(text)) and lead.end() < len(text):
        text = text[lead.end() :]
    return text.strip(" ,;|.:")


def _is_address(text: str) -> bool:
    return "://" in text or "@" in text or text.startswith("www.")


def split(text: str) -> list[str]:
    """The names in a byline: "Von Anna Muster und Bert Beispiel, dpa" are three.

    What follows a comma counts only where it is a name of several words or an agency, so that
    a place ("Anna Muster, Berlin") is none.
    """
    text = _clean(text)
    if not text or len(text) > 3 * _LONGEST or _is_address(text):
        return []
    names: list[str] = []
    for index, piece in enumerate(_AND.split(text)):
        piece = _clean(piece)
        agency = piece.casefold() in lists.agencies().by_form
        if piece and (index == 0 or agency or (" " in piece and credit.is_name(piece))):
            names.append(piece)
    return names


def _named(value: Any) -> list[str]:
    """The names in an ``author`` of JSON-LD: a text, an object, or a list of such."""
    if isinstance(value, list):
        return [name for item in value[:50] for name in _named(item)]
    if isinstance(value, dict):
        name = value.get("name")
        if not name and value.get("familyName"):
            name = f"{value.get('givenName') or ''} {value['familyName']}"
        return _named(name)
    return split(value) if isinstance(value, str) else []


def _printed(tree: markup.Element) -> list[str]:
    """The names of printed bylines: the first marked as one that yields a name."""
    words = lists.boilerplate().byline
    for element in tree.iter("a", "span", "div", "p", "address", "li", "cite", "strong"):
        if not (_is_marked(element) or words & markup.words_of(element)):
            continue
        if markup.inside(element, frozenset(("figure",))) or markup.elsewhere(element):
            continue
        text = "" if markup.is_longer(element, 2 * _LONGEST) else markup.text_of(element)
        if 0 < len(text) <= _LONGEST and (names := split(text)):
            people = [name for name in names if credit.is_name(name)]
            if people:
                return people
    return []


def _distinct(names: list[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.casefold(), name)
    return tuple(seen.values())


def _several_words(names: list[str]) -> list[str]:
    return names if any(" " in name for name in names) else []


def _is_marked(element: markup.Element) -> bool:
    """Whether ``rel`` or microdata call an element an author; both may hold several words."""
    return "author" in f"{element.get('rel') or ''} {element.get('itemprop') or ''}".split()


def _said(element: markup.Element) -> str:
    """What a marked element prints, or the name that its microdata hold unprinted."""
    hidden = (m.get("content") or "" for m in element.iter("meta") if m.get("itemprop") == "name")
    return markup.text_of(element) or next(hidden, "")


def _marked(tree: markup.Element) -> list[str]:
    """Persons that a page marks as its authors by ``rel`` or microdata, those side by side."""
    found: list[str] = []
    place: markup.Element | None = None
    for element in tree.iter("a", "span", "div", "p", "address"):
        if not _is_marked(element) or markup.is_longer(element, 2 * _LONGEST):
            continue
        names = [name for name in split(_said(element)) if credit.is_name(name)]
        if _several_words(names) and (place is None or element.getparent() is place):
            place = element.getparent()
            found += names
    return found


def _name_key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _given(author: Any, metas: dict[str, list[str]]) -> list[str]:
    """The names that JSON-LD gives, or else meta elements."""
    if names := _named(author):
        return names
    labels = metas.get("twitterlabel1", [""]) + metas.get("twitterdata1", [""])
    if labels[0].casefold() in _WRITTEN_BY and (names := split(labels[-1])):
        return names
    for key in _AUTHORS:
        if names := [name for text in metas.get(key, ()) for name in split(text)]:
            return names
    return []


def _worded(tree: markup.Element) -> list[str]:
    """The names in the first short line that reads as a byline: "Von Anna Muster"."""
    for element in tree.iter("p", "li", "div", "span"):
        if markup.is_longer(element, _LONGEST):
            continue
        text = markup.text_of(element)
        if not boilerplate.is_worded_byline(text) or markup.inside(element, frozenset(("a",))):
            continue
        names = _several_words(split(text))
        if names and not markup.elsewhere(element):
            return names
    return []


def find(
    tree: markup.Element,
    author: Any,
    metas: dict[str, list[str]],
    outlet: str | None,
    host: str | None,
) -> tuple[str, ...]:
    """The authors by the most trustworthy source that names one.

    JSON-LD, then meta elements, then what the page marks or words as a byline. Where the data
    name but the outlet itself, a person named on the page goes before it.
    """
    names = _given(author, metas)
    outlets = (_name_key(outlet or ""), _name_key(host or ""))
    if not names or _name_key(" ".join(names)) in outlets:
        printed = _marked(tree) or _several_words(_printed(tree)) or _worded(tree)
        names = printed or names or _printed(tree)
    return _distinct(names)
