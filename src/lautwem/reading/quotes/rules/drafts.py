"""What a rule proposes, in tokens; becomes a quotation with places in the text at the end."""

import msgspec

from lautwem.model import Because, Frozen, Medium, Part, Quotation, Span, StatementType
from lautwem.reading.quotes.rules.scene import Scene
from lautwem.reading.quotes.rules.words import shares, sources

Ranges = tuple[Span, ...]
"""Half-open ranges of tokens, in text order, not touching."""


HEAD = 5
"""Words of a designation among which its head is looked for."""


class Draft(Frozen):
    """A quotation in tokens. ``rule`` names the rule that proposed it, ``evidence`` are the
    words it rests on where they are no cue, ``confidence`` is that of a single verb where the
    rule itself says little."""

    type: StatementType
    medium: Medium
    quote: Ranges
    rule: str
    speaker: Ranges = ()
    cue: Ranges = ()
    frame: Ranges = ()
    addressee: Ranges = ()
    evidence: Ranges = ()
    confidence: float | None = None

    @property
    def is_source(self) -> bool:
        """Whether a phrase names the source, not a verb."""
        return self.rule.startswith("source")

    @property
    def first(self) -> int:
        return self.quote[0][0]

    @property
    def last(self) -> int:
        return self.quote[-1][1]


def ranges_of(indexes: tuple[int, ...]) -> Ranges:
    """Ascending token indexes as ranges: one for every run of neighbours."""
    found: list[Span] = []
    for i in indexes:
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return tuple(found)


def without(span: Span, holes: Ranges) -> Ranges:
    """A range of tokens less the holes in it."""
    found: list[Span] = []
    begin, end = span
    for first, last in sorted(holes):
        if last <= begin or first >= end:
            continue
        if first > begin:
            found.append((begin, first))
        begin = max(begin, last)
    if begin < end:
        found.append((begin, end))
    return tuple(found)


def with_medium(scene: Scene, draft: Draft) -> Draft:
    """The draft with the medium that the noun for its speaker tells: a report is written, an
    opinion is said or thought."""
    for first, last in draft.speaker:
        for word in scene.low[first : min(last, first + HEAD)]:
            if word.endswith(sources().written):
                return msgspec.structs.replace(draft, medium="writing")
            if word.endswith(sources().thought):
                return msgspec.structs.replace(draft, medium="speech_thought")
    return draft


def quotation(scene: Scene, draft: Draft) -> Quotation:
    """The draft with places in the text and the confidence of its rule."""

    tokens = scene.tokens

    def part(ranges: Ranges) -> Part | None:
        spans = tuple(
            (tokens[first].begin, tokens[last - 1].end) for first, last in ranges if first < last
        )
        return Part(spans) if spans else None

    quote = Part(tuple((tokens[a].begin, tokens[b - 1].end) for a, b in draft.quote))
    evidence = part(draft.evidence or draft.cue) or quote
    confidence = draft.confidence if draft.confidence is not None else shares()[draft.rule]
    return Quotation(
        type=draft.type,
        medium=draft.medium,
        quote=quote,
        speaker=part(draft.speaker),
        cue=part(draft.cue),
        frame=part(draft.frame),
        addressee=part(draft.addressee),
        confidence=confidence,
        because=(Because(f"rules/{draft.rule}", evidence.spans),),
    )
