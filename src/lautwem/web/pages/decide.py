"""Editors decide who is who: one human being or two, and why; any of it can be taken back."""

import asyncio
from collections.abc import Sequence
from typing import Any

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from lautwem.archive import Archive
from lautwem.archive.persons import deciding, ledger, lookup
from lautwem.archive.persons.deciding import Sides
from lautwem.archive.persons.decisions import Decision
from lautwem.archive.persons.dossier import Candidate, candidates
from lautwem.errors import BadArguments, LautwemError
from lautwem.web.pages.person import SHOWN, decisions_of, dossier_of
from lautwem.web.pages.search import page_number
from lautwem.web.problems import status_of
from lautwem.web.show import Page, archive_of, own_form, room_of, show, slowly, writable

LONGEST = 500
"""Characters of a reason."""
MOST = 100
"""People named at once in one form."""


@get("/person/{number:int}/decide", include_in_schema=False, guards=[writable])
@slowly
def decide_page(
    request: Page,
    number: FromPath[int],
    page: FromQuery[str] = "1",
    name: FromQuery[str] = "",
    undone: FromQuery[str] = "",
) -> Response[Any]:
    """Asks what is decided about somebody."""
    return _page(request, number, page=page_number(page), name=name, undone=undone)


@post("/person/{number:int}/decide", include_in_schema=False, guards=[writable], status_code=303)
async def decide(request: Page, number: FromPath[int]) -> Response[Any]:
    """Keeps a decision."""
    form = await own_form(request)
    turns = room_of(request).slow
    try:
        made = await turns.take(_decided, archive_of(request), number, form)
    except LautwemError as error:
        return await turns.take(_page, request, number, problem=error)
    return Redirect(f"/person/{number}?decided={made.id}", status_code=303)


@post("/decision/{decision:int}/undo", include_in_schema=False, guards=[writable], status_code=303)
async def undo(request: Page, decision: FromPath[int]) -> Redirect:
    """Takes a decision back; it stays written down."""
    form = await own_form(request)
    number = _numbers(form.getall("person", []))
    gone = await asyncio.to_thread(taken_back, archive_of(request), decision)
    where = f"/person/{number[0]}/decide?undone={gone.id}" if number else "/people"
    return Redirect(where, status_code=303)


def taken_back(archive: Archive, decision: int) -> Decision:
    """Lets a decision count for nothing from now on. Raises NotInArchive."""
    with archive.writing() as connection:
        return ledger.undo(connection, decision)


def kept_decision(archive: Archive, sides: Sides, by: str | None, why: str | None) -> Decision:
    """Writes a decision down."""
    with archive.writing() as connection:
        return ledger.record(connection, sides.kind, sides.left, sides.right, by=by, why=why)


def sides(archive: Archive, number: int, kind: str, people: Sequence[int]) -> Sides:
    """What is to be decided about the person of a number; the others are ``people``.

    Raises BadArguments for what cannot be decided, NotInArchive.
    """
    with archive.looking() as connection:
        one = lookup.by_number(connection, number)
        if kind == "confirm":
            return deciding.confirm(connection, one)
        if kind == "join":
            others = [lookup.by_number(connection, each) for each in people]
            return deciding.join(connection, one, others)
        if kind == "split":
            out = {lookup.ref_of(connection, each) for each in people}
            return deciding.split(connection, one, out)
    raise BadArguments("A decision is to confirm, to join or to split.")


def _decided(archive: Archive, number: int, form: FormMultiDict) -> Decision:
    by, why = (" ".join(str(form.get(key, "")).split())[:LONGEST] for key in ("by", "why"))
    if not why:
        raise BadArguments("A decision needs its reason.", "Say in a few words why.")
    people = _numbers(form.getall("people", []))
    wanted = sides(archive, number, str(form.get("kind", "")), people)
    return kept_decision(archive, wanted, by or None, why)


def _numbers(values: Sequence[Any]) -> list[int]:
    """The numbers that a form names."""
    texts = [str(value) for value in values[:MOST]]
    return [int(t) for t in texts if t.isascii() and t.isdigit() and len(t) < 19]


def _page(
    request: Page,
    number: int,
    *,
    page: int = 1,
    name: str = "",
    undone: str = "",
    problem: LautwemError | None = None,
) -> Response[Any]:
    one = dossier_of(request, number, page)
    asked = " ".join(name.split())[:200] or one.name.split()[-1]
    return show(
        request,
        "decide.html",
        status=status_of(problem) if problem else 200,
        one=one,
        refs={ref.id: ref for ref in one.articles},
        name=asked,
        others=_others(archive_of(request), asked, one.id),
        members=one.members,
        decisions=decisions_of(request, one),
        longest=LONGEST,
        undone=undone,
        problem=problem,
        earlier=f"/person/{number}/decide?page={page - 1}" if page > 1 else None,
        later=f"/person/{number}/decide?page={page + 1}" if page < one.pages else None,
    )


def _others(archive: Archive, name: str, number: int) -> list[Candidate]:
    """Who else is called so, those with most articles first."""
    with archive.looking() as connection:
        found = [each for each in lookup.by_name(connection, name) if each.id != number]
        return list(candidates(connection, found[:SHOWN]))
