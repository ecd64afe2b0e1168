"""Statements laid over a text: cut where any of them begins or ends, so that they may cross."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from lautwem import model as m
from lautwem.export.printable import printable

Layer = Literal["quote", "role", "marker"]
Mark = tuple[Layer, str]
"""What lies over a stretch: a layer, and the id of the statement it belongs to."""


class Segment(m.Frozen):
    """A stretch of text over which nothing changes.

    ``quotes`` are the statements whose words it belongs to, the outermost first;
    ``roles`` those whose speaker, cue, frame, addressee or channel it names.
    ``marker`` is a word that grades certainty. ``begins`` are the statements
    whose words begin here, ``ends`` those whose last word it ends with.
    """

    text: str
    quotes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    marker: bool = False
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def overlay(
    text: str, blocks: Sequence[m.Span], statements: Sequence[m.Statement]
) -> tuple[tuple[Segment, ...], ...]:
    """The segments of each block (spans of the text), which together are the block.

    One sweep over all ends: time grows with their number, times how deep they nest.
    """
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for statement in statements:
        for layer, (begin, end) in _spans(statement):
            if begin < end:
                opening[begin].append((layer, statement.id))
                closing[end].append((layer, statement.id))
    cuts = sorted({*opening, *closing, *(offset for block in blocks for offset in block)})
    order = _outermost_first(statements)
    first = {s.id: s.quote.spans[0][0] for s in statements}
    last = {s.id: s.quote.spans[-1][1] for s in statements}
    over: Counter[Mark] = Counter()
    pieces = []
    for begin, end in pairwise(cuts):
        over.subtract(closing[begin])
        over.update(opening[begin])
        over = +over
        quotes = _ids(over, "quote", order)
        pieces.append(
            Segment(
                text=printable(text[begin:end]),
                quotes=quotes,
                roles=_ids(over, "role", order),
                marker=any(layer == "marker" for layer, _ in over),
                begins=tuple(id_ for id_ in quotes if first[id_] == begin),
                ends=tuple(id_ for id_ in quotes if last[id_] == end),
            )
        )
    return tuple(
        tuple(pieces[bisect_left(cuts, begin) : bisect_left(cuts, end)]) for begin, end in blocks
    )


def _ids(over: Iterable[Mark], layer: Layer, order: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted((id_ for kind, id_ in over if kind == layer), key=order.__getitem__))


def _outermost_first(statements: Sequence[m.Statement]) -> dict[str, int]:
    by_length = sorted(statements, key=lambda s: -sum(e - b for b, e in s.quote.spans))
    return {statement.id: rank for rank, statement in enumerate(by_length)}


def _spans(statement: m.Statement) -> Iterator[tuple[Layer, m.Span]]:
    parties = (statement.speaker, statement.addressee)
    parts = [party.part for party in parties if party]
    parts += [part for part in (statement.cue, statement.frame) if part]
    yield from (("quote", span) for span in statement.quote.spans)
    yield from (("role", span) for part in parts for span in part.spans)
    yield from (("role", span) for span in statement.channel.spans)
    yield from (("marker", marker.span) for marker in statement.certainty.markers)
