"""Connections on which nothing comes are given up, so that many of them keep nobody out."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol


class Impatient(H11Protocol):
    """HTTP as uvicorn speaks it; a request whose head does not arrive is not waited for.

    uvicorn gives up a connection that is silent after an answer, but waits without end for the
    rest of a head. How long a body may take is for :mod:`lautwem.web.guard` to say.
    """

    seconds = 30.0
    """For the head of a request; it is given up after twice as long at the latest."""
    _watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to watch the connection."""
        super().connection_made(transport)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Ends it."""
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        """Looks again later whether another request has begun."""
        self._watch = self.loop.call_later(self.seconds, self._close_or_look, self.cycle)

    def _close_or_look(self, before: Any) -> None:
        answered = self.cycle is None or self.cycle.response_complete
        if answered and self.cycle is before:
            self.transport.close()
        else:
            self._look()
