"""The tag set: universal parts of speech and the morphological features of a word.

Values are those of Universal Dependencies; None is "has none" or "unknown". The
network answers four questions about a word, each with one of a fixed list: its
part of speech; if it is declined, case, number and gender together; if it is a
verb, form, mood, tense, number and person together; if it is a pronoun, its person.
"""

from functools import cache
from itertools import product

from lautwem.model import Morph

POS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
NOMINAL = tuple(
    product(
        (None, "nom", "gen", "dat", "acc"), (None, "sing", "plur"), (None, "masc", "fem", "neut")
    )
)
"""Case, number, gender."""

VERBAL = (
    (None, None, None, None, None),
    ("inf", None, None, None, None),
    ("part", None, None, None, None),
    *product(("fin",), ("ind", "sub"), ("pres", "past"), ("sing", "plur"), (1, 2, 3)),
    ("fin", "imp", "pres", "sing", 2),
    ("fin", "imp", "pres", "plur", 2),
)
"""Verb form, mood, tense, number, person; the first stands for what is no verb."""

PERSON = (None, 1, 2, 3)
QUESTIONS = (len(POS), len(NOMINAL), len(VERBAL), len(PERSON))
"""How many answers each question has; the network's outputs stand in this order."""

VERBS = frozenset({"VERB", "AUX"})
DECLINED = frozenset({"ADJ", "ADP", "DET", "NOUN", "NUM", "PRON", "PROPN"})
"""Parts of speech with case, number and gender; ADP for contractions such as "im"."""


@cache
def morph(pos: str, nominal: int, verbal: int, person: int) -> Morph:
    """The features of a word of class ``pos``; the other answers are indices into the lists.

    What does not fit ``pos`` is left out. (The cache is bounded by the tag set.)
    """
    if pos in VERBS:
        form, mood, tense, number, who = VERBAL[verbal]
        return Morph(verb_form=form, mood=mood, tense=tense, number=number, person=who)
    if pos in DECLINED:
        case, number, gender = NOMINAL[nominal]
        who = PERSON[person] if pos == "PRON" else None
        return Morph(case=case, number=number, gender=gender, person=who)
    return Morph()
