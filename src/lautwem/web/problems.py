"""Failures as answers: a page for people, problem+json (RFC 9457) for programs."""

import sys
import traceback
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException

from lautwem import errors as e
from lautwem import model as m
from lautwem.export.printable import one_line
from lautwem.web.guard import Refusal
from lautwem.web.show import Page, show

PROBLEM = "application/problem+json"

STATUSES: dict[type[e.LautwemError], int] = {
    e.UnreadableInput: 422,
    e.EmptyInput: 422,
    e.NotText: 415,
    e.InputTooLarge: 413,
    e.UndecodableText: 422,
    e.BadFrontMatter: 422,
    e.AddressRefused: 422,
    e.FetchFailed: 502,
    e.BadArguments: 400,
    e.TookTooLong: 422,
    e.Busy: 503,
    e.NotInArchive: 404,
    e.ReadOnly: 403,
    e.ForeignForm: 403,
    e.Ambiguous: 409,
}
"""Other errors are the server's: 500."""


def status_of(error: e.LautwemError) -> int:
    """The HTTP status of one of our own errors."""
    return next((s for kind, s in STATUSES.items() if isinstance(error, kind)), 500)


class Problem(m.Frozen):
    """A problem as RFC 9457 has it; ``code`` is that of docs/errors.md, where there is one."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    advice: str = ""


def problem(status: int, code: str, detail: str, advice: str = "") -> bytes:
    """The JSON of a problem."""
    title = HTTPStatus(status).phrase
    return msgspec.json.encode(Problem("about:blank", title, status, detail, code, advice))


def is_api(request: Page) -> bool:
    """Whether a program asks."""
    return request.scope["path"].startswith("/api/")


def lautwem_error(request: Page, error: e.LautwemError) -> Response[Any]:
    """One of our own errors, with its code and its way out."""
    message, advice = one_line(error.message), one_line(error.advice)
    return _answer(request, status_of(error), error.code, message, advice)


def http_error(request: Page, error: HTTPException) -> Response[Any]:
    """A path that is not there, a method that is not meant, a parameter out of bounds."""
    detail = one_line(str(error.detail))
    if isinstance(error, ValidationException) and isinstance(error.extra, list):
        parts = [f"{x.get('key', '')}: {x.get('message', '')}" for x in error.extra]
        detail = one_line("; ".join(parts))[:500] or detail
    answer = _answer(request, error.status_code, "", detail, "")
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def fault(request: Page, error: Exception) -> Response[Any]:
    """A fault of ours: told without its inside; the log has where it was, never what was sent."""
    if isinstance(error, Refusal):
        raise error
    if isinstance(error, RecursionError):  # JSON in JSON in JSON: the decoder gives up
        return _answer(request, 400, "", "This is nested too deeply.", "")
    place = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f"{frame.filename}:{frame.lineno}" for frame in place)
    print(f"E999: {type(error).__name__} at {where}", file=sys.stderr, flush=True)
    detail = f"This is a fault in lautwem ({type(error).__name__})."
    return _answer(request, 500, "E999", detail, "Please report it with what led to it.")


def _answer(request: Page, status: int, code: str, detail: str, advice: str) -> Response[Any]:
    if is_api(request):
        return Response(
            problem(status, code, detail, advice), status_code=status, media_type=PROBLEM
        )
    return show(
        request,
        "error.html",
        status=status,
        code=code or str(status),
        detail=detail,
        advice=advice,
    )
