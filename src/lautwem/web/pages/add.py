"""Articles into the archive: files uploaded, or a page at an address."""

import asyncio
from typing import Any

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.response import Redirect

from lautwem import model as m
from lautwem.archive.store import Added, reader_name
from lautwem.errors import EmptyInput, LautwemError
from lautwem.web.problems import status_of
from lautwem.web.show import Page, own_form, room_of, show, writable
from lautwem.web.worker import Input

MOST_FILES = 20


class Outcome(m.Frozen):
    """What became of one input: where it is now, or why it is not."""

    name: str
    added: Added | None = None
    error: str = ""


@get("/add", include_in_schema=False, sync_to_thread=False, guards=[writable])
def add_form(request: Page) -> Response[Any]:
    """Asks for files or an address."""
    return show(request, "add.html", address="", outcomes=(), problem=None)


@post("/add", include_in_schema=False, status_code=200, guards=[writable])
async def add(request: Page) -> Response[Any]:
    """Reads and keeps what was given; one article leads to its page."""
    form = await own_form(request)
    address = str(form.get("address") or "").strip()
    files = [f for f in form.getall("file", []) if isinstance(f, UploadFile) and f.filename]
    try:
        given = await _given(request, address, files)
    except LautwemError as error:
        status = status_of(error)
        return show(request, "add.html", status=status, address=address, outcomes=(), problem=error)
    outcomes = [await asyncio.to_thread(_keep, request, each) for each in given]
    if len(outcomes) == 1:
        added, only = outcomes[0].added, outcomes[0]
        if added:
            return Redirect(f"/article/{added.version_id}?added={added.outcome}", status_code=303)
        given_back = {"address": address, "outcomes": (only,), "problem": None}
        return show(request, "add.html", status=422, **given_back)
    return show(request, "add.html", address="", outcomes=outcomes, problem=None)


async def _given(request: Page, address: str, files: list[UploadFile]) -> list[Input]:
    """The inputs of the form. Raises what fetching raises; EmptyInput where there is none."""
    if files:
        return [Input(await f.read(), f"upload:{f.filename}") for f in files[:MOST_FILES]]
    if not address:
        raise EmptyInput("Nothing was given.", "Choose a file or give an address.")
    return [await asyncio.to_thread(fetched, address, room_of(request).allow_private)]


def fetched(address: str, allow_private: bool) -> Input:
    """The page at an address, never one in the local network unless that is allowed."""
    from lautwem.article import fetch  # late: most rooms never fetch

    page = fetch.fetch(address, allow_private=allow_private)
    return Input(page.data, address, page.charset, page.url)


def _keep(request: Page, given: Input) -> Outcome:
    room, name = room_of(request), given.source.removeprefix("upload:")
    try:
        reading = room.reader.read(given)
        added = room.archive.add(reading, reader=reader_name(room.reader.engine))
    except LautwemError as error:
        return Outcome(name, error=str(error))
    return Outcome(name, added)
