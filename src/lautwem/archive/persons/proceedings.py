"""Standing in criminal proceedings over time: what a later article has overtaken."""

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from lautwem.language.lexicon import load

Item = TypeVar("Item")


def stage(status: str) -> int:
    """How far they have gone: 0 suspicion, 1 inquiry or arrest, 2 charge, 3 verdict or end."""
    return _stages().get(status, 0)


def overtaken(history: Sequence[tuple[str, str, Item]]) -> list[Item | None]:
    """For every ``(status, day, item)`` the item of the last later day that goes further.

    Further is a later stage, or the other verdict of two. What has no day (``""``) neither
    overtakes nor is overtaken: nobody knows which was first.
    """
    last: dict[str, tuple[str, int]] = {}
    for at, (status, day, _) in enumerate(history):
        last[status] = max((day, at), last.get(status, ("", -1)))
    out: list[Item | None] = []
    for status, day, _ in history:
        later = [
            (when, at)
            for other, (when, at) in last.items()
            if day and when > day and _further(status, other)
        ]
        out.append(history[max(later)[1]][2] if later else None)
    return out


def _further(old: str, new: str) -> bool:
    verdict = stage(old) == stage(new) == max(_stages().values())
    return stage(new) > stage(old) or (verdict and old != new)


@cache
def _stages() -> dict[str, int]:
    return dict(load("proceedings")["stages"])
