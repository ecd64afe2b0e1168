"""One text as the rules see it: pairs of marks, and sentences cut into fragments."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from lautwem.model import Analysis, Frozen, Morph, Name, Span, Token
from lautwem.reading.quotes.marks import QuotePair
from lautwem.reading.quotes.rules.clauses import FINAL, Fragment, fragments_of, is_finite

MAX_SENTENCE = 500
"""Tokens of the longest sentence that is read as one; no German sentence comes near it, and
what is done within one may take the square of its length."""
MAX_JOINED = 2000
"""Tokens of the longest unit that a quotation over several sentences may form."""


class Unit(Frozen):
    """A sentence, or several that one quotation holds together."""

    first: int
    last: int
    block: int
    fragments: tuple[Fragment, ...]


class Scene(Frozen):
    """One text as the rules see it: tokens, words in lower case, pairs of marks, units.

    ``ranges`` are the tokens of each pair with its marks, ``clausal`` tells which pairs stand
    for a whole clause or more, ``pair_at`` gives the pair that begins at a token.
    """

    tokens: tuple[Token, ...]
    low: tuple[str, ...]
    pairs: tuple[QuotePair, ...]
    ranges: tuple[Span, ...]
    clausal: tuple[bool, ...]
    units: tuple[Unit, ...]
    pair_at: Mapping[int, int]


def scene(analysis: Analysis, pairs: tuple[QuotePair, ...], names: tuple[Name, ...] = ()) -> Scene:
    """The text cut into units and fragments."""
    tokens = _with_names(analysis, names)
    low = tuple(token.text.lower() for token in tokens)
    ranges = _token_ranges(tokens, pairs)
    ends = frozenset(sentence.last for sentence in analysis.sentences)
    clausal = tuple(
        _is_clausal(tokens, pair, span, ends) for pair, span in zip(pairs, ranges, strict=True)
    )
    masks = _masks(ranges, clausal)
    units = []
    for first, last, block in _unit_ranges(analysis, masks):
        units.append(Unit(first, last, block, fragments_of(tokens, low, masks, first, last)))
    pair_at = {span[0]: number for number, span in enumerate(ranges)}
    return Scene(tokens, low, pairs, ranges, clausal, tuple(units), pair_at)


def _with_names(analysis: Analysis, names: tuple[Name, ...]) -> tuple[Token, ...]:
    """The tokens, those of names as proper nouns; so is a "verb" with a capital in mid-sentence."""
    tokens = list(analysis.tokens)
    begins = [token.begin for token in tokens]
    for name in names:
        for i in range(bisect_left(begins, name.span[0]), bisect_left(begins, name.span[1])):
            if tokens[i].pos not in ("PUNCT", "NOUN", "PROPN", "DET", "ADP"):
                tokens[i] = msgspec.structs.replace(tokens[i], pos="PROPN", morph=Morph())
    for sentence in analysis.sentences:
        for i in range(sentence.first + 1, sentence.last):
            token = tokens[i]
            if (
                token.pos in ("VERB", "AUX")
                and token.text[0].isupper()
                and tokens[i - 1].pos != "PUNCT"
            ):
                tokens[i] = msgspec.structs.replace(token, pos="PROPN", morph=Morph())
    return tuple(tokens)


def _token_ranges(tokens: Sequence[Token], pairs: tuple[QuotePair, ...]) -> tuple[Span, ...]:
    """The tokens of each pair with its marks; a pair that lacks one is cut at a long sentence."""
    begins = [token.begin for token in tokens]
    ends = [token.end for token in tokens]
    ranges = []
    for pair in pairs:
        begin, end = pair.outer
        first, last = bisect_right(ends, begin), bisect_left(begins, end)
        ranges.append((first, last if pair.complete else min(last, first + MAX_SENTENCE)))
    return tuple(ranges)


def _is_clausal(tokens: Sequence[Token], pair: QuotePair, span: Span, ends: frozenset[int]) -> bool:
    """Whether a pair holds a whole clause: it ends like a sentence, or begins and has a verb."""
    first, last = span
    begin, end = inner_range(pair, span)
    inside = tokens[begin:end]
    if len(inside) < 2:
        return False
    finite = any(is_finite(token) for token in inside)
    if inside[-1].text in FINAL or any(i in ends for i in range(begin, end)):
        return finite or len(inside) > 3
    if not finite:
        return False
    opens = first == 0 or first in ends or tokens[first - 1].text in (":", ",")
    comma_after = last < len(tokens) and tokens[last].text == ","
    upper = inside[0].text[:1].isupper()
    return comma_after and len(inside) > 2 if not upper else opens or comma_after


def inner_range(pair: QuotePair, span: Span) -> Span:
    """The tokens between the marks of a pair, one of which may be missing."""
    first, last = span
    opened, closed = pair.open[0] < pair.open[1], pair.close[0] < pair.close[1]
    return (first + opened, max(first + opened, last - closed))


def _masks(ranges: tuple[Span, ...], clausal: tuple[bool, ...]) -> dict[int, tuple[int, int]]:
    """First token of every outermost clausal pair: its number and its end."""
    masks: dict[int, tuple[int, int]] = {}
    reached = 0
    for number, ((first, last), holds) in enumerate(zip(ranges, clausal, strict=True)):
        if holds and first >= reached:
            masks[first] = (number, last)
            reached = last
    return masks


def _unit_ranges(
    analysis: Analysis, masks: dict[int, tuple[int, int]]
) -> list[tuple[int, int, int]]:
    units: list[tuple[int, int, int]] = []
    reached = 0
    for sentence in analysis.sentences:
        first, _, block = units[-1] if units else (0, 0, 0)
        if units and sentence.first < reached and sentence.last - first < MAX_JOINED:
            units[-1] = (first, sentence.last, block)
        else:
            for begin in range(sentence.first, sentence.last, MAX_SENTENCE):
                end = min(begin + MAX_SENTENCE, sentence.last)
                units.append((begin, end, sentence.block))
        for i in range(sentence.first, sentence.last):
            if i in masks:
                reached = max(reached, masks[i][1])
    return units
