"""Findings as SARIF 2.1.0 (OASIS standard), one run over all drafts."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import msgspec

import lautwem
from lautwem import desk
from lautwem import model as m
from lautwem.report import words as labels
from lautwem.report.checked import Checked, place_of, sentence_at

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {"check": "warning", "note": "note"}


def encode(checked: Sequence[Checked], failures: Iterable[str], language: desk.Language) -> bytes:
    """All drafts as one log; ``failures`` say which inputs could not be checked."""
    failed = list(failures)
    rules = [rule.code for rule in desk.RULES]
    run = {
        "tool": {
            "driver": {
                "name": "lautwem",
                "version": lautwem.__version__,
                "semanticVersion": lautwem.__version__,
                "language": language,
                "rules": [_rule(code, language) for code in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not failed,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": text}} for text in failed
                ],
            }
        ],
        "results": [
            _result(one, finding, rules.index(finding.rule))
            for one in checked
            for finding in one.findings
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=1) + b"\n"


def _rule(code: str, language: desk.Language) -> dict[str, Any]:
    told = desk.explain(code, language)
    words = labels.load(language)
    help_ = f"{told.advice}\n\n{words['basis']}: {told.basis}"
    return {
        "id": told.code,
        "name": told.name,
        "shortDescription": {"text": told.title},
        "fullDescription": {"text": told.looks_at},
        "help": {
            "text": f"{help_}\n\ndocs/rules.md",
            "markdown": f"{help_}\n\n[{told.code}](docs/rules.md)",
        },
        "defaultConfiguration": {"level": _LEVEL[told.severity]},
    }


def _result(checked: Checked, finding: desk.Finding, index: int) -> dict[str, Any]:
    article = checked.reading.article
    reasons = [
        {**_location(article, span), "id": number, "message": {"text": because.rule}}
        for number, (because, span) in enumerate(
            (because, span) for because in finding.because for span in because.spans
        )
    ]
    sentence = " ".join(article.text[slice(*sentence_at(article, finding.span))].split())
    mark = hashlib.sha256(f"{finding.rule}\n{sentence}".encode()).hexdigest()[:32]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": f"{finding.message} {finding.advice}"},
        "locations": [_location(article, finding.span)],
        "relatedLocations": reasons,
        "partialFingerprints": {"sentence/v1": mark},
    }


def _location(article: m.Article, span: m.Span) -> dict[str, Any]:
    place = place_of(article, span)
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "snippet": {"text": article.text[slice(*span)]},
    }
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(article.source)},
            "region": region,
        }
    }


def uri(source: str) -> str:
    """A source as a URI reference: an address as it is, a path with ``/`` and escapes."""
    if "://" in source:
        return quote(source, safe="%/:=&?~#+!$,;'@()*[]")
    if source == "-":
        return "stdin"
    path = PurePath(source)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/~")
