"""``lautwem forget``: articles and people out of an archive, for good."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
import typer

from lautwem.cli.archive import Address, opened
from lautwem.cli.guard import counted, say, writing
from lautwem.errors import Ambiguous, BadArguments, NotInArchive
from lautwem.export.printable import one_line

if TYPE_CHECKING:
    import sqlalchemy as sa

    from lautwem.archive.forget import Gone
    from lautwem.archive.naming import Meant


def forget(
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ARTICLE",
            help="Articles: id, address, file, or number of a version. They go with all versions.",
            show_default=False,
        ),
    ] = None,
    archive: Address = "",
    person: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|ID",
            help="A person: the name is blacked out everywhere, what is told of them goes.",
            show_default=False,
        ),
    ] = None,
    with_articles: Annotated[
        bool, typer.Option("--with-articles", help="Remove whole articles that name the person.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="A list or one object.")
    ] = "text",
) -> None:
    """Forget articles or a person for good, and say what went. Neither comes back by adding."""
    from lautwem.archive import forget as forgetting
    from lautwem.archive import naming, purge

    if bool(articles) == bool(person):
        raise BadArguments("Either articles are forgotten or a person.", "Name one of them.")
    with opened(archive) as there:
        with there.looking() as connection:
            people = _people(connection, person) if person else []
            if person:
                meant = _of(connection, people)
            else:
                meant = [naming.article(connection, given) for given in articles or []]
        whole = with_articles or not person
        _ask(meant, person, whole, yes)
        with there.writing() as connection:
            gone = (
                forgetting.articles(connection, meant)
                if whole
                else forgetting.person(connection, people)
            )
        gone = msgspec.structs.replace(gone, purged=purge.purge(there))
    _tell(gone, format_)


def _people(connection: "sa.Connection", given: str) -> list[int]:
    """The rows of the person meant. Raises NotInArchive and Ambiguous."""
    from lautwem.archive.persons import lookup

    if given.isascii() and given.isdigit():
        found = [lookup.by_number(connection, int(given))]
    else:
        found = list(lookup.by_name(connection, given))
    if not found:
        raise NotInArchive(
            f"Nobody in the archive is called {one_line(given)[:80]}.", "lautwem find may help."
        )
    if len(found) > 1:
        numbers = ", ".join(f"{one.id} ({counted(one.articles, 'article')})" for one in found[:9])
        raise Ambiguous(
            f"{len(found)} people may be meant by {one_line(given)[:80]}: {numbers}.",
            "lautwem person NAME tells them apart; then give the number.",
        )
    return list(lookup.numbers(connection, found[0]))


def _of(connection: "sa.Connection", people: list[int]) -> list["Meant"]:
    """The articles in which the people of these rows are."""
    from lautwem.archive import naming
    from lautwem.archive.schema import CHILDREN

    versions = sorted({number // CHILDREN for number in people})
    return [naming.version(connection, version) for version in versions]


def _ask(meant: list["Meant"], person: str | None, whole: bool, yes: bool) -> None:
    for one in meant:
        say(f"  {one.id}  {one_line(one.title or one.source)[:80]}")
    count = f"{len(meant)} article{'s' if len(meant) != 1 else ''}"
    what = f"Remove {count} with all versions" if whole else f"Black out {person} in {count}"
    if yes:
        return
    if not sys.stdin.isatty():
        raise BadArguments("Forgetting must be confirmed.", "Say --yes.")
    typer.confirm(f"{what}, for good?", abort=True, err=True)


def _tell(gone: "Gone", format_: Literal["text", "json"]) -> None:
    if format_ == "json":
        with writing("standard output"):
            print(msgspec.json.encode(gone).decode(), flush=True)
    parts = [f"{counted(len(gone.removed), 'article')} removed"] if gone.removed else []
    parts += [f"name blacked out in {counted(len(gone.masked), 'article')}"] if gone.masked else []
    parts.append(counted(gone.versions, "version"))
    parts += [counted(gone.statements, "statement")] if gone.statements else []
    parts += [f"{counted(gone.decisions, 'decision')} of editors"] if gone.decisions else []
    say(f"Forgotten: {', '.join(parts)}.")
    if gone.still_named:
        say("The name still stands, as somebody else's or unrecognised, in:")
    for one in gone.still_named:
        say(f"  {one.id}  {one_line(one.title or one.source)[:80]}")
    if not gone.purged:
        say(
            "Another process is reading the archive: its log keeps the old text until that ends. "
            "Run any lautwem command on the archive then."
        )
