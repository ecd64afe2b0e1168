"""``lautwem train``: trains the weights of one step anew."""

import importlib
from pathlib import Path
from typing import Annotated, Literal

import typer

from lautwem.cli.guard import say
from lautwem.errors import BadArguments


def train(
    step: Annotated[
        Literal["tagger", "names", "quotes"],
        typer.Argument(help="The step to train.", show_default=False),
    ],
    data: Annotated[
        Path, typer.Argument(help="The folder with the training data.", show_default=False)
    ],
    output: Annotated[Path, typer.Argument(help="The folder for the weights.", show_default=False)],
    seed: Annotated[int, typer.Option(help="Seed of everything random.")] = 1,
) -> None:
    """Train the weights of one step anew (needs PyTorch: pip install "lautwem[train]")."""
    try:
        module = importlib.import_module(f"lautwem.training.{step}")
        written = module.train(data, output, seed=seed)
    except ImportError as error:
        raise BadArguments(
            f"Training needs a library that is not installed ({error.name}).",
            'Install it with: pip install "lautwem[train]".',
        ) from error
    say(f"Written: {written or output}")
