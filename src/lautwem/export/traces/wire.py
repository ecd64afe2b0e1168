"""The JSON of a trace, ``lautwem.trace/1``.

Fields may be added in later versions, none is renamed or removed.
"""

from typing import Literal

import msgspec

from lautwem import model as m

TRACE = "lautwem.trace/1"

Role = Literal["origin", "repeats", "copies"]
"""First hand as far as known; says it after another; prints another's text."""
Level = Literal["verbatim", "reported", "hedged", "asserted"]
"""As in a reading; ``asserted``: the article says it in its own name, on nobody's word."""


class TraceArticle(m.Frozen):
    """An article of a trace; ``status`` is what became of it."""

    id: str
    source: str
    outlet: str | None
    title: str | None
    published: m.PartialDate | None
    status: Literal["active", "withdrawn", "corrected"] = "active"


class TraceVoice(m.Frozen):
    kind: m.VoiceKind
    name: str


class TraceMatch(m.Frozen):
    """How a piece is the statement asked for; ``confidence`` ranks, it is no probability."""

    kind: Literal["verbatim", "shortened", "indirect", "other_words"]
    confidence: float
    because: tuple[str, ...]


class TraceTime(m.Frozen):
    """The first and the last moment at which an article can have appeared: ISO 8601, UTC."""

    earliest: str
    latest: str


class TraceInstance(m.Frozen):
    """One article that says it; ``span`` is the first piece of its words in the article.

    ``statement`` is None for a sentence that nobody is named for. ``origins`` names those it
    rests on in the end; ``rests_on`` are articles taken back that it has it from.
    """

    article: TraceArticle
    statement: str | None
    text: str
    span: m.Span
    chain: tuple[TraceVoice, ...]
    certainty: Level
    role: Role
    match: TraceMatch
    origins: tuple[str, ...]
    rests_on: tuple[str, ...] = ()
    time: TraceTime | None = None


class TraceOrigin(m.Frozen):
    """One source; ``counted`` is whether it can be told apart from all the others."""

    name: str
    kind: m.VoiceKind
    articles: tuple[str, ...]
    counted: bool
    stands: bool


class TraceEdge(m.Frozen):
    """Article ``from_`` has it from article ``to``."""

    from_: str = msgspec.field(name="from")
    to: str
    kind: Literal["cites", "copies"]
    text: str


class TraceDenial(m.Frozen):
    article: TraceArticle
    statement: str | None
    text: str
    span: m.Span
    chain: tuple[TraceVoice, ...]


class TraceReason(m.Frozen):
    rule: str
    articles: tuple[str, ...]
    text: str


class Trace(m.Frozen):
    """The way of one statement. ``instances`` are in order of time, as far as it is known.

    ``first`` is the article that is surely the first, None where two may be; those are in
    ``first_candidates``. ``independent`` counts origins that are surely different, None where
    not one can be told; ``at_most`` those that may be; ``standing`` those of the counted that
    nobody has taken back. ``bounded`` is whether an archive had more candidates than were
    looked at.
    """

    schema: str
    query: str
    instances: tuple[TraceInstance, ...]
    first: str | None
    origins: tuple[TraceOrigin, ...]
    relays: tuple[str, ...]
    independent: int | None
    copies: tuple[tuple[str, ...], ...]
    contradicted_by: tuple[TraceDenial, ...]
    because: tuple[TraceReason, ...]
    first_candidates: tuple[str, ...] = ()
    at_most: int = 0
    standing: int | None = None
    edges: tuple[TraceEdge, ...] = ()
    unsourced: tuple[str, ...] = ()
    bounded: bool = False


def encode(trace: Trace) -> bytes:
    """A trace as one line of UTF-8 JSON, keys in a fixed order, without a line end."""
    return msgspec.json.encode(trace)
