"""A very large dictionary of word forms in little space.

The dictionary knows for a form whether it is one of a verb, of a noun or of another
word, and how its lemma is made: by an *edit*, which cuts off a number of letters at
the end (and possibly "ge" or "zu" inside) and adds others. Forms are kept as sorted
32-bit checksums, so a form that is not in the dictionary is taken for one that is
about once in 5,000 look-ups.
"""

from bisect import bisect_left
from zlib import crc32

import numpy as np

from lautwem.model import Frozen

_FIRST_PART = 3  # letters before the last part of a compound, at least
_LAST_PART = 4  # letters of the last part, at least
_FARTHEST = 30  # letters searched for the beginning of the last part


class Edit(Frozen):
    """``form`` → lemma: drop ``infix`` once at ``at``, drop ``cut`` final letters, add ``add``.

    ``kind`` is what the lemma is: ``"n"`` a noun, ``"v"`` a verb, ``"o"`` another word.
    """

    kind: str
    cut: int
    add: str
    infix: str = ""
    at: int = 0

    def apply(self, form: str) -> str:
        """The lemma; ``form`` itself where it does not have the letters to be dropped."""
        if self.infix:
            if not form.startswith(self.infix, self.at):
                return form
            form = form[: self.at] + form[self.at + len(self.infix) :]
        return form[: len(form) - self.cut] + self.add if len(form) >= self.cut else form


def edit_between(form: str, lemma: str) -> Edit:
    """The shortest edit that makes ``lemma`` from ``form``."""
    kind = _kind(lemma)
    best = _suffix_edit(kind, form, lemma)
    for infix in ("ge", "zu"):
        at = form.find(infix)
        while 0 <= at <= 6:
            shorter = form[:at] + form[at + len(infix) :]
            rest = _suffix_edit(kind, shorter, lemma)
            if rest.cut + len(rest.add) + 2 < best.cut + len(best.add):
                best = Edit(kind, rest.cut, rest.add, infix, at)
            at = form.find(infix, at + 1)
    return best


def _kind(lemma: str) -> str:
    if lemma[:1].isupper():
        return "n"
    return "v" if lemma.endswith(("en", "ern", "eln", "sein", "tun")) else "o"


def _suffix_edit(kind: str, form: str, lemma: str) -> Edit:
    same = 0
    for a, b in zip(form, lemma, strict=False):
        if a != b:
            break
        same += 1
    return Edit(kind, len(form) - same, lemma[same:])


class WordForms:
    """The dictionary: sorted checksums of forms, and the number of the edit for each.

    ``edits[0]`` is never used, so that 0 means "not in the dictionary".
    """

    __slots__ = ("_edits", "_keys", "_rules")

    def __init__(self, keys: np.ndarray, rules: np.ndarray, edits: tuple[Edit, ...]) -> None:
        self._keys = memoryview(keys)  # uint32, ascending; one look-up takes half of numpy's time
        self._rules = memoryview(rules)  # uint16, parallel
        self._edits = edits

    def rule(self, form: str) -> int:
        """The number of the edit for a form, 0 for one that is not in the dictionary."""
        key = crc32(form.encode())
        at = bisect_left(self._keys, key)
        return self._rules[at] if at < len(self._keys) and self._keys[at] == key else 0

    def compound(self, word: str) -> tuple[int, int]:
        """Where the longest known noun that ``word`` ends in begins, and its edit.

        ``(0, 0)`` where there is none: what begins before it has at least three letters,
        the noun four.
        """
        for at in range(_FIRST_PART, min(len(word) - _LAST_PART, _FARTHEST) + 1):
            rule = self.rule(word[at:].capitalize())
            if rule and self._edits[rule].kind == "n":
                return at, rule
        return 0, 0

    def edit(self, rule: int) -> Edit:
        """The edit of that number."""
        return self._edits[rule]
