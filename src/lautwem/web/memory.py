"""Whole answers kept in memory: the same page for many readers is made once.

An answer is given again only while the archive is in the state in which it was made. It is made
once even where many ask at once (the others wait), and before any thread or turn is taken for it.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from lautwem.errors import LautwemError
from lautwem.web.show import OLD, language_of

MOST_BYTES = 64 << 20
"""Of all bodies, in each process: some 1,000 articles."""
LARGEST = 4 << 20
LONGEST_ADDRESS = 1_000
"""Bytes of path and question; longer ones are made up, not asked twice."""
PAGES = ("/article/", "/person/", "/people", "/outlets", "/search", "/trace", "/api/1/")
"""What is the same for all who may see it; pages with forms that change something are not."""
ASKING, HIT, MADE = b"cache-status", b"lautwem; hit", b"lautwem; fwd=uri-miss; stored"
"""Whether an answer was kept (RFC 9211)."""


class Answer(NamedTuple):
    """One whole answer; ``headers`` hold its ETag."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


class _Held(NamedTuple):
    state: str
    answer: Answer


class Memory:
    """The application with its answers kept. For one event loop."""

    def __init__(
        self, app: ASGIApp, state: Callable[[], Awaitable[str]], most: int = MOST_BYTES
    ) -> None:
        self._app = app
        self._state = state
        self._most = most
        self._size = 0
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._making: dict[tuple[str, str], asyncio.Future[Answer | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        try:
            state = await self._state()
        except LautwemError:  # the page says so
            await self._app(scope, receive, send)
            return
        held = self._held.get(key)
        if held is not None and held.state == state:
            self._held.move_to_end(key)
            await _give(held.answer, HIT, send)
            return
        other = self._making.get((key, state))
        answer = await asyncio.shield(other) if other is not None else None
        if answer is not None:
            await _give(answer, HIT, send)
        else:
            await self._make(key, state, scope, receive, send)

    async def _make(self, key: str, state: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Asks the application; keeps what it says if it says it whole and of this state."""
        place = (key, state)
        future = self._making.setdefault(place, asyncio.get_running_loop().create_future())
        listening = _Listening()
        try:
            await self._app(scope, receive, listening)
        finally:
            answer = None if scope.get(OLD) else listening.answer()
            if answer is not None:
                self._keep(key, _Held(state, answer))
            if self._making.get(place) is future:
                del self._making[place]
                future.set_result(answer)
        if answer is not None:
            await _give(answer, MADE, send)
        else:
            for message in listening.messages:
                await send(message)

    def _keep(self, key: str, held: _Held) -> None:
        self._drop(key)
        self._held[key] = held
        self._size += len(held.answer.body)
        while self._size > self._most:
            self._drop(next(iter(self._held)))

    def _drop(self, key: str) -> None:
        gone = self._held.pop(key, None)
        self._size -= len(gone.answer.body) if gone else 0


class _Listening:
    """Takes down what the application says."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        self.messages.append(message)

    def answer(self) -> Answer | None:
        """What was said, where it is whole, a success, and not too long to be kept."""
        if len(self.messages) != 2:
            return None
        start: Any = self.messages[0]
        end: Any = self.messages[1]
        body = end.get("body", b"")
        if start["status"] != 200 or end.get("more_body") or not 0 < len(body) <= LARGEST:
            return None
        return Answer([*start["headers"], (b"etag", tag(body))], body)


def tag(body: bytes) -> bytes:
    """The ETag of a body: equal for equal bodies, whichever process made them."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'.encode()


async def _give(answer: Answer, how: bytes, send: Send) -> None:
    headers = [*answer.headers, (ASKING, how)]
    start: Any = {"type": "http.response.start", "status": 200, "headers": headers}
    end: Any = {"type": "http.response.body", "body": answer.body, "more_body": False}
    await send(start)
    await send(end)


def _key(scope: Scope) -> str | None:
    """What an answer depends on beside the archive; None where it is not kept."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    path, query = scope["path"], scope["query_string"].decode("latin-1")
    shared = path == "/" or path.startswith(PAGES)
    if not shared or path.endswith("/decide") or len(path) + len(query) > LONGEST_ADDRESS:
        return None
    return f"{language_of(scope)} {path}?{query}"
