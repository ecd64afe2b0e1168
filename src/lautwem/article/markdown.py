"""Markdown (CommonMark with tables) to an Article: the words as read, and where each stands.

Headings, paragraphs, items of lists, quotations and cells are blocks of the text; links give
their words, emphasis its content; a picture alone in its paragraph is a caption with its
alternative text. Nothing is lost: a block of code is text too. What is struck out is not read.
"""

import bisect
import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lautwem.article import compose, draft, front, visible
from lautwem.article.decode import LIMIT, too_large
from lautwem.article.draft import Found, Kind, Words
from lautwem.errors import EmptyInput
from lautwem.model import Article

_TARGET = re.compile(r"\]\((?:[^()\\\n]|\\.|\([^()\n]{0,2000}\))*\)|\](?:\[[^\]]{0,1000}\])?")
_NEAR = 200
"""Most code points of marks between words that stand one after the other."""
_BREAKS = frozenset(("softbreak", "hardbreak"))
_HTML_BREAK = re.compile(r"/?(?:p|div|li|ul|ol|figure|figcaption|blockquote|h[1-6]|td|th|tr|br)")


def _parser() -> MarkdownIt:
    """The parser; indented text stays text, and what is escaped stays apart (for its place)."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
    parser.core.ruler.disable("text_join")
    return parser


class _Inline:
    """The words of one inline token with their places: its content is found in its lines again."""

    def __init__(self, token: Token, lines: Sequence[str], first: int, column: int) -> None:
        self.content = token.content
        self.cursor = 0
        self.waived: tuple[str, ...] = ()
        self._starts: list[tuple[int, int, int]] = []
        at = 0
        for number, line in enumerate(token.content.split("\n"), first):
            given = lines[number] if number < len(lines) else ""
            place = given.find(line.rstrip(), column)
            indent = len(given) - len(given.lstrip())
            self._starts.append((at, number, place if place >= 0 else indent))
            at += len(line) + 1
            column = 0
        self.end = self._starts[-1][2] + len(token.content) - self._starts[-1][0]

    def _placed(self, text: str, at: int) -> Words:
        begin, line, column = self._starts[
            bisect.bisect_right(self._starts, at, key=lambda start: start[0]) - 1
        ]
        return Words(text, line, column + at - begin)

    def _taken(self, raw: str, text: str) -> Words:
        # Bounded: code over a line end is not found again, and a search to the end would cost n².
        at = self.content.find(raw, self.cursor, self.cursor + len(raw) + _NEAR)
        at = self.cursor if at < 0 else at
        self.cursor = at + len(raw)
        return self._placed(text, at)

    def _skip_target(self) -> None:
        found = _TARGET.search(self.content, self.cursor)
        self.cursor = found.end() if found else self.cursor

    def words(self, children: Sequence[Token]) -> Iterator[Words]:
        """The words of ``children`` in order; what is struck out and pictures are passed over."""
        struck = 0
        for child in children:
            kind = child.type
            struck += (kind == "s_open") - (kind == "s_close")
            found = None
            if kind in ("text", "code_inline") and child.content:
                found = self._taken(child.content, child.content)
            elif kind == "text_special":
                found = self._taken(child.markup, child.content)
            elif kind in _BREAKS:
                found = self._taken("\n", "\n")
            elif kind == "html_inline":
                found = self._html(child.content)
            elif kind == "image":
                self._taken("![", "")
                self._skip_target()
            elif kind == "link_close" and child.markup != "autolink":
                self._skip_target()
            if found is not None and not struck:
                yield found

    def _html(self, raw: str) -> Words | None:
        place = self._taken(raw, "\n")
        for piece in visible.pieces(raw):
            if piece.kind == "comment":
                self.waived += visible.waived(piece.content)
            elif piece.content in ("br", "/br"):
                return place
        return None

    def caption(self, image: Token) -> tuple[Words, ...]:
        """The alternative text of a picture."""
        self._taken("![", "")
        return tuple(self.words(image.children or ()))


def _only_picture(token: Token) -> Token | None:
    """The picture of a paragraph with nothing else in it (perhaps inside a link)."""
    shown = [
        child
        for child in token.children or ()
        if child.type not in ("link_open", "link_close")
        and not (child.type == "text" and not child.content.strip())
    ]
    return shown[0] if len(shown) == 1 and shown[0].type == "image" else None


def _of_inline(token: Token, lines: Sequence[str], kind: Kind, after: dict[int, int]) -> Found:
    first = token.map[0] if token.map else max(after, default=0)
    inline = _Inline(token, lines, first, after.get(first, 0))
    after[first] = inline.end
    picture = _only_picture(token)
    if picture is not None:
        return Found(inline.caption(picture), "caption")
    words = tuple(inline.words(token.children or ()))
    return Found(words, kind, inline.waived)


def _of_html(token: Token, lines: Sequence[str]) -> Iterator[Found]:
    """The blocks of a stretch of HTML; a comment alone stands for the block that follows."""
    first = token.map[0] if token.map else 0
    source = token.content
    column = max(0, lines[first].find(source.split("\n", 1)[0])) if first < len(lines) else 0
    words: list[Words] = []
    waived: tuple[str, ...] = ()
    kind = "text"
    for piece in visible.pieces(source):
        if piece.kind == "comment":
            waived += visible.waived(piece.content)
        elif piece.kind == "text":
            begin = source.rfind("\n", 0, piece.begin) + 1
            line = first + source.count("\n", 0, piece.begin)
            words.append(Words(piece.content, line, piece.begin - begin + (begin == 0) * column))
        elif _HTML_BREAK.fullmatch(piece.content):
            yield Found(tuple(words), kind, waived)
            words, waived = [], ()
            kind = "caption" if piece.content == "figcaption" else "text"
    yield Found(tuple(words), kind, waived)


def _of_code(token: Token, lines: Sequence[str]) -> Found:
    first = (token.map[0] if token.map else 0) + 1
    words = []
    for number, line in enumerate(token.content.split("\n"), first):
        column = max(0, lines[number].find(line)) if number < len(lines) else 0
        words.append(Words(f"{line}\n", number, column))
    return Found(tuple(words))


def _found(text: str, lines: Sequence[str]) -> Iterator[Found]:
    kind = "text"
    after: dict[int, int] = {}
    for token in _parser().parse(text):
        if token.type == "heading_open":
            kind = "top" if token.tag == "h1" else "heading"
        elif token.type == "heading_close":
            kind = "text"
        elif token.type == "inline":
            yield _of_inline(token, lines, kind, after)
        elif token.type == "html_block":
            yield from _of_html(token, lines)
        elif token.type == "fence":
            yield _of_code(token, lines)


def _headline(title: str, head: str) -> Found:
    """The title of the front matter as a block of the text, at its place in the file."""
    at = max(0, head.find(title))
    place = Words(title, head.count("\n", 0, at), at - head.rfind("\n", 0, at) - 1)
    return Found((place,), "top")


def read(text: str, source: str) -> Article:
    """The Article in a Markdown text. Raises EmptyInput, InputTooLarge and BadFrontMatter."""
    if len(text) > LIMIT:
        raise too_large(source)
    whole = compose.clean(text.removeprefix("\ufeff"))
    head = front.read(whole)
    line = whole.count("\n", 0, head.begin)
    column = head.begin - (whole.rfind("\n", 0, head.begin) + 1)
    # The head gives way to empty lines, so that every place is one of the file.
    body = "\n" * line + " " * column + whole[head.begin :]
    found = list(_found(body, body.split("\n")))
    if head.title and not any(draft.same(one.text, head.title) for one in found[:3]):
        found.insert(0, _headline(head.title, whole[: head.begin]))
    if not any(one.text.strip() for one in found):
        raise EmptyInput(f"{source} has no text.", "Give a file or page with text in it.")
    return draft.gathered(found, head, source)
