"""Forms of verbs that change their stem, from the lexicon ``strong_verbs``."""

from collections.abc import Mapping
from functools import cache, lru_cache

from lautwem.language.lexicon import load

_LONGEST_PREFIX = 8  # letters: "entgegen"
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü"}


@cache
def _stems() -> Mapping[str, str]:
    """Form → infinitive; participles also as they look after a prefix ("ver-boten")."""
    stems = {}
    for infinitive, forms in load("strong_verbs").items():
        for form in forms:
            stems[form] = infinitive
        past, participle = forms[:2]
        stems[past.removesuffix("e") + "en"] = infinitive
        if participle.startswith("ge") and not infinitive.startswith("ge"):
            stems[participle[2:]] = infinitive
    return stems


@cache
def _konjunktiv_2() -> frozenset[str]:
    """Forms that can only be Konjunktiv II: "käme", "kämen", "ginge" (not "gingen")."""
    infinitives = load("strong_verbs")
    forms = set(load("grammar")["konjunktiv_2"])
    for past, *_ in infinitives.values():
        stem = past.removesuffix("e")
        changed = _with_umlaut(stem)
        forms.add(changed + "e")
        if changed != stem:
            forms |= {changed + "en", changed + "est", changed + "et"}
    return frozenset(f for f in forms if f not in infinitives and f + "n" not in _WEAK_TWINS)


_WEAK_TWINS = frozenset({"führen", "trügen", "lügen", "sängen", "wägen", "kännen", "sänden"})
"""Infinitives whose Konjunktiv I looks like the Konjunktiv II of another verb."""


@cache
def _past_plurals() -> frozenset[str]:
    """ "kamen", "brachten": the Konjunktiv II of these verbs has an umlaut."""
    stems = {past.removesuffix("e") for past, *_ in load("strong_verbs").values()}
    return frozenset(stem + "en" for stem in stems if _with_umlaut(stem) != stem)


def _with_umlaut(stem: str) -> str:
    for at in range(len(stem) - 1, -1, -1):
        if stem[at] in "aou":
            return stem[:at] + _UMLAUTS[stem[at]] + stem[at + 1 :]
        if stem[at] in "äöüei":
            return stem
    return stem


@lru_cache(maxsize=8192)
def infinitive_of(word: str) -> str | None:
    """The infinitive of a strong form, with its prefix: "angeboten" → "anbieten"."""
    stems = _stems()
    if word in stems:
        return stems[word]
    for at in range(2, min(len(word) - 2, _LONGEST_PREFIX + 1)):
        if word[at:] in stems:
            return word[:at] + stems[word[at:]]
    return None


@lru_cache(maxsize=8192)
def is_konjunktiv_2(word: str) -> bool:
    """Whether a verb form (in lower case) can only be Konjunktiv II, with a prefix or without."""
    forms = _konjunktiv_2()
    return any(word[at:] in forms for at in (0, *range(2, min(len(word) - 3, _LONGEST_PREFIX + 1))))


@lru_cache(maxsize=8192)
def is_past_indicative(word: str) -> bool:
    """Whether a plural form (in lower case) can only be the indicative of the past."""
    forms = _past_plurals()
    return any(word[at:] in forms for at in (0, *range(2, min(len(word) - 3, _LONGEST_PREFIX + 1))))
