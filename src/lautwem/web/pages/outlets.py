"""Outlets: whom they rely on, as a matrix, a table and a file."""

from typing import Any

from litestar import Response, get

from lautwem.archive.citing import Citation, OutletLine, citations, outlets
from lautwem.web.charts.matrix import matrix
from lautwem.web.pages.start import TIMES
from lautwem.web.show import Page, archive_of, kept, show
from lautwem.web.tables import csv_file

LONGEST = 200
"""Rows of a table on the page; the file has all."""


@get("/outlets", include_in_schema=False, sync_to_thread=True)
def outlets_page(request: Page) -> Response[Any]:
    """Who relies on whom."""
    found, known = pairs(request), lines(request)
    return show(
        request,
        "outlets.html",
        picture=matrix(found) if found else None,
        pairs=found[:LONGEST],
        lines=known[:LONGEST],
        more=max(len(found), len(known)) > LONGEST,
    )


@get("/outlets/citations.csv", include_in_schema=False, sync_to_thread=True)
def citations_file(request: Page) -> Response[bytes]:
    """All pairs."""
    head = ("outlet", "relies_on", "kind", "statements", "hedged", "articles")
    rows = ((p.outlet, p.voice, p.kind, p.statements, p.hedged, p.articles) for p in pairs(request))
    return csv_file("citations.csv", head, rows)


def pairs(request: Page) -> tuple[Citation, ...]:
    """Who relies on whom, counted again when the archive has changed."""
    archive = archive_of(request)
    return kept(request, "citations", lambda: citations(archive), times=TIMES)


def lines(request: Page) -> tuple[OutletLine, ...]:
    """The outlets, counted again when the archive has changed."""
    archive = archive_of(request)
    return kept(request, "outlets", lambda: outlets(archive), times=TIMES)
