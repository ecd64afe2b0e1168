"""Hand-built inputs of sourcing: an article, who is named in it, and what is quoted.

Places are given as substrings of the text; ``"sie#2"`` is the second "sie" that stands as a
word of its own.
"""

import re
from collections.abc import Mapping, Sequence

from lautwem import model as m
from lautwem.language import analyse, blocks
from lautwem.reading.sourcing import statements
from lautwem.reading.works import find_works

BECAUSE = m.Because("staged")


class Staged(m.Frozen):
    """What sourcing made of a staged article."""

    text: str
    statements: tuple[m.Statement, ...]
    voices: tuple[m.Voice, ...]

    def of(self, words: str) -> m.Statement:
        """The one statement whose content contains some words."""
        found = [s for s in self.statements if words in self.content(s)]
        assert len(found) == 1, (words, [self.content(s) for s in self.statements])
        return found[0]

    def content(self, statement: m.Statement) -> str:
        return " … ".join(self.text[b:e] for b, e in statement.quote.spans)

    def chain(self, words: str) -> list[str]:
        """The names of the chain of the statement that contains some words."""
        names = {voice.id: voice.name for voice in self.voices}
        return [names[voice] for voice in self.of(words).chain]

    def speaker(self, words: str) -> str | None:
        party = self.of(words).speaker
        names = {voice.id: voice.name for voice in self.voices}
        return names.get(party.voice) if party and party.voice else None

    def markers(self, words: str) -> list[str]:
        return [marker.text for marker in self.of(words).certainty.markers]


def place(text: str, words: str) -> m.Span:
    """Where some words stand in a text."""
    form, _, number = words.partition("#")
    found = [x.span() for x in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)]
    assert found, f"{words!r} is not in the text"
    return found[int(number or 1) - 1]


def part(text: str, words: str | Sequence[str] | None) -> m.Part | None:
    if words is None:
        return None
    pieces = [words] if isinstance(words, str) else list(words)
    return m.Part(tuple(place(text, piece) for piece in pieces))


def quotation(text: str, quote, kind="indirect", **roles) -> m.Quotation:
    parts = {role: part(text, words) for role, words in roles.items()}
    return m.Quotation(type=kind, medium="speech", quote=part(text, quote), **parts)


def stage(
    text: str,
    quotations: Sequence[Mapping] = (),
    people: Mapping[str, Sequence[str]] | None = None,
    bodies: Mapping[str, str] | None = None,
    published: str | None = None,
    outlet: str | None = None,
) -> Staged:
    """Sourcing on a text of one paragraph a line.

    ``people`` maps a name to the words that refer to it, besides every occurrence of the
    name; ``bodies`` maps the name of an outlet, agency or institution to its kind.
    """
    precision = {4: "year", 7: "month", 10: "day"}
    article = m.Article(
        id="a",
        source="staged",
        text=text,
        paragraphs=tuple(x.span() for x in re.finditer(r"[^\n]+", text)),
        outlet=outlet,
        published=m.PartialDate(published, precision[len(published)]) if published else None,
    )
    analysis = analyse(text, blocks(article))
    names, cast = _cast(text, people or {}, bodies or {})
    found = tuple(quotation(text, **dict(q)) for q in quotations)
    works = find_works(analysis, names)
    said, voices = statements(article, analysis, names, found, cast, works)
    return Staged(text, said, voices)


def _cast(
    text: str, people: Mapping[str, Sequence[str]], bodies: Mapping[str, str]
) -> tuple[tuple[m.Name, ...], m.Cast]:
    names: list[m.Name] = []
    mentions: list[m.Mention] = []
    voices: list[m.Voice] = []
    for number, (name, words) in enumerate(people.items(), start=1):
        voices.append(m.Voice(f"v{number}", "person", name, f"p{number}"))
        for span in _everywhere(text, name):
            names.append(m.Name(span, "person", name, BECAUSE))
            mentions.append(m.Mention(span, f"p{number}", "name", BECAUSE))
        for form in words:
            form_of = "pronoun" if form[0].islower() else "noun_phrase"
            mentions.append(m.Mention(place(text, form), f"p{number}", form_of, BECAUSE))
    for name, kind in bodies.items():
        voice = m.Voice(f"v{len(voices) + 1}", kind, name)
        voices.append(voice)
        for span in _everywhere(text, name):
            names.append(m.Name(span, kind, name, BECAUSE))
            mentions.append(m.Mention(span, voice.id, "name", BECAUSE))
    return tuple(sorted(names, key=lambda n: n.span)), m.Cast(
        people=tuple(m.Person(v.person, v.name) for v in voices if v.person),
        voices=tuple(voices),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
    )


def _everywhere(text: str, name: str) -> list[m.Span]:
    return [x.span() for x in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
