"""The tagger's network: word vectors, then convolutions over the neighbours.

As in spaCy's tok2vec (Honnibal 2016, "Embed, encode, attend, predict") a word's vector
is the sum of hashed features; residual convolutions of width three with growing
reach let it see its sentence. A word vector depends on the word alone and is kept,
so a word that comes again costs one look-up.
"""

from collections.abc import Sequence

import numpy as np

from lautwem.language.features import features
from lautwem.language.wordforms import WordForms

REACHES = (1, 1, 2, 4)
"""How far the neighbours of each convolution are away, in tokens."""

_GAP = max(REACHES)  # empty rows between sentences, so that none sees another
_CHUNK = 2048  # tokens computed at once: bounds memory on very long input
_KEPT_WORDS = 20_000  # word vectors kept before starting afresh: 8 MB


class WordVectors:
    """Word → vector, with the vectors of words seen before kept in a bounded store."""

    def __init__(self, table: np.ndarray, scales: np.ndarray, forms: WordForms) -> None:
        self._table = table  # int8 [ROWS, width]
        self._scales = scales  # float32 [ROWS]: what 1 in a row of the table stands for
        self._forms = forms
        self._kept = np.zeros((_KEPT_WORDS, table.shape[1]), np.float32)
        self._places: dict[str, int] = {}

    def of(self, words: Sequence[str]) -> np.ndarray:
        """The vectors of ``words`` (at most the number kept), float32 [len(words), width]."""
        places = self._places
        new = [word for word in dict.fromkeys(words) if word not in places]
        if len(places) + len(new) > _KEPT_WORDS:
            places.clear()
            new = list(dict.fromkeys(words))
        if new:
            first = len(places)
            rows = np.array([features(word, self._forms) for word in new])
            scaled = self._table[rows] * self._scales[rows][..., None]
            self._kept[first : first + len(new)] = scaled.sum(1)
            places.update(zip(new, range(first, first + len(new)), strict=True))
        return self._kept[[places[word] for word in words]]


class Network:
    """Scores of all tag values for every word of a text."""

    def __init__(
        self,
        vectors: WordVectors,
        layers: Sequence[tuple[np.ndarray, np.ndarray]],
        output: tuple[np.ndarray, np.ndarray],
    ) -> None:
        self._vectors = vectors
        self._layers = tuple(layers)  # (weights [3, width, width], bias [width]) a convolution
        self._output = output  # (weights [width, values], bias [values])

    def scores(self, words: Sequence[str], ends: Sequence[int]) -> np.ndarray:
        """Scores [len(words), values] for words in sentences that end at ``ends``."""
        weights, bias = self._output
        out = np.empty((len(words), len(bias)), np.float32)
        begin = first = 0
        pieces = _pieces(ends)
        for number, end in enumerate(pieces, 1):
            if number == len(pieces) or pieces[number] - begin > _CHUNK:
                lengths = np.diff([begin, *pieces[first:number]])
                out[begin:end] = self._encode(words[begin:end], lengths) @ weights
                begin, first = end, number
        return out + bias

    def _encode(self, words: Sequence[str], lengths: np.ndarray) -> np.ndarray:
        gaps = np.repeat(np.arange(1, len(lengths) + 1) * _GAP, lengths)
        at = np.arange(len(words)) + gaps
        state = np.zeros(
            (len(words) + (len(lengths) + 1) * _GAP, self._layers[0][1].size), np.float32
        )
        state[at] = self._vectors.of(words)
        filled = np.zeros((len(state), 1), np.float32)
        filled[at] = 1
        inner = slice(_GAP, len(state) - _GAP)
        for reach, ((left, centre, right), bias) in zip(REACHES, self._layers, strict=True):
            update = state[inner] @ centre
            update += state[_GAP - reach : len(state) - _GAP - reach] @ left
            update += state[_GAP + reach : len(state) - _GAP + reach] @ right
            update += bias
            np.maximum(update, 0, out=update)
            update *= filled[inner]
            state[inner] += update
        return state[at]


def _pieces(ends: Sequence[int]) -> list[int]:
    """Ends of sentences, with sentences longer than a chunk cut."""
    out: list[int] = []
    begin = 0
    for end in ends:
        out += range(begin + _CHUNK, end, _CHUNK)
        out.append(end)
        begin = end
    return out
