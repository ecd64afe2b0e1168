"""An article of the archive: its text with the statements marked, and what the desk says."""

from typing import Any

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from lautwem import report
from lautwem.archive.schema import CHILDREN
from lautwem.archive.versions import kept
from lautwem.configuration import Choice
from lautwem.export.page import Links
from lautwem.web.pages.reading import reading_parts
from lautwem.web.show import Page, archive_of, labels_for, show


@get("/article/{version_id:int}", include_in_schema=False, sync_to_thread=True)
def article(request: Page, version_id: FromPath[int], added: FromQuery[str] = "") -> Response[Any]:
    """One version of an article."""
    found = kept(archive_of(request), version_id)
    labels = labels_for(request)
    checked = report.check(found.reading, Choice(lang=labels.language))
    first = version_id * CHILDREN
    links = Links(
        {s.id: f"/article/{version_id}/{s.id}" for s in found.reading.statements},
        {p.id: f"/person/{first + at}" for at, p in enumerate(found.reading.people, 1)},
    )
    parts = reading_parts(checked, labels, links)
    return show(request, "article.html", kept=found, added=added, **parts)
