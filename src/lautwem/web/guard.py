"""What every request passes before it reaches a page, and every answer on its way out."""

import asyncio
import time
from typing import Any
from urllib.parse import quote

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from lautwem.article.decode import LIMIT
from lautwem.web import access as rules
from lautwem.web.access import Access
from lautwem.web.memory import tag as tag_of
from lautwem.web.show import cookie

LARGEST_BODY = LIMIT + 100_000
"""Bytes of a request: the largest file that is read, and the form around it."""
BODY_SECONDS = 60.0
"""For a whole request to arrive; the largest file needs 3 Mbit/s for it."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_PATHS = ("/login", "/static/")
"""What is shown before the token was given."""
MACHINE_PATH, FEED = "/api/", "/feed.xml"
"""Where programs ask: they get 401, not the way to a form."""

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "private, no-cache",
}


class Refusal(Exception):
    """A request that goes no further: status, why, and headers of the answer."""

    def __init__(self, status: int, why: str, **headers: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Guard:
    """The application behind checks of host, token, origin, size and time."""

    def __init__(self, app: ASGIApp, access: Access, body_seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._access = access
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        answer = _Answer(send, headers.get("if-none-match"), scope["method"])
        try:
            _admit(scope, headers, self._access)
        except Refusal as refusal:
            await _refuse(refusal, scope["path"], answer)
            return
        body = _Body(receive, self._body_seconds)
        try:
            await self._app(scope, body, answer)
        except Refusal as refusal:
            await _refuse(refusal, scope["path"], answer)


def _admit(scope: Scope, headers: dict[str, str], access: Access) -> None:
    """Raises Refusal for a request that may not come in."""
    if not rules.known_host(headers.get("host", ""), access):
        raise Refusal(421, "This server is not known by that name.")
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > LARGEST_BODY:
        raise Refusal(413, f"At most {LARGEST_BODY:,} bytes are taken.")
    if scope["method"] not in SAFE and not rules.same_origin(headers):
        raise Refusal(403, "This comes from another site.")
    path = scope["path"]
    if scope["method"] == "POST" and path.startswith(MACHINE_PATH) and not _is_json(headers):
        raise Refusal(415, "The API takes application/json.")
    if access.token is None or path.startswith(OPEN_PATHS):
        return
    if not _known(headers, access.token):
        if path.startswith(MACHINE_PATH) or path.endswith(FEED):
            challenge = 'Basic realm="lautwem", Bearer'
            raise Refusal(401, "This needs the token.", www_authenticate=challenge)
        query = scope["query_string"].decode("latin-1")
        wanted = quote(f"{path}?{query}" if query else path, safe="")
        raise Refusal(303, "This needs the token.", location=f"/login?next={wanted}")


def _is_json(headers: dict[str, str]) -> bool:
    """Whether a body is JSON by its head. A form of another site cannot say so without asking."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or headers.get("content-length", "0") == "0"


def _known(headers: dict[str, str], token: str) -> bool:
    if rules.has_credentials(headers.get("authorization", ""), token):
        return True
    held = cookie(headers.get("cookie", ""), rules.SESSION)
    return held is not None and rules.in_session(held, token, time.time())


async def _refuse(refusal: Refusal, path: str, send: Send) -> None:
    """The answer to a request that goes no further: problem+json for programs, else a line."""
    if path.startswith("/api/"):
        from lautwem.web.problems import problem  # late: problems knows the errors of pages too

        kind, body = "application/problem+json", problem(refusal.status, "", refusal.why)
    else:
        kind, body = "text/plain; charset=utf-8", refusal.why.encode()
    headers = {"content-type": kind, "content-length": str(len(body)), **refusal.headers}
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": refusal.status, "headers": raw})
    await send({"type": "http.response.body", "body": body, "more_body": False})


class _Body:
    """The body of a request, bounded in size and time."""

    def __init__(self, receive: Receive, seconds: float) -> None:
        self._receive = receive
        self._deadline = time.monotonic() + seconds
        self._size = 0
        self._ended = False

    async def __call__(self) -> Any:
        if self._ended:
            return await self._receive()
        left = self._deadline - time.monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), max(left, 0))
        except TimeoutError:
            raise Refusal(408, "The request did not arrive in time.") from None
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            self._ended = not message.get("more_body", False)
            if self._size > LARGEST_BODY:
                raise Refusal(413, f"At most {LARGEST_BODY:,} bytes are taken.")
        return message


class _Answer:
    """The way out: security headers, and an ETag where a whole page or object goes out."""

    def __init__(self, send: Send, known_tag: str | None, method: str) -> None:
        self._send = send
        self._known_tag = known_tag
        self._tagged = method in ("GET", "HEAD")
        self._start: Any = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = _with_headers(message)
            return
        if message["type"] == "http.response.body" and self._start is not None:
            start, self._start = self._start, None
            if self._tagged and start["status"] == 200 and not message.get("more_body"):
                start, message = self._with_tag(start, message)
            await self._send(start)
        await self._send(message)

    def _with_tag(self, start: Any, message: Any) -> tuple[Any, Any]:
        body = message.get("body", b"")
        if not body:
            return start, message
        headers = start["headers"]
        known = next((v for k, v in headers if k == b"etag"), None)
        tag = known or tag_of(body)
        headers = headers if known else [*headers, (b"etag", tag)]
        if not _matches(self._known_tag, tag.decode()):
            return {**start, "headers": headers}, message
        kept = [(k, v) for k, v in headers if k.lower() not in (b"content-length", b"content-type")]
        return {**start, "status": 304, "headers": kept}, {**message, "body": b""}


def _matches(known: str | None, tag: str) -> bool:
    tags = [t.strip().removeprefix("W/") for t in known.split(",")] if known else []
    return tag in tags or tags == ["*"]


def _with_headers(message: Any) -> Any:
    """The start of an answer with the security headers; what a page set itself stays."""
    headers = [(k.lower(), v) for k, v in message.get("headers", [])]
    present = {k for k, _ in headers}
    added = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in present]
    return {**message, "headers": [*headers, *added]}
