"""Findings as workflow commands of GitHub Actions, which shows them beside the lines they are in.

``::warning file=..,line=..,col=..::message``; escaping as in the toolkit's ``command.ts``.
"""

from lautwem.export.printable import printable
from lautwem.report.checked import Checked, place_of

_LEVEL = {"check": "warning", "note": "notice"}


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def commands(checked: Checked) -> str:
    """One command a finding, each in a line of its own."""
    article = checked.reading.article
    lines = []
    for finding in checked.findings:
        place = place_of(article, finding.span)
        fields = {
            "file": article.source,
            "line": place.line,
            "col": place.column,
            "endLine": place.end_line,
            "title": f"{finding.rule} {finding.name}",
        }
        if place.line == place.end_line:
            fields["endColumn"] = place.end_column
        given = ",".join(f"{key}={_property(str(value))}" for key, value in fields.items())
        message = f"{finding.message}\n{finding.advice}"
        lines.append(f"::{_LEVEL[finding.severity]} {given}::{_data(message)}\n")
    return "".join(lines)
