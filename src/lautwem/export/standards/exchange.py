"""What every export carries of a statement, so that one can be held against another."""

from lautwem import model as m
from lautwem.schema import text_of


class Link(m.Frozen):
    """One voice of a chain, as an export names it."""

    kind: m.VoiceKind
    name: str


class Exchanged(m.Frozen):
    """A statement with names instead of the ids of one reading.

    ``spans`` are code points into the article's text, half open. ``chain`` runs from
    the origin outward. An export that was imported again gives equal values.
    """

    id: str
    type: m.StatementType
    medium: m.Medium
    text: str
    spans: tuple[m.Span, ...]
    chain: tuple[Link, ...]
    speaker: str | None
    addressee: str | None
    about: tuple[str, ...]
    certainty: m.CertaintyLevel
    markers: tuple[m.Marker, ...]
    channel: m.ChannelKind
    negated: bool
    confidence: float


def exchanged(reading: m.Reading) -> tuple[Exchanged, ...]:
    """The statements of a reading as exports carry them, in the order of the text."""
    voices = {voice.id: Link(voice.kind, voice.name) for voice in reading.voices}
    people = {person.id: person.name for person in reading.people}

    def name(party: m.Party | None) -> str | None:
        return voices[party.voice].name if party and party.voice else None

    return tuple(
        Exchanged(
            id=s.id,
            type=s.type,
            medium=s.medium,
            text=text_of(s.quote, reading.article.text),
            spans=s.quote.spans,
            chain=tuple(voices[voice] for voice in s.chain),
            speaker=name(s.speaker),
            addressee=name(s.addressee),
            about=tuple(people[person] for person in s.about),
            certainty=s.certainty.level,
            markers=s.certainty.markers,
            channel=s.channel.kind,
            negated=s.negated,
            confidence=round(s.confidence, 4),
        )
        for s in reading.statements
    )
