"""Thresholds and calibrated confidence, taken on articles a network has not seen."""

from collections.abc import Sequence

import msgspec
import numpy as np

from lautwem.evaluation.annotations import PARTS, TYPES, GoldDocument
from lautwem.evaluation.quotations import score
from lautwem.model import Analysis, Frozen, Quotation
from lautwem.reading.quotes.learned.decode import Candidate, choose, quotation
from lautwem.reading.quotes.learned.features import Seen
from lautwem.reading.quotes.learned.network import interpolated

LEVELS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45)
PART_LEVELS = (0.2, 0.3, 0.4, 0.5, 0.6)
RIGHT = 0.5
"""A find is right for calibration where its quote has this F1 with a gold one of its type."""
BINS = 8


class Judged(Frozen):
    """One document with its gold and everything the network proposes for it."""

    gold: GoldDocument
    analysis: Analysis
    seen: Seen
    found: tuple[Candidate, ...]


class Thresholds(Frozen):
    """Least probability of an anchor, one a type, and of a token, one a part."""

    types: tuple[float, ...] = (0.3,) * len(TYPES)
    parts: tuple[float, ...] = (0.4,) * len(PARTS)


def predictions(documents: Sequence[Judged], limits: Thresholds) -> list[list[Quotation]]:
    """What is kept in each document, with the raw score as confidence."""
    return [
        [
            quotation(d.analysis, find, find.candidate.probability)
            for find in choose(d.seen, d.found, limits.types, limits.parts)
        ]
        for d in documents
    ]


def tune(documents: Sequence[Judged]) -> Thresholds:
    """The thresholds with the best joint F1, one after the other."""
    best = Thresholds()
    value = _joint(documents, best)
    for field, levels in (("types", LEVELS), ("parts", PART_LEVELS)):
        for at in range(5):
            for level in levels:
                changed = list(getattr(best, field))
                changed[at] = level
                tried = msgspec.structs.replace(best, **{field: tuple(changed)})
                if (new := _joint(documents, tried)) > value:
                    best, value = tried, new
    return best


def _joint(documents: Sequence[Judged], limits: Thresholds) -> float:
    return score([d.gold for d in documents], predictions(documents, limits)).all.joint.f1


def calibration(
    documents: Sequence[Judged], limits: Thresholds
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """For each type (score, share right) points, ascending in both.

    Bins of equal size, made monotone by pooling adjacent violators (isotonic regression,
    Zadrozny & Elkan 2002, "Transforming classifier scores into accurate probabilities").
    """
    judged: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in TYPES}
    for document, found in zip(documents, predictions(documents, limits), strict=True):
        for one in found:
            judged[one.type].append((one.confidence, _right(document.gold, one)))
    return tuple(_points(sorted(judged[kind])) for kind in TYPES)


def _right(document: GoldDocument, found: Quotation) -> bool:
    covered = _covered(document, found)
    return any(
        2 * len(covered & set(gold.quote)) >= RIGHT * (len(covered) + len(gold.quote))
        for gold in document.quotations
        if gold.type == found.type
    )


def _covered(document: GoldDocument, found: Quotation) -> set[int]:
    return {
        at
        for at, (begin, end) in enumerate(document.tokens)
        if any(begin < last and first < end for first, last in found.quote.spans)
    }


def _points(judged: Sequence[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    if not judged:
        return ((0.0, 0.5), (1.0, 0.5))
    pools: list[list[float]] = []  # [sum of scores, number right, number]
    for chunk in np.array_split(np.array(judged, float), min(BINS, len(judged))):
        pools.append([chunk[:, 0].sum(), chunk[:, 1].sum() + 0.5, len(chunk) + 1.0])
        pools[-1][0] += chunk[:, 0].mean()
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    return tuple((round(float(s / n), 4), round(float(r / n), 4)) for s, r, n in pools)


class Reliability(Frozen):
    """How far confidence can be believed: ``bins`` are (mean confidence, share right, number).

    ``error`` is the expected calibration error (Guo et al. 2017, arXiv 1706.04599): the mean
    distance of confidence and share right over ten bins, weighted by number.
    """

    error: float
    bins: tuple[tuple[float, float, int], ...]


def reliability(parts: Sequence[Sequence[Judged]], limits: Thresholds) -> Reliability:
    """Measured on each part with the calibration of the others."""
    rows: list[tuple[float, bool]] = []
    for at, part in enumerate(parts):
        others = [document for other, some in enumerate(parts) if other != at for document in some]
        points = dict(zip(TYPES, calibration(others, limits), strict=True))
        for document, found in zip(part, predictions(part, limits), strict=True):
            rows += [
                (interpolated(points[one.type], one.confidence), _right(document.gold, one))
                for one in found
            ]
    table = np.array(rows, float)
    place = np.minimum((table[:, 0] * 10).astype(int), 9)
    bins = tuple(
        (
            round(float(table[place == b, 0].mean()), 4),
            round(float(table[place == b, 1].mean()), 4),
            int((place == b).sum()),
        )
        for b in range(10)
        if (place == b).any()
    )
    error = sum(abs(sure - right) * number for sure, right, number in bins) / len(table)
    return Reliability(round(error, 4), bins)
