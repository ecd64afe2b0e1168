"""Editors' decisions on who is who."""

import asyncio
from typing import Annotated

import msgspec
from litestar import delete, get, post
from litestar.params import JSONBody, PathParameter

from lautwem import model as m
from lautwem.archive.persons import ledger
from lautwem.archive.persons.decisions import Decision, Kind
from lautwem.web.api.answers import Limit, PageNumber, problems
from lautwem.web.api.people import Number
from lautwem.web.pages.decide import LONGEST, MOST, kept_decision, sides, taken_back
from lautwem.web.show import Page, archive_of, room_of, writable

DECISIONS = "lautwem.decisions/1"
DecisionId = Annotated[int, PathParameter(ge=1, lt=1 << 47)]
PersonNumber = Annotated[int, msgspec.Meta(ge=1, lt=1 << 62)]


class DecisionList(m.Frozen):
    """One page of decisions, the latest first; those taken back have ``undone_at``."""

    schema: str
    page: int
    limit: int
    more: bool
    decisions: tuple[Decision, ...]


class NewDecision(m.Frozen):
    """``confirm``: all articles of the person mean one human being; ``people`` stays empty.
    ``join``: the people of these numbers are the same human being. ``split``: they, people of
    single articles, are somebody else than the rest."""

    kind: Kind
    people: Annotated[tuple[PersonNumber, ...], msgspec.Meta(max_length=MOST)] = ()
    by: Annotated[str, msgspec.Meta(max_length=LONGEST)] | None = None
    why: Annotated[str, msgspec.Meta(max_length=LONGEST)] | None = None


@get("/decisions", sync_to_thread=True, responses=problems())
def list_decisions(request: Page, page: PageNumber = 1, limit: Limit = 20) -> DecisionList:
    """What editors decided, the latest first."""
    with archive_of(request).looking() as connection:
        found = ledger.decisions(connection)[::-1]
    first = (page - 1) * limit
    shown = found[first : first + limit]
    return DecisionList(DECISIONS, page, limit, len(found) > first + limit, shown)


@post(
    "/people/{number:int}/decisions",
    status_code=201,
    guards=[writable],
    responses=problems(403, 404),
)
async def add_decision(request: Page, number: Number, data: JSONBody[NewDecision]) -> Decision:
    """Decides who the person of a number is; wins over all evidence until it is taken back."""
    archive, turns = archive_of(request), room_of(request).slow
    wanted = await turns.take(sides, archive, number, data.kind, data.people)
    return await asyncio.to_thread(kept_decision, archive, wanted, data.by, data.why)


@delete(
    "/decisions/{decision:int}",
    status_code=200,
    sync_to_thread=True,
    guards=[writable],
    responses=problems(403, 404),
)
def undo_decision(request: Page, decision: DecisionId) -> Decision:
    """Takes a decision back: it counts for nothing from now on and stays written down."""
    return taken_back(archive_of(request), decision)
