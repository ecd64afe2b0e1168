"""Parts: files of some hundred records, the unit of work and of what is done again."""

import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from lautwem.article.collections import Damage, Record
from lautwem.errors import DamagedCollection
from lautwem.model import Frozen

LARGEST = 16_000_000
"""Bytes of records after which a part is closed, however few they are."""

UNIT_BITS = 28
"""Records of one unit have row numbers below 2²⁸ on top of the unit's own."""


class Entry(Frozen):
    """An article to read, or what could not be saved of one."""

    record: Record | None = None
    damage: Damage | None = None


class Part(Frozen):
    """Records that follow each other; ``first`` is the row number of the first."""

    name: str
    first: int
    entries: tuple[Entry, ...]


def first_row(unit: int) -> int:
    """The row number of the first record of a unit."""
    return unit << UNIT_BITS


def cut(entries: Iterable[Record | Damage], unit: int, size: int) -> Iterator[Part]:
    """The records of a unit in parts of ``size``, in their order."""
    held: list[Entry] = []
    first, weight, number = first_row(unit), 0, 0

    def close() -> Part:
        return Part(f"{unit:06d}-{number:06d}", first, tuple(held))

    for found in entries:
        if isinstance(found, Damage):
            held.append(Entry(damage=found))
        else:
            held.append(Entry(record=found))
            weight += len(found.data)
        if len(held) >= size or weight > LARGEST:
            yield close()
            first, weight, number = first + len(held), 0, number + 1
            held = []
    if held:
        yield close()


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that it is there whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(data)
    os.replace(beside, path)


def save(part: Part, folder: Path) -> None:
    """Writes a part into ``folder``, whole or not at all."""
    packed = zlib.compress(msgspec.msgpack.encode(part), 1)
    write_whole(folder / part.name, packed)


def load(folder: Path, name: str) -> Part:
    """A part that ``save`` wrote. Raises DamagedCollection where it is not whole."""
    try:
        return msgspec.msgpack.decode(zlib.decompress((folder / name).read_bytes()), type=Part)
    except (zlib.error, msgspec.MsgspecError, OSError) as error:
        raise DamagedCollection(
            f"The part {name} cannot be read: {error}.", "Begin anew in an empty folder."
        ) from error
