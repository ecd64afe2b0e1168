"""Statements as a few numbers, by which nearly all pairs that are not one are known at once.

Of 1,000 pairs of statements that share a key, one or two say the same. A sketch is some 20 words of
32 bits and says surely of nearly all others that they do not: whatever ``matching.match`` takes for
one, ``may_match`` lets through.
"""

import struct
from zlib import crc32

from lautwem import model as m
from lautwem.archive.linking.content import COMMON, weight
from lautwem.archive.linking.items import Item
from lautwem.archive.linking.matching import ALIKE, LETTERS, OTHER_WORDS, SAME_WORDS

_WORD, _PART = 12, 9
"""Bits for a stem and for either end of it: of two statements of 20 stems each, a stem seems to be
in the other by chance with 0.5 %, one end of it with 4 %."""
_COMMON, _SHORT = 1 << 31, 1 << 30
_ROUNDING = 1e-6


class Sketch(m.Frozen):
    """A sketch, unpacked: number of words and a bit for each; stems as ``_packed`` has them."""

    count: int
    bits: int
    stems: tuple[int, ...]
    whole: frozenset[int]
    first: frozenset[int]
    last: frozenset[int]
    weight: float


def sketch(of: Item) -> str:
    """The sketch of a statement, hexadecimal: some 200 letters."""
    words = of.content.words
    bits = 0
    for word in words:
        bits |= 1 << (crc32(word.encode()) & 63)
    numbers = (len(words), bits >> 32, bits & 0xFFFFFFFF, *map(_packed, dict.fromkeys(of.told)))
    return struct.pack(f">{len(numbers)}I", *numbers).hex()


def _packed(stem: str) -> int:
    """Hashes of a stem, its first and its last letters; whether it is common, or too short for
    being part of another."""
    parts = (stem, _WORD), (stem[:LETTERS], _PART), (stem[-LETTERS:], _PART)
    packed = 0
    for part, width in parts:
        packed = packed << width | crc32(part.encode()) & ((1 << width) - 1)
    common = _COMMON if weight(stem) == COMMON else 0
    return packed | common | (_SHORT if len(stem) < LETTERS else 0)


def unpacked(text: str) -> Sketch:
    """What ``sketch`` gave."""
    data = bytes.fromhex(text)
    count, high, low, *stems = struct.unpack(f">{len(data) // 4}I", data)
    return Sketch(
        count,
        high << 32 | low,
        tuple(stems),
        frozenset(map(_whole, stems)),
        frozenset(_first(s) for s in stems if not s & _SHORT),
        frozenset(_last(s) for s in stems if not s & _SHORT),
        sum(COMMON if s & _COMMON else 1.0 for s in stems),
    )


def _whole(packed: int) -> int:
    return packed >> 2 * _PART & ((1 << _WORD) - 1)


def _first(packed: int) -> int:
    return packed >> _PART & ((1 << _PART) - 1)


def _last(packed: int) -> int:
    return packed & ((1 << _PART) - 1)


def may_match(one: Sketch, other: Sketch) -> bool:
    """False only where ``matching.match`` finds nothing: neither the words nor what they tell."""
    return _same_words(one, other) or _tell_the_same(one, other)


def _same_words(one: Sketch, other: Sketch) -> bool:
    """Whether few enough words are in one of them alone: each has set no more than its bit."""
    short, long = sorted((one.count, other.count))
    apart = (1 - SAME_WORDS) * long + _ROUNDING
    if not short or long - short > apart:
        return False
    alone = max((one.bits & ~other.bits).bit_count(), (other.bits & ~one.bits).bit_count())
    return alone <= apart


def _tell_the_same(one: Sketch, other: Sketch) -> bool:
    """Whether the stems that seem to be in both, or parts of each other, weigh enough."""
    if not one.stems or not other.stems:
        return False
    needed = OTHER_WORDS * min(one.weight, other.weight) - _ROUNDING
    held = 0.0
    for stem in one.stems:
        if _whole(stem) in other.whole:
            share = 1.0
        elif not stem & _SHORT and (_first(stem) in other.first or _last(stem) in other.last):
            share = ALIKE
        else:
            continue
        held += share * (COMMON if stem & _COMMON else 1.0)
        if held >= needed:
            return True
    return False
