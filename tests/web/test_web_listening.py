"""A connection on which no request arrives is given up; one that is answered is not."""

import asyncio
import contextlib
import socket
import time
from threading import Thread
from typing import Any

import uvicorn

from lautwem.web.listening import Impatient


class Hasty(Impatient):
    seconds = 0.3


async def slow_answer(scope: Any, receive: Any, send: Any) -> None:
    await asyncio.sleep(1.2)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"done"})


def test_a_head_that_never_ends_is_not_waited_for() -> None:
    config = uvicorn.Config(slow_answer, http=Hasty, lifespan="off", log_level="error")
    server = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        with (
            socket.create_connection(listener.getsockname(), timeout=10) as dawdler,
            socket.create_connection(listener.getsockname(), timeout=10) as reader,
        ):
            reader.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            began = time.monotonic()
            with contextlib.suppress(OSError):
                while time.monotonic() - began < 8:
                    dawdler.sendall(b"G" if time.monotonic() - began < 0.1 else b"E")
                    dawdler.settimeout(0.1)
                    with contextlib.suppress(TimeoutError):
                        if not dawdler.recv(100):
                            break
            assert time.monotonic() - began < 8
            assert reader.recv(1000).startswith(b"HTTP/1.1 200")
    finally:
        server.should_exit = True
        thread.join(10)
