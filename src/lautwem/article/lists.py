"""Word lists that import needs: read from the packaged lexicon files, compiled and frozen."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from lautwem import model

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Platform(model.Frozen):
    """A social platform: canonical name, key of its embeds, hosts, and what its paths look like."""

    name: str
    key: str
    hosts: tuple[str, ...]
    post: re.Pattern[str] | None
    handle: re.Pattern[str] | None


class Platforms(model.Frozen):
    by_form: dict[str, Platform]
    by_host: dict[str, Platform]


class Agencies(model.Frozen):
    """Picture agencies by every form of their names (casefolded); ``news`` also report news."""

    by_form: dict[str, str]
    news: frozenset[str]


class CreditWords(model.Frozen):
    announce: frozenset[str]
    caption: frozenset[str]
    strong: frozenset[str]
    neither: frozenset[str]
    particles: frozenset[str]
    organisation: frozenset[str]
    picture_desk: frozenset[str]
    trades: frozenset[str]


class Calendar(model.Frozen):
    months: dict[str, int]
    before_year: frozenset[str]
    not_the_moment: frozenset[str]


def read(name: str) -> Any:
    """The parsed lexicon file ``<name>.yaml``."""
    path = files("lautwem").joinpath("language", "lexicon", f"{name}.yaml")
    return yaml.load(path.read_bytes(), Loader=_LOADER)


@cache
def platforms() -> Platforms:
    by_form: dict[str, Platform] = {}
    by_host: dict[str, Platform] = {}
    for entry in read("platforms")["platforms"]:
        hosts = tuple(entry.get("hosts", ()))
        post, handle = (re.compile(entry[k]) if k in entry else None for k in ("post", "handle"))
        platform = Platform(entry["name"], entry["key"], hosts, post, handle)
        for form in (entry["name"], *entry.get("forms", ())):
            by_form[form.casefold()] = platform
        by_host |= dict.fromkeys(hosts, platform)
    return Platforms(by_form, by_host)


@cache
def agencies() -> Agencies:
    by_form: dict[str, str] = {}
    news = set()
    for entry in read("picture_agencies")["agencies"]:
        for form in (entry["name"], *entry.get("forms", ())):
            by_form.setdefault(form.casefold(), entry["name"])
        if entry.get("news"):
            news.add(entry["name"])
    return Agencies(by_form, frozenset(news))


@cache
def credit_words() -> CreditWords:
    lists = read("credit_words")
    folded = {key: frozenset(word.casefold() for word in words) for key, words in lists.items()}
    return CreditWords(**folded)


@cache
def outlets() -> frozenset[str]:
    """The forms of outlets that are no ordinary words or surnames, case-folded."""
    rows = (row.split("|") for row in read("outlets")["entries"].splitlines() if "|" in row)
    forms = (form.strip() for row in rows for form in (row[0], *row[-1].split(";")))
    return frozenset(form.casefold() for form in forms if form and form[0] != "~")


@cache
def calendar() -> Calendar:
    lists = read("calendar")
    months = {name.casefold(): number for name, number in lists["months"].items()}
    before, never = (
        frozenset(w.casefold() for w in lists[k]) for k in ("before_year", "not_the_moment")
    )
    return Calendar(months, before, never)


class Boilerplate(model.Frozen):
    """How paragraphs that are no part of an article open, and telling words of class names."""

    openings: re.Pattern[str]
    phrases: re.Pattern[str]
    whole: frozenset[str]
    never: frozenset[str]
    with_links: frozenset[str]
    caption: frozenset[str]
    credit: frozenset[str]
    byline: frozenset[str]
    media: frozenset[str]
    posts: frozenset[str]
    walls: frozenset[str]


@cache
def boilerplate() -> Boilerplate:
    lists = read("boilerplate")
    openings = "|".join(re.escape(words) for words in lists["openings"])
    classes = lists["classes"]
    return Boilerplate(
        openings=re.compile(rf"\W{{0,4}}(?:{openings})(?!\w)", re.IGNORECASE),
        phrases=re.compile("|".join(map(re.escape, lists["phrases"])), re.IGNORECASE),
        whole=frozenset(lists["whole"]),
        never=frozenset(classes["never"]),
        with_links=frozenset(classes["with_links"]),
        caption=frozenset(lists["caption"]),
        credit=frozenset(lists["credit"]),
        byline=frozenset(lists["byline"]),
        media=frozenset(lists["media"]),
        posts=frozenset(lists["posts"]),
        walls=frozenset(lists["walls"]),
    )


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Function words by language (ISO 639-1)."""
    return {tongue: frozenset(words) for tongue, words in read("language_words").items()}
