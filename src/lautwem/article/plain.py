"""Plain text to an Article: head, title, paragraphs and captions, the text itself unchanged."""

import re

from lautwem.article import compose, draft, front
from lautwem.article.decode import LIMIT, too_large
from lautwem.article.draft import Block
from lautwem.errors import EmptyInput
from lautwem.model import Article, Span

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_RULE = re.compile(r"(?:={3,}|-{3,}|\*{3,}|_{3,})")
_ENDS = re.compile(r"[.!?…:][\"“”»«›‹’‘')\]]{0,3}$")
_PARAGRAPH_LINES = 0.8
"""Share of lines that end a sentence above which lines are paragraphs; wrapped text has a tenth."""


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


def _split(text: str, begin: int, end: int) -> list[Block]:
    """The paragraphs of one block: Markdown headings and rules cut off, lines if they are some."""
    blocks: list[Block] = []
    run: list[Span] = []

    def close() -> None:
        if run:
            pieces = list(run) if _are_paragraphs(text, run) else [(run[0][0], run[-1][1])]
            blocks.extend(Block(span) for span in pieces)
            run.clear()

    for line in _lines(text, begin, end):
        mark = _HEADING.match(text, line[0], line[1])
        if mark:
            close()
            blocks.append(Block((mark.end(), line[1]), "heading"))
        elif _RULE.fullmatch(text, *line):
            underlined = len(run) == 1 and text[line[0]] in "=-"
            if underlined:
                blocks.append(Block(run.pop(), "heading"))
            close()
        else:
            run.append(line)
    close()
    return blocks


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    begin = 0
    for gap in _BLANK.finditer(text):
        blocks += _split(text, begin, gap.start())
        begin = gap.end()
    blocks += _split(text, begin, len(text))
    if len(blocks) == 1 and blocks[0].kind != "heading":
        return _headline_above(text, blocks[0])
    return blocks


def _headline_above(text: str, block: Block) -> list[Block]:
    """A text without blank lines: its first line may be the title of the lines below."""
    lines = _lines(text, *block.span)
    if len(lines) > 2 and not _ENDS.search(text, *lines[0]) and _are_paragraphs(text, lines[1:]):
        return [Block(span) for span in lines]
    return [block]


def read(text: str, source: str, head: front.Head | None = None) -> Article:
    """The Article in a plain text, whose head is not looked for in the text where it is given.

    Raises EmptyInput, InputTooLarge and BadFrontMatter.
    """
    if len(text) > LIMIT:
        raise too_large(source)
    whole = compose.clean(text.removeprefix("\ufeff"))
    head = front.read(whole) if head is None else head
    body = whole[head.begin :]
    if not body.strip():
        raise EmptyInput(f"{source} has no text.", "Give a file or page with text in it.")
    return draft.assemble(
        body,
        _blocks(body),
        head,
        source,
        line_offset=whole.count("\n", 0, head.begin),
        column_offset=head.begin - (whole.rfind("\n", 0, head.begin) + 1),
    )
