"""Bytes of collections as they come: unpacked, cut into lines, never all of them at once."""

import codecs
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lautwem.article.decode import LIMIT
from lautwem.errors import DamagedCollection

STEP = 1 << 16
GZIP = b"\x1f\x8b"
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class TooLong:
    """Stands for a line over the limit."""


TOO_LONG = TooLong()
Line = bytes | TooLong


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """A stream in steps of bounded size, unpacked where it is gzip.

    Raises DamagedCollection where the packed bytes break, after all that came before.
    """
    first = stream.read(STEP)
    if not first.startswith(GZIP):
        yield first
        while step := stream.read(STEP):
            yield step
        return
    yield from _unpacked(first, stream)


def _unpacked(packed: bytes, stream: BinaryIO) -> Iterator[bytes]:
    member = zlib.decompressobj(wbits=31)
    while packed:
        try:
            content = member.decompress(packed, STEP)
        except zlib.error as error:
            raise DamagedCollection(f"The gzip data break off ({error}).") from error
        if content:
            yield content
        if member.eof:
            packed = member.unused_data.lstrip(b"\0") or stream.read(STEP)
            if packed and not packed.startswith(GZIP[:1]):
                raise DamagedCollection("Behind the gzip data stands something else.")
            member = zlib.decompressobj(wbits=31)
            if not packed:
                return
        else:
            packed = member.unconsumed_tail or stream.read(STEP)
    raise DamagedCollection("The gzip data end too early.")


def narrow(steps: Iterable[bytes]) -> Iterator[bytes]:
    """UTF-16 with a byte order mark as UTF-8, anything else as it is without a UTF-8 mark."""
    decode = None
    for number, step in enumerate(steps):
        if number == 0:
            codec = next((codec for mark, codec in _WIDE if step.startswith(mark)), None)
            decode = codecs.getincrementaldecoder(codec)("replace") if codec else None
            step = step[2:] if codec else step.removeprefix(codecs.BOM_UTF8)
        yield decode.decode(step).encode("utf-8", "replace") if decode else step


def lines(steps: Iterable[bytes], longest: int = LIMIT) -> Iterator[Line]:
    """Lines without their ends; ``TOO_LONG`` for one over ``longest`` bytes.

    An error of ``steps`` is passed on after the whole lines before it; the unfinished line
    that it leaves is not given.
    """
    held: list[bytes] = []
    size = 0
    for step in steps:
        *whole, rest = step.split(b"\n")
        for line in whole:
            if size + len(line) > longest:
                yield TOO_LONG
            else:
                yield b"".join((*held, line)).removesuffix(b"\r")
            held, size = [], 0
        size += len(rest)
        if size <= longest:
            held.append(rest)
        else:
            held = []
    if size > longest:
        yield TOO_LONG
    elif size:
        yield b"".join(held).removesuffix(b"\r")
