"""Counts over the whole archive: made before anybody asks, and seldom while it grows."""

from collections.abc import Callable

from lautwem.archive import Archive
from lautwem.archive.citing import citations, outlets
from lautwem.archive.overview import overview
from lautwem.web.kept import Value
from lautwem.web.show import Page, Room, archive_of, kept

TIMES = 50
"""So many times as long as a count took it is shown though the archive grows: counting then takes
2 % of one processor at most."""


def counted(request: Page, count: Callable[[Archive], Value]) -> Value:
    """What a function of the whole archive gives."""
    archive = archive_of(request)
    return kept(request, count.__name__, lambda: count(archive), times=TIMES)


def count_all(room: Room) -> None:
    """Counts what the first reader would wait for."""
    _count(room, overview)
    _count(room, citations)
    _count(room, outlets)


def _count(room: Room, count: Callable[[Archive], Value]) -> None:
    room.kept.get(count.__name__, room.archive.state(), lambda: count(room.archive), times=TIMES)
