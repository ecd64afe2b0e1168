"""Every rule fires where its example says so, is quiet where it says so, and explains itself."""

import pytest

from lautwem import article, desk
from lautwem.desk import Rule
from lautwem.reading import pipeline


def found(draft: str, rule: Rule) -> list[str]:
    reading = pipeline.read(article.from_text(draft, "entwurf.txt"))
    return [f.message for f in desk.check(reading, select=[rule.code], back=rule.back)]


@pytest.mark.parametrize("rule", desk.RULES, ids=lambda rule: rule.code)
def test_the_examples_of_a_rule_do_what_they_say(rule: Rule) -> None:
    assert found(rule.fires, rule)
    assert not found(rule.quiet, rule)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("rule", desk.RULES, ids=lambda rule: rule.code)
def test_a_rule_explains_itself(rule: Rule, language: desk.Language) -> None:
    told = desk.explain(rule.code, language)
    assert all((told.title, told.basis, told.looks_at, told.advice, told.fires, told.quiet))


def test_rules_are_chosen_by_beginnings_of_codes() -> None:
    assert {rule.code[0] for rule in desk.rules(["b"])} == {"B"}
    assert "B301" not in {rule.code for rule in desk.rules(ignore=["B301"])}
    with pytest.raises(ValueError, match="X9"):
        desk.rules(["X9"])
