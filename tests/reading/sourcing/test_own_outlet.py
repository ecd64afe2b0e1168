"""The outlet that publishes an article is no link of a chain in it, however it is called."""

import pytest

import lautwem
from lautwem.article import from_text

HEAD = "---\noutlet: {}\n---\n"


def chains(outlet: str, sentence: str) -> list[list[str]]:
    text = HEAD.format(outlet) + f"Wirtin Mara Lindt hat das Haus verkauft.\n\n{sentence}\n"
    reading = lautwem.read(from_text(text, "test"))
    names = {voice.id: voice.name for voice in reading.voices}
    return [[names[voice] for voice in s.chain] for s in reading.statements]


@pytest.mark.parametrize(
    "sentence",
    [
        "„Das Haus bleibt offen“, sagte Mara Lindt dieser Zeitung.",
        "„Das Haus bleibt offen“, sagte Mara Lindt im Gespräch mit dieser Zeitung.",
        "„Das Haus bleibt offen“, sagte Mara Lindt unserer Redaktion.",
        "„Das Haus bleibt offen“, sagte Mara Lindt dem Sportblatt.",
    ],
)
def test_it_is_left_out(sentence: str) -> None:
    assert chains("Sportblatt am Morgen", sentence) == [["Mara Lindt"]]


@pytest.mark.parametrize(
    ("outlet", "other"),
    [("Tagesspiegel am Abend", "Tagesspiegel"), ("Blatt am Abend", "Tagesspiegel")],
)
def test_another_outlet_stays(outlet: str, other: str) -> None:
    found = chains(outlet, f"„Das Haus bleibt offen“, sagte Mara Lindt dem {other}.")
    assert len(found) == 1 and len(found[0]) == 2


def test_an_outlet_has_its_name_without_the_genitive() -> None:
    found = chains("Seepost", "Das Haus wird nach Informationen des „Elbtaler Kuriers“ verkauft.")
    assert ["Elbtaler Kurier"] in found
