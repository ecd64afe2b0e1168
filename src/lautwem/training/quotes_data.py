"""From annotated documents to what the quotation network learns from."""

from collections.abc import Mapping

import numpy as np

from lautwem.evaluation.annotations import PARTS, TYPES, GoldDocument, article_of, spans_of
from lautwem.language import analyse, blocks
from lautwem.model import Analysis, Frozen, Name, Quotation
from lautwem.reading.encoder import Encoder
from lautwem.reading.names import find_names
from lautwem.reading.names.encoded import EncodedTagger
from lautwem.reading.quotes import rules
from lautwem.reading.quotes.learned.anchors import MEDIA, anchor, tokens_of
from lautwem.reading.quotes.learned.features import Seen, see
from lautwem.reading.quotes.marks import QuotePair, pair_marks


class Analysed(Frozen):
    """A document with its grammar and names, before the vocabulary is known.

    ``states`` are what the pretrained encoder says of its tokens, in half precision.
    """

    gold: GoldDocument
    analysis: Analysis
    pairs: tuple[QuotePair, ...]
    names: tuple[Name, ...]
    proposed: tuple[Quotation, ...]
    states: np.ndarray | None = None


class Target(Frozen):
    """One quotation to learn: its anchor, and the tokens of each part."""

    type: int
    medium: int
    anchor: int
    parts: tuple[np.ndarray, ...]


class Lesson(Frozen):
    """One document to learn from; ``anchors`` is float32 [tokens, types].

    ``tags`` is float32 [tokens, types + roles]: whether a token lies in a quotation of each
    type, and whether it is speaker, cue, frame, addressee of any. Where it is not ``whole``,
    neither frames nor media are annotated, and nothing is to be learned of them.
    """

    seen: Seen
    targets: tuple[Target, ...]
    anchors: np.ndarray
    tags: np.ndarray
    whole: bool = True


def analysed(document: GoldDocument, encoder: Encoder | None = None) -> Analysed:
    """The grammar of one document, its names and states with the encoder if there is one."""
    article = article_of(document)
    analysis = analyse(article.text, blocks(article))
    encoded = encoder.encode(analysis) if encoder else None
    names = find_names(analysis, EncodedTagger(encoded) if encoded else None)
    pairs, proposed = pair_marks(article.text, analysis), rules.find(article, analysis, names)
    states = encoded.states.astype(np.float16) if encoded else None
    return Analysed(document, analysis, pairs, names, proposed, states)


def lesson(document: Analysed, vocabulary: Mapping[str, int], whole: bool = True) -> Lesson:
    """The lesson in one document."""
    seen = see(
        document.analysis, document.pairs, document.names, document.proposed, vocabulary,
        document.states,
    )  # fmt: skip
    begins = np.array([token.begin for token in document.analysis.tokens])
    ends = np.array([token.end for token in document.analysis.tokens])
    targets = []
    anchors = np.zeros((len(begins), len(TYPES)), np.float32)
    tags = np.zeros((len(begins), len(TYPES) + len(PARTS) - 1), np.float32)
    for quotation in document.gold.quotations:
        parts = tuple(
            tokens_of(spans_of(getattr(quotation, part), document.gold.tokens), begins, ends)
            for part in PARTS
        )
        if not len(parts[0]):
            continue
        kind = TYPES.index(quotation.type)
        at = anchor(document.analysis, quotation.type, parts[0], parts[PARTS.index("cue")])
        targets.append(Target(kind, MEDIA.index(quotation.medium), at, parts))
        anchors[at, kind] = 1
        tags[parts[0], kind] = 1
        for role, tokens in enumerate(parts[1:], len(TYPES)):
            tags[tokens, role] = 1
    return Lesson(seen, tuple(targets), anchors, tags, whole)
