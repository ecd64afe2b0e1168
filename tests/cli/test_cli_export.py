"""``lautwem export`` as a user meets it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lautwem.cli.main import app

SAMPLES = Path(__file__).parents[2] / "samples"
ONE = str(SAMPLES / "01-promi-streit.txt")
TWO = str(SAMPLES / "02-raubueberfall.txt")


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["export", *arguments, "--engine", "rules"])
    return result.exit_code, result.stdout, result.stderr


def test_one_object_a_line() -> None:
    code, out, _ = run(ONE, TWO, "--format", "jsonld")
    assert code == 0
    assert [json.loads(line)["type"][0] for line in out.splitlines()] == ["NewsArticle"] * 2


def test_readings_made_before_give_the_same(tmp_path: Path) -> None:
    kept = tmp_path / "readings.jsonl"
    read = CliRunner().invoke(app, ["read", ONE, TWO, "-f", "json", "--engine", "rules"])
    kept.write_text(read.stdout, encoding="utf-8")
    assert run(str(kept), "-f", "webannotation") == run(ONE, TWO, "-f", "webannotation")


@pytest.mark.parametrize(("format_", "ending"), [("nif", ".ttl"), ("tei", ".xml")])
def test_several_go_into_a_folder(tmp_path: Path, format_: str, ending: str) -> None:
    code, out, err = run(ONE, TWO, "--format", format_, "--output", str(tmp_path / "out"))
    assert (code, out) == (0, "")
    assert "2 articles" in err
    assert len(list((tmp_path / "out").glob(f"*{ending}"))) == 2


def test_what_cannot_be_read_is_told_and_the_rest_exported(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"schema": 1}\n\nnonsense\n', encoding="utf-8")
    code, out, err = run(str(bad), str(tmp_path / "missing.txt"), ONE, "-f", "jsonld")
    assert code == 2
    assert len(out.splitlines()) == 1
    assert "bad.jsonl#1: E" in err and "bad.jsonl#3: E" in err and "missing.txt: E101" in err


def test_an_article_is_exported_once() -> None:
    code, out, err = run(ONE, ONE, "-f", "jsonld")
    assert (code, len(out.splitlines())) == (0, 1)
    assert "left out" in err


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_tables_ask_for_a_folder(format_: str) -> None:
    code, out, err = run(ONE, "-f", format_)
    assert (code, out) == (2, "")
    assert "--output" in err


def test_tables_that_cannot_be_written_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, err = run(ONE, "-f", "csv", "-o", str(tmp_path / "file"))
    assert code == 2
    assert "E402" in err


MINOR = "Bäcker Jo Muster kam mit seiner Tochter Lena Muster (11). „Schön“, sagte Lena Muster.\n"


def test_an_archive_is_exported_whole(tmp_path: Path) -> None:
    archive = str(tmp_path / "archive.db")
    add = ["add", ONE, TWO, "--archive", archive, "--engine", "rules"]
    assert CliRunner().invoke(app, add).exit_code == 0
    code, out, _ = run("--archive", archive, "-f", "jsonld")
    assert code == 0
    # read side by side, they are kept in the order in which they are ready
    assert sorted(out.splitlines()) == sorted(run(ONE, TWO, "-f", "jsonld")[1].splitlines())


def test_without_input_and_archive_there_is_advice() -> None:
    code, out, err = run("-f", "jsonld", "--archive", "")
    assert (code, out) == (2, "")
    assert "--archive" in err


def test_minors_are_masked_on_request(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MINOR, encoding="utf-8")
    code, out, _ = run(str(tmp_path / "a.txt"), "-f", "webannotation", "--mask-minors")
    assert code == 0
    assert "Lena" not in out and "Jo Muster" in out
