"""What a rule proposes, in tokens; becomes a quotation with places in the text at the end."""

from lautwem.model import Because, Frozen, Medium, Part, Quotation, Span, StatementType
from lautwem.reading.quotes.rules.clauses import Scene

Ranges = tuple[Span, ...]
"""Half-open ranges of tokens, in text order, not touching."""


class Draft(Frozen):
    """A quotation in tokens. ``rule`` names the rule that proposed it."""

    type: StatementType
    medium: Medium
    quote: Ranges
    rule: str
    speaker: Ranges = ()
    cue: Ranges = ()
    frame: Ranges = ()
    addressee: Ranges = ()

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


def quotation(scene: Scene, draft: Draft, confidence: float) -> Quotation:
    """The draft with places in the text."""

    def part(ranges: Ranges) -> Part | None:
        spans = tuple(
            (scene.tokens[first].begin, scene.tokens[last - 1].end)
            for first, last in ranges
            if first < last
        )
        return Part(spans) if spans else None

    cue = part(draft.cue)
    quote = part(draft.quote)
    assert quote is not None, draft.rule
    return Quotation(
        type=draft.type,
        medium=draft.medium,
        quote=quote,
        speaker=part(draft.speaker),
        cue=cue,
        frame=part(draft.frame),
        addressee=part(draft.addressee),
        confidence=confidence,
        because=(Because(draft.rule, cue.spans if cue else quote.spans),),
    )
