"""From annotated documents to what the quotation network learns from."""

from collections.abc import Mapping, Sequence
from typing import get_args

import numpy as np

from lautwem.evaluation.annotations import PARTS, TYPES, GoldDocument, article_of, spans_of
from lautwem.language import analyse, blocks
from lautwem.model import Analysis, Frozen, Medium, Name
from lautwem.reading.names import find_names
from lautwem.reading.quotes.learned.features import Seen, see
from lautwem.reading.quotes.marks import QuotePair, pair_marks

MEDIA = get_args(Medium)


class Analysed(Frozen):
    """A document with its grammar and names, before the vocabulary is known."""

    gold: GoldDocument
    analysis: Analysis
    pairs: tuple[QuotePair, ...]
    names: tuple[Name, ...]


class Target(Frozen):
    """One quotation to learn: its anchor, and the tokens of each part."""

    type: int
    medium: int
    anchor: int
    parts: tuple[np.ndarray, ...]


class Lesson(Frozen):
    """One document to learn from; ``anchors`` is float32 [tokens, types].

    ``tags`` is float32 [tokens, types + roles]: whether a token lies in a quotation of each
    type, and whether it is speaker, cue, frame, addressee of any.
    """

    seen: Seen
    targets: tuple[Target, ...]
    anchors: np.ndarray
    tags: np.ndarray


def analysed(document: GoldDocument) -> Analysed:
    """The grammar of one document."""
    article = article_of(document)
    analysis = analyse(article.text, blocks(article))
    return Analysed(document, analysis, pair_marks(article.text, analysis), find_names(analysis))


def lesson(document: Analysed, vocabulary: Mapping[str, int]) -> Lesson:
    """The lesson in one document."""
    seen = see(document.analysis, document.pairs, document.names, vocabulary)
    begins = np.array([token.begin for token in document.analysis.tokens])
    ends = np.array([token.end for token in document.analysis.tokens])
    targets = []
    anchors = np.zeros((len(begins), len(TYPES)), np.float32)
    tags = np.zeros((len(begins), len(TYPES) + len(PARTS) - 1), np.float32)
    for quotation in document.gold.quotations:
        parts = tuple(
            _tokens(getattr(quotation, part), document.gold, begins, ends) for part in PARTS
        )
        if not len(parts[0]):
            continue
        kind = TYPES.index(quotation.type)
        anchor = _anchor(document.analysis, quotation.type, parts)
        targets.append(Target(kind, MEDIA.index(quotation.medium), anchor, parts))
        anchors[anchor, kind] = 1
        tags[parts[0], kind] = 1
        for at, tokens in enumerate(parts[1:], len(TYPES)):
            tags[tokens, at] = 1
    return Lesson(seen, tuple(targets), anchors, tags)


def _anchor(analysis: Analysis, kind: str, parts: Sequence[np.ndarray]) -> int:
    """The token that stands for a quotation: where there is one, the word of saying."""
    quote, cue = parts[0], parts[PARTS.index("cue")]
    if kind == "indirect" and len(cue):
        for wanted in ("VERB", "NOUN", "ADP", "AUX"):
            found = [int(at) for at in cue if analysis.tokens[at].pos == wanted]
            if found:
                return found[-1] if wanted == "VERB" else found[0]
        return int(cue[0])
    if kind == "reported":  # its word of saying lies within and is not annotated
        return next((int(at) for at in quote if analysis.tokens[at].pos == "VERB"), int(quote[0]))
    return int(quote[0])


def _tokens(
    ids: Sequence[int], document: GoldDocument, begins: np.ndarray, ends: np.ndarray
) -> np.ndarray:
    """Our tokens that share a character with the data set's tokens ``ids``."""
    found = [
        np.arange(np.searchsorted(ends, begin, "right"), np.searchsorted(begins, end))
        for begin, end in spans_of(tuple(ids), document.tokens)
    ]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
