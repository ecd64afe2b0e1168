"""The option ``--column``: which column of a table holds what."""

from typing import TYPE_CHECKING

import typer

from lautwem.errors import BadArguments

if TYPE_CHECKING:
    from lautwem.article.collections import Layout

OPTION = typer.Option(
    "--column",
    metavar="FIELD=NAME",
    help="Column of a table (CSV, Parquet) that holds text, html, title, outlet, published, "
    "authors or url: by its name, or by its number in a table without names.",
    show_default=False,
)


def layout(given: list[str]) -> "Layout":
    """How tables are written, from ``--column text=Inhalt``. Raises BadArguments."""
    from lautwem.article.collections import Layout

    pairs = [entry.partition("=") for entry in given]
    for entry, (field, _, name) in zip(given, pairs, strict=True):
        if not field or not name:
            raise BadArguments(
                f"--column {entry} names no column.", "Write --column FIELD=NAME: text=Inhalt."
            )
    return Layout(columns=tuple((field.strip(), name) for field, _, name in pairs))
