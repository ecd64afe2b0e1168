"""All rules in order: from an analysed article to quotations."""

from lautwem.model import Analysis, Article, Name, Quotation
from lautwem.reading.quotes.marks import pair_marks
from lautwem.reading.quotes.rules import indirect, sources
from lautwem.reading.quotes.rules.clauses import scene
from lautwem.reading.quotes.rules.cues import cues
from lautwem.reading.quotes.rules.drafts import Draft, quotation


def find(article: Article, analysis: Analysis, names: tuple[Name, ...]) -> tuple[Quotation, ...]:
    """The quotations of an article by rules alone, in text order."""
    here = scene(analysis, pair_marks(analysis.text, analysis))
    drafts: list[Draft] = []
    for unit in here.units:
        found = cues(here, unit)
        of_verbs = indirect.from_verbs(here, unit, found)
        drafts += of_verbs
        drafts += indirect.from_nouns(here, unit, of_verbs)
        drafts += sources.find_sources(here, unit)
    ordered = sorted(drafts, key=lambda draft: (draft.first, draft.last))
    return tuple(quotation(here, draft, 1.0) for draft in ordered)
