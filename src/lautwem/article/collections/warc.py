"""Web archives (WARC): the HTML pages that were answered with status 200.

Records are cut out by their claimed length, and where that is wrong the next record is looked
for, so that one damaged record costs itself alone; fastwarc reads what was cut out.
"""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import WarcRecord, WarcRecordType

from lautwem.article.collections import members, payload
from lautwem.article.collections.record import Damage, Record
from lautwem.article.collections.stream import GZIP
from lautwem.article.decode import LIMIT
from lautwem.model import Frozen, Notice

_MARK = re.compile(rb"(?:\A|(?<=\n))WARC/1\.[01]\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_TARGET = re.compile(rb"\nwarc-target-uri:[ \t]*<?([^\s>]{1,2000})", re.IGNORECASE)
_DIGEST = re.compile(rb"\nwarc-block-digest:[ \t]*sha1:([A-Za-z2-7]{32})\b", re.IGNORECASE)
_LONGEST_HEAD = 65_536
_LARGEST = LIMIT + (1 << 20)
_HTML = ("text/html", "application/xhtml+xml")
_CUT = Notice("truncated", "the web archive holds only the beginning of this page")
_ALTERED = Notice("checksum", "the web archive's checksum of this page does not fit: it may differ")


class _Cut(Frozen):
    """One record cut out: bytes, where its head ends, and whether its bytes were checked."""

    offset: int
    data: bytes
    body: int
    doubtful: bool = False


class _Window:
    """The bytes in view, filled from steps up to the next gap; ``base`` is their offset."""

    def __init__(self, steps: Iterator[bytes | members.Gap], base: int = 0) -> None:
        self._steps = steps
        self.data = bytearray()
        self.base = base
        self.gap: members.Gap | None = None
        self.over = False

    def fill(self, size: int) -> bool:
        """Whether ``size`` bytes are in view, after reading what is needed."""
        while len(self.data) < size and not self.over:
            step = next(self._steps, None)
            if step is None:
                self.over = True
            elif isinstance(step, members.Gap):
                self.over, self.gap = True, step
            else:
                self.data += step
        return len(self.data) >= size

    def drop(self, size: int) -> None:
        del self.data[:size]
        self.base += size

    def reopen(self) -> members.Gap | None:
        """Goes on behind a gap; the gap, or None where the file is at its end."""
        gap, self.gap = self.gap, None
        self.over = gap is None
        return gap


def _seek_mark(window: _Window, begin: int) -> None:
    """Drops bytes up to the next record at or behind ``begin``, or all of them."""
    while True:
        if match := _MARK.search(window.data, begin):
            window.drop(match.start())
            return
        if not window.fill(len(window.data) + 1):
            window.drop(len(window.data))
            return
        keep = max(0, len(window.data) - 65_536 - 16)
        window.drop(keep)
        begin = max(0, begin - keep)


def _could_be_page(head: bytes, block: bytes) -> bool:
    response = re.search(rb"\nwarc-type:[ \t]*response", head, re.IGNORECASE)
    return bool(response) and b"text/html" in block[:4096].lower()


def _broken(head: bytes, source: str, offset: int, reason: str) -> Damage:
    target = _TARGET.search(head)
    about = f" ({target.group(1).decode('utf-8', 'replace')})" if target else ""
    return Damage(f"{source}#{offset}", f"A record{about} {reason}.")


def _one(window: _Window, source: str, doubtful: bool) -> Iterator[_Cut | Damage]:
    """The record at the begin of the window, or what is wrong with it; moves the window on."""
    window.fill(_LONGEST_HEAD)
    offset = window.base
    ends = _END.search(window.data, 0, _LONGEST_HEAD)
    head = bytes(window.data[: ends.end() if ends else 4096])
    length = _LENGTH.search(head) if ends and _MARK.match(head) else None
    if ends is None or length is None:
        yield _broken(head, source, offset, "has no readable head")
        _seek_mark(window, 5)
        return
    size = ends.end() + int(length.group(1))
    if size > _LARGEST:
        if _could_be_page(head, bytes(window.data[ends.end() : ends.end() + 4096])):
            yield _broken(head, source, offset, f"claims {size:,} bytes: too large")
        _seek_mark(window, 5)
        return
    window.fill(size + 4)
    if len(window.data) < size:
        yield _broken(head, source, offset, "is cut off")
        _seek_mark(window, 5)
        return
    behind = bytes(window.data[size : size + 12]).lstrip(b"\r\n")
    if window.data[size : size + 4] == b"\r\n\r\n" or not behind or _MARK.match(behind[:10]):
        yield _Cut(offset, bytes(window.data[:size]), ends.end(), doubtful)
        window.drop(size)
    else:
        yield _broken(head, source, offset, "is not as long as it claims")
        _seek_mark(window, 5)


def _run(window: _Window, source: str, doubtful: bool = False) -> Iterator[_Cut | Damage]:
    """The records up to the next gap or the end."""
    while window.fill(1):
        if window.data[:1] in (b"\r", b"\n"):
            window.drop(1)
            continue
        yield from _one(window, source, doubtful)


def _cuts(steps: Iterator[bytes | members.Gap], source: str) -> Iterator[_Cut | Damage]:
    window = _Window(steps)
    yield from _run(window, source)
    while gap := window.reopen():
        yield Damage(f"{source}#{gap.offset}", f"Packed data are damaged here ({gap.reason}).")
        yield from _run(_Window(iter((gap.found,)), gap.offset), source, doubtful=not gap.cut)
        yield from _run(window, source)


def _digest_fits(cut: _Cut) -> bool | None:
    """Whether the block is what the record's SHA-1 says; None where it says none."""
    given = _DIGEST.search(cut.data, 0, cut.body)
    if given is None:
        return None
    found = base64.b32encode(hashlib.sha1(cut.data[cut.body :]).digest())
    return found == given.group(1).upper()


def _page(cut: _Cut, source: str, checked: bool) -> Record | Damage | None:
    name = f"{source}#{cut.offset}"
    try:
        record = WarcRecord.from_bytes(cut.data)
        if record.record_type != WarcRecordType.response:
            return None
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
        record.parse_http(auto_decode="none")
        headers = record.http_headers
        if headers is None or headers.status_code != 200 or record.http_content_type not in _HTML:
            return None
        body = payload.decoded(
            record.reader.read(len(cut.data)),
            headers.get("Transfer-Encoding") or "",
            headers.get("Content-Encoding") or "",
        )
        charset = record.http_charset
        cut_short = body.cut or bool(record.headers.get("WARC-Truncated"))
    except (OSError, ValueError, LookupError, OverflowError, zlib.error) as error:
        return _broken(cut.data[: cut.body], source, cut.offset, f"cannot be read: {error}")
    if len(body.data) > LIMIT:
        return _broken(cut.data[: cut.body], source, cut.offset, "is over 20 MB, unpacked")
    notices = (_CUT,) if cut_short else ()
    if not checked and _digest_fits(cut) is False:
        notices = (*notices, _ALTERED)
    return Record(name, body.data, "page", charset=charset, url=url, notices=notices)


def read(stream: BinaryIO, source: str) -> Iterator[Record | Damage]:
    """The pages of a web archive; ``stream`` is seekable, plain or gzip."""
    head = stream.read(5)
    packed = head.startswith(GZIP) or (source.endswith(".gz") and head != b"WARC/")
    stream.seek(0)
    steps = members.unpacked(stream) if packed else members.plain(stream)
    for cut in _cuts(steps, source):
        if isinstance(cut, Damage):
            yield cut
        elif cut.doubtful and not _digest_fits(cut):
            reason = "is in a damaged part of the file"
            yield _broken(cut.data[: cut.body], source, cut.offset, reason)
        elif (found := _page(cut, source, packed)) is not None:
            yield found
