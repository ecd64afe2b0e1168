"""SARIF 2.1.0: what the standard demands of the objects that are written, and what tools read.

``SCHEMA`` is written from the standard's text (sections 3.13 to 3.58): the properties it
requires, their types and bounds, no others; it is not the schema that OASIS publishes.
"""

from pathlib import Path

import jsonschema
import msgspec
import pytest

from lautwem import article, report
from lautwem.configuration import Choice
from lautwem.reading import pipeline
from lautwem.report import sarif


def closed(required: list[str], **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
MESSAGE = closed(["text"], text=TEXT, markdown=TEXT)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
REGION = closed(
    ["startLine"],
    startLine=COUNT, startColumn=COUNT, endLine=COUNT, endColumn=COUNT, snippet=MESSAGE,
)  # fmt: skip
LOCATION = closed(
    ["physicalLocation"],
    id={"type": "integer", "minimum": 0},
    message=MESSAGE,
    physicalLocation=closed(
        ["artifactLocation"],
        artifactLocation=closed(["uri"], uri={"type": "string", "pattern": r"^[!-~]+$"}),
        region=REGION,
    ),
)
RULE = closed(
    ["id"],
    id=TEXT, name=TEXT, shortDescription=MESSAGE, fullDescription=MESSAGE, help=MESSAGE,
    defaultConfiguration=closed([], level=LEVEL),
)  # fmt: skip
RESULT = closed(
    ["message"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations={"type": "array", "items": LOCATION},
    relatedLocations={"type": "array", "items": LOCATION, "uniqueItems": True},
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
)
NOTIFICATION = closed(["message"], message=MESSAGE, level=LEVEL)
RUN = closed(
    ["tool"],
    tool=closed(
        ["driver"],
        driver=closed(
            ["name"],
            name=TEXT,
            version=TEXT,
            semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
            language={"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
            rules={"type": "array", "items": RULE, "uniqueItems": True},
        ),
    ),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations={
        "type": "array",
        "items": closed(
            ["executionSuccessful"],
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications={"type": "array", "items": NOTIFICATION},
        ),
    },
    results={"type": "array", "items": RESULT},
)
SCHEMA = closed(
    ["version", "runs"],
    version={"const": "2.1.0"},
    runs={"type": "array", "items": RUN},
    **{"$schema": {"type": "string", "format": "uri"}},
)

DRAFT = "Neue Fähre 🐟 für Brackfelde\n\nSie kommt.\n\nBildunterschrift: Die 🐟 Fähre."


def log(source: str, failures: tuple[str, ...] = ()) -> dict:
    reading = pipeline.read(article.from_text(DRAFT, source), engine="rules")
    checked = report.check(reading, Choice(select=("B301",)))
    return msgspec.json.decode(sarif.encode([checked], failures, "de"))


def test_it_is_what_the_standard_demands() -> None:
    jsonschema.validate(log("ent wurf.txt", ("x cannot be read",)), SCHEMA)


def test_the_region_counts_code_points_and_its_rule_is_found_by_index() -> None:
    run = log("entwurf.txt")["runs"][0]
    result = run["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    words = DRAFT.split("\n")[region["startLine"] - 1]
    assert words[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "B301"


def test_a_finding_keeps_its_fingerprint_when_its_line_moves() -> None:
    one = log("a.txt")["runs"][0]["results"][0]
    moved = pipeline.read(
        article.from_text(DRAFT.replace("Sie kommt.", "Sie kommt.\n\nBald."), "a.txt"), "rules"
    )
    other = sarif.encode([report.check(moved, Choice(select=("B301",)))], (), "de")
    two = msgspec.json.decode(other)["runs"][0]["results"][0]
    assert one["locations"] != two["locations"]
    assert one["partialFingerprints"] == two["partialFingerprints"]


def test_what_failed_is_told() -> None:
    invocation = log("a.txt", ("x cannot be read",))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "x cannot be read"


@pytest.mark.parametrize(
    "source, expected",
    [
        ("texte/ent wurf#1.md", "texte/ent%20wurf%231.md"),
        ("https://bote.example/a?b=c", "https://bote.example/a?b=c"),
        ("-", "stdin"),
        (str(Path("/tmp/ä.md")), "file:///tmp/%C3%A4.md"),
    ],
)
def test_sources_are_uris(source: str, expected: str) -> None:
    assert sarif.uri(source) == expected
