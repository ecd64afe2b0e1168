"""Plain text to an Article: head, title, paragraphs and captions, the text itself unchanged."""

import re

from lautwem.article import caption, compose, dates, front, tongue
from lautwem.article.decode import LIMIT, too_large
from lautwem.errors import EmptyInput
from lautwem.model import Article, Caption, Span

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_RULE = re.compile(r"(?:={3,}|-{3,}|\*{3,}|_{3,})")
_ENDS = re.compile(r"[.!?…:][\"“”»«›‹’‘')\]]{0,3}$")
_FULL_STOP = re.compile(r"[.,:;…][\"“”»«›‹’‘')\]]{0,3}$")
_PARAGRAPH_LINES = 0.8
"""Share of lines that end a sentence above which lines are paragraphs; wrapped text has a tenth."""

_LONGEST_TITLE = 160


class _Block:
    """A stretch between blank lines; ``heading`` where Markdown marks it as one."""

    def __init__(self, span: Span, heading: bool) -> None:
        self.span = span
        self.heading = heading


def _lines(text: str, begin: int, end: int) -> list[Span]:
    spans = []
    while begin < end:
        stop = text.find("\n", begin, end)
        stop = end if stop < 0 else stop
        span = compose.stripped(text, begin, stop)
        if span[0] < span[1]:
            spans.append(span)
        begin = stop + 1
    return spans


def _are_paragraphs(text: str, lines: list[Span]) -> bool:
    """Whether the lines of a block are paragraphs: nearly all of them end a sentence."""
    inner = lines[:-1]
    ends = sum(1 for begin, end in inner if _ENDS.search(text, max(begin, end - 5), end))
    return bool(inner) and ends >= _PARAGRAPH_LINES * len(inner)


def _split(text: str, begin: int, end: int) -> list[_Block]:
    """The paragraphs of one block: Markdown headings and rules cut off, lines if they are some."""
    blocks: list[_Block] = []
    run: list[Span] = []

    def close() -> None:
        if run:
            pieces = list(run) if _are_paragraphs(text, run) else [(run[0][0], run[-1][1])]
            blocks.extend(_Block(span, False) for span in pieces)
            run.clear()

    for line in _lines(text, begin, end):
        mark = _HEADING.match(text, line[0], line[1])
        if mark:
            close()
            blocks.append(_Block((mark.end(), line[1]), True))
        elif _RULE.fullmatch(text, *line):
            underlined = len(run) == 1 and text[line[0]] in "=-"
            if underlined:
                blocks.append(_Block(run.pop(), True))
            close()
        else:
            run.append(line)
    close()
    return blocks


def _blocks(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    begin = 0
    for gap in _BLANK.finditer(text):
        blocks += _split(text, begin, gap.start())
        begin = gap.end()
    blocks += _split(text, begin, len(text))
    if len(blocks) == 1 and not blocks[0].heading:
        return _headline_above(text, blocks[0])
    return blocks


def _headline_above(text: str, block: _Block) -> list[_Block]:
    """A text without blank lines: its first line may be the title of the lines below."""
    lines = _lines(text, *block.span)
    if len(lines) > 2 and not _ENDS.search(text, *lines[0]) and _are_paragraphs(text, lines[1:]):
        return [_Block(span, False) for span in lines]
    return [block]


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _is_headline(text: str, block: _Block, following: _Block) -> bool:
    words = text[slice(*block.span)]
    if block.heading:
        return True
    if len(words) > _LONGEST_TITLE or "\n" in words or _FULL_STOP.search(words):
        return False
    start = words.lstrip("„“\"»«'‚›‹–-")[:1]
    below = following.span[1] - following.span[0]
    return (start.isupper() or start.isdigit()) and below > len(words)


def _title(text: str, blocks: list[_Block], known: str | None) -> tuple[str | None, int | None]:
    """The title and the index of its block; the block is None where it is not in the text."""
    if known is not None:
        for index, block in enumerate(blocks[:3]):
            if _same(text[slice(*block.span)], known):
                return known, index
        return known, None
    for index, block in enumerate(blocks[:-1][:1]):
        words = text[slice(*block.span)]
        if not caption.is_caption(words) and _is_headline(text, block, blocks[1]):
            return words, index
    return None, None


def _captions(text: str, spans: list[Span]) -> tuple[Caption, ...]:
    """The captions among the paragraphs at ``spans``."""
    found: list[Caption] = []
    follows = False
    for span in spans:
        words = text[slice(*span)]
        parts = caption.split(words) if caption.is_caption(words) else None
        if parts is None and follows:
            parts = caption.after_caption(words)
        follows = parts is not None
        if parts is not None:
            found.append(Caption(span, parts.text, parts.credit, dates.in_caption(parts.text)))
    return tuple(found)


def read(text: str, source: str) -> Article:
    """The Article in a plain text. Raises EmptyInput, InputTooLarge and BadFrontMatter."""
    if len(text) > LIMIT:
        raise too_large(source)
    whole = compose.clean(text.removeprefix("\ufeff"))
    head = front.read(whole)
    body = whole[head.begin :]
    if not body.strip():
        raise EmptyInput(f"{source} has no text.", "Give a file or page with text in it.")
    blocks = _blocks(body)
    title, title_block = _title(body, blocks, head.title)
    rest = [block.span for index, block in enumerate(blocks) if index != title_block]
    captions = _captions(body, rest)
    pictures = {found.span for found in captions}
    language, notices = tongue.language(body)
    article = Article(
        id="",
        source=source,
        text=body,
        paragraphs=tuple(span for span in rest if span not in pictures),
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
        line_offset=whole.count("\n", 0, head.begin),
        column_offset=head.begin - (whole.rfind("\n", 0, head.begin) + 1),
    )
    return compose.with_id(article)
