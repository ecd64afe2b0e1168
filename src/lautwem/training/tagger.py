"""Makes ``tagger.npz``: dictionary of word forms, lemma exceptions and network.

Needs the extra ``train`` (PyTorch) and the UD treebanks; takes a few minutes on one
core. The result is the same for the same data, seed and version of PyTorch.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from lautwem.language.features import FEATURES, ROWS, features
from lautwem.language.morphology import HEADS, POS
from lautwem.language.network import REACHES
from lautwem.language.wordforms import Edit, WordForms, edit_between
from lautwem.training.treebank import UNKNOWN, Example, is_held_back, read

_WIDTH = 96
_EPOCHS = 16
_BATCH = 24  # sentences
_RATE = 2e-3
_DROPOUT = 0.25
_FORM_DROPOUT = 0.2  # share of words whose form is hidden, so that endings carry
_EDITS = 4000  # edits kept; the rest cover 0.4 % of the forms


def train(data_dir: Path, out_dir: Path, seed: int = 1) -> Path:
    """Train on the treebanks in ``data_dir`` and write ``out_dir / "tagger.npz"``.

    Sentences that are held back are not used. Raises ``BadData`` for a missing
    treebank, ``ImportError`` without PyTorch.
    """
    examples = [example for example in read(data_dir) if not is_held_back(example)]
    keys, rules, edits = word_forms()
    weights = _fit(examples, WordForms(keys, rules, edits), seed)
    meta = {
        "edits": edits,
        "lemmas": _lemma_exceptions(examples),
        "heads": [[name, len(choices)] for name, choices in HEADS],
    }
    out_dir.mkdir(parents=True, exist_ok=True)
    path = out_dir / "tagger.npz"
    np.savez_compressed(
        path,
        meta=np.frombuffer(msgspec.json.encode(meta), np.uint8),
        keys=np.diff(keys, prepend=np.uint32(0)),
        rules=rules,
        **{name: array.astype(np.float16) for name, array in weights.items()},
    )
    return path


def word_forms() -> tuple[np.ndarray, np.ndarray, tuple[Edit, ...]]:
    """Checksums, rule numbers and edits of all German forms that simplemma knows."""
    from zlib import crc32

    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    pairs = [
        (form, edit_between(form, lemma))
        for form, lemma in DefaultDictionaryFactory().get_dictionary("de").items()
        if form[:1].isalpha() and " " not in form
    ]
    counts = Counter(edit for _, edit in pairs)
    edits = sorted(counts, key=lambda e: (-counts[e], msgspec.json.encode(e)))[:_EDITS]
    numbers = {edit: number for number, edit in enumerate(edits, 1)}
    table = {crc32(form.encode()): numbers[edit] for form, edit in pairs if edit in numbers}
    keys = np.array(sorted(table), np.uint32)
    rules = np.array([table[int(key)] for key in keys], np.uint16)
    return keys, rules, (Edit("o", 0, ""), *edits)


def _lemma_exceptions(examples: Sequence[Example]) -> dict[str, dict[str, str]]:
    """Lemmas of the words of closed classes, by part of speech and form in lower case."""
    closed = {"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "ADV"}
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for example in examples:
        weight = 1 if example.id.startswith("lit:") else 3  # newspaper usage over older fiction
        for word, labels, lemma in zip(example.words, example.labels, example.lemmas, strict=True):
            if lemma and labels[0] != UNKNOWN and POS[labels[0]] in closed:
                seen[POS[labels[0]], word.lower()][lemma] += weight
    out: dict[str, dict[str, str]] = defaultdict(dict)
    for (pos, form), lemmas in sorted(seen.items()):
        lemma, count = max(lemmas.items(), key=lambda item: (item[1], item[0]))
        if count >= 3:
            out[pos][form] = lemma
    return dict(out)


def _batches(
    examples: Sequence[Example], forms: WordForms, rng: random.Random
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows [sentences, length, FEATURES] (-1 for padding) and labels [.., heads]."""
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].spans) + rng.random() * 8)
    groups = [order[n : n + _BATCH] for n in range(0, len(order), _BATCH)]
    rng.shuffle(groups)
    for group in groups:
        length = max(len(examples[n].spans) for n in group)
        rows = np.full((len(group), length, FEATURES), -1, np.int64)
        labels = np.full((len(group), length, len(HEADS)), UNKNOWN, np.int64)
        for at, n in enumerate(group):
            words = examples[n].words
            rows[at, : len(words)] = [features(word, forms) for word in words]
            labels[at, : len(words)] = examples[n].labels
        yield rows, labels


def _fit(examples: Sequence[Example], forms: WordForms, seed: int) -> dict[str, np.ndarray]:
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    rng = random.Random(seed)
    model = _model()
    optimiser = torch.optim.Adam(model.parameters(), lr=_RATE)
    steps = _EPOCHS * -(-len(examples) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps)
    for _ in range(_EPOCHS):
        for rows, labels in _batches(examples, forms, rng):
            hidden = torch.rand(rows.shape[:2]) < _FORM_DROPOUT
            scores = model(torch.from_numpy(rows), hidden)
            loss = _loss(scores, torch.from_numpy(labels))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            schedule.step()
    return {name: value.numpy() for name, value in model.state_dict().items()}


def _loss(scores: Any, labels: Any) -> Any:
    import torch

    parts, at = [], 0
    for head, (_, choices) in enumerate(HEADS):
        part = scores[..., at : at + len(choices)].flatten(0, 1)
        wanted = labels[..., head].flatten()
        if (wanted != UNKNOWN).any():
            parts.append(torch.nn.functional.cross_entropy(part, wanted, ignore_index=UNKNOWN))
        at += len(choices)
    return sum(parts)


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
            self.output = nn.Parameter(torch.randn(_WIDTH, _values()) / _WIDTH**0.5)
            self.output_bias = nn.Parameter(torch.zeros(_values()))
            self.dropout = nn.Dropout(_DROPOUT)

        def forward(self, rows: Any, hidden: Any) -> Any:
            there = (rows[..., :1] >= 0).float()
            summed = self.table[rows.clamp(min=0)]
            first = summed[..., :1, :] * (1 - hidden.float())[..., None, None]
            vectors = torch.cat([first, summed[..., 1:, :]], -2).sum(-2)
            state = self.dropout(vectors) * there
            for number, reach in enumerate(REACHES):
                wide = nn.functional.pad(state, (0, 0, reach, reach))
                left, centre, right = self.layers[number]
                update = state @ centre + self.bias[number]
                update = update + wide[:, : -2 * reach] @ left + wide[:, 2 * reach :] @ right
                state = state + self.dropout(torch.relu(update)) * there
            return state @ self.output + self.output_bias

    return Model()


def _values() -> int:
    return sum(len(choices) for _, choices in HEADS)
