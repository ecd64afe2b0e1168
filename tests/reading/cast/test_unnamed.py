"""People without a name: who takes up their words, and that no name gets them by chance."""

from pathlib import Path

import pytest

from lautwem import article as importing
from lautwem import model as m
from lautwem.reading import pipeline

SAMPLE = Path(__file__).parents[3] / "samples" / "02-raubueberfall.txt"


def read(text: str) -> m.Reading:
    return pipeline.read(importing.from_text(text, "test.txt"))


def person(reading: m.Reading, name: str) -> m.Person:
    (one,) = [p for p in reading.people if p.name == name]
    return one


def words_of(reading: m.Reading, name: str) -> set[str]:
    return {reading.article.text[slice(*span)] for span in person(reading, name).mentions}


def speaker(reading: m.Reading, words: str) -> m.Voice:
    """The innermost voice of the statement that holds the words."""
    (said,) = [
        s
        for s in reading.statements
        if any(words in reading.article.text[slice(*span)] for span in s.quote.spans)
    ]
    return next(v for v in reading.voices if v.id == said.chain[0])


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        # an age in the text is somebody's already
        (
            "Ein 31-Jähriger aus Grebenau sitzt in Haft. Sein Anwalt Jonas Velten schweigt. "
            "Der 31-Jährige war am Montag gefasst worden.",
            "Jonas Velten",
            "Der 31-Jährige",
        ),
        # standing needs evidence
        (
            "Wirt Jonas Velten wurde überfallen. Er rief die Polizei. Der Verdächtige floh zu Fuß.",
            "Jonas Velten",
            "Der Verdächtige",
        ),
        (
            "Händler Jonas Velten stand allein an der Kasse. Der Täter trug eine Maske.",
            "Jonas Velten",
            "Der Täter",
        ),
        (
            "Händler Jonas Velten stand allein an der Kasse. Der mutmaßliche Räuber war maskiert.",
            "Jonas Velten",
            "Der mutmaßliche Räuber",
        ),
        # a child holds no office
        (
            "„Es hat gerumst“, sagte Tom Velten (6). Der Kapitän schwieg dazu.",
            "Tom Velten",
            "Der Kapitän",
        ),
        # so do parts in what happened
        ("Richter Jonas Velten kennt den Fall. Das Opfer lebt noch.", "Jonas Velten", "Das Opfer"),
        ("Richter Jonas Velten kennt den Fall. Der Zeuge fehlte.", "Jonas Velten", "Der Zeuge"),
        # the words for somebody without a name go on meaning this person
        (
            "Staatsanwalt Jonas Velten ermittelt. Ein Mann aus Grebenau kam am Abend ins Lokal. "
            "Der Mann zog ein Messer.",
            "Jonas Velten",
            "Der Mann",
        ),
        (
            "Anwältin Ada Brenner schwieg. Eine Frau aus Grebenau erzählte davon. "
            "Sie weinte dabei.",
            "Ada Brenner",
            "Sie",
        ),
    ],
)
def test_words_for_somebody_without_a_name_are_nobody_named(
    text: str, name: str, noun: str
) -> None:
    assert noun not in words_of(read(text), name)


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        (
            "Jonas Velten wurde am Montag festgenommen. Der Verdächtige schweigt.",
            "Jonas Velten",
            "Der Verdächtige",
        ),
        ("Jonas Velten ist angeklagt. Der Angeklagte schweigt.", "Jonas Velten", "Der Angeklagte"),
        (
            "Ein 31-Jähriger steht seit Montag vor Gericht. Er soll Uhren gestohlen haben. "
            "Jonas Velten (31) bestreitet das.",
            "Jonas Velten",
            "Er",
        ),
        (
            "Sänger Jonas Velten gibt auf. Der 31-Jährige ist müde. Der Sänger geht.",
            "Jonas Velten",
            "Der 31-Jährige",
        ),
        ("Tischler Jonas Velten kam. Der Mann lachte laut.", "Jonas Velten", "Der Mann"),
        (
            "Den Vorsitz hatte Rechtsanwalt Jonas Velten. Der frühere Richter schweigt dazu.",
            "Jonas Velten",
            "Der frühere Richter",
        ),
        (
            "Sänger Jonas Velten kam spät. Sein Vater, ein Lehrer, war da. Velten ging. Er lachte.",
            "Jonas Velten",
            "Er",
        ),
    ],
)
def test_words_tied_to_a_name_are_that_person(text: str, name: str, noun: str) -> None:
    assert noun in words_of(read(text), name)


def test_no_status_comes_from_another_mans_arrest() -> None:
    reading = read(
        "Wirt Jonas Velten wurde am Freitag ausgeraubt. Ein 31-Jähriger aus Grebenau soll die "
        "Kasse gestohlen haben. Er wurde am Abend festgenommen. Der Mann sitzt in "
        "Untersuchungshaft."
    )
    assert not [r for r in person(reading, "Jonas Velten").roles if r.kind == "status"]
    assert person(reading, "Jonas Velten").age is None


def test_what_the_accused_says_has_a_voice_without_a_name() -> None:
    reading = read(
        "Ein 31-Jähriger aus Grebenau sitzt in Haft. „Er bedrohte mich“, sagte Wirt Jonas Velten. "
        "Der Beschuldigte bestreitet die Tat."
    )
    voice = speaker(reading, "bestreitet die Tat")
    assert (voice.kind, voice.name, voice.person) == ("unnamed", "Beschuldigter", None)


@pytest.mark.parametrize("engine", ["rules", "model", "thorough"])
def test_the_accused_of_the_sample_is_nobody_named(engine: str) -> None:
    reading = pipeline.read(importing.load(str(SAMPLE)), engine=engine)
    assert {(p.name, p.age.value if p.age else None) for p in reading.people} >= {
        ("Edgar Rüsing", 63),
        ("Hannes Oldewurtel", None),
    }
    assert not [r for p in reading.people for r in p.roles if r.kind == "status"]
    accused = {"Der Beschuldigte", "der 27-Jährige", "Der Mann"}
    assert not accused & {
        reading.article.text[slice(*s)] for p in reading.people for s in p.mentions
    }
    voice = speaker(reading, "bestreitet die Tat")
    assert (voice.kind, voice.name) == ("unnamed", "Beschuldigter")


def test_who_is_named_before_is_not_passed_over_for_one_of_the_trade_named_later() -> None:
    reading = read(
        "Die Worte von Uwe Falk klingen in Talheim nach. Dass er die Wette verloren habe, müsse er "
        "sich ankreiden, hatte der Wirt am Sonntag gesagt. Selten war einer so ehrlich.\n\n"
        "Für den Wirt Otto Velten, der zuletzt in Ostrau war, wäre es die Rückkehr.\n"
    )
    assert "der Wirt" not in words_of(reading, "Otto Velten")
