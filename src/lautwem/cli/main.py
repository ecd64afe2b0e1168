"""The command ``lautwem``: its commands, and what holds for all of them."""

import sys
from typing import Annotated

import typer

import lautwem
from lautwem.cli.add import add
from lautwem.cli.bulk import bulk
from lautwem.cli.check import check
from lautwem.cli.evaluate import evaluate
from lautwem.cli.export import export
from lautwem.cli.find import find
from lautwem.cli.forget import forget
from lautwem.cli.guard import (
    INTERRUPTED,
    UNUSABLE,
    Guarded,
    explain,
    leave_closed_pipe,
    say,
    writing,
)
from lautwem.cli.lsp import lsp
from lautwem.cli.mark import mark
from lautwem.cli.person import person
from lautwem.cli.read import read
from lautwem.cli.serve import serve
from lautwem.cli.trace import trace
from lautwem.cli.train import train

app = typer.Typer(
    name="lautwem",
    cls=Guarded,
    help="Reads German news and says for every statement who says so, on whose word, "
    "through which channel and how surely.",
    epilog="Exit status: 0 done, 1 check found something, 2 unusable input or arguments, "
    "3 bulk is through but some articles could not be read.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"lautwem {lautwem.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    pass


app.command()(read)
app.command()(check)
app.command()(lsp)
app.command()(export)
app.command()(serve)
app.command()(add)
app.command()(find)
app.command()(mark)
app.command()(forget)
app.command()(trace)
app.command()(bulk)
app.command()(person)
app.command()(evaluate)
app.command()(train)


def run() -> None:
    """The entry point. What a terminal cannot show is replaced, not a failure."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        with writing("standard output"):
            app()
    except BrokenPipeError:
        leave_closed_pipe()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        say(explain(error))
        sys.exit(UNUSABLE)
