"""Words cut into the pieces that the pretrained encoder knows.

A unigram model (Kudo 2018, "Subword regularization", arXiv 1804.10959): of all ways to cut a
word, the one with the highest sum of log-probabilities of its pieces, found by Viterbi. As in
SentencePiece, ``▁`` stands for the space before a word.
"""

from collections.abc import Mapping

SPACE = "▁"
UNKNOWN = 3
"""Number of the piece that stands for letters that no piece has."""
_LONGEST_WORD = 60
"""Letters of a word that are looked at: what is longer is no word of news text."""
_KEPT = 50_000
"""Cut words kept before starting afresh: some 10 MB."""


class Pieces:
    """Cuts words; ``known`` gives every piece its number and log-probability."""

    def __init__(self, known: Mapping[str, tuple[int, float]]) -> None:
        self._known = known
        self._longest = max(map(len, known))
        self._unknown = min(score for _, score in known.values()) - 10.0  # as SentencePiece
        self._kept: dict[str, tuple[int, ...]] = {}

    def of(self, word: str, *, after_space: bool) -> tuple[int, ...]:
        """The numbers of the pieces of one word, at least one."""
        text = (SPACE if after_space else "") + word[:_LONGEST_WORD]
        found = self._kept.get(text)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[text] = self._cut(text)
        return found

    def _cut(self, text: str) -> tuple[int, ...]:
        best = [0.0] + [float("-inf")] * len(text)
        back = [(0, UNKNOWN)] * (len(text) + 1)
        for end in range(1, len(text) + 1):
            for begin in range(max(0, end - self._longest), end):
                number, score = self._known.get(text[begin:end], (UNKNOWN, self._unknown))
                if number == UNKNOWN and end - begin > 1:
                    continue  # what is unknown is unknown letter by letter
                if best[begin] + score > best[end]:
                    best[end], back[end] = best[begin] + score, (begin, number)
        pieces = []
        end = len(text)
        while end:
            end, number = back[end]
            pieces.append(number)
        return tuple(reversed(pieces))


def read_pieces(lines: str) -> dict[str, tuple[int, float]]:
    """Pieces from lines of ``piece TAB log-probability``, numbered by their line.

    Raises ``ValueError`` where a line is not so.
    """
    known = {}
    for number, line in enumerate(lines.split("\n")):
        piece, score = line.split("\t")
        known[piece] = (number, float(score))
    return known
