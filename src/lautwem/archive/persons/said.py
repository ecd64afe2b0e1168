"""The timeline of statements by a person, about a person, and passed on by a person."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from lautwem import model as m
from lautwem.archive.hits import VoiceRef
from lautwem.archive.persons.facts import Place, Source, place
from lautwem.archive.rows import first_day

Part = Literal["by", "about", "relayed"]
"""The person said it, it is about the person, or the person tells what another said."""


class Moment(m.Frozen):
    """When a statement was made. ``said``: the text tells; ``published``: no later than this."""

    value: str
    precision: m.Precision
    basis: Literal["said", "published"]


class Remark(m.Frozen):
    """One statement in which the person has the parts named; ``chain`` from the origin outward."""

    id: str
    parts: tuple[Part, ...]
    place: Place
    time: Moment | None
    type: m.StatementType
    certainty: m.CertaintyLevel
    channel: m.ChannelKind
    negated: bool
    chain: tuple[VoiceRef, ...]
    about: tuple[str, ...]


class Quoting(m.Frozen):
    """An outlet that has statements of the person, or a voice that passes them on."""

    kind: m.VoiceKind
    name: str
    statements: int


def remarks(sources: Sequence[Source]) -> tuple[Remark, ...]:
    """All statements that have to do with the person, in the order of time; undated ones last."""
    found = [remark for source in sources for remark in _remarks(source)]
    return tuple(sorted(found, key=_when))


def _when(remark: Remark) -> tuple:
    day = first_day(remark.time.value) if remark.time else "9999"
    return day, remark.place.article, remark.place.span


def _remarks(source: Source) -> Iterator[Remark]:
    reading = source.reading
    voices = {voice.id: VoiceRef(voice.kind, voice.name) for voice in reading.voices}
    own = {voice.id for voice in reading.voices if voice.person == source.local}
    called = {person.id: person.name for person in reading.people}
    for statement in reading.statements:
        parts = _parts(statement, own, source.local)
        if not parts:
            continue
        spans = statement.quote.spans
        whole = min(begin for begin, _ in spans), max(end for _, end in spans)
        yield Remark(
            id=statement.id,
            parts=parts,
            place=place(source, whole),
            time=_time(statement, reading.article),
            type=statement.type,
            certainty=statement.certainty.level,
            channel=statement.channel.kind,
            negated=statement.negated,
            chain=tuple(voices[voice] for voice in _chain(statement) if voice in voices),
            about=tuple(called[person] for person in statement.about if person in called),
        )


def _chain(statement: m.Statement) -> tuple[str, ...]:
    if statement.chain or statement.speaker is None or statement.speaker.voice is None:
        return statement.chain
    return (statement.speaker.voice,)


def _parts(statement: m.Statement, own: set[str], person: str) -> tuple[Part, ...]:
    chain = _chain(statement)
    found: list[Part] = []
    if chain and chain[0] in own:
        found.append("by")
    elif own.intersection(chain):
        found.append("relayed")
    if person in statement.about:
        found.append("about")
    return tuple(found)


def _time(statement: m.Statement, article: m.Article) -> Moment | None:
    time = statement.time
    if time and time.value and time.precision:
        return Moment(time.value, time.precision, "said")
    if article.published:
        return Moment(article.published.value, article.published.precision, "published")
    return None


def quoted_by(sources: Sequence[Source]) -> tuple[Quoting, ...]:
    """Outlets with statements of the person, and voices that pass them on, most first."""
    counts: Counter[tuple[m.VoiceKind, str]] = Counter()
    for source in sources:
        for remark in _remarks(source):
            if "by" not in remark.parts:
                continue
            counts.update({(voice.kind, voice.name) for voice in remark.chain[1:]})
            if outlet := source.reading.article.outlet:
                counts["outlet", outlet] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Quoting(kind, name, count) for (kind, name), count in ranked)
