"""What the weights of the name tagger make of word forms and of neighbouring classes.

Both depend on a word or two alone and come again and again, so they are kept.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from lautwem.reading.names.attributes import (
    EDGE,
    Gazetteer,
    attributes,
    pair_combinations,
    triple_combinations,
    word_class,
)

Form = tuple[str, str]
"""A word and its part of speech; ``(EDGE, EDGE)`` stands before and after a sentence."""

_KEPT_FORMS = 20_000  # forms kept before starting afresh: 7 MB
_KEPT_COMBINATIONS = 50_000


class FormScores:
    """Form → scores by itself and coarse class; classes → rows of their combinations.

    ``weights`` are ``[attribute, offset * label]``, their last row all zero: it stands for
    every attribute without ``rows``. What was computed is kept within a bound.
    """

    def __init__(
        self,
        rows: Mapping[str, int],
        weights: np.ndarray,
        corpus: Mapping[str, tuple[str, ...]],
        names: Gazetteer,
    ) -> None:
        self._rows = rows
        self._missing = len(weights) - 1
        self._weights = weights
        self._corpus = corpus
        self._names = names
        self._table = np.zeros((_KEPT_FORMS, weights.shape[1]), np.float32)
        self._kept: dict[Form, tuple[int, str]] = {}
        self._pair = lru_cache(_KEPT_COMBINATIONS)(self._pair_rows)
        self._triple = lru_cache(_KEPT_COMBINATIONS)(self._triple_rows)

    def of(self, forms: Sequence[Form]) -> tuple[np.ndarray, tuple[str, ...]]:
        """Scores [forms, offset * label], and the class of each form."""
        kept = self._kept
        new = [form for form in dict.fromkeys(forms) if form not in kept]
        if len(kept) + len(new) > len(self._table):
            kept.clear()
            new = list(dict.fromkeys(forms))
            if len(new) > len(self._table):
                self._table = np.zeros((len(new), self._table.shape[1]), np.float32)
        if new:
            first = len(kept)
            self._table[first : first + len(new)] = self._summed(new)
            for row, form in enumerate(new, first):
                kept[form] = row, self._class(form)
        places, classes = zip(*[kept[form] for form in forms], strict=True)
        return self._table[list(places)], classes

    def combined(self, classes: Sequence[str], places: np.ndarray) -> np.ndarray:
        """Rows of the weights for the combinations of the classes at ``places``, [places, 4]."""
        after, third = classes[1:], classes[2:]
        pairs = np.array([self._pair(*two) for two in zip(classes, after, strict=False)])
        triples = np.array(
            [self._triple(*three) for three in zip(classes, after, third, strict=False)]
        )
        columns = (
            pairs[places - 1, 0], pairs[places, 1], triples[places - 1, 0], triples[places - 2, 1]
        )  # fmt: skip
        return np.stack(columns, axis=1)

    def _summed(self, forms: Sequence[Form]) -> np.ndarray:
        rows = self._rows
        flat: list[int] = []
        begins: list[int] = []
        for word, pos in forms:
            begins.append(len(flat))
            found = [EDGE] if word == EDGE else attributes(word, pos, self._names, self._corpus)
            flat += [rows[key] for key in found if key in rows] or [self._missing]
        return np.add.reduceat(self._weights[flat], begins, axis=0)

    def _class(self, form: Form) -> str:
        return EDGE if form[0] == EDGE else word_class(*form, self._names)

    def _pair_rows(self, first: str, second: str) -> list[int]:
        return [self._rows.get(key, self._missing) for key in pair_combinations(first, second)]

    def _triple_rows(self, first: str, second: str, third: str) -> list[int]:
        keys = triple_combinations(first, second, third)
        return [self._rows.get(key, self._missing) for key in keys]
