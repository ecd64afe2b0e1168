"""What the tagger looks at in one word: rows of its embedding table.

Each property of a word (its form, endings, beginning, shape, its edits in the
dictionary of word forms) is hashed into a range of rows of its own; the vector of
a word is the sum of its rows. Hashing after Weinberger et al. 2009 (arXiv 0902.2206).
"""

from zlib import crc32

from lautwem.language.tokens import INVISIBLE
from lautwem.language.wordforms import WordForms

_RANGES = (
    ("form", 16384),
    ("suffix2", 1024),
    ("suffix3", 4096),
    ("suffix4", 8192),
    ("prefix3", 4096),
    ("shape", 64),
    ("lower_edit", 4096),
    ("form_edit", 4096),
)
_STARTS = {name: sum(size for _, size in _RANGES[:at]) for at, (name, _) in enumerate(_RANGES)}
ROWS = sum(size for _, size in _RANGES)
"""Rows of the embedding table."""

FEATURES = len(_RANGES)
"""Rows that are summed up for a word; the first stands for the whole form."""

_INVISIBLE = str.maketrans("", "", INVISIBLE)


def plain(word: str) -> str:
    """The word without soft hyphens and zero-width marks."""
    return word if word.isascii() else word.translate(_INVISIBLE) or word


def features(word: str, forms: WordForms) -> list[int]:
    """The ``FEATURES`` rows for a word, in a fixed order."""
    word = plain(word)
    lower = word.lower()
    return [
        _STARTS["form"] + crc32(lower[:80].encode()) % 16384,
        _STARTS["suffix2"] + crc32(lower[-2:].encode()) % 1024,
        _STARTS["suffix3"] + crc32(lower[-3:].encode()) % 4096,
        _STARTS["suffix4"] + crc32(lower[-4:].encode()) % 8192,
        _STARTS["prefix3"] + crc32(lower[:3].encode()) % 4096,
        _STARTS["shape"] + _shape(word),
        _STARTS["lower_edit"] + _edit(lower, forms),
        _STARTS["form_edit"] + (_edit(word, forms) if word != lower else 0),
    ]


def _edit(word: str, forms: WordForms) -> int:
    rule = forms.rule(word)
    if not rule and "-" in word:  # "CDU-Chefin" is inflected like "Chefin"
        rule = forms.rule(word.rpartition("-")[2])
    return rule


def _shape(word: str) -> int:
    shape = 1 if word[0].isupper() else 0
    shape |= 2 if word[-1].isupper() else 0
    shape |= 4 if any(c.isdigit() for c in word[:20]) else 0
    shape |= 8 if "-" in word or "‑" in word else 0
    shape |= 16 if not any(c.isalnum() for c in word[:20]) else 0
    return shape | (32 if word[-1] in "'’." else 0)
