"""``lautwem find``: statements and articles of an archive, by words and by who said them."""

import re
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console, ConsoleRenderable, Group
from rich.padding import Padding
from rich.text import Text

from lautwem import model as m
from lautwem.cli.archive import Address, opened
from lautwem.cli.guard import say, writing
from lautwem.export import labels as label_words
from lautwem.export.labels import Labels, Language
from lautwem.export.printable import one_line, printable
from lautwem.export.terminal import ARROW, SIGN, STYLE, WIDEST

if TYPE_CHECKING:
    from lautwem.archive.hits import ArticleRef, Found, Hit

MARK = "›{}‹"
"""How a word found is marked where there is no colour."""


def find(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS",
            help='What to look for. "In quotation marks": one word after the other; '
            "Staatsanw*: words that begin so.",
            show_default=False,
        ),
    ] = None,
    archive: Address = "",
    speaker: Annotated[
        str | None, typer.Option(help="With whom the statement begins.", show_default=False)
    ] = None,
    about: Annotated[
        str | None, typer.Option(help="Whom the statement is about.", show_default=False)
    ] = None,
    voice: Annotated[
        str | None,
        typer.Option(help="Who stands anywhere in the chain of sources.", show_default=False),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(help="Where the article appeared.", show_default=False)
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", help="Published on this day or later.", show_default=False),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Published up to this day.", show_default=False)
    ] = None,
    hedged: Annotated[
        bool, typer.Option("--hedged", help="Only what the article does not vouch for.")
    ] = False,
    channel: Annotated[
        m.ChannelKind | None,
        typer.Option(help="The way in which it was said.", show_default=False),
    ] = None,
    type_: Annotated[
        m.StatementType | None,
        typer.Option("--type", help="The form in which it is rendered.", show_default=False),
    ] = None,
    all_versions: Annotated[
        bool, typer.Option("--all-versions", help="Earlier versions of articles too.")
    ] = False,
    limit: Annotated[int, typer.Option(help="Hits on a page.")] = 20,
    page: Annotated[int, typer.Option(help="Which page.")] = 1,
    mask_minors: Annotated[
        bool, typer.Option("--mask-minors", help="Black out the names of people under 18.")
    ] = False,
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="A list or one object.")
    ] = "text",
    lang: Annotated[Language, typer.Option(help="Language of the list.")] = "de",
) -> None:
    """Find statements and articles in an archive, the best first; without WORDS the newest."""
    from lautwem.archive import find as search
    from lautwem.archive.hits import encode
    from lautwem.archive.query import Query

    query = Query(
        words=" ".join(words or ()),
        speaker=speaker,
        about=about,
        voice=voice,
        outlet=outlet,
        since=since,
        until=until,
        hedged=hedged,
        channel=channel,
        type=type_,
        all_versions=all_versions,
        limit=limit,
        page=page,
    )
    with opened(archive) as opened_archive:
        found = search.find(opened_archive, query, mask_minors=mask_minors)
    with writing("standard output"):
        if format_ == "json":
            print(encode(found).decode(), flush=True)
        else:
            _print(found, label_words.load(lang))


def _print(found: "Found", labels: Labels) -> None:
    console = Console(highlight=False)
    for hit in found.hits:
        shown = Group(_head(hit, labels), _words(hit, console), _place(hit.article, labels), "")
        with console.capture() as captured:
            console.print(shown, width=min(console.width, WIDEST))
        lines = captured.get().splitlines()
        print("\n".join(lines if console.color_system else map(str.rstrip, lines)))
    if not found.hits:
        say("Nothing found.")
    elif found.more:
        say(f"There is more: --page {found.page + 1}")


def _head(hit: "Hit", labels: Labels) -> ConsoleRenderable:
    said = hit.statement
    if said is None:
        return Text(labels.word("article"), style="bold")
    voices = said.chain or ((said.speaker,) if said.speaker else ())
    who = ARROW.join(one_line(voice.name) for voice in voices) or labels.word("no_voice")
    line = Text(who, style="bold")
    grade = f"  {SIGN[said.certainty]} {labels.of('certainty', said.certainty)}"
    if said.negated:
        grade += f", {labels.word('negated')}"
    return line.append(grade, style=f"not bold {STYLE[said.certainty]}")


def _words(hit: "Hit", console: Console) -> ConsoleRenderable:
    """The text with the words found marked: by colour, or by signs where there is none."""
    begin, place = hit.span[0], 0
    line = Text()
    for first, last in hit.marks:
        found = printable(hit.text[first - begin : last - begin])
        line.append(_flat(hit.text[place : first - begin]))
        line.append(found if console.color_system else MARK.format(found), style="bold reverse")
        place = last - begin
    line.append(_flat(hit.text[place:]))
    return Padding(line, (0, 0, 0, 2))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", printable(text))


def _place(article: "ArticleRef", labels: Labels) -> ConsoleRenderable:
    published = labels.date(article.published) if article.published else None
    parts = [article.outlet, published, article.title, article.url or article.source]
    line = Text(" · ".join(one_line(part) for part in parts if part), style="dim")
    if article.status != "active":
        line.append(f"  {labels.of('status', article.status)}", style="bold red")
    if not article.current:
        line.append(f"  {labels.word('earlier_version')} {article.version}", style="yellow")
    return Padding(line, (0, 0, 0, 2))
