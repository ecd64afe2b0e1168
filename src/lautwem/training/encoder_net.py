"""The encoder in PyTorch: BERT (Devlin et al. 2019), its lower layers, with heads to learn from."""

import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from lautwem.training.pretrained import Pretrained

LAYERS = 6
"""Of twelve: half the time. Joint F1 of quotations in five folds is 77.4 with six and with twelve,
76.1 without the encoder."""
SHOWN = (2, 4, 6)
"""Layers whose states other networks see, side by side."""
_DROPPED = 0.1


class _Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, rows: Tensor, inside: Tensor) -> Tensor:
        texts, length, width = rows.shape

        def divided(given: Tensor) -> Tensor:
            return given.view(texts, length, self.heads, -1).transpose(1, 2)

        dropped = _DROPPED if self.training else 0.0
        seen = F.scaled_dot_product_attention(
            divided(self.q(rows)), divided(self.k(rows)), divided(self.v(rows)),
            attn_mask=inside[:, None, None, :], dropout_p=dropped,
        )  # fmt: skip
        seen = seen.transpose(1, 2).reshape(texts, length, width)
        rows = self.aln(rows + self.drop(self.ao(seen)))
        return self.oln(rows + self.drop(self.fo(F.gelu(self.fi(rows)))))


class Encoder(nn.Module):
    """Pieces [texts, pieces] → states of all layers, each [texts, pieces, width]."""

    def __init__(self, given: Pretrained, pieces: Sequence[int]) -> None:
        super().__init__()
        shape, weights = given.shape, given.weights
        # the words keep their places: what was never seen here stays beside what was
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(weights["word"][list(pieces)]))
        self.position = nn.Embedding.from_pretrained(torch.from_numpy(weights["position"]))
        self.norm = nn.LayerNorm(shape.width, given.epsilon)
        self.layers = nn.ModuleList(
            _Layer(shape.width, shape.heads, shape.inner, given.epsilon) for _ in range(LAYERS)
        )
        self.drop = nn.Dropout(_DROPPED)
        named = {name: value for name, value in self.named_parameters() if value.requires_grad}
        for name, value in named.items():
            value.data[:] = torch.tensor(weights[name.removeprefix("layers.")])

    def forward(self, pieces: Tensor, inside: Tensor) -> list[Tensor]:
        places = torch.arange(pieces.shape[1])
        rows = self.drop(self.norm(self.word(pieces) + self.position(places)))
        states = [rows]
        for layer in self.layers:
            rows = layer(rows, inside)
            states.append(rows)
        return states


class Learner(nn.Module):
    """The encoder with a layer for every kind of label: names, and four of grammar."""

    def __init__(self, encoder: Encoder, sizes: Sequence[int]) -> None:
        super().__init__()
        width = encoder.norm.normalized_shape[0]
        self.encoder = encoder
        self.heads = nn.ModuleList(nn.Linear(width, size) for size in sizes)
        self.drop = nn.Dropout(0.2)

    def forward(self, pieces: Tensor, inside: Tensor, tokens: Tensor, count: int) -> Tensor:
        """States of ``count`` tokens: the mean of their pieces; ``tokens`` is -1 for none."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            states = self.encoder(pieces, inside)[-1]
        kept = tokens >= 0
        sums = torch.zeros(count, states.shape[-1]).index_add(0, tokens[kept], states.float()[kept])
        sizes = torch.zeros(count).index_add(0, tokens[kept], torch.ones(int(kept.sum())))
        return self.drop(sums / sizes.clamp(min=1)[:, None])


class _InBytes(nn.Module):
    """A table of words in eight bits, each row with a scale of its own.

    With one scale for the whole table, F1 of names on the sentences held back fell from 78.0 to
    77.1.
    """

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scales = table.abs().amax(1, keepdim=True).clamp(min=1e-6) / 127
        self.register_buffer("table", torch.round(table / scales).to(torch.int8))
        self.register_buffer("scales", scales)

    def forward(self, pieces: Tensor) -> Tensor:
        return F.embedding(pieces, self.table).float() * F.embedding(pieces, self.scales)


class Shown(nn.Module):
    """What is shipped: states of some layers side by side, and the scores of names."""

    def __init__(self, learner: Learner) -> None:
        super().__init__()
        self.encoder = copy.deepcopy(learner.encoder)
        self.encoder.word = _InBytes(learner.encoder.word.weight.data)
        self.names = learner.heads[0]

    def forward(self, pieces: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
        states = self.encoder(pieces, inside)
        return torch.cat([states[layer] for layer in SHOWN], -1), self.names(states[-1])
