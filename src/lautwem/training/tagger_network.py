"""Fits the network of the tagger to labelled sentences, with PyTorch on one thread."""

import random
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from lautwem.language.features import FEATURES, ROWS, features
from lautwem.language.morphology import NOMINAL, PERSON, POS, QUESTIONS, VERBAL
from lautwem.language.network import REACHES
from lautwem.language.wordforms import WordForms
from lautwem.training import treebank
from lautwem.training.treebank import UNKNOWN, Example, Label

_WIDTH = 96
_BATCH = 24  # sentences
_RATE = 2e-3
_DROPOUT = 0.3
_FORM_DROPOUT = 0.2  # share of words whose form is hidden, so that endings carry


def fit(
    examples: Sequence[Example], forms: WordForms, seed: int, epochs: int
) -> dict[str, np.ndarray]:
    """The trained weights by name, as ``lautwem.language.tagger.build`` takes them."""
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = random.Random(seed)
    model = _model()
    rest = [weight for name, weight in model.named_parameters() if name != "table"]
    sparse = torch.optim.SparseAdam([model.table], lr=_RATE)
    dense = torch.optim.Adam(rest, lr=_RATE)
    batches = _batches(examples, forms)
    steps = epochs * len(batches)
    for step in range(steps):
        if step % len(batches) == 0:
            rng.shuffle(batches)
        for group in (*sparse.param_groups, *dense.param_groups):
            group["lr"] = _rate(step / steps)
        rows, answers = batches[step % len(batches)]
        hidden = torch.rand(rows.shape[:2]) < _FORM_DROPOUT
        loss = _loss(model(rows, hidden), answers)
        sparse.zero_grad()
        dense.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(rest, 2.0)
        sparse.step()
        dense.step()
    return {name: value.numpy() for name, value in model.state_dict().items()}


def _rate(progress: float) -> float:
    return _RATE * min(progress / 0.1, (1 - progress) / 0.9)


def _batches(examples: Sequence[Example], forms: WordForms) -> list[tuple[Any, Any]]:
    """Rows [sentences, length, FEATURES] (-1 for padding), labels as numbers [.., 4]."""
    import torch

    rows_of = cache(lambda word: features(word, forms))
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].spans))
    out = []
    for begin in range(0, len(order), _BATCH):
        group = [examples[n] for n in order[begin : begin + _BATCH]]
        length = max(len(example.spans) for example in group)
        rows = np.full((len(group), length, FEATURES), -1, np.int64)
        answers = np.full((len(group), length, 4), -1, np.int64)
        for at, example in enumerate(group):
            rows[at, : len(example.spans)] = [rows_of(word) for word in example.words]
            answers[at, : len(example.spans)] = [
                _answers(label) if label else (-1,) * 4 for label in example.labels
            ]
        out.append((torch.from_numpy(rows), torch.from_numpy(answers)))
    return out


@cache
def _answers(label: Label) -> tuple[int, ...]:
    """For each question the number of the set of answers that the label allows."""
    person = label.person if label.pos == "PRON" else None
    wanted = (
        ([label.pos], [(pos,) for pos in POS]),
        ([getattr(label, name) for name in treebank.NOMINAL], NOMINAL),
        ([getattr(label, name) for name in treebank.VERBAL], VERBAL),
        ([person], [(value,) for value in PERSON]),
    )
    is_verb = label.pos in ("VERB", "AUX")
    sets = []
    for number, (values, choices) in enumerate(wanted):
        allowed = frozenset(
            at
            for at, choice in enumerate(choices)
            if all(v in (UNKNOWN, c) for v, c in zip(values, choice, strict=True))
        )
        applies = number in (0, 2) if is_verb else number != 2
        sets.append(_set_number(allowed) if applies and allowed else -1)
    return tuple(sets)


_SETS: dict[frozenset[int], int] = {}


def _set_number(allowed: frozenset[int]) -> int:
    return _SETS.setdefault(allowed, len(_SETS))


def _loss(scores: Any, answers: Any) -> Any:
    """Minus the log probability of the allowed answers, summed over the questions."""
    import torch

    width = max(QUESTIONS)
    masks = torch.zeros(len(_SETS), width, dtype=torch.bool)
    for allowed, number in _SETS.items():
        masks[number, list(allowed)] = True
    total, at = 0, 0
    for question, size in enumerate(QUESTIONS):
        part = scores[..., at : at + size].flatten(0, 1)
        numbers = answers[..., question].flatten()
        there = numbers >= 0
        if there.any():
            part = part[there]
            allowed = part.masked_fill(~masks[numbers[there], :size], -torch.inf)
            total = total + (part.logsumexp(1) - allowed.logsumexp(1)).mean()
        at += size
    return total


def _model() -> Any:
    """The network of ``lautwem.language.network`` in PyTorch, with dropout."""
    import torch
    from torch import nn

    class Model(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.table = nn.Parameter(torch.zeros(ROWS, _WIDTH))
            self.layers = nn.Parameter(
                torch.randn(len(REACHES), 3, _WIDTH, _WIDTH) / (3 * _WIDTH) ** 0.5
            )
            self.bias = nn.Parameter(torch.zeros(len(REACHES), _WIDTH))
            self.output = nn.Parameter(torch.randn(_WIDTH, sum(QUESTIONS)) / _WIDTH**0.5)
            self.output_bias = nn.Parameter(torch.zeros(sum(QUESTIONS)))
            self.dropout = nn.Dropout(_DROPOUT)

        def forward(self, rows: Any, hidden: Any) -> Any:
            there = (rows[..., :1] >= 0).float()
            summed = nn.functional.embedding(rows.clamp(min=0), self.table, sparse=True)
            form = summed[..., 0, :] * (1 - hidden.float())[..., None]
            state = self.dropout(form + summed[..., 1:, :].sum(-2)) * there
            for number, reach in enumerate(REACHES):
                wide = nn.functional.pad(state, (0, 0, reach, reach))
                left, centre, right = self.layers[number]
                update = state @ centre + self.bias[number]
                update = update + wide[:, : -2 * reach] @ left + wide[:, 2 * reach :] @ right
                state = state + self.dropout(torch.relu(update)) * there
            return state @ self.output + self.output_bias

    return Model()
