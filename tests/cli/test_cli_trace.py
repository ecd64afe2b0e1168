"""``lautwem trace``: streams, forms, exit status."""

from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from typer.testing import CliRunner

import lautwem
from lautwem import article
from lautwem.archive import open_archive
from lautwem.cli import main

FOLDER = Path(__file__).parents[2] / "samples" / "affairs" / "trainer"
CLAIM = "Holm hat die Mannschaft verloren"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("trace") / "archive.db")
    with open_archive(path, create=True) as opened:
        for file in sorted(FOLDER.glob("*.txt")):
            opened.add(lautwem.read(article.load(str(file))))
    return path


def run(*arguments: str):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(main.app, ["trace", *arguments])


def test_json_is_one_object(archive: str) -> None:
    result = run(CLAIM, "--archive", archive, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = msgspec.json.decode(result.stdout)
    assert found["schema"] == "lautwem.trace/1"
    assert set(found) >= {
        "query", "instances", "first", "origins", "relays", "independent", "copies",
        "contradicted_by", "because",
    }  # fmt: skip
    assert set(found["instances"][0]) >= {
        "article", "statement", "text", "span", "chain", "certainty", "role",
    }  # fmt: skip
    assert found["independent"] == 1


def test_a_statement_by_its_id_gives_the_same_articles(archive: str) -> None:
    words = msgspec.json.decode(run(CLAIM, "--archive", archive, "-f", "json").stdout)
    one = next(i for i in words["instances"] if i["match"]["kind"] == "verbatim")
    asked = f"{one['article']['id']}:{one['statement']}"
    found = msgspec.json.decode(run(asked, "--archive", archive, "-f", "json").stdout)
    assert {i["article"]["id"] for i in found["instances"]} == {
        i["article"]["id"] for i in words["instances"]
    }


def test_the_tree_is_printed_and_the_picture_written(archive: str, tmp_path: Path) -> None:
    target = tmp_path / "way.svg"
    result = run(CLAIM, "--archive", archive, "--svg", str(target))
    assert result.exit_code == 0
    assert "Unabhängige Quellen: 1" in result.stdout
    assert "Peer Holm" in result.stdout
    assert ElementTree.fromstring(target.read_text(encoding="utf-8")).tag.endswith("svg")


def test_the_picture_to_standard_output(archive: str) -> None:
    result = run(CLAIM, "--archive", archive, "--format", "svg")
    assert ElementTree.fromstring(result.stdout).tag.endswith("svg")


def test_words_that_nobody_said(archive: str) -> None:
    result = run("Außerirdische landeten im Rathaus", "--archive", archive, "-f", "json")
    assert result.exit_code == 0
    assert msgspec.json.decode(result.stdout)["instances"] == []
    assert "No article" in result.stderr


@pytest.mark.parametrize("asked", ["", "   ", "!?", "abcdef012345:s1"])
def test_unusable_arguments(archive: str, asked: str) -> None:
    result = run(asked, "--archive", archive)
    assert result.exit_code == 2
    assert result.stderr.startswith("E")
    assert "Traceback" not in result.stderr


def test_a_missing_archive(tmp_path: Path) -> None:
    assert run(CLAIM, "--archive", str(tmp_path / "none.db")).exit_code == 2
    assert not (tmp_path / "none.db").exists()
