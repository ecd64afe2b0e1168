"""What a statement comes down to when it is compared with another: stems, numbers, polarity.

Person, mood, tense and order of words differ between a quotation and its retelling
("Wir haben nichts gewusst" / sie hätten nichts gewusst); content words, numbers and
negation do not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from lautwem import model as m
from lautwem.language.lexicon import load
from lautwem.language.stems import stem, verb
from lautwem.language.tagger import tagger
from lautwem.language.verbs import verb_particles

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:[-’'][^\W_]+)*|[,;:.!?–—()]")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+\Z")
_LIGHT = frozenset({"haben", "sein", "werden"})  # "hatte das Licht an" is no "anhaben"
_CONJUNCTIONS = frozenset({"und", "oder", "aber", "sondern"})
_REACH = 25  # words before a separated particle in which its verb is looked for
_UNIT = 4  # words after a number in which its unit is looked for

COMMON = 0.35
"""Weight of a common word against 1.0 of any other: with it, three of them count for one
rare word, which is about the ratio of their information (7 bits against 16 to 20)."""


class Clause(m.Frozen, array_like=True):
    """A part of a statement between two marks: its stems, and whether it denies them."""

    stems: frozenset[str]
    negative: bool


class Content(m.Frozen):
    """The content of some words.

    ``stems`` are the content words, common ones and numbers ("#40000") included, in order of
    first appearance; ``numbers`` pairs of a number and the stem of what it counts ("" where that
    is not said); ``first_person`` whether somebody speaks of himself or of his own.
    """

    text: str
    stems: tuple[str, ...]
    clauses: tuple[Clause, ...]
    numbers: frozenset[tuple[str, str]]
    first_person: bool

    @property
    def words(self) -> tuple[str, ...]:
        """All words in lower case, in order."""
        return _words(self.text)

    def negative(self, shared: Iterable[str] | None = None) -> bool:
        """Whether the clauses that hold these stems (all, by default) deny what they say.

        Only the clauses with the most of them count: "Ich war es, ich weiß nicht warum".
        """
        wanted = frozenset(self.stems if shared is None else shared)
        held = [total(clause.stems & wanted) for clause in self.clauses]
        most = max(held, default=0.0)
        counted = [c for c, weight_ in zip(self.clauses, held, strict=True) if weight_ >= most]
        if shared is None:
            counted = list(self.clauses)
        return sum(clause.negative for clause in counted) % 2 == 1


class _Words(m.Frozen):
    """The lexica ``statement_words`` and ``equivalents``, compiled."""

    uncounted: frozenset[str]
    uncounted_stems: frozenset[str]
    common: frozenset[str]
    negators: frozenset[str]
    negates_nothing: frozenset[str]
    first_person: frozenset[str]
    represented: frozenset[str]
    canonical: dict[str, str]


@cache
def _lexicon() -> _Words:
    data = load("statement_words")
    fixed = (*data["uncounted_verbs"], *data["uncounted_nouns"])
    groups = [[stem(word) for word in group] for group in load("equivalents")]
    canonical = {other: first for first, *rest in groups for other in rest}
    return _Words(
        uncounted=frozenset(data["uncounted"]),
        uncounted_stems=frozenset(map(stem, fixed)),
        common=frozenset(canonical.get(s, s) for s in map(stem, data["common"])),
        negators=frozenset(data["negators"]),
        negates_nothing=frozenset(data["negates_nothing"]),
        first_person=frozenset(data["first_person"]),
        represented=frozenset(data["represented"]),
        canonical=canonical,
    )


def weight(a_stem: str) -> float:
    """How much a stem tells: 1.0, or ``COMMON`` for what stands in any news."""
    return COMMON if a_stem in _lexicon().common or len(a_stem) < 3 else 1.0


def total(stems: Iterable[str]) -> float:
    """The weight of several stems."""
    common = _lexicon().common
    return sum([COMMON if s in common or len(s) < 3 else 1.0 for s in stems])


def beginnings(stems: Iterable[str], letters: int) -> tuple[str, ...]:
    """How words can begin that count as these stems, equivalents and numbers too.

    In lower case with umlauts and ß folded. Short ones are left out: they begin too much.
    """
    wanted = set(stems)
    wanted |= {other for other, first in _lexicon().canonical.items() if first in wanted}
    found = {s[1:] if s.startswith("#") else s[:letters] for s in wanted}
    return tuple(sorted(s for s in found if len(s) >= letters or s.isdecimal()))


@lru_cache(maxsize=1 << 15)
def counted(word: str) -> str | None:
    """The stem under which a word counts, equivalents under one; None if it does not count."""
    lexicon = _lexicon()
    lower = word.lower()
    if lower in lexicon.uncounted or lower in lexicon.negators:
        return None
    found = stem(word)
    return None if found in lexicon.uncounted_stems else lexicon.canonical.get(found, found)


@lru_cache(maxsize=1024)
def topic(text: str) -> frozenset[str]:
    """The words of a whole text that tell something: what it is about, for comparing articles."""
    words = {word for word in _WORD.findall(text) if word[0].isalpha()}
    return frozenset(s for s in map(counted, words) if s and weight(s) > COMMON)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    found = (word.lower() for word in _WORD.findall(text))
    return tuple(word for word in found if word[0].isalnum())


@lru_cache(maxsize=4096)
def content(text: str) -> Content:
    """The content of a stretch of text; empty text has none."""
    found = _WORD.findall(text)
    lower = [word.lower() for word in found]
    numbers = _numbers(found, lower)
    stems = _stems(found, lower, numbers)
    return Content(
        text=text,
        stems=tuple(dict.fromkeys(s for s in stems if s)),
        clauses=tuple(_clauses(lower, stems)),
        numbers=frozenset((value, _unit(stems, at)) for at, value in numbers.items()),
        first_person=_speaks_of_self(lower),
    )


def _speaks_of_self(lower: Sequence[str]) -> bool:
    lexicon = _lexicon()
    return any(
        word in lexicon.first_person and after not in lexicon.represented
        for word, after in zip(lower, (*lower[1:], ""), strict=False)
    )


@lru_cache(maxsize=4096)
def self_clauses(text: str) -> tuple[frozenset[str], ...]:
    """The stems of each clause in which somebody speaks of himself or of his own.

    One that says nothing else ("Ich war es, der ..") goes with the next.
    """
    found = _WORD.findall(text)
    lower = [word.lower() for word in found]
    stems = _stems(found, lower, _numbers(found, lower))
    clauses: list[frozenset[str]] = []
    begin, carried = 0, False
    for at in range(len(lower) + 1):
        if at < len(lower) and lower[at][0].isalnum():
            continue
        inside = frozenset(s for s in stems[begin:at] if s)
        carried |= _speaks_of_self(lower[begin:at])
        if inside and carried:
            clauses.append(inside)
        carried &= not inside
        begin = at + 1
    return (*clauses, frozenset()) if carried else tuple(clauses)


def _stems(found: Sequence[str], lower: Sequence[str], numbers: dict[int, str]) -> list[str | None]:
    """The stem of each word that counts, None for the others and for marks."""
    verbs, particles = _joined(found, lower)
    stems: list[str | None] = []
    for at, word in enumerate(found):
        if at in numbers:
            stems.append(f"#{numbers[at]}")
        elif not word[0].isalpha() or at in particles:
            stems.append(f"#{word}" if ":" in word and word[0].isdigit() else None)
        elif at in verbs:
            stems.append(counted(verbs[at]))
        else:
            stems.append(counted(word))
    return stems


def _clauses(lower: Sequence[str], stems: Sequence[str | None]) -> Iterator[Clause]:
    """The parts between marks; one that only denies ("Es stimmt nicht, dass") turns the next."""
    begin, carried = 0, False
    for at in range(len(lower) + 1):
        if at < len(lower) and lower[at][0].isalnum():
            continue
        inside = frozenset(s for s in stems[begin:at] if s)
        negative = carried ^ (_negations(lower[begin:at]) % 2 == 1)
        if total(inside) >= COMMON:
            yield Clause(inside, negative)
            carried = False
        else:
            carried = negative
        begin = at + 1


def _negations(lower: Sequence[str]) -> int:
    """The negations of a clause; "nie geschrien und nie gedroht" is one, said twice."""
    lexicon = _lexicon()
    count, joined = 0, False
    for at, word in enumerate(lower):
        joined |= word in _CONJUNCTIONS
        if word in lexicon.negators:
            after = " ".join(lower[at + 1 : at + 3])
            if not any(after.startswith(turn) for turn in lexicon.negates_nothing):
                count += not (joined and count)
                joined = False
    return count


def _joined(found: Sequence[str], lower: Sequence[str]) -> tuple[dict[int, str], set[int]]:
    """Verbs with the particle they left behind ("nahm … an": "annehmen"), and those particles."""
    verbs: dict[int, str] = {}
    particles: set[int] = set()
    known = verb_particles()
    for at, word in enumerate(lower):
        if word not in known:
            continue
        after = lower[at + 1] if at + 1 < len(lower) else "."
        if after[0].isalnum() and after not in _CONJUNCTIONS:
            continue
        for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
            if lower[place] in ".!?;:":
                break
            simple = verb(lower[place]) if found[place][0].islower() else None
            if simple and simple not in _LIGHT and tagger().knows_verb(word + simple):
                verbs[place] = word + simple
                particles.add(at)
                break
    return verbs, particles


@cache
def _number_words() -> tuple[dict[str, int], dict[str, int]]:
    """Numbers in words ("zwölf", "vierzigtausend"), and words that multiply the number before."""
    data = load("statement_words")
    thousands = {f"{word}tausend": value * 1000 for word, value in data["numbers"].items()}
    return thousands | data["numbers"], dict(data["multipliers"])


def _numbers(found: Sequence[str], lower: Sequence[str]) -> dict[int, str]:
    """The numbers of a text by the place of their word, in plain digits; ages are left out."""
    written, multipliers = _number_words()
    values: dict[int, str] = {}
    for at, word in enumerate(found):
        value = _value(word) if word[0].isdigit() else written.get(lower[at])
        if value is None or _is_age(lower, at):
            continue
        factor = multipliers.get(found[at + 1], 1) if at + 1 < len(found) else 1
        values[at] = f"{value * factor:.10g}"
    return values


def _is_age(lower: Sequence[str], at: int) -> bool:
    """ "(57)", "57-jährig", "57 Jahre alt": it is another number a week after the birthday."""
    after = lower[at + 1 : at + 3]
    if at and lower[at - 1] == "(" and after[:1] == [")"]:
        return True
    return bool(after) and (after[0].startswith("jährig") or after == ["jahre", "alt"])


def _unit(stems: Sequence[str | None], at: int) -> str:
    """What a number counts: the next word that is counted and is no number."""
    near = stems[at + 1 : at + 1 + _UNIT]
    return next((s for s in near if s and not s.startswith("#")), "")


def _value(word: str) -> float | None:
    plain = word.replace(".", "") if _GROUPED.match(word) else word
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None
