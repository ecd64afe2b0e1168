"""Konjunktiv I and II: the moods in which German renders what others say.

Konjunktiv I ("sei", "habe", "komme") marks indirect speech; Konjunktiv II ("wäre",
"hätte", "würde") stands in for it where its form equals the indicative, and marks
what is hypothetical (Duden, Die Grammatik, on indirect speech).
"""

from typing import Literal

from lautwem.model import Token


def konjunktiv(token: Token) -> Literal["I", "II"] | None:
    """Which Konjunktiv a finite verb form is in, None for the indicative and all else."""
    if token.morph.mood != "sub":
        return None
    return "II" if token.morph.tense == "past" else "I"
