"""Fitting the quotation network: batches, loss and schedule."""

import random
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from lautwem.evaluation.annotations import PARTS, TYPES
from lautwem.model import Frozen
from lautwem.reading.quotes.learned.features import COLUMNS
from lautwem.reading.quotes.learned.windows import Windows, bounds, stacked, windows
from lautwem.training.quotes_data import Lesson, Target
from lautwem.training.quotes_net import TAGS, Encoder, Roles

BATCH = 8
GROUP = 24
"""Windows computed together: neighbours in length, so that little padding is computed."""
NEAR = 0.04
"""What is no anchor but seems one with this probability is shown to the roles network."""
RATE, RATE_WORDS = 2.5e-3, 1e-3
WEIGHTS = {"anchor": 0.12, "tags": 0.03, "parts": 0.03, "medium": 0.04, "real": 0.15}
RARITY = (1.0, 1.5, 1.5, 1.0, 3.0)
"""What a token of each part counts against one outside: speakers and addressees are few."""
_MARK = COLUMNS.index("mark")
_FRAME = PARTS.index("frame")
_FRAME_TAG = len(TYPES) + _FRAME - 1


class Nets(Frozen):
    """The two halves of one trained network."""

    encoder: Encoder
    roles: Roles


def fit(
    lessons: Sequence[Lesson],
    vectors: np.ndarray,
    seed: int,
    epochs: int,
    log: Callable[[str], None],
) -> Nets:
    """Train one network. The same seed and data give the same weights on one machine."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    states = lessons[0].seen.states
    width = 0 if states is None else states.shape[1]
    nets = Nets(Encoder(torch.from_numpy(vectors), width), Roles())
    words = nets.encoder.words.weight
    rest = [p for net in (nets.encoder, nets.roles) for p in net.parameters() if p is not words]
    groups = [{"params": rest}, {"params": [words]}]
    optimiser = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    steps = epochs * -(-len(lessons) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [RATE, RATE_WORDS], steps, pct_start=0.15
    )
    for epoch in range(epochs):
        nets.encoder.train()
        nets.roles.train()
        total = 0.0
        for batch in _batches(lessons, order):
            loss = _loss(nets, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*rest, words], 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
        log(f"seed {seed} epoch {epoch + 1}/{epochs} loss {total / len(lessons):.3f}")
    nets.encoder.eval()
    nets.roles.eval()
    return nets


def _batches(lessons: Sequence[Lesson], order: random.Random) -> list[list[Lesson]]:
    """Documents of like length together, anew in every epoch."""
    ranked = sorted(lessons, key=lambda lesson: len(lesson.anchors) + order.random() * 120)
    batches = [ranked[at : at + BATCH] for at in range(0, len(ranked), BATCH)]
    order.shuffle(batches)
    return batches


def _loss(nets: Nets, batch: Sequence[Lesson]) -> Tensor:
    longest = max(len(lesson.anchors) for lesson in batch)
    rows = torch.zeros(len(batch), longest, len(COLUMNS), dtype=torch.long)
    inside = torch.zeros(len(batch), longest)
    wanted = torch.zeros(len(batch), longest, 5 + TAGS)
    for at, lesson in enumerate(batch):
        size = len(lesson.anchors)
        rows[at, :size] = torch.from_numpy(lesson.seen.rows).long()
        inside[at, :size] = 1
        wanted[at, :size, :5] = torch.from_numpy(lesson.anchors)
        wanted[at, :size, 5:] = torch.from_numpy(lesson.tags)
    anchors, token, about, tags = nets.encoder(rows, inside, _states(batch, longest))
    total = _crossed(anchors, wanted[..., :5], inside) * WEIGHTS["anchor"]
    known = torch.ones(len(batch), 1, TAGS)
    known[[at for at, lesson in enumerate(batch) if not lesson.whole], :, _FRAME_TAG] = 0
    total = total + _crossed(tags, wanted[..., 5:], inside, known) * WEIGHTS["tags"]
    flat = tuple(t.flatten(0, 1) for t in (token, about, tags, rows[..., _MARK]))
    chances = torch.sigmoid(anchors.detach()).numpy()
    asked = [
        one for at, lesson in enumerate(batch)
        for one in _questions(lesson, chances[at], at * longest)
    ]  # fmt: skip
    asked.sort(key=lambda one: one.width)
    for first in range(0, len(asked), GROUP):
        total = total + _role_loss(nets.roles, flat, asked[first : first + GROUP])
    return total / len(batch)


def _states(batch: Sequence[Lesson], longest: int) -> Tensor | None:
    """What the pretrained encoder says of the tokens [texts, longest, width], if it was asked."""
    known = [lesson.seen.states for lesson in batch]
    if known[0] is None:
        return None
    states = torch.zeros(len(batch), longest, known[0].shape[1])
    for at, own in enumerate(known):
        states[at, : len(own)] = torch.from_numpy(own.astype(np.float32))
    return states


def _crossed(scores: Tensor, wanted: Tensor, inside: Tensor, known: Tensor | float = 1) -> Tensor:
    loss = F.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    return (loss * inside[..., None] * known).sum()


class _Question(Frozen):
    """One anchor put to the roles network; ``target`` is None where there is no quotation."""

    lesson: Lesson
    shift: int
    anchor: int
    type: int
    target: Target | None
    width: int


def _questions(lesson: Lesson, chances: np.ndarray, shift: int) -> list[_Question]:
    """The anchors of a document, and the likeliest of those that are none."""
    proposed = lesson.seen.proposals
    known: list[tuple[int, int, Target | None]]
    known = [(target.anchor, target.type, target) for target in lesson.targets]
    known += [(at, kind, None) for at, kind in proposed if not lesson.anchors[at, kind]]
    chances = chances.copy()
    for at, kind in proposed:
        chances[at, kind] = 0  # asked above already
    wrong = np.where(lesson.anchors == 0, chances[: len(lesson.anchors)], 0)
    order = np.argsort(-wrong, axis=None)[: len(known) + 2]
    for at, kind in zip(*np.unravel_index(order, wrong.shape), strict=True):
        if wrong[at, kind] > NEAR:
            known.append((int(at), int(kind), None))
    out = []
    for anchor, kind, target in known:
        first, last = bounds(lesson.seen, anchor)
        out.append(_Question(lesson, shift, anchor, kind, target, last - first))
    return out


def _role_loss(roles: Roles, flat: tuple[Tensor, ...], asked: Sequence[_Question]) -> Tensor:
    around = stacked(
        [windows(one.lesson.seen, [(one.anchor, one.type)], one.shift) for one in asked]
    )
    anchor = torch.tensor([one.anchor + one.shift for one in asked])
    kind = torch.tensor([one.type for one in asked])
    parts, medium, real = roles(*flat, anchor, kind, *tensors(around))
    is_real = torch.tensor([float(one.target is not None) for one in asked])
    wanted = torch.from_numpy(_wanted(around, asked))
    loss = F.binary_cross_entropy_with_logits(
        parts, wanted, reduction="none", pos_weight=torch.tensor(RARITY)
    )
    inside = torch.from_numpy(around.inside) * is_real[:, None]
    media = torch.tensor(
        [one.target.medium if one.target and one.lesson.whole else -100 for one in asked]
    )
    known = torch.ones(len(asked), 1, len(PARTS))
    known[[at for at, one in enumerate(asked) if not one.lesson.whole], :, _FRAME] = 0
    return (
        WEIGHTS["parts"] * (loss * inside[..., None] * known).sum()
        + WEIGHTS["medium"] * F.cross_entropy(medium, media, reduction="sum", ignore_index=-100)
        + WEIGHTS["real"] * F.binary_cross_entropy_with_logits(real, is_real, reduction="sum")
    )


def tensors(around: Windows) -> tuple[Tensor, ...]:
    """Windows as the roles network takes them."""
    index, inside, distance, offset, quoted, proposed = (
        torch.from_numpy(getattr(around, name)) for name in around.__struct_fields__
    )
    return index, inside.float(), distance, offset, quoted, proposed.float()


def _wanted(around: Windows, asked: Sequence[_Question]) -> np.ndarray:
    """1 where a token of a window belongs to a part: float32 [windows, width, parts]."""
    out = np.zeros((*around.index.shape, len(PARTS)), np.float32)
    for row, one in enumerate(asked):
        inside = around.inside[row] == 1
        for part, tokens in enumerate(one.target.parts if one.target else ()):
            out[row, :, part] = np.isin(around.index[row], tokens + one.shift) & inside
    return out
