"""A gold record read as if lautwem had been right in everything."""

from lautwem import model as m
from lautwem.evaluation.gold import GoldRecord
from lautwem.evaluation.identity import spans


def perfect(record: GoldRecord, article: m.Article) -> m.Reading:
    people = [
        m.Person(
            one.id,
            one.name,
            one.aliases,
            spans(mention.place for mention in one.mentions),
            tuple(m.Role(role.place[2], role.place[:2], role.kind) for role in one.roles),
            m.Age(one.age.value, None, one.age.place[:2]) if one.age else None,
            gender=one.gender,
        )
        for one in record.people
    ]
    voices = [m.Voice(f"v{one.id}", "person", one.name, one.id) for one in people]
    voices += [m.Voice(f"v{one.id}", one.kind, one.name) for one in record.voices]
    mentions = [
        m.Mention(
            mention.place[:2], one.id if one.id[0] == "p" else f"v{one.id}", mention.form, REASON
        )
        for one in (*record.people, *record.voices)
        for mention in one.mentions
    ]
    captions = tuple(m.Caption(c.place[:2], c.description[2], c.credit) for c in record.captions)
    return m.Reading(
        m.Article(article.id, article.source, article.text, captions=captions),
        tuple(people),
        tuple(m.Kinship(k.type, k.from_, k.to, spans(k.places)) for k in record.kinship),
        tuple(voices),
        tuple(sorted(mentions, key=lambda mention: mention.span)),
        tuple(m.Work(work.place[2], work.kind, work.place[:2]) for work in record.works),
        tuple(map(_statement, record.statements)),
        tuple(m.OpenQuestion(place[2], place[:2]) for place in record.open_questions),
        tuple(caption.people for caption in record.captions),
    )


REASON = m.Because("gold")


def _statement(gold) -> m.Statement:
    markers = tuple(m.Marker(place[2], place[:2]) for place in gold.markers)
    return m.Statement(
        gold.id,
        gold.type,
        "speech",
        m.Part(spans(gold.quote)),
        _party(gold.speaker),
        addressee=_party(gold.addressee),
        chain=tuple(f"v{voice}" for voice in gold.chain),
        certainty=m.Certainty(gold.certainty, markers),
        channel=m.Channel(gold.channel.kind, spans(gold.channel.places))
        if gold.channel
        else m.Channel(),
        about=gold.about,
        negated=gold.negated,
        time=m.Time(gold.time.place[2], gold.time.place[:2]) if gold.time else None,
    )


def _party(party) -> m.Party | None:
    return party and m.Party(m.Part(spans(party.places)), f"v{party.voice}")
