"""What editors decide about people (``lautwem person``) is what ``lautwem trace`` counts by."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

import lautwem
from lautwem import article
from lautwem.archive import open_archive
from lautwem.cli import main

SAID = "Bürgermeister Rabe hat seit Mai von den Rissen im Dach der Sporthalle gewusst"
PAPERS = {
    "Bote": (
        "2025-07-01",
        f"„{SAID}“, sagte Hausmeisterin Ida Roth (52) dem Norderauer Boten.",
        "In der Sporthalle war im Juni das Dach eingestürzt. Niemand war dort.",
    ),
    "Kurier": (
        "2025-07-03",
        f"Auch im Gespräch mit dem Küstenkurier sagte Hausmeisterin Ida Roth (52): „{SAID}.“",
        "Das Dach der Norderauer Sporthalle brach im Juni über Nacht zusammen.",
    ),
    "Woche": (
        "2025-07-09",
        f"Die Architektin Ida Brandt sieht es so: „{SAID}.“ Sie hatte die Pläne gesehen.",
        "Vom Dach der Norderauer Sporthalle stehen seit Juni nur noch die Träger.",
    ),
}


@pytest.fixture
def archive(tmp_path: Path) -> str:
    path = str(tmp_path / "archive.db")
    with open_archive(path, create=True) as opened:
        for outlet, (published, said, event) in PAPERS.items():
            head = f"---\noutlet: {outlet}\npublished: {published}\n---\n"
            text = f"{head}Einsturz in Norderau\n\n{said}\n\n{event}\n"
            opened.add(lautwem.read(article.from_text(text, f"{outlet}.txt")))
    return path


def run(archive: str, *arguments: str) -> str:
    result = CliRunner().invoke(main.app, [*arguments, "--archive", archive])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def traced(archive: str) -> Any:
    return msgspec.json.decode(run(archive, "trace", SAID, "--format", "json"))


def number(archive: str, name: str, outlet: str) -> str:
    """The number of a person of the paper of that name, as ``lautwem person`` shows it."""
    answer = msgspec.json.decode(run(archive, "person", name, "--format", "json"))
    person = answer["person"]
    ids = {a["outlet"]: a["id"] for a in person["articles"]}
    return str(next(m["id"] for m in person["members"] if m["article"] == ids[outlet]))


def sources(found: Any) -> list[tuple[str, int]]:
    return sorted((o["name"], len(o["articles"])) for o in found["origins"])


def test_by_their_names_two_say_it(archive: str) -> None:
    found = traced(archive)
    assert found["independent"] == 2
    assert sources(found) == [("Ida Brandt", 1), ("Ida Roth", 2)]


def test_a_split_makes_two_sources_of_one_name(archive: str) -> None:
    other = number(archive, "Ida Roth", "Kurier")
    run(archive, "person", other, "--split", other)
    found = traced(archive)
    assert found["independent"] == 3
    assert sources(found) == [("Ida Brandt", 1), ("Ida Roth", 1), ("Ida Roth", 1)]
    run(archive, "person", "--undo", "1")
    assert traced(archive)["independent"] == 2


def test_a_join_makes_one_source_of_two_names(archive: str) -> None:
    roth, brandt = number(archive, "Ida Roth", "Bote"), number(archive, "Ida Brandt", "Woche")
    run(archive, "person", roth, "--join", brandt)
    found = traced(archive)
    assert (found["independent"], len(found["origins"])) == (1, 1)
    assert len(found["origins"][0]["articles"]) == 3
    assert {reason["rule"] for reason in found["because"]} == {"editor"}


def test_what_was_confirmed_stays_one_source(archive: str) -> None:
    run(archive, "person", number(archive, "Ida Roth", "Bote"), "--confirm")
    assert sources(traced(archive)) == [("Ida Brandt", 1), ("Ida Roth", 2)]


def test_a_statement_is_traced_by_its_id_with_the_same_decisions(archive: str) -> None:
    other = number(archive, "Ida Roth", "Kurier")
    run(archive, "person", other, "--split", other)
    one = traced(archive)["instances"][0]
    asked = f"{one['article']['id']}:{one['statement']}"
    found = msgspec.json.decode(run(archive, "trace", asked, "--format", "json"))
    assert found["independent"] == 3
