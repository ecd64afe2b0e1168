"""What the name tagger sees of a word: shape, affixes, lists, and what a corpus knows of it."""

import re
from collections.abc import Mapping
from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Frozen

OFFSETS = (-2, -1, 0, 1, 2)
"""Neighbours whose attributes count for a word."""
EDGE = "EDGE"
"""Attribute and class of the places before and after a sentence."""

_LONGEST = 60  # letters of a word that are looked at; longer ones are no names
_SHAPES = (
    dict.fromkeys((*range(0x41, 0x5B), *range(0xC0, 0xD7), *range(0xD8, 0xDF)), "X")  # A-Z À-Ö Ø-Þ
    | dict.fromkeys((*range(0x61, 0x7B), *range(0xDF, 0xF7), *range(0xF8, 0x100)), "x")
    | dict.fromkeys(range(0x30, 0x3A), "d")
)
_RUN = re.compile(r"(.)\1+")


class Gazetteer(Frozen):
    """Names known beforehand. A genitive -s or apostrophe is looked through."""

    first_names: frozenset[str]
    surnames: frozenset[str]
    places: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]

    def kinds(self, word: str) -> tuple[str, ...]:
        """``F``, ``L``, ``P`` for the lists with ``word``, ``sF`` .. where it is a genitive."""
        lists = (("F", self.first_names), ("L", self.surnames), ("P", self.places))
        base = word[:-1] if word[-1:] in "s'’" else ""
        return tuple(
            key if word in names else "s" + key
            for key, names in lists
            if word in names or (base and base in names)
        )


@cache
def gazetteer() -> Gazetteer:
    """The packaged lists of first names, surnames and places."""
    first = {sex: frozenset(names.splitlines()) for sex, names in load("first_names").items()}
    surnames, places = (
        frozenset(load(name)["names"].splitlines()) for name in ("surnames", "places")
    )
    every = first["female"] | first["male"] | first["either"]
    return Gazetteer(every, surnames, places, first["female"], first["male"])


def attributes(
    word: str, pos: str, names: Gazetteer, corpus: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """Attributes of one word by itself; its neighbours add theirs with their offset."""
    word = word[:_LONGEST]
    lower = word.lower()
    shape = word.translate(_SHAPES)
    found = ["l=" + lower, "s=" + _RUN.sub(r"\1", shape), "t=" + pos]
    if word != lower:
        found.append("w=" + word)
    if len(word) < 8:
        found.append("S=" + shape)
    found += corpus.get(word, ())
    if not word[0].isupper():
        return found
    found += ["x=" + lower[-k:] for k in (1, 2, 3, 4, 5) if len(word) > k]
    found += ["p=" + lower[:k] for k in (2, 3, 4) if len(word) > k]
    if "-" in word:
        found += ["hl=" + lower.rsplit("-", 1)[1], "hf=" + lower.split("-", 1)[0]]
    found += ["g" + kind for kind in names.kinds(word)]
    if word not in corpus:
        found.append("new")
        if word[-1] == "s":
            found += ["gen:" + known for known in corpus.get(word[:-1], ()) if known[0] == "h"]
    return found


def word_class(word: str, pos: str, names: Gazetteer) -> str:
    """A coarse class, combined with those of the neighbours."""
    if word[0].isdigit():
        return "0"
    if not word[0].isupper():
        return word if len(word) < 5 else pos
    caps = "U" if word.isupper() else "C"
    return caps + pos + "".join(kind[-1] for kind in names.kinds(word[:_LONGEST]))


def pair_combinations(first: str, second: str) -> tuple[str, str]:
    """What the classes of two neighbours say of the second, and of the first."""
    return f"B-{first}|{second}", f"B+{first}|{second}"


def triple_combinations(first: str, second: str, third: str) -> tuple[str, str]:
    """What the classes of three neighbours say of the middle one, and of the last."""
    return f"T{first}|{second}|{third}", f"T-{first}|{second}|{third}"


def combinations(classes: tuple[str, str, str, str, str]) -> tuple[str, ...]:
    """Attributes from the classes of a word and its two neighbours on either side."""
    before2, before, own, after, _ = classes
    return (
        pair_combinations(before, own)[0],
        pair_combinations(own, after)[1],
        triple_combinations(before, own, after)[0],
        triple_combinations(before2, before, own)[1],
    )
