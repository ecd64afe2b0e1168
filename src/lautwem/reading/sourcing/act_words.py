"""The words of acts of saying: which verbs, and what they need beside them to say something."""

from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Frozen
from lautwem.reading.sourcing.lexica import lowered


class ActWords(Frozen):
    """Compiled lexicon ``acts``; infinitives and words in lower case."""

    object: frozenset[str]
    prepositions: dict[str, frozenset[str]]
    naming: dict[str, frozenset[str]]
    joined: dict[str, frozenset[str]]
    stances: frozenset[str]
    opinions: frozenset[str]
    opinion_nouns: frozenset[str]
    silence: frozenset[str]
    silent: frozenset[str]
    modals: frozenset[str]
    conditions: frozenset[str]
    leaders: frozenset[str]
    admitted: frozenset[str]
    demanded_of: frozenset[str]
    deeds: frozenset[str]
    stance_endings: tuple[str, ...]
    contests: tuple[str, ...]
    verbs: frozenset[str]


@cache
def act_words() -> ActWords:
    """The compiled lexicon."""
    raw = load("acts")
    verbal = ("object", "stances", "opinions", "silence", "silent")
    nominal = ("opinion_nouns", "leaders")
    lists = (*verbal, *nominal, "modals", "conditions", "admitted", "demanded_of", "deeds")
    tables = {
        field: {verb: lowered(words) for verb, words in raw[field].items()}
        for field in ("prepositions", "naming", "joined")
    }
    sets = {field: lowered(raw[field]) for field in lists}
    verbs = [*tables.values(), *(sets[field] for field in verbal)]
    endings = {field: tuple(raw[field]) for field in ("stance_endings", "contests")}
    return ActWords(**sets, **tables, **endings, verbs=frozenset().union(*verbs))


@cache
def act_stems() -> frozenset[str]:
    """The listed verbs, and their stems that stand without the particle."""
    particles = load("grammar")["verb_particles"]
    return frozenset(
        stem
        for verb in act_words().verbs
        for stem in (verb, *(verb.removeprefix(p) for p in particles if verb.startswith(p)))
    )
