"""The search: words and filters, hits with their chains, facets, and the hits over time."""

from typing import Any, get_args
from urllib.parse import urlencode

from litestar import Response, get

from lautwem import model as m
from lautwem.archive.facets import Facets, search
from lautwem.archive.hits import Hit
from lautwem.archive.query import Query, asks
from lautwem.errors import BadArguments
from lautwem.export.printable import printable
from lautwem.web.charts.timeline import timeline
from lautwem.web.show import Page, archive_of, show
from lautwem.web.tables import csv_file

FILTERS = ("speaker", "about", "voice", "outlet", "since", "until", "channel", "type")
LIMIT = 20
LAST_PAGE = 50
"""Nobody turns more pages; a narrower question helps more."""
OPTIONS = {"channels": get_args(m.ChannelKind), "types": get_args(m.StatementType)}


class Choice(m.Frozen):
    """One value of a facet: how it is called, how many hits have it, where choosing it leads."""

    value: str
    hits: int
    href: str
    chosen: bool


@get("/search", include_in_schema=False, sync_to_thread=True)
def search_page(request: Page) -> Response[Any]:
    """Hits of a question."""
    params = _params(request)
    try:
        query = _query(params)
        found, facets = search(archive_of(request), query)
    except BadArguments as error:
        return show(
            request, "search.html", status=400, params=params, problem=error, found=None, **OPTIONS
        )
    return show(
        request,
        "search.html",
        params=params,
        problem=None,
        found=found,
        asked=asks(query),
        facets=facets,
        groups=_groups(facets, params),
        active=_active(params),
        picture=timeline(facets.months) if asks(query) else None,
        pieces=[pieces(hit) for hit in found.hits],
        earlier=_address(params, page=query.page - 1) if query.page > 1 else None,
        later=_address(params, page=query.page + 1) if found.more else None,
        **OPTIONS,
        file=f"/search/timeline.csv?{urlencode(_without_page(params))}",
    )


@get("/search/timeline.csv", include_in_schema=False, sync_to_thread=True)
def timeline_file(request: Page) -> Response[bytes]:
    """The hits over time."""
    _, facets = search(archive_of(request), _query(_params(request)))
    picture = timeline(facets.months)
    head = ("period", "verbatim", "reported", "hedged")
    return csv_file("timeline.csv", head, picture.rows if picture else ())


def _params(request: Page) -> dict[str, str]:
    """What is asked, without what is left empty."""
    known = ("q", *FILTERS, "hedged", "page")
    given = {key: request.query_params.get(key, "").strip()[:200] for key in known}
    return {key: value for key, value in given.items() if value}


def page_number(page: str) -> int:
    """The page asked for. Raises BadArguments where it is none that is shown."""
    if page.isascii() and page.isdigit() and 1 <= int(page[:6]) <= LAST_PAGE:
        return int(page)
    raise BadArguments(f"There are pages 1 to {LAST_PAGE}.", "Narrow the question.")


def _query(params: dict[str, str]) -> Query:
    """The question. Raises BadArguments for a page that is none."""
    filters: dict[str, Any] = {key: params[key] for key in FILTERS if key in params}
    return Query(
        words=params.get("q", ""),
        hedged="hedged" in params,
        page=page_number(params.get("page", "1")),
        limit=LIMIT,
        **filters,
    )


def _without_page(params: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in params.items() if key != "page"}


def _address(params: dict[str, str], **changes: Any) -> str:
    """The search with something changed; None takes a filter away, any change but ``page``
    begins at the first page."""
    changed = {**_without_page(params), **changes}
    return f"/search?{urlencode({k: v for k, v in changed.items() if v is not None})}"


def _groups(facets: Facets, params: dict[str, str]) -> list[tuple[str, list[Choice]]]:
    groups = [
        ("speaker", facets.speakers),
        ("outlet", facets.outlets),
        ("channel", facets.channels),
        ("type", facets.types),
    ]
    made = []
    for key, values in groups:
        choices = [
            Choice(
                value=v.value,
                hits=v.hits,
                href=_address(params, **{key: None if params.get(key) == v.value else v.value}),
                chosen=params.get(key) == v.value,
            )
            for v in values
        ]
        if choices:
            made.append((key, choices))
    return made


def _active(params: dict[str, str]) -> list[tuple[str, str, str]]:
    """The filters that are set: key, value, and the search without it."""
    keys = [key for key in (*FILTERS, "hedged") if key in params]
    return [(key, params[key], _address(params, **{key: None})) for key in keys]


def pieces(hit: Hit) -> tuple[tuple[str, bool], ...]:
    """The words of a hit, in pieces: those that were searched for are marked."""
    begin = hit.span[0]
    cut: list[tuple[str, bool]] = []
    at = 0
    for first, last in hit.marks:
        cut += [
            (hit.text[at : first - begin], False),
            (hit.text[first - begin : last - begin], True),
        ]
        at = last - begin
    cut.append((hit.text[at:], False))
    return tuple((printable(text), marked) for text, marked in cut if text)
