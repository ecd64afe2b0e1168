"""The watch list: what is watched, what is new about it, and the same as Atom feeds."""

import asyncio
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from lautwem import model as m
from lautwem.archive import watching
from lautwem.archive.hits import Hit
from lautwem.archive.versions import added_at
from lautwem.errors import BadArguments
from lautwem.web.pages.search import LAST_PAGE, LIMIT, page_number, pieces
from lautwem.web.show import Page, archive_of, environment, labels_for, own_form, show, writable

FED = 50
"""Newest statements in a feed."""


class FeedEntry(m.Frozen):
    """One statement in a feed."""

    hit: Hit
    added_at: str


@get("/watch", include_in_schema=False)
async def watch_list(request: Page) -> Response[Any]:
    """What is watched."""
    return await asyncio.to_thread(_list, request)


@post("/watch", include_in_schema=False, status_code=303, guards=[writable])
async def add_watch(request: Page) -> Response[Any]:
    """One more entry."""
    form = await own_form(request)
    kind = "name" if form.get("kind") == "name" else "words"
    asked = str(form.get("asked", ""))
    try:
        made = await asyncio.to_thread(watching.add_watch, archive_of(request), kind, asked)
    except BadArguments as error:
        return await asyncio.to_thread(_list, request, 400, error, asked)
    return Redirect(f"/watch/{made}", status_code=303)


@get("/watch/{watch_id:int}", include_in_schema=False, sync_to_thread=True)
def watch_page(request: Page, watch_id: FromPath[int]) -> Response[Any]:
    """The statements of one entry, what is new first."""
    archive, page = archive_of(request), page_number(request.query_params.get("page", "1"))
    entry = watching.watch(archive, watch_id)
    found = watching.watched(archive, entry, limit=LIMIT, page=page)
    return show(
        request,
        "watched.html",
        entry=entry,
        found=found,
        pieces=[pieces(hit) for hit in found.hits],
        upto=max((hit.article.version_id for hit in found.hits), default=entry.seen_version),
        counted=watching.COUNTED,
        earlier=f"/watch/{watch_id}?page={page - 1}" if page > 1 else None,
        later=f"/watch/{watch_id}?page={page + 1}" if found.more and page < LAST_PAGE else None,
    )


@post("/watch/{watch_id:int}/seen", include_in_schema=False, status_code=303, guards=[writable])
async def seen(request: Page, watch_id: FromPath[int]) -> Redirect:
    """Says that all shown was looked at."""
    form = await own_form(request)
    upto = str(form.get("upto", ""))
    if upto.isascii() and upto.isdigit() and len(upto) < 15:
        await asyncio.to_thread(watching.mark_seen, archive_of(request), watch_id, int(upto))
    return Redirect("/watch", status_code=303)


@post("/watch/{watch_id:int}/remove", include_in_schema=False, status_code=303, guards=[writable])
async def remove(request: Page, watch_id: FromPath[int]) -> Redirect:
    """Takes an entry off the list."""
    await own_form(request)
    await asyncio.to_thread(watching.remove_watch, archive_of(request), watch_id)
    return Redirect("/watch", status_code=303)


@get("/watch/{watch_id:int}/feed.xml", include_in_schema=False, sync_to_thread=True)
def feed(request: Page, watch_id: FromPath[int]) -> Response[bytes]:
    """The newest statements of one entry as an Atom feed (RFC 4287)."""
    archive = archive_of(request)
    entry = watching.watch(archive, watch_id)
    found = watching.watched(archive, entry, limit=FED)
    times = added_at(archive, {hit.article.version_id for hit in found.hits})
    entries = [FeedEntry(hit, times[hit.article.version_id]) for hit in found.hits]
    base = str(request.base_url).rstrip("/")
    text = (
        environment()
        .get_template("feed.xml")
        .render(base=base, entry=entry, entries=entries, labels=labels_for(request))
    )
    return Response(text.encode(), media_type="application/atom+xml; charset=utf-8")


def _list(
    request: Page, status: int = 200, problem: BadArguments | None = None, asked: str = ""
) -> Response[Any]:
    entries = watching.watches(archive_of(request))
    return show(
        request,
        "watch.html",
        status=status,
        entries=entries,
        counted=watching.COUNTED,
        problem=problem,
        asked=asked,
    )
