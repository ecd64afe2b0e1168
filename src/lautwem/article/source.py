"""Sources: files, folders, standard input and addresses, and the bytes behind them."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lautwem.article.decode import LIMIT, too_large
from lautwem.errors import UnreadableInput

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".text", ".docx")
"""Files of a folder that are read, plain or with ``.gz`` behind it."""


def is_address(source: str) -> bool:
    """Whether ``source`` is an address (it has a scheme), not a file."""
    scheme, mark, _ = source.partition("://")
    return bool(mark) and scheme.isalnum() and scheme.isascii()


def _bounded(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise too_large(name)
    return data


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """A file, open. Raises UnreadableInput, also where reading fails later."""
    try:
        if "\0" in path:
            raise OSError("no file has such a name")
        with open(path, "rb") as stream:
            yield stream
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableInput(f"{path} cannot be read: {reason}.", "Check the path.") from error


def read(source: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``; at most LIMIT of them are read.

    Raises UnreadableInput and InputTooLarge.
    """
    if source == "-":
        return _bounded(sys.stdin.buffer, "Standard input")
    path = Path(source)
    try:
        if path.is_dir():
            raise UnreadableInput(f"{source} is a folder.", "Give the files in it.")
        if path.is_file() and path.stat().st_size > LIMIT:
            raise too_large(source)
        with path.open("rb") as stream:
            return _bounded(stream, source)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableInput(f"{source} cannot be read: {reason}.", "Check the path.") from error


def _is_readable(path: Path, suffixes: tuple[str, ...]) -> bool:
    name = path.name.lower().removesuffix(".gz")
    return name.endswith(suffixes) and not path.name.startswith(".")


def _is_broken(path: Path) -> bool:
    """Whether a link leads nowhere: it is read too, so that its failure is told."""
    return path.is_symlink() and not path.exists()


def files(folder: Path, suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[str]:
    """The files of a folder that are read, by name, hidden ones left out.

    Raises UnreadableInput where there is none.
    """
    found = False
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        readable = not hidden and _is_readable(path, suffixes)
        if readable and (path.is_file() or _is_broken(path)):
            found = True
            yield str(path)
    if not found:
        raise UnreadableInput(
            f"No file in {folder} can be read.", f"lautwem reads {', '.join(suffixes)} files."
        )


def expand(inputs: Iterable[str]) -> Iterator[str]:
    """The sources behind ``inputs``: a folder becomes the readable files in it, by name.

    Raises UnreadableInput for a folder without one.
    """
    for source in inputs:
        if source != "-" and not is_address(source) and Path(source).is_dir():
            yield from files(Path(source))
        else:
            yield source
