"""Nouns for relatives: which kinship a word tells, in any inflection and with what is before it."""

from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Frozen, KinshipType
from lautwem.reading.cast.hints import Sex


class Kin(Frozen):
    """What a kinship noun says: the type, the sex of its bearer, whether many bear it.

    It ``needs_owner`` where it means a relative only with one ("seine Frau"); it is
    ``weak`` where it may mean a mere friend.
    """

    type: KinshipType
    sex: Sex | None
    plural: bool
    needs_owner: bool
    weak: bool = False


@cache
def kinship_words() -> dict:
    """The packaged lexicon ``kinship``, as it is written."""
    return load("kinship")


def kin_noun(word: str, former: bool = False) -> Kin | None:
    """The kinship that a noun tells in any inflection; ``former`` makes wives ex-wives."""
    data = kinship_words()
    prefix, _, rest = word.partition("-")
    while rest and prefix.lower() in ("ex", "zwillings", "halb", "adoptiv", "stief"):
        former = former or prefix.lower() == "ex"
        word = rest
        prefix, _, rest = word.partition("-")
    if word.startswith("Ex") and word[2:].capitalize() in data["nouns"]:
        former, word = True, word[2:].capitalize()
    base, plural = word, False
    if word in data["plurals"]:
        base, plural = data["plurals"][word], True
    elif word not in data["nouns"]:
        for ending in ("s", "n", "es", "innen"):
            if word.removesuffix(ending) in data["nouns"] and word.endswith(ending):
                base = word.removesuffix(ending)
                break
        else:
            if not word.startswith(("Zwillings", "Halb")):
                return None
            stem = word.removeprefix("Zwillings").removeprefix("Halb").capitalize()
            return kin_noun(stem, former) if stem != word else None
    facts = data["nouns"].get(base)
    if facts is None:
        return None
    type_ = facts.get("ex", facts["type"]) if former else facts["type"]
    plural = plural or base in ("Eltern", "Geschwister", "Großeltern", "Schwiegereltern")
    return Kin(
        type_,
        facts.get("sex"),
        plural,
        bool(facts.get("possessive")) and not former,
        bool(facts.get("weak")),
    )
