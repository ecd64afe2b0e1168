"""All rules in order: from an analysed article to quotations."""

import msgspec

from lautwem.model import Analysis, Article, Name, Quotation
from lautwem.reading.quotes.marks import pair_marks
from lautwem.reading.quotes.rules import direct, free, indirect, nominal, reported, sources
from lautwem.reading.quotes.rules.cues import cues
from lautwem.reading.quotes.rules.drafts import Draft, quotation, with_medium
from lautwem.reading.quotes.rules.scene import Scene, Unit, scene

GOING_ON = frozenset({"verb-inverted", "verb-dass", "verb-subjunctive", "verb-verb-second"})
"""Rules whose quotations belong to the speaker before where they name none."""


def find(article: Article, analysis: Analysis, names: tuple[Name, ...]) -> tuple[Quotation, ...]:
    """The quotations of an article by rules alone, in text order."""
    here = scene(analysis, pair_marks(analysis.text, analysis), names)
    named = direct.named_ranges(names)
    pairs_of = _pairs_of_units(here)
    drafts: list[Draft] = []
    before: Draft | None = None
    for number, unit in enumerate(here.units):
        previous = here.units[number - 1] if number else None
        found = _unit_drafts(here, unit, previous, pairs_of.get(number, []), before, named)
        drafts += found
        before = _last_voice(here, unit, found, before)
    blocks = {unit.first: unit.block for unit in here.units}
    ordered = sorted(free.merged(drafts, blocks), key=lambda d: (d.first, d.last))
    return tuple(quotation(here, draft) for draft in ordered)


def _last_voice(here: Scene, unit: Unit, drafts: list[Draft], before: Draft | None) -> Draft | None:
    """What a sentence without a frame goes on with: the last quotation that names a speaker and
    lies in no other, or else somebody of whom the sentence says that he spoke."""
    spoken = [d for d in drafts if d.speaker and d.rule != "source-anaphoric"]
    outer = [
        d
        for d in spoken
        if not any(
            d is not o and any(a <= d.first and d.last <= b for a, b in o.quote) for o in spoken
        )
    ]
    if outer:
        return max(outer, key=lambda d: d.last)
    if drafts:
        return before
    act = reported.act_of_saying(here, unit)
    return act or before


def _unit_drafts(
    here: Scene,
    unit: Unit,
    previous: Unit | None,
    pairs: list[int],
    before: Draft | None,
    named: direct.Named,
) -> list[Draft]:
    found = cues(here, unit)
    drafts = indirect.from_verbs(here, unit, found)
    backward = indirect.about_before(here, unit, found, previous)
    if backward is not None:
        drafts.append(backward)
    drafts += sources.find_sources(here, unit)
    drafts += nominal.from_nouns(here, unit, drafts)
    loose = free.in_subjunctive(here, unit, tuple(drafts), before)
    if loose is not None:
        drafts.append(loose)
    drafts = [_with_speaker(draft, before) for draft in drafts]
    context = direct.Here(unit, found, tuple(drafts), before, named)
    drafts += direct.from_marks(here, context, pairs)
    drafts += reported.find_reported(here, unit, found, tuple(drafts))
    wish = free.intended(here, unit, found, tuple(drafts), before)
    if wish is not None:
        drafts.append(wish)
    return [with_medium(here, draft) for draft in drafts]


def _with_speaker(draft: Draft, before: Draft | None) -> Draft:
    """Where a sentence names nobody, the speaker before goes on ("heißt es", "so hieß es")."""
    if draft.speaker or before is None or draft.rule not in GOING_ON:
        return draft
    return msgspec.structs.replace(draft, speaker=before.speaker)


def _pairs_of_units(here: Scene) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    number = 0
    for pair, (first, _) in enumerate(here.ranges):
        while number + 1 < len(here.units) and here.units[number].last <= first:
            number += 1
        found.setdefault(number, []).append(pair)
    return found
