"""The body of a recorded HTTP answer, without its transfer and content encodings, bounded."""

import io
import re
import zlib

from fastwarc import stream_io

from lautwem.article.decode import LIMIT

_CHUNK = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


class Unpacked:
    """The bytes, at most LIMIT + 1 of them; ``cut`` where the packed bytes end too early."""

    def __init__(self, data: bytes, cut: bool = False) -> None:
        self.data = data
        self.cut = cut


def _zlib(data: bytes, window: int) -> Unpacked:
    stream = zlib.decompressobj(wbits=window)
    found = stream.decompress(data, LIMIT + 1)
    return Unpacked(found, not stream.eof and len(found) <= LIMIT)


def _deflated(data: bytes) -> Unpacked:
    """Deflate as servers send it: with the head of zlib, or bare."""
    try:
        return _zlib(data, 15)
    except zlib.error:
        return _zlib(data, -15)


def _step(data: bytes, encoding: str) -> Unpacked:
    if encoding in ("gzip", "x-gzip"):
        return _zlib(data, 31) if data.startswith(b"\x1f\x8b") else Unpacked(data)
    if encoding == "deflate":
        return _deflated(data)
    readers = {
        "br": stream_io.BrotliReader, "zstd": stream_io.ZstdReader,
        "chunked": stream_io.ChunkedReader,
    }  # fmt: skip
    if encoding in ("identity", "", "none", "utf-8"):
        return Unpacked(data)
    if encoding not in readers:
        raise ValueError(f"the encoding {encoding[:40]!r} is not known")
    if encoding == "chunked" and not _CHUNK.match(data):
        return Unpacked(data)  # crawlers often store the body unchunked and keep the header
    return Unpacked(readers[encoding](io.BytesIO(data)).read(LIMIT + 1))


def decoded(data: bytes, transfer: str, content: str) -> Unpacked:
    """``data`` without the encodings that two headers name ("chunked", "gzip, br").

    Raises OSError, ValueError or zlib.error where the bytes are not so encoded.
    """
    names = [*content.split(","), *transfer.split(",")]
    cut = False
    for name in reversed([n.strip().casefold() for n in names][-5:]):
        found = _step(data, name)
        data, cut = found.data, cut or found.cut
    return Unpacked(data, cut)
