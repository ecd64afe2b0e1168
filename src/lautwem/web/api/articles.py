"""Articles: lists of them, their readings, and new ones."""

import asyncio
from typing import Literal

from litestar import get, post
from litestar.params import FromQuery, JSONBody

from lautwem import configuration, report, schema
from lautwem import model as m
from lautwem.archive.overview import ArticleLine, newest
from lautwem.archive.store import Added, reader_name
from lautwem.archive.versions import kept
from lautwem.errors import BadArguments
from lautwem.report.data import WireFindings, to_wire
from lautwem.web.api.answers import Limit, PageNumber, VersionId, problems
from lautwem.web.pages.add import fetched
from lautwem.web.pages.article import facts
from lautwem.web.pages.draft import against_archive
from lautwem.web.show import Page, archive_of, room_of, writable
from lautwem.web.worker import Input

ARTICLES = "lautwem.articles/1"
REFUSED = (413, 415, 422, 503)
"""Statuses of a text that cannot be read."""


class ArticleList(m.Frozen):
    """One page of articles, the newest in the archive first; ``more``: there is another page."""

    schema: str
    page: int
    limit: int
    more: bool
    articles: tuple[ArticleLine, ...]


class Given(m.Frozen):
    """A text to be read, with the YAML head it may have; ``name`` is what it is called."""

    text: str
    name: str = "api"


class New(m.Frozen):
    """An article to be kept: its text, or the address it is fetched from."""

    text: str | None = None
    address: str | None = None
    name: str = "api"


@get("/articles", sync_to_thread=True, responses=problems())
def list_articles(request: Page, page: PageNumber = 1, limit: Limit = 20) -> ArticleList:
    """Articles, the newest in the archive first."""
    found = newest(archive_of(request), limit + 1, (page - 1) * limit)
    return ArticleList(ARTICLES, page, limit, len(found) > limit, found[:limit])


@get("/articles/{version_id:int}", sync_to_thread=True, responses=problems(404))
def get_article(request: Page, version_id: VersionId) -> schema.WireReading:
    """The reading of an article, as `lautwem read --format json` prints it."""
    return schema.to_wire(kept(archive_of(request), version_id).reading)


@get("/articles/{version_id:int}/findings", responses=problems(404))
async def get_findings(
    request: Page,
    version_id: VersionId,
    lang: FromQuery[Literal["de", "en"]] = "de",
    archive: FromQuery[bool] = False,
) -> WireFindings:
    """What the desk check says of an article, as `lautwem check --format json` prints it; with
    `archive` also against what the archive knows beside it (`check --archive`)."""
    work = room_of(request).slow.take if archive else asyncio.to_thread
    return await work(_findings, request, version_id, lang, archive)


def _findings(
    request: Page, version_id: int, lang: Literal["de", "en"], back: bool
) -> WireFindings:
    found = kept(archive_of(request), version_id)
    known = facts(request, found) if back else None
    return to_wire(report.check(found.reading, configuration.Choice(lang=lang), known))


@post(
    "/articles",
    status_code=201,
    guards=[writable],
    responses=problems(403, 413, 415, 422, 502, 503),
)
async def add_article(request: Page, data: JSONBody[New]) -> Added:
    """Reads an article and keeps it; the same again is `unchanged`."""
    room = room_of(request)
    if (data.text is None) == (data.address is None):
        raise BadArguments("Give text or address, one of them.", "")
    if data.address is not None:
        given = await asyncio.to_thread(fetched, data.address, room.allow_private)
    else:
        given = _input(Given(data.text or "", data.name))
    reading = await asyncio.to_thread(room.reader.read, given)
    reader = reader_name(room.reader.engine)
    return await asyncio.to_thread(room.archive.add, reading, reader=reader)


@post("/read", status_code=200, responses=problems(*REFUSED))
async def read(request: Page, data: JSONBody[Given]) -> schema.WireReading:
    """Reads a text and keeps nothing."""
    reading = await asyncio.to_thread(room_of(request).reader.read, _input(data))
    return schema.to_wire(reading)


@post("/check", status_code=200, responses=problems(*REFUSED))
async def check(
    request: Page,
    data: JSONBody[Given],
    lang: FromQuery[Literal["de", "en"]] = "de",
    archive: FromQuery[bool] = False,
) -> WireFindings:
    """Reads a text and checks it as a desk would, with `archive` also against what the archive
    knows; keeps nothing."""
    reading = await asyncio.to_thread(room_of(request).reader.read, _input(data))
    if not archive:
        return to_wire(report.check(reading, configuration.Choice(lang=lang)))
    turns = room_of(request).slow
    return to_wire(await turns.take(against_archive, archive_of(request), reading, lang))


def _input(given: Given) -> Input:
    data = given.text.encode(errors="replace")
    return Input(data, f"upload:{given.name}")


__all__ = ["add_article", "check", "get_article", "get_findings", "list_articles", "read"]
