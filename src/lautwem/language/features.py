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
    ("suffix3", 2048),
    ("suffix4", 4096),
    ("suffix6", 4096),
    ("prefix3", 2048),
    ("shape", 64),
    ("lower_edit", 4096),
    ("form_edit", 4096),
    ("lemma", 8192),
    ("lemma_end", 4096),
)
_STARTS = {name: sum(size for _, size in _RANGES[:at]) for at, (name, _) in enumerate(_RANGES)}
_SIZES = dict(_RANGES)
_LONGEST = 80  # letters of a word that are looked at
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
    word = plain(word)[:_LONGEST]
    lower = word.lower()
    small, large = _edit(lower, forms), _edit(word, forms) if word != lower else 0
    lemma = forms.edit(large or small).apply(word if large else lower).lower()
    hashed = (
        ("form", lower),
        ("suffix2", lower[-2:]),
        ("suffix3", lower[-3:]),
        ("suffix4", lower[-4:]),
        ("suffix6", lower[-6:]),
        ("prefix3", lower[:3]),
        ("lemma", lemma),
        ("lemma_end", lemma[-5:]),
    )
    rows = [_STARTS[name] + crc32(value.encode()) % _SIZES[name] for name, value in hashed]
    rows.append(_STARTS["shape"] + _shape(word))
    rows.append(_STARTS["lower_edit"] + small)
    rows.append(_STARTS["form_edit"] + large)
    return rows


def _edit(word: str, forms: WordForms) -> int:
    """The edit in the dictionary, of an unknown compound that of its last part."""
    rule = forms.rule(word)
    if rule or not word.isalpha():
        return rule or forms.rule(word.rpartition("-")[2])
    if word[0].isupper() and not word.isupper():
        return forms.compound(word)[1]
    return 0


def _shape(word: str) -> int:
    shape = 1 if word[0].isupper() else 0
    shape |= 2 if word[-1].isupper() else 0
    shape |= 4 if any(c.isdigit() for c in word) else 0
    shape |= 8 if "-" in word or "‑" in word else 0
    shape |= 16 if not any(c.isalnum() for c in word) else 0
    return shape | (32 if word[-1] in "'’." else 0)
