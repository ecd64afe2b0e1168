"""Stretches of a sentence that can be the content of a statement."""

from collections.abc import Sequence

from lautwem.model import Span
from lautwem.reading.sourcing.nominal import MARKS
from lautwem.reading.sourcing.page import Page

STRONG = frozenset({";", "–", "—", ":"})
SEGMENT = 150
"""Tokens left and right of a source or a hedge that its statement can reach."""
RULE_CONFIDENCE = 0.7
"""Put on statements that rules add: assumed, below what a found quotation has; not measured."""


def segment(page: Page, t: int, covered: set[int]) -> tuple[int, int]:
    """The stretch of a sentence around a token, up to strong marks and to others' words."""
    sentence = page.sentences[page.sentence_of(t)]
    first, last = t, t + 1
    begin, end = max(sentence.first, t - SEGMENT), min(sentence.last, t + SEGMENT)
    while first > begin and not _stops(page, first - 1, covered):
        first -= 1
    while last < end and not _stops(page, last, covered):
        last += 1
    return first, last


def _stops(page: Page, t: int, covered: set[int]) -> bool:
    return t in covered or page.tokens[t].text in STRONG


def content_spans(page: Page, tokens: Sequence[int]) -> tuple[Span, ...]:
    """The places of some tokens without marks at their edges; fewer than two words are none."""
    runs: list[list[int]] = []
    for t in tokens:
        if runs and runs[-1][-1] == t - 1:
            runs[-1].append(t)
        else:
            runs.append([t])
    spans = []
    for run in runs:
        while run and page.tokens[run[0]].pos in ("PUNCT", "CCONJ") and not _is_mark(page, run[0]):
            run.pop(0)
        while (
            run and page.tokens[run[-1]].pos in ("PUNCT", "CCONJ") and not _is_mark(page, run[-1])
        ):
            run.pop()
        if run:
            spans.append(page.span(run[0], run[-1] + 1))
    words = sum(len(page.tokens_in(span)) for span in spans)
    return tuple(spans) if words >= 2 else ()


def _is_mark(page: Page, t: int) -> bool:
    return page.tokens[t].text in MARKS
