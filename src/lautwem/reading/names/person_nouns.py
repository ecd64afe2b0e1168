"""Nouns for people: offices, professions, kinship, sex and age; compounds by their end."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Literal

from lautwem.language.lexicon import load
from lautwem.model import Frozen

Sex = Literal["female", "male"]
_ENDINGS = ("", "s", "es", "n", "en", "e", "er", "ern", "em")
_SHORTEST_STEM = 3  # letters before an ending that makes a noun for a person
_SHORTEST_END = 5  # letters a noun must have to count as the end of a compound


class PersonNoun(Frozen):
    """What a noun says of a person: its base form, the sex it tells, whether kinship or a role.

    ``stem`` is what nouns of one family share ("Rapper" and "Rapmogul" share no noun, but
    "Sängerin" and "Sänger" share the stem "sänger"). ``plural`` where the form shows it.
    The sex of an ``adjectival`` noun ("Vorsitzende") is that of its article.
    """

    base: str
    stem: str
    sex: Sex | None
    kind: Literal["role", "person", "kinship"]
    plural: bool = False
    adjectival: bool = False


class PersonNouns(Frozen):
    """The packaged nouns for people, looked up in any inflected form."""

    nouns: Mapping[str, PersonNoun]
    ends: frozenset[str]
    not_people: frozenset[str]
    longest: int
    derived: Mapping[Sex, tuple[str, ...]]

    def sense(self, word: str) -> PersonNoun | None:
        """What ``word`` says of a person, or None where it names no person."""
        if len(word) > 60 or word in self.not_people:
            return None
        head = word.rsplit("-", 1)[-1]
        if found := self.nouns.get(head.lower()) or self.nouns.get(word.lower()):
            return found if head == word or found.kind == "role" else _compound(found, word)
        lower = head.lower()
        if found := self._compound_end(word, lower):
            return found
        return self._derived(word, lower)

    def _compound_end(self, word: str, lower: str) -> PersonNoun | None:
        for begin in range(max(2, len(lower) - self.longest), len(lower) - 3):
            found = self.nouns.get(lower[begin:])
            if found and found.base.lower() in self.ends:
                return _compound(found, word)
        return None

    def _derived(self, word: str, lower: str) -> PersonNoun | None:
        """Nouns of no list, by an ending that only people have ("Germanist", "Archäologin")."""
        for sex, endings in self.derived.items():
            if not lower.endswith(endings):
                continue
            longest = max((e for e in endings if lower.endswith(e)), key=len)
            if len(lower) - len(longest) >= _SHORTEST_STEM:
                return PersonNoun(word, lower.removesuffix("in"), sex, "role")
        return None


@lru_cache(maxsize=20_000)
def sense(word: str) -> PersonNoun | None:
    """What ``word`` says of a person by the packaged nouns, or None where it names nobody."""
    return person_nouns().sense(word)


def _compound(noun: PersonNoun, word: str) -> PersonNoun:
    kind = "role" if noun.kind == "person" else noun.kind
    return PersonNoun(word, noun.stem, noun.sex, kind, noun.plural, noun.adjectival)


@cache
def person_nouns() -> PersonNouns:
    """The packaged lexicons of roles, person nouns and kinship, compiled."""
    roles, persons, kin = load("roles"), load("person_nouns"), load("kinship")
    found: dict[str, PersonNoun] = {}
    neutral = frozenset(roles["neutral"]) | frozenset(persons["neutral"])
    sexed = persons["sexed"]
    for kind, data in (("role", roles), ("person", persons)):
        for noun in data["masculine"]:
            _add(found, noun, PersonNoun(noun, noun.lower(), "male", kind))
            stem = noun[:-1] if noun.endswith("e") else noun
            if not noun.endswith(("er", "mann", "ling")) or noun.endswith(_AGENTS):
                feminine = PersonNoun(f"{stem}in", noun.lower(), "female", kind)
                found.setdefault(feminine.base.lower(), feminine)
                plural = PersonNoun(f"{stem}in", noun.lower(), "female", kind, True)
                found.setdefault(feminine.base.lower() + "nen", plural)
        for noun in data["feminine"]:
            _add(found, noun, PersonNoun(noun, noun.lower(), "female", kind))
    for noun in (*roles["neutral"], *persons["neutral"]):
        kind = "role" if noun in roles["neutral"] else "person"
        _add(found, noun, PersonNoun(noun, noun.lower(), sexed.get(noun), kind), over=True)
    for noun, facts in kin["nouns"].items():
        sex = None if noun in neutral else facts.get("sex")
        # "Frau", "Freund" are relatives only after "seine", "ihr": else just people.
        kind = "person" if facts.get("possessive") else "kinship"
        _add(found, noun, PersonNoun(noun, noun.lower(), sex, kind), over=True)
    for plural, noun in kin["plurals"].items():
        sex = kin["nouns"][noun].get("sex")
        found[plural.lower()] = PersonNoun(noun, noun.lower(), sex, "kinship", True)
    return PersonNouns(
        found,
        _compound_ends(found.values(), roles),
        frozenset(roles["not_people"]),
        max(map(len, found)),
        roles["derived"],
    )


_AGENTS = ("er", "or")


def _compound_ends(nouns: Iterable[PersonNoun], roles: Mapping) -> frozenset[str]:
    long = {noun.base.lower() for noun in nouns if len(noun.base) >= _SHORTEST_END}
    return frozenset(long | set(roles["short_endings"])) - frozenset(roles["no_endings"])


def _add(found: dict[str, PersonNoun], noun: str, sense: PersonNoun, over: bool = False) -> None:
    """The noun with every ending it can have; the first that claims a form keeps it."""
    lower = noun.lower()
    if noun.removesuffix("r") in _adjectival():
        stem = lower.removesuffix("r")
        open_ = PersonNoun(stem.capitalize(), stem, None, sense.kind, adjectival=True)
        found |= {stem + ending: open_ for ending in ("", "r", "n", "m", "s")}
        return
    for ending in _ENDINGS:
        form = lower + ending
        if over or form not in found:
            found[form] = sense


@cache
def _adjectival() -> frozenset[str]:
    """Feminine forms of nouns inflected like adjectives ("Abgeordnete", "Verdächtige")."""
    roles, persons = load("roles"), load("person_nouns")
    words = (*roles["weak"], *(n for n in roles["feminine"] if n.endswith("te")))
    return frozenset(
        [w.removesuffix("r") for w in words] + [w for w in persons["feminine"] if w.endswith("e")]
    )
