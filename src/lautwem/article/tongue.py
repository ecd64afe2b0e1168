"""Is this German? A cheap answer from the share of function words."""

import re
from itertools import islice

from lautwem.article import lists
from lautwem.model import Notice

_WORD = re.compile(r"[^\W\d_]+")
_WORDS = 2000
_FEWEST = 15
_GERMAN_SHARE = 0.08
"""Running German text has 30 to 40 % of these words, lists of names under 5 %."""


def language(text: str) -> tuple[str, tuple[Notice, ...]]:
    """The language (ISO 639-1, ``und`` for one not listed) and a notice where it is not German.

    Texts of fewer than 15 words are taken for German.
    """
    words = [m.group().lower() for m in islice(_WORD.finditer(text), _WORDS)]
    if len(words) < _FEWEST:
        return "de", ()
    counts = {
        tongue: sum(1 for word in words if word in known)
        for tongue, known in lists.function_words().items()
    }
    best = max(counts, key=lambda tongue: counts[tongue])
    if counts[best] < _GERMAN_SHARE * len(words):
        best = "und" if len(words) > 100 else "de"
    if best == "de":
        return best, ()
    message = "this does not look like German text; lautwem reads German, expect little of it"
    return best, (Notice("not_german", message),)
