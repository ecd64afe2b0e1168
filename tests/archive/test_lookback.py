"""What an archive tells of a draft, and that the rules that look back use it."""

import pytest
import sqlalchemy as sa

import lautwem
from lautwem import article, desk
from lautwem import model as m
from lautwem.archive import Archive, schema
from lautwem.archive.lookback import look_back

EARLIER = """---
outlet: {outlet}
published: {date}
---
{title}

{body}
"""
FIRST = EARLIER.format(
    outlet="Moorhafener Zeitung",
    date="2024-03-04",
    title="Ratsherr weist Vorwürfe zurück",
    body="Der Ratsherr Enno Brüggemann (47) von der Moorhafener Liste hat die Vorwürfe "
    "zurückgewiesen. „Ich habe von dem Geld der Werft Trenkle gar nichts gewusst“, sagte "
    "Brüggemann am Dienstag.",
)


def read(text: str) -> m.Reading:
    return lautwem.read(article.from_text(text, "-"), engine="rules")


def draft(body: str, date: str = "2025-03-06") -> m.Reading:
    head = {"outlet": "Hafenbote", "date": date, "title": "Neues vom Ratsherrn", "body": body}
    return read(EARLIER.format(**head))


@pytest.fixture
def known(archive: Archive) -> Archive:
    archive.add(read(FIRST))
    return archive


def rules(archive: Archive, reading: m.Reading) -> dict[str, str]:
    found = desk.check(reading, back=look_back(archive, reading))
    return {one.rule: one.message for one in found}


ALTERED = (
    "Der Ratsherr Enno Brüggemann (48) von der Moorhafener Liste sagte: „Ich habe von dem Geld "
    "der Werft Trenkle durchaus nichts gewusst.“"
)


def test_a_quotation_that_was_altered_is_held_against_the_earlier_one(known: Archive) -> None:
    found = rules(known, draft(ALTERED))
    assert "gar nichts gewusst" in found["S107"]
    assert "Moorhafener Zeitung" in found["S107"]


def test_the_same_words_are_no_finding(known: Archive) -> None:
    assert "S107" not in rules(known, draft(ALTERED.replace("durchaus", "gar")))


def test_an_age_that_does_not_fit_is_told_and_one_that_does_is_not(known: Archive) -> None:
    assert "P206" not in rules(known, draft(ALTERED))
    older = draft(ALTERED.replace("(48)", "(57)"))
    assert "47" in rules(known, older)["P206"]


def test_a_namesake_elsewhere_is_nobody_to_hold_an_age_against(known: Archive) -> None:
    other = "Der Stürmer Enno Brüggemann (22) vom TSV Lohe traf zweimal."
    assert not look_back(known, draft(other)).ages


def test_where_a_statement_was_traced_to(known: Archive) -> None:
    reading = draft(ALTERED)
    traced = look_back(known, reading).origins
    assert [one.origins for one in traced] == [("Enno Brüggemann",)]
    assert traced[0].places[0].outlet == "Moorhafener Zeitung"
    assert traced[0].statement in {one.id for one in reading.statements}


@pytest.mark.parametrize("status", ["withdrawn", "corrected"])
def test_what_was_taken_back_is_told(known: Archive, status: str) -> None:
    with known.writing() as connection:
        connection.execute(sa.update(schema.version).values(status=status))
    reading = draft(ALTERED)
    assert [one.kind for one in look_back(known, reading).withdrawals] == [status]
    assert "Moorhafener Zeitung" in rules(known, reading)["S105"]


def test_an_accused_who_was_acquitted_since_is_told(archive: Archive) -> None:
    acquitted = EARLIER.format(
        outlet="Moorhafener Zeitung",
        date="2025-02-01",
        title="Freispruch für Ratsherrn",
        body="Der Ratsherr Enno Brüggemann (47) von der Moorhafener Liste wurde freigesprochen. "
        "Das Landgericht Moorhafen sah keine Beweise gegen Enno Brüggemann.",
    )
    archive.add(read(acquitted))
    again = draft(
        "Die Staatsanwaltschaft ermittelt gegen den Ratsherrn Enno Brüggemann (48) von der "
        "Moorhafener Liste wegen Untreue. Brüggemann soll Geld der Werft Trenkle genommen haben."
    )
    known = look_back(archive, again).standings
    assert [(one.standing, one.place.outlet) for one in known] == [
        ("acquitted", "Moorhafener Zeitung")
    ]
    assert "P201" in rules(archive, again)


def test_a_draft_is_not_held_against_itself(known: Archive) -> None:
    itself = read(FIRST)
    assert look_back(known, itself) == desk.Lookback()


def test_an_archive_that_knows_nothing(archive: Archive) -> None:
    assert look_back(archive, draft(ALTERED)) == desk.Lookback()
