"""The command ``lautwem serve``: what it refuses, and that it answers."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
from browsing import served


def refused(*options: str) -> str:
    """What the command says when it does not begin; it must end with status 2."""
    run = subprocess.run(
        [sys.executable, "-m", "lautwem", "serve", "--no-browser", *options],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 2 and "Traceback" not in run.stderr
    return run.stderr


def test_beyond_this_machine_it_needs_a_token(tmp_path: Path) -> None:
    assert "E401" in refused("--archive", str(tmp_path / "a.db"), "--host", "0.0.0.0")
    assert not (tmp_path / "a.db").exists()


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert "E601" in refused("--archive", str(tmp_path / "a.db"), "--port", port)


def test_read_only_makes_no_archive(tmp_path: Path) -> None:
    told = refused("--archive", str(tmp_path / "a.db"), "--port", "0", "--read-only")
    assert "E501" in told and not (tmp_path / "a.db").exists()


def test_several_processes_show_one_archive(tmp_path: Path) -> None:
    with served(str(tmp_path / "a.db"), "--processes", "2") as address:
        until = time.monotonic() + 40
        for _ in range(6):
            with httpx.Client(base_url=address, trust_env=False) as client:
                while True:  # one of them may not listen yet
                    try:
                        assert client.get("/", timeout=40).status_code == 200
                        break
                    except httpx.TransportError:
                        assert time.monotonic() < until
                        time.sleep(0.2)


def test_neither_token_nor_question_is_in_the_log(tmp_path: Path) -> None:
    token, told = "e1n-langes-zugangswort", []
    with (
        served(str(tmp_path / "a.db"), token=token, told=told) as address,
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        assert client.get("/search?q=Geheimsache").status_code == 303
        assert client.post("/login", data={"token": token + "x"}).status_code == 403
        assert client.post("/login", data={"token": token}).status_code == 303
        assert client.get("/search?q=Geheimsache").status_code == 200
        assert client.get("/api/1/articles/9").status_code == 404
    log = "".join(told)
    assert token not in log and "Geheimsache" not in log
