"""Gzip files of many members, as web archives are: a broken member does not end the rest."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from lautwem.article.collections.stream import GZIP, STEP
from lautwem.article.decode import LIMIT
from lautwem.model import Frozen

HOLD = LIMIT + (1 << 20)
"""Bytes of a member that are held until its checksum is seen; what is longer flows unchecked."""

_START = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_OPENING = b"WARC/"
_FAR = 1 << 26
"""Packed bytes of a broken member that are searched again for the next one."""


class Gap(Frozen):
    """Bytes are missing here: where in the file, why, and what came of them unchecked.

    ``cut`` says that the file ends too early: what came before is then as it was written.
    """

    offset: int
    reason: str
    found: bytes = b""
    cut: bool = False


def plain(stream: BinaryIO) -> Iterator[bytes | Gap]:
    """A file that is not packed, in steps."""
    while step := stream.read(STEP):
        yield step


class _Member:
    """One member being unpacked: what it has given and how many packed bytes it took."""

    def __init__(self, begin: int) -> None:
        self.begin = begin
        self.taken = 0
        self.held: list[bytes] = []
        self.size = 0
        self.flowing = False
        self.stream = zlib.decompressobj(wbits=31)

    def feed(self, packed: bytes) -> tuple[list[bytes], bytes]:
        """Unpacks a step: what may flow on now, and the packed bytes left over."""
        content = self.stream.decompress(packed, STEP * 16)
        left = self.stream.unused_data if self.stream.eof else self.stream.unconsumed_tail
        self.taken += len(packed) - len(left)
        self.held.append(content)
        self.size += len(content)
        self.flowing = self.flowing or self.size > HOLD
        return (self.release() if self.flowing else []), left

    def release(self) -> list[bytes]:
        held, self.held = self.held, []
        return held


def _next_start(stream: BinaryIO, begin: int) -> int | None:
    """Where, from ``begin``, a member starts that opens as a record does."""
    stream.seek(begin)
    base, window = begin, b""
    while step := stream.read(STEP):
        window += step
        for match in _START.finditer(window):
            opening = window[match.start() : match.start() + 4096]
            if len(opening) < 1024:
                stream.seek(base + match.start())
                opening = stream.read(4096)
                stream.seek(base + len(window))
            try:
                if zlib.decompressobj(wbits=31).decompress(opening, 5) == _OPENING:
                    return base + match.start()
            except zlib.error:
                continue
        keep = window[-3:]
        base += len(window) - len(keep)
        window = keep
    return None


def unpacked(stream: BinaryIO) -> Iterator[bytes | Gap]:
    """The bytes of all members of a seekable file; a Gap where some are missing."""
    begin: int | None = 0
    while begin is not None:
        stream.seek(begin)
        packed = stream.read(STEP)
        member = _Member(begin)
        try:
            while packed:
                flow, packed = member.feed(packed)
                yield from flow
                if member.stream.eof:
                    yield from member.release()
                    begin = member.begin + member.taken
                    packed = packed or stream.read(STEP)
                    if packed and not packed.startswith(GZIP[: len(packed)]):
                        raise zlib.error("something else than a member follows")
                    member = _Member(begin)
                else:
                    packed = packed or stream.read(STEP)
            if member.taken:
                yield Gap(member.begin, "the file ends too early", b"".join(member.held), True)
            return
        except zlib.error as error:
            yield Gap(member.begin, str(error), b"".join(member.held))
            far = member.begin + member.taken
            begin = _next_start(stream, member.begin + 1 if member.taken < _FAR else far)
