"""The watch list."""

from typing import Annotated

from litestar import delete, get, post
from litestar.params import JSONBody, PathParameter

from lautwem import model as m
from lautwem.archive import watching
from lautwem.archive.hits import Found
from lautwem.web.api.answers import Limit, PageNumber, problems
from lautwem.web.show import Page, archive_of, writable

WATCHES = "lautwem.watches/1"
WatchId = Annotated[int, PathParameter(ge=1, lt=1 << 47)]


class WatchList(m.Frozen):
    """All that is watched."""

    schema: str
    watches: tuple[watching.Watch, ...]


class NewWatch(m.Frozen):
    """Words in statements, or the name of who speaks or is spoken about."""

    kind: watching.Kind
    asked: str


class Seen(m.Frozen):
    """Everything up to this version was looked at."""

    version_id: int


@get("/watches", sync_to_thread=True, responses=problems())
def list_watches(request: Page) -> WatchList:
    """What is watched, each with how much is new since the last look."""
    return WatchList(WATCHES, watching.watches(archive_of(request)))


@post("/watches", status_code=201, sync_to_thread=True, guards=[writable], responses=problems(403))
def add_watch(request: Page, data: JSONBody[NewWatch]) -> watching.Watch:
    """One more; the same again is the one that is there."""
    archive = archive_of(request)
    return watching.watch(archive, watching.add_watch(archive, data.kind, data.asked))


@get("/watches/{watch_id:int}/statements", sync_to_thread=True, responses=problems(404))
def watched_statements(
    request: Page, watch_id: WatchId, page: PageNumber = 1, limit: Limit = 20
) -> Found:
    """The statements of one entry, those of the articles added last first."""
    archive = archive_of(request)
    entry = watching.watch(archive, watch_id)
    return watching.watched(archive, entry, limit=limit, page=page)


@post(
    "/watches/{watch_id:int}/seen",
    status_code=204,
    sync_to_thread=True,
    guards=[writable],
    responses=problems(403, 404),
)
def mark_seen(request: Page, watch_id: WatchId, data: JSONBody[Seen]) -> None:
    """Says that everything up to a version was looked at."""
    archive = archive_of(request)
    watching.mark_seen(archive, watching.watch(archive, watch_id).id, data.version_id)


@delete(
    "/watches/{watch_id:int}",
    status_code=204,
    sync_to_thread=True,
    guards=[writable],
    responses=problems(403),
)
def remove_watch(request: Page, watch_id: WatchId) -> None:
    """Takes an entry off the list."""
    watching.remove_watch(archive_of(request), watch_id)
