"""What the words of a whole draft tell of it: of whom guilt is open, whether it is a review."""

from collections.abc import Sequence
from typing import Literal

from lautwem.desk import lexica
from lautwem.model import Frozen

TextKind = Literal["report", "fiction", "sport"]

FICTION = 3
"""Different words of fiction from which a text is taken for a review. Found on the articles
looked at while tuning (docs/rules-by-eye.md): at 4 a review of a film was checked, at 3 none."""
SPORT = 4
"""Different words of sport from which a text is taken for a report of sport; found likewise."""
_THREAT_REACH = 6  # words around a penalty in which a word of threat makes it one not yet passed


class Traits(Frozen):
    """``signs`` are the tokens that show open guilt, ``settled`` that it is settled or confessed,
    ``settlings`` where; ``sought`` that somebody is still looked for.

    One word of settled guilt anywhere is enough: of whom it is said is not worked out, so that
    where one of two is convicted nothing is found about the other.
    """

    kind: TextKind
    signs: tuple[int, ...]
    settled: bool
    settlings: tuple[int, ...]
    sought: bool


def traits(lower: Sequence[str]) -> Traits:
    """The traits of a text given by its words in lower case."""
    suspects = lexica.suspects()
    signs = tuple(
        at for at, word in enumerate(lower) if word in suspects.signs or suspects.nouns.find(word)
    )
    settlings = tuple(
        at
        for at, word in enumerate(lower)
        if suspects.settled.find(word) and not _threatened(lower, at)
    )
    text = " ".join(lower)
    settled = bool(settlings) or any(turn in text for turn in suspects.dead)
    sought = any(word in suspects.sought for word in lower)
    return Traits(_kind(lower), signs, settled, settlings, sought)


def _kind(lower: Sequence[str]) -> TextKind:
    seen, words = set(lower), lexica.context()
    if len(seen & words["fiction"]) >= FICTION:
        return "fiction"
    return "sport" if len(seen & words["sport"]) >= SPORT else "report"


def _threatened(lower: Sequence[str], at: int) -> bool:
    around = lower[max(0, at - _THREAT_REACH) : at + _THREAT_REACH]
    return any(word in lexica.suspects().threatening for word in around)
