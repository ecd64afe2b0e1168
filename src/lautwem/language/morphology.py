"""The tag set: universal parts of speech and the morphological features of a word.

Values are those of Universal Dependencies. A *head* is one feature with its values
in a fixed order; value 0 of every feature but ``pos`` means that the word has none.
"""

from functools import cache

from lautwem.model import Morph

POS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
HEADS: tuple[tuple[str, tuple[str | int | None, ...]], ...] = (
    ("pos", POS),
    ("case", (None, "nom", "gen", "dat", "acc")),
    ("number", (None, "sing", "plur")),
    ("gender", (None, "masc", "fem", "neut")),
    ("person", (None, 1, 2, 3)),
    ("mood", (None, "ind", "sub", "imp")),
    ("tense", (None, "pres", "past")),
    ("verb_form", (None, "fin", "inf", "part")),
)
"""Every head with its values; the network scores the values of all heads side by side."""

_NOMINAL = ("case", "number", "gender")
_VERBAL = ("person", "number", "mood", "tense")
_ALLOWED = {
    "ADJ": _NOMINAL,
    "ADP": _NOMINAL,
    "DET": _NOMINAL,
    "NOUN": _NOMINAL,
    "NUM": _NOMINAL,
    "PRON": (*_NOMINAL, "person"),
    "PROPN": _NOMINAL,
    "X": (),
}


@cache
def morph(pos: str, values: tuple[int, ...]) -> Morph:
    """The features that fit ``pos``, from one value index for every head after ``pos``.

    There are few combinations that occur, and they are bounded by the tag set.
    """
    features = {
        name: choices[value] for (name, choices), value in zip(HEADS[1:], values, strict=True)
    }
    if pos not in ("VERB", "AUX"):
        allowed = _ALLOWED.get(pos, ())
        return Morph(**{name: value for name, value in features.items() if name in allowed})
    form = features["verb_form"] or "fin"
    if form != "fin":
        return Morph(verb_form=form)
    kept = {name: value for name, value in features.items() if name in _VERBAL}
    kept["mood"] = kept["mood"] or "ind"
    return Morph(verb_form="fin", **kept)
