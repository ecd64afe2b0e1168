"""The name tagger: a linear-chain conditional random field, decoded with numpy.

Weights belong to attributes of single words at an offset, so the scores of a word
form are summed once for all five offsets and reused at each of its occurrences
(Lafferty et al. 2001 for the model; trained in ``lautwem.training.names``).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType

import numpy as np

from lautwem.errors import MissingModel
from lautwem.model import Analysis, Frozen
from lautwem.reading.names.attributes import (
    EDGE,
    OFFSETS,
    Gazetteer,
    attributes,
    combinations,
    gazetteer,
    word_class,
)

FORMAT = 1
_FORBIDDEN = -1e4


class Tagger(Frozen):
    """Weights ``[attribute, offset * label]``, ``transitions`` ``[label, label]``."""

    rows: Mapping[str, int]
    weights: np.ndarray
    transitions: np.ndarray
    labels: tuple[str, ...]
    corpus: Mapping[str, tuple[str, ...]]
    names: Gazetteer

    def tag(self, analysis: Analysis) -> list[str]:
        """One label a token: ``O``, or B, I, E, S with PER, LOC, ORG, OTH."""
        if not analysis.tokens:
            return []
        return self._decode(self._scores(analysis), analysis)

    def _scores(self, analysis: Analysis) -> np.ndarray:
        """Scores ``[token, label]`` of all tokens, without transitions."""
        kinds = {(EDGE, EDGE): 0}
        forms = [kinds.setdefault((token.text, token.pos), len(kinds)) for token in analysis.tokens]
        padded: list[int] = [0, 0]
        places: list[int] = []
        for sentence in analysis.sentences:
            places += range(len(padded), len(padded) + sentence.last - sentence.first)
            padded += forms[sentence.first : sentence.last]
            padded += (0, 0)
        table = self._form_scores(list(kinds))
        ids, at = np.array(padded), np.array(places)
        scores = sum(table[ids[at + offset], place] for place, offset in enumerate(OFFSETS))
        classes = [EDGE] + [word_class(word, pos, self.names) for word, pos in list(kinds)[1:]]
        own = OFFSETS.index(0) * len(self.labels)
        pairs = self.weights[:, own : own + len(self.labels)]
        return scores + self._combined(padded, places, classes, pairs)

    def _combined(
        self, padded: list[int], places: list[int], classes: list[str], weights: np.ndarray
    ) -> np.ndarray:
        rows = self.rows
        missing = len(weights) - 1  # the last row is all zero
        known = {}
        out = []
        for at in places:
            window = tuple(padded[at - 2 : at + 3])
            found = known.get(window)
            if found is None:
                keys = combinations(tuple(classes[form] for form in window))
                found = known[window] = [rows.get(key, missing) for key in keys]
            out.append(found)
        return weights[np.array(out)].sum(axis=1)

    def _form_scores(self, kinds: Sequence[tuple[str, str]]) -> np.ndarray:
        """Scores ``[word form, offset, label]``."""
        rows = self.rows
        flat: list[int] = []
        begins: list[int] = []
        for word, pos in kinds:
            begins.append(len(flat))
            found = [EDGE] if word == EDGE else attributes(word, pos, self.names, self.corpus)
            flat += [rows[key] for key in found if key in rows] or [len(self.weights) - 1]
        summed = np.add.reduceat(self.weights[flat], begins, axis=0)
        return summed.reshape(len(kinds), len(OFFSETS), len(self.labels))

    def _decode(self, scores: np.ndarray, analysis: Analysis) -> list[str]:
        """Viterbi over all sentences at once, longest first."""
        spans = sorted(((s.last - s.first, s.first) for s in analysis.sentences), reverse=True)
        lengths = np.array([length for length, _ in spans])
        starts = np.array([first for _, first in spans])
        best = scores[starts]
        back = np.zeros(scores.shape, dtype=np.uint8)
        ends = []
        for step in range(1, int(lengths[0])):
            active = int((lengths > step).sum())
            paths = best[:active, :, None] + self.transitions
            rows = starts[:active] + step
            back[rows] = paths.argmax(axis=1)
            ends.append(best[active:])
            best = paths.max(axis=1) + scores[rows]
        ends.append(best)
        last = np.concatenate(ends[::-1]).argmax(axis=1)
        labels = np.zeros(len(scores), dtype=np.uint8)
        for (length, first), label in zip(spans, last, strict=True):
            for at in range(first + length - 1, first - 1, -1):
                labels[at] = label
                label = back[at, label]
        return [self.labels[label] for label in labels]


def legal(before: str, after: str) -> bool:
    """Whether label ``after`` may follow ``before`` in the scheme B, I, E, S, O."""
    opens = before[0] in "BI"
    if opens:
        return after[0] in "IE" and after[1:] == before[1:]
    return after[0] in "BSO"


@cache
def tagger() -> Tagger:
    """The packaged tagger. Raises ``MissingModel`` where its weights are not there."""
    source = files("lautwem").joinpath("models/de/names.npz")
    if not source.is_file():
        raise MissingModel("The weights of the name tagger are missing.", "Reinstall lautwem.")
    return read_tagger(source.read_bytes())


def read_tagger(data: bytes) -> Tagger:
    """The tagger written by ``lautwem.training.names``. Raises ``MissingModel``."""
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        if int(stored["format"]) != FORMAT:
            raise MissingModel("The weights of the name tagger do not fit.", "Train again.")
        keys = stored["attributes"].tobytes().decode().split("\n")
        labels = tuple(stored["labels"].tobytes().decode().split("\n"))
        weights = np.zeros((len(keys) + 1, len(OFFSETS) * len(labels)), dtype=np.float32)
        weights[stored["at_row"], stored["at_column"]] = stored["value"]
        transitions = stored["transitions"].astype(np.float32)
        corpus = {}
        for line in stored["corpus"].tobytes().decode().split("\n"):
            word, *known = line.split(" ")
            corpus[word] = tuple(known)
    for row, before in enumerate(labels):
        for column, after in enumerate(labels):
            if not legal(before, after):
                transitions[row, column] = _FORBIDDEN
    rows = MappingProxyType({key: row for row, key in enumerate(keys)})
    return Tagger(rows, weights, transitions, labels, MappingProxyType(corpus), gazetteer())
