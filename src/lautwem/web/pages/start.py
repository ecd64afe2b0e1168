"""The start page: what is new, who speaks most, how much is hedged."""

from typing import Any

from litestar import Response, get

from lautwem.archive.overview import overview
from lautwem.web.show import Page, archive_of, kept, show

TIMES = 50
"""So many times as long as the numbers took to count they are shown though the archive grows:
counting then takes 2 % of one processor at most."""


@get("/", include_in_schema=False, sync_to_thread=True)
def start(request: Page) -> Response[Any]:
    """What is in the archive."""
    archive = archive_of(request)
    seen = kept(request, "overview", lambda: overview(archive), times=TIMES)
    return show(request, "start.html", overview=seen)
