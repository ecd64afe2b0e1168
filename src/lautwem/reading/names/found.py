"""A name while it is being found: places in tokens."""

from collections.abc import Sequence

from lautwem.model import Frozen, Token

LONGEST = 8
"""Words of the longest name of a person; what is longer is no name."""

Taken = frozenset[int]
"""Tokens that belong to listed names."""


class Found(Frozen):
    """Tokens ``first`` to ``last`` (half open) are a name of ``kind``; ``rule`` says why."""

    first: int
    last: int
    kind: str
    rule: str


def covering(found: Sequence[Found]) -> dict[int, Found]:
    """Token → the name that covers it."""
    return {at: f for f in found for at in range(f.first, f.last)}


def replaced(found: Sequence[Found], new: Sequence[Found]) -> list[Found]:
    """``found`` with the names of ``new`` instead of what they overlap; of these the first."""
    out: list[Found] = []
    reached = -1
    for f in sorted(new, key=lambda f: (f.first, -f.last)):
        if f.first >= reached:
            out.append(f)
            reached = f.last
    covered = covering(out)
    kept = [f for f in found if not any(at in covered for at in range(f.first, f.last))]
    return sorted(kept + out, key=lambda f: f.first)


def is_capital(token: Token) -> bool:
    """Whether a word may be part of a name by its capital."""
    return token.text[0].isupper() and token.pos not in ("PRON", "DET", "ADP", "CCONJ", "PUNCT")
