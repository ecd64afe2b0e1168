"""Quotations annotated by hand: the data of Petersen-Frey & Biemann 2024 (arXiv 2404.16764)."""

import json
from pathlib import Path
from typing import Any, get_args

from lautwem.errors import BadData
from lautwem.model import Article, Frozen, Medium, Part, Quotation, Span, StatementType

PARTS = ("quote", "speaker", "cue", "frame", "addressee")
TYPES: tuple[StatementType, ...] = get_args(StatementType)

TYPE_NAMES: dict[str, StatementType] = {
    "Direct": "direct",
    "Indirect": "indirect",
    "FreeIndirect": "free_indirect",
    "IndirectFreeIndirect": "indirect_free_indirect",
    "Reported": "reported",
}
MEDIUM_NAMES: dict[str, Medium] = {
    "Speech": "speech",
    "Writing": "writing",
    "Thought": "thought",
    "ST": "speech_thought",
    "SW": "speech_writing",
    "TW": "thought_writing",
    "none": "none",
}


class GoldQuotation(Frozen):
    """One annotated quotation; the parts are ascending token ids of its document."""

    type: StatementType
    medium: Medium
    quote: tuple[int, ...]
    speaker: tuple[int, ...] = ()
    cue: tuple[int, ...] = ()
    frame: tuple[int, ...] = ()
    addressee: tuple[int, ...] = ()


class GoldDocument(Frozen):
    """One annotated article: the raw text, the tokens of the data set as places in it,
    its sentences as half-open ranges of token ids, and its quotations."""

    name: str
    text: str
    tokens: tuple[Span, ...]
    sentences: tuple[tuple[int, int], ...]
    quotations: tuple[GoldQuotation, ...]


def load_quotations(path: str | Path) -> tuple[GoldDocument, ...]:
    """Read a file of annotated articles, one JSON document a line.

    Raises BadData where the file cannot be read or a line is not in the format.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(f"{path} cannot be read: {error}.", "Give a file of quotations.") from error
    return tuple(
        _document(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()
    )


def article_of(document: GoldDocument) -> Article:
    """The raw text of a document as an article: every line that is not blank a paragraph."""
    paragraphs = []
    begin = 0
    for line in document.text.split("\n"):
        if line.strip():
            lead = len(line) - len(line.lstrip())
            paragraphs.append((begin + lead, begin + len(line.rstrip())))
        begin += len(line) + 1
    name = document.name
    return Article(id=name, source=name, text=document.text, paragraphs=tuple(paragraphs))


def as_quotations(document: GoldDocument) -> tuple[Quotation, ...]:
    """The annotations of a document as quotations with places in its text."""
    return tuple(
        Quotation(
            type=gold.type,
            medium=gold.medium,
            quote=Part(spans_of(gold.quote, document.tokens)),
            **{
                part: Part(spans_of(getattr(gold, part), document.tokens))
                for part in PARTS[1:]
                if getattr(gold, part)
            },
        )
        for gold in document.quotations
    )


def spans_of(ids: tuple[int, ...], tokens: tuple[Span, ...]) -> tuple[Span, ...]:
    """Where the tokens with these ids stand: one span for every run of neighbours."""
    spans: list[Span] = []
    previous = None
    for i in ids:
        begin, end = tokens[i]
        if previous is not None and i == previous + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((begin, end))
        previous = i
    return tuple(spans)


def _document(line: str, place: str) -> GoldDocument:
    try:
        raw = json.loads(line)
        text = raw["originalText"]
        tokens: list[Span] = []
        sentences = []
        for sentence in raw["sentences"]:
            at = sentence["charBegin"]
            sentences.append((len(tokens), len(tokens) + len(sentence["tokens"])))
            for word in sentence["tokens"]:
                begin = text.index(word, at)
                at = begin + len(word)
                tokens.append((begin, at))
        quotations = tuple(_quotation(a, len(tokens)) for a in raw["annotations"])
        name = raw["documentName"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadData(
            f"{place} is not an annotated article: {error!r}.",
            "Each line must be a document with originalText, sentences and annotations.",
        ) from error
    return GoldDocument(name, text, tuple(tokens), tuple(sentences), quotations)


def _quotation(raw: dict[str, Any], tokens: int) -> GoldQuotation:
    parts = {part: tuple(sorted(set(raw[part]["tokenIds"]))) for part in PARTS}
    if any(ids and not 0 <= ids[0] <= ids[-1] < tokens for ids in parts.values()):
        raise ValueError("a token id outside the document")
    return GoldQuotation(type=TYPE_NAMES[raw["type"]], medium=MEDIUM_NAMES[raw["medium"]], **parts)
