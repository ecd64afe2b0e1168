"""The packaged words for somebody's standing in criminal proceedings, compiled."""

from collections.abc import Mapping
from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Frozen

_ENDINGS = ("", "e", "en", "er", "es", "em")


class Turn(Frozen):
    """A turn that tells a standing of the subject where the clause has one of ``verbs``."""

    words: tuple[str, ...]
    status: str
    verbs: frozenset[str]

    def stands(self, texts: tuple[str, ...]) -> bool:
        """Whether these words are the turn; ``*gericht`` is any word that ends so."""
        return len(texts) == len(self.words) and all(
            text.lower().endswith(word[1:]) if word[0] == "*" else text == word
            for word, text in zip(self.words, texts, strict=True)
        )


class Open(Frozen):
    """What leaves a standing open: wishes, conditions, possibilities, negation."""

    verbs: frozenset[str]
    conjunctions: frozenset[str]
    modals: frozenset[str]
    adverbs: frozenset[str]
    negators: frozenset[str]
    not_negated: frozenset[str]


class Standing(Frozen):
    """The lexicon of proceedings, by word."""

    words: Mapping[str, str]
    attributes: Mapping[str, str]
    harmed: tuple[str, ...]
    nouns: Mapping[str, str]
    verbs: Mapping[str, str]
    turns: tuple[Turn, ...]
    against_verbs: Mapping[str, str]
    against_nouns: Mapping[str, str]
    ended: str
    ended_nouns: frozenset[str]
    ended_verbs: frozenset[str]
    open: Open

    def of_word(self, word: str) -> str | None:
        """The standing that an adjective or participle tells, in any inflection."""
        return _inflected(word, self.words)

    def of_attribute(self, word: str, noun: str) -> str | None:
        """The standing that a word tells before a noun ("der mutmaßliche Täter")."""
        if found := self.of_word(word):
            return found
        return None if noun.lower().endswith(self.harmed) else _inflected(word, self.attributes)

    def of_noun(self, word: str) -> str | None:
        """The standing that a noun tells ("der Angeklagte", "dem Untersuchungshäftling")."""
        lower = word.lower().removesuffix("r").removesuffix("n").removesuffix("s")
        return self.nouns.get(lower) or self.nouns.get(word.lower())


def _inflected(word: str, known: Mapping[str, str]) -> str | None:
    lower = word.lower()
    for ending in _ENDINGS:
        if lower.endswith(ending) and (found := known.get(lower[: len(lower) - len(ending)])):
            return found
    return None


@cache
def standing() -> Standing:
    """The packaged words for somebody's standing in proceedings."""
    data = load("proceedings")
    words, nouns = {}, {}
    for status, entry in data["status"].items():
        words.update({word: status for word in entry["words"]})
        nouns.update({noun.lower(): status for noun in entry["nouns"]})
    turns = tuple(
        Turn(tuple(turn.split()), entry["status"], frozenset(entry["verbs"]))
        for entry in data["phrases"]
        for turn in entry["words"]
    )
    against, ended, open_ = data["against"], data["ended"], data["open"]
    return Standing(
        words=words,
        attributes=dict(data["attributes"]),
        harmed=tuple(data["harmed"]),
        nouns=nouns,
        verbs=dict(data["verbs"]),
        turns=turns,
        against_verbs=dict(against["verbs"]),
        against_nouns=dict(against["nouns"]),
        ended=ended["status"],
        ended_nouns=frozenset(ended["nouns"]) | frozenset(against["nouns"]),
        ended_verbs=frozenset(ended["verbs"]),
        open=Open(
            *(frozenset(open_[key]) for key in ("verbs", "conjunctions", "modals", "adverbs")),
            negators=frozenset(load("denials")["negators"]),
            not_negated=frozenset(open_["not_negated"]),
        ),
    )
