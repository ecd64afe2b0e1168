"""What a statement comes down to when it is compared with another: stems, numbers, polarity.

Person, mood, tense and order of words differ between a quotation and its retelling
("Wir haben nichts gewusst" / sie hätten nichts gewusst); content words, numbers and
negation do not.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from lautwem import model as m
from lautwem.language.lexicon import load
from lautwem.language.stems import stem, verb
from lautwem.language.tagger import tagger
from lautwem.language.verbs import verb_particles

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:[-’'][^\W_]+)*|[,;:.!?–—]")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+\Z")
_CONJUNCTIONS = frozenset({"und", "oder", "aber", "sondern"})
_REACH = 25  # words before a separated particle in which its verb is looked for

COMMON = 0.35
"""Weight of a common word against 1.0 of any other: with it, three of them count for one
rare word, which is about the ratio of their information (7 bits against 16 to 20)."""


class Content(m.Frozen):
    """The content of some words.

    ``words`` are all words in lower case, in order; ``stems`` the content words, common
    ones and numbers ("#40000") included, in order of first appearance; ``negative`` is
    whether the number of negations is odd; ``first_person`` whether somebody speaks of
    himself or of his own.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    numbers: frozenset[str]
    negative: bool
    first_person: bool


class _Words(m.Frozen):
    """The lexicon ``statement_words``, compiled."""

    uncounted: frozenset[str]
    uncounted_stems: frozenset[str]
    common: frozenset[str]
    negators: frozenset[str]
    negates_nothing: frozenset[str]
    first_person: frozenset[str]


@cache
def _lexicon() -> _Words:
    data = load("statement_words")
    fixed = (*data["uncounted_verbs"], *data["uncounted_days"])
    return _Words(
        uncounted=frozenset(data["uncounted"]),
        uncounted_stems=frozenset(map(stem, fixed)),
        common=frozenset(map(stem, data["common"])),
        negators=frozenset(data["negators"]),
        negates_nothing=frozenset(data["negates_nothing"]),
        first_person=frozenset(data["first_person"]),
    )


def weight(a_stem: str) -> float:
    """How much a stem tells: 1.0, or ``COMMON`` for what stands in any news."""
    return COMMON if a_stem in _lexicon().common or len(a_stem) < 3 else 1.0


def total(stems: Iterable[str]) -> float:
    """The weight of several stems."""
    return sum(map(weight, stems))


@lru_cache(maxsize=4096)
def content(text: str) -> Content:
    """The content of a stretch of text; empty text has none."""
    lexicon = _lexicon()
    found = _WORD.findall(text)
    lower = [word.lower() for word in found]
    joined = _joined(found, lower)
    numbers = _numbers(found, lower)
    stems: dict[str, None] = {}
    for at, word in enumerate(found):
        if not word[0].isalnum() or lower[at] in lexicon.uncounted or at in joined[1]:
            continue
        if at in numbers:
            stems[f"#{numbers[at]}"] = None
            continue
        if word[0].isdigit() or lower[at] in lexicon.negators:
            continue
        found_stem = joined[0].get(at) or stem(word)
        if found_stem not in lexicon.uncounted_stems:
            stems[found_stem] = None
    return Content(
        words=tuple(word for word in lower if word[0].isalnum()),
        stems=tuple(stems),
        numbers=frozenset(numbers.values()),
        negative=_negations(lower) % 2 == 1,
        first_person=not lexicon.first_person.isdisjoint(lower),
    )


def _negations(lower: Sequence[str]) -> int:
    lexicon = _lexicon()
    count = 0
    for at, word in enumerate(lower):
        if word in lexicon.negators:
            after = " ".join(lower[at + 1 : at + 3])
            count += not any(after.startswith(turn) for turn in lexicon.negates_nothing)
    return count


def _joined(found: Sequence[str], lower: Sequence[str]) -> tuple[dict[int, str], set[int]]:
    """Stems of verbs with the particle they left behind ("nahm … an"), and those particles."""
    stems: dict[int, str] = {}
    particles: set[int] = set()
    for at, word in enumerate(lower):
        after = lower[at + 1] if at + 1 < len(lower) else "."
        if word not in verb_particles() or (after[0].isalnum() and after not in _CONJUNCTIONS):
            continue
        for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
            if lower[place] in ".!?;:":
                break
            simple = verb(lower[place]) if found[place][0].islower() else None
            if simple and tagger().knows_verb(word + simple):
                stems[place] = stem(word + simple)
                particles.add(at)
                break
    return stems, particles


@cache
def _number_words() -> tuple[dict[str, int], dict[str, int]]:
    data = load("statement_words")
    return dict(data["numbers"]), dict(data["multipliers"])


def _numbers(found: Sequence[str], lower: Sequence[str]) -> dict[int, str]:
    """The numbers of a text by the place of their word, in plain digits."""
    written, multipliers = _number_words()
    values: dict[int, str] = {}
    for at, word in enumerate(found):
        value = _value(word) if word[0].isdigit() else _written(lower[at], written)
        if value is None:
            continue
        factor = multipliers.get(found[at + 1], 1) if at + 1 < len(found) else 1
        values[at] = f"{value * factor:.10g}"
    return values


def _written(word: str, written: dict[str, int]) -> float | None:
    """ "zwölf", "vierzigtausend"; None for a word that is no number."""
    if word in written:
        return written[word]
    head = word.removesuffix("tausend")
    return written[head] * 1000 if head != word and head in written else None


def _value(word: str) -> float | None:
    plain = word.replace(".", "") if _GROUPED.match(word) else word
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None
