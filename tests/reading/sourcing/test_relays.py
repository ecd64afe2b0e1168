"""Who passes a statement on: outlets beside the speaker, and those that only seem to."""

import pytest

import lautwem
from lautwem.article import from_text


def chains(text: str) -> list[list[str]]:
    read = lautwem.read(from_text(text, "test"))
    names = {voice.id: voice.name for voice in read.voices}
    return [[names[voice] for voice in one.chain] for one in read.statements]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("„Der Damm ist alt“, sagte Ada Velten CNN.", ["Ada Velten", "CNN"]),
        ("„Der Damm ist alt“, sagte Ada Velten bei CNN.", ["Ada Velten", "CNN"]),
        (
            "„Der Damm ist alt“, sagte die Wirtin, Ada Velten, der Deutschen Presse-Agentur.",
            ["Ada Velten", "dpa"],
        ),
        (
            "„Der Damm ist alt“, sagte Ada Velten zum Branchendienst talblick.de.",
            ["Ada Velten", "talblick.de"],
        ),
        ("„Der Damm ist alt“, sagte Ada Velten im Ö1-Mittagsjournal.", ["Ada Velten", "Ö1"]),
        (
            "„Der Damm bricht“, zitierte die Nachrichtenagentur Reuters Ada Velten.",
            ["Ada Velten", "Reuters"],
        ),
        (
            "Laut Akten, die der Wiener Zeitung vorliegen, kaufte der Prüfer ein Haus im Tal.",
            ["Akten", "Wiener Zeitung"],
        ),
        (
            "Die Zimmer sollten bald bezogen werden, hieß es im Innenministerium zur APA.",
            ["Innenministerium", "APA"],
        ),
        (
            "Das Werk werde verkauft, meldete das Wall Street Journal unter Berufung auf mit dem "
            "Vorgang vertraute Personen.",
            ["vertraute Personen", "The Wall Street Journal"],
        ),
        ("Das Tal sei leer, berichtet der Spiegel.", ["Der Spiegel"]),
    ],
)
def test_the_outlet_beside_the_speaker_passes_on(text, chain):
    assert chains(text) == [chain]


@pytest.mark.parametrize(
    "text",
    [
        "Grund sei der Damm, bestätigte Ada Velten einen Bericht der Kleinen Zeitung.",
        "„Ich gehe“, erklärte Ada Velten in einer Mitteilung.",
        "„Ich gehe“, sagte Ada Velten am Dienstag vor der Presse.",
        "„Der Damm ist alt“, schrieb Reuters-Chefin Ada Velten auf X.",
    ],
)
def test_whose_report_or_release_or_chief_it_is_passes_nothing_on(text):
    assert chains(text) == [["Ada Velten"]]


def test_what_was_told_to_an_outlet_by_somebody_nameless_is_not_the_next_persons():
    first, last = chains(
        "„Wir ziehen um“, sagte ein Sprecher der Talbank dem Spiegel. Am Montag kündigte auch Otto "
        "Falk an, dass er gehe."
    )
    assert first[-1] == "Der Spiegel"
    assert last == ["Otto Falk"]


def test_a_land_after_nach_is_no_paper():
    read = lautwem.read(from_text("Laut Ada Velten fuhren sie nach Österreich.", "test"))
    assert [voice.kind for voice in read.voices] == ["person"]


@pytest.mark.parametrize(
    "paper",
    ["Süddeutschen Zeitung", "Frankfurter Allgemeinen Sonntagszeitung", "Celleschen Zeitung"],
)
def test_the_names_of_papers_are_known_in_the_dative(paper):
    (found,) = chains(f"„Der Damm ist alt“, sagte Ada Velten der {paper}.")
    assert found[0] == "Ada Velten" and len(found) == 2
    assert found[1].split()[-1] == paper.split()[-1]
