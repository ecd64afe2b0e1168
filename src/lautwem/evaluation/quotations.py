"""The quotation score of Petersen-Frey & Biemann 2024 (arXiv 2404.16764).

Per document, predicted and gold quotations are paired one to one so that the sum of the
quote-token F1 of the pairs is largest; a pair of equal type gets 0.01 more, one of equal
medium 0.001 more, only where tokens overlap. What shares no token stays unpaired: it is
compared with nothing. For every pair and everything unpaired, and every part (quote,
speaker, cue, frame, addressee), precision is the share of predicted tokens that are gold,
recall the share of gold tokens that are predicted. A part with no predicted tokens has no
precision, one with no gold tokens no recall. A score is the mean of all precisions there
are, the mean of all recalls there are, and F1 of the two means.

Predictions come from raw text: they are aligned with the tokens of the data set by
characters. All numbers are shares between 0 and 1.
"""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from lautwem.errors import BadArguments
from lautwem.evaluation.annotations import (
    PARTS,
    TYPES,
    GoldDocument,
    GoldQuotation,
    load_quotations,
)
from lautwem.evaluation.assignment import best_pairs
from lautwem.model import Frozen, Part, Quotation, Span

__all__ = [
    "GoldDocument",
    "GoldQuotation",
    "Interval",
    "Score",
    "Scores",
    "TypeScores",
    "bootstrap",
    "load_quotations",
    "score",
    "table",
]

TYPE_BONUS = 0.01
MEDIUM_BONUS = 0.001

# What is summed up per document and type: for every part the sum and the number of its
# precisions and recalls, then counts for the micro-averaged and overlap-based measures.
_SUMS = 4 * len(PARTS)
_PREDICTED, _GOLD, _TYPE_RIGHT, _MEDIUM_RIGHT, _TYPED_OVERLAP, _ANY_OVERLAP = range(
    _SUMS, _SUMS + 6
)
_COLUMNS = _SUMS + 6


class Score(Frozen):
    """Precision and recall, each a share; 0 where there was nothing to measure."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class TypeScores(Frozen):
    """The scores of one type of quotation.

    Precision looks at the predictions of the type, whatever they were paired with, recall
    at the gold quotations of the type. ``typed_overlap`` is the share of gold quotations
    that share a token with a prediction of their type, ``any_overlap`` with any prediction.
    """

    gold: int
    predicted: int
    quote: Score
    roles: Score
    joint: Score
    speaker: Score
    cue: Score
    frame: Score
    addressee: Score
    type: Score
    medium: Score
    typed_overlap: float
    any_overlap: float


class Scores(Frozen):
    """The scores over all types, and ``by_type`` in the order of the types."""

    documents: int
    all: TypeScores
    by_type: tuple[tuple[str, TypeScores], ...]


class Interval(Frozen):
    """A percentile interval from resampled documents, with the value it is about."""

    value: float
    low: float
    high: float


def score(gold: Sequence[GoldDocument], predicted: Sequence[Sequence[Quotation]]) -> Scores:
    """Score the predictions of each document, given in the order of the documents."""
    tallies = _tallies(gold, predicted)
    return _scores(tallies.sum(axis=0), len(gold))


def bootstrap(
    gold: Sequence[GoldDocument],
    predicted: Sequence[Sequence[Quotation]],
    measure: str = "joint",
    samples: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> Interval:
    """Percentile bootstrap over documents of the F1 of a measure (``quote``, ``joint``, ..).

    The same seed gives the same interval.
    """
    tallies = _tallies(gold, predicted)
    if not len(tallies):
        return Interval(0.0, 0.0, 0.0)
    random = np.random.default_rng(seed)
    draws = random.integers(0, len(tallies), size=(samples, len(tallies)))
    values = [getattr(_type_scores(tallies[d].sum(axis=(0, 1))), measure).f1 for d in draws]
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    value = getattr(_type_scores(tallies.sum(axis=(0, 1))), measure).f1
    return Interval(value, float(low), float(high))


def table(scores: Scores) -> str:
    """The scores as a table in plain text, in percent."""
    head = f"{'':24}{'gold':>6}{'pred':>6}"
    head += "".join(
        f"{name:>8}"
        for name in ("quote", "roles", "joint", "speaker", "cue", "frame", "addr", "type")
    )
    lines = [head + f"{'overlap':>9}{'any':>7}"]
    for name, row in (("all", scores.all), *scores.by_type):
        measures = (row.quote, row.roles, row.joint, row.speaker, row.cue, row.frame)
        values = "".join(f"{100 * m.f1:8.1f}" for m in (*measures, row.addressee, row.type))
        overlap = f"{100 * row.typed_overlap:9.1f}{100 * row.any_overlap:7.1f}"
        lines.append(f"{name:24}{row.gold:6}{row.predicted:6}{values}{overlap}")
    for name in ("quote", "roles", "joint"):
        measure = getattr(scores.all, name)
        lines.append(
            f"{name}: precision {100 * measure.precision:.1f}, recall {100 * measure.recall:.1f}, "
            f"F1 {100 * measure.f1:.1f}"
        )
    return "\n".join(lines)


def tokens_covered(part: Part | None, tokens: Sequence[Span]) -> frozenset[int]:
    """The ids of the tokens that a part covers: over half of their characters lie in it."""
    if part is None:
        return frozenset()
    covered: dict[int, int] = {}
    for begin, end in _merged(part.spans):
        i = max(0, bisect_right(tokens, (begin, begin)) - 1)
        while i < len(tokens) and tokens[i][0] < end:
            common = min(end, tokens[i][1]) - max(begin, tokens[i][0])
            if common > 0:
                covered[i] = covered.get(i, 0) + common
            i += 1
    return frozenset(i for i, n in covered.items() if 2 * n > tokens[i][1] - tokens[i][0])


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _tallies(gold: Sequence[GoldDocument], predicted: Sequence[Sequence[Quotation]]) -> np.ndarray:
    """Sums per document and type, an array of documents × types × columns."""
    if len(gold) != len(predicted):
        raise BadArguments(f"{len(gold)} documents, but predictions for {len(predicted)}.")
    tallies = np.zeros((len(gold), len(TYPES), _COLUMNS))
    for tally, document, quotations in zip(tallies, gold, predicted, strict=True):
        _tally(tally, document, quotations)
    return tallies


def _tally(tally: np.ndarray, document: GoldDocument, quotations: Sequence[Quotation]) -> None:
    gold = [[frozenset(getattr(q, part)) for part in PARTS] for q in document.quotations]
    found = [
        [tokens_covered(getattr(q, part), document.tokens) for part in PARTS] for q in quotations
    ]
    weights = [
        [
            _weight(g, f, gold_parts[0], found_parts[0])
            for f, found_parts in zip(quotations, found, strict=True)
        ]
        for g, gold_parts in zip(document.quotations, gold, strict=True)
    ]
    pairs = dict(best_pairs(weights))
    nothing: list[frozenset[int]] = [frozenset()] * len(PARTS)
    unpaired = set(range(len(quotations))) - set(pairs.values())
    for g, quotation in enumerate(document.quotations):
        row = tally[TYPES.index(quotation.type)]
        row[_GOLD] += 1
        overlapping = [quotations[f].type for f, weight in enumerate(weights[g]) if weight > 0]
        row[_ANY_OVERLAP] += bool(overlapping)
        row[_TYPED_OVERLAP] += quotation.type in overlapping
        f = pairs.get(g)
        _add_shares(row, 2, gold[g], nothing if f is None else found[f])
        if f is None:
            continue
        row[_TYPE_RIGHT] += quotation.type == quotations[f].type
        row[_MEDIUM_RIGHT] += quotation.medium == quotations[f].medium
        _add_shares(tally[TYPES.index(quotations[f].type)], 0, found[f], gold[g])
    for f, quotation in enumerate(quotations):
        row = tally[TYPES.index(quotation.type)]
        row[_PREDICTED] += 1
        if f in unpaired:
            _add_shares(row, 0, found[f], nothing)


def _weight(
    gold: GoldQuotation, found: Quotation, right: frozenset[int], predicted: frozenset[int]
) -> float:
    common = len(right & predicted)
    if not common:
        return 0.0
    f1 = 2 * common / (len(right) + len(predicted))
    return (
        f1 + TYPE_BONUS * (gold.type == found.type) + MEDIUM_BONUS * (gold.medium == found.medium)
    )


def _add_shares(
    row: np.ndarray, column: int, parts: list[frozenset[int]], others: list[frozenset[int]]
) -> None:
    """Add the share of each part that its counterpart covers (column 0 precision, 2 recall)."""
    for i, (part, other) in enumerate(zip(parts, others, strict=True)):
        if part:
            row[4 * i + column] += len(part & other) / len(part)
            row[4 * i + column + 1] += 1


def _scores(tally: np.ndarray, documents: int) -> Scores:
    by_type = tuple((name, _type_scores(tally[i])) for i, name in enumerate(TYPES))
    return Scores(documents, _type_scores(tally.sum(axis=0)), by_type)


def _type_scores(row: np.ndarray) -> TypeScores:
    def of(*parts: str) -> Score:
        sums = sum(row[4 * i : 4 * i + 4] for i in (PARTS.index(part) for part in parts))
        return Score(_share(sums[0], sums[1]), _share(sums[2], sums[3]))

    def micro(right: int) -> Score:
        return Score(_share(row[right], row[_PREDICTED]), _share(row[right], row[_GOLD]))

    return TypeScores(
        gold=int(row[_GOLD]),
        predicted=int(row[_PREDICTED]),
        quote=of("quote"),
        roles=of(*PARTS[1:]),
        joint=of(*PARTS),
        speaker=of("speaker"),
        cue=of("cue"),
        frame=of("frame"),
        addressee=of("addressee"),
        type=micro(_TYPE_RIGHT),
        medium=micro(_MEDIUM_RIGHT),
        typed_overlap=_share(row[_TYPED_OVERLAP], row[_GOLD]),
        any_overlap=_share(row[_ANY_OVERLAP], row[_GOLD]),
    )


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0
