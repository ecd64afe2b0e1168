"""``lautwem person``: one human being across the articles of an archive, and who decides it."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lautwem.cli.archive import Address, opened
from lautwem.cli.guard import say, writing
from lautwem.errors import Ambiguous, BadArguments, NotInArchive
from lautwem.export.labels import Language
from lautwem.export.printable import one_line

if TYPE_CHECKING:
    import sqlalchemy as sa

    from lautwem.archive.persons.dossier import Answer


def person(
    who: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME|ID",
            help="A name in any form, or the number that lautwem person shows for somebody.",
            show_default=False,
        ),
    ] = None,
    archive: Address = "",
    confirm: Annotated[
        bool, typer.Option("--confirm", help="Decide: all these articles mean one human being.")
    ] = False,
    join: Annotated[
        list[int] | None,
        typer.Option(metavar="ID", help="Decide: ID is the same human being.", show_default=False),
    ] = None,
    split: Annotated[
        list[int] | None,
        typer.Option(
            metavar="ID",
            help="Decide: the person of this article is somebody else than the rest.",
            show_default=False,
        ),
    ] = None,
    undo: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", help="Take a decision back.", show_default=False),
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who decides.", show_default=False)] = None,
    why: Annotated[str | None, typer.Option(help="Why.", show_default=False)] = None,
    settle: Annotated[
        bool,
        typer.Option("--settle", help="Work out now who is whom among all added last."),
    ] = False,
    page: Annotated[
        int, typer.Option(min=1, help="Earlier articles: 100 a page, the latest first.")
    ] = 1,
    mask_minors: Annotated[
        bool, typer.Option("--mask-minors", help="Black out the names of people under 18.")
    ] = False,
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="A report or one object.")
    ] = "text",
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = "de",
) -> None:
    """Show a person across articles: names, ages, roles, standing, statements; decide who is who.

    Several who may be meant are listed with what tells them apart.
    """
    name = " ".join(who or ())
    deciding = [bool(option) for option in (confirm, join, split)]
    if sum(deciding) > 1:
        raise BadArguments("Only one of --confirm, --join and --split at a time.")
    if not name and (any(deciding) or not (settle or undo is not None)):
        raise BadArguments("Nobody is named.", "Give a name or a number: lautwem person NAME.")
    with opened(archive) as there:
        if undo is not None or any(deciding):
            with there.writing() as connection:
                if undo is not None:
                    _undo(connection, undo)
                if any(deciding):
                    _decide(connection, name, confirm, join or [], split or [], by, why)
        if settle:
            from lautwem.archive.persons import settling

            say(f"{settling.settle(there)} people in the archive.")
        if name:
            from lautwem.archive.persons import answer as answers

            with there.looking() as connection:
                answer = answers.answer(connection, name, page=page, mask_minors=mask_minors)
            _show(answer, format_, lang)


def _undo(connection: "sa.Connection", number: int) -> None:
    from lautwem.archive.persons import ledger

    ledger.undo(connection, number)
    say(f"Decision {number} is taken back.")


def _decide(
    connection: "sa.Connection",
    name: str,
    confirm: bool,
    join: list[int],
    split: list[int],
    by: str | None,
    why: str | None,
) -> None:
    from lautwem.archive.persons import deciding, ledger, lookup
    from lautwem.archive.persons.answer import meant

    found = meant(connection, name)
    if len(found) != 1:
        numbers = ", ".join(str(one.id) for one in found[:10])
        message = f"{len(found)} people are called {one_line(name)[:80]}."
        if not found:
            raise NotInArchive(message, "Look the name up: lautwem person NAME.")
        raise Ambiguous(message, f"Give a number: {numbers}.")
    one = found[0]
    if confirm:
        sides = deciding.confirm(connection, one)
    elif join:
        others = [lookup.by_number(connection, number) for number in join]
        sides = deciding.join(connection, one, others)
    else:
        sides = deciding.split(
            connection, one, {lookup.ref_of(connection, number) for number in split}
        )
    made = ledger.record(connection, sides.kind, sides.left, sides.right, by=by, why=why)
    say(f"Decision {made.id} is kept. To take it back: lautwem person --undo {made.id}")


def _show(answer: "Answer", format_: str, lang: Language) -> None:
    from lautwem.archive.persons import dossier
    from lautwem.cli import person_report

    with writing("standard output"):
        if format_ == "json":
            print(dossier.encode(answer).decode(), flush=True)
        else:
            print(person_report.to_text(answer, lang), end="", flush=True)
