"""What passes between the process that writes and those that read."""

from lautwem import model as m
from lautwem.archive.rows import Entry
from lautwem.errors import LautwemError


class Ready(m.Frozen):
    """An article that is read and can be written."""

    source: str
    entry: Entry


class Known(m.Frozen):
    """An article that is in the archive as it is; it was not read again."""

    source: str
    id: str
    version_id: int


class Forgotten(m.Frozen):
    """An article that was forgotten once and is not kept again."""

    source: str
    id: str


class Failure(m.Frozen):
    """An article that is not kept: where it came from, the code of the error, and why."""

    source: str
    code: str
    message: str


Result = Ready | Known | Forgotten | Failure | LautwemError
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
