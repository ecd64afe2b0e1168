"""An article cut into stretches of whole sentences that the encoder reads one at a time."""

from collections.abc import Iterator

from lautwem.model import Analysis, Frozen
from lautwem.reading.encoder.pieces import Pieces

PIECES = 160
"""Pieces of a window at most, some five sentences. Of 128 the encoder reads 8,400 a second on one
core, of 250 6,600: its time grows with the square of their number."""


class Window(Frozen):
    """``pieces`` of the tokens ``first`` to ``last`` (half open).

    Token ``first + i`` has the pieces from ``starts[i]`` to the next start or the end.
    """

    first: int
    last: int
    pieces: tuple[int, ...]
    starts: tuple[int, ...]


def windows(analysis: Analysis, cut: Pieces) -> Iterator[Window]:
    """All tokens in windows, in order; only a sentence longer than a window is cut."""
    tokens = analysis.tokens
    first, pieces, starts = 0, [], []
    for sentence in analysis.sentences:
        own = [
            cut.of(
                tokens[at].text,
                after_space=at == 0 or tokens[at - 1].end != tokens[at].begin,
            )[:PIECES]
            for at in range(sentence.first, sentence.last)
        ]
        if pieces and len(pieces) + sum(map(len, own)) > PIECES:
            yield Window(first, sentence.first, tuple(pieces), tuple(starts))
            first, pieces, starts = sentence.first, [], []
        for at, piece in enumerate(own, sentence.first):
            if len(pieces) + len(piece) > PIECES:
                yield Window(first, at, tuple(pieces), tuple(starts))
                first, pieces, starts = at, [], []
            starts.append(len(pieces))
            pieces += piece
    if pieces:
        yield Window(first, first + len(starts), tuple(pieces), tuple(starts))
