"""Forms of one statement meet under a key; others seldom do."""

import lautwem
from lautwem import article
from lautwem.archive.linking.content import content
from lautwem.archive.linking.keys import keys, statement_keys

TEXT = """---
outlet: Abendblatt Nordmark
published: 2025-03-04
---
„Wir haben von den Rissen im Dach nichts gewusst“, sagte Bürgermeister Henning Rabe am Dienstag.
"""
RETOLD = """---
outlet: Nordmark-Kurier
published: 2025-03-05
---
Bürgermeister Rabe erklärte, er habe von Rissen im Dach nichts gewusst.
"""


def keys_of(text: str) -> set[int]:
    reading = lautwem.read(article.from_text(text, source="t"))
    assert len(reading.statements) == 1
    return set(statement_keys(reading, reading.statements[0]))


def test_a_quotation_and_its_retelling_share_most_keys() -> None:
    one, other = keys_of(TEXT), keys_of(RETOLD)
    assert len(one & other) > len(one) / 2


def test_short_quotation_meets_its_retelling() -> None:
    one, other = content("Wir haben nichts gewusst"), content("sie hätten nichts gewusst")
    assert set(keys(one, ["rab"])) == set(keys(other, ["rab"]))


def test_shortened_statement_meets_the_whole() -> None:
    whole = content(
        "Wir haben die Brücke zweimal prüfen lassen, einmal im Frühjahr durch das Ingenieurbüro und"
        " einmal im Herbst durch den Landesbetrieb, und beide Male war der Pfeiler in Ordnung"
    )
    cut = content("beide Male sei der Pfeiler in Ordnung gewesen")
    assert set(keys(whole, ["rab"])) & set(keys(cut, ["rab"]))


def test_keys_are_few_ascending_and_fit_a_signed_integer() -> None:
    made = keys(content("Neun lange Wörter " + " ".join(f"Wort{n}macher" for n in range(60))), "ab")
    assert len(made) <= 21
    assert list(made) == sorted(set(made))
    assert all(0 <= key < 2**63 for key in made)


def test_statements_on_other_matters_share_none() -> None:
    one = keys(content("Der Pfeiler der Brücke war in Ordnung"), ["rab"])
    other = keys(content("Die Mannschaft habe im Training nachgelassen"), ["rab"])
    assert not set(one) & set(other)


def test_words_without_content_still_have_a_key() -> None:
    assert keys(content("Ja, das war so")) == keys(content("ja das war so"))
    assert keys(content("Ja, das war so")) != keys(content("Nein, so war das"))
