"""What an editor shows where the pointer rests: who speaks, on whose word, how surely, and why."""

import re

from lautwem import model as m
from lautwem.export import labels, terminal
from lautwem.export.printable import one_line
from lautwem.export.view import PersonView, StatementView, view

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@=\"'$^])")


def escaped(text: str) -> str:
    """Words from a draft for Markdown: nothing in them is markup, a link or a tag."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def plain(markdown: str) -> str:
    """The words of what :func:`at` gives, for a client that shows no Markdown."""
    return re.sub(r"\\(.)", r"\1", markdown.replace("**", ""))


def at(reading: m.Reading, offset: int, language: labels.Language) -> tuple[str, m.Span] | None:
    """Markdown about the statement, or else the person, at an offset, and the words it is about.

    None where nobody's words stand and nobody is named. Of statements one in the other it is
    the inner one.
    """
    words = labels.load(language)
    shown = view(reading, words)
    quoted = [
        (span, number)
        for number, statement in enumerate(reading.statements)
        for span in _spans(statement)
        if span[0] <= offset < span[1]
    ]
    if quoted:
        span, number = min(quoted, key=lambda one: one[0][1] - one[0][0])
        return _statement(shown.statements[number], reading.statements[number], words), span
    for mention in reading.mentions:
        if mention.span[0] <= offset < mention.span[1]:
            person = next((p for p in shown.people if p.id == mention.entity), None)
            if person is not None:
                return _person(person), mention.span
    return None


def _spans(statement: m.Statement) -> tuple[m.Span, ...]:
    named = (statement.speaker, statement.addressee)
    parts = [statement.quote, statement.cue, statement.frame, *(p and p.part for p in named)]
    return tuple(span for part in parts if part is not None for span in part.spans)


def _statement(statement: StatementView, found: m.Statement, words: labels.Labels) -> str:
    chain = terminal.chain_line(statement.chain, words) if statement.chain else statement.who
    grade = f"{terminal.SIGN[statement.level]} {statement.certainty}"
    if statement.negated:
        grade += f", {words.word('negated')}"
    lines = [f"**{escaped(chain)}** {grade}", ""]
    lines.append(f"- {escaped(statement.type)}")
    lines += [f"- {escaped(d.label)}: {escaped(d.value)}" for d in statement.details]
    rules = dict.fromkeys(because.rule for because in found.because)
    why = ", ".join(map(escaped, rules))
    sure = f"{words.word('confidence')}: {found.confidence:.0%}"
    lines.append(f"- {sure} ({why})" if why else f"- {sure}")
    return "\n".join(lines)


def _person(person: PersonView) -> str:
    head = f"**{escaped(person.name)}**" + (f", {person.age}" if person.age is not None else "")
    facts = [f"- {escaped(fact)}" for fact in person.facts]
    return "\n".join([head, "", *facts])
