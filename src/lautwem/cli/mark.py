"""``lautwem mark``: how an article stands."""

from typing import Annotated, Literal

import typer

from lautwem.cli.archive import Address, opened
from lautwem.cli.guard import say
from lautwem.export.printable import one_line


def mark(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="Its id, address, file, or the number of a version."
        ),
    ],
    status: Annotated[
        Literal["active", "withdrawn", "corrected"],
        typer.Argument(
            help="withdrawn: the outlet took it back; corrected: this version was wrong; "
            "active: neither."
        ),
    ],
    archive: Address = "",
    note: Annotated[
        str | None, typer.Option(help="Why, and where that is said.", show_default=False)
    ] = None,
) -> None:
    """Mark an article as withdrawn or corrected: what rests on it is shown as resting on that."""
    from lautwem.archive import naming, standing  # late: --help stays quick

    with opened(archive) as there, there.writing() as connection:
        meant = naming.article(connection, article)
        count = standing.mark(connection, meant, status, note)
    versions = "1 version" if count == 1 else f"{count} versions"
    say(f"{one_line(meant.title or meant.source)}: {status} ({versions}).")
