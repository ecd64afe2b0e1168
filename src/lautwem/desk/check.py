"""The check: every rule over one draft, what it finds in words and in text order."""

from collections.abc import Collection

from lautwem import model as m
from lautwem.desk.draft import Draft, make_draft
from lautwem.desk.findings import Finding, Language, Rule
from lautwem.desk.lookback import Lookback
from lautwem.desk.registry import RULES
from lautwem.desk.wording import load


def rules(select: Collection[str] | None = None, ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules chosen: those that ``select`` names (all where it is None) less ``ignore``.

    Both hold codes or beginnings of codes: ``S`` is every rule of the group, ``P20`` what
    begins so. Case does not matter. Raises ValueError for what no code begins with.
    """
    for prefix in (*(select or ()), *ignore):
        if not _named(RULES, prefix):
            raise ValueError(prefix)
    kept = RULES if select is None else [r for r in RULES if any(_is(r, s) for s in select)]
    return tuple(rule for rule in kept if not any(_is(rule, s) for s in ignore))


def check(
    reading: m.Reading,
    *,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    back: Lookback | None = None,
    language: Language = "de",
    draft: Draft | None = None,
) -> tuple[Finding, ...]:
    """What a desk should look at in a draft, in text order.

    ``draft`` is what :func:`make_draft` made of the reading, where it was made before;
    ``select`` and ``ignore`` are as in :func:`rules`; ``back`` is what an archive knows, None
    where none was asked. A pure function: the same reading and facts give the same findings.
    """
    words = load(language)
    draft = draft or make_draft(reading, back)
    found = [
        Finding(
            rule=rule.code,
            name=rule.name,
            severity=rule.severity,
            span=hit.span,
            message=words.message(rule.code, hit),
            advice=words.of(rule.code, "advice"),
            because=hit.because,
        )
        for rule in rules(select, ignore)
        for hit in rule.find(draft)
    ]
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.rule)))


def _is(rule: Rule, prefix: str) -> bool:
    return bool(prefix) and rule.code.startswith(prefix.strip().upper())


def _named(among: Collection[Rule], prefix: str) -> bool:
    return any(_is(rule, prefix) for rule in among)
