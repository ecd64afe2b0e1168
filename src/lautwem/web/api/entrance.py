"""Where a program begins: what there is."""

from litestar import get

import lautwem
from lautwem import model as m


class Entrance(m.Frozen):
    """The version of lautwem, and where its description and its collections are."""

    version: str
    openapi: str
    links: dict[str, str]


LINKS = {
    "articles": "/api/1/articles",
    "statements": "/api/1/statements",
    "people": "/api/1/people?name=",
    "decisions": "/api/1/decisions",
    "trace": "/api/1/trace?q=",
    "watches": "/api/1/watches",
    "outlets": "/api/1/outlets",
    "citations": "/api/1/citations",
    "read": "/api/1/read",
    "check": "/api/1/check",
}


@get("/", sync_to_thread=False)
def entrance() -> Entrance:
    """What there is."""
    return Entrance(lautwem.__version__, "/api/1/openapi.json", LINKS)
