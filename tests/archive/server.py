"""A PostgreSQL for the tests: own data, own socket folder, a free port of the loopback device.

PostgreSQL does not run as root: where the tests do, the server runs as ``postgres`` or
``nobody``.
"""

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

_MISSING = "PostgreSQL is not installed (on Debian: apt-get install postgresql)"
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
"""The tests end processes, not machines: nothing needs to reach the disk."""
_numbers = itertools.count(1)


class Server:
    """A server that runs; makes databases and removes them."""

    def __init__(self, port: int) -> None:
        self.port = port

    def _run(self, command: str) -> None:
        address = f"postgresql://tester@127.0.0.1:{self.port}/postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(command)

    @contextmanager
    def database(self) -> Iterator[str]:
        name = f"test_{next(_numbers)}"
        self._run(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql+psycopg://tester@127.0.0.1:{self.port}/{name}"
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")


def _binaries() -> Path | None:
    on_path = shutil.which("pg_ctl")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parts[-2]))
    folders = [*reversed(versions), *([Path(on_path).resolve().parent] if on_path else [])]
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


def _user() -> str | None:
    """Whom the server runs as, None where that is who we are."""
    if os.geteuid():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _as(user: str | None, command: Sequence[str]) -> list[str]:
    return ["runuser", "-u", user, "--", *command] if user else list(command)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def started() -> Iterator[Server | str]:
    """A running server, or the reason why there is none."""
    binaries, user = _binaries(), _user()
    if binaries is None or (user and not shutil.which("runuser")):
        yield _MISSING
        return
    folder = Path(tempfile.mkdtemp(prefix="lautwem-pg-"))
    port, data = _free_port(), folder / "data"
    if user:
        shutil.chown(folder, user)
    control = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-s", "-l", str(folder / "log")]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 "
    options += " ".join(f"-c {setting}" for setting in _QUICK)

    def run(*command: str) -> None:
        subprocess.run(_as(user, command), check=True, cwd=folder, capture_output=True, timeout=120)

    try:
        run(
            str(binaries / "initdb"), "-D", str(data), "-U", "tester", "-A", "trust",
            "-E", "UTF8", "--locale=C", "--lc-ctype=C.UTF-8", "--no-sync",
        )  # fmt: skip
        run(*control, "-o", options, "start")
        try:
            yield Server(port)
        finally:
            run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
