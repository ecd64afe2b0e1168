"""Standing in criminal proceedings: who gets it, and who does not. Invented people."""

import pytest

from lautwem import article as importing
from lautwem.language import analyse, blocks
from lautwem.reading.cast import assemble
from lautwem.reading.names import find_names


def standings(text: str) -> dict[str, set[str]]:
    """Name → standings of everybody in a text."""
    article = importing.from_text(text, "test.txt")
    analysis = analyse(article.text, blocks(article))
    cast = assemble(article, analysis, find_names(analysis), ())
    return {p.name: {r.text for r in p.roles if r.kind == "status"} for p in cast.people}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Der Wirt Jan Maurer wurde freigesprochen.", "freigesprochen"),
        ("Das Gericht hat den Wirt Jan Maurer freigesprochen.", "freigesprochen"),
        ("Das Gericht sprach Jan Maurer frei.", "freigesprochen"),
        ("Das Gericht verurteilte den Wirt Jan Maurer zu drei Jahren Haft.", "verurteilt"),
        ("Jan Maurer wurde zu drei Jahren Haft verurteilt.", "verurteilt"),
        ("Jan Maurer wurde noch nicht rechtskräftig verurteilt.", "verurteilt"),
        ("Jan Maurer wurde wegen Betrugs schuldig gesprochen.", "verurteilt"),
        ("Der Wirt Jan Maurer steht wegen Betrugs vor Gericht.", "angeklagt"),
        ("Jan Maurer muss sich vor Gericht verantworten.", "angeklagt"),
        ("Jan Maurer muss sich vor dem Landgericht verantworten.", "angeklagt"),
        ("Gegen Jan Maurer wurde Anklage erhoben.", "angeklagt"),
        ("Die Staatsanwaltschaft hat Anklage gegen den Wirt Jan Maurer erhoben.", "angeklagt"),
        ("Gegen Jan Maurer wird ermittelt.", "beschuldigt"),
        ("Die Staatsanwältin Lena Vogt ermittelt gegen den Wirt Jan Maurer.", "beschuldigt"),
        ("Gegen den Wirt Jan Maurer laufen Ermittlungen wegen Betrugs.", "beschuldigt"),
        ("Das Verfahren gegen Jan Maurer wurde eingestellt.", "eingestellt"),
        ("Das Amtsgericht stellte das Verfahren gegen den Wirt Jan Maurer ein.", "eingestellt"),
        ("Jan Maurer wurde als Verdächtiger vernommen.", "verdächtig"),
        ("Die Polizei hat Jan Maurer als Verdächtigen vernommen.", "verdächtig"),
        ("Der mutmaßliche Täter Jan Maurer schwieg.", "verdächtig"),
        ("Die Polizei nahm den Wirt Jan Maurer fest.", "festgenommen"),
        ("Jan Maurer sitzt seit Mai in Untersuchungshaft.", "inhaftiert"),
        ("Wirt Jan Maurer freigesprochen", "freigesprochen"),
    ],
)
def test_what_an_article_tells_as_a_fact_is_a_standing(text: str, status: str) -> None:
    found = standings(text)
    assert found.pop("Jan Maurer") == {status}
    assert not any(found.values())


@pytest.mark.parametrize(
    "text",
    [
        "Jan Maurer wurde nicht verurteilt.",
        "Kein Gericht hat Jan Maurer verurteilt.",
        "Jan Maurer könnte verurteilt werden.",
        "Jan Maurer würde verurteilt werden, wenn Zeugen aussagen.",
        "Wenn Jan Maurer verurteilt wird, geht er.",
        "Jan Maurer soll verurteilt werden.",
        "Das Landgericht wird Jan Maurer freisprechen.",
        "Wird Jan Maurer verurteilt?",
        "Die Anklage fordert, dass Jan Maurer verurteilt wird.",
        "Der Verteidiger forderte, Jan Maurer freizusprechen.",
        "Jan Maurer bestreitet, dass er verurteilt wurde.",
        "Gegen Jan Maurer wird nicht mehr ermittelt.",
        "Sollte Jan Maurer zurückkommen, wird Jan Maurer verhaftet.",
        "Die Staatsanwaltschaft prüft Ermittlungen gegen Jan Maurer.",
    ],
)
def test_what_is_denied_possible_or_asked_for_is_no_standing(text: str) -> None:
    assert standings(text)["Jan Maurer"] == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Anwalt des Angeklagten, Jan Maurer, widersprach.", "Jan Maurer"),
        ("Der mit dem Angeklagten befreundete Wirt Jan Maurer kam.", "Jan Maurer"),
        ("Richterin Lena Vogt hat Jan Maurer verurteilt.", "Lena Vogt"),
        ("Jan Maurer war vor Gericht Zeuge.", "Jan Maurer"),
        ("Jan Maurer sagte vor Gericht aus.", "Jan Maurer"),
        ("Jan Maurer besuchte seinen Bruder in Haft.", "Jan Maurer"),
        ("Lena Vogt wurde mutmaßlich getötet.", "Lena Vogt"),
        ("Generalsekretär Jan Maurer hat den Angriff scharf verurteilt.", "Jan Maurer"),
        ("Brake – Generalsekretär Jan Maurer hat den Angriff scharf verurteilt.", "Jan Maurer"),
        ("Sowohl Vogt als auch Minister Jan Maurer verurteilten die Übergriffe.", "Jan Maurer"),
        ("Anwalt Jan Maurer kam. Es geht um den Fall des beschuldigten Mannes.", "Jan Maurer"),
        ("Das mutmaßliche Opfer Lena Vogt sagte aus.", "Lena Vogt"),
        ("Der Juwelier Jan Maurer rief die Polizei. Der Beschuldigte schweigt.", "Jan Maurer"),
    ],
)
def test_a_standing_is_nobody_elses(text: str, name: str) -> None:
    assert standings(text)[name] == set()


def test_the_accused_may_be_who_is_under_suspicion() -> None:
    text = "Der Wirt Jan Maurer soll Geld genommen haben. Der Beschuldigte bestreitet die Tat."
    assert standings(text)["Jan Maurer"] == {"beschuldigt"}


def test_of_two_in_one_sentence_each_has_his_own() -> None:
    text = "Jan Maurer wurde zu einer Geldstrafe verurteilt, Lena Vogt wurde freigesprochen."
    assert standings(text) == {"Jan Maurer": {"verurteilt"}, "Lena Vogt": {"freigesprochen"}}
