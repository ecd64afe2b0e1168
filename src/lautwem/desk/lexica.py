"""The desk's word lists, compiled for looking words up in lower case."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from lautwem.language.lexicon import load
from lautwem.model import Frozen

ENDINGS = ("", "e", "n", "s", "en", "er", "es", "em", "in", "innen")
"""What may follow a base form of a noun or an adjective of a list."""
_KEY = 4
"""Letters by which beginnings are indexed; every beginning in the lists has as many."""


class Beginnings(Frozen):
    """Words found by how they begin, each with what it stands for."""

    by_key: Mapping[str, tuple[tuple[str, str], ...]]

    def find(self, word: str) -> str | None:
        """What a lower-case word stands for; None where it begins like none."""
        for beginning, value in self.by_key.get(word[:_KEY], ()):
            if word.startswith(beginning):
                return value
        return None


def beginnings(entries: Iterable[tuple[str, str]]) -> Beginnings:
    """An index over pairs of a beginning and its value; the longest beginning wins."""
    index: dict[str, list[tuple[str, str]]] = {}
    for beginning, value in sorted(entries, key=lambda entry: -len(entry[0])):
        index.setdefault(beginning[:_KEY], []).append((beginning, value))
    return Beginnings({key: tuple(found) for key, found in index.items()})


def _inflected(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() + ending for word in words for ending in ENDINGS)


class Crimes(Frozen):
    """Verbs and offences. ``verbs`` finds the infinitive; ``weak`` are verbs of less weight."""

    verbs: Beginnings
    weak: frozenset[str]
    offences: frozenset[str]
    endings: tuple[str, ...]
    no_offences: frozenset[str]

    def verb(self, word: str) -> str | None:
        """The criminal verb that a word, as it stands in the text, is a form of; no noun."""
        return None if word[:1].isupper() else self.verbs.find(word)

    def is_offence(self, word: str) -> bool:
        """Whether a word, as it stands in the text, names an offence."""
        if not word[:1].isupper():
            return False
        if word in self.offences:
            return True
        return word.endswith(self.endings) and word not in self.no_offences


@cache
def crimes() -> Crimes:
    data = load("crimes")
    entries = [
        (beginning, verb)
        for group in ("verbs", "weak")
        for verb, forms in data[group].items()
        for beginning in forms
    ]
    return Crimes(
        verbs=beginnings(entries),
        weak=frozenset(data["weak"]),
        offences=frozenset(data["offences"]),
        endings=tuple(data["offence_endings"]),
        no_offences=frozenset(data["no_offences"]),
    )


class Guilt(Frozen):
    """Nouns that call somebody guilty, in all forms; words beside them that take it back."""

    nouns: frozenset[str]
    relieving: frozenset[str]
    arrests: frozenset[str]


@cache
def guilt() -> Guilt:
    data = load("guilt_nouns")
    return Guilt(
        _inflected(data["masculine"]), _inflected(data["relieved_by"]), frozenset(data["arrests"])
    )


class Suspects(Frozen):
    """Words of open and of settled guilt. ``settled``, ``acquitted``, ``nouns``: beginnings."""

    nouns: Beginnings
    signs: frozenset[str]
    against: frozenset[str]
    settled: Beginnings
    threatening: frozenset[str]
    accusing: frozenset[str]
    sought: frozenset[str]
    dead: tuple[str, ...]
    acquitted: Beginnings


@cache
def suspects() -> Suspects:
    data = load("suspects")
    return Suspects(
        nouns=_same(data["nouns"]),
        signs=frozenset(data["signs"]),
        against=frozenset(data["against"]),
        settled=_same(data["settled"]),
        threatening=frozenset(data["threatening"]),
        accusing=frozenset(data["accusing"]),
        sought=frozenset(data["sought"]),
        dead=tuple(data["dead"]),
        acquitted=_same(data["acquitted"]),
    )


class Answers(Frozen):
    """How an accused answers or is said not to have: beginnings of words, whole turns."""

    verbs: Beginnings
    phrases: tuple[str, ...]
    for_others: frozenset[str]


@cache
def answers() -> Answers:
    data = load("answers")
    return Answers(_same(data["verbs"]), tuple(data["phrases"]), frozenset(data["for_others"]))


class Origins(Frozen):
    """Words for where somebody is from: forms in lower case with the country (may be empty)."""

    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    phrases: tuple[str, ...]
    public_interest: Beginnings


@cache
def origins() -> Origins:
    data = load("origins")
    nouns = {f: c for noun, c in data["nouns"].items() for f in _noun_forms(noun.lower())}
    adjectives = {
        stem + ending: country
        for stem, country in data["adjectives"].items()
        for ending in ("e", "er", "en", "em", "es")
    }
    return Origins(nouns, adjectives, tuple(data["phrases"]), _same(data["public_interest"]))


def _noun_forms(noun: str) -> list[str]:
    stem = noun.removesuffix("e")
    return [noun + ending for ending in ("", "n", "s", "en")] + [stem + "in", stem + "innen"]


class Victims(Frozen):
    """Words that make somebody a victim: beside a name, of the passive, of dying; turns."""

    beside: frozenset[str]
    passive: frozenset[str]
    died: frozenset[str]
    phrases: tuple[str, ...]
    harm: frozenset[str]
    private_roles: frozenset[str]


@cache
def victims() -> Victims:
    data = load("victims")
    return Victims(
        beside=frozenset(data["beside"]),
        passive=frozenset(data["passive"]),
        died=frozenset(data["died"]),
        phrases=tuple(data["phrases"]),
        harm=frozenset(data["harm"]),
        private_roles=frozenset(data["private_roles"]),
    )


@cache
def context() -> Mapping[str, frozenset[str]]:
    """Sets of words by the kind of text that they tell of: fiction, sport, war, history."""
    return {key: frozenset(words) for key, words in load("desk_context").items()}


@cache
def hedging() -> frozenset[str]:
    """Words with which an article does not vouch, in all forms (soll, mutmaßlicher, offenbar)."""
    data = load("hedges")
    fixed = {*data["sollen"], "solle", "sollte", "sollten", *data["inference"]}
    return frozenset(fixed) | _inflected(data["distancing"])


def is_authority(word: str) -> bool:
    """Whether a lower-case word is one for police, courts, prosecution or what they write."""
    words, endings = _authorities()
    return word in words or word.endswith(endings)


@cache
def _authorities() -> tuple[frozenset[str], tuple[str, ...]]:
    data = load("suspects")
    return frozenset(data["authorities"]), tuple(data["authority_endings"])


def with_sein(participle: str) -> bool:
    """Whether a participle, in lower case, builds its perfect or its passive with sein."""
    return participle.endswith(_with_sein()) or participle == "worden"


@cache
def _with_sein() -> tuple[str, ...]:
    return tuple(load("hedges")["perfect_with_sein"])


@cache
def hearsay() -> frozenset[str]:
    """Single words that stand for the word of others (angeblich), as they stand uninflected."""
    return frozenset(load("hedges")["distancing"])


@cache
def _hearsay_phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load("hedges")["phrases"]:
        words = tuple(phrase.lower().split())
        index.setdefault(words[0], []).append(words)
    return {first: tuple(found) for first, found in index.items()}


def hearsay_phrase(lower: Sequence[str], at: int) -> int:
    """How many words a turn such as "Berichten zufolge" has that begins at a word; 0 for none."""
    for words in _hearsay_phrases().get(lower[at], ()):
        if tuple(lower[at : at + len(words)]) == words:
            return len(words)
    return 0


def _same(words: Iterable[Any]) -> Beginnings:
    return beginnings((str(word), str(word)) for word in words)
