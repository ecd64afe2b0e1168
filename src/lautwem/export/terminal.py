"""A reading as a report for the terminal: plain words in columns, colour only on top of them."""

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleRenderable, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lautwem import model as m
from lautwem.export.labels import Labels
from lautwem.export.view import (
    CaptionView,
    Detail,
    PersonView,
    StatementView,
    View,
    VoiceView,
    view,
)

ARROW = " → "
SIGN: dict[m.CertaintyLevel, str] = {"verbatim": "●", "reported": "◐", "hedged": "○"}
"""A full circle for words as they were said, a half for a report, an empty one for a hedge."""
STYLE: dict[m.CertaintyLevel, str] = {"verbatim": "green", "reported": "cyan", "hedged": "yellow"}
BAR_WIDTH = 20
WIDEST = 110
"""Columns beyond which lines get hard to read; a wider terminal is not filled."""


def report(reading: m.Reading, labels: Labels) -> ConsoleRenderable:
    """The whole report of one reading, to print with Rich."""
    shown = view(reading, labels)
    return Group(*_parts(shown, labels))


def to_text(reading: m.Reading, labels: Labels, console: Console) -> str:
    """The report as ``console`` would show it, no wider than is good to read.

    In colour only where the console has it; without, lines end in no blanks.
    """
    with console.capture() as captured:
        console.print(report(reading, labels), width=min(console.width, WIDEST))
    text = captured.get()
    if console.color_system:
        return text
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _parts(shown: View, labels: Labels) -> Iterator[ConsoleRenderable]:
    yield from _head(shown, labels)
    yield _heading(labels.word("statements"), len(shown.statements))
    if not shown.statements:
        yield Padding(Text(labels.word("no_statements")), (0, 0, 0, 2))
    for statement in shown.statements:
        yield _statement(statement, labels)
        yield Text("")
    sections = (
        ("people", [_person(person, labels) for person in shown.people]),
        ("pictures", [_caption(caption, labels) for caption in shown.captions]),
        (
            "works",
            [_placed(w.place, Text(f"{labels.quoted(w.text)} ({w.note})")) for w in shown.works],
        ),
        ("questions", [_placed(q.place, Text(q.text)) for q in shown.questions]),
    )
    for key, rows in sections:
        if rows:
            yield _heading(labels.word(key), len(rows))
            yield from rows
            yield Text("")
    yield _heading(labels.word("glance"))
    yield from _glance(shown, labels)


def _head(shown: View, labels: Labels) -> Iterator[ConsoleRenderable]:
    yield Text(shown.title, style="bold")
    by = f"{labels.word('by')} {', '.join(shown.authors)}" if shown.authors else None
    yield Text(" · ".join(filter(None, (shown.outlet, shown.published, by))) or shown.source)
    yield Text(shown.source, style="dim")
    if shown.url and shown.url != shown.source:
        yield Text(shown.url, style="dim")
    for embed in shown.embeds:
        yield Text(f"{labels.word('embeds')}: {embed.label} {embed.value}", style="dim")
    for notice in shown.notices:
        yield Text(f"! {notice}", style="bold yellow")
    yield Text("")


def _heading(name: str, count: int | None = None) -> ConsoleRenderable:
    title = name if count is None else f"{name} ({count})"
    return Rule(Text(title, style="bold"), align="left", style="dim", characters="─")


def _placed(place: str, *content: ConsoleRenderable) -> ConsoleRenderable:
    """Content with its line and column in a narrow column before it."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=7, justify="right", style="dim", no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(place, Group(*content))
    return grid


def chain_line(voices: Iterable[VoiceView], labels: Labels) -> str:
    """ "Milan Brandt → Abendkurier": the voices from the origin outward."""
    return ARROW.join(_voice(voice) for voice in voices) or labels.word("no_voice")


def _voice(voice: VoiceView) -> str:
    return f"{voice.name} ({voice.note})" if voice.note else voice.name


def _statement(statement: StatementView, labels: Labels) -> ConsoleRenderable:
    head = Table.grid(padding=(0, 1, 0, 0), expand=True)
    head.add_column(ratio=1)
    head.add_column(justify="right", no_wrap=True)
    who = chain_line(statement.chain, labels) if statement.chain else statement.who
    grade = f"{SIGN[statement.level]} {statement.certainty}"
    if statement.negated:
        grade += f", {labels.word('negated')}"
    head.add_row(Text(who, style="bold"), Text(grade, style=STYLE[statement.level]))
    details = _details((Detail("", statement.type), *statement.details))
    return _placed(statement.place, head, Text(statement.words), details)


def _details(details: Iterable[Detail]) -> Text:
    return Text(" · ".join(f"{d.label} {d.value}".strip() for d in details), style="dim")


def _person(person: PersonView, labels: Labels) -> ConsoleRenderable:
    name = Text(person.name, style="bold")
    if person.age is not None:
        name.append(f", {person.age}", style="not bold")
    if person.minor:
        name.append(f"  {labels.word('minor')}", style="bold yellow")
    facts = list(person.facts)
    if person.aliases:
        facts.append(f"{labels.word('also')} {', '.join(map(labels.quoted, person.aliases))}")
    lines = [name, *([Padding(Text(" · ".join(facts)), (0, 0, 0, 2))] if facts else [])]
    return Padding(Group(*lines), (0, 0, 0, 2))


def _caption(caption: CaptionView, labels: Labels) -> ConsoleRenderable:
    credit = caption.credit or labels.word("no_credit")
    line = Text(f"{labels.word('credit')}: {credit}", style="" if caption.credit else "yellow")
    parts = [Text(caption.text)] if caption.text else []
    parts.append(line)
    if caption.details:
        parts.append(_details(caption.details))
    return _placed(caption.place, *parts)


def _glance(shown: View, labels: Labels) -> Iterator[ConsoleRenderable]:
    g = shown.glance
    unnamed = (
        f", {labels.word('of_them')} {g.unnamed} {labels.word('unnamed')}" if g.unnamed else ""
    )
    yield Text(
        f"  {labels.counted('statements', g.statements)}, "
        f"{labels.counted('voices', g.voices)}{unnamed if g.unnamed else ''}",
        style="bold",
    )
    if not g.statements:
        return
    rows = (
        ("verbatim", labels.of("certainty", "verbatim"), g.verbatim),
        ("reported", labels.of("certainty", "reported"), g.reported),
        ("hedged", labels.of("certainty", "hedged"), g.hedged),
        (None, labels.word("on_media"), g.on_media),
        (None, labels.word("without_source"), g.without_source),
    )
    yield Padding(_bars(rows, g.statements), (0, 0, 1, 2))
    yield Padding(_chain_table(shown, labels), (0, 0, 0, 2))


def _bars(rows: Iterable[tuple[m.CertaintyLevel | None, str, int]], total: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right")
    grid.add_column(justify="right")
    grid.add_column()
    for level, label, count in rows:
        filled = round(BAR_WIDTH * count / total)
        bar = Text("█" * filled, style=STYLE[level] if level else "magenta")
        bar.append("░" * (BAR_WIDTH - filled), style="dim")
        sign = f"{SIGN[level]} " if level else "  "
        grid.add_row(f"{sign}{label}", str(count), f"{count / total:.0%}", bar)
    return grid


def _chain_table(shown: View, labels: Labels) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", expand=False)
    table.add_column(labels.word("chains"), overflow="fold")
    table.add_column(labels.word("count"), justify="right", no_wrap=True)
    table.add_column(SIGN["hedged"], justify="right", no_wrap=True)
    for chain in shown.chains:
        line = chain_line(chain.voices, labels)
        table.add_row(Text(line), str(chain.count), str(chain.hedged or ""))
    return table
