"""Pairing of quotation marks: which mark opens, which closes, what lies between.

Marks are paired with a stack, block by block. A mark that can both open and close is told
by what it stands against (blank, letter, punctuation); where that is unclear, it closes
what is open. Single marks between letters are apostrophes, and single marks without a
partner are taken for apostrophes too. Double marks are never lost: one without a partner
gives a pair that ends (or begins) with its sentence.

A quotation over several paragraphs is one pair where it is opened once and closed once;
where every paragraph opens anew, it is a pair for each, and the later ones ``continue``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache

from lautwem.language import lexicon
from lautwem.model import Analysis, Frozen, Span

MAX_OPEN = 8
"""Marks open at once; deeper nesting does not occur and would cost more than linear time."""
MAX_BLOCKS = 3
"""Blocks that a quotation may run on into without opening anew."""


class QuotePair(Frozen):
    """Two marks that belong together, and the place between them.

    ``open`` or ``close`` is empty where the mark is missing. ``depth`` counts the pairs
    around this one. ``continues`` is true where the pair before goes on in a new paragraph.
    """

    open: Span
    close: Span
    inner: Span
    depth: int = 0
    continues: bool = False

    @property
    def outer(self) -> Span:
        """The place with its marks."""
        return (self.open[0], self.close[1])

    @property
    def complete(self) -> bool:
        """Whether both marks are there."""
        return self.open[0] < self.open[1] and self.close[0] < self.close[1]


def pair_marks(text: str, analysis: Analysis) -> tuple[QuotePair, ...]:
    """All pairs of quotation marks within the analysed blocks, in text order, outer first."""
    marks = _marks()
    pairs: list[QuotePair] = []
    carried: _Carried | None = None
    for block in _blocks(analysis):
        carried = _pair_block(text, block, marks, pairs, carried)
    if carried:
        pairs.append(carried.unclosed())
    return _with_depth(pairs)


class _Marks(Frozen):
    """The compiled table of marks."""

    closers: Mapping[str, frozenset[str]]
    double: frozenset[str]
    opening: frozenset[str]
    apostrophes: frozenset[str]
    measures: frozenset[str]
    elision: re.Pattern[str]
    pattern: re.Pattern[str]


@cache
def _marks() -> _Marks:
    raw = lexicon.load("quotation_marks")
    closers = {mark: frozenset(found) for mark, found in {**raw["double"], **raw["single"]}.items()}
    known = set(closers).union(*closers.values())
    longest_first = sorted(known, key=lambda mark: (-len(mark), mark))
    return _Marks(
        closers=closers,
        double=frozenset(raw["double"]).union(*raw["double"].values()),
        opening=frozenset(raw["opening"]),
        apostrophes=frozenset(raw["apostrophes"]),
        measures=frozenset(raw["measures"]),
        elision=re.compile(rf"(?:{'|'.join(map(re.escape, raw['elisions']))}|\d\d)\b"),
        pattern=re.compile("|".join(map(re.escape, longest_first))),
    )


class _Block(Frozen):
    """The place of a block and the ends of its sentences."""

    span: Span
    sentences: tuple[Span, ...]

    def sentence_at(self, place: int) -> Span:
        found = bisect_right(self.sentences, place, key=lambda span: span[1])
        return self.sentences[min(found, len(self.sentences) - 1)]


def _blocks(analysis: Analysis) -> Iterator[_Block]:
    spans: list[Span] = []
    number = -1
    for sentence in analysis.sentences:
        if spans and sentence.block != number:
            yield _Block((spans[0][0], spans[-1][1]), tuple(spans))
            spans = []
        number = sentence.block
        tokens = analysis.tokens
        spans.append((tokens[sentence.first].begin, tokens[sentence.last - 1].end))
    if spans:
        yield _Block((spans[0][0], spans[-1][1]), tuple(spans))


class _Opener(Frozen):
    mark: str
    span: Span
    continues: bool = False


class _Carried(Frozen):
    """An opening mark that its block did not close: where it ends if nothing does."""

    opener: _Opener
    sentence_end: int
    block_end: int
    blocks_left: int = MAX_BLOCKS

    def unclosed(self) -> QuotePair:
        return _unclosed(self.opener, self.sentence_end)

    def until_block_end(self) -> QuotePair:
        return _unclosed(self.opener, self.block_end)


def _unclosed(opener: _Opener, end: int) -> QuotePair:
    end = max(end, opener.span[1])
    return QuotePair(opener.span, (end, end), (opener.span[1], end), continues=opener.continues)


def _pair_block(
    text: str,
    block: _Block,
    marks: _Marks,
    pairs: list[QuotePair],
    carried: _Carried | None,
) -> _Carried | None:
    """Pair the marks of one block; returns the double mark that is still open at its end."""
    begin, end = block.span
    stack: list[_Opener] = []
    for match in marks.pattern.finditer(text, begin, end):
        mark, span = match.group(), match.span()
        role = _role(text, block.span, mark, span, stack, marks)
        if role == "open":
            continues = False
            if carried and carried.opener.mark == mark and not stack:
                anew = span[0] == begin
                pairs.append(carried.until_block_end() if anew else carried.unclosed())
                continues, carried = anew, None
            stack.append(_Opener(mark, span, continues))
            if len(stack) > MAX_OPEN:
                _give_up(stack[:1], block, marks, pairs)
                del stack[0]
        elif role == "close":
            place = _partner(mark, stack, marks)
            if place is not None:
                _give_up(stack[place + 1 :], block, marks, pairs, span[0])
                opener = stack[place]
                del stack[place:]
                pairs.append(_closed(opener, span))
            elif mark in marks.double and carried and _may_close(mark, carried.opener, marks):
                pairs.append(_closed(carried.opener, span))
                carried = None
            elif mark in marks.double:
                pairs.append(_unopened(span, block, pairs))
    return _carry(stack, block, marks, pairs, carried)


def _closed(opener: _Opener, close: Span) -> QuotePair:
    return QuotePair(opener.span, close, (opener.span[1], close[0]), continues=opener.continues)


def _unopened(close: Span, block: _Block, pairs: list[QuotePair]) -> QuotePair:
    """A closing mark alone: the quotation began with the sentence or after the last pair."""
    start = block.sentence_at(close[0])[0]
    if pairs:
        start = max(start, pairs[-1].outer[1])
    start = min(start, close[0])
    return QuotePair((start, start), close, (start, close[0]))


def _carry(
    stack: list[_Opener],
    block: _Block,
    marks: _Marks,
    pairs: list[QuotePair],
    carried: _Carried | None,
) -> _Carried | None:
    """What the next block may still close: the outermost double mark, or what came in open."""
    outermost = next((i for i, o in enumerate(stack) if o.mark in marks.double), None)
    if outermost is None:
        if carried and carried.blocks_left > 1:
            return _Carried(
                carried.opener, carried.sentence_end, carried.block_end, carried.blocks_left - 1
            )
        if carried:
            pairs.append(carried.unclosed())
        return None
    if carried:
        pairs.append(carried.unclosed())
    _give_up(stack[outermost + 1 :], block, marks, pairs)
    opener = stack[outermost]
    return _Carried(opener, block.sentence_at(opener.span[0])[1], block.span[1])


def _give_up(
    openers: list[_Opener], block: _Block, marks: _Marks, pairs: list[QuotePair], limit: int = -1
) -> None:
    """Openers without a closing mark end with their sentence; single ones were apostrophes."""
    for opener in openers:
        if opener.mark in marks.double:
            end = block.sentence_at(opener.span[0])[1]
            pairs.append(_unclosed(opener, end if limit < 0 else min(end, limit)))


def _partner(mark: str, stack: list[_Opener], marks: _Marks) -> int | None:
    """The place on the stack of the mark that this one closes: a regular partner first."""
    for i in range(len(stack) - 1, -1, -1):
        if mark in marks.closers[stack[i].mark]:
            return i
    for i in range(len(stack) - 1, -1, -1):
        if _may_close(mark, stack[i], marks):
            return i
    return None


def _may_close(mark: str, opener: _Opener, marks: _Marks) -> bool:
    both_double = mark in marks.double and opener.mark in marks.double
    return both_double or mark in marks.closers[opener.mark]


def _role(
    text: str, block: Span, mark: str, span: Span, stack: list[_Opener], marks: _Marks
) -> str | None:
    """Whether a mark opens or closes here; None where it is no quotation mark."""
    left = text[span[0] - 1] if span[0] > block[0] else " "
    right = text[span[1]] if span[1] < block[1] else " "
    if mark in marks.apostrophes:
        if left.isalnum() and right.isalnum():
            return None
        if not left.isalnum() and marks.elision.match(text, span[1]) and mark != "‘":
            return None
    opens, closes = _may_open(left, right), _may_be_end(left, right)
    if mark == ",," and not (left.isspace() and right.isalnum()):
        return None
    if mark in marks.opening:
        own = any(opener.mark == mark for opener in stack)
        return "close" if closes and not opens and own else "open"
    if opens and not closes:
        return "open"
    if opens and stack and stack[-1].span[1] == span[0]:
        return "open"
    if _partner(mark, stack, marks) is not None:
        return "close"
    if mark in marks.measures and left.isdigit():
        return None
    return "close" if closes and not opens else "open"


def _may_open(left: str, right: str) -> bool:
    return not left.isalnum() and not right.isspace() and right not in ",;:!?)]}"


def _may_be_end(left: str, right: str) -> bool:
    return not left.isspace() and left not in "([{" and not right.isalnum()


def _with_depth(pairs: list[QuotePair]) -> tuple[QuotePair, ...]:
    """The pairs in text order with the number of pairs around each."""
    ordered = sorted(pairs, key=lambda pair: (pair.outer[0], -pair.outer[1]))
    around: list[int] = []
    result = []
    for pair in ordered:
        while around and around[-1] < pair.outer[1]:
            around.pop()
        result.append(QuotePair(pair.open, pair.close, pair.inner, len(around), pair.continues))
        around.append(pair.outer[1])
    return tuple(result)
