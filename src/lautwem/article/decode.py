"""Bytes to text: what is no text is refused, and the character set is found.

Order of belief: byte order mark; valid UTF-8 (text that is not UTF-8 practically never
decodes as such); the declared character set; UTF-8 with a few damaged bytes; Windows-1252,
the usual one of German texts; and what charset-normalizer finds.
"""

import codecs
import re
import zlib

import charset_normalizer

from lautwem.errors import EmptyInput, InputTooLarge, NotText, UndecodableText
from lautwem.model import Frozen, Notice

LIMIT = 20_000_000
"""Most bytes of one input that are read."""

_SAMPLE = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE_AS_TEXT = "Save it as plain text or HTML and read that."
_FORMATS = (
    (b"%PDF-", "a PDF", "Extract its text first, for instance with pdftotext, and read that."),
    (
        b"PK\x03\x04",
        "a zip archive or an office document",
        "Of office documents lautwem reads DOCX: save it as one, or as plain text.",
    ),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc)", "Save it as DOCX and read that."),
    (b"{\\rtf", "an RTF document", _SAVE_AS_TEXT),
    (b"\x89PNG", "a PNG image", "lautwem reads text, not pictures of it."),
    (b"\xff\xd8\xff", "a JPEG image", "lautwem reads text, not pictures of it."),
    (b"GIF8", "a GIF image", "lautwem reads text, not pictures of it."),
    (b"RIFF", "an image or a sound file", "lautwem reads text."),
    (b"ID3", "a sound file", "lautwem reads text."),
    (b"SQLite format 3", "a database", "lautwem reads text."),
    (b"\x7fELF", "a program", "lautwem reads text."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it and read the files in it."),
    (b"BZh", "a bzip2 archive", "Unpack it and read the files in it."),
    (b"\xfd7zXZ", "an xz archive", "Unpack it and read the files in it."),
    (b"(\xb5/\xfd", "a zstd archive", "Unpack it and read the files in it."),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w\-:.]{2,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([\w\-:.]{2,40})""",
    re.IGNORECASE,
)
_WESTERN = {"iso8859-1", "ascii", "iso8859-15", "cp1252"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_SHARE = 0.02


class Decoded(Frozen):
    """Text, and what its reader must know of how it was decoded."""

    text: str
    charset: str
    notices: tuple[Notice, ...] = ()


def too_large(what: str) -> InputTooLarge:
    """The error for an input over :data:`LIMIT`."""
    return InputTooLarge(
        f"{what} is larger than {LIMIT // 1_000_000} MB.",
        "One input is one article: split the file and read the parts.",
    )


def unpacked(data: bytes, source: str) -> bytes:
    """``data``, unpacked where it is gzip; bounded, so that no small file unpacks to a huge one."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    stream = zlib.decompressobj(wbits=31)
    try:
        content = stream.decompress(data, LIMIT + 1)
    except zlib.error as error:
        raise NotText(f"{source} is a damaged gzip file ({error}).", "Get it again.") from error
    if len(content) > LIMIT:
        raise too_large(f"{source}, unpacked,")
    return content


def refuse_other_formats(data: bytes, source: str) -> None:
    """Raises NotText or EmptyInput for what cannot be a text, by its first bytes."""
    if not data.strip():
        raise EmptyInput(f"{source} is empty.", "Give a file or page with text in it.")
    for magic, what, advice in _FORMATS:
        if data.startswith(magic):
            raise NotText(f"{source} is {what}, not text.", advice)


def _python_name(charset: str | None) -> str | None:
    """The codec for a declared character set; Latin-1 means Windows-1252, as in browsers."""
    if not charset:
        return None
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in _WESTERN else name


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _wide(data: bytes) -> str | None:
    """The UTF-16 codec of text without a byte order mark, seen by where its zeros stand."""
    sample = data[:2000]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _refuse_binary(text: str, source: str) -> None:
    sample = text[:_SAMPLE]
    control = len(_CONTROL.findall(sample))
    if control > _BINARY_SHARE * len(sample):
        raise NotText(f"{source} is binary data, not text.", _SAVE_AS_TEXT)


def _damaged(data: bytes) -> str | None:
    """UTF-8 with few broken places: at least four whole characters for each of them."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text if c > "\x7f") - broken
    return text if whole >= 4 * broken else None


def _mismatch(declared: str, found: str) -> Notice:
    return Notice(
        "charset_mismatch", f"declared as {declared}, but the bytes are {found}; read as {found}"
    )


def _guess(data: bytes, source: str) -> Decoded:
    if (text := _damaged(data)) is not None:
        notice = Notice("damaged_text", "some bytes are not valid UTF-8; they are shown as \ufffd")
        return Decoded(text, "utf-8", (notice,))
    if (text := _strict(data, "cp1252")) is not None:
        return Decoded(text, "cp1252")
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise UndecodableText(
            f"{source}: no character set makes these bytes readable.", "Save the text as UTF-8."
        )
    return Decoded(data.decode(best.encoding, errors="replace"), best.encoding)


def _by_belief(data: bytes, declared: str | None, source: str) -> Decoded:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(codec, errors="replace"), codec)
    codec = _python_name(declared)
    if (wide := _wide(data)) is not None:
        return Decoded(data.decode(wide, errors="replace"), wide)
    if b"\x00" in data[:_SAMPLE]:
        raise NotText(f"{source} is binary data, not text.", _SAVE_AS_TEXT)
    if (text := _strict(data, "utf-8")) is not None:
        wrong = declared and codec not in (None, "utf-8") and not text.isascii()
        return Decoded(text, "utf-8", (_mismatch(declared, "utf-8"),) if wrong else ())
    if codec and codec != "utf-8" and (text := _strict(data, codec)) is not None:
        return Decoded(text, codec)
    found = _guess(data, source)
    if declared and codec != found.charset:
        notice = _mismatch(declared, found.charset)
        return Decoded(found.text, found.charset, (*found.notices, notice))
    return found


def decode(data: bytes, source: str, declared: str | None = None) -> Decoded:
    """The text in ``data``; ``declared`` is the character set a server named.

    Raises EmptyInput, NotText (binary, another format), InputTooLarge, UndecodableText.
    """
    if len(data) > LIMIT:
        raise too_large(source)
    data = unpacked(data, source)
    refuse_other_formats(data, source)
    if declared is None and (found := _DECLARED.search(data[:4096])):
        declared = (found.group(1) or found.group(2)).decode("ascii")
    decoded = _by_belief(data, declared, source)
    _refuse_binary(decoded.text, source)
    if not decoded.text.strip():
        raise EmptyInput(f"{source} is empty.", "Give a file or page with text in it.")
    return decoded
