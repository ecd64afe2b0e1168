"""Word vectors from all the German text at hand, by counting.

Positive pointwise mutual information of words and their neighbours, reduced by a truncated
singular value decomposition (Levy, Goldberg & Dagan 2015, TACL 3: 211-225: context
distribution smoothing 0.75, eigenvalues weighted by their root). Left and right neighbour
are told apart, farther words count less. Exact and reproducible; a minute on one core.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from lautwem.model import Frozen
from lautwem.reading.quotes.learned.features import folded

WIDTH = 64
LEAST = 2
"""Words seen less often are left to their endings and shapes."""
CONTEXTS = 12_000
_NEIGHBOURS = (
    (-1, 1.0, 0), (1, 1.0, 1), (-2, 0.6, 2), (2, 0.6, 2), (-3, 0.4, 2), (3, 0.4, 2),
    (-4, 0.3, 2), (4, 0.3, 2), (-5, 0.2, 2), (5, 0.2, 2),
)  # fmt: skip


class WordVectors(Frozen):
    """``words`` in falling frequency; ``vectors`` float32 [len(words) + 1, WIDTH].

    Row 0 is for unknown words; ``words[i]`` has row ``i + 1``.
    """

    words: tuple[str, ...]
    vectors: np.ndarray


def word_vectors(texts: Iterable[Sequence[str]]) -> WordVectors:
    """Vectors of the words of tokenised texts."""
    from scipy.sparse.linalg import svds

    corpus = [[folded(word) for word in text] for text in texts]
    counts = Counter(word for text in corpus for word in text)
    words = tuple(w for w, n in sorted(counts.items(), key=lambda i: (-i[1], i[0])) if n >= LEAST)
    information = _information(corpus, words)
    left, values, _ = svds(information, k=WIDTH, v0=np.ones(min(information.shape)))
    order = np.argsort(-values)
    vectors = left[:, order] * np.sqrt(values[order])
    vectors *= np.where(vectors.sum(0) < 0, -1, 1)  # the sign of an axis is arbitrary: fix it
    vectors *= 0.5 / vectors.std()
    return WordVectors(words, np.vstack([np.zeros((1, WIDTH)), vectors]).astype(np.float32))


def _information(corpus: Sequence[Sequence[str]], words: Sequence[str]):
    """Sparse [words, three kinds of context]."""
    from scipy import sparse

    place = {word: at for at, word in enumerate(words)}
    wide = min(CONTEXTS, len(words))
    rows, columns, weights = [], [], []
    for text in corpus:
        ids = np.array([place.get(word, -1) for word in text], np.int64)
        for step, weight, kind in _NEIGHBOURS:
            if len(ids) <= abs(step):
                continue
            here = ids[-step:] if step < 0 else ids[:-step]
            there = ids[:step] if step < 0 else ids[step:]
            keep = (here >= 0) & (there >= 0) & (there < wide)
            rows.append(here[keep])
            columns.append(there[keep] + kind * wide)
            weights.append(np.full(int(keep.sum()), weight))
    counts = sparse.coo_matrix(
        (np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))),
        shape=(len(words), 3 * wide),
    ).tocsr()
    total = np.asarray(counts.sum(1)).ravel()
    context = np.asarray(counts.sum(0)).ravel() ** 0.75
    context /= context.sum()
    found = counts.tocoo()
    value = np.log(found.data / (total[found.row] * context[found.col]))
    keep = value > 0
    return sparse.csr_matrix((value[keep], (found.row[keep], found.col[keep])), shape=counts.shape)
