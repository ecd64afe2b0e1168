"""Articles of the gold whose statements are annotated, as documents of quotations.

The gold continues the scheme of Petersen-Frey & Biemann 2024, but for this: an evidential "soll"
is ``indirect`` with its verb as cue there, in the scheme it is ``free_indirect`` and the verb lies
within; a reported clause has its word of saying within in both, but the scheme makes it no cue;
what carries on without a frame is one type there, in the scheme nearly all of it (0.91 stand in
Konjunktiv) is ``indirect_free_indirect``. Frames and media are not annotated.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lautwem.evaluation.annotations import GoldDocument, GoldQuotation
from lautwem.evaluation.gold import GoldStatement, Place, load_gold, rebuild
from lautwem.language import analyse, blocks
from lautwem.model import Span, StatementType

_SHALL = frozenset({"soll", "sollen", "sollte", "sollten", "sollst"})


def documents(folder: Path, data_dir: Path) -> Iterator[GoldDocument]:
    """The articles of the part ``learn`` in ``folder`` (``tests/gold``). Raises BadData."""
    records = load_gold(folder, "learn")
    for record, article in zip(records, rebuild(records, data_dir), strict=True):
        analysis = analyse(article.text, blocks(article))
        tokens = tuple((token.begin, token.end) for token in analysis.tokens)
        yield GoldDocument(
            name=record.name,
            text=article.text,
            tokens=tokens,
            sentences=tuple((sentence.first, sentence.last) for sentence in analysis.sentences),
            quotations=tuple(quotation(one, tokens) for one in record.statements),
        )


def quotation(statement: GoldStatement, tokens: tuple[Span, ...]) -> GoldQuotation:
    """One statement with its parts as tokens."""
    kind: StatementType = statement.type
    quote, cue = statement.quote, statement.cue
    if kind == "free_indirect":
        kind = "indirect_free_indirect"
    elif kind == "reported":
        cue = ()
    elif cue and all(words in _SHALL for _, _, words in cue):
        begin = min(place[0] for place in (*quote, *cue))
        kind, cue = "free_indirect", ()
        quote = ((begin, quote[-1][1], ""),)
    return GoldQuotation(
        type=kind,
        medium="none",
        quote=_within(quote, tokens),
        speaker=_within(statement.speaker.places if statement.speaker else (), tokens),
        cue=_within(cue, tokens),
        addressee=_within(statement.addressee.places if statement.addressee else (), tokens),
    )


def _within(places: Iterable[Place], tokens: tuple[Span, ...]) -> tuple[int, ...]:
    """The tokens that share a character with places."""
    return tuple(
        at
        for at, (begin, end) in enumerate(tokens)
        if any(begin < last and first < end for first, last, _ in places)
    )
