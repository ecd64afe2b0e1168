"""The one place where a failure becomes a line on standard error and an exit status."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from lautwem.errors import CannotWrite, LautwemError
from lautwem.export.printable import one_line

UNUSABLE = 2
"""Exit status: input or arguments cannot be used, or lautwem itself failed."""
SOME_FAILED = 3
"""Exit status of ``bulk``: the run is over, but some articles could not be read."""
INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""


def explain(error: Exception) -> str:
    """One printable line for any failure: code, what is wrong, and the way out."""
    if isinstance(error, LautwemError):
        return one_line(str(error))
    kind = type(error).__name__
    detail = one_line(str(error))[:300]
    fault = f"{kind}: {detail}" if detail else kind
    return f"E999: This is a fault in lautwem ({fault}). Please report it with the input it met."


def counted(count: int, one: str) -> str:
    """ "1 article", "2 articles": a number with an English noun that takes an s."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def say(line: str) -> None:
    """A line for the user on standard error."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def writing(target: str) -> Iterator[None]:
    """Turns a failing write into CannotWrite; a reader that went away is not a failure."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite(
            f"Cannot write to {target}: {error.strerror or error}.",
            "Check the path, the permissions and the free space.",
        ) from error


def leave_closed_pipe() -> None:
    """Keeps the interpreter from writing what is left into a pipe that nobody reads."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


class Guarded(TyperGroup):
    """A command group from which no traceback escapes."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            leave_closed_pipe()
            raise typer.Exit(0) from None
        except LautwemError as error:
            say(explain(error))
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception as error:
            say(explain(error))
        raise typer.Exit(UNUSABLE)
