"""What the archive adds to the desk check: the age told elsewhere, an acquittal since."""

import pytest
import test_lookup

import lautwem
from lautwem import desk
from lautwem.archive import Archive
from lautwem.archive.persons import lookback, settling
from lautwem.archive.persons.lookback import people_of
from lautwem.article import from_text

DRAFT = """Der Wirt Lasse Quadflieg (48) aus Moorhafen will sein Lokal verkaufen. Der Angeklagte
Quadflieg sagte, er sei müde. Seine Anwältin Imke Barg bestätigte das."""


def back(archive: Archive, text: str = DRAFT, url: str = "https://example.org/draft"):  # type: ignore[no-untyped-def]
    head = f"---\npublished: 2025-03-01\nurl: {url}\n---\n"
    draft = lautwem.read(from_text(head + text, "draft"), engine="rules")
    with archive.looking() as connection:
        return draft, people_of(connection, draft)


some = pytest.fixture(test_lookup.full.__wrapped__)  # type: ignore[attr-defined]


@pytest.fixture(params=["all", "nearest"])
def full(request: pytest.FixtureRequest, some: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """As it is, and as if very many bore every name."""
    if request.param == "nearest":
        monkeypatch.setattr(lookback, "_MANY", 0)
        settling.settle(some)
    return some


def test_an_age_that_most_articles_contradict_is_found(full: Archive) -> None:
    draft, known = back(full)
    (age,) = known.ages
    who = next(person for person in draft.people if person.id == age.person)
    assert (who.name, age.age, age.place.outlet) == ("Lasse Quadflieg", 44, "Moorhafener Zeitung")
    hits = [f for f in desk.check(draft, back=known) if f.rule == "P206"]
    assert [draft.article.text[slice(*hit.span)] for hit in hits] == ["48"]
    assert "44" in hits[0].message


def test_an_age_a_generation_off_is_found_too(full: Archive) -> None:
    _, known = back(full, DRAFT.replace("(48)", "(74)"))
    assert [age.age for age in known.ages] == [44]


def test_an_acquittal_since_is_found(full: Archive) -> None:
    _, known = back(full)
    (standing,) = known.standings
    assert standing.standing == "acquitted"
    assert standing.place.published.value == "2025-01-20"


def test_a_mere_namesake_tells_nothing(full: Archive) -> None:
    _, known = back(full, "Lasse Quadflieg (48) züchtet Tauben. „Sie sind still“, sagte er.")
    assert known == desk.Lookback()


def test_the_article_itself_does_not_count(full: Archive) -> None:
    text = test_lookup.TRIAL.replace("(44)", "(48)")
    _, known = back(full, text, "https://example.org/trial")
    assert [age.place.outlet for age in known.ages] == ["Küstenblatt"]
