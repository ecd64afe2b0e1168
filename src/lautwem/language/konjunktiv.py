"""Konjunktiv I and II: the moods in which German renders what others say.

Konjunktiv I ("sei", "habe", "komme") marks indirect speech; Konjunktiv II ("wäre",
"hätte", "würde") stands in for it where its form equals the indicative, and marks
what is hypothetical (Duden, Die Grammatik, on indirect speech).
"""

from collections.abc import Sequence
from typing import Literal

from lautwem.language.tokens import QUOTATION_MARKS
from lautwem.model import Token

_CERTAIN = frozenset({"sei", "könne", "müsse", "wolle", "solle", "dürfe", "möge", "wisse"})
"""Singular forms of Konjunktiv I that the first person of the indicative does not share."""

_BORDERS = QUOTATION_MARKS | {",", ";", ":", "(", ")", "–", "—", ".", "!", "?"}


def konjunktiv(token: Token) -> Literal["I", "II"] | None:
    """Which Konjunktiv a finite verb form is in, None for the indicative and all else."""
    if token.morph.mood != "sub":
        return None
    return "II" if token.morph.tense == "past" else "I"


def present_in_e(
    words: Sequence[str], at: int, first: int, last: int
) -> Literal["I", "ind"] | None:
    """Whether a present form in -e ("habe", "komme") is Konjunktiv I or the first person.

    ``words[first:last]`` is its sentence. The third person of the indicative never ends
    in -e, so what has no "ich" is Konjunktiv I. None where that cannot be told: "ich"
    stands only in another part of the sentence, or the subject is left out ("Habe gestern ..").
    """
    if words[at].lower() in _CERTAIN:
        return "I"
    left, right = at, at + 1
    while left > first and words[left - 1] not in _BORDERS:
        left -= 1
    while right < last and words[right] not in _BORDERS:
        right += 1
    if "ich" in map(str.lower, words[left:right]):
        return "ind"
    if left == at or "ich" in map(str.lower, words[first:last]):
        return None
    return "I"
