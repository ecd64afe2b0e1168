"""The encoder at work, in onnxruntime on one core.

Lower layers of multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings",
arXiv 2402.05672), trained on with names and grammar (``lautwem.training.encoder``).
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
import onnxruntime

from lautwem.errors import MissingModel
from lautwem.model import Analysis, Frozen
from lautwem.reading.encoder.pieces import Pieces, read_pieces
from lautwem.reading.encoder.windows import windows

FILES = ("encoder.onnx", "encoder-pieces.txt", "encoder-names.txt")
BEGIN, END = 0, 2
"""Numbers of the pieces that stand before and after every window."""


class Encoded(Frozen):
    """What the encoder says of the tokens of one text.

    ``states`` is float32 [tokens, width], for other networks; ``names`` float32
    [tokens, labels], log-probabilities of ``labels`` up to a constant a token.
    """

    states: np.ndarray
    names: np.ndarray
    labels: tuple[str, ...]


class Encoder:
    """Encodes analysed texts."""

    def __init__(
        self, session: onnxruntime.InferenceSession, cut: Pieces, labels: tuple[str, ...]
    ) -> None:
        self._session = session
        self._cut = cut
        self._labels = labels

    def encode(self, analysis: Analysis) -> Encoded:
        """All tokens of a text; a token of several pieces has the mean of theirs."""
        found = []
        for window in windows(analysis, self._cut):
            pieces = np.array([[BEGIN, *window.pieces, END]], np.int64)
            inside = np.ones(pieces.shape, bool)
            arrays = self._session.run(None, {"pieces": pieces, "inside": inside})
            found.append([_means(array[0, 1:-1], window.starts) for array in arrays])
        if not found:
            return Encoded(*(np.zeros((0, size), np.float32) for size in self._sizes), self._labels)
        states, names = (np.concatenate(column) for column in zip(*found, strict=True))
        return Encoded(states, names, self._labels)

    @property
    def _sizes(self) -> list[int]:
        return [output.shape[-1] for output in self._session.get_outputs()]


def _means(rows: np.ndarray, starts: tuple[int, ...]) -> np.ndarray:
    counts = np.diff([*starts, len(rows)])
    return np.add.reduceat(rows, np.array(starts), axis=0) / counts[:, None].astype(np.float32)


@cache
def encoder() -> Encoder:
    """The packaged encoder. Raises ``MissingModel`` where it is not there or damaged."""
    return load(files("lautwem").joinpath("models/de"))


def load(folder: Traversable) -> Encoder:
    """The encoder in a folder. Raises ``MissingModel`` where it is not there or damaged."""
    try:
        return build({name: folder.joinpath(name).read_bytes() for name in FILES})
    except OSError as error:
        raise _missing() from error


def build(contents: Mapping[str, bytes]) -> Encoder:
    """An encoder from the contents of its ``FILES``. Raises ``MissingModel``."""
    graph, pieces, labels = (contents[name] for name in FILES)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        known = read_pieces(pieces.decode())
        session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except (RuntimeError, ValueError) as error:
        raise _missing() from error
    return Encoder(session, Pieces(known), tuple(labels.decode().split()))


def _missing() -> MissingModel:
    return MissingModel(
        "The encoder in models/de is missing or damaged.",
        "Install lautwem again, or read with --engine model.",
    )
