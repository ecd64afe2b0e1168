"""Statements found by words and filters."""

from typing import Annotated

from litestar import get
from litestar.params import FromQuery, QueryParameter

from lautwem import model as m
from lautwem.archive.find import find
from lautwem.archive.hits import Found
from lautwem.archive.query import Query
from lautwem.web.api.answers import Limit, problems
from lautwem.web.show import Page, archive_of

LAST_PAGE = 1000
PageOfHits = Annotated[int, QueryParameter(ge=1, le=LAST_PAGE, description="Counts from 1.")]
Words = Annotated[str, QueryParameter(max_length=500, description="Words, all of which occur.")]
Name = Annotated[str | None, QueryParameter(max_length=200)]
Date = Annotated[str | None, QueryParameter(max_length=40, description="2025, 2025-03, ..")]


@get("/statements", sync_to_thread=True, responses=problems())
def find_statements(
    request: Page,
    q: Words = "",
    speaker: Name = None,
    about: Name = None,
    voice: Name = None,
    outlet: Name = None,
    since: Date = None,
    until: Date = None,
    hedged: FromQuery[bool] = False,
    channel: FromQuery[m.ChannelKind | None] = None,
    type: FromQuery[m.StatementType | None] = None,
    page: PageOfHits = 1,
    limit: Limit = 20,
) -> Found:
    """Statements, and passages of articles, that answer a question: the best first.

    Without words, the newest first. As `lautwem find --format json` prints it.
    """
    query = Query(
        words=q,
        speaker=speaker,
        about=about,
        voice=voice,
        outlet=outlet,
        since=since,
        until=until,
        hedged=hedged,
        channel=channel,
        type=type,
        limit=limit,
        page=page,
    )
    return find(archive_of(request), query)
