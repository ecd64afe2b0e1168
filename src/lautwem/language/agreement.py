"""What the form of a determiner and a preposition say of case, number and gender."""

from collections.abc import Iterable
from functools import cache, lru_cache

from lautwem.language.lexicon import load
from lautwem.model import Frozen, Morph

_CASES = {"dat": {"dat"}, "acc": {"acc"}, "both": {"dat", "acc"}, "gen": {"gen", "dat"}}

_ANY_CASE = frozenset({"nom", "gen", "dat", "acc"})


class Agreement(Frozen):
    """One way to read a noun phrase; ``gender`` is None in the plural of most determiners."""

    case: str
    number: str
    gender: str | None = None


@cache
def prepositions() -> dict[str, frozenset[str]]:
    """Preposition (contractions such as "im" included) → the cases it governs.

    After "als" and "wie" every case can stand.
    """
    grammar = load("grammar")
    governing = {
        word: frozenset(_CASES[kind])
        for kind, words in grammar["prepositions"].items()
        for word in words
    }
    return governing | dict.fromkeys(grammar["comparatives"], _ANY_CASE)


@lru_cache(maxsize=2048)
def determiner_readings(word: str) -> tuple[Agreement, ...]:
    """The readings that the form of a determiner or contraction allows; () if it tells nothing."""
    grammar = load("grammar")
    lower = word.lower()
    listed = grammar["articles"].get(lower) or grammar["contractions"].get(lower)
    if listed:
        return _readings(listed)
    for stem in grammar["ein_words"]:
        if lower == stem:
            return _readings(grammar["bare"])
        if lower.startswith(stem) and lower[len(stem) :] in grammar["endings"]:
            return _readings(grammar["endings"][lower[len(stem) :]])
    for stem in grammar["der_words"]:
        if lower.startswith(stem) and lower[len(stem) :] in grammar["endings"]:
            return _readings(grammar["endings"][lower[len(stem) :]])
    return ()


def _readings(listed: Iterable[str]) -> tuple[Agreement, ...]:
    parts = (reading.split(".") for reading in listed)
    return tuple(Agreement(case, number, gender or None) for case, number, gender in parts)


def agree(
    allowed: Iterable[Agreement], cases: frozenset[str] | None, seen: Iterable[Morph]
) -> Morph:
    """The reading of a phrase that most of its words support.

    ``allowed`` are the readings its determiner leaves open (none: any), ``cases`` those
    its preposition governs, ``seen`` the features the tagger gave its words.
    """
    seen = tuple(seen)
    choices = [r for r in allowed if cases is None or r.case in cases] or list(allowed)
    if not choices:
        return Morph(
            case=_most(m.case for m in seen if cases is None or m.case in cases),
            number=_most(m.number for m in seen),
            gender=_most(m.gender for m in seen),
        )
    best = max(choices, key=lambda reading: _support(reading, seen))
    return Morph(
        case=best.case,
        number=best.number,
        gender=best.gender or _most(m.gender for m in seen),
    )


def _support(reading: Agreement, seen: Iterable[Morph]) -> float:
    score = 0.0
    for morph in seen:
        score += morph.case == reading.case
        score += 1.5 * (morph.number == reading.number)
        score += reading.gender is not None and morph.gender == reading.gender
    return score


def _most(values: Iterable[str | None]) -> str | None:
    counts: dict[str, int] = {}
    for value in values:
        if value is not None:
            counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda value: counts[value]) if counts else None
