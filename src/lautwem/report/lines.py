"""Findings for people: ``FILE:LINE:COLUMN: S101 message``, the sentence with a marker below it."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from rich.cells import cell_len
from rich.console import Console, ConsoleRenderable, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lautwem import desk
from lautwem import model as m
from lautwem.export.printable import one_line, printable
from lautwem.report import words as labels
from lautwem.report.checked import Checked, place_of, sentence_at

STYLE: dict[desk.Severity, str] = {"check": "bold yellow", "note": "cyan"}
WIDEST = 100
"""Columns beyond which a sentence gets hard to read; a wider terminal is not filled."""
INDENT = 4
_AROUND = 240
"""Most code points of a sentence shown before and behind what is marked."""
_LONGEST_MARK = 400
_SIGN = {True: "+", False: "!", None: "·"}
_POINT_STYLE = {True: "green", False: "yellow", None: "dim"}
_SHOWN = 3
"""Most sentences shown for a point of suspicion reporting."""


def shown(checked: Checked, told: Collection[str], console: Console) -> str:
    """The findings of one draft as ``console`` would show them, then its four-point lists.

    Advice and basis stand at the first finding of a rule, unless it is in ``told``. The first
    line of a finding is never wrapped, so that editors and ``grep`` can read it.
    """
    told = set(told)
    with console.capture() as captured:
        for finding in checked.findings:
            console.print(_head(checked, finding), soft_wrap=True)
            console.print(Padding(Group(*_quoted(checked, finding, console)), (0, 0, 0, INDENT)))
            if finding.rule not in told:
                told.add(finding.rule)
                console.print(_advice(checked, finding), width=min(console.width, WIDEST))
            console.print()
        for accused in checked.accused:
            console.print(_accused(checked, accused), soft_wrap=True)
            console.print(_points(checked, accused), width=min(console.width, WIDEST))
    return _clean(captured.get(), console)


def summary(counts: Counter[str], drafts: int, language: desk.Language, console: Console) -> str:
    """How often each rule fired over all drafts."""
    words = labels.load(language)
    with console.capture() as captured:
        if counts:
            title = Text(words["summary"], style="bold")
            console.print(Rule(title, align="left", style="dim", characters="─"))
            console.print(_table(counts, language), width=min(console.width, WIDEST))
            console.print()
        console.print(Text(_total(counts, drafts, words), style="bold"))
        console.print(Text(words["disclaimer"], style="dim"))
    return _clean(captured.get(), console)


def explanation(told: desk.Explanation, language: desk.Language, console: Console) -> str:
    """A rule described: what it looks at and why, with an example of either kind."""
    words = labels.load(language)
    with console.capture() as captured:
        console.print(_explained(told, words), width=min(console.width, WIDEST))
    return _clean(captured.get(), console)


def _clean(text: str, console: Console) -> str:
    """Without colour, lines end in no blanks."""
    if console.color_system:
        return text
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _head(checked: Checked, finding: desk.Finding) -> Text:
    article = checked.reading.article
    place = place_of(article, finding.span)
    head = Text(f"{one_line(article.source)}:{place.line}:{place.column}: ")
    head.append(finding.rule, style=STYLE[finding.severity])
    return head.append(f" {one_line(finding.message)}")


def _advice(checked: Checked, finding: desk.Finding) -> ConsoleRenderable:
    words = labels.load(checked.language)
    basis = desk.explain(finding.rule, checked.language).basis
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column()
    grid.add_row(f"{words['advice']}:", Text(one_line(finding.advice)))
    grid.add_row(f"{words['basis']}:", Text(one_line(basis), style="dim"))
    return Padding(grid, (0, 0, 0, INDENT))


def _quoted(checked: Checked, finding: desk.Finding, console: Console) -> Iterator[Text]:
    """The sentence in lines, with ``~~~~`` below what is marked."""
    text = checked.reading.article.text
    begin, end = finding.span
    end = max(begin, min(end, begin + _LONGEST_MARK))
    first, last = sentence_at(checked.reading.article, (begin, end))
    first, last = max(first, begin - _AROUND), min(last, end + _AROUND)
    sentence = printable(text[first:last])
    marked = [begin <= at < end for at in range(first, last)]
    width = max(20, min(console.width, WIDEST) - INDENT)
    for words, marks in _wrapped(sentence, marked, width):
        yield Text(words)
        if any(marks):
            line = "".join(
                ("~" if mark else " ") * cell_len(char)
                for char, mark in zip(words, marks, strict=True)
            )
            yield Text(line.rstrip(), style=STYLE[finding.severity])


def _wrapped(text: str, marked: list[bool], width: int) -> Iterator[tuple[str, list[bool]]]:
    """Lines of at most ``width`` cells, each with the marks of its characters.

    White space is folded; a word longer than a line is cut.
    """
    line: list[str] = []
    marks: list[bool] = []
    cells = 0
    for word, flags in _words(text, marked, width):
        size = cell_len(word)
        if line and cells + 1 + size > width:
            yield "".join(line), marks
            line, marks, cells = [], [], 0
        if line:
            line.append(" ")
            marks.append(marks[-1] and flags[0])
            cells += 1
        line.append(word)
        marks += flags
        cells += size
    if line:
        yield "".join(line), marks


def _words(text: str, marked: list[bool], width: int) -> Iterator[tuple[str, list[bool]]]:
    at = 0
    longest = max(1, width // 2)
    for word in text.split():
        at = text.index(word, at)
        for begin in range(at, at + len(word), longest):
            end = min(begin + longest, at + len(word))
            yield text[begin:end], marked[begin:end]
        at += len(word)


def _accused(checked: Checked, accused: desk.Accused) -> Text:
    words = labels.load(checked.language)
    title = Text(f"{one_line(checked.reading.article.source)}: {words['suspicion']}: ")
    return title.append(one_line(accused.name), style="bold")


def _points(checked: Checked, accused: desk.Accused) -> ConsoleRenderable:
    words = labels.load(checked.language)
    article = checked.reading.article
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for point in accused.points:
        style = _POINT_STYLE[point.met]
        grid.add_row(Text(_SIGN[point.met], style=style), Text(one_line(point.message), style))
        for span in point.spans[:_SHOWN]:
            grid.add_row("", _placed(article, span))
        if len(point.spans) > _SHOWN:
            more = f"{words['more']}: {len(point.spans) - _SHOWN}"
            grid.add_row("", Text(more, style="dim"))
    return Group(Padding(grid, (0, 0, 0, INDENT)), Text(""))


def _placed(article: m.Article, span: m.Span) -> Text:
    place = place_of(article, span)
    sentence = one_line(article.text[slice(*span)])
    cut = sentence if len(sentence) <= 160 else f"{sentence[:159]}…"
    return Text(f"{place.line}:{place.column} {cut}", style="dim")


def _table(counts: Counter[str], language: desk.Language) -> ConsoleRenderable:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right")
    grid.add_column()
    for rule in desk.RULES:
        if counts[rule.code]:
            code = Text(rule.code, style=STYLE[rule.severity])
            title = desk.explain(rule.code, language).title
            grid.add_row(code, str(counts[rule.code]), title)
    return grid


def _total(counts: Counter[str], drafts: int, words: dict[str, Any]) -> str:
    severities = {rule.code: rule.severity for rule in desk.RULES}
    checks = sum(n for code, n in counts.items() if severities[code] == "check")
    notes = counts.total() - checks
    parts = [
        labels.counted(words, key, count)
        for key, count in (("checks", checks), ("notes", notes))
        if count
    ]
    found = ", ".join(parts) or words["nothing"]
    return f"{found} {words['within']} {labels.counted(words, 'drafts', drafts)}."


def _explained(told: desk.Explanation, words: dict[str, Any]) -> ConsoleRenderable:
    head = Text(told.code, style=STYLE[told.severity])
    head.append(f" {told.name} ({words['severity'][told.severity]})", style="not bold")
    rows = [head, Text(told.title, style="bold"), Text("")]
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column()
    for key, value in (
        ("basis", told.basis), ("looks_at", told.looks_at), ("advice", told.advice),
    ):  # fmt: skip
        grid.add_row(f"{words[key]}:", value)
    examples: list[ConsoleRenderable] = []
    for key, value in (("fires", told.fires), ("quiet", told.quiet)):
        examples += [Text(""), Text(f"{words[key]}:", style="dim")]
        examples.append(Padding(Text(value.strip()), (0, 0, 0, INDENT)))
    back = [Text(""), Text(words["looks_back"], style="dim")] if told.looks_back else []
    return Group(*rows, grid, *examples, *back, Text(""))
