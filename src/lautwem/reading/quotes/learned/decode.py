"""From the network's scores to quotations with places in the text."""

from collections.abc import Sequence

import numpy as np

from lautwem.model import Analysis, Because, Frozen, Part, Quotation, Span
from lautwem.reading.quotes.learned.anchors import MEDIA, TYPES
from lautwem.reading.quotes.learned.features import Seen
from lautwem.reading.quotes.learned.windows import Windows

QUOTE, SPEAKER, CUE, FRAME, ADDRESSEE = range(5)
QUOTE_HOLE, SPEAKER_HOLE = 6, 1
"""Tokens left out within a quotation that is no indirect one, and within a speaker, are
filled: in the training data 1,333 of 1,336 such quotations are of one piece. Scores stay (joint
F1 76.5 on three folds); quotations and speakers with holes, seen by eye, are gone."""
SAME = 0.5
"""Two finds of one type whose quotes share more than this (Jaccard) are one quotation."""


class Candidate(Frozen):
    """One possible quotation: anchor token, type, probability, scores of its window.

    ``parts`` is float32 [width, parts], probabilities of the tokens from ``first`` on.
    """

    anchor: int
    type: int
    probability: float
    medium: int
    first: int
    parts: np.ndarray


class Found(Frozen):
    """A quotation in tokens: the ascending token numbers of each part."""

    candidate: Candidate
    parts: tuple[tuple[int, ...], ...]


def candidates(
    anchors: Sequence[tuple[int, int, float]],
    around: Windows,
    parts: np.ndarray,
    media: np.ndarray,
) -> list[Candidate]:
    """Candidates from (anchor, type, probability), probabilities [anchors, width, parts]
    and [anchors, media]."""
    out = []
    for row, (anchor, kind, probability) in enumerate(anchors):
        size = int(around.inside[row].sum())
        out.append(
            Candidate(
                anchor, kind, probability, int(media[row].argmax()),
                int(around.index[row, 0]), parts[row, :size],
            )
        )  # fmt: skip
    return out


def choose(
    seen: Seen, found: Sequence[Candidate], thresholds: Sequence[float], parts: Sequence[float]
) -> list[Found]:
    """Those candidates that are likely enough, each quotation once, in text order.

    ``thresholds`` is the least probability a type, ``parts`` that of a token a part.
    """
    kept: list[Found] = []
    holders: dict[int, list[Found]] = {}  # by token of their quotes: few are alike
    for candidate in sorted(found, key=lambda c: -c.probability):
        if candidate.probability < thresholds[candidate.type]:
            continue
        roles = _roles(seen, candidate, parts)
        quote = set(roles[QUOTE])
        near = {id(other): other for token in quote for other in holders.get(token, ())}
        if quote and not any(_same(candidate, quote, other) for other in near.values()):
            kept.append(Found(candidate, roles))
            for token in quote:
                holders.setdefault(token, []).append(kept[-1])
    return sorted(kept, key=lambda f: (f.parts[QUOTE][0], f.candidate.anchor))


def _roles(seen: Seen, candidate: Candidate, least: Sequence[float]) -> tuple[tuple[int, ...], ...]:
    out = [
        tuple((np.flatnonzero(candidate.parts[:, part] > floor) + candidate.first).tolist())
        for part, floor in enumerate(least)
    ]
    partner = int(seen.partner[candidate.anchor])
    if TYPES[candidate.type] == "direct" and partner > candidate.anchor:
        out[QUOTE] = tuple(range(candidate.anchor, partner + 1))
    elif TYPES[candidate.type] != "indirect":
        out[QUOTE] = _one_piece(candidate, QUOTE, out[QUOTE], QUOTE_HOLE)
    out[SPEAKER] = _one_piece(candidate, SPEAKER, out[SPEAKER], SPEAKER_HOLE)
    return tuple(out)


def _one_piece(
    candidate: Candidate, part: int, tokens: tuple[int, ...], hole: int
) -> tuple[int, ...]:
    """The likeliest of the pieces of a part, after holes of up to ``hole`` tokens are filled."""
    pieces: list[tuple[int, int]] = []
    for token in tokens:
        if pieces and token - pieces[-1][1] <= hole:
            pieces[-1] = (pieces[-1][0], token + 1)
        else:
            pieces.append((token, token + 1))
    if not pieces:
        return ()
    weight = np.concatenate([[0.0], np.cumsum(candidate.parts[:, part])])
    first = candidate.first
    begin, end = max(pieces, key=lambda piece: weight[piece[1] - first] - weight[piece[0] - first])
    return tuple(range(begin, end))


def _same(candidate: Candidate, quote: set[int], other: Found) -> bool:
    if other.candidate.type != candidate.type:
        return False
    shared = len(quote.intersection(other.parts[QUOTE]))
    return shared > SAME * (len(quote) + len(other.parts[QUOTE]) - shared)


def quotation(analysis: Analysis, found: Found, confidence: float) -> Quotation:
    """The find as a quotation with places in the text."""
    parts = [Part(_spans(analysis, tokens)) if tokens else None for tokens in found.parts]
    token = analysis.tokens[found.candidate.anchor]
    kind = TYPES[found.candidate.type]
    return Quotation(
        type=kind,
        medium=MEDIA[found.candidate.medium],
        quote=parts[QUOTE],
        speaker=parts[SPEAKER],
        cue=parts[CUE],
        frame=parts[FRAME],
        addressee=parts[ADDRESSEE],
        confidence=confidence,
        because=(Because(f"network-{kind}", ((token.begin, token.end),)),),
    )


def _spans(analysis: Analysis, numbers: Sequence[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    previous = None
    for number in numbers:
        token = analysis.tokens[number]
        if previous is not None and number == previous + 1:
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.begin, token.end))
        previous = number
    return tuple(spans)
