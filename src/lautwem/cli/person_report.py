"""A person across articles as a report for the terminal."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleRenderable, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from lautwem import model as m
from lautwem.export import labels as label_words
from lautwem.export.labels import Labels, Language
from lautwem.export.printable import one_line
from lautwem.export.terminal import ARROW, SIGN, STYLE, WIDEST

if TYPE_CHECKING:
    from lautwem.archive.hits import ArticleRef
    from lautwem.archive.persons.apart import Apart
    from lautwem.archive.persons.dossier import Answer, Candidate, Dossier, Member
    from lautwem.archive.persons.evidence import Reason
    from lautwem.archive.persons.facts import Place
    from lautwem.archive.persons.said import Remark

_MOST = 25
"""Statements, members, candidates that a report shows; the JSON has all."""


def to_text(answer: "Answer", lang: Language) -> str:
    """The report as standard output would show it; without colour, lines end in no blanks."""
    labels, console = label_words.load(lang), Console(highlight=False)
    report = _Report(answer, labels)
    with console.capture() as captured:
        console.print(Group(*report.parts()), width=min(console.width, WIDEST))
    if console.color_system:
        return captured.get()
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


class _Report:
    """The parts of one report."""

    def __init__(self, answer: "Answer", labels: Labels) -> None:
        self._answer = answer
        self._labels = labels
        person = answer.person
        self._articles = {ref.id: ref for ref in person.articles} if person else {}

    def parts(self) -> Iterator[ConsoleRenderable]:
        if self._answer.person:
            yield from self._person(self._answer.person)
            return
        found = self._answer.candidates
        yield Text(f"{self._word('several')} ({len(found)})", style="bold")
        for one in found[:_MOST]:
            yield self._candidate(one)
        yield from self._more(len(found))

    def _word(self, key: str) -> str:
        return self._labels.of("person", key)

    def _person(self, one: "Dossier") -> Iterator[ConsoleRenderable]:
        yield Text(f"{one_line(one.name)}  [{one.id}]", style="bold")
        facts = [self._labels.counted("articles", one.total)]
        if one.pages > 1:
            facts.append(f"{self._word('page')} {one.page}/{one.pages} (--page)")
        if one.born:
            facts.append(f"{self._word('born')} {one.born.earliest} – {one.born.latest}")
        if one.minor:
            facts.append(self._labels.word("minor"))
        yield Text(" · ".join(facts))
        if not one.complete:
            yield Text(f"! {self._word('incomplete')}", style="bold yellow")
        yield Text("")
        for key, lines in (
            ("contradictions", list(self._contradictions(one))),
            ("names", [self._plain(f"{u.name}  {u.mentions}×", u.articles) for u in one.names]),
            ("ages", [self._age(age) for age in one.ages]),
            ("roles", [self._role(role) for role in one.roles]),
            ("kinship", [self._kin(one, kin) for kin in one.kinship]),
            ("standings", [self._standing(each) for each in one.standings]),
            ("timeline", [self._remark(each) for each in one.statements]),
            ("quoted_by", [self._plain(f"{q.name}  {q.statements}×") for q in one.quoted_by]),
            ("members", [self._member(each) for each in one.members if each.because]),
            ("apart", [self._apart(one, each) for each in one.apart]),
            ("decisions", list(self._decisions(one))),
        ):
            if lines:
                yield Rule(
                    Text(f"{self._word(key)} ({len(lines)})", style="bold"),
                    align="left",
                    style="dim",
                    characters="─",
                )
                yield from lines[:_MOST]
                yield from self._more(len(lines))
                yield Text("")

    def _more(self, count: int) -> Iterator[ConsoleRenderable]:
        if count > _MOST:
            yield Text(f"  {count - _MOST} {self._word('more')}", style="dim")

    def _plain(self, text: str, articles: Iterable[str] = ()) -> ConsoleRenderable:
        outlets = dict.fromkeys(
            ref.outlet for key in articles if (ref := self._articles.get(key)) and ref.outlet
        )
        line = Text(f"  {one_line(text)}")
        return line.append(f"  {', '.join(map(one_line, outlets))}", style="dim")

    def _where(self, key: str) -> str:
        ref = self._articles.get(key)
        return self._article(ref) if ref else key

    def _article(self, ref: "ArticleRef") -> str:
        date = self._labels.date(ref.published) if ref.published else None
        state = self._labels.of("status", ref.status) if ref.status != "active" else None
        parts = (ref.outlet or ref.source, date, state)
        return ", ".join(one_line(part) for part in parts if part)

    def _at(self, place: "Place") -> str:
        return f"{self._labels.quoted(one_line(place.text))} ({self._where(place.article)})"

    def _contradictions(self, one: "Dossier") -> Iterator[ConsoleRenderable]:
        for each in one.inconsistencies:
            places = "; ".join(self._at(place) for place in each.places)
            yield Text(f"  ! {self._word(each.kind)}: {places}", style="yellow")

    def _age(self, age) -> ConsoleRenderable:  # type: ignore[no-untyped-def]
        line = Text(f"  {age.value}  ").append(self._where(age.place.article), style="dim")
        return line if age.agrees else line.append("  !", style="bold yellow")

    def _role(self, role) -> ConsoleRenderable:  # type: ignore[no-untyped-def]
        time = " – ".join(dict.fromkeys(day for day in (role.first, role.last) if day))
        return self._plain(f"{role.text}  {time}", role.articles)

    def _kin(self, one: "Dossier", kin) -> ConsoleRenderable:  # type: ignore[no-untyped-def]
        return self._plain(f"{self._labels.kinship(kin.type, one.gender)} {kin.name}", kin.articles)

    def _standing(self, each) -> ConsoleRenderable:  # type: ignore[no-untyped-def]
        line = Text(f"  {each.status}  ").append(self._where(each.place.article), style="dim")
        if each.overtaken_by:
            line.append(f"  {self._word('overtaken')} {self._at(each.overtaken_by)}", "yellow")
        return line

    def _remark(self, each: "Remark") -> ConsoleRenderable:
        when = self._word("unknown_time")
        if each.time:
            date = m.PartialDate(each.time.value, each.time.precision)
            when = f"{self._labels.date(date)} ({self._word(each.time.basis)})"
        parts = ", ".join(self._word(part) for part in each.parts)
        who = ARROW.join(one_line(voice.name) for voice in each.chain)
        head = Text(f"{when} · {parts}")
        head.append(f"  {SIGN[each.certainty]} ", STYLE[each.certainty])
        head.append(who or self._labels.word("no_voice"), "bold")
        words = Text(one_line(each.place.text))
        place = Text(self._where(each.place.article), style="dim")
        return Padding(Group(head, words, place), (0, 0, 0, 2))

    def _member(self, each: "Member") -> ConsoleRenderable:
        lines = [
            Text(f"{each.id}  {one_line(each.name)}  ").append(self._where(each.article), "dim")
        ]
        for why in each.because:
            told = self._word("editor") if why.by == "editor" else self._reasons(why.reasons)
            lines.append(Text(f"   {self._word('with')} {why.with_}: {told}"))
        return Padding(Group(*lines), (0, 0, 0, 2))

    def _apart(self, one: "Dossier", each: "Apart") -> ConsoleRenderable:
        head = Text(f"{each.id}  {one_line(each.name)}  ")
        head.append(self._labels.counted("articles", each.articles), "dim")
        lines = [head, Text(f"   {self._labels.of('apart', each.because)}")]
        if each.reasons:
            lines.append(Text(f"   {self._reasons(each.reasons)}"))
        if each.because != "same-article":
            lines.append(Text(f"   lautwem person {one.id} --join {each.id}", "dim"))
        return Padding(Group(*lines), (0, 0, 0, 2))

    def _reasons(self, reasons: Iterable["Reason"]) -> str:
        told = (
            f"{self._labels.of('because', reason.rule)}"
            + (f" ({one_line(', '.join(reason.evidence))})" if reason.evidence else "")
            + f": {self._labels.of('weight', reason.strength)}"
            for reason in reasons
        )
        return "; ".join(told)

    def _decisions(self, one: "Dossier") -> Iterator[ConsoleRenderable]:
        for each in one.decisions:
            who = " · ".join(one_line(part) for part in (each.by, each.why) if part)
            undone = f"  {self._word('undone')} {each.undone_at}" if each.undone_at else ""
            yield Text(f"  {each.id}  {self._word(each.kind)} {each.made_at}  {who}{undone}")

    def _candidate(self, one: "Candidate") -> ConsoleRenderable:
        head = Text(f"{one.id}  ").append(one_line(one.name), "bold")
        head.append(f"  {self._labels.counted('articles', one.articles)}")
        time = " – ".join(dict.fromkeys(day for day in (one.first, one.last) if day))
        born = f"{self._word('born')} {one.born.earliest} – {one.born.latest}" if one.born else ""
        rows = (time, born, ", ".join(one.roles), ", ".join(one.outlets))
        lines = [head, Text(" · ".join(one_line(row) for row in rows if row), style="dim")]
        if one.others:
            lines.append(Text(f"{self._word('beside')}: {one_line(', '.join(one.others))}", "dim"))
        return Padding(Group(*lines), (0, 0, 0, 2))
