"""Who cites whom as a matrix of dots: outlets down, the media they rely on across."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from lautwem import model as m
from lautwem.archive.citing import Citation

MOST = 18
"""More rows or columns make no picture that can be read; the table has them all."""
CELL = 34
LETTERS = 24
LEFT, TOP, RIGHT = 190, 150, 100
LARGEST = 14.0


class Label(m.Frozen):
    """A name at the head of a row or column; ``text`` is cut to fit, ``x``/``y`` its anchor."""

    name: str
    text: str
    x: int
    y: int


class Dot(m.Frozen):
    """One pair: a dot whose area grows with the statements; ``hedged`` if most of them are."""

    x: int
    y: int
    radius: float
    hedged: bool
    title: str


class Matrix(m.Frozen):
    """The picture in user units; ``left_out`` pairs are not in it."""

    width: int
    height: int
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    dots: tuple[Dot, ...]
    left_out: int


def matrix(pairs: Sequence[Citation]) -> Matrix:
    """Lays out the most frequent outlets and media."""
    by_outlet: Counter[str] = Counter()
    by_voice: Counter[str] = Counter()
    for pair in pairs:
        by_outlet[pair.outlet] += pair.statements
        by_voice[pair.voice] += pair.statements
    rows, columns = _most(by_outlet), _most(by_voice)
    shown = [p for p in pairs if p.outlet in rows and p.voice in columns]
    largest = max((p.statements for p in shown), default=1)
    return Matrix(
        width=LEFT + CELL * len(columns) + RIGHT,
        height=TOP + CELL * len(rows) + 8,
        rows=tuple(
            Label(name, _cut(name), LEFT - 12, TOP + CELL * at + CELL // 2)
            for name, at in rows.items()
        ),
        columns=tuple(
            Label(name, _cut(name), LEFT + CELL * at + CELL // 2, TOP - 10)
            for name, at in columns.items()
        ),
        dots=tuple(
            Dot(
                x=LEFT + CELL * columns[p.voice] + CELL // 2,
                y=TOP + CELL * rows[p.outlet] + CELL // 2,
                radius=round(max(2.5, LARGEST * sqrt(p.statements / largest)), 1),
                hedged=2 * p.hedged > p.statements,
                title=f"{p.outlet} ← {p.voice}: {p.statements}",
            )
            for p in shown
        ),
        left_out=len(pairs) - len(shown),
    )


def _most(counts: Counter[str]) -> dict[str, int]:
    """The most frequent names and their places."""
    return {name: at for at, (name, _) in enumerate(counts.most_common(MOST))}


def _cut(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"
