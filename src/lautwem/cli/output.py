"""Where readings go: reports, JSON or pages, onto standard output, into a file or a folder."""

import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

from rich.console import Console

from lautwem import model as m
from lautwem import schema
from lautwem.cli.guard import counted, say, writing
from lautwem.errors import BadArguments
from lautwem.export import labels, page, terminal

Format = Literal["text", "json", "html"]
Add = Callable[[m.Reading], None]
"""Takes readings one by one, in the order in which they are to appear."""
Write = Callable[[bytes], None]

FILE_WIDTH = 100
"""Columns of a text report in a file."""


@contextmanager
def open_output(
    format_: Format, target: Path | None, several: bool, language: labels.Language
) -> Iterator[Add]:
    """Opens the place where readings go; nothing is written before the first reading.

    Raises BadArguments where several pages have no folder to go to, CannotWrite
    where a file cannot be written.
    """
    words = labels.load(language)
    if format_ == "html" and several:
        with _folder(target, words) as add:
            yield add
        return
    with ExitStack() as stack:
        if target is None:
            write, console, encoding = to_stdout, like_stdout(), sys.stdout.encoding
        else:
            write = to_file(target, stack)
            console, encoding = Console(file=io.StringIO(), width=FILE_WIDTH), "utf-8"
        if format_ == "text":
            yield _text(write, console, encoding, words)
        elif format_ == "json":
            yield lambda reading: write(schema.encode(reading) + b"\n")
        else:
            yield lambda reading: write(page.render(reading, words).encode())


def like_stdout() -> Console:
    """A console with the width and colours of standard output that does not write to it."""
    real = Console()
    return Console(file=io.StringIO(), width=real.width, force_terminal=real.is_terminal)


def to_stdout(data: bytes) -> None:
    """Bytes onto standard output, at once. Raises CannotWrite."""
    with writing("standard output"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def to_file(target: Path, stack: ExitStack) -> Write:
    streams = []

    def write(data: bytes) -> None:
        with writing(str(target)):
            if not streams:
                streams.append(stack.enter_context(target.open("wb")))
            streams[0].write(data)
            streams[0].flush()

    return write


def _text(write: Write, console: Console, encoding: str, words: labels.Labels) -> Add:
    between = ""

    def add(reading: m.Reading) -> None:
        nonlocal between
        report = terminal.to_text(reading, words, console)
        write((between + report).encode(encoding, "replace"))
        between = "\n\n"

    return add


@contextmanager
def _folder(target: Path | None, words: labels.Labels) -> Iterator[Add]:
    """Pages into a folder, and at the end an ``index.html`` that leads to them."""
    if target is None:
        raise BadArguments(
            "Pages of several inputs do not fit on standard output.",
            "Name a folder for them: --output FOLDER.",
        )
    entries: list[page.Entry] = []

    def save(name: str, text: str) -> None:
        with writing(str(target / name)):
            target.mkdir(parents=True, exist_ok=True)
            (target / name).write_text(text, encoding="utf-8")

    def add(reading: m.Reading) -> None:
        name = _page_name(reading.article.source, {entry.href for entry in entries})
        save(name, page.render(reading, words))
        entries.append(page.entry(name, reading, words))

    yield add
    if entries:
        save("index.html", page.render_index(entries, words))
        say(f"{counted(len(entries), 'page')} written to {target}, with index.html.")


def _page_name(source: str, taken: set[str]) -> str:
    """A file name like that of the source, in letters that every file system takes."""
    stem = re.sub(r"[^\w-]+", "-", source.rstrip("/").rpartition("/")[2]).strip("-")[:80]
    stem = stem.removesuffix("-txt").removesuffix("-html") or "article"
    name, number = f"{stem}.html", 1
    while name in taken or name == "index.html":
        number += 1
        name = f"{stem}-{number}.html"
    return name
