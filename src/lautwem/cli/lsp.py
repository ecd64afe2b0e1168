"""``lautwem lsp``: the language server for editors."""

from typing import Annotated

import typer


def lsp(
    stdio: Annotated[
        bool,
        typer.Option(
            "--stdio", help="Speak on standard input and output, as always; editors pass this."
        ),
    ] = True,
) -> None:
    """Serve editors while one writes: findings, and who speaks on whose word (docs/editors.md)."""
    from lautwem.lsp.server import run

    run()
