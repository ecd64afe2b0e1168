"""From the blocks of a draft (plain text, Markdown, DOCX) to its Article: title, body, captions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from lautwem.article import caption, compose, dates, tongue
from lautwem.article.front import Head
from lautwem.model import Article, Caption, Frozen, Place, Span, Waiver

_FULL_STOP = re.compile(r"[.,:;…][\"“”»«›‹’‘')\]]{0,3}$")
_LONGEST_TITLE = 160


Kind = Literal["text", "heading", "top", "caption"]
"""What a block is: a paragraph, a heading (``top``: of the first level), a caption."""


class Block(Frozen):
    """A stretch of the text."""

    span: Span
    kind: Kind = "text"


class Words(Frozen):
    """Words of a block, and where in the file they begin: line and column, both from 0."""

    text: str
    line: int
    column: int


class Found(Frozen):
    """A block as found in a file: its words, and the rules that a comment in it waives."""

    words: tuple[Words, ...]
    kind: Kind = "text"
    waived: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.words)


def same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _is_headline(text: str, block: Block, following: Block) -> bool:
    words = text[slice(*block.span)]
    if block.kind in ("heading", "top"):
        return True
    if len(words) > _LONGEST_TITLE or "\n" in words or _FULL_STOP.search(words):
        return False
    start = words.lstrip("„“\"»«'‚›‹–-")[:1]
    below = following.span[1] - following.span[0]
    return (start.isupper() or start.isdigit()) and below > len(words)


def _title(text: str, blocks: Sequence[Block], known: str | None) -> tuple[str | None, int | None]:
    """The title and the index of its block; the block is None where it is not in the text."""
    if known is not None:
        for index, block in enumerate(blocks[:3]):
            if same(text[slice(*block.span)], known):
                return known, index
        return known, None
    for index, block in enumerate(blocks[:3]):
        if block.kind == "top":
            return text[slice(*block.span)], index
    for index, block in enumerate(blocks[:-1][:1]):
        words = text[slice(*block.span)]
        if not caption.is_caption(words) and _is_headline(text, block, blocks[1]):
            return words, index
    return None, None


def _captions(text: str, blocks: Sequence[Block]) -> tuple[Caption, ...]:
    """The captions among the blocks: those marked as some, and those that read like one."""
    found: list[Caption] = []
    follows = False
    for block in blocks:
        span, marked = block.span, block.kind == "caption"
        words = text[slice(*span)]
        parts = caption.split(words) if marked or caption.is_caption(words) else None
        if parts is None and follows:
            parts = caption.after_caption(words)
        follows = parts is not None
        if parts is not None:
            found.append(Caption(span, parts.text, parts.credit, dates.in_caption(parts.text)))
    return tuple(found)


def assemble(
    text: str,
    blocks: Sequence[Block],
    head: Head,
    source: str,
    *,
    line_offset: int = 0,
    column_offset: int = 0,
    places: tuple[Place, ...] = (),
    waivers: tuple[Waiver, ...] = (),
) -> Article:
    """The Article whose ``text`` has these ``blocks``, with what its ``head`` says of it."""
    title, title_block = _title(text, blocks, head.title)
    rest = [block for index, block in enumerate(blocks) if index != title_block]
    captions = _captions(text, rest)
    pictures = {found.span for found in captions}
    language, notices = tongue.language(text)
    article = Article(
        id="",
        source=source,
        text=text,
        paragraphs=tuple(block.span for block in rest if block.span not in pictures),
        title=title,
        title_span=None if title_block is None else blocks[title_block].span,
        outlet=head.outlet,
        url=head.url,
        authors=head.authors,
        published=head.published,
        modified=head.modified,
        language=language,
        captions=captions,
        notices=(*head.notices, *notices),
        line_offset=line_offset,
        column_offset=column_offset,
        places=places,
        waivers=(*head.waivers, *waivers),
    )
    return compose.with_id(article)


def _trimmed(words: Sequence[Words]) -> Iterator[Words]:
    """The words, cut where a line of the file ends, without white space at the ends."""
    cut: list[Words] = []
    for piece in words:
        line, column = piece.line, piece.column
        for part in re.findall(r"[^\n]+|\n", piece.text):
            cut.append(Words(part, line, column))
            line, column = (line + 1, 0) if part == "\n" else (line, column + len(part))
    shown = [number for number, piece in enumerate(cut) if piece.text.strip()]
    for number in range(shown[0], shown[-1] + 1) if shown else ():
        text, skip = cut[number].text, 0
        if number == shown[0]:
            skip = len(text) - len(text.lstrip())
        if number == shown[-1]:
            text = text.rstrip()
        yield Words(text[skip:], cut[number].line, cut[number].column + skip)


def gathered(found: Iterable[Found], head: Head, source: str) -> Article:
    """The Article of the blocks ``found`` in a file, in order, with a blank line between them.

    What a block without words waives holds for the next one.
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    places: list[Place] = []
    waivers: list[Waiver] = []
    waits: tuple[str, ...] = ()
    size = 0
    for one in found:
        waits += one.waived
        words = tuple(_trimmed(one.words))
        if not words:
            continue
        if blocks:
            pieces.append("\n\n")
            size += 2
        begin = size
        for piece in words:
            places.append((size, piece.line + 1, piece.column + 1))
            pieces.append(piece.text)
            size += len(piece.text)
        blocks.append(Block((begin, size), one.kind))
        if waits:
            waivers.append(Waiver(waits, (begin, size)))
            waits = ()
    text = "".join(pieces)
    return assemble(text, blocks, head, source, places=tuple(places), waivers=tuple(waivers))
