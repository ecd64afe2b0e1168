"""``lautwem trace``: a statement's way through the articles of an archive, back to its origin."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from lautwem.cli.archive import Address, opened
from lautwem.cli.guard import say, writing
from lautwem.errors import BadArguments
from lautwem.export import labels as label_words
from lautwem.export.labels import Language


def trace(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS|ID",
            help="What is claimed, in a few words with the name of whom it is about; "
            "or a statement: ARTICLE:s3, as find --format json has them.",
            show_default=False,
        ),
    ],
    archive: Address = "",
    svg: Annotated[
        Path | None,
        typer.Option("--svg", help="Draw the way into this file too.", show_default=False),
    ] = None,
    format_: Annotated[
        Literal["text", "json", "svg"],
        typer.Option("--format", "-f", help="text: a tree; json: one object; svg: a picture."),
    ] = "text",
    lang: Annotated[Language, typer.Option(help="Language of tree and picture.")] = "de",
) -> None:
    """Trace a statement: who said it first, who took it from whom, how many sources there are."""
    asked = " ".join(words).strip()
    if not asked:
        raise BadArguments("No words are given.", "Say what is claimed, in a few words.")
    from lautwem.archive.trace import trace as look  # late: --help stays quick
    from lautwem.export.traces import picture, tree, wire

    with opened(archive) as opened_archive:
        found = look(opened_archive, asked)
    words_of = label_words.load(lang)
    if svg is not None:
        with writing(str(svg)):
            svg.write_text(picture.draw(found, words_of), encoding="utf-8")
        say(f"Drawn: {svg}")
    with writing("standard output"):
        if format_ == "json":
            print(wire.encode(found).decode(), flush=True)
        elif format_ == "svg":
            print(picture.draw(found, words_of), end="", flush=True)
        elif found.instances:
            print(tree.to_text(found, words_of, Console(highlight=False)), end="", flush=True)
    if not found.instances:
        say("No article in the archive says so.")
