"""What the rules add to the network's quotations.

Roles that it left empty, and a speaker that it cut short ("Kriminologin" of "Kriminologin Ada
Velten"), where the rules propose the same words; a speaker where it saw none is not taken
over, because the rules then often name who spoke before. Quotations of theirs that touch none
of its own are kept, so that no statement is lost.
"""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from lautwem.model import Part, Quotation

SAME = 0.5
"""F1 of shared code points from which a proposal is for the same words, as in the evaluation."""
BACK = 12
"""Quotations that begin before the end of another and are compared with it."""
KEPT = 0.5
"""Confidence from which a proposal that the network passed over is kept: of 0, 0.5, 0.6, 0.7 and
0.8 the one with the best F1 of statements on the gold for training."""


def completed(found: Sequence[Quotation], proposed: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations found with fuller roles, and those only proposed, in text order."""
    own, ordered = sorted(found, key=_begin), sorted(proposed, key=_begin)
    kept = [p for p in ordered if p.confidence >= KEPT and not _touched(p, own)]
    return tuple(sorted([*(_with_roles(q, _same(q, ordered)) for q in own), *kept], key=_begin))


def _begin(quotation: Quotation) -> int:
    return quotation.quote.spans[0][0]


def _same(one: Quotation, ordered: Sequence[Quotation]) -> Quotation | None:
    """The proposal that shares the most words with a quotation, if enough."""
    best = max(_near(one, ordered), key=lambda other: _f1(one.quote, other.quote), default=None)
    return best if best and _f1(one.quote, best.quote) >= SAME else None


def _near(one: Quotation, ordered: Sequence[Quotation]) -> Sequence[Quotation]:
    stop = bisect_left(ordered, one.quote.spans[-1][1], key=_begin)
    return ordered[max(0, stop - BACK) : stop]


def _touched(one: Quotation, ordered: Sequence[Quotation]) -> bool:
    return any(_f1(one.quote, other.quote) > 0 for other in _near(one, ordered))


def _f1(one: Part, other: Part) -> float:
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.spans for c, d in other.spans)
    return 2 * shared / max(1, _size(one) + _size(other))


def _size(part: Part) -> int:
    return sum(end - begin for begin, end in part.spans)


def _with_roles(one: Quotation, proposal: Quotation | None) -> Quotation:
    if proposal is None:
        return one
    return replace(
        one,
        speaker=_fuller(one.speaker, proposal.speaker),
        cue=one.cue or proposal.cue,
        frame=one.frame or proposal.frame,
        addressee=one.addressee or proposal.addressee,
        because=(*one.because, *proposal.because),
    )


def _fuller(part: Part | None, proposed: Part | None) -> Part | None:
    """The proposed place where it holds all of the one there is."""
    if part is None or proposed is None:
        return part
    inside = all(any(c <= a and b <= d for c, d in proposed.spans) for a, b in part.spans)
    return proposed if inside else part
