"""Outlets: whom they rely on, as a matrix, a table and a file."""

from typing import Any

from litestar import Response, get

from lautwem.archive.citing import Citation, OutletLine, citations, outlets
from lautwem.web.charts.matrix import matrix
from lautwem.web.show import Page, archive_of, kept, show
from lautwem.web.tables import csv_file

SECONDS = 300.0
"""For which the pairs are kept: counting them over 100,000 articles takes seconds."""
LONGEST = 200
"""Rows of a table on the page; the file has all."""


@get("/outlets", include_in_schema=False, sync_to_thread=True)
def outlets_page(request: Page) -> Response[Any]:
    """Who relies on whom."""
    pairs, lines = _pairs(request), _lines(request)
    return show(
        request,
        "outlets.html",
        picture=matrix(pairs) if pairs else None,
        pairs=pairs[:LONGEST],
        lines=lines[:LONGEST],
        more=max(len(pairs), len(lines)) > LONGEST,
    )


@get("/outlets/citations.csv", include_in_schema=False, sync_to_thread=True)
def citations_file(request: Page) -> Response[bytes]:
    """All pairs."""
    head = ("outlet", "relies_on", "kind", "statements", "hedged", "articles")
    rows = (
        (p.outlet, p.voice, p.kind, p.statements, p.hedged, p.articles) for p in _pairs(request)
    )
    return csv_file("citations.csv", head, rows)


def _pairs(request: Page) -> tuple[Citation, ...]:
    archive = archive_of(request)
    return kept(request, "citations", SECONDS, lambda: citations(archive))


def _lines(request: Page) -> tuple[OutletLine, ...]:
    archive = archive_of(request)
    return kept(request, "outlets", SECONDS, lambda: outlets(archive))
