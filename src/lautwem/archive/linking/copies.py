"""Articles that are copies of one text: an agency's report printed by three papers.

Word shingles and MinHash (Broder 1997, "On the resemblance and containment of
documents"); bands of hashes bring likely copies together (locality sensitive hashing,
Leskovec, Rajaraman & Ullman 2014, ch. 3), the shingles themselves decide.
"""

import re
from functools import lru_cache
from zlib import crc32

import numpy as np

from lautwem import model as m

SHINGLE = 4
"""Words of a shingle: three words of news German recur by chance, five break at every edit."""
BANDS, ROWS = 24, 2
"""With two rows a band, articles of resemblance 0.2 meet with 62 %, of 0.3 with 90 %, of 0.5
with 99.9 %, of 0.02 (one topic, own words) with 1 %: 1 - (1 - r²)²⁴."""
LONGEST = 20_000
"""Words of a body that are looked at."""

_WORD = re.compile(r"[^\W_]+")
_SEED = 20250101


@lru_cache(maxsize=1)
def _multipliers() -> tuple[np.ndarray, np.ndarray]:
    """Odd multipliers and summands of the hash functions, always the same."""
    generator = np.random.Generator(np.random.PCG64(_SEED))
    count = BANDS * ROWS
    high = np.iinfo(np.uint64).max
    multipliers = generator.integers(1, high, count, dtype=np.uint64) | np.uint64(1)
    return multipliers, generator.integers(0, high, count, dtype=np.uint64)


def article_bands(reading: m.Reading) -> tuple[int, ...]:
    """The bands of the body: 24 keys in 0 … 2⁶³ - 1 in a fixed order, none for a body too short.

    Two articles are worth comparing when they share one.
    """
    return bands(shingles(body(reading.article)))


def body(article: m.Article) -> str:
    """The paragraphs of an article, without title, captions and credits."""
    if not article.paragraphs:
        return article.text
    return "\n".join(article.text[begin:end] for begin, end in article.paragraphs)


def shingles(text: str) -> np.ndarray:
    """The shingles of a text as sorted distinct 64-bit hashes; marks and capitals do not count."""
    words = _WORD.findall(text.lower())[:LONGEST]
    if len(words) < SHINGLE:
        return np.zeros(0, np.uint64)
    hashes = np.array([*map(crc32, " ".join(words).encode().split(b" "))], np.uint64)
    count = len(hashes) - SHINGLE + 1
    mixed = np.zeros(count, np.uint64)
    for at in range(SHINGLE):
        mixed = (mixed ^ hashes[at : at + count]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    mixed.sort()
    return mixed[np.append(True, mixed[1:] != mixed[:-1])]


def bands(of: np.ndarray) -> tuple[int, ...]:
    """The bands of some shingles."""
    if not len(of):
        return ()
    multipliers, summands = _multipliers()
    lowest = _scrambled(of, multipliers[:, None], summands[:, None]).min(axis=1)
    rows = lowest.reshape(BANDS, ROWS)
    numbers = np.arange(1, BANDS + 1, dtype=np.uint64)
    mixed = numbers * np.uint64(0xD6E8FEB86659FD93)
    for at in range(ROWS):
        mixed = (mixed ^ rows[:, at]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(32)
    return tuple((mixed >> np.uint64(1)).tolist())


def _scrambled(of: np.ndarray, multipliers: np.ndarray, summands: np.ndarray) -> np.ndarray:
    mixed = of * multipliers
    mixed += summands
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return mixed


def resemblance(one: np.ndarray, other: np.ndarray) -> float:
    """Jaccard index of two sets of shingles: 1 for the same text, 0 for nothing in common."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    union = len(one) + len(other) - common
    return common / union if union else 0.0


def containment(one: np.ndarray, other: np.ndarray) -> float:
    """The share of the shorter text's shingles that stand in the longer one."""
    shorter = min(len(one), len(other))
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / shorter if shorter else 0.0
