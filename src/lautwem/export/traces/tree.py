"""The way of a statement as a tree for the terminal."""

from collections.abc import Iterator

from rich.console import Console, ConsoleRenderable, Group
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from lautwem.export.labels import Labels
from lautwem.export.printable import one_line
from lautwem.export.terminal import ARROW, SIGN, STYLE, WIDEST
from lautwem.export.traces.lineage import Branch, Stem, lineage
from lautwem.export.traces.wire import Trace, TraceArticle, TraceDenial, TraceInstance, TraceReason

ASSERTED, ALARM = "■", "bold red"
"""A full square for what an article says in its own name; the style of what was taken back."""
LONGEST = 220
"""Letters of a statement that are shown; the JSON has all."""


def to_text(trace: Trace, labels: Labels, console: Console) -> str:
    """The tree as ``console`` would show it, no wider than is good to read."""
    with console.capture() as captured:
        console.print(tree(trace, labels), width=min(console.width, WIDEST))
    text = captured.get()
    if console.color_system:
        return text
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def tree(trace: Trace, labels: Labels) -> ConsoleRenderable:
    """Head, the way from each origin, denials, reasons; to print with Rich."""
    if not trace.instances:
        return Group(_title(trace, labels), Text(labels.of("trace", "nothing")))
    shown = _Shown(trace, labels)
    return Group(*shown.parts())


def _title(trace: Trace, labels: Labels) -> Text:
    return Text(labels.quoted(one_line(trace.query)), style="bold")


class _Shown:
    """One trace with its labels; writes its parts."""

    def __init__(self, trace: Trace, labels: Labels) -> None:
        self._trace = trace
        self._labels = labels
        articles = [
            *(i.article for i in trace.instances),
            *(d.article for d in trace.contradicted_by),
        ]
        self._names = {article.id: _name(article) for article in articles}

    def parts(self) -> Iterator[ConsoleRenderable]:
        trace, say = self._trace, self._say
        yield _title(trace, self._labels)
        yield self._count()
        yield self._first()
        if trace.relays:
            yield Text(f"{say('relays')}: {', '.join(map(one_line, trace.relays))}")
        if trace.bounded:
            yield Text(f"! {say('bounded')}", style="yellow")
        yield Text("")
        for stem in lineage(trace):
            yield self._stem(stem)
        if trace.contradicted_by:
            yield Text(f"\n{say('denials')}", style="bold")
            yield from map(self._denial, trace.contradicted_by)
        if trace.because:
            yield Text(f"\n{say('reasons')}", style="bold")
            yield from map(self._reason, trace.because)

    def _say(self, key: str) -> str:
        return self._labels.of("trace", key)

    def _count(self) -> Text:
        trace = self._trace
        number = self._say("unknown") if trace.independent is None else str(trace.independent)
        line = Text(f"{self._say('independent')}: ")
        line.append(number, style="bold")
        if trace.at_most > (trace.independent or 0):
            line.append(f" ({self._say('at_most')} {trace.at_most})")
        if trace.standing is not None and trace.standing != trace.independent:
            line.append(f", {self._say('standing')} {trace.standing}", style=ALARM)
        return line

    def _first(self) -> Text:
        trace = self._trace
        key = "first" if trace.first else "first_open"
        names = dict.fromkeys(self._names[id_] for id_ in trace.first_candidates)
        return Text(f"{self._say(key)}: {', '.join(names)}")

    def _stem(self, stem: Stem) -> ConsoleRenderable:
        if stem.origin is None:
            head = Text(self._say("no_source"), style="bold yellow")
        else:
            origin = self._trace.origins[stem.origin]
            head = Text(one_line(origin.name), style="bold")
            notes = [self._labels.of("voice", origin.kind)]
            notes += [] if origin.counted else [self._say("uncounted")]
            head.append(f" ({', '.join(notes)})", style="not bold dim")
            if not origin.stands:
                head.append(f"  {self._say('fallen')}", style=ALARM)
        grown = Tree(head, guide_style="dim")
        for branch in stem.branches:
            self._grow(grown, branch)
        return grown

    def _grow(self, parent: Tree, branch: Branch) -> None:
        here = parent.add(Group(self._line(branch), *self._details(branch)))
        for child in branch.under:
            self._grow(here, child)

    def _line(self, branch: Branch) -> Text:
        instance = branch.instance
        line = Text(self._names[instance.article.id], style="bold")
        line.append(f" · {self._date(instance.article)}", style="not bold")
        role = self._say(branch.how or instance.role)
        line.append(f" · {role}", style="not bold cyan" if branch.how else "not bold")
        line.append(f"  {self._grade(instance)}", style=f"not bold {_style(instance)}")
        if instance.article.status != "active":
            status = self._labels.of("status", instance.article.status)
            line.append(f"  {status}", style=ALARM)
        elif instance.rests_on:
            line.append(f"  {self._say('rests_on')}", style=ALARM)
        return line

    def _details(self, branch: Branch) -> Iterator[Text]:
        instance = branch.instance
        chain = ARROW.join(one_line(voice.name) for voice in instance.chain)
        yield Text(_cut(instance.text))
        notes = [chain, self._say(instance.match.kind)]
        if branch.also:
            names = dict.fromkeys(self._names[id_] for id_ in branch.also if id_ in self._names)
            notes.append(f"{self._say('also_cites')} {', '.join(names)}")
        yield Text(" · ".join(filter(None, notes)), style="dim")

    def _grade(self, instance: TraceInstance) -> str:
        if instance.certainty == "asserted":
            return f"{ASSERTED} {self._say('asserted')}"
        return f"{SIGN[instance.certainty]} {self._labels.of('certainty', instance.certainty)}"

    def _date(self, article: TraceArticle) -> str:
        return self._labels.date(article.published) if article.published else self._say("no_date")

    def _denial(self, denial: TraceDenial) -> ConsoleRenderable:
        who = ARROW.join(one_line(voice.name) for voice in denial.chain)
        head = Text(self._names[denial.article.id], style="bold")
        head.append(f" · {self._date(denial.article)}", style="not bold")
        head.append(f" · {who}" if who else "", style="not bold")
        return Padding(Group(head, Text(_cut(denial.text))), (0, 0, 0, 2))

    def _reason(self, reason: TraceReason) -> ConsoleRenderable:
        rule = self._labels.of("trace_rule", reason.rule)
        names = [self._names.get(id_, id_) for id_ in reason.articles]
        line = Text(rule.format(*names, *("",) * 2))
        if reason.text:
            line.append(f": {_cut(reason.text)}", style="dim")
        return Padding(line, (0, 0, 0, 2))


def _name(article: TraceArticle) -> str:
    return one_line(article.outlet or article.title or article.source)


def _style(instance: TraceInstance) -> str:
    return "red" if instance.certainty == "asserted" else STYLE[instance.certainty]


def _cut(text: str) -> str:
    flat = one_line(text)
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rstrip()} …"
