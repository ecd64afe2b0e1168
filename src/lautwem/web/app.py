"""The application: handlers, errors and the guard put together."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp

import lautwem
from lautwem import model as m
from lautwem.archive import Archive, open_archive
from lautwem.engines import Engine
from lautwem.errors import LautwemError
from lautwem.web import access as rules
from lautwem.web import files, problems
from lautwem.web.access import Access
from lautwem.web.api import articles, decisions, entrance, people, statements, traces, watches
from lautwem.web.api import outlets as outlets_api
from lautwem.web.counts import count_all
from lautwem.web.guard import LARGEST_BODY, Guard
from lautwem.web.kept import Kept
from lautwem.web.memory import Memory
from lautwem.web.pages import (
    add,
    article,
    decide,
    door,
    draft,
    outlets,
    person,
    search,
    start,
    watch,
    way,
)
from lautwem.web.show import Room, environment
from lautwem.web.worker import Reader

PAGES = (
    files.static,
    files.marks,
    door.login_form,
    door.login,
    door.logout,
    door.choose_language,
    draft.draft_form,
    draft.read_draft,
    start.start,
    watch.watch_list,
    watch.add_watch,
    watch.watch_page,
    watch.seen,
    watch.remove,
    watch.feed,
    search.search_page,
    search.timeline_file,
    add.add_form,
    add.add,
    article.article,
    person.person_page,
    person.people_page,
    person.statements_file,
    decide.decide_page,
    decide.decide,
    decide.undo,
    way.statement_page,
    way.trace_page,
    way.way_picture,
    way.way_table,
    outlets.outlets_page,
    outlets.citations_file,
)

API = (
    entrance.entrance,
    articles.list_articles,
    articles.get_article,
    articles.get_findings,
    articles.add_article,
    articles.read,
    articles.check,
    statements.find_statements,
    people.find_people,
    people.get_person,
    decisions.list_decisions,
    decisions.add_decision,
    decisions.undo_decision,
    traces.trace_words,
    traces.trace_statement,
    watches.list_watches,
    watches.add_watch,
    watches.watched_statements,
    watches.mark_seen,
    watches.remove_watch,
    outlets_api.list_outlets,
    outlets_api.list_citations,
)


THREADS = 14
"""Pages that are made at once: one less than an archive has connections. Python's own default (six
on two cores) lets a few slow traces keep everybody waiting."""


class Opening(m.Frozen):
    """What a process needs to open a room of its own over an archive that others show too."""

    archive: str
    access: Access
    engine: Engine
    allow_private: bool
    secret: str
    """Of the tokens of forms: any process takes a form from any other."""


def open_room(opening: Opening) -> ASGIApp:
    """The reading room over an archive, opened here; closed with the application."""
    archive = open_archive(opening.archive)
    reader = Reader(opening.engine)
    return create_app(
        Room(opening.access, reader, archive, Kept(), opening.allow_private, opening.secret)
    )


def create_app(room: Room) -> ASGIApp:
    """The reading room over an archive, safe to listen with.

    Raises BadArguments where the rules of access would let others in.
    """
    rules.require_safe(room.access)
    environment()  # a template that is not well formed fails here, not at a reader's

    @asynccontextmanager
    async def until_closed(_app: Litestar) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(THREADS, "room"))
        counting = asyncio.create_task(room.slow.take(count_all, room))
        yield
        await asyncio.gather(counting, return_exceptions=True)
        room.reader.close()
        room.archive.close()

    app = Litestar(
        route_handlers=[*PAGES, Router("/api/1", route_handlers=API)],
        exception_handlers={
            LautwemError: problems.lautwem_error,
            HTTPException: problems.http_error,
            Exception: problems.fault,
        },
        request_max_body_size=LARGEST_BODY,
        multipart_form_part_limit=20,
        openapi_config=OpenAPIConfig(
            title="lautwem",
            version=lautwem.__version__,
            path="/api/1/openapi.json",
            render_plugins=[JsonRenderPlugin(path="/")],
            use_handler_docstrings=True,
        ),
        lifespan=[until_closed],
        state=State({"room": room}),
        logging_config=None,
    )
    return Guard(Memory(app, _states(room.archive)), room.access)


def _states(archive: Archive) -> Callable[[], Awaitable[str]]:
    """Asks for the state of the archive; a server is asked in a thread, a file says it at once."""

    async def state() -> str:
        return archive.state() if archive.is_sqlite else await asyncio.to_thread(archive.state)

    return state
