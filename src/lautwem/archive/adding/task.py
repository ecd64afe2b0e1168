"""What passes between the process that writes and those that read."""

from lautwem import model as m
from lautwem.archive.rows import Entry
from lautwem.archive.write import Added
from lautwem.errors import LautwemError


class Ready(m.Frozen):
    """An article that is read and can be written."""

    source: str
    entry: Entry


class Known(m.Frozen):
    """An article that was not read again: it is in the archive as it is, or was forgotten once."""

    source: str
    id: str
    added: Added


class Failure(m.Frozen):
    """An article that is not kept: where it came from, the code of the error, and why."""

    source: str
    code: str
    message: str


Result = Ready | Known | Failure | LautwemError
"""What became of one record; a LautwemError concerns all of them."""


def failure(source: str, error: Exception) -> Failure:
    """The failure that an exception makes of an article."""
    if isinstance(error, LautwemError):
        text = str(error).removeprefix(f"{error.code}: ")
        return Failure(source, error.code, text)
    if isinstance(error, MemoryError):
        return Failure(source, "E509", "There was not memory enough to read it.")
    kind = type(error).__name__
    return Failure(source, "E999", f"This is a fault in lautwem ({kind}: {error}).")
