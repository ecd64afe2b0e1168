"""``lautwem serve``: the reading room in the browser."""

import contextlib
import functools
import os
import secrets
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lautwem.cli.archive import Address, opened
from lautwem.cli.guard import say
from lautwem.engines import HELP, Engine
from lautwem.errors import BadArguments, CannotListen

if TYPE_CHECKING:
    from lautwem.web.app import Opening

TOKEN = "LAUTWEM_TOKEN"
MOST_PROCESSES = 8
"""Started unasked: each takes some 170 MB."""


def serve(
    archive: Address = "",
    host: Annotated[
        str, typer.Option(help="Listen here. Beyond this machine a token is needed.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")] = 8321,
    name: Annotated[
        list[str] | None,
        typer.Option(
            help="A name others reach this machine by; may be repeated.", show_default=False
        ),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option(
            help=f"A file with the token (or set {TOKEN}); at least 16 characters.",
            show_default=False,
        ),
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Show the archive, let nobody change it.")
    ] = False,
    engine: Annotated[
        Engine,
        typer.Option(help=HELP),
    ] = "model",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses in the local network too.")
    ] = False,
    processes: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=64,
            help=f"Processes that answer; as many as there are cores (at most {MOST_PROCESSES}).",
            show_default=False,
        ),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")
    ] = True,
) -> None:
    """Open the reading room: pages and a REST API over the archive."""
    from lautwem.web.access import Access, require_safe  # late, as all that is heavy

    access = Access(host, tuple(n.casefold() for n in name or ()), _token(token_file), read_only)
    require_safe(access)
    with _listen(host, port) as listener:
        with opened(archive, create=not read_only):
            pass  # made, brought up to date, or refused before anything is shown
        from lautwem.web.app import Opening

        opening = Opening(archive, access, engine, allow_private, secrets.token_urlsafe())
        _run(opening, listener, processes or _cores(), browser)


def _cores() -> int:
    """The cores that this process may use, up to MOST_PROCESSES."""
    with contextlib.suppress(AttributeError):  # not on macOS and Windows
        return min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
    return min(os.cpu_count() or 1, MOST_PROCESSES)


def _token(token_file: Path | None) -> str | None:
    if token_file is None:
        return os.environ.get(TOKEN) or None
    try:
        return token_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadArguments(
            f"The token file {token_file} cannot be read.", "Check its path and permissions."
        ) from error


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except (OSError, UnicodeError) as error:
        listener.close()
        reason = error.strerror if isinstance(error, OSError) else "no such host"
        raise CannotListen(
            f"Cannot listen at {host}, port {port}: {reason}.", "Choose another with --port."
        ) from error
    return listener


def _run(opening: "Opening", listener: socket.socket, processes: int, browser: bool) -> None:
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from lautwem.web.app import open_room
    from lautwem.web.listening import Impatient

    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    address = f"http://{shown}:{port}/"
    say(f"The reading room is open at {address} – Ctrl-C closes it.")
    if browser and sys.stderr.isatty():
        import webbrowser

        webbrowser.open(address)
    # No access log: what is searched for is nobody else's business.
    config = uvicorn.Config(
        functools.partial(open_room, opening),
        factory=True,
        http=Impatient,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=500,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
        workers=processes,
    )
    if processes == 1:
        uvicorn.Server(config).run(sockets=[listener])
    else:
        Multiprocess(config, sockets=[listener]).run()
