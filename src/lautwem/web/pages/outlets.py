"""Outlets: whom they rely on, as a matrix, a table and a file."""

from typing import Any

from litestar import Response, get

from lautwem.archive.citing import citations, outlets
from lautwem.web.charts.matrix import matrix
from lautwem.web.counts import counted
from lautwem.web.show import Page, show
from lautwem.web.tables import csv_file

LONGEST = 200
"""Rows of a table on the page; the file has all."""


@get("/outlets", include_in_schema=False, sync_to_thread=True)
def outlets_page(request: Page) -> Response[Any]:
    """Who relies on whom."""
    found, known = counted(request, citations), counted(request, outlets)
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
    found = counted(request, citations)
    head = ("outlet", "relies_on", "kind", "statements", "hedged", "articles")
    rows = ((p.outlet, p.voice, p.kind, p.statements, p.hedged, p.articles) for p in found)
    return csv_file("citations.csv", head, rows)
