"""The findings judged by eye (docs/rules-by-eye.md) stay, and no crowd of others joins them."""

import csv
import gzip
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from lautwem import article, desk
from lautwem import model as m
from lautwem.reading import pipeline

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
DATA = ROOT.parent / "shared" / "data"
KEPT = 0.9
"""Share of the judged findings that must still be found: readings change a little."""
MORE = 1.2
"""Findings in the judged documents may grow by this factor before somebody should judge again."""


@cache
def judged() -> tuple[dict[str, str], ...]:
    with (HERE / "judged" / "findings.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t"))


def counts() -> dict[str, dict[str, int]]:
    return yaml.safe_load((HERE / "judged" / "counts.yaml").read_text(encoding="utf-8"))


def texts(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], m.Article]:
    """The judged documents from the collections beside the project."""
    found: dict[tuple[str, str], m.Article] = {}
    with (DATA / "news-text" / "10kgnad-test.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter=";", quotechar="'")):
            if ("news-text", str(number)) in wanted:
                found["news-text", str(number)] = article.from_bytes(row[1].encode(), "text.txt")
    for collection, name in wanted:
        if collection == "news-html":
            data = gzip.decompress((DATA / "news-html" / f"{name}.html.gz").read_bytes())
            found[collection, name] = article.from_bytes(data, f"{name}.html")
    for split in ("train", "dev"):
        for line in (DATA / "quotes" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            number, _, rest = record["documentName"].partition(" - ")
            if ("quotes", number) in wanted:
                title, _, date = rest.removesuffix(")").rpartition(" (")
                text = f"---\npublished: {date}\n---\n{title}\n\n{record['originalText']}"
                found["quotes", number] = article.from_text(text, f"{number}.txt")
    return found


@cache
def found() -> dict[tuple[str, str], tuple[desk.Finding, ...]]:
    wanted = {(row["collection"], row["document"]) for row in judged()}
    return {key: desk.check(pipeline.read(one)) for key, one in texts(wanted).items()}


beside = pytest.mark.skipif(not DATA.is_dir(), reason="the collections are not beside the project")


@beside
def test_what_was_judged_is_still_found() -> None:
    places = {
        (*key, finding.rule, str(finding.span[0]))
        for key, some in found().items()
        for finding in some
    }
    rows = judged()
    kept = [r for r in rows if (r["collection"], r["document"], r["rule"], r["begin"]) in places]
    assert len(kept) >= KEPT * len(rows)


@beside
def test_no_crowd_of_findings_that_nobody_judged() -> None:
    now = Counter(finding.rule for some in found().values() for finding in some)
    for rule, known in counts()["judged"].items():
        assert now[rule] <= MORE * known + 2, rule


def test_numbers_on_the_samples() -> None:
    samples = sorted((ROOT / "samples").glob("[0-9]*"))
    readings = (pipeline.read(article.load(str(path))) for path in samples)
    now = Counter(finding.rule for reading in readings for finding in desk.check(reading))
    assert dict(now) == counts()["samples"]


def test_the_page_gives_the_numbers_of_the_verdicts() -> None:
    page = (ROOT / "docs" / "rules-by-eye.md").read_text(encoding="utf-8")
    for rule, number in Counter(row["rule"] for row in judged()).items():
        right = sum(row["rule"] == rule and row["verdict"] == "1" for row in judged())
        assert f"| {rule} | {number} | {right} " in page
