"""The name tagger: a linear-chain conditional random field, decoded with numpy.

Weights belong to attributes of single words at an offset, so the scores of a word
form are summed once for all five offsets and used again wherever it occurs
(Lafferty et al. 2001 for the model; trained in ``lautwem.training.names``).
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType

import numpy as np

from lautwem.errors import MissingModel
from lautwem.model import Analysis, Frozen
from lautwem.reading.names.attributes import EDGE, OFFSETS, gazetteer
from lautwem.reading.names.form_scores import FormScores

FORMAT = 1
_FORBIDDEN = -1e4


class Tagger(Frozen):
    """Weights ``[attribute, offset * label]``, ``transitions`` ``[label, label]``."""

    forms: FormScores
    weights: np.ndarray
    transitions: np.ndarray
    labels: tuple[str, ...]
    corpus: Mapping[str, tuple[str, ...]]

    def tag(self, analysis: Analysis) -> list[str]:
        """One label a token: ``O``, or B, I, E, S with PER, LOC, ORG, OTH."""
        if not analysis.tokens:
            return []
        return best_labels(self.scores(analysis), self.transitions, self.labels, analysis)

    def scores(self, analysis: Analysis) -> np.ndarray:
        """Scores ``[token, label]`` of all tokens, without transitions."""
        forms = [(token.text, token.pos) for token in analysis.tokens]
        padded = [(EDGE, EDGE)] * 2
        places: list[int] = []
        for sentence in analysis.sentences:
            places += range(len(padded), len(padded) + sentence.last - sentence.first)
            padded += forms[sentence.first : sentence.last]
            padded += [(EDGE, EDGE)] * 2
        table, classes = self.forms.of(padded)
        at, size = np.array(places), len(self.labels)
        scores = sum(
            table[at + offset, place * size : (place + 1) * size]
            for place, offset in enumerate(OFFSETS)
        )
        own = OFFSETS.index(0) * size
        combined = self.weights[:, own : own + size][self.forms.combined(classes, at)]
        return scores + combined.sum(axis=1)


def best_labels(
    scores: np.ndarray, moves: np.ndarray, labels: tuple[str, ...], analysis: Analysis
) -> list[str]:
    """The best legal way through ``scores`` [token, label]; Viterbi, all sentences at once.

    ``moves`` [label, label] is added where one label follows another.
    """
    spans = sorted(((s.last - s.first, s.first) for s in analysis.sentences), reverse=True)
    lengths = np.array([length for length, _ in spans])
    starts = np.array([first for _, first in spans])
    longer = len(spans) - np.searchsorted(lengths[::-1], np.arange(lengths[0]), side="right")
    steps = [(starts[:active] + step) for step, active in enumerate(longer.tolist())][1:]
    best = scores.copy()
    ends = starts + lengths - 1
    best[np.ix_(starts, [at for at, one in enumerate(labels) if not legal("O", one)])] += _FORBIDDEN
    best[np.ix_(ends, [at for at, one in enumerate(labels) if not legal(one, "O")])] += _FORBIDDEN
    for here in steps:
        best[here] += (best[here - 1][:, :, None] + moves).max(axis=1)
    ways = np.zeros(len(scores), np.int64)
    ways[ends] = best[ends].argmax(axis=1)
    into = moves.T
    for here in reversed(steps):  # which way was best is asked along the best path alone
        ways[here - 1] = (best[here - 1] + into[ways[here]]).argmax(axis=1)
    return [labels[way] for way in ways.tolist()]


def transitions(labels: tuple[str, ...]) -> np.ndarray:
    """What it costs that one label follows another: nothing, or all where it is not legal."""
    return np.array(
        [[0.0 if legal(a, b) else _FORBIDDEN for b in labels] for a in labels], np.float32
    )


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
        moves = stored["transitions"].astype(np.float32)
        corpus = {}
        for line in stored["corpus"].tobytes().decode().split("\n"):
            word, *known = line.split(" ")
            corpus[word] = tuple(known)
    moves = np.where(transitions(labels) < 0, np.float32(_FORBIDDEN), moves)
    rows = {key: row for row, key in enumerate(keys)}
    forms = FormScores(rows, weights, corpus, gazetteer())
    return Tagger(forms, weights, moves, labels, MappingProxyType(corpus))
