"""What a search shows: the JSON ``lautwem.found/1``, made of the readings behind the hits.

Fields may be added in later versions, none is renamed or removed.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec
import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import query as q
from lautwem.archive import rows, schema
from lautwem.archive.schema import CHILDREN
from lautwem.export import mask

FOUND = "lautwem.found/1"
_AROUND = 120
"""Characters shown before and behind the first word found in a long passage; two lines each."""


class Ranked(NamedTuple):
    """A document that answers: its id (see ``schema.document``) and how well it does."""

    id: int
    score: float


class ArticleRef(m.Frozen):
    """Which article, in which version; ``version_id`` is its row, ``id`` its content's."""

    id: str
    version_id: int
    version: int
    current: bool
    status: Literal["active", "withdrawn", "corrected"]
    source: str
    url: str | None
    outlet: str | None
    title: str | None
    published: m.PartialDate | None


class VoiceRef(m.Frozen):
    kind: m.VoiceKind
    name: str


class Said(m.Frozen):
    """What is known of a statement found; ``chain`` from the origin outward."""

    id: str
    type: m.StatementType
    certainty: m.CertaintyLevel
    channel: m.ChannelKind
    negated: bool
    speaker: VoiceRef | None
    chain: tuple[VoiceRef, ...]
    about: tuple[str, ...]


class Hit(m.Frozen):
    """One find: a statement, or (``statement`` null) a passage of an article that holds the words.

    ``text`` is ``article.text[span]``; ``marks`` are the words found, as spans of the article's
    text too.
    """

    article: ArticleRef
    statement: Said | None
    text: str
    span: m.Span
    marks: tuple[m.Span, ...]
    score: float


class Found(m.Frozen):
    """One page of hits; ``more``: there is another page."""

    schema: str
    query: str
    page: int
    limit: int
    more: bool
    hits: tuple[Hit, ...]


def describe(
    connection: sa.Connection,
    query: q.Query,
    terms: Sequence[q.Term],
    ranked: Sequence[Ranked],
    *,
    mask_minors: bool = False,
) -> Found:
    """The page that ``ranked`` is (one hit more than fits says that there is another)."""
    shown = ranked[: query.limit]
    versions = _versions(connection, {hit.id // CHILDREN for hit in shown})
    readings = {number: rows.unpack(row.reading) for number, row in versions.items()}
    if mask_minors:
        readings = {number: mask.minors(reading) for number, reading in readings.items()}
    hits = []
    for hit in shown:
        number = hit.id // CHILDREN
        hits.append(_hit(versions[number], readings[number], hit, terms))
    return Found(FOUND, query.words, query.page, query.limit, len(ranked) > len(shown), tuple(hits))


def _versions(connection: sa.Connection, ids: set[int]) -> dict[int, sa.Row]:  # type: ignore[type-arg]
    version = schema.version.c
    wanted = sa.select(
        version.id, version.number, version.current, version.status, version.reading
    ).where(version.id.in_(ids))
    return {row.id: row for row in connection.execute(wanted)}


def article_ref(row: sa.Row, article: m.Article) -> ArticleRef:  # type: ignore[type-arg]
    """The article of a row of ``version`` (id, number, current, status)."""
    return ArticleRef(
        id=article.id,
        version_id=row.id,
        version=row.number,
        current=row.current,
        status=row.status,
        source=article.source,
        url=article.url,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
    )


def _hit(
    row: sa.Row,  # type: ignore[type-arg]
    reading: m.Reading,
    hit: Ranked,
    terms: Sequence[q.Term],
) -> Hit:
    article = reading.article
    number = hit.id % CHILDREN
    statement = reading.statements[number - 1] if number else None
    if statement:
        spans = statement.quote.spans
        span = min(begin for begin, _ in spans), max(end for _, end in spans)
    else:
        span = _passage(article, terms)
    return Hit(
        article=article_ref(row, article),
        statement=_said(reading, statement) if statement else None,
        text=article.text[span[0] : span[1]],
        span=span,
        marks=q.marks(terms, article.text, *span),
        score=round(hit.score, 4),
    )


def _said(reading: m.Reading, statement: m.Statement) -> Said:
    voices = {voice.id: VoiceRef(voice.kind, voice.name) for voice in reading.voices}
    people = {person.id: person.name for person in reading.people}
    chain = tuple(voices[voice] for voice in statement.chain if voice in voices)
    speaker = statement.speaker.voice if statement.speaker else None
    return Said(
        id=statement.id,
        type=statement.type,
        certainty=statement.certainty.level,
        channel=statement.channel.kind,
        negated=statement.negated,
        speaker=chain[0] if chain else voices.get(speaker or ""),
        chain=chain,
        about=tuple(people[person] for person in statement.about if person in people),
    )


def _blocks(article: m.Article) -> list[m.Span]:
    spans = [*article.paragraphs, *(caption.span for caption in article.captions)]
    if article.title_span:
        spans.append(article.title_span)
    return sorted(spans) or [(0, len(article.text))]


def _passage(article: m.Article, terms: Sequence[q.Term]) -> m.Span:
    """The block with most of the words, cut around the first of them where it is long.

    Rather a paragraph than the title, which is shown anyway.
    """
    blocks = _blocks(article)
    found = {block: q.marks(terms, article.text, *block) for block in blocks}
    begin, end = best = max(blocks, key=lambda b: (len(found[b]), b != article.title_span))
    if end - begin <= 3 * _AROUND:
        return best
    first = found[best][0][0] if found[best] else begin
    begin, end = max(begin, first - _AROUND), min(end, first + 2 * _AROUND)
    text = article.text
    while begin > best[0] and not text[begin - 1].isspace():
        begin -= 1
    while end < best[1] and not text[end].isspace():
        end += 1
    return begin, end


def encode(found: Found) -> bytes:
    """A page of hits as one line of JSON, without a line end."""
    return msgspec.json.encode(found)
