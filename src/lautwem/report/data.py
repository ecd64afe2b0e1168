"""Findings as JSON, ``lautwem.findings/1``. Fields may be added, none is renamed or removed."""

import msgspec

from lautwem import desk, schema
from lautwem import model as m
from lautwem.report.checked import Checked, place_of, sentence_at

FINDINGS = "lautwem.findings/1"


class WireFinding(m.Frozen):
    rule: str
    name: str
    severity: desk.Severity
    span: m.Span
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    sentence: m.Span
    message: str
    advice: str
    basis: str
    because: tuple[m.Because, ...]


class WireSentence(m.Frozen):
    span: m.Span
    line: int
    column: int
    text: str


class WirePoint(m.Frozen):
    kind: str
    met: bool | None
    message: str
    sentences: tuple[WireSentence, ...]
    origins: tuple[str, ...]


class WireAccused(m.Frozen):
    name: str
    person: str | None
    spans: tuple[m.Span, ...]
    points: tuple[WirePoint, ...]


class WireFindings(m.Frozen):
    schema: str
    article: schema.WireArticle
    findings: tuple[WireFinding, ...]
    suspicion: tuple[WireAccused, ...]


def _finding(checked: Checked, finding: desk.Finding) -> WireFinding:
    article = checked.reading.article
    place = place_of(article, finding.span)
    return WireFinding(
        rule=finding.rule,
        name=finding.name,
        severity=finding.severity,
        span=finding.span,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        text=article.text[slice(*finding.span)],
        sentence=sentence_at(article, finding.span),
        message=finding.message,
        advice=finding.advice,
        basis=desk.explain(finding.rule, checked.language).basis,
        because=finding.because,
    )


def _sentence(article: m.Article, span: m.Span) -> WireSentence:
    place = place_of(article, span)
    return WireSentence(span, place.line, place.column, article.text[slice(*span)])


def _accused(checked: Checked, accused: desk.Accused) -> WireAccused:
    article = checked.reading.article
    points = tuple(
        WirePoint(
            point.kind,
            point.met,
            point.message,
            tuple(_sentence(article, span) for span in point.spans),
            point.origins,
        )
        for point in accused.points
    )
    return WireAccused(accused.name, accused.person, accused.spans, points)


def to_wire(checked: Checked) -> WireFindings:
    """The wire form of a checked draft: what ``lautwem check --format json`` prints."""
    return WireFindings(
        schema=FINDINGS,
        article=schema.to_wire(checked.reading).article,
        findings=tuple(_finding(checked, finding) for finding in checked.findings),
        suspicion=tuple(_accused(checked, accused) for accused in checked.accused),
    )


def encode(checked: Checked) -> bytes:
    """One line of UTF-8 JSON, without a line end."""
    return msgspec.json.encode(to_wire(checked))
