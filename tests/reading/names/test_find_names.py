"""Names: what they are of, how they are called, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem.language import analyse
from lautwem.model import Name
from lautwem.reading.names import find_names


def names(text: str) -> tuple[Name, ...]:
    return find_names(analyse(text, ((0, len(text)),)))


def kinds(text: str) -> dict[str, str]:
    return {text[slice(*name.span)]: name.kind for name in names(text)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Das berichtete die Nachrichtenagentur dpa am Montag.", "dpa", "agency"),
        ("Laut Daily Mail war er verärgert.", "Daily Mail", "outlet"),
        ("Das sagte sie dem Spiegel.", "Spiegel", "outlet"),
        ("Er teilte das Video auf Instagram.", "Instagram", "platform"),
        ("Sie veröffentlichte das Lied via X.", "X", "platform"),
        ("Die SPD lehnt den Plan ab.", "SPD", "institution"),
        ("Laut der „Bild“ kam es zum Streit.", "Bild", "outlet"),
        ("Die Ministerin Petra Lindner reiste ab.", "Petra Lindner", "person"),
        ("Ihr Nachfolger Otto von der Heydt trat zurück.", "Otto von der Heydt", "person"),
        ("Sie flogen nach Berlin.", "Berlin", "place"),
    ],
)
def test_kind(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Er zeichnete ein klares Bild der Lage.",
        "Mit Blick auf die Wahl schwieg sie.",
        "Heute ist Mehr gefragt als sonst.",
        "Die Welt sieht zu.",
    ],
)
def test_ordinary_words_are_no_media(text: str) -> None:
    assert "outlet" not in kinds(text).values()
    assert "agency" not in kinds(text).values()


def test_nickname_belongs_to_the_name() -> None:
    text = 'Rapper Tom "Blitz" Wagner (55) schwieg.'
    assert kinds(text)['Tom "Blitz" Wagner'] == "person"


def test_a_list_of_children_holds_people_only() -> None:
    text = "Mia Berger mit ihren Kindern Luna, Paris und Chicago."
    assert {kinds(text).get(name) for name in ("Luna", "Paris", "Chicago")} == {"person"}


def test_number_as_name() -> None:
    assert kinds("Der Rapper 30 Euro, Jan Muster und Eva Linde sangen.").get("30 Euro") == "person"


def test_genitive_goes_from_the_canonical_form() -> None:
    found = names("Am Abend lobte Angela Merkel die Rede. Merkels Sprecher lobte sie auch.")
    assert [name.canonical for name in found] == ["Angela Merkel", "Merkel"]


def test_band_and_figure_are_no_people() -> None:
    found = kinds("Die Band Karl Sommer spielte. Die Romanfigur Paul Winter starb.")
    assert "person" not in found.values()


def test_surname_is_a_person_once_the_full_name_stands_somewhere() -> None:
    text = "Herr Anton Quadflieg sprach zuerst. Danach antwortete Quadflieg."
    assert [n.kind for n in names(text)] == ["person", "person"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="AaBb Müller\"„“().,-\n12Drß'", max_size=200))
def test_names_lie_in_the_text_in_order(text: str) -> None:
    found = names(text)
    reached = 0
    for name in found:
        assert reached <= name.span[0] < name.span[1] <= len(text)
        reached = name.span[1]
        assert name.canonical
