"""The best one-to-one pairing of two small sets."""

from collections.abc import Sequence


def best_pairs(weights: Sequence[Sequence[float]]) -> tuple[tuple[int, int], ...]:
    """Pair rows with columns one to one so that the sum of the weights is largest.

    ``weights`` is a full matrix of numbers of zero or more; pairs of weight zero are left
    out. Exact, by the Hungarian method with potentials in O(rows² · columns) (Kuhn 1955,
    in the shortest-augmenting-path form of Jonker & Volgenant 1987).
    """
    if not weights or not weights[0]:
        return ()
    if len(weights) > len(weights[0]):
        turned = best_pairs(list(zip(*weights, strict=True)))
        return tuple(sorted((row, column) for column, row in turned))
    rows = len(weights)
    columns = len(weights[0])
    row_potential = [0.0] * (rows + 1)
    column_potential = [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)  # 1-based; 0 is "none", column 0 the entrance
    for row in range(1, rows + 1):
        row_of[0] = row
        _augment(weights, row_of, row_potential, column_potential)
    pairs = ((row_of[c] - 1, c - 1) for c in range(1, columns + 1) if row_of[c])
    return tuple(sorted(pair for pair in pairs if weights[pair[0]][pair[1]] > 0))


def _augment(
    weights: Sequence[Sequence[float]],
    row_of: list[int],
    row_potential: list[float],
    column_potential: list[float],
) -> None:
    """Give the row waiting at column 0 a column, along the shortest augmenting path."""
    columns = len(row_of) - 1
    slack = [float("inf")] * (columns + 1)
    before = [0] * (columns + 1)
    seen = [False] * (columns + 1)
    here = 0
    while row_of[here]:
        seen[here] = True
        row = row_of[here]
        step, nearest = float("inf"), 0
        for column in range(1, columns + 1):
            if seen[column]:
                continue
            cost = -weights[row - 1][column - 1] - row_potential[row] - column_potential[column]
            if cost < slack[column]:
                slack[column], before[column] = cost, here
            if slack[column] < step:
                step, nearest = slack[column], column
        for column in range(columns + 1):
            if seen[column]:
                row_potential[row_of[column]] += step
                column_potential[column] -= step
            else:
                slack[column] -= step
        here = nearest
    while here:
        row_of[here] = row_of[before[here]]
        here = before[here]
