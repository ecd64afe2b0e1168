"""What is counted while comparing, and the rates that follow: every measure in one form."""

from collections import defaultdict
from collections.abc import Iterable

from lautwem.model import Frozen


class Count(Frozen):
    """A contribution of one document to one measure.

    ``precise`` of ``predicted`` things are right, ``recalled`` of ``gold`` things were found;
    the two differ only where things are partly right (B³).
    """

    measure: str
    precise: float
    predicted: int
    recalled: float
    gold: int


class Rate(Frozen):
    """One measure over all documents: shares of 0 to 1, and how many things they rest on."""

    measure: str
    precision: float
    recall: float
    f1: float
    predicted: int
    gold: int


class Failure(Frozen):
    """One thing that was read wrong: where, its first words, what it is and what was read."""

    document: str
    measure: str
    words: str
    gold: str
    predicted: str


def found(measure: str, right: int, predicted: int, gold: int) -> Count:
    """Things looked for: ``right`` of those predicted are among those in the gold."""
    return Count(measure, right, predicted, right, gold)


def share(measure: str, right: int, of: int) -> Count:
    """Things given, each right or wrong: precision, recall and F1 are all the accuracy."""
    return Count(measure, right, of, right, of)


def rates(counts: Iterable[Count]) -> tuple[Rate, ...]:
    """The rates of all measures, in the order in which they first come."""
    by_measure: defaultdict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_measure[count.measure].append(count)
    return tuple(_rate(measure, some) for measure, some in by_measure.items())


def _rate(measure: str, counts: list[Count]) -> Rate:
    predicted = sum(count.predicted for count in counts)
    gold = sum(count.gold for count in counts)
    precision = sum(count.precise for count in counts) / predicted if predicted else 0.0
    recall = sum(count.recalled for count in counts) / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Rate(measure, precision, recall, f1, predicted, gold)
