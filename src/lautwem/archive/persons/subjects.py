"""What an article is about, as far as its nouns tell: whether two are on one story or field.

The nouns of an article that are not frequent in news are kept as hashes of three bytes; two nouns
of a hundred each fall together by chance once in 1,700 pairs of articles. How many two articles
share is held against how many they would if they had nothing to do with each other.
"""

import hashlib
import re
from collections.abc import Collection
from functools import cache, lru_cache
from math import log2

from lautwem.archive.persons.names import fold
from lautwem.language.lexicon import load

_NOUN = re.compile(r"[A-ZÄÖÜ][a-zäöüßA-ZÄÖÜ-]{3,40}")
_STEM = 8  # letters that tell a noun from another, without its ending
_MOST = 200  # nouns kept; a news article has 40
_HASH = 3

_CHANCE = 1 / 7400
"""Nouns that two articles share by chance, for each pair of nouns of theirs. This and the weight
below: 1,028 articles of 10kGNAD test; 1,800 pairs joined by other evidence against 40,000 drawn at
random, by bins of log2((shared + 0.5) / (expected + 0.5)): +0.8 bits at 1, 2.8 at 2, 4.7 at 3."""
_SLOPE, _BASE = 2.0, -1.3
_FEWEST, _EACH, MOST = 2, 1.2, 5.0
"""One noun tells nothing; each no more than a rare word; all no more than births that agree."""


def subjects(text: str, names: Collection[str]) -> bytes:
    """The nouns of a text that tell what it is about, without those in ``names``."""
    nouns = {word for word in _NOUN.findall(text) if word.removesuffix("s") not in names}
    found = {stem for stem in map(_stem, nouns.difference(names)) if stem}
    return b"".join(sorted(map(_hashed, found))[:_MOST])


@lru_cache(maxsize=20_000)
def _stem(noun: str) -> str:
    """What tells a noun from another; nothing where it is frequent in news."""
    return "" if noun.lower() in _frequent() else fold(noun)[:_STEM]


@lru_cache(maxsize=20_000)
def _hashed(word: str) -> bytes:
    return hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_HASH).digest()


@lru_cache(maxsize=20_000)
def taken_apart(packed: bytes) -> frozenset[bytes]:
    """The hashes in what :func:`subjects` gave."""
    return frozenset(packed[at : at + _HASH] for at in range(0, len(packed), _HASH))


def bits(left: bytes, right: bytes, apart: int) -> float:
    """How much likelier two articles share so many nouns if they have to do with each other.

    ``apart`` of them count elsewhere already.
    """
    ours, theirs = taken_apart(left), taken_apart(right)
    shared = len(ours & theirs) - apart
    if shared < _FEWEST:
        return 0.0
    expected = _CHANCE * len(ours) * len(theirs)
    weight = _SLOPE * log2((shared + 0.5) / (expected + 0.5)) + _BASE
    return round(max(0.0, min(weight, _EACH * shared, MOST)), 1)


@cache
def _frequent() -> frozenset[str]:
    return frozenset(load("frequent_words")["words"].split())
