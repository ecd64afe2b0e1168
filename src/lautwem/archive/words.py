"""Words as the index compares them: folded (ß, umlauts, case, accents) and stemmed.

Both databases are given the same words, so that they find the same. Folding makes ``Straße`` and
``Strasse``, ``Müller``, ``Mueller`` and ``Muller`` alike: umlauts lose their dots, and ``ae``,
``oe``, ``ue`` become the bare vowel, except where the ``u`` belongs to a ``q`` or the ``e``
follows another vowel (``neue``, ``Bauer``), as in the ``german2`` stemmer of Snowball. The
stemmer is Snowball's for German.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from lautwem.language.snowball import snowball
from lautwem.model import Frozen, Span

_WORD = re.compile(r"[^\W_]+")
_DIGRAPH = re.compile(r"(?<![aeoq])ue|(?<![aeo])oe|(?<![aeo])ae")
_LONGEST = 64
"""Characters of a word that count; German's longest words in use have about 40."""


class Word(Frozen):
    """One word of a text: where it stands, and what it is compared by."""

    span: Span
    term: str


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """One word in small letters without accents, ß as ss, umlauts as bare vowels."""
    return _folded(word)


def _folded(word: str) -> str:
    plain = word.casefold()
    if not plain.isascii():
        plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKD", plain)))
    if "ae" in plain or "oe" in plain or "ue" in plain:  # most words need no search
        plain = _DIGRAPH.sub(lambda pair: pair.group()[0], plain)
    return plain[:_LONGEST]


@lru_cache(maxsize=1 << 16)
def term(word: str) -> str:
    """What one word is compared by."""
    return snowball(_folded(word))


def words(text: str) -> Iterator[Word]:
    """The words of a text with their places."""
    for match in _WORD.finditer(text):
        if compared := term(match.group()):
            yield Word(match.span(), compared)


def terms(text: str) -> str:
    """The words of a text as the index takes them."""
    return " ".join(filter(None, map(term, _WORD.findall(text))))


def name_words(*names: str) -> tuple[str, ...]:
    """The folded words of names, each once. Names are not stemmed: Peters is not Peter."""
    found = (fold(word) for name in names for word in _WORD.findall(name))
    return tuple(dict.fromkeys(word for word in found if word))
