"""The trained encoder as small files for onnxruntime."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from lautwem.reading.encoder.encoder import FILES
from lautwem.training.encoder_net import Learner, Shown

OPSET = 20


def export(
    learner: Learner, pieces: Sequence[tuple[str, float]], labels: Sequence[str]
) -> Mapping[str, bytes]:
    """The contents of the files an encoder at work is built from, by name."""
    lines = "\n".join(f"{piece}\t{score:.4f}" for piece, score in pieces)
    return dict(
        zip(FILES, (_graph(learner), lines.encode(), " ".join(labels).encode()), strict=True)
    )


def _graph(learner: Learner) -> bytes:
    given = {
        "pieces": torch.full((1, 9), 5),
        "inside": torch.ones(1, 9, dtype=torch.bool),
    }
    axes = {name: {0: "texts", 1: "pieces"} for name in (*given, "states", "names")}
    file = io.BytesIO()
    torch.onnx.export(
        Shown(learner).eval(), tuple(given.values()), file, dynamo=False, opset_version=OPSET,
        input_names=list(given), output_names=["states", "names"], dynamic_axes=axes,
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        whole, made = Path(folder, "whole.onnx"), Path(folder, "made.onnx")
        whole.write_bytes(file.getvalue())
        quantize_dynamic(
            whole,
            made,
            op_types_to_quantize=["MatMul", "Gemm"],
            weight_type=QuantType.QInt8,
            per_channel=True,
        )
        return made.read_bytes()
