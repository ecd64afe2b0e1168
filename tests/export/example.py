"""A rich reading made by hand, with nested, overlapping and broken statements; the samples'."""

from functools import cache
from pathlib import Path

import lautwem
from lautwem import model as m
from lautwem.article import load

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("[0-9]*"))

TEXT = """Brandt soll Krieg angekündigt haben

Milan Brandt (41) kündigte laut Abendkurier an, „die Rechte <b>sofort</b> zu schützen“.
„Meine Tochter“, sagte er im Interview, „hat gesagt: ‚Ich singe nicht.‘ Das gilt.“

Lena Brandt soll ihm am Dienstag mit „Krieg“ gedroht haben. Er bestritt, sie zu kennen.

Milan Brandt und Lena im Mai 2024. Foto: Ada Beispiel / Bildstelle"""


def span(words: str, after: int = 0) -> m.Span:
    begin = TEXT.index(words, after)
    return begin, begin + len(words)


def part(*words: str) -> m.Part:
    return m.Part(tuple(span(w) for w in words))


def because(rule: str) -> tuple[m.Because, ...]:
    return (m.Because(rule),)


CAPTION = m.Caption(
    span=span("Milan Brandt und Lena im Mai 2024. Foto: Ada Beispiel / Bildstelle"),
    text="Milan Brandt und Lena im Mai 2024.",
    credit=m.Credit(
        "Foto: Ada Beispiel / Bildstelle", agency="Bildstelle", photographer="Ada Beispiel"
    ),
    date=m.PartialDate("2024-05", "month"),
)

ARTICLE = m.Article(
    id="a1",
    source="beispiel.txt",
    text=TEXT,
    paragraphs=tuple(span(line) for line in TEXT.split("\n\n")[1:3]),
    title="Brandt soll Krieg angekündigt haben",
    title_span=span("Brandt soll Krieg angekündigt haben"),
    outlet="Glanzpost",
    authors=("Jo Muster",),
    published=m.PartialDate("2024-06-03", "day"),
    captions=(CAPTION,),
    embeds=(m.Embed("instagram", "https://example.org/p/1", "milanbrandt"),),
    notices=(m.Notice("paywalled", "Der Artikel steht hinter einer Bezahlschranke."),),
    line_offset=4,
)

PEOPLE = (
    m.Person(
        "p1",
        "Milan Brandt",
        aliases=("Brandt",),
        mentions=(span("Milan Brandt"),),
        roles=(m.Role("Sänger", (0, 6)),),
        age=m.Age(41, m.PartialDate("2024-06-03", "day"), span("41")),
        born=m.BirthInterval("1982-06-04", "1983-06-03"),
        gender="male",
    ),
    m.Person("p2", "Lena Brandt", minor=True, gender="female", mentions=(span("Lena Brandt"),)),
)

VOICES = (
    m.Voice("v1", "person", "Milan Brandt", "p1"),
    m.Voice("v2", "person", "Lena Brandt", "p2"),
    m.Voice("v3", "outlet", "Abendkurier"),
    m.Voice("v4", "unnamed", "soll"),
)

STATEMENTS = (
    m.Statement(
        "s1",
        "reported",
        "speech",
        part("Krieg angekündigt haben"),
        chain=("v4",),
        certainty=m.Certainty("hedged", (m.Marker("soll", span("soll")),)),
    ),
    m.Statement(
        "s2",
        "direct",
        "speech",
        part("„die Rechte <b>sofort</b> zu schützen“"),
        speaker=m.Party(part("Milan Brandt"), "v1"),
        cue=part("kündigte", "an,"),
        frame=part("laut Abendkurier"),
        chain=("v1", "v3"),
        certainty=m.Certainty("verbatim"),
    ),
    m.Statement(
        "s3",
        "direct",
        "speech",
        part("„Meine Tochter“", "„hat gesagt: ‚Ich singe nicht.‘ Das gilt.“"),
        speaker=m.Party(m.Part((span("er im"),)), "v1"),
        chain=("v1",),
        certainty=m.Certainty("verbatim"),
        channel=m.Channel("interview", (span("im Interview"),)),
        about=("p2",),
    ),
    m.Statement(
        "s4",
        "direct",
        "speech",
        part("‚Ich singe nicht.‘"),
        speaker=m.Party(part("Meine Tochter"), "v2"),
        chain=("v2", "v1"),
        certainty=m.Certainty("verbatim"),
    ),
    m.Statement(
        "s5",
        "reported",
        "speech",
        part("mit „Krieg“ gedroht haben"),
        speaker=m.Party(part("Lena Brandt"), "v2"),
        addressee=m.Party(part("ihm"), "v1"),
        chain=("v2",),
        certainty=m.Certainty("hedged", (m.Marker("soll", span("soll", 100)),)),
        time=m.Time("am Dienstag", span("am Dienstag"), "2024-05-28", "day"),
    ),
    m.Statement(
        "s6",
        "indirect",
        "speech",
        part("sie zu kennen"),
        speaker=m.Party(part("Er"), "v1"),
        chain=("v1",),
        negated=True,
    ),
)

READING = m.Reading(
    article=ARTICLE,
    people=PEOPLE,
    kinship=(m.Kinship("child", "p2", "p1", (span("Meine Tochter"),)),),
    voices=VOICES,
    works=(m.Work("Krieg", "song", span("Krieg")),),
    statements=STATEMENTS,
    open_questions=(
        m.OpenQuestion("Er bestritt, sie zu kennen.", span("Er bestritt, sie zu kennen.")),
    ),
    shown=(("p1", "p2"),),
)


@cache
def readings() -> tuple[m.Reading, ...]:
    """The reading made by hand and those of the samples, read once for all tests."""
    return (READING, *(lautwem.read(load(str(path)), engine="rules") for path in SAMPLES))


def name_of(reading: m.Reading) -> str:
    """What a test of this reading is called."""
    return Path(reading.article.source).name
