"""The language layer in order: blocks, tokens, sentences, tags."""

from collections.abc import Sequence
from functools import lru_cache

from lautwem.language.sentences import split
from lautwem.language.tagger import Tagger, tagger
from lautwem.language.tokens import tokenise
from lautwem.model import Analysis, Article, Sentence, Span


def blocks(article: Article) -> tuple[Span, ...]:
    """Title, paragraphs and captions in text order, cut so that none overlaps another.

    Where a caption lies inside a paragraph the paragraph is cut in two around it.
    """
    inner = [caption.span for caption in article.captions]
    if article.title_span:
        inner.append(article.title_span)
    inner.sort()
    out: list[Span] = []
    reached = 0
    for begin, end in inner:
        if begin < end and begin >= reached:
            out.append((begin, end))
            reached = end
    holes = tuple(out)
    reached = at = 0
    for begin, end in sorted(article.paragraphs):
        begin = max(begin, reached)
        while at < len(holes) and holes[at][1] <= begin:
            at += 1
        here = at
        while here < len(holes) and holes[here][0] < end:
            if begin < holes[here][0]:
                out.append((begin, holes[here][0]))
            begin = holes[here][1]
            here += 1
        if begin < end:
            out.append((begin, end))
        reached = max(reached, begin, end)
    return tuple(sorted(out))


def segments(text: str, begin: int, end: int) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    """The tokens of one block, and where its sentences end, as counts of tokens.

    Those of the last blocks are kept: whoever asks again does so right after reading.
    """
    return (_kept if end - begin <= _LONG else _segments)(text, begin, end)


_LONG = 20_000
"""Code points of a block that is kept; a paragraph has 300."""


def _segments(text: str, begin: int, end: int) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    spans = tokenise(text, begin, end)
    return tuple(spans), tuple(split(text, [text[b:e] for b, e in spans], spans))


_kept = lru_cache(maxsize=128)(_segments)


def analyse(text: str, blocks: Sequence[Span], using: Tagger | None = None) -> Analysis:
    """Tokens with part of speech, morphology and lemma, and the sentences they form.

    ``blocks`` are spans of ``text`` in order, not overlapping; text outside them is
    not analysed and no sentence crosses from one to the next. ``using`` is the
    tagger, by default the one in the package. Raises ``MissingModel`` where the
    package has none.
    """
    spans: list[Span] = []
    words: list[str] = []
    sentences: list[Sentence] = []
    for number, (begin, end) in enumerate(blocks):
        base = len(spans)
        here, ends = segments(text, begin, end)
        spans += here
        words += [text[b:e] for b, e in here]
        first = base
        for last in ends:
            sentences.append(Sentence(first, base + last, number))
            first = base + last
    tokens = (using or tagger()).tag(words, spans, sentences)
    return Analysis(text, tuple(tokens), tuple(sentences))
