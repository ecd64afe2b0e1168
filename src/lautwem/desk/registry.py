"""All rules in the order of their codes."""

from collections.abc import Callable, Iterator

from lautwem.desk.draft import Draft
from lautwem.desk.findings import Explanation, Hit, Language, Rule, Severity
from lautwem.desk.rules import pictures
from lautwem.desk.wording import example, load


def _rule(
    code: str,
    name: str,
    severity: Severity,
    find: Callable[[Draft], Iterator[Hit]],
    looks_back: bool = False,
) -> Rule:
    return Rule(
        code, name, severity, find, example(code, "fires"), example(code, "quiet"), looks_back
    )


RULES: tuple[Rule, ...] = (
    _rule("B301", "picture-without-credit", "check", pictures.without_credit),
    _rule("B302", "picture-without-photographer", "note", pictures.without_photographer),
)


def explain(code: str, language: Language = "de") -> Explanation:
    """What a rule looks at and why. Raises KeyError for a code that no rule has."""
    rule = {rule.code: rule for rule in RULES}[code]
    words = load(language)
    return Explanation(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        title=words.of(code, "title"),
        basis=words.of(code, "basis"),
        looks_at=words.of(code, "looks_at"),
        advice=words.of(code, "advice"),
        fires=rule.fires,
        quiet=rule.quiet,
        looks_back=rule.looks_back,
    )
