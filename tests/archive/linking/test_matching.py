"""Which two pieces are one statement, and which are not; whatever the order."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lautwem
from lautwem import article
from lautwem.archive.linking.items import Item, of_reading
from lautwem.archive.linking.matching import match


@cache
def said(text: str) -> Item:
    """The one statement of a text."""
    reading = lautwem.read(article.from_text(text, source="t"))
    (found,) = [item for item in of_reading(reading) if item.statement]
    return found


HOLM = "Trainer Peer Holm sagte am Sonntag: „Wir haben davon nichts gewusst.“"
SAME = {
    "verbatim": (
        "„Wir bauen die Brücke am Mühlbach im Herbst neu“, sagte Bürgermeister Henning Rabe.",
        "Bürgermeister Henning Rabe sagte: „Wir bauen die Brücke am Mühlbach im Herbst neu.“",
    ),
    "shortened": (
        "„Wir bauen die Brücke am Mühlbach im Herbst neu, das ist beschlossen, und der Landrat weiß"
        " das auch“, sagte Bürgermeister Henning Rabe.",
        "„Wir bauen die Brücke am Mühlbach im Herbst neu“, sagte Bürgermeister Henning Rabe.",
    ),
    "indirect": (
        "„Wir haben von den Rissen im Dach nichts gewusst“, sagte Bürgermeister Henning Rabe.",
        "Bürgermeister Rabe erklärte, von Rissen im Dach habe er nichts gewusst.",
    ),
}


@pytest.mark.parametrize("kind", SAME)
def test_forms_of_one_statement(kind: str) -> None:
    one, other = map(said, SAME[kind])
    found = match(one, other)
    assert found is not None
    assert (found.kind, found.opposed) == (kind, False)
    assert found == match(other, one)


def test_short_quotation_is_the_same_only_of_the_same_person() -> None:
    retold = said("Trainer Peer Holm erklärte, sie hätten davon nichts gewusst.")
    somebody = said("Landrat Ulf Bremer erklärte, sie hätten davon nichts gewusst.")
    assert match(said(HOLM), retold) is not None
    assert match(said(HOLM), somebody) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # another number
            "Nach Angaben der Polizei wurden bei dem Brand in Norderau zwölf Menschen verletzt.",
            "Nach Angaben der Polizei wurden bei dem Brand in Norderau acht Menschen verletzt.",
        ),
        (  # another person of the same surname, each of himself
            "„Ich habe den Vertrag gestern unterschrieben“, sagte Torwart Jannik Holm.",
            "„Ich habe den Vertrag gestern unterschrieben“, sagte Trainer Peer Holm.",
        ),
        (  # another matter
            "„Die Brücke am Mühlbach ist sicher“, sagte Bürgermeister Henning Rabe.",
            "„Die Schule am Mühlbach wird im Herbst teurer“, sagte Bürgermeister Henning Rabe.",
        ),
    ],
)
def test_other_statements_do_not_match(one: str, other: str) -> None:
    assert match(said(one), said(other)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "„Das Motorboot fuhr ohne Licht“, sagte der Angler Friedhelm Moll.",
            "„Das Motorboot hatte Licht an“, sagte Anwalt Lothar Brix.",
        ),
        (
            "Die Zeugin Ida Roth sagte, der Bus habe an der Ampel gehalten.",
            "Fahrer Ulf Bremer bestreitet, dass der Bus an der Ampel gehalten hat.",
        ),
    ],
)
def test_denials_are_opposed(one: str, other: str) -> None:
    found = match(said(one), said(other))
    assert found is not None
    assert found.opposed
    assert match(said(other), said(one)) == found


TEXTS = [text for pair in SAME.values() for text in pair] + [
    HOLM,
    "Die Partei teilte mit, alle Spenden würden gemeldet.",
    "Landrat Ulf Bremer schloss nicht aus, dass die Brücke im Herbst gesperrt wird.",
]


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
@settings(max_examples=60, deadline=None)
def test_matching_is_symmetric(one: str, other: str) -> None:
    a, b = said(one), said(other)
    first, second = match(a, b), match(b, a)
    assert (first is None) == (second is None)
    if first and second:
        assert (first.kind, first.confidence, first.opposed) == (
            second.kind,
            second.confidence,
            second.opposed,
        )
