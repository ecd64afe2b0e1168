"""The lexicons of the rules, compiled once into frozen form."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal

from lautwem.language import lexicon
from lautwem.model import Frozen, Medium

Takes = Literal["direct", "clause", "infinitive", "object"]


class SayingVerb(Frozen):
    """A verb of saying: what it may introduce and the case of the one it addresses.

    ``reported`` is the share of its sentences without a content clause that annotators took
    for reported speech; ``preposition`` opens what it calls something ("nennen .. als").
    """

    lemma: str
    kinds: frozenset[str]
    takes: frozenset[str]
    addressee: str | None = None
    reported: float = 0.0
    preposition: str | None = None


class Verbs(Frozen):
    """Verbs of saying by lemma, and the parts of separable ones."""

    by_lemma: Mapping[str, SayingVerb]
    separable: Mapping[tuple[str, str], SayingVerb]
    particles: frozenset[str]


class Nouns(Frozen):
    """Nouns of saying that govern content, and the phrases a light verb forms."""

    content: frozenset[str]
    infinitive: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]


class Sources(Frozen):
    """Prepositions and adverbs that name a source."""

    before: frozenset[str]
    after: frozenset[str]
    before_with_noun: frozenset[str]
    after_with_noun: frozenset[str]
    anaphoric: frozenset[str]
    nouns: frozenset[str]
    endings: tuple[str, ...]
    written: tuple[str, ...]
    thought: tuple[str, ...]


class Function(Frozen):
    """Closed classes of words, in lower case."""

    content_conjunctions: frozenset[str]
    subordinators: frozenset[str]
    relative: frozenset[str]
    questions: frozenset[str]
    coordinators: frozenset[str]
    quote_openers: frozenset[str]
    correlates: frozenset[str]
    not_nominative: frozenset[str]
    pronouns: frozenset[str]
    leading: frozenset[str]
    titles_before: frozenset[str]
    hearsay: frozenset[str]
    intended: frozenset[str]
    time_nouns: frozenset[str]
    own_infinitive: frozenset[str]
    irregular: Mapping[str, str]
    needed: Mapping[str, frozenset[str]]


@cache
def verbs() -> Verbs:
    """The verbs of saying."""
    by_lemma: dict[str, SayingVerb] = {}
    separable: dict[tuple[str, str], SayingVerb] = {}
    for written, entry in lexicon.load("saying_verbs").items():
        particle, _, stem = written.rpartition("|")
        verb = SayingVerb(
            lemma=particle + stem,
            kinds=frozenset(entry["kinds"]),
            takes=frozenset(entry["takes"]),
            addressee=entry.get("addressee"),
            reported=entry.get("reported", 0.0),
            preposition=entry.get("preposition"),
        )
        by_lemma[verb.lemma] = verb
        if particle:
            separable[particle, stem] = verb
    return Verbs(by_lemma, separable, frozenset(particle for particle, _ in separable))


@cache
def nouns() -> Nouns:
    """The nouns of saying."""
    raw = lexicon.load("saying_nouns")
    phrases = {
        verb.replace("|", ""): tuple(tuple(words) for words in found)
        for verb, found in raw["phrases"].items()
    }
    return Nouns(_lower(raw["content"]), _lower(raw["infinitive"]), phrases)


@cache
def sources() -> Sources:
    """The words that name a source."""
    raw: Mapping[str, Any] = lexicon.load("source_phrases")
    found = _lower(raw["nouns"])
    return Sources(
        before=_lower(raw["before"]),
        after=_lower(raw["after"]),
        before_with_noun=_lower(raw["before_with_noun"]),
        after_with_noun=_lower(raw["after_with_noun"]),
        anaphoric=_lower(raw["anaphoric"]),
        nouns=found,
        endings=tuple(sorted(_lower(raw["endings"]))),
        written=tuple(raw["written"]),
        thought=tuple(raw["thought"]),
    )


@cache
def function() -> Function:
    """The closed classes of words."""
    raw = lexicon.load("quotation_rules")
    maps = {
        "irregular": dict(raw["irregular"]),
        "needed": {verb: _lower(words) for verb, words in raw["needed"].items()},
    }
    classes = [field for field in Function.__struct_fields__ if field not in maps]
    return Function(**maps, **{field: _lower(raw[field]) for field in classes})


@cache
def shares() -> Mapping[str, float]:
    """How often each rule is right on the training data."""
    return dict(lexicon.load("quotation_rule_shares")["shares"])


def medium_of(verb: SayingVerb | None) -> Medium:
    """The medium that a verb of saying suggests."""
    if verb is None:
        return "speech_writing"
    if "writing" in verb.kinds or verb.lemma == "heißen":
        return "writing"
    if verb.kinds == {"thought"}:
        return "speech_thought"
    return "speech"


def _lower(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)
