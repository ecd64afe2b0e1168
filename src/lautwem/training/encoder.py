"""Training the encoder: ``lautwem train encoder DATA OUT --pretrained FILE``.

The lower layers of a pretrained multilingual encoder learn, at the same time, the names of
GermEval and the grammar of the treebanks; what they then say of a token serves to find names and,
unchanged, the quotation network (``lautwem train quotes DATA OUT --encoder OUT``).
"""

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import torch
from torch.nn import functional as F

from lautwem.errors import BadArguments
from lautwem.language.tokens import tokenise
from lautwem.reading.encoder.encoder import BEGIN, END, build
from lautwem.reading.encoder.pieces import UNKNOWN, Pieces
from lautwem.reading.names.encoded import EncodedTagger
from lautwem.training import names, texts
from lautwem.training.encoder_export import export
from lautwem.training.encoder_lessons import (
    NONE,
    Lesson,
    grammar_labels,
    grammar_lessons,
    name_lessons,
    sentences,
)
from lautwem.training.encoder_net import LAYERS, Encoder, Learner
from lautwem.training.pretrained import Pretrained, read_pretrained

EPOCHS = 5
BATCH = 16
RATE, RATE_HEADS = 1e-4, 2e-3
SMOOTHED = 0.05
GRAMMAR_WEIGHT = 0.25
"""What one kind of grammatical label counts against names."""


def train(data_dir: Path, out_dir: Path, seed: int = 1, pretrained: Path | None = None) -> Path:
    """Train on ``data_dir``, write the encoder to ``out_dir``, and say how well it finds names.

    Raises ``BadData`` where data is missing, ``BadArguments`` without ``pretrained``. Takes 15
    minutes on one core (measured).
    """
    if pretrained is None:
        raise BadArguments(
            "The encoder is trained from a pretrained one.", "Name its file with --pretrained."
        )
    torch.manual_seed(seed)
    given = read_pretrained(pretrained, LAYERS)
    kept = kept_pieces(given, data_dir)
    cut = Pieces({given.pieces[at][0]: (new, given.pieces[at][1]) for new, at in enumerate(kept)})
    examples = names.germeval(data_dir / "ner" / "germeval2014.tsv")
    seen = [e for e in examples if not names.is_held_back(e.analysis.text)]
    labels = tuple(sorted({label for example in examples for label in example.labels}))
    read = list(sentences(data_dir / "treebank"))
    kinds = grammar_labels(read)
    lessons = name_lessons(seen, cut, labels) + grammar_lessons(read, cut, kinds)
    learner = Learner(Encoder(given, kept), [len(labels), *map(len, kinds)])
    fit(learner, lessons, seed)
    contents = export(learner, [given.pieces[at] for at in kept], labels)
    out_dir.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (out_dir / name).write_bytes(data)
    scores = score(contents, [e for e in examples if names.is_held_back(e.analysis.text)])
    _log(f"names, F1 on sentences held back: {scores}")
    return out_dir


def kept_pieces(given: Pretrained, data_dir: Path) -> list[int]:
    """Numbers of the pieces that German text needs: a tenth of all.

    Those that cut the text at hand, the special ones, and single letters of the alphabets that
    names come in.
    """
    cut = Pieces({piece: (at, score) for at, (piece, score) in enumerate(given.pieces)})
    used = set(range(UNKNOWN + 1))
    for text in texts.articles(data_dir):
        end = -1
        for begin, last in tokenise(text, 0, len(text)):
            used.update(cut.of(text[begin:last], after_space=begin != end))
            end = last
    for words in texts.sentences(data_dir):
        used.update(at for word in words for at in cut.of(word, after_space=True))
    used.update(at for at, (piece, _) in enumerate(given.pieces) if _letter(piece))
    return sorted(used)


def _letter(piece: str) -> bool:
    return len(piece) == 1 and (ord(piece) < 0x530 or 0x2000 <= ord(piece) < 0x2100)


def fit(learner: Learner, lessons: Sequence[Lesson], seed: int) -> None:
    """Fit in place. The same seed and data give the same weights on one machine."""
    order = random.Random(seed)
    heads = list(learner.heads.parameters())
    body = [p for p in learner.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], lr=RATE, weight_decay=0.01)
    steps = EPOCHS * len(list(_batches(lessons, random.Random(seed))))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [RATE, RATE_HEADS], steps, pct_start=0.1
    )
    for epoch in range(EPOCHS):
        learner.train()
        total = 0.0
        for batch in _batches(lessons, order):
            loss = _loss(learner, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        _log(f"epoch {epoch + 1}/{EPOCHS} loss {total * EPOCHS / steps:.3f}")
    learner.eval()


def _batches(lessons: Sequence[Lesson], order: random.Random) -> Iterator[list[Lesson]]:
    """Sentences of one kind and like length together, anew in every epoch."""
    batches = []
    for kind in (0, 1):
        ranked = sorted(
            (one for one in lessons if one.kind == kind),
            key=lambda one: len(one.pieces) + order.random() * 15,
        )
        batches += [ranked[at : at + BATCH] for at in range(0, len(ranked), BATCH)]
    order.shuffle(batches)
    yield from batches


def _loss(learner: Learner, batch: Sequence[Lesson]) -> torch.Tensor:
    longest = max(len(one.pieces) for one in batch) + 2
    pieces = torch.full((len(batch), longest), END)
    inside = torch.zeros(len(batch), longest, dtype=torch.bool)
    tokens = torch.full((len(batch), longest), -1)
    count = 0
    for row, one in enumerate(batch):
        size = len(one.pieces)
        pieces[row, : size + 1] = torch.tensor([BEGIN, *one.pieces])
        inside[row, : size + 2] = True
        tokens[row, 1 : size + 1] = torch.tensor(one.tokens) + count
        count += len(one.labels[0])
    states = learner(pieces, inside, tokens, count)
    first = 0 if batch[0].kind == 0 else 1
    weight = 1.0 if batch[0].kind == 0 else GRAMMAR_WEIGHT
    losses = []
    for kind, head in enumerate(learner.heads[first : first + len(batch[0].labels)]):
        wanted = torch.tensor([label for one in batch for label in one.labels[kind]])
        losses.append(
            F.cross_entropy(head(states), wanted, ignore_index=NONE, label_smoothing=SMOOTHED)
        )
    return weight * torch.stack(losses).sum()


def score(contents: Mapping[str, bytes], examples: Sequence[names.Example]) -> Mapping[str, float]:
    """Strict-span F1 of names in per cent, a class and ``all``, of the encoder at work."""
    encoder = build(contents)
    tagged = [EncodedTagger(encoder.encode(e.analysis)).tag(e.analysis) for e in examples]
    return names.agreement(tagged, [e.labels for e in examples])


def _log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
