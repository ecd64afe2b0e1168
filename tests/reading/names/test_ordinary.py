"""Where a person's name ends, and lone words that are no people. Invented people."""

import pytest

from lautwem.language import analyse
from lautwem.reading.names import find_names


def people(text: str) -> list[str]:
    """The people named in a text, as they are called."""
    found = find_names(analyse(text, ((0, len(text)),)))
    return [name.canonical for name in found if name.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Dietmar "Didi" Hagenow kam zu spät.', 'Dietmar "Didi" Hagenow'),
        ('Der Wirt Dietmar "Didi" Hagenow kam.', 'Dietmar "Didi" Hagenow'),
        ("Alexander Van der Molen sprach am Montag.", "Alexander Van der Molen"),
        ("Die Polizeipräsidentin Steenbock sagte, die Lage sei ruhig.", "Steenbock"),
        ("Der Krieg Zarubins dauert an.", "Zarubin"),
    ],
)
def test_a_name_is_whole_and_no_more(text: str, name: str) -> None:
    assert people(text) == [name]


def test_a_surname_with_a_capital_particle_stands_alone() -> None:
    text = "Alexander Van der Molen sprach am Montag. Van der Molen warnte."
    assert people(text) == ["Alexander Van der Molen", "Van der Molen"]


def test_the_s_of_a_name_is_kept_where_the_name_has_it() -> None:
    text = "Enno Harms kam. „Ja“, sagte Harms. Harms Anwalt schwieg."
    assert people(text) == ["Enno Harms", "Harms", "Harms"]
    assert people("Der Fall Harms ist zu Ende.") == ["Harms"]


@pytest.mark.parametrize(
    "text",
    [
        "Chelsea verlor am Samstag.",
        "Google kündigte eine Neuerung an.",
        "Der Ramadan begann am Montag.",
        "Sie wohnt in Santa Clara in Kalifornien.",
        "Unruhe herrschte in der Stadt. Es gab Unruhe.",
        "Er wurde wegen Betrugs verurteilt.",
    ],
)
def test_clubs_firms_feasts_places_and_nouns_are_no_people(text: str) -> None:
    assert people(text) == []


def test_whoever_bears_such_a_name_stays_a_person() -> None:
    assert people("Chelsea Winters sang. Chelsea lächelte.") == ["Chelsea Winters", "Chelsea"]
    assert people("Die Sängerin Chelsea (18) lächelte.") == ["Chelsea"]
