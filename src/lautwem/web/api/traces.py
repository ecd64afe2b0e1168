"""Traces: the way of a statement through the archive."""

from typing import Annotated

from litestar import get
from litestar.params import PathParameter, QueryParameter

from lautwem.archive.trace import trace
from lautwem.archive.versions import kept
from lautwem.errors import NotInArchive
from lautwem.export.traces.wire import Trace
from lautwem.web.api.answers import VersionId, problems
from lautwem.web.show import Page, archive_of, slowly

Asked = Annotated[
    str,
    QueryParameter(
        min_length=1, max_length=300, description="What is claimed, in a few words with names."
    ),
]
StatementId = Annotated[str, PathParameter(pattern="^s[0-9]+$", max_length=8)]


@get("/trace", responses=problems(404))
@slowly
def trace_words(request: Page, q: Asked) -> Trace:
    """The way of what is claimed, as `lautwem trace --format json` prints it."""
    return trace(archive_of(request), q)


@get(
    "/articles/{version_id:int}/statements/{statement:str}/trace",
    responses=problems(404),
)
@slowly
def trace_statement(request: Page, version_id: VersionId, statement: StatementId) -> Trace:
    """The way of one statement of an article."""
    archive = archive_of(request)
    reading = kept(archive, version_id).reading
    if all(said.id != statement for said in reading.statements):
        raise NotInArchive(f"This article has no statement {statement[:20]}.", "See its reading.")
    return trace(archive, f"{reading.article.id}:{statement}")
