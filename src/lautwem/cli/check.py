"""``lautwem check``: drafts in, what a careful desk would look at out."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
import typer

from lautwem.cli.archive import Address, opened
from lautwem.cli.guard import UNUSABLE, explain, say
from lautwem.cli.read import encodable, sources_of, with_progress
from lautwem.engines import Engine
from lautwem.errors import BadArguments, MissingModel
from lautwem.export.labels import Language
from lautwem.export.printable import one_line

if TYPE_CHECKING:
    from lautwem.archive import Archive
    from lautwem.configuration import Choice
    from lautwem.desk import Lookback
    from lautwem.model import Article, Reading
    from lautwem.report import Checked

Format = Literal["text", "json", "sarif", "github"]
FOUND = 1
"""Exit status: something was found."""
LONGEST = 1_500_000
"""Most code points of a draft that are checked: a manuscript of some 600 pages."""
LONG = 300_000
"""Code points above which the rules read a draft unless an engine is asked for: a megabyte with
many quotations took 20 s of CPU by the model and 14 s by the rules, which find as much (quotations
on dev: joint F1 75.9 against 75.5)."""


def check(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="A file (text, Markdown, HTML, DOCX), a folder, an address, or - for standard "
            "input.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="text: lines with the sentence; json: one object a draft, one a line; sarif: "
            "SARIF 2.1.0; github: workflow commands.",
        ),
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write to this file, not to standard output.",
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            help="Only these rules: codes or beginnings of codes (S, P2), with commas. Sets the "
            "configuration's choice aside.",
            show_default=False,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(help="Not these rules, added to what is ignored.", show_default=False),
    ] = None,
    explain_: Annotated[
        str | None,
        typer.Option("--explain", metavar="CODE", help="Say what a rule looks at and why, stop."),
    ] = None,
    stdin_name: Annotated[
        str | None,
        typer.Option(
            "--stdin-name",
            metavar="NAME",
            help="The name of what comes on standard input: its kind and configuration.",
            show_default=False,
        ),
    ] = None,
    archive: Address = "",
    engine: Annotated[
        Engine | None,
        typer.Option(
            help="model: trained weights (default); rules: none needed, quicker, the default for "
            "drafts of more than 300,000 characters.",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        Language | None,
        typer.Option(help="Language of the findings (default: de).", show_default=False),
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from addresses in the local network too."),
    ] = False,
) -> None:
    """Check drafts: what a careful desk would look at before publication. No legal advice."""
    if explain_ is not None:
        _explain(explain_, lang or "de")
        return
    if not inputs:
        raise BadArguments("Nothing to check.", "Name a file, a folder, an address, or -.")
    chosen = _Choices(select, ignore, engine, lang, archive)
    sources, failed = sources_of(inputs)
    several = len(sources) > 1 or len(inputs) > 1 or any(Path(i).is_dir() for i in inputs)
    from lautwem.cli.findings import open_findings

    with ExitStack() as stack:
        sink = stack.enter_context(open_findings(format_, output, lang or "de"))
        archives = _Archives(stack)
        for source in with_progress(sources):
            name = stdin_name if source == "-" and stdin_name else source
            try:
                sink.add(_checked(source, name, chosen.of(name), archives, allow_private))
            except MissingModel:
                raise
            except Exception as error:
                line = f"{one_line(name)}: {explain(error)}" if several else explain(error)
                say(line)
                sink.failed(line)
                failed += 1
    if failed:
        raise typer.Exit(UNUSABLE)
    if sink.found:
        raise typer.Exit(FOUND)


class _Choices:
    """What is to be checked in a draft: its configuration, and the options over it."""

    def __init__(
        self,
        select: list[str] | None,
        ignore: list[str] | None,
        engine: Engine | None,
        lang: Language | None,
        archive: str,
    ) -> None:
        from lautwem import configuration

        self._find = configuration.find
        self._select = configuration.listed(select, "--select") if select else None
        self._ignore = configuration.listed(ignore or (), "--ignore")
        self._given = {"engine": engine, "lang": lang, "archive": archive or None}
        self._known: dict[Path, Choice] = {}

    def of(self, source: str) -> "Choice":
        """For a draft in a file: by its folder; for an address and a pipe: by this folder."""
        folder = Path() if source == "-" or "://" in source else Path(source).parent
        if folder not in self._known:
            self._known[folder] = self._over(self._find(folder))
        return self._known[folder]

    def _over(self, found: "Choice") -> "Choice":
        given = {key: value for key, value in self._given.items() if value is not None}
        if self._select is not None:
            given |= {"select": self._select, "ignore": ()}
        found = msgspec.structs.replace(found, **given)
        return msgspec.structs.replace(found, ignore=(*found.ignore, *self._ignore))


class _Archives:
    """The archives that drafts are held against, each opened once and closed with the stack."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._open: dict[str, Archive] = {}

    def look_back(self, reading: "Reading", address: str | None) -> "Lookback | None":
        """What an archive knows of a draft; None where none is named."""
        if not address:
            return None
        from lautwem.archive.lookback import look_back

        if address not in self._open:
            self._open[address] = self._stack.enter_context(opened(address))
        return look_back(self._open[address], reading)


def usual_engine(draft: "Article") -> Engine:
    """The engine for a draft where none is asked for: the model, for very long ones the rules."""
    return "model" if len(draft.text) <= LONG else "rules"


def _checked(
    source: str, name: str, choice: "Choice", archives: _Archives, allow_private: bool
) -> "Checked":
    from lautwem import article, report
    from lautwem.reading.parts import read_long

    if source == "-":
        found = article.from_bytes(article.source_bytes("-"), name, longest=LONGEST)
    else:
        found = article.load(source, allow_private=allow_private, longest=LONGEST)
    for notice in found.notices:
        if notice.code != "front_matter":
            say(f"{one_line(name)}: {one_line(notice.message)}")
    reading = read_long(encodable(found), choice.engine or usual_engine(found))
    return report.check(reading, choice, archives.look_back(reading, choice.archive))


def _explain(code: str, lang: Language) -> None:
    from lautwem import configuration, desk
    from lautwem.cli.output import like_stdout, to_stdout
    from lautwem.report import lines

    codes = configuration.listed([code], "--explain")
    console = like_stdout()
    for rule in desk.rules(codes):
        told = lines.explanation(desk.explain(rule.code, lang), lang, console)
        to_stdout(told.encode())
