"""What the form of a verb and its sentence say for certain, where the network can err.

All functions work on the words of a text, the tags of the network (indices into
``POS`` and ``VERBAL``) and the ends of the sentences, and change the array ``verbal``
in place; it belongs to the caller.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import numpy as np

from lautwem.language.konjunktiv import present_in_e
from lautwem.language.lexicon import load
from lautwem.language.morphology import POS, VERBAL
from lautwem.language.strong_verbs import is_konjunktiv_2, is_past_indicative

_REACH = 100  # tokens to each side that are looked at in a very long sentence
_FIRST_PERSON = VERBAL.index(("fin", "ind", "pres", "sing", 1))
_KONJUNKTIV_1 = VERBAL.index(("fin", "sub", "pres", "sing", 3))
_INFINITIVE = VERBAL.index(("inf", None, None, None, None))
_PARTICIPLE = VERBAL.index(("part", None, None, None, None))
_SCONJ = POS.index("SCONJ")
_PRESENT_SINGULAR = np.array(
    [v[2:4] == ("pres", "sing") and v[1] in ("ind", "sub") and v[4] != 2 for v in VERBAL]
)
_PRESENT_PLURAL = np.array([v[2:4] == ("pres", "plur") and v[1] != "imp" for v in VERBAL])
_IS_FINITE = np.array([v[0] == "fin" for v in VERBAL])
_ENDINGS = ("e", "en", "est", "et", "st", "t")  # of Konjunktiv II
_BORDERS = frozenset({",", ";", ":", "(", ")", ".", "!", "?", "–"})
_PARTICIPLE_FORM = re.compile(
    r"(?:.{0,8}ge.|(?:.{2,8})?(?:be|emp|ent|er|ver|zer|miss|miß|über|unter|wider|wieder|hinter|durch"
    r"|um|voll)..|.+ier(?=t\Z)).*(?:t|n)\Z|worden\Z",
    re.DOTALL,
)


@lru_cache(maxsize=8192)
def can_be_participle(word: str) -> bool:
    """Whether a form in lower case has the shape of a second participle (or ends in -nd)."""
    return len(word) > 60 or word.endswith("nd") or _PARTICIPLE_FORM.match(word) is not None


@cache
def _governors() -> frozenset[str]:
    return frozenset(load("grammar")["infinitive_governors"])


def settle(
    words: Sequence[str],
    ends: Sequence[int],
    tags: np.ndarray,
    verbal: np.ndarray,
    scores: np.ndarray,
    knows_verb: Callable[[str], bool],
) -> None:
    """Apply all rules. ``scores`` [len(words), len(VERBAL)] are those of the network.

    ``knows_verb`` says whether the dictionary has an infinitive.
    """
    for at in np.flatnonzero(verbal == _INFINITIVE).tolist():
        word = words[at].lower()
        if can_be_participle(word) and not (
            knows_verb(word) or ("zu" in word and knows_verb(word.replace("zu", "", 1)))
        ):
            verbal[at] = _PARTICIPLE
    for at in np.flatnonzero(verbal == _PARTICIPLE).tolist():
        if not can_be_participle(words[at].lower()):
            scores[at, _PARTICIPLE] = -np.inf
            verbal[at] = scores[at, 1:].argmax() + 1
    for at in np.flatnonzero(_IS_FINITE[verbal]).tolist():
        word = words[at].lower()
        _, mood, tense, number, person = VERBAL[verbal[at]]
        if word.endswith(_ENDINGS) and is_konjunktiv_2(word):
            verbal[at] = VERBAL.index(("fin", "sub", "past", number, person))
        elif mood == "sub" and tense == "past" and is_past_indicative(word):
            verbal[at] = VERBAL.index(("fin", "ind", "past", number, person))
    for at in np.flatnonzero(_PRESENT_SINGULAR[verbal]).tolist():
        if words[at].endswith("e"):
            _settle_present(words, ends, at, verbal)
    for at in np.flatnonzero(_PRESENT_PLURAL[verbal]).tolist():
        if words[at].endswith("n") and _is_governed(words, ends, at, tags, verbal):
            verbal[at] = _INFINITIVE


def _settle_present(words: Sequence[str], ends: Sequence[int], at: int, verbal: np.ndarray) -> None:
    first, last = _around(ends, at)
    mood = present_in_e(words, at, first, last)
    if mood == "I":
        verbal[at] = _KONJUNKTIV_1
    elif mood == "ind":
        verbal[at] = _FIRST_PERSON


def _around(ends: Sequence[int], at: int) -> tuple[int, int]:
    sentence = bisect_right(ends, at)
    first = ends[sentence - 1] if sentence else 0
    return max(first, at - _REACH), min(ends[sentence], at + _REACH)


def _is_governed(
    words: Sequence[str],
    ends: Sequence[int],
    at: int,
    tags: np.ndarray,
    verbal: np.ndarray,
) -> bool:
    """ "soll .. gesagt haben": last in its clause, and the finite verb before it governs it."""
    first, last = _around(ends, at)
    after = words[at + 1] if at + 1 < last else "."
    if after.isalnum() and after.lower() not in ("und", "oder", "sowie"):
        return False
    for place in range(at - 1, first - 1, -1):
        if words[place] in _BORDERS or tags[place] == _SCONJ:
            return False
        if _IS_FINITE[verbal[place]]:
            return words[place].lower() in _governors()
    return False
