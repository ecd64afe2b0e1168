"""Names blacked out in a reading, every offset kept.

A name is replaced by as many ``█`` as it has characters, everywhere in the text where one of the
names of the person stands, and in the names of people and voices. What the text tells beside the
name (kinship, school, place) stays: masking a name is no anonymisation.
"""

import re
from collections.abc import Collection, Iterable

import msgspec

from lautwem import model as m

BLOCK = "█"
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SHORTEST = 3
"""Letters of a part of a name that is masked by itself; "de", "zu" would black out half a text."""
_ENDINGS = "(?:s|’|'|n|en|sche[nrsm]?)?"
"""What German hangs on a name: Müllers, Hans', Müllersche."""


def minors(reading: m.Reading) -> m.Reading:
    """The reading with the names of all people blacked out of whom it says they are under 18."""
    return people(reading, {person.id for person in reading.people if person.minor})


def people(reading: m.Reading, ids: Collection[str]) -> m.Reading:
    """The reading with the names of these people (``p1``, ..) blacked out, offsets unchanged.

    A surname that somebody else of the article bears too is blacked out only where the text means
    one of ``ids``.
    """
    hidden = [person for person in reading.people if person.id in ids]
    if not hidden:
        return reading
    others = {
        word
        for person in reading.people
        if person.id not in ids
        for word in _words((person.name, *person.aliases))
    }
    names = {name for person in hidden for name in (person.name, *person.aliases)}
    alone = {word for word in _words(names) if word not in others and len(word) >= _SHORTEST}
    spans = _mentions(reading, ids)
    return _masked(reading, _pattern(names | alone), spans, {p.id for p in hidden})


def without(reading: m.Reading, ids: Collection[str]) -> m.Reading:
    """The reading as if it had not known these people: names blacked out, everything told of them
    gone. What they said stays, with an unnamed voice. Offsets do not change."""
    replace = msgspec.structs.replace
    masked = people(reading, ids)
    return replace(
        masked,
        people=tuple(person for person in masked.people if person.id not in ids),
        kinship=tuple(k for k in masked.kinship if not {k.from_, k.to} & set(ids)),
        voices=tuple(
            replace(voice, kind="unnamed", person=None) if voice.person in ids else voice
            for voice in masked.voices
        ),
        mentions=tuple(mention for mention in masked.mentions if mention.entity not in ids),
        statements=tuple(
            replace(s, about=tuple(person for person in s.about if person not in ids))
            for s in masked.statements
        ),
        shown=tuple(tuple(p for p in shown if p not in ids) for shown in masked.shown),
    )


def names(reading: m.Reading, ids: Collection[str]) -> tuple[str, ...]:
    """All names under which the reading knows these people."""
    named = (person for person in reading.people if person.id in ids)
    return tuple(dict.fromkeys(name for p in named for name in (p.name, *p.aliases)))


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in _WORD.findall(name)}


def _pattern(names: Collection[str]) -> re.Pattern[str]:
    longest = sorted((name for name in names if name.strip()), key=len, reverse=True)
    inner = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest)
    return re.compile(rf"(?<![^\W_])(?:{inner}){_ENDINGS}(?![^\W_])", re.IGNORECASE)


def _mentions(reading: m.Reading, ids: Collection[str]) -> list[m.Span]:
    """Where these people are named (not: where a pronoun or a noun means them)."""
    return [
        mention.span
        for mention in reading.mentions
        if mention.entity in ids and mention.form == "name"
    ]


def _masked(
    reading: m.Reading, names: re.Pattern[str], spans: list[m.Span], ids: set[str]
) -> m.Reading:
    def black(text: str) -> str:
        return names.sub(lambda found: BLOCK * len(found.group()), text)

    letters = list(black(reading.article.text))
    for begin, end in spans:
        letters[begin:end] = BLOCK * (end - begin)
    article = msgspec.structs.replace(reading.article, text="".join(letters))
    voices = {voice.id for voice in reading.voices if voice.person in ids}
    return _with_names(reading, article, black, ids | voices)


def _with_names(reading: m.Reading, article: m.Article, black, hidden: set[str]) -> m.Reading:  # type: ignore[no-untyped-def]
    replace = msgspec.structs.replace
    title, text = article.title, article.text
    if article.title_span:
        title = text[slice(*article.title_span)]
    elif title:
        title = black(title)
    captions = tuple(_caption(caption, black) for caption in article.captions)
    authors = tuple(map(black, article.authors))
    return replace(
        reading,
        article=replace(article, title=title, captions=captions, authors=authors),
        people=tuple(_person(p, p.id in hidden, black) for p in reading.people),
        voices=tuple(
            replace(v, name=BLOCK * len(v.name) if v.id in hidden else black(v.name))
            for v in reading.voices
        ),
        works=tuple(replace(w, title=black(w.title)) for w in reading.works),
        statements=tuple(_statement(s, text) for s in reading.statements),
        open_questions=tuple(replace(o, text=text[slice(*o.span)]) for o in reading.open_questions),
    )


def _caption(caption: m.Caption, black) -> m.Caption:  # type: ignore[no-untyped-def]
    credit = caption.credit
    if credit:
        named = {k: v and black(v) for k, v in msgspec.structs.asdict(credit).items()}
        credit = m.Credit(**named)
    return msgspec.structs.replace(caption, text=black(caption.text), credit=credit)


def _person(person: m.Person, hidden: bool, black) -> m.Person:  # type: ignore[no-untyped-def]
    replace = msgspec.structs.replace
    roles = tuple(replace(role, text=black(role.text)) for role in person.roles)
    if hidden:
        return replace(person, name=BLOCK * len(person.name), aliases=(), roles=roles)
    aliases = tuple(map(black, person.aliases))
    return replace(person, name=black(person.name), aliases=aliases, roles=roles)


def _statement(statement: m.Statement, text: str) -> m.Statement:
    replace = msgspec.structs.replace
    markers = tuple(
        replace(mark, text=text[slice(*mark.span)]) for mark in statement.certainty.markers
    )
    certainty = replace(statement.certainty, markers=markers)
    return replace(statement, certainty=certainty)
