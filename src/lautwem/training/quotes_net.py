"""The quotation network in PyTorch, for training; at run time it runs in onnxruntime.

Two parts. The *encoder* reads a whole article with a bidirectional LSTM and says of every
token, for each of the five types, how likely it anchors a quotation: an opening mark, a
word of saying, the first word of a sentence. The *roles* network then reads the window
around one anchor, conditioned on it and its type, and says of every token whether it
belongs to quote, speaker, cue, frame and addressee: discontinuous parts come free, and
quotations may nest.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from lautwem.reading.quotes.learned.features import SIZES
from lautwem.reading.quotes.learned.windows import DISTANCES, OFFSETS

TYPES, PARTS, MEDIA = 5, 5, 7
TAGS = TYPES + PARTS - 1
WIDTHS = {
    "prefix": 16, "suffix_2": 12, "suffix_3": 20, "suffix_4": 24, "shape": 6, "pos": 12,
    "verb": 12, "case": 6, "person": 8, "mark": 10, "start": 6, "length": 8, "name": 10,
    "rule_anchor": 8, "rule_quote": 8, "rule_direct": 3, "rule_role": 10,
}  # fmt: skip
INPUT, HIDDEN, ROLE = 128, 128, 64
ENCODED = 128
"""Numbers that the states of the pretrained encoder are reduced to."""


class Encoder(nn.Module):
    """Rows of features [texts, tokens, columns] → anchor scores and states [.., ROLE].

    ``encoded`` is the width of the pretrained encoder's states, 0 without it.
    """

    def __init__(self, vectors: Tensor, encoded: int = 0) -> None:
        super().__init__()
        words, width = vectors.shape
        self.words = nn.Embedding(words, width)
        self.words.weight.data[:] = vectors
        self.columns = nn.ModuleList(nn.Embedding(SIZES[c], WIDTHS[c]) for c in SIZES)
        for table in self.columns:
            table.weight.data *= 0.3
        self.encoded = None
        if encoded:
            self.encoded = nn.Sequential(
                nn.Dropout(0.1), nn.Linear(encoded, ENCODED), nn.LayerNorm(ENCODED), nn.Dropout(0.2)
            )
        taken = 2 * width + sum(WIDTHS.values()) + (ENCODED if encoded else 0)
        self.input = nn.Linear(taken, INPUT)
        self.lstm = nn.LSTM(INPUT, HIDDEN, 2, batch_first=True, bidirectional=True, dropout=0.35)
        self.anchor = nn.Sequential(
            nn.Linear(2 * HIDDEN + INPUT, 96), nn.GELU(), nn.Dropout(0.3), nn.Linear(96, TYPES)
        )
        self.tag = nn.Linear(2 * HIDDEN + INPUT, TAGS)
        self.token = nn.Linear(2 * HIDDEN + INPUT, ROLE)
        self.about = nn.Linear(2 * HIDDEN + INPUT, ROLE)
        self.drop_input, self.drop_state = nn.Dropout(0.3), nn.Dropout(0.35)

    def forward(
        self, rows: Tensor, inside: Tensor, states: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Anchor scores [.., types], and what the roles network needs of every token.

        The last says of every token what it is in any quotation whatever: inside one of each
        type, speaker, cue, frame, addressee.
        """
        words, lemmas = rows[..., 0], rows[..., 1]
        if self.training:  # so that unknown words are met in training too
            keep = torch.rand(words.shape) > 0.12
            words, lemmas = words * keep, lemmas * keep
        found = [self.words(words), self.words(lemmas)]
        found += [table(rows[..., 2 + at]) for at, table in enumerate(self.columns)]
        seen = self.drop_input(torch.cat(found, -1))
        if self.encoded is not None:
            seen = torch.cat([seen, self.encoded(states)], -1)
        given = F.gelu(self.input(seen))
        read = _run(self.lstm, self.drop_input(given * inside[..., None]))
        read = torch.cat([self.drop_state(read), given], -1)
        return self.anchor(read), self.token(read), self.about(read), self.tag(read)


class Roles(nn.Module):
    """Windows of anchors → scores of every part for every token, and of every medium."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds = nn.Embedding(TYPES, ROLE)
        self.distance = nn.Embedding(DISTANCES, 24)
        self.offset = nn.Embedding(OFFSETS, 10)
        self.quoted = nn.Embedding(2, 6)
        self.mark = nn.Embedding(SIZES["mark"], 8)
        self.lstm = nn.LSTM(ROLE + 48 + TAGS + PARTS, ROLE, 1, batch_first=True, bidirectional=True)
        self.out = nn.Linear(3 * ROLE + PARTS, PARTS)
        self.medium = nn.Sequential(nn.Linear(2 * ROLE, 32), nn.GELU(), nn.Linear(32, MEDIA))
        self.real = nn.Sequential(nn.Linear(4 * ROLE + 1, 48), nn.GELU(), nn.Linear(48, 1))
        self.drop = nn.Dropout(0.3)

    def forward(
        self, token: Tensor, about: Tensor, tags: Tensor, marks: Tensor,
        anchor: Tensor, kind: Tensor,
        index: Tensor, inside: Tensor, distance: Tensor, offset: Tensor, quoted: Tensor,
        proposed: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:  # fmt: skip
        """Scores of parts [anchors, width, parts], of media, and of being a quotation at all.

        ``token`` to ``marks`` are of all tokens, flat; the others point into them.
        """
        here = F.embedding(anchor, about) + self.kinds(kind)
        tokens = F.gelu(F.embedding(index, token) + here[:, None])
        found = [tokens, self.distance(distance), self.offset(offset), self.quoted(quoted)]
        found += [F.embedding(index, self.mark(marks)), F.embedding(index, torch.sigmoid(tags))]
        found.append(proposed)
        given = self.drop(torch.cat(found, -1) * inside[..., None])
        states = _run(self.lstm, given)
        parts = self.out(torch.cat([self.drop(states), given[..., :ROLE], proposed], -1))
        medium = self.medium(torch.cat([here, self.kinds(kind)], -1))
        weight = torch.softmax(parts[..., 0].detach() + 30 * (inside - 1), 1)[..., None]
        ruled = proposed[..., :1].amax(1)
        seen = torch.cat([(states * weight).sum(1), here, self.kinds(kind), ruled], -1)
        return parts, medium, self.real(self.drop(seen))[..., 0]


def _run(lstm: nn.LSTM, given: Tensor) -> Tensor:
    """The states of a recurrent layer; in training in half precision, at twice the speed."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=lstm.training):
        states, _ = lstm(given)
    return states.float()
