"""An article of the archive: its text with the statements marked, and what the desk says."""

import asyncio
from typing import Any

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from lautwem import desk, report
from lautwem.archive.lookback import look_back
from lautwem.archive.schema import CHILDREN
from lautwem.archive.versions import Kept, kept
from lautwem.configuration import Choice
from lautwem.export.page import Links
from lautwem.web.pages.reading import reading_parts
from lautwem.web.show import Page, archive_of, labels_for, room_of, show
from lautwem.web.show import kept as kept_answer


@get("/article/{version_id:int}", include_in_schema=False)
async def article(
    request: Page,
    version_id: FromPath[int],
    added: FromQuery[str] = "",
    archive: FromQuery[str] = "",
) -> Response[Any]:
    """One version of an article. With ``archive`` the desk check looks back into the archive, which
    takes long; ``idle`` asks for that only where nobody else would have to wait, else for nothing.
    """
    turns = room_of(request).slow
    if archive == "idle" and not turns.idle:
        return Response(None, status_code=204)
    work = turns.take if archive else asyncio.to_thread
    return await work(_page, request, version_id, added, bool(archive))


def facts(request: Page, found: Kept) -> desk.Lookback:
    """What the archive knows about an article that is in it, beside the article itself."""
    archive = archive_of(request)
    name = f"facts {found.version_id}"
    return kept_answer(request, name, lambda: look_back(archive, found.reading))


def _page(request: Page, version_id: int, added: str, back: bool) -> Response[Any]:
    found = kept(archive_of(request), version_id)
    labels = labels_for(request)
    known = facts(request, found) if back else None
    checked = report.check(found.reading, Choice(lang=labels.language), known)
    first = version_id * CHILDREN
    links = Links(
        {s.id: f"/article/{version_id}/{s.id}" for s in found.reading.statements},
        {p.id: f"/person/{first + at}" for at, p in enumerate(found.reading.people, 1)},
    )
    parts = reading_parts(checked, labels, links)
    return show(
        request,
        "article.html",
        kept=found,
        added=added,
        looked_back=back,
        automatic=not (back or room_of(request).access.read_only),
        **parts,
    )
