"""DOCX to an Article: mammoth gives the words with their styles, headings and captions stay some.

A DOCX has no lines: the line of a place is the number of its paragraph, empty ones not counted.
Nothing outside the file is opened, and what is packed in it is bounded before it is unpacked.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import mammoth

from lautwem.article import compose, draft, markup
from lautwem.article.draft import Found, Kind, Words
from lautwem.article.front import Head
from lautwem.errors import EmptyInput, InputTooLarge, NotText
from lautwem.model import Article

_BODY = "word/document.xml"
_LARGEST_PART = 20_000_000
"""Most bytes of one part of XML, unpacked. A million characters of text take about 2 MB."""
_MOST_PARTS = 5_000
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Titel'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Untertitel'] => h2:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='Beschriftung'] => figcaption:fresh
strike => !
"""
"""Names of styles as Word and LibreOffice write them, in English and German."""

_LEAVES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "figcaption"))
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def is_docx(data: bytes) -> bool:
    """Whether bytes are a zip archive with the parts of a Word document."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _BODY in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return b"word/" in data  # cut short or damaged: the error shall say so


def _broken(source: str, why: object) -> NotText:
    return NotText(
        f"{source} is a damaged DOCX ({why}).", "Open it in a word processor and save it again."
    )


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo, source: str) -> bytes:
    """One part; its declared size is not believed."""
    with archive.open(part) as stream:
        content = stream.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise InputTooLarge(
            f"{source}, unpacked, is larger than {_LARGEST_PART // 1_000_000} MB.",
            "One input is one article: split the document.",
        )
    return content


def _safe(data: bytes, source: str) -> io.BytesIO:
    """The document with its texts only: no pictures, nothing that leads outside, no entities."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(kept, "w") as copy:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS:
            raise _broken(source, f"{len(parts)} parts")
        total = 0
        for part in parts:
            if not part.filename.endswith((".xml", ".rels")):
                continue
            content = _unpack(archive, part, source)
            total += len(content)
            if total > 2 * _LARGEST_PART:
                raise InputTooLarge(f"{source} is too large, unpacked.", "Split the document.")
            if _DOCTYPE.search(content):
                raise _broken(source, "it declares entities")
            copy.writestr(part.filename, content)
    kept.seek(0)
    return kept


def _html(data: bytes, source: str) -> str:
    try:
        found = mammoth.convert_to_html(
            _safe(data, source),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        )
    except (InputTooLarge, NotText):
        raise
    except RecursionError as error:
        raise _broken(source, "nested too deeply") from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError) as error:
        raise _broken(source, error) from error
    except Exception as error:  # mammoth and the XML parsers below it have no common error
        raise _broken(source, type(error).__name__) from error
    return found.value


def _own_text(element: markup.Element) -> str:
    """The words of a block without those of blocks inside it; a line break stays one."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "br":
            pieces.append("\n")
        elif child.tag not in markup.BLOCKS and not _is_note(child):
            pieces.append(_own_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _is_note(element: markup.Element) -> bool:
    """Whether an element is the mark of a footnote ("[1]") or the arrow back from one ("↑")."""
    return element.tag == "sup" or (element.get("href") or "").startswith(("#footnote-ref", "#end"))


def _blocks(html: str, source: str) -> Iterator[Found]:
    number = 0
    for element in markup.parse(f"<body>{html}</body>", source).iter(*_LEAVES):
        text = compose.clean(_own_text(element)).strip()
        if not text:
            continue
        kind: Kind = "text"
        if element.tag == "figcaption":
            kind = "caption"
        elif element.tag in markup.HEADINGS:
            kind = "top" if element.tag == "h1" else "heading"
        column = 0
        words = []
        for line in text.splitlines(keepends=True):
            words.append(Words(line, number, column))
            column += len(line)
        yield Found(tuple(words), kind)
        number += 1


def read(data: bytes, source: str) -> Article:
    """The Article in a DOCX. Raises EmptyInput, InputTooLarge and NotText."""
    html = _html(data, source)
    found = list(_blocks(html, source)) if html.strip() else []
    if not found:
        raise EmptyInput(f"{source} has no text.", "Give a document with text in it.")
    return draft.gathered(found, Head(), source)
