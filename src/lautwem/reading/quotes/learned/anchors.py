"""Anchors: the one token that stands for a quotation.

Of direct speech it is the opening mark, of indirect speech the word of saying, of reported
speech the first verb (its word of saying lies within the quotation), else the first word.
"""

from collections.abc import Sequence
from typing import get_args

import numpy as np

from lautwem.model import Analysis, Medium, Quotation, Span, StatementType

TYPES: tuple[StatementType, ...] = get_args(StatementType)
MEDIA: tuple[Medium, ...] = get_args(Medium)
PARTS = ("quote", "speaker", "cue", "frame", "addressee")
DIRECT = TYPES.index("direct")


def anchor(analysis: Analysis, kind: str, quote: Sequence[int], cue: Sequence[int]) -> int:
    """The token that stands for a quotation with these tokens; ``quote`` is not empty."""
    if kind == "indirect" and len(cue):
        for wanted in ("VERB", "NOUN", "ADP", "AUX"):
            found = [int(at) for at in cue if analysis.tokens[at].pos == wanted]
            if found:
                return found[-1] if wanted == "VERB" else found[0]
        return int(cue[0])
    if kind == "reported":
        return next((int(at) for at in quote if analysis.tokens[at].pos == "VERB"), int(quote[0]))
    return int(quote[0])


def anchored(
    analysis: Analysis, quotations: Sequence[Quotation]
) -> dict[tuple[int, int], tuple[np.ndarray, ...]]:
    """The token numbers of each part of each quotation, by anchor and number of the type."""
    begins = np.array([token.begin for token in analysis.tokens])
    ends = np.array([token.end for token in analysis.tokens])
    out = {}
    for one in quotations:
        spans = [part.spans if (part := getattr(one, name)) else () for name in PARTS]
        parts = tuple(tokens_of(found, begins, ends) for found in spans)
        if len(parts[0]):
            at = anchor(analysis, one.type, parts[0], parts[PARTS.index("cue")])
            out[at, TYPES.index(one.type)] = parts
    return out


def tokens_of(spans: Sequence[Span], begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The ascending numbers of the tokens that share a character with the spans."""
    found = [
        np.arange(np.searchsorted(ends, begin, "right"), np.searchsorted(begins, end))
        for begin, end in spans
    ]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
