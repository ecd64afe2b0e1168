"""The news agency of a dateline or byline: "(dpa)", "(APA, red)"; it stands outermost."""

from collections.abc import Sequence

from lautwem.model import Because
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.phrase_voice import of_phrase
from lautwem.reading.sourcing.source import Source
from lautwem.reading.sourcing.voices import Ref


def byline(page: Page, sources: Sequence[Source]) -> tuple[Ref, Because] | None:
    """The one agency that the article is marked with, and where; None without or with several.

    With several agencies the text does not tell which of them passed a statement on.
    """
    found: dict[Ref, Because] = {}
    for source in sources:
        if source.form != "byline":
            continue
        agency = of_phrase(page, source.who) if source.who else None
        if agency is None:
            return None
        found.setdefault(agency, Because("agency-byline", (source.span,)))
    return next(iter(found.items())) if len(found) == 1 else None
