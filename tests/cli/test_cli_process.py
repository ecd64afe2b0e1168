"""The program as users run it: a process with files, pipes and hostile input."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

SAMPLES = Path(__file__).parent.parent.parent / "samples"
SAMPLE = SAMPLES / "02-raubueberfall.txt"
PROGRAM = (sys.executable, "-c", "from lautwem.cli.main import run; run()")


def lautwem(
    *arguments: str | os.PathLike[str] | bytes, data: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        input=data,
        capture_output=True,
        timeout=120,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.parametrize("engine", ["model", "rules"])
def test_a_sample(engine: str) -> None:
    done = lautwem("read", SAMPLE, "--engine", engine, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    found = msgspec.json.decode(done.stdout)
    text = found["article"]["text"]
    assert any("Er kam herein" in s["quote"]["text"] for s in found["statements"])
    for statement in found["statements"]:
        pieces = [text[begin:end] for begin, end in statement["quote"]["spans"]]
        assert " … ".join(pieces) == statement["quote"]["text"]


def test_the_same_article_gives_the_same_bytes() -> None:
    runs = [lautwem("read", SAMPLE, "-f", "json", PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert runs[0].stdout == runs[1].stdout


def test_text_in_a_pipe_has_no_escape_sequences_and_fits() -> None:
    done = lautwem("read", SAMPLE)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert max(map(len, done.stdout.decode().splitlines())) <= 80


def test_hostile_text() -> None:
    data = (
        "Der \x1b]0;böse\x07 Titel <script>\n\n<img src=x> sagte: „Wir \x1b[2J\u202e kommen.“ " * 3
    )
    for format_ in ("text", "html", "json"):
        done = lautwem("read", "-", "--format", format_, data=data.encode())
        assert done.returncode in (0, 2), done.stderr
        assert b"Traceback" not in done.stderr
        assert b"\x1b" not in done.stdout + done.stderr
        if format_ == "html":
            assert b"<script" not in done.stdout


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n\n",
        b"\x00\x01\x02" * 400,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"\xff\xfe\x00",
        b"---\ntitle: [\n---\nText.",
        b"<div>" * 3000,
        "„".encode() * 5000,
        b"word " * 20000,
        "\ud800".encode("utf-8", "surrogatepass") * 9,
        "Er sagte, „dass".encode() * 300,
        b"<html><body><p>" + "„Ja“, sagte er. ".encode() * 300,
    ],
    ids=lambda data: repr(data[:12]),
)
def test_bad_input_gives_an_error_or_a_reading(data: bytes) -> None:
    done = lautwem("read", "-", "--format", "json", data=data)
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr
    assert b"E999" not in done.stderr
    if done.returncode == 0:
        assert msgspec.json.decode(done.stdout)["schema"] == "lautwem.reading/1"
    else:
        assert done.stdout == b""
        assert done.stderr.startswith(b"E1")


def test_any_file_name(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/b\xf6se \x1b[31m.txt"
    with open(path, "wb") as file:
        file.write(SAMPLE.read_bytes())
    for format_ in ("json", "text", "html"):
        done = lautwem("read", path, "--format", format_)
        assert done.returncode == 0, done.stderr
        assert b"\x1b" not in done.stdout


def test_a_terminal_without_unicode() -> None:
    done = lautwem("read", SAMPLE, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()


def test_a_reader_that_goes_away_is_no_failure() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "read", SAMPLES], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=120) == 0


def test_an_interrupt_is_quiet() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # jobs in the background
    )
    assert process.stdin is not None
    process.stdin.write(b"Er")
    process.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    "arguments", [["read", SAMPLE], ["read", SAMPLE, "-f", "json"], ["--version"], ["read", "-h"]]
)
def test_a_full_disk_is_one_line(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, timeout=120, check=False
        )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert b"No space left" in done.stderr
