"""What two statements are compared by survives retelling, and nothing else does."""

import pytest

from lautwem.archive.linking.content import content, weight


def stems(text: str) -> set[str]:
    return set(content(text).stems)


@pytest.mark.parametrize(
    ("quoted", "retold"),
    [
        ("Wir haben nichts gewusst", "sie hätten nichts gewusst"),
        ("Ich kaufe das Haus am Markt", "er habe das Haus am Markt gekauft"),
        ("Er nahm das Schmiergeld an", "dass er das Schmiergeld angenommen habe"),
        ("Wir kündigen den Vertrag", "die Verträge würden gekündigt"),
        ("Die Bestechung war bekannt", "man habe gekannt, dass er bestochen wurde"),
    ],
)
def test_person_mood_and_tense_do_not_count(quoted: str, retold: str) -> None:
    assert stems(quoted) & stems(retold)
    assert content(quoted).negative() == content(retold).negative()


def test_stems_of_a_retelling_are_the_same() -> None:
    one = "„Ich habe am Montag dreimal vor den Rissen in der Decke gewarnt“"
    other = "er habe bereits dreimal vor Rissen in der Decke gewarnt"
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("rund 40.000 Euro", {"40000"}),
        ("vierzigtausend Euro", {"40000"}),
        ("1,2 Millionen Euro", {"1200000"}),
        ("1.200.000 Euro", {"1200000"}),
        ("zwölf Verletzte und 3 Tote", {"12", "3"}),
        ("ein Mann", set()),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, numbers: set[str]) -> None:
    assert {number for number, _ in content(text).numbers} == numbers


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("Er hat kein Geld genommen", True),
        ("Er hat Geld genommen", False),
        ("Es ist nicht so, dass er nichts wusste", False),
        ("nicht nur in diesem Jahr", False),
        ("nicht mehr als 40 Stimmen", False),
        ("Das gibt es nicht mehr", True),
    ],
)
def test_negation(text: str, negative: bool) -> None:
    assert content(text).negative() is negative


def test_first_person() -> None:
    assert content("Mein Haus steht leer").first_person
    assert not content("Sein Haus steht leer").first_person
    assert not content("Mein Mandant schweigt").first_person


def test_words_of_any_news_count_little() -> None:
    assert weight("jahr") < weight("bauunternehm")


def test_nothing_has_no_content() -> None:
    assert content("").stems == content("… – !").stems == ()
