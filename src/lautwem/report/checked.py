"""One draft checked: its findings, those left out that it asks to pass over, and their places."""

from bisect import bisect_right

from lautwem import desk
from lautwem import model as m
from lautwem.configuration import Choice, codes
from lautwem.export.places import line_and_column
from lautwem.language.sentences import split
from lautwem.language.tokens import tokenise

_FAR = 2_000
"""Code points around a span in which its sentence is looked for: a draft may be one paragraph."""


class Checked(m.Frozen):
    """A reading with its findings in text order, and the four-point lists of the accused."""

    reading: m.Reading
    findings: tuple[desk.Finding, ...]
    accused: tuple[desk.Accused, ...] = ()
    language: desk.Language = "de"


class Place(m.Frozen):
    """A span as a region of the file: lines and columns from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def check(reading: m.Reading, choice: Choice, back: desk.Lookback | None = None) -> Checked:
    """What the desk finds in a draft, by what is chosen and by what the draft itself waives.

    The four-point lists are there where a rule of suspicion reporting is among those chosen.
    Raises BadConfiguration where the draft waives a rule that there is not.
    """
    waivers = [
        (codes(waiver.codes, f"{reading.article.source} (`ignore`)"), waiver.span)
        for waiver in reading.article.waivers
    ]
    ignored = [code for given, span in waivers if span is None for code in given]
    ignored += choice.ignore
    language = choice.lang or "de"
    draft = desk.make_draft(reading, back)
    found = desk.check(
        reading, select=choice.select, ignore=ignored, language=language, draft=draft
    )
    kept = tuple(one for one in found if not _waived(one, waivers))
    chosen = {rule.code for rule in desk.rules(choice.select, ignored)}
    wanted = not chosen.isdisjoint(("S101", "S104", "P201", "P203"))
    accused = desk.suspicion(reading, back, language, draft) if wanted else ()
    return Checked(reading, kept, accused, language)


def _waived(finding: desk.Finding, waivers: list[tuple[tuple[str, ...], m.Span | None]]) -> bool:
    begin = finding.span[0]
    return any(
        span is not None and span[0] <= begin < span[1] and finding.rule.startswith(given)
        for given, span in waivers
    )


def place_of(article: m.Article, span: m.Span) -> Place:
    """Where a span stands in the file."""
    begin, end = span
    line, column = line_and_column(article, begin)
    if end <= begin:
        return Place(line, column, line, column)
    last_line, last = line_and_column(article, end - 1)
    return Place(line, column, *max((last_line, last + 1), (line, column)))


def sentence_at(article: m.Article, span: m.Span) -> m.Span:
    """The sentence, or the sentences, in which a span stands; its block where there is none."""
    blocks = sorted(
        [
            *([article.title_span] if article.title_span else []),
            *article.paragraphs,
            *(caption.span for caption in article.captions),
        ]
    )
    at = bisect_right(blocks, span[0], key=lambda block: block[0]) - 1
    if at < 0 or blocks[at][1] <= span[0]:
        return span
    begin, end = blocks[at]
    return _within(article.text, max(begin, span[0] - _FAR), min(end, span[1] + _FAR), span)


def _within(text: str, begin: int, end: int, span: m.Span) -> m.Span:
    tokens = tokenise(text, begin, end)
    first = begin
    for count in split(text, [text[b:e] for b, e in tokens], tokens):
        last = tokens[count - 1][1]
        if last > span[0]:
            return first, max(last, min(span[1], end))
        first = tokens[count][0] if count < len(tokens) else last
    return span
