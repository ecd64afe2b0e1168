"""The four points of suspicion reporting, and what an archive adds."""

from pathlib import Path

from lautwem import article, desk
from lautwem import model as m
from lautwem.reading import pipeline

SAMPLES = Path(__file__).parent.parent.parent / "samples"
WHERE = desk.Where("a1", "Hafenstedter Bote", published=m.PartialDate("2025-02-18", "day"))


def read(text: str) -> m.Reading:
    return pipeline.read(article.from_text(text, "entwurf.txt"))


def points(accused: desk.Accused) -> dict[str, desk.Point]:
    return {point.kind: point for point in accused.points}


def test_a_report_with_evidence_and_answer_meets_its_points() -> None:
    reading = pipeline.read(article.load(str(SAMPLES / "02-raubueberfall.txt")))
    (accused,) = desk.suspicion(reading)
    found = points(accused)
    assert accused.person is None and "27" in accused.name
    assert found["evidence"].met and "Polizei" in found["evidence"].origins
    assert found["no_prejudgment"].met
    assert found["answer"].met
    answers = [reading.article.text[slice(*span)] for span in found["answer"].spans]
    assert any("bestreitet" in answer for answer in answers)
    assert found["naming"].met is None


def test_what_is_missing_is_told() -> None:
    reading = read(
        "Die Staatsanwaltschaft hat Anklage gegen Jonas Oldewurtel wegen Untreue erhoben. "
        "Der Betrüger Jonas Oldewurtel lebt in Brackfelde."
    )
    (accused,) = desk.suspicion(reading, language="en")
    found = points(accused)
    assert accused.name == "Jonas Oldewurtel"
    assert [point.kind for point in accused.points] == [
        "evidence", "no_prejudgment", "answer", "naming",
    ]  # fmt: skip
    assert not found["answer"].met and found["answer"].message == "The answer is missing."
    assert not found["naming"].met
    (judged,) = found["no_prejudgment"].spans
    assert "Betrüger" in reading.article.text[slice(*judged)]


def test_nobody_accused_nobody_listed() -> None:
    assert desk.suspicion(read("Die Fähre von Brackfelde fährt wieder.")) == ()


def test_origins_are_those_that_the_archive_traced() -> None:
    reading = read(
        "Mara Voss sagte, Jonas Oldewurtel habe Rechnungen gefälscht. Jonas Oldewurtel habe Geld "
        "veruntreut, sagte Schatzmeister Ole Petrikowski."
    )
    assert not desk.check(reading, select=["S104"])
    traced = tuple(desk.TracedOrigins(s.id, ("Talblick",), (WHERE,)) for s in reading.statements)
    (finding,) = desk.check(reading, select=["S104"], back=desk.Lookback(origins=traced))
    assert "Talblick" in finding.message


def test_a_withdrawn_origin_is_told() -> None:
    reading = read("„Wir schließen das Bad für immer“, sagte Bürgermeisterin Mara Voss.")
    back = desk.Lookback(withdrawals=(desk.Withdrawal("s1", "withdrawn", WHERE),))
    (finding,) = desk.check(reading, select=["S105"], back=back)
    assert "Hafenstedter Bote, 2025-02-18" in finding.message


def test_an_acquittal_in_the_archive_is_told() -> None:
    reading = read("Der Angeklagte Edgar Rüsing erschien mit einem Koffer.")
    person = next(p.id for p in reading.people if p.name == "Edgar Rüsing")
    back = desk.Lookback(standings=(desk.LaterStanding(person, "acquitted", WHERE),))
    (finding,) = desk.check(reading, select=["P201"], back=back)
    assert "freigesprochen" in finding.message


def test_an_age_that_earlier_articles_contradict() -> None:
    text = "---\npublished: 2025-02-18\n---\nDie Wirtin Anna Rüsing (63) hört auf.\n"
    reading = read(text)
    person = reading.people[0].id
    born = m.BirthInterval("1950-02-19", "1951-02-18")
    earlier = desk.EarlierAge(person, 70, born, WHERE)
    (finding,) = desk.check(reading, select=["P206"], back=desk.Lookback(ages=(earlier,)))
    assert "63" in finding.message and "70" in finding.message
    agrees = desk.EarlierAge(person, 62, m.BirthInterval("1961-02-19", "1962-02-18"), WHERE)
    assert not desk.check(reading, select=["P206"], back=desk.Lookback(ages=(agrees,)))


def test_what_differs_only_in_marks_is_the_same_wording() -> None:
    reading = read("„Wir schließen das Bad – für immer!“, sagte Bürgermeisterin Mara Voss.")
    same = desk.EarlierWording("s1", "wir schließen das Bad für immer", WHERE)
    assert not desk.check(reading, select=["S107"], back=desk.Lookback(wordings=(same,)))
    other = desk.EarlierWording("s1", "Wir schließen das Bad nie", WHERE)
    assert desk.check(reading, select=["S107"], back=desk.Lookback(wordings=(other,)))
