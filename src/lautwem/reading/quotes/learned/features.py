"""What the quotation network sees of a text: a row of small numbers for every token.

Words it never saw in training are known to it by their endings, beginnings, shape and
grammar. ``0`` always means "none" or "unknown".
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from lautwem.model import Analysis, Frozen, Morph, Name, Quotation
from lautwem.reading.quotes.learned.anchors import DIRECT, anchored
from lautwem.reading.quotes.marks import QuotePair

PREFIXES, SUFFIXES_2, SUFFIXES_3, SUFFIXES_4 = 4000, 1000, 4000, 8000
"""Numbers of hash buckets for the first three and the last two to four letters."""

SIZES: Mapping[str, int] = {
    "prefix": PREFIXES + 1,
    "suffix_2": SUFFIXES_2 + 1,
    "suffix_3": SUFFIXES_3 + 1,
    "suffix_4": SUFFIXES_4 + 1,
    "shape": 9,
    "pos": 18,
    "verb": 9,
    "case": 5,
    "person": 12,
    "mark": 5,
    "start": 4,
    "length": 10,
    "name": 11,
    "rule_anchor": 6,
    "rule_quote": 6,
    "rule_direct": 2,
    "rule_role": 16,
}
"""Columns after ``word`` and ``lemma``, and how many values each can take."""

COLUMNS = ("word", "lemma", *SIZES)

_POS = [
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
]
_CASES = ("nom", "gen", "dat", "acc")
_KINDS = (
    "person", "group", "institution", "outlet", "agency", "picture_agency", "platform", "place",
    "work", "other",
)  # fmt: skip
_DIGIT = re.compile(r"\d")


class Seen(Frozen):
    """The rows of one text, and what lies where in it.

    ``rows`` is int32 [tokens, columns]; ``partner`` the token index of the closing mark for
    every opening one, else -1; ``sentence`` the number of the sentence of every token.
    ``proposals`` are the quotations that the rules find: the ascending token numbers of each
    part, by anchor and number of the type. ``states`` is float32 [tokens, width], what the
    pretrained encoder says of every token, None without it.
    """

    rows: np.ndarray
    partner: np.ndarray
    sentence: np.ndarray
    proposals: Mapping[tuple[int, int], tuple[np.ndarray, ...]]
    states: np.ndarray | None = None


def see(
    analysis: Analysis,
    pairs: Sequence[QuotePair],
    names: Sequence[Name],
    proposed: Sequence[Quotation],
    vocabulary: Mapping[str, int],
    states: np.ndarray | None = None,
) -> Seen:
    """The rows of an analysed text: its marks paired, its names and what the rules propose."""
    tokens = analysis.tokens
    rows = np.zeros((len(tokens), len(COLUMNS)), np.int32)
    rows[:, 0] = [vocabulary.get(folded(token.text), 0) for token in tokens]
    rows[:, 1] = [vocabulary.get(folded(token.lemma), 0) for token in tokens]
    if tokens:
        rows[:, 2:7] = [_word(token.text) for token in tokens]
        rows[:, 7:11] = [_grammar(token.pos, token.morph) for token in tokens]
    sentence = np.zeros(len(tokens), np.int32)
    start = COLUMNS.index("start")
    block = -1
    for number, found in enumerate(analysis.sentences):
        sentence[found.first : found.last] = number
        rows[found.first, start] = 1 if found.block == block else 3
        block = found.block
    partner = _marks(analysis, pairs, rows)
    _name(analysis, names, rows)
    proposals = anchored(analysis, proposed)
    _propose(proposals, rows)
    return Seen(rows, partner, sentence, proposals, states)


@lru_cache(40_000)
def folded(word: str) -> str:
    """A word as the vocabulary has it: lower case, all digits alike."""
    return _DIGIT.sub("0", word[:60].lower())


def _marks(analysis: Analysis, pairs: Sequence[QuotePair], rows: np.ndarray) -> np.ndarray:
    at = {token.begin: number for number, token in enumerate(analysis.tokens)}
    mark, length = COLUMNS.index("mark"), COLUMNS.index("length")
    partner = np.full(len(rows), -1, np.int32)
    edges: list[tuple[int, int]] = []
    for pair in pairs:
        first, last = at.get(pair.open[0]), at.get(pair.close[0])
        if pair.complete and first is not None and last is not None and first < last:
            partner[first] = last
            edges.append((first, last))
    depth = np.zeros(len(rows) + 1, np.int32)
    for first, last in edges:
        depth[first] += 1
        depth[last + 1] -= 1
    rows[:, mark] = np.minimum(np.cumsum(depth)[:-1], 2)
    for first, last in edges:
        rows[first, mark], rows[last, mark] = 3, 4
        rows[first, length] = 1 + min(int(np.log2(last - first) * 1.5), 8)
    return partner


def _name(analysis: Analysis, names: Sequence[Name], rows: np.ndarray) -> None:
    column = COLUMNS.index("name")
    begins = np.array([token.begin for token in analysis.tokens])
    places = np.searchsorted(begins, [name.span for name in names]).tolist()
    for name, (first, last) in zip(names, places, strict=True):
        rows[first:last, column] = _KINDS.index(name.kind) + 1


def _propose(proposals: Mapping[tuple[int, int], tuple[np.ndarray, ...]], rows: np.ndarray) -> None:
    anchor, quote, direct, role = (
        COLUMNS.index(f"rule_{name}") for name in ("anchor", "quote", "direct", "role")
    )
    for (at, kind), (quoted, *roles) in proposals.items():
        rows[at, anchor] = kind + 1
        if kind == DIRECT:
            rows[quoted, direct] = 1
        else:
            rows[quoted, quote] = kind + 1
        for bit, tokens in enumerate(roles):
            rows[tokens, role] |= 1 << bit


@lru_cache(20_000)
def _word(word: str) -> tuple[int, ...]:
    lower = word[:60].lower()
    return (
        _bucket(lower[:3], PREFIXES),
        _bucket(lower[-2:], SUFFIXES_2),
        _bucket(lower[-3:], SUFFIXES_3),
        _bucket(lower[-4:], SUFFIXES_4),
        _shape(word),
    )


def _bucket(letters: str, buckets: int) -> int:
    return zlib.crc32(letters.encode()) % buckets + 1


def _shape(word: str) -> int:
    if word.isdigit():
        return 1
    if any(c.isdigit() for c in word[:60]):
        return 2
    if not any(c.isalnum() for c in word[:60]):
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[0].isupper():
        return 7 if "-" in word else 6
    return 8


@lru_cache(4_000)
def _grammar(pos: str, morph: Morph) -> tuple[int, ...]:
    part = _POS.index(pos) + 1 if pos in _POS else 0
    case = _CASES.index(morph.case) + 1 if morph.case else 0
    number = {None: 0, "sing": 1, "plur": 2}[morph.number]
    return (part, _verb(morph), case, (morph.person or 0) * 3 + number)


def _verb(morph: Morph) -> int:
    if morph.mood == "sub":
        return 1 if morph.tense == "pres" else 2
    if morph.mood == "ind":
        return 3 if morph.tense == "pres" else 4
    if morph.mood == "imp":
        return 5
    return {None: 0, "fin": 6, "inf": 7, "part": 8}[morph.verb_form]
