"""All rules in order: from an analysed article to quotations."""

from lautwem.model import Analysis, Article, Name, Quotation
from lautwem.reading.quotes.marks import pair_marks
from lautwem.reading.quotes.rules import direct, free, indirect, reported, sources
from lautwem.reading.quotes.rules.clauses import Scene, Unit, scene
from lautwem.reading.quotes.rules.cues import cues
from lautwem.reading.quotes.rules.drafts import Draft, quotation


def find(article: Article, analysis: Analysis, names: tuple[Name, ...]) -> tuple[Quotation, ...]:
    """The quotations of an article by rules alone, in text order."""
    here = scene(analysis, pair_marks(analysis.text, analysis))
    named = direct.named_ranges(here, names)
    pairs_of = _pairs_of_units(here)
    drafts: list[Draft] = []
    before: Draft | None = None
    for number, unit in enumerate(here.units):
        found = _unit_drafts(here, unit, pairs_of.get(number, []), before, named)
        drafts += found
        spoken = [draft for draft in found if draft.speaker]
        before = max(spoken, key=lambda d: d.last, default=before)
    blocks = {unit.first: unit.block for unit in here.units}
    ordered = sorted(free.merged(drafts, blocks), key=lambda d: (d.first, d.last))
    return tuple(quotation(here, draft, 1.0) for draft in ordered)


def _unit_drafts(
    here: Scene, unit: Unit, pairs: list[int], before: Draft | None, named: frozenset
) -> list[Draft]:
    found = cues(here, unit)
    drafts = indirect.from_verbs(here, unit, found)
    drafts += indirect.from_nouns(here, unit, drafts)
    drafts += sources.find_sources(here, unit)
    loose = free.in_subjunctive(here, unit, tuple(drafts), before)
    if loose is not None:
        drafts.append(loose)
    context = direct.Here(unit, found, tuple(drafts), before, named)
    drafts += direct.from_marks(here, context, pairs)
    drafts += reported.find_reported(here, unit, found, tuple(drafts))
    wish = free.intended(here, unit, found, tuple(drafts), before)
    if wish is not None:
        drafts.append(wish)
    return drafts


def _pairs_of_units(here: Scene) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    number = 0
    for pair, (first, _) in enumerate(here.ranges):
        while number + 1 < len(here.units) and here.units[number].last <= first:
            number += 1
        found.setdefault(number, []).append(pair)
    return found
