"""Statements over time as stacked bars: verbatim, reported, hedged."""

from collections.abc import Mapping, Sequence

from lautwem import model as m
from lautwem.archive.facets import MonthCount

WIDTH, HEIGHT = 760, 128
LEFT, RIGHT, BOTTOM, TOP = 40, 14, 24, 10
MOST_BARS = 60
WIDEST = 40
LEVELS: tuple[m.CertaintyLevel, ...] = ("hedged", "reported", "verbatim")
"""From the bottom up."""


class Bar(m.Frozen):
    level: m.CertaintyLevel
    x: float
    y: float
    width: float
    height: float
    title: str


class Tick(m.Frozen):
    text: str
    x: float


class Timeline(m.Frozen):
    """The picture in user units. ``step`` is ``month`` or, over many of them, ``year``."""

    width: int
    height: int
    base: int
    step: str
    highest: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[tuple[str, int, int, int], ...]


def timeline(counts: Sequence[MonthCount]) -> Timeline | None:
    """Lays out counts without gaps in time; None where there is nothing dated."""
    if not counts:
        return None
    months = _between(min(c.month for c in counts), max(c.month for c in counts))
    step = "month" if len(months) <= MOST_BARS else "year"
    size = 7 if step == "month" else 4
    periods = list(dict.fromkeys(month[:size] for month in months))
    totals: dict[str, dict[str, int]] = {p: dict.fromkeys(LEVELS, 0) for p in periods}
    for count in counts:
        totals[count.month[:size]][count.level] += count.statements
    highest = max(sum(levels.values()) for levels in totals.values())
    pitch = min((WIDTH - LEFT - RIGHT) / len(periods), WIDEST)
    bars = [
        bar
        for at, period in enumerate(periods)
        for bar in _stack(period, totals[period], LEFT + at * pitch, pitch, highest)
    ]
    every = max(1, len(periods) // 8)
    return Timeline(
        width=WIDTH,
        height=HEIGHT,
        base=HEIGHT - BOTTOM,
        step=step,
        highest=highest,
        bars=tuple(bars),
        ticks=tuple(
            Tick(period, round(LEFT + (at + 0.5) * pitch, 1))
            for at, period in enumerate(periods)
            if at % every == 0
        ),
        rows=tuple(
            (p, totals[p]["verbatim"], totals[p]["reported"], totals[p]["hedged"]) for p in periods
        ),
    )


def _stack(
    period: str, levels: Mapping[str, int], x: float, pitch: float, highest: int
) -> list[Bar]:
    tall = HEIGHT - BOTTOM - TOP
    foot = float(HEIGHT - BOTTOM)
    bars = []
    for level in LEVELS:
        if levels[level]:
            height = tall * levels[level] / highest
            foot -= height
            width = round(pitch * 0.8, 1)
            title = f"{period}: {levels[level]}"
            bars.append(
                Bar(
                    level, round(x + pitch * 0.1, 1), round(foot, 1), width, round(height, 1), title
                )
            )
    return bars


def _between(first: str, last: str) -> list[str]:
    """All months from the first to the last."""
    year, month = int(first[:4]), int(first[5:7])
    months = []
    while f"{year:04d}-{month:02d}" <= last:
        months.append(f"{year:04d}-{month:02d}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months
