"""Outlets, and who relies on whom."""

from litestar import get

from lautwem import model as m
from lautwem.archive.citing import Citation, OutletLine, citations, outlets
from lautwem.web.api.answers import Limit, PageNumber, problems
from lautwem.web.counts import counted
from lautwem.web.show import Page

OUTLETS, CITATIONS = "lautwem.outlets/1", "lautwem.citations/1"


class OutletList(m.Frozen):
    """One page of outlets, those with most articles first."""

    schema: str
    page: int
    limit: int
    more: bool
    outlets: tuple[OutletLine, ...]


class CitationList(m.Frozen):
    """One page of pairs, the most frequent first."""

    schema: str
    page: int
    limit: int
    more: bool
    citations: tuple[Citation, ...]


@get("/outlets", sync_to_thread=True, responses=problems())
def list_outlets(request: Page, page: PageNumber = 1, limit: Limit = 20) -> OutletList:
    """Outlets with how many of their statements are hedged or rest on other media."""
    found, first = counted(request, outlets), (page - 1) * limit
    shown = found[first : first + limit]
    return OutletList(OUTLETS, page, limit, len(found) > first + limit, shown)


@get("/citations", sync_to_thread=True, responses=problems())
def list_citations(request: Page, page: PageNumber = 1, limit: Limit = 20) -> CitationList:
    """Which outlet passes on what as which other medium has it, and how often."""
    found, first = counted(request, citations), (page - 1) * limit
    shown = found[first : first + limit]
    return CitationList(CITATIONS, page, limit, len(found) > first + limit, shown)
