"""What all answers of the API have in common: problems, pages, places in the archive."""

from http import HTTPStatus
from typing import Annotated

from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter, QueryParameter

from lautwem.web.problems import PROBLEM, Problem

MOST = 100
"""Rows of one page."""

PageNumber = Annotated[int, QueryParameter(ge=1, le=1_000_000, description="Counts from 1.")]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="Rows of one page.")]
VersionId = Annotated[
    int, PathParameter(ge=1, lt=1 << 47, description="`version_id` of the article in a list.")
]


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """How refusals of these statuses are described."""
    return {
        status: ResponseSpec(
            Problem,
            generate_examples=False,
            description=HTTPStatus(status).phrase,
            media_type=PROBLEM,
        )
        for status in (400, 401, *statuses)
    }
