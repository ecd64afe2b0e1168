"""A reading as it is shown: ids turned into names, offsets into places, kinds into words.

The terminal report and the page both show a :class:`View`; they differ in looks
alone. Every text in a view is safe to print (see :mod:`lautwem.export.printable`).
"""

from collections.abc import Iterator, Sequence

from lautwem import model as m
from lautwem.export.glance import ChainCount, Glance, glance
from lautwem.export.labels import Labels
from lautwem.export.places import line_and_column
from lautwem.export.printable import one_line
from lautwem.schema import text_of


class VoiceView(m.Frozen):
    """One voice of a chain; ``note`` says that it is unnamed, where the name does not."""

    id: str
    name: str
    kind: m.VoiceKind
    note: str


class Detail(m.Frozen):
    """A labelled fact of a statement or person: ("Kanal", "Telefon")."""

    label: str
    value: str


class StatementView(m.Frozen):
    """One statement, ready to print. ``place`` is line and column, ``number`` counts from 1."""

    id: str
    number: int
    words: str
    chain: tuple[VoiceView, ...]
    who: str
    type: str
    level: m.CertaintyLevel
    certainty: str
    negated: bool
    place: str
    details: tuple[Detail, ...]


class PersonView(m.Frozen):
    """One person, ready to print; ``facts`` are roles, age, birth, kinship in this order."""

    id: str
    name: str
    age: int | None
    minor: bool
    aliases: tuple[str, ...]
    facts: tuple[str, ...]


class CaptionView(m.Frozen):
    """One picture: what stands under it, who took it, who is shown."""

    text: str
    credit: str | None
    details: tuple[Detail, ...]
    place: str


class PlacedText(m.Frozen):
    """A text with the line and column where it begins."""

    text: str
    place: str
    note: str = ""


class ChainView(m.Frozen):
    """A chain with its voices, and how many statements came on it."""

    voices: tuple[VoiceView, ...]
    count: int
    hedged: int


class View(m.Frozen):
    """Everything a report shows of one reading."""

    title: str
    outlet: str | None
    source: str
    url: str | None
    authors: tuple[str, ...]
    published: str | None
    modified: str | None
    notices: tuple[str, ...]
    embeds: tuple[Detail, ...]
    statements: tuple[StatementView, ...]
    people: tuple[PersonView, ...]
    captions: tuple[CaptionView, ...]
    works: tuple[PlacedText, ...]
    questions: tuple[PlacedText, ...]
    glance: Glance
    chains: tuple[ChainView, ...]


def view(reading: m.Reading, labels: Labels) -> View:
    """What a report shows of a reading, in the words of ``labels``."""
    article = reading.article
    voices = {v.id: _voice(v, labels) for v in reading.voices}
    names = {person.id: one_line(person.name) for person in reading.people}
    counted = glance(reading)
    return View(
        title=one_line(article.title or "") or labels.word("no_title"),
        outlet=_line_or_none(article.outlet),
        source=one_line(article.source),
        url=_line_or_none(article.url),
        authors=tuple(map(one_line, article.authors)),
        published=article.published and one_line(labels.date(article.published)),
        modified=article.modified and one_line(labels.date(article.modified)),
        notices=tuple(_notice(notice, labels) for notice in article.notices),
        embeds=tuple(_embed(embed, labels) for embed in article.embeds),
        statements=tuple(
            _statement(statement, number, article, voices, names, labels)
            for number, statement in enumerate(reading.statements, 1)
        ),
        people=tuple(_person(p, reading.kinship, names, labels) for p in reading.people),
        captions=tuple(_captions(reading, names, labels)),
        works=tuple(
            PlacedText(
                one_line(w.title), _place(article, w.span[0]), one_line(labels.of("work", w.kind))
            )
            for w in reading.works
        ),
        questions=tuple(
            PlacedText(one_line(q.text), _place(article, q.span[0])) for q in reading.open_questions
        ),
        glance=counted,
        chains=tuple(_chain_count(chain, voices) for chain in counted.chains),
    )


def _line_or_none(text: str | None) -> str | None:
    return (one_line(text) or None) if text else None


def _place(article: m.Article, offset: int) -> str:
    line, column = line_and_column(article, offset)
    return f"{line}:{column}"


def _voice(voice: m.Voice, labels: Labels) -> VoiceView:
    name = labels.voice_name(voice.kind, one_line(voice.name))
    unnamed = labels.of("voice", "unnamed")
    note = unnamed if voice.kind == "unnamed" and name.casefold() != unnamed.casefold() else ""
    return VoiceView(voice.id, name, voice.kind, note)


def _chain(chain: tuple[str, ...], voices: dict[str, VoiceView]) -> tuple[VoiceView, ...]:
    return tuple(voices[voice] for voice in chain)


def _chain_count(chain: ChainCount, voices: dict[str, VoiceView]) -> ChainView:
    return ChainView(_chain(chain.chain, voices), chain.count, chain.hedged)


def _who(statement: m.Statement, chain: tuple[VoiceView, ...], text: str, labels: Labels) -> str:
    if chain:
        return chain[0].name
    if statement.speaker:
        return one_line(text_of(statement.speaker.part, text))
    return labels.word("no_voice")


def _statement(
    statement: m.Statement,
    number: int,
    article: m.Article,
    voices: dict[str, VoiceView],
    names: dict[str, str],
    labels: Labels,
) -> StatementView:
    chain = _chain(statement.chain, voices)
    who = _who(statement, chain, article.text, labels)
    return StatementView(
        id=statement.id,
        number=number,
        words=one_line(text_of(statement.quote, article.text)),
        chain=chain,
        who=who,
        type=labels.of("type", statement.type),
        level=statement.certainty.level,
        certainty=labels.of("certainty", statement.certainty.level),
        negated=statement.negated,
        place=_place(article, statement.quote.spans[0][0]),
        details=tuple(_details(statement, who, article.text, voices, names, labels)),
    )


def _details(
    statement: m.Statement,
    who: str,
    text: str,
    voices: dict[str, VoiceView],
    names: dict[str, str],
    labels: Labels,
) -> Iterator[Detail]:
    if statement.certainty.markers:
        key = "markers" if statement.certainty.level == "hedged" else "marked_by"
        marks = dict.fromkeys(labels.quoted(one_line(x.text)) for x in statement.certainty.markers)
        yield Detail(labels.word(key), ", ".join(marks))
    if statement.channel.kind != "unknown":
        yield Detail(labels.word("channel"), labels.of("channel", statement.channel.kind))
    if statement.addressee:
        said = one_line(text_of(statement.addressee.part, text))
        known = voices.get(statement.addressee.voice or "")
        yield Detail(labels.word("addressee"), known.name if known else said)
    about = [names[person] for person in statement.about if person in names]
    if about:
        yield Detail(labels.word("about"), ", ".join(about))
    if statement.time:
        yield Detail(labels.word("time"), _time(statement.time, labels))
    if statement.speaker:
        said = one_line(text_of(statement.speaker.part, text))
        if said != who:
            yield Detail(labels.word("words_in_text"), labels.quoted(said))


def _time(time: m.Time, labels: Labels) -> str:
    words = one_line(time.text)
    if not time.value or not time.precision:
        return words
    date = one_line(labels.date(m.PartialDate(time.value, time.precision)))
    return words if date == words else f"{words} ({date})"


def _person(
    person: m.Person, kinship: tuple[m.Kinship, ...], names: dict[str, str], labels: Labels
) -> PersonView:
    facts = list(dict.fromkeys(one_line(role.text) for role in person.roles))
    if person.age and person.age.as_of:
        facts.append(f"{labels.word('age_as_of')} {labels.date(person.age.as_of)}")
    if person.born:
        first, last = (_iso_date(x, labels) for x in (person.born.earliest, person.born.latest))
        facts.append(f"{labels.word('born_between')} {first} {labels.word('and')} {last}")
    relatives: dict[str, list[str]] = {}
    for kin in kinship:
        if kin.from_ == person.id and kin.to in names:
            relatives.setdefault(labels.kinship(kin.type, person.gender), []).append(names[kin.to])
    facts += [f"{relation} {', '.join(dict.fromkeys(of))}" for relation, of in relatives.items()]
    return PersonView(
        id=person.id,
        name=one_line(person.name),
        age=person.age.value if person.age else None,
        minor=bool(person.minor),
        aliases=tuple(map(one_line, person.aliases)),
        facts=tuple(facts),
    )


def _iso_date(value: str, labels: Labels) -> str:
    precision = ("year", "month", "day")[min(value.count("-"), 2)]
    return labels.date(m.PartialDate(value, precision))


def _captions(reading: m.Reading, names: dict[str, str], labels: Labels) -> Iterator[CaptionView]:
    article = reading.article
    everybody = reading.shown or ((),) * len(article.captions)
    for caption, shown in zip(article.captions, everybody, strict=True):
        yield CaptionView(
            text=one_line(caption.text),
            credit=one_line(caption.credit.text) if caption.credit else None,
            details=tuple(_caption_details(caption, [names[p] for p in shown], labels)),
            place=_place(article, caption.span[0]),
        )


def _caption_details(caption: m.Caption, shown: Sequence[str], labels: Labels) -> Iterator[Detail]:
    credit = caption.credit
    if credit:
        for key, value in (
            ("agency", credit.agency),
            ("photographer", credit.photographer),
            ("platform", _platform(credit)),
        ):
            if value:
                yield Detail(labels.word(key), one_line(value))
    if shown:
        yield Detail(labels.word("shown"), ", ".join(shown))
    if caption.date:
        yield Detail(labels.word("taken"), one_line(labels.date(caption.date)))


def _notice(notice: m.Notice, labels: Labels) -> str:
    known = labels.of("notice", notice.code)
    return one_line(notice.message) if known == notice.code else known


def _platform(credit: m.Credit) -> str | None:
    handle = f"@{credit.handle}" if credit.handle else None
    return " ".join(filter(None, (credit.platform, handle))) or None


def _embed(embed: m.Embed, labels: Labels) -> Detail:
    handle = f"@{one_line(embed.handle).removeprefix('@')}" if embed.handle else ""
    parts = filter(None, (handle, one_line(embed.url or "")))
    return Detail(labels.of("platform", embed.platform), " ".join(parts))
