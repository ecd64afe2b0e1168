"""Lexicon ``channels``, compiled, and which channels a noun is a word for.

German names a channel by compounds without end ("Bilanzpressekonferenz", "Abschieds-Tweet").
The last part says what it is, so that it is looked for from the end, the longest first.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from lautwem.language.lexicon import load
from lautwem.model import ChannelKind, Frozen
from lautwem.reading.sourcing.lexica import lowered

EXACT = 1000
"""How well a word fits that is listed itself, more than any part of it could."""
INFLECTIONS = ("es", "en", "s", "n", "e")
"""Endings that the lemma of a compound may have kept."""
SHORTEST = 4
"""Letters that are left at least without one."""


class ChannelWords(Frozen):
    """The words for one channel; all in lower case."""

    kind: ChannelKind
    nouns: frozenset[str]
    heads: tuple[str, ...]
    stems: tuple[str, ...]
    unlike: tuple[str, ...]
    verbs: frozenset[str]
    words: frozenset[str]
    talks: frozenset[str]
    programmes: frozenset[str]
    prepositions: frozenset[str]
    needs: Mapping[str, frozenset[str]]
    after: Mapping[str, frozenset[str]]


class Channels(Frozen):
    """Compiled lexicon ``channels``."""

    kinds: tuple[ChannelWords, ...]
    anaphors: Mapping[str, frozenset[ChannelKind]]
    within: frozenset[ChannelKind]
    there: frozenset[ChannelKind]
    by_bodies: frozenset[str]
    unnumbered: frozenset[str]
    relators: frozenset[str]
    references: frozenset[str]
    posts: frozenset[str]
    entries: frozenset[str]
    users: frozenset[str]
    broadcasters: frozenset[str]
    on_air: frozenset[str]
    own_business: frozenset[str]
    court_names: frozenset[str]
    speaking_up: frozenset[str]
    respondents: frozenset[str]
    researchers: frozenset[str]
    shares: frozenset[str]
    each: frozenset[str]
    ordinals: frozenset[str]
    defendants: frozenset[str]
    filings: frozenset[str]
    hearings: frozenset[str]
    press: tuple[str, ...]
    papers: tuple[str, ...]
    reporters: tuple[str, ...]
    courts: tuple[str, ...]
    broadcaster_endings: tuple[str, ...]


SETS = (
    "by_bodies", "unnumbered", "relators", "references", "posts", "entries", "users",
    "broadcasters", "on_air", "own_business", "court_names", "speaking_up",
    "respondents", "researchers", "shares", "each", "ordinals", "defendants",
    "filings", "hearings",
)  # fmt: skip
TUPLES = ("press", "papers", "reporters", "courts", "broadcaster_endings")


@cache
def channels() -> Channels:
    """Words for channels."""
    raw = load("channels")
    return Channels(
        kinds=tuple(_words(entry) for entry in raw["channels"]),
        anaphors={word.lower(): frozenset(kinds) for word, kinds in raw["anaphors"].items()},
        within=frozenset(raw["within"]),
        there=frozenset(raw["there"]),
        **{field: lowered(raw[field]) for field in SETS},
        **{field: _parts(raw[field]) for field in TUPLES},
    )


def _words(entry: dict[str, Any]) -> ChannelWords:
    return ChannelWords(
        kind=entry["kind"],
        **{
            field: lowered(entry.get(field))
            for field in ("nouns", "verbs", "words", "talks", "programmes", "prepositions")
        },
        **{field: _parts(entry.get(field)) for field in ("heads", "stems", "unlike")},
        needs={k.lower(): lowered(v) for k, v in entry.get("needs", {}).items()},
        after={k.lower(): lowered(v) for k, v in entry.get("after", {}).items()},
    )


def _parts(words: Any) -> tuple[str, ...]:
    return tuple(sorted(lowered(words), key=len, reverse=True))


@lru_cache(maxsize=20_000)
def forms(word: str, lemma: str) -> frozenset[str]:
    """A word in lower case, its lemma, and both without an ending they may have kept."""
    found = {word, lemma}
    for ending in INFLECTIONS:
        found |= {
            form.removesuffix(ending)
            for form in (word, lemma)
            if form.endswith(ending) and len(form) - len(ending) >= SHORTEST
        }
    return frozenset(found)


@lru_cache(maxsize=20_000)
def candidates(word: str, lemma: str) -> tuple[ChannelWords, ...]:
    """The channels that a word (in lower case) is a word for: those that its form fits best."""
    found = forms(word, lemma)
    fits = [(_fit(words, word, found), words) for words in channels().kinds]
    best = max(fit for fit, _ in fits)
    return tuple(words for fit, words in fits if best and fit == best)


@lru_cache(maxsize=20_000)
def alone(word: str, lemma: str) -> tuple[ChannelWords, ...]:
    """The channels that a word names without a preposition, after some one, or in a talk."""
    both = {word, lemma}
    return tuple(
        words
        for words in channels().kinds
        if both & (words.talks | words.words | words.verbs)
        or any(both & nouns for nouns in words.after.values())
    )


def _fit(words: ChannelWords, word: str, found: frozenset[str]) -> int:
    """How well a word fits a channel: the letters of the part that does, 0 where none does."""
    if word.endswith(words.unlike) or any(form.endswith(words.unlike) for form in found):
        return 0
    if found & words.nouns:
        return EXACT
    heads = (len(h) for h in words.heads for form in found if form.endswith(h))
    stems = (len(s) for s in words.stems if word.startswith(s) and len(word) > len(s))
    return max((*heads, *stems), default=0)


def is_by_body(noun: str) -> bool:
    """Whether a noun is a word for a study only where a body speaks ("Bericht", "BWB-Bericht")."""
    study = next(words for words in channels().kinds if words.kind == "study")
    found = forms(noun, noun)
    if found & channels().by_bodies:
        return True
    heads = [h for h in study.heads if any(form.endswith(h) for form in found)]
    return bool(heads) and heads[0] in channels().by_bodies


def is_listed_broadcaster(name: str) -> bool:
    """Whether a name is that of one of the broadcasters of the lexicon."""
    return name.casefold() in channels().broadcasters


def is_broadcaster(name: str) -> bool:
    """Whether an outlet is heard or watched."""
    words = channels()
    return is_listed_broadcaster(name) or name.casefold().endswith(words.broadcaster_endings)
