"""The trained quotation network at work, in onnxruntime on one core.

That is imported when the network is loaded: it starts a thread of its own, and a process that is
to be forked should have none (``archive.adding.loaded``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from lautwem.errors import MissingModel
from lautwem.model import Frozen
from lautwem.reading.quotes.learned.decode import Candidate, candidates
from lautwem.reading.quotes.learned.features import COLUMNS, Seen
from lautwem.reading.quotes.learned.windows import Windows, bounds, windows

if TYPE_CHECKING:
    import onnxruntime

PIECE, CONTEXT = 1500, 200
"""Tokens encoded at once, and how many before and after them are read along."""
GROUP = 16
"""Windows computed together; as in training, so that padding is as it was there."""
_MARK = COLUMNS.index("mark")


class Settings(Frozen):
    """What belongs to the weights: ``quotes.json``.

    ``version`` is the layout of the features. ``floor`` is the least anchor probability
    that is looked at, ``thresholds`` (a type) and ``parts`` (a part) decide what is kept.
    ``calibration`` gives for each type (score, share right) points, ascending, between
    which confidence is interpolated.
    """

    version: int
    floor: float
    thresholds: tuple[float, ...]
    parts: tuple[float, ...]
    calibration: tuple[tuple[tuple[float, float], ...], ...]


FILES = ("quotes-encoder.onnx", "quotes-roles.onnx", "quotes-words.txt", "quotes.json")
ENCODED = "encoded-"
"""Before the names of the files of the network that also sees the pretrained encoder's states."""
VERSION = 1


def interpolated(points: Sequence[tuple[float, float]], score: float) -> float:
    """The confidence that calibration ``points`` (score, share right) give to a score."""
    return float(np.interp(score, [x for x, _ in points], [y for _, y in points]))


class Network:
    """Anchors and roles of the quotations of one text."""

    def __init__(
        self,
        encoder: onnxruntime.InferenceSession,
        roles: onnxruntime.InferenceSession,
        vocabulary: Mapping[str, int],
        settings: Settings,
    ) -> None:
        self._encoder = encoder
        self._roles = roles
        self.vocabulary = vocabulary
        self.settings = settings

    def candidates(self, seen: Seen) -> list[Candidate]:
        """All possible quotations: anchors above the floor, and those of the rules."""
        if not len(seen.rows):
            return []
        scores, *states = self._encode(seen)
        likely = scores > self.settings.floor
        for at, kind in seen.proposals:
            likely[at, kind] = True
        found = [(int(at), int(kind), float(scores[at, kind])) for at, kind in np.argwhere(likely)]
        states.append(seen.rows[:, _MARK].astype(np.int64))
        out: list[Candidate] = []
        # neighbours in length together: little padding is computed
        found.sort(key=lambda anchor: _width(seen, anchor[0]))
        for first in range(0, len(found), GROUP):
            group = found[first : first + GROUP]
            around = windows(seen, [(anchor, kind) for anchor, kind, _ in group])
            parts, media, real = self._roles_of(states, group, around)
            judged = [
                (a, k, (p + r) / 2) for (a, k, p), r in zip(group, real.tolist(), strict=True)
            ]
            out += candidates(judged, around, parts, media)
        return out

    def _encode(self, seen: Seen) -> tuple[np.ndarray, ...]:
        pieces = []
        for first in range(0, len(seen.rows), PIECE):
            begin, last = max(0, first - CONTEXT), min(len(seen.rows), first + PIECE)
            rows = seen.rows[None, begin : last + CONTEXT].astype(np.int64)
            given = {"rows": rows, "inside": np.ones(rows.shape[:2], np.float32)}
            if seen.states is not None:
                given["states"] = seen.states[None, begin : last + CONTEXT].astype(np.float32)
            found = self._encoder.run(None, given)
            pieces.append([array[0, first - begin : last - begin] for array in found])
        scores, *states = (np.concatenate(column) for column in zip(*pieces, strict=True))
        return _sigmoid(scores), *states

    def _roles_of(
        self,
        states: Sequence[np.ndarray],
        group: Sequence[tuple[int, int, float]],
        around: Windows,
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        token, about, tags, marks = states
        parts, media, real = self._roles.run(
            None,
            {
                "token": token,
                "about": about,
                "tags": tags,
                "marks": marks,
                "anchor": np.array([anchor for anchor, _, _ in group], np.int64),
                "kind": np.array([kind for _, kind, _ in group], np.int64),
                "index": around.index,
                "inside": around.inside.astype(np.float32),
                "distance": around.distance,
                "offset": around.offset,
                "quoted": around.quoted,
                "proposed": around.proposed.astype(np.float32),
            },
        )
        return _sigmoid(parts), media, _sigmoid(real)


def _width(seen: Seen, anchor: int) -> int:
    first, last = bounds(seen, anchor)
    return last - first


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-scores))


@cache
def network(*, encoded: bool = False) -> Network:
    """The packaged network, or the one that sees states of the pretrained encoder too.

    Raises ``MissingModel`` where it is not there or does not fit.
    """
    folder = files("lautwem").joinpath("models/de")
    kind = ENCODED if encoded else ""
    try:
        return build({name: folder.joinpath(kind + name).read_bytes() for name in FILES})
    except OSError as error:
        raise _missing() from error


def build(contents: Mapping[str, bytes]) -> Network:
    """A network from the contents of its ``FILES``. Raises ``MissingModel``."""
    import onnxruntime  # late: see above

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # both keep 40 MB, and spare 2 % of the time
    options.enable_mem_pattern = False
    encoder, roles, words, raw = (contents[name] for name in FILES)
    try:
        settings = msgspec.json.decode(raw, type=Settings)
        sessions = [
            onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            for graph in (encoder, roles)
        ]
    except (msgspec.DecodeError, RuntimeError) as error:
        raise _missing() from error
    if settings.version != VERSION:
        raise _missing()
    vocabulary = {word: at for at, word in enumerate(words.decode().split("\n"), 1)}
    return Network(sessions[0], sessions[1], vocabulary, settings)


def _missing() -> MissingModel:
    return MissingModel(
        "The quotation network in models/de is missing or of another version.",
        "Install lautwem again, train it, or read with --engine rules.",
    )
