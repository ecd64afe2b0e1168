"""The word lists of sourcing, compiled once into sets."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from lautwem.language.lexicon import load
from lautwem.model import Frozen, Token, VoiceKind

Turns = dict[str, tuple[tuple[str, ...], ...]]
"""Turns of several words in lower case by their first word, the longest first."""


class Evidentials(Frozen):
    """Source phrases: compiled lexicon ``evidentials``. Words are in lower case."""

    before: frozenset[str]
    before_nouns: frozenset[str]
    after: frozenset[str]
    citing_prepositions: frozenset[str]
    citing_nouns: frozenset[str]
    nouns: frozenset[str]
    nouns_with_nach: frozenset[str]
    press_reports: frozenset[str]
    given: frozenset[str]
    findings: frozenset[str]
    asked: tuple[str, ...]
    findings_so_far: frozenset[str]
    compounds: tuple[str, ...]
    short_names: dict[str, str]
    anonymous_compounds: frozenset[str]
    own: frozenset[str]
    circles: frozenset[str]
    carrying_words: frozenset[str]
    carrying_phrases: Turns
    from_whom: frozenset[str]
    talks: frozenset[str]
    outlet_nouns: dict[str, str]
    own_outlet: frozenset[str]
    relaying_verbs: frozenset[str]
    quoting_verbs: frozenset[str]
    presenting_verbs: frozenset[str]
    saying_verbs: frozenset[str]
    whole_verbs: frozenset[str]
    acts_of_saying: frozenset[str]
    told_in_dative: frozenset[str]
    tell_whom: frozenset[str]
    ask_whom: frozenset[str]
    aim_at: frozenset[str]
    hearing: frozenset[str]
    saying_nouns: frozenset[str]
    target_verbs: frozenset[str]
    receiving_verbs: frozenset[str]


class VoiceNouns(Frozen):
    """What kind of voice a noun is: compiled lexicon ``unnamed_sources``, lower case."""

    nouns: dict[str, VoiceKind]
    endings: tuple[tuple[str, VoiceKind], ...]
    spokespersons: frozenset[str]
    spokesperson_endings: tuple[str, ...]
    indefinite: frozenset[str]
    some: frozenset[str]
    nobody: frozenset[str]
    unlike: tuple[str, ...]


class Hedges(Frozen):
    """Words of certainty: compiled lexicon ``hedges``, lower case."""

    distancing: frozenset[str]
    rumoured: frozenset[str]
    wrongly: frozenset[str]
    inference: frozenset[str]
    phrases: Turns
    nouns: frozenset[str]
    verbs: frozenset[str]
    sollen: frozenset[str]
    wollen: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    attributing: frozenset[str]
    lasting: frozenset[str]
    rumours: frozenset[str]
    stative: frozenset[str]
    stative_participles: frozenset[str]
    reflexive_states: frozenset[str]
    granted: frozenset[str]
    question_words: frozenset[str]
    perfect_with_sein: frozenset[str]
    conditional: frozenset[str]
    conditional_verbs: frozenset[str]


class Denials(Frozen):
    """Verbs of denying and negations: compiled lexicon ``denials``, lower case."""

    verbs: frozenset[str]
    separated: tuple[tuple[str, str], ...]
    nouns: frozenset[str]
    negators: frozenset[str]
    not_negated_by: frozenset[str]
    told: frozenset[str]


def lowered(words: Any) -> frozenset[str]:
    """A list of words as a set in lower case."""
    return frozenset(str(word).lower() for word in words or ())


def _endings(words: Any) -> tuple[str, ...]:
    return tuple(str(word).lower() for word in words or ())


def turns(phrases: Iterable[str]) -> Turns:
    """Turns of several words, ready to be looked up by their first word."""
    table: Turns = {}
    for turn in sorted({tuple(p.lower().split()) for p in phrases}, key=lambda t: (-len(t), t)):
        table[turn[0]] = (*table.get(turn[0], ()), turn)
    return table


def turn_at(tokens: Sequence[Token], t: int, last: int, table: Turns) -> int | None:
    """Where a turn that begins with the token ``t`` ends (before ``last``); None without one."""
    for turn in table.get(tokens[t].text.lower(), ()):
        end = t + len(turn)
        if end <= last and all(
            tokens[i].text.lower() == word for i, word in zip(range(t, end), turn, strict=True)
        ):
            return end
    return None


def _verbs(which: Callable[[Any], bool]) -> frozenset[str]:
    """Verbs of saying with and without their separable particle, those of a kind."""
    verbs = (verb for verb, entry in load("saying_verbs").items() if which(entry))
    return frozenset(form for v in verbs for form in (v.replace("|", ""), v.rpartition("|")[2]))


def _whole_verbs(which: Callable[[Any], bool]) -> frozenset[str]:
    """Verbs of a kind as their infinitives are written."""
    return frozenset(
        v.replace("|", "") for v, entry in load("saying_verbs").items() if which(entry)
    )


def _is_act(entry: Any) -> bool:
    """Whether a verb is of saying something to others, not of thinking or deciding alone."""
    return not set(entry["kinds"]) <= {"thought", "decide"}


@cache
def evidentials() -> Evidentials:
    """Source phrases."""
    raw = load("evidentials")
    return Evidentials(
        before=lowered(raw["before"]),
        before_nouns=lowered(raw["before_nouns"]),
        after=lowered(raw["after"]),
        citing_prepositions=lowered(raw["citing_prepositions"]),
        citing_nouns=lowered(raw["citing_nouns"]),
        nouns=lowered(raw["nouns"]),
        nouns_with_nach=lowered(raw["nouns_with_nach"]),
        press_reports=lowered(raw["taking_up"]["press"]),
        given=lowered(raw["taking_up"]["given"]),
        asked=_endings(raw["asked"]),
        findings=lowered(raw["taking_up"]["findings"]),
        findings_so_far=lowered(raw["taking_up"]["so_far"]),
        compounds=_endings(raw["compounds"]),
        short_names=dict(raw["short_names"]),
        anonymous_compounds=lowered(raw["anonymous_compounds"]),
        own=lowered(raw["own"]),
        circles=lowered(raw["circles"]),
        carrying_words=lowered(raw["carrying"]["words"]),
        carrying_phrases=turns(raw["carrying"]["phrases"]),
        from_whom=lowered(raw["carrying"]["from_whom"]),
        talks=lowered(raw["told"]["talks"]),
        outlet_nouns={
            str(noun).lower(): gender
            for gender, nouns in raw["outlet_nouns"].items()
            for noun in nouns
        },
        own_outlet=lowered(raw["own_outlet"]),
        relaying_verbs=lowered(raw["relaying_verbs"]),
        quoting_verbs=lowered(raw["quoting_verbs"]),
        presenting_verbs=lowered(raw["presenting_verbs"]),
        saying_verbs=_verbs(lambda entry: True),
        whole_verbs=_whole_verbs(lambda entry: True),
        acts_of_saying=_whole_verbs(_is_act) - lowered(raw["plans"]),
        told_in_dative=_verbs(lambda entry: entry.get("addressee") == "dat"),
        tell_whom=_whole_verbs(lambda entry: entry.get("addressee") == "dat")
        | lowered(raw["tell_whom"]),
        ask_whom=_whole_verbs(lambda entry: entry.get("addressee") == "acc")
        | lowered(raw["ask_whom"]),
        aim_at=lowered(raw["aim_at"]),
        hearing=lowered(raw["hearing"]),
        saying_nouns=lowered(load("saying_nouns")["content"]),
        target_verbs=lowered(raw["target_verbs"]),
        receiving_verbs=lowered(raw["receiving_verbs"]),
    )


@cache
def voice_nouns() -> VoiceNouns:
    """Kinds of voices by noun."""
    raw = load("unnamed_sources")
    kinds: tuple[VoiceKind, ...] = (
        "unnamed", "document", "institution", "group", "outlet", "agency",
    )  # fmt: skip
    endings = [(str(e).lower(), kind) for kind in kinds for e in raw[kind].get("endings", ())]
    return VoiceNouns(
        nouns={str(n).lower(): kind for kind in kinds for n in raw[kind].get("nouns", ())},
        endings=tuple(sorted(endings, key=lambda pair: (-len(pair[0]), pair[0]))),
        spokespersons=lowered(raw["spokespersons"]),
        spokesperson_endings=_endings(raw["spokesperson_endings"]),
        indefinite=lowered(raw["indefinite"]),
        some=lowered(raw["some"]),
        nobody=lowered(raw["nobody"]),
        unlike=_endings(raw["unlike"]),
    )


@cache
def hedges() -> Hedges:
    """Words of certainty."""
    raw = load("hedges")
    return Hedges(
        phrases=turns(raw["phrases"]),
        **{field: lowered(raw[field]) for field in Hedges.__struct_fields__ if field != "phrases"},
    )


@cache
def denials() -> Denials:
    """Verbs of denying."""
    raw = load("denials")
    return Denials(
        verbs=lowered(raw["verbs"]),
        separated=tuple((entry["stem"], entry["particle"]) for entry in raw["separated"]),
        nouns=lowered(raw["nouns"]),
        negators=lowered(raw["negators"]),
        not_negated_by=lowered(raw["not_negated_by"]),
        told=lowered(raw["told"]),
    )


def kind_of_noun(noun: str) -> VoiceKind | None:
    """The kind of voice that a common noun is by the lexicon; None for people and the rest."""
    word, table = noun.lower(), voice_nouns()
    if word in table.nouns:
        return table.nouns[word]
    if word.endswith(table.unlike):
        return None
    return next((kind for ending, kind in table.endings if word.endswith(ending)), None)
