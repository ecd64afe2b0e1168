"""The JSON of a reading, ``lautwem.reading/1``: wire types, to and from the core types.

Fields may be added in later versions, none is renamed or removed.
"""

import msgspec

from lautwem import model as m
from lautwem.errors import BadData

READING = "lautwem.reading/1"


class WireBecause(m.Frozen):
    rule: str
    spans: tuple[m.Span, ...]


class WirePart(m.Frozen):
    text: str
    spans: tuple[m.Span, ...]


class WireParty(m.Frozen):
    text: str
    spans: tuple[m.Span, ...]
    voice: str | None


class WireCaption(m.Frozen):
    span: m.Span
    text: str
    credit: m.Credit | None
    people: tuple[str, ...]
    date: m.PartialDate | None
    url: str | None


class WireArticle(m.Frozen):
    id: str
    source: str
    title: str | None
    title_span: m.Span | None
    outlet: str | None
    url: str | None
    author: tuple[str, ...]
    published: m.PartialDate | None
    modified: m.PartialDate | None
    language: str
    text: str
    paragraphs: tuple[m.Span, ...]
    captions: tuple[WireCaption, ...]
    embeds: tuple[m.Embed, ...]
    notices: tuple[m.Notice, ...]
    line_offset: int = 0
    column_offset: int = 0
    places: tuple[m.Place, ...] = ()
    waivers: tuple[m.Waiver, ...] = ()


class WirePerson(m.Frozen):
    id: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[m.Span, ...]
    roles: tuple[str, ...]
    role_spans: tuple[m.Span, ...]
    role_texts: tuple[str, ...]
    status: tuple[m.Role, ...]
    age: m.Age | None
    born: m.BirthInterval | None
    minor: bool | None
    gender: str | None
    because: tuple[WireBecause, ...]


class WireKinship(m.Frozen):
    type: m.KinshipType
    from_: str = msgspec.field(name="from")
    to: str
    spans: tuple[m.Span, ...]
    because: tuple[WireBecause, ...]


class WireStatement(m.Frozen):
    id: str
    type: m.StatementType
    medium: m.Medium
    quote: WirePart
    speaker: WireParty | None
    cue: WirePart | None
    frame: WirePart | None
    addressee: WireParty | None
    chain: tuple[str, ...]
    certainty: m.Certainty
    channel: m.Channel
    about: tuple[str, ...]
    negated: bool
    time: m.Time | None
    confidence: float
    because: tuple[WireBecause, ...]


class WireReading(m.Frozen):
    schema: str
    article: WireArticle
    people: tuple[WirePerson, ...]
    kinship: tuple[WireKinship, ...]
    voices: tuple[m.Voice, ...]
    mentions: tuple[m.Mention, ...]
    works: tuple[m.Work, ...]
    statements: tuple[WireStatement, ...]
    open_questions: tuple[m.OpenQuestion, ...]


def text_of(part: m.Part, text: str) -> str:
    """The words of a part; pieces that do not adjoin are joined with an ellipsis."""
    if len(part.spans) == 1:
        ((begin, end),) = part.spans
        return text[begin:end]
    return " … ".join([text[begin:end] for begin, end in part.spans])


def _part(part: m.Part | None, text: str) -> WirePart | None:
    return None if part is None else WirePart(text_of(part, text), part.spans)


def _party(party: m.Party | None, text: str) -> WireParty | None:
    if party is None:
        return None
    return WireParty(text_of(party.part, text), party.part.spans, party.voice)


def _because(reasons: tuple[m.Because, ...]) -> tuple[WireBecause, ...]:
    return tuple(WireBecause(reason.rule, reason.spans) for reason in reasons)


def _person(person: m.Person) -> WirePerson:
    roles = [role for role in person.roles if role.kind == "role"]
    return WirePerson(
        id=person.id,
        name=person.name,
        aliases=person.aliases,
        mentions=person.mentions,
        roles=tuple(dict.fromkeys(role.text for role in roles)),
        role_spans=tuple(role.span for role in roles),
        role_texts=tuple(role.text for role in roles),
        status=tuple(role for role in person.roles if role.kind == "status"),
        age=person.age,
        born=person.born,
        minor=person.minor,
        gender=person.gender,
        because=_because(person.because),
    )


def _statement(statement: m.Statement, text: str) -> WireStatement:
    quote = WirePart(text_of(statement.quote, text), statement.quote.spans)
    return WireStatement(
        id=statement.id,
        type=statement.type,
        medium=statement.medium,
        quote=quote,
        speaker=_party(statement.speaker, text),
        cue=_part(statement.cue, text),
        frame=_part(statement.frame, text),
        addressee=_party(statement.addressee, text),
        chain=statement.chain,
        certainty=statement.certainty,
        channel=statement.channel,
        about=statement.about,
        negated=statement.negated,
        time=statement.time,
        confidence=round(statement.confidence, 4),
        because=_because(statement.because),
    )


def _article(reading: m.Reading) -> WireArticle:
    article = reading.article
    shown = reading.shown or ((),) * len(article.captions)
    captions = tuple(
        WireCaption(c.span, c.text, c.credit, people, c.date, c.url)
        for c, people in zip(article.captions, shown, strict=True)
    )
    return WireArticle(
        id=article.id,
        source=article.source,
        title=article.title,
        title_span=article.title_span,
        outlet=article.outlet,
        url=article.url,
        author=article.authors,
        published=article.published,
        modified=article.modified,
        language=article.language,
        text=article.text,
        paragraphs=article.paragraphs,
        captions=captions,
        embeds=article.embeds,
        notices=article.notices,
        line_offset=article.line_offset,
        column_offset=article.column_offset,
        places=article.places,
        waivers=article.waivers,
    )


def to_wire(reading: m.Reading) -> WireReading:
    """The wire form of a reading: what ``lautwem read --format json`` prints."""
    text = reading.article.text
    return WireReading(
        schema=READING,
        article=_article(reading),
        people=tuple(_person(person) for person in reading.people),
        kinship=tuple(
            WireKinship(
                type=k.type, from_=k.from_, to=k.to, spans=k.spans, because=_because(k.because)
            )
            for k in reading.kinship
        ),
        voices=reading.voices,
        mentions=reading.mentions,
        works=reading.works,
        statements=tuple(_statement(statement, text) for statement in reading.statements),
        open_questions=reading.open_questions,
    )


def encode(reading: m.Reading) -> bytes:
    """A reading as one line of UTF-8 JSON, keys in a fixed order, without a line end."""
    return msgspec.json.encode(to_wire(reading))


def _part_from(wire: WirePart | None) -> m.Part | None:
    return None if wire is None else m.Part(wire.spans)


def _party_from(wire: WireParty | None) -> m.Party | None:
    return None if wire is None else m.Party(m.Part(wire.spans), wire.voice)


def _because_from(wire: tuple[WireBecause, ...]) -> tuple[m.Because, ...]:
    return tuple(m.Because(reason.rule, reason.spans) for reason in wire)


def _person_from(wire: WirePerson) -> m.Person:
    roles = tuple(map(m.Role, wire.role_texts, wire.role_spans))
    return m.Person(
        id=wire.id,
        name=wire.name,
        aliases=wire.aliases,
        mentions=wire.mentions,
        roles=roles + wire.status,
        age=wire.age,
        born=wire.born,
        minor=wire.minor,
        gender=wire.gender,
        because=_because_from(wire.because),
    )


def _statement_from(wire: WireStatement) -> m.Statement:
    return m.Statement(
        id=wire.id,
        type=wire.type,
        medium=wire.medium,
        quote=m.Part(wire.quote.spans),
        speaker=_party_from(wire.speaker),
        cue=_part_from(wire.cue),
        frame=_part_from(wire.frame),
        addressee=_party_from(wire.addressee),
        chain=wire.chain,
        certainty=wire.certainty,
        channel=wire.channel,
        about=wire.about,
        negated=wire.negated,
        time=wire.time,
        confidence=wire.confidence,
        because=_because_from(wire.because),
    )


def _article_from(wire: WireArticle) -> m.Article:
    return m.Article(
        id=wire.id,
        source=wire.source,
        text=wire.text,
        paragraphs=wire.paragraphs,
        title=wire.title,
        title_span=wire.title_span,
        outlet=wire.outlet,
        url=wire.url,
        authors=wire.author,
        published=wire.published,
        modified=wire.modified,
        language=wire.language,
        captions=tuple(m.Caption(c.span, c.text, c.credit, c.date, c.url) for c in wire.captions),
        embeds=wire.embeds,
        notices=wire.notices,
        line_offset=wire.line_offset,
        column_offset=wire.column_offset,
        places=wire.places,
        waivers=wire.waivers,
    )


def from_wire(wire: WireReading) -> m.Reading:
    """The reading behind its wire form; ``to_wire`` of it is ``wire`` again."""
    return m.Reading(
        article=_article_from(wire.article),
        people=tuple(map(_person_from, wire.people)),
        kinship=tuple(
            m.Kinship(k.type, k.from_, k.to, k.spans, _because_from(k.because))
            for k in wire.kinship
        ),
        voices=wire.voices,
        mentions=wire.mentions,
        works=wire.works,
        statements=tuple(_statement_from(statement) for statement in wire.statements),
        open_questions=wire.open_questions,
        shown=tuple(caption.people for caption in wire.article.captions),
    )


def decode(data: bytes | str) -> m.Reading:
    """The reading in one JSON object of ``encode``.

    Raises BadData where it is no such object.
    """
    try:
        wire = msgspec.json.decode(data, type=WireReading)
    except msgspec.MsgspecError as error:
        raise BadData(
            f"This is no reading: {error}.", "Give what lautwem read --format json prints."
        ) from error
    if wire.schema != READING:
        raise BadData(
            f"This reading has the schema {wire.schema}, not {READING}.",
            "Read the article again with this version.",
        )
    return from_wire(wire)
