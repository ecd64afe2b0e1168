"""The rows of the tables: one type a table, every column with what it means.

``article`` is the id of the article in every table; with it and the local id (``s3``,
``p1``, ``v2``) rows of different tables find each other. ``begin`` and ``end`` are code
points into the article's text, half open; a statement in pieces has its hull there
and all pieces in ``spans`` (``begin,end`` pairs, space between).
"""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lautwem import model as m
from lautwem.schema import text_of


def _is(description: str) -> Meta:
    return Meta(description=description)


Article_ = Annotated[str, _is("id of the article, made from its content")]


class ArticleRow(m.Frozen):
    """One article."""

    article: Article_
    source: Annotated[str, _is("file or address as given")]
    url: Annotated[str | None, _is("canonical address")]
    outlet: Annotated[str | None, _is("medium that published it")]
    title: Annotated[str | None, _is("headline")]
    authors: Annotated[str, _is("names of the authors, separated by '; '")]
    published: Annotated[str | None, _is("date of publication, ISO 8601 as far as known")]
    published_precision: Annotated[str | None, _is("year, month, day, hour, minute or second")]
    language: Annotated[str, _is("ISO 639-1")]
    characters: Annotated[int, _is("length of the text in code points")]
    statements: Annotated[int, _is("number of statements")]
    text: Annotated[str, _is("the text that all begin and end point into")]


class StatementRow(m.Frozen):
    """One statement: what somebody other than the author said, wrote or thought."""

    article: Article_
    statement: Annotated[str, _is("id within the article")]
    type: Annotated[str, _is("direct, indirect, free_indirect, indirect_free_indirect, reported")]
    medium: Annotated[str, _is("speech, writing, thought or undecided between two")]
    text: Annotated[str, _is("the words; pieces joined with ' … '")]
    begin: Annotated[int, _is("where it begins")]
    end: Annotated[int, _is("where it ends")]
    spans: Annotated[str, _is("all its pieces, 'begin,end' each")]
    speaker: Annotated[str | None, _is("voice id of the speaker")]
    speaker_name: Annotated[str | None, _is("name of the speaker")]
    speaker_kind: Annotated[str | None, _is("kind of voice of the speaker")]
    speaker_gender: Annotated[str | None, _is("grammatical gender of a person: female, male")]
    addressee: Annotated[str | None, _is("voice id of who is told")]
    addressee_name: Annotated[str | None, _is("name of who is told")]
    certainty: Annotated[str, _is("verbatim, reported or hedged")]
    markers: Annotated[str, _is("words that hedge, separated by '; '")]
    channel: Annotated[str, _is("phone, interview, press_report ..; unknown if not said")]
    about: Annotated[str, _is("person ids it is about, separated by space")]
    negated: Annotated[bool, _is("the speaker denies it")]
    time: Annotated[str | None, _is("when it was said, ISO 8601 as far as known")]
    chain: Annotated[str, _is("names of the voices from the origin outward, ' → ' between")]
    chain_length: Annotated[int, _is("number of voices in the chain")]
    confidence: Annotated[float, _is("calibrated probability that this is a statement")]
    because: Annotated[str, _is("rules and models that found it, separated by space")]


class ChainRow(m.Frozen):
    """One voice in the chain of one statement."""

    article: Article_
    statement: Annotated[str, _is("id of the statement")]
    position: Annotated[int, _is("0 is the origin; the next passes it on")]
    voice: Annotated[str, _is("id of the voice")]
    kind: Annotated[str, _is("kind of voice")]
    name: Annotated[str, _is("name of the voice")]


class VoiceRow(m.Frozen):
    """One voice: a person, body, outlet, document .. that can say things."""

    article: Article_
    voice: Annotated[str, _is("id within the article")]
    kind: Annotated[str, _is("person, group, institution, outlet, agency, platform ..")]
    name: Annotated[str, _is("name")]
    person: Annotated[str | None, _is("person id of a human being")]


class PersonRow(m.Frozen):
    """One human being of an article."""

    article: Article_
    person: Annotated[str, _is("id within the article")]
    name: Annotated[str, _is("fullest form of the name")]
    aliases: Annotated[str, _is("other forms of the name, separated by '; '")]
    roles: Annotated[str, _is("offices and professions, separated by '; '")]
    status: Annotated[str, _is("standing in proceedings, separated by '; '")]
    age: Annotated[int | None, _is("age in completed years")]
    age_as_of: Annotated[str | None, _is("date on which the age held")]
    born_earliest: Annotated[str | None, _is("first possible date of birth")]
    born_latest: Annotated[str | None, _is("last possible date of birth")]
    minor: Annotated[bool | None, _is("under 18 when the article appeared")]
    gender: Annotated[str | None, _is("grammatical gender: female, male")]
    mentions: Annotated[int, _is("number of places where the person is referred to")]


class KinshipRow(m.Frozen):
    """``person`` is <type> of ``to``."""

    article: Article_
    person: Annotated[str, _is("person id")]
    type: Annotated[str, _is("child, parent, spouse ..")]
    to: Annotated[str, _is("person id")]


class CaptionRow(m.Frozen):
    """One picture's caption."""

    article: Article_
    caption: Annotated[int, _is("number within the article, from 1")]
    begin: Annotated[int, _is("where it begins")]
    end: Annotated[int, _is("where it ends")]
    text: Annotated[str, _is("description without the credit")]
    credit: Annotated[str | None, _is("credit as printed")]
    agency: Annotated[str | None, _is("picture agency")]
    photographer: Annotated[str | None, _is("photographer")]
    platform: Annotated[str | None, _is("social platform")]
    handle: Annotated[str | None, _is("account on the platform")]
    people: Annotated[str, _is("person ids of those shown, separated by space")]
    date: Annotated[str | None, _is("when the picture was taken")]


class QuestionRow(m.Frozen):
    """One thing the article itself calls unclear."""

    article: Article_
    text: Annotated[str, _is("the words")]
    begin: Annotated[int, _is("where it begins")]
    end: Annotated[int, _is("where it ends")]


Row = (
    ArticleRow
    | StatementRow
    | ChainRow
    | VoiceRow
    | PersonRow
    | KinshipRow
    | CaptionRow
    | QuestionRow
)

TABLES: dict[str, type[Row]] = {
    "articles": ArticleRow,
    "statements": StatementRow,
    "chains": ChainRow,
    "voices": VoiceRow,
    "people": PersonRow,
    "kinship": KinshipRow,
    "captions": CaptionRow,
    "questions": QuestionRow,
}
"""Every table and the type of its rows."""


def _article(reading: m.Reading) -> ArticleRow:
    a = reading.article
    return ArticleRow(
        article=a.id,
        source=a.source,
        url=a.url,
        outlet=a.outlet,
        title=a.title,
        authors="; ".join(a.authors),
        published=a.published.value if a.published else None,
        published_precision=a.published.precision if a.published else None,
        language=a.language,
        characters=len(a.text),
        statements=len(reading.statements),
        text=a.text,
    )


def _statement(reading: m.Reading, s: m.Statement) -> StatementRow:
    voices = {voice.id: voice for voice in reading.voices}
    people = {person.id: person for person in reading.people}
    speaker = voices[s.speaker.voice] if s.speaker and s.speaker.voice else None
    person = people.get(speaker.person) if speaker and speaker.person else None
    addressee = voices[s.addressee.voice] if s.addressee and s.addressee.voice else None
    return StatementRow(
        article=reading.article.id,
        statement=s.id,
        type=s.type,
        medium=s.medium,
        text=text_of(s.quote, reading.article.text),
        begin=min(begin for begin, _ in s.quote.spans),
        end=max(end for _, end in s.quote.spans),
        spans=" ".join(f"{begin},{end}" for begin, end in s.quote.spans),
        speaker=speaker and speaker.id,
        speaker_name=speaker and speaker.name,
        speaker_kind=speaker and speaker.kind,
        speaker_gender=person and person.gender,
        addressee=addressee and addressee.id,
        addressee_name=addressee and addressee.name,
        certainty=s.certainty.level,
        markers="; ".join(marker.text for marker in s.certainty.markers),
        channel=s.channel.kind,
        about=" ".join(s.about),
        negated=s.negated,
        time=s.time and s.time.value,
        chain=" → ".join(voices[voice].name for voice in s.chain),
        chain_length=len(s.chain),
        confidence=round(s.confidence, 4),
        because=" ".join(dict.fromkeys(reason.rule for reason in s.because)),
    )


def _chains(reading: m.Reading) -> Iterator[ChainRow]:
    voices = {voice.id: voice for voice in reading.voices}
    for s in reading.statements:
        for position, id_ in enumerate(s.chain):
            voice = voices[id_]
            yield ChainRow(reading.article.id, s.id, position, id_, voice.kind, voice.name)


def _person(reading: m.Reading, person: m.Person) -> PersonRow:
    def named(kind: str) -> str:
        return "; ".join(dict.fromkeys(role.text for role in person.roles if role.kind == kind))

    return PersonRow(
        article=reading.article.id,
        person=person.id,
        name=person.name,
        aliases="; ".join(person.aliases),
        roles=named("role"),
        status=named("status"),
        age=person.age and person.age.value,
        age_as_of=person.age and person.age.as_of and person.age.as_of.value,
        born_earliest=person.born and person.born.earliest,
        born_latest=person.born and person.born.latest,
        minor=person.minor,
        gender=person.gender,
        mentions=len(person.mentions),
    )


def _captions(reading: m.Reading) -> Iterator[CaptionRow]:
    shown = reading.shown or ((),) * len(reading.article.captions)
    pairs = zip(reading.article.captions, shown, strict=True)
    for number, (caption, people) in enumerate(pairs, start=1):
        credit = caption.credit or m.Credit("")
        yield CaptionRow(
            article=reading.article.id,
            caption=number,
            begin=caption.span[0],
            end=caption.span[1],
            text=caption.text,
            credit=credit.text or None,
            agency=credit.agency,
            photographer=credit.photographer,
            platform=credit.platform,
            handle=credit.handle,
            people=" ".join(people),
            date=caption.date and caption.date.value,
        )


def rows(reading: m.Reading) -> dict[str, tuple[Row, ...]]:
    """All rows of a reading, by table, in the order of the text."""
    id_ = reading.article.id
    return {
        "articles": (_article(reading),),
        "statements": tuple(_statement(reading, s) for s in reading.statements),
        "chains": tuple(_chains(reading)),
        "voices": tuple(VoiceRow(id_, v.id, v.kind, v.name, v.person) for v in reading.voices),
        "people": tuple(_person(reading, person) for person in reading.people),
        "kinship": tuple(KinshipRow(id_, k.from_, k.type, k.to) for k in reading.kinship),
        "captions": tuple(_captions(reading)),
        "questions": tuple(QuestionRow(id_, q.text, *q.span) for q in reading.open_questions),
    }
