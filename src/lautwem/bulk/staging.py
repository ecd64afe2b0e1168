"""Inputs to units, and units to parts."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lautwem.article import collections
from lautwem.article import source as sources
from lautwem.article.collections import Damage, Layout, Record
from lautwem.article.collections.record import failed
from lautwem.bulk import parts
from lautwem.bulk.folder import Folder, Staged, Unit
from lautwem.errors import LautwemError

_FILES = 500
"""Single files of a folder in one unit."""


def units(inputs: Sequence[str]) -> tuple[Unit, ...]:
    """The units of all inputs, in their order. Raises UnreadableInput for a folder of nothing."""
    found: list[Unit] = []
    for given in inputs:
        if given != "-" and not sources.is_address(given) and Path(given).is_dir():
            found += _of_folder(Path(given))
        else:
            found.append(_unit((given,)))
    return tuple(found)


def _of_folder(folder: Path) -> Iterator[Unit]:
    single: list[str] = []
    for path in sources.files(folder, (*sources.SUFFIXES, *collections.SUFFIXES)):
        if path.lower().removesuffix(".gz").endswith(collections.SUFFIXES):
            yield _unit((path,))
        else:
            single.append(path)
    for begin in range(0, len(single), _FILES):
        yield _unit(tuple(single[begin : begin + _FILES]))


def _unit(names: tuple[str, ...]) -> Unit:
    return Unit(names, tuple(map(_print, names)))


def _print(source: str) -> str:
    try:
        status = Path(source).stat()
    except (OSError, ValueError):
        return ""
    return f"{status.st_size}-{status.st_mtime_ns}"


def is_local(unit: Unit) -> bool:
    """Whether a unit is cut by the run itself: addresses, fetched one by one, and stdin."""
    return any(source == "-" or sources.is_address(source) for source in unit.sources)


def entries(unit: Unit, layout: Layout, allow_private: bool) -> Iterator[Record | Damage]:
    """The records of a unit; a source that cannot be read is a damage."""
    for source in unit.sources:
        try:
            yield from collections.records(source, allow_private=allow_private, layout=layout)
        except LautwemError as error:
            yield failed(source, error)


def stage(
    folder: Folder, number: int, unit: Unit, layout: Layout, size: int, allow_private: bool
) -> Staged:
    """Cuts a unit into parts and writes them; kept as staged when all are there."""
    names = []
    for part in parts.cut(entries(unit, layout, allow_private), number, size):
        parts.save(part, folder.parts)
        names.append((part.name, len(part.entries)))
    staged = Staged(tuple(names))
    folder.keep_staged(number, staged)
    return staged
