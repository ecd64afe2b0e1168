"""All rules in the order of their codes."""

from collections.abc import Callable, Iterator

from lautwem.desk.draft import Draft
from lautwem.desk.findings import Explanation, Hit, Language, Rule, Severity
from lautwem.desk.rules import (
    accused,
    allegations,
    guilt,
    headline,
    persons,
    pictures,
    sources,
    times,
)
from lautwem.desk.wording import example, facts, load


def _rule(
    code: str,
    name: str,
    severity: Severity,
    find: Callable[[Draft], Iterator[Hit]],
    looks_back: bool = False,
) -> Rule:
    return Rule(
        code=code,
        name=name,
        severity=severity,
        find=find,
        fires=example(code, "fires"),
        quiet=example(code, "quiet"),
        looks_back=looks_back,
        back=facts(code),
    )


RULES: tuple[Rule, ...] = (
    _rule("S101", "allegation-without-source", "check", allegations.without_source),
    _rule("S102", "hedge-without-source", "check", sources.hedge_without_source),
    _rule("S103", "quote-without-speaker", "check", sources.quote_without_speaker),
    _rule("S104", "single-origin", "check", accused.single_origin, looks_back=True),
    _rule("S105", "second-hand", "check", sources.second_hand, looks_back=True),
    _rule("S106", "headline-exceeds-body", "check", headline.exceeds_body),
    _rule("S107", "wording-differs", "check", sources.wording_differs, looks_back=True),
    _rule("P201", "guilt-before-verdict", "check", guilt.guilt_before_verdict, looks_back=True),
    _rule("P202", "minor-identifiable", "check", persons.minor_identifiable),
    _rule("P203", "accused-not-heard", "check", accused.not_heard),
    _rule("P204", "origin-of-suspect", "check", persons.origin_of_suspect),
    _rule("P205", "victim-identifiable", "check", persons.victim_identifiable),
    _rule("P206", "age-inconsistent", "check", persons.age_inconsistent, looks_back=True),
    _rule("B301", "picture-without-credit", "check", pictures.without_credit),
    _rule("B302", "picture-without-photographer", "note", pictures.without_photographer),
    _rule("B303", "minor-in-picture", "check", persons.minor_in_picture),
    _rule("Z401", "date-without-anchor", "note", times.without_anchor),
    _rule("Z402", "open-question", "note", times.open_question),
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
