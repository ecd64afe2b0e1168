"""The start page: what is new, who speaks most, how much is hedged."""

from typing import Any

from litestar import Response, get

from lautwem.archive.overview import overview
from lautwem.web.counts import counted
from lautwem.web.show import Page, show


@get("/", include_in_schema=False, sync_to_thread=True)
def start(request: Page) -> Response[Any]:
    """What is in the archive."""
    return show(request, "start.html", overview=counted(request, overview))
