"""The walk of life that an office or a profession tells of: sport, politics, music .."""

from functools import cache, lru_cache

from lautwem.language.lexicon import load
from lautwem.model import Frozen
from lautwem.reading.names.tagger import tagger

_SHORTEST = 4  # letters of a noun that may end a compound ("Skiarzt")


class Walk(Frozen):
    """A role by its parts. ``key`` is the masculine word in small letters, ``stem`` its listed
    last part, ``field`` the walk of life; ``special`` where few people are called so
    ("Moorforscher"), ``single`` for an office with one holder in a place, ``high`` for one of a
    whole country or state.
    """

    role: str
    key: str
    stem: str
    field: str | None
    generic: bool
    single: bool
    special: bool
    high: bool


@lru_cache(maxsize=20_000)
def walk(role: str) -> Walk:
    """What a role says of its bearer's walk of life."""
    key = _masculine(
        role.lower().rsplit("-", 1)[-1] if role.lower().startswith("ex-") else role.lower()
    )
    stem = _listed_end(key) or key
    rare = role not in tagger().corpus and role.removesuffix("in") not in tagger().corpus
    generic = stem in _words("generic")
    return Walk(
        role=role,
        key=key,
        stem=stem,
        field=_fields().get(stem),
        generic=generic and key == stem,
        single=stem in _words("single"),
        special=rare and len(key) > _SHORTEST,
        high=stem in _words("high"),
    )


def near(left: str, right: str) -> bool:
    """Whether one person may well be in both walks of life."""
    return left == right or frozenset((left, right)) in _near()


def _masculine(word: str) -> str:
    """ "sängerin" → "sänger", "anwältin" → "anwalt", "ärztin" → "arzt"."""
    if not word.endswith("in") or len(word) < 6:
        return word
    stem = word.removesuffix("in")
    if _listed_end(stem):
        return stem
    for changed in (stem + "e", *_without_umlaut(stem)):
        if _listed_end(changed):
            return changed
    return stem


def _without_umlaut(stem: str) -> tuple[str, ...]:
    at = max(stem.rfind(letter) for letter in "äöü")
    if at < 0:
        return ()
    plain = stem[:at] + {"ä": "a", "ö": "o", "ü": "u"}[stem[at]] + stem[at + 1 :]
    return (plain, plain + "e")


def _listed_end(word: str) -> str | None:
    """The longest listed role that a word is or ends in."""
    known = _fields().keys() | _words("generic") | _words("single") | _words("high")
    for at in range(0, len(word) - _SHORTEST + 1):
        if word[at:] in known:
            return word[at:]
    return word if word in known else None


@cache
def _fields() -> dict[str, str]:
    return {stem: field for field, stems in load("role_fields")["fields"].items() for stem in stems}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load("role_fields")[kind])


@cache
def _near() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in load("role_fields")["near"])
