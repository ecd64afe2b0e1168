"""What the commands on an archive share: how it is named, and how it is opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from lautwem.archive import Archive

Address = Annotated[
    str,
    typer.Option(
        "--archive",
        envvar="LAUTWEM_ARCHIVE",
        metavar="FILE|ADDRESS",
        help="The archive: a file (SQLite) or postgresql+psycopg://user@host/database.",
        show_default=False,
    ),
]
"""The option ``--archive``; its default is ``""``, which ``opened`` refuses with advice."""


@contextmanager
def opened(address: str, *, create: bool = False) -> Iterator["Archive"]:
    """The archive named on the command line. Raises what ``open_archive`` raises."""
    from lautwem.archive import open_archive  # late: --help stays quick

    with open_archive(address, create=create) as archive:
        yield archive
