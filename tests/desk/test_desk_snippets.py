"""What each rule finds in invented drafts, and what it leaves alone in near misses."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from lautwem import article, desk
from lautwem import model as m
from lautwem.reading import pipeline

SNIPPETS = yaml.safe_load((Path(__file__).parent / "snippets.yaml").read_text(encoding="utf-8"))


def snippets(kind: str) -> Iterator[pytest.param]:
    for code, groups in SNIPPETS.items():
        for number, draft in enumerate(groups[kind]):
            yield pytest.param(code, draft, id=f"{code}-{number}")


@cache
def read(draft: str) -> m.Reading:
    text = "\n\n".join(part.strip() for part in draft.split(" | "))
    return pipeline.read(article.from_text(text, "entwurf.txt"))


@pytest.mark.parametrize(("code", "draft"), list(snippets("fires")))
def test_a_rule_fires(code: str, draft: str) -> None:
    assert desk.check(read(draft), select=[code])


@pytest.mark.parametrize(("code", "draft"), list(snippets("quiet")))
def test_a_rule_is_quiet_on_a_near_miss(code: str, draft: str) -> None:
    assert not [f.message for f in desk.check(read(draft), select=[code])]


def test_every_rule_has_snippets() -> None:
    looked = {rule.code for rule in desk.RULES} - {"S107"}  # with an archive only
    assert set(SNIPPETS) == looked
    assert all(len(group) >= 6 for groups in SNIPPETS.values() for group in groups.values())
