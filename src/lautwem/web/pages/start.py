"""The start page: what is new, who speaks most, how much is hedged."""

from typing import Any

from litestar import Response, get

from lautwem.archive.overview import overview
from lautwem.web.show import Page, archive_of, kept, show

SECONDS = 15.0
"""For which the numbers of the start page are kept."""


@get("/", include_in_schema=False, sync_to_thread=True)
def start(request: Page) -> Response[Any]:
    """What is in the archive."""
    archive = archive_of(request)
    seen = kept(request, "overview", SECONDS, lambda: overview(archive))
    return show(request, "start.html", overview=seen)
