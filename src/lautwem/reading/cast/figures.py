"""Those who can be referred to, with what is known of them while the text is read."""

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from lautwem.language.lexicon import load
from lautwem.reading.cast.references import Reference
from lautwem.reading.names.person_nouns import PersonNoun

Sex = Literal["female", "male"]


@dataclass(slots=True)
class Sighting:
    """One place where a figure was referred to, as far as resolution needs it."""

    reference: Reference
    sentence: int
    clause: int
    quote: int
    speaks: bool = False


@dataclass(slots=True)
class Figure:
    """A person, somebody without a name, a body or a mere thing. Lives while one text is read."""

    kind: Literal["person", "unnamed", "body", "thing"]
    name: str
    sex: Sex | None = None
    hint: Sex | None = None
    gender: Sex | None = None  # grammatical gender of the noun of a body or thing
    age: int | None = None
    nouns: list[PersonNoun] = field(default_factory=list)
    statuses: set[str] = field(default_factory=set)
    suspected: bool = False  # by rumour or reproach, without a standing in proceedings
    indefinite: bool = False  # of somebody unnamed: brought in by "ein"
    sightings: list[Sighting] = field(default_factory=list)
    count: int = 0

    def see(self, sighting: Sighting) -> None:
        """Notes a mention; the last eight are kept."""
        self.count += 1
        self.sightings.append(sighting)
        del self.sightings[:-8]


@cache
def fields() -> dict[str, frozenset[str]]:
    """Noun stem → the fields of work it belongs to."""
    out: dict[str, set[str]] = {}
    for name, nouns in load("roles")["fields"].items():
        for noun in nouns:
            out.setdefault(noun.lower(), set()).add(name)
    return {noun: frozenset(names) for noun, names in out.items()}


_KIN_LETTERS = 3  # letters that "Rapper" and "Rapmogul" share
_LONG_KIN_LETTERS = 5  # letters that words of one stem share without being roles of one field


def role_fit(
    noun: PersonNoun, known: list[PersonNoun]
) -> Literal["same", "kindred", "field", "other"] | None:
    """How well a noun fits what somebody was called before; None where nothing is known."""
    roles = [other for other in known if other.kind != "person"]
    if any(noun.stem == other.stem and _compatible(noun, other) for other in known):
        return "same"
    if not roles or noun.kind == "person":
        return None
    mine = fields().get(noun.stem, frozenset())
    best = None
    for other in roles:
        theirs = fields().get(other.stem, frozenset())
        shared = _shared(noun.base.lower(), other.base.lower())
        if shared >= _LONG_KIN_LETTERS or (shared >= _KIN_LETTERS and mine & theirs):
            return "kindred"
        if mine & theirs:
            best = "field"
        elif mine and theirs and best is None:
            best = "other"
    return best


def _compatible(noun: PersonNoun, other: PersonNoun) -> bool:
    """ "Finanzminister" is no "Innenminister", but "Minister" is either."""
    mine, theirs = noun.base.lower(), other.base.lower()
    return mine.endswith(theirs) or theirs.endswith(mine) or _stem(mine) == _stem(theirs)


def _stem(word: str) -> str:
    return word.removesuffix("in").removesuffix("e")


def _shared(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count
