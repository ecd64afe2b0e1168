"""The commands, with a reader that needs no model: options, streams, exit status."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

import lautwem
from lautwem import errors
from lautwem import model as m
from lautwem.article import collections
from lautwem.cli import main, read

ARTICLE = "Ein Titel\n\nDer Bürgermeister sagte: „Wir bauen.“ Das Haus ist alt und sehr schön.\n"


def simple(record: collections.Record) -> m.Reading:
    """Reads every text in quotation marks as a statement."""
    found = collections.to_article(record)
    begin, end = found.text.find("„"), found.text.find("“")
    quote = m.Statement("s1", "direct", "speech", m.Part(((begin, end + 1),)))
    return m.Reading(found, statements=(quote,) if begin >= 0 else ())


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setattr(read, "_reader", lambda engine: simple)
    return CliRunner()


@pytest.fixture
def two(tmp_path: Path) -> Path:
    folder = tmp_path / "texte"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(ARTICLE, encoding="utf-8")
    return folder


def fail_with(error: Exception) -> Callable[[collections.Record], m.Reading]:
    def reader(record: collections.Record) -> m.Reading:
        raise error

    return reader


def test_one_input_is_one_object(runner: CliRunner, two: Path) -> None:
    result = runner.invoke(main.app, ["read", str(two / "a.txt"), "--format", "json"])
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout.endswith("}\n")
    assert msgspec.json.decode(result.stdout)["schema"] == "lautwem.reading/1"


def test_a_folder_is_one_object_a_line(runner: CliRunner, two: Path) -> None:
    result = runner.invoke(main.app, ["read", str(two), "-f", "json"])
    lines = [msgspec.json.decode(line) for line in result.stdout.splitlines()]
    assert [Path(line["article"]["source"]).name for line in lines] == ["a.txt", "b.txt"]


def test_a_failing_input_does_not_stop_the_rest(runner: CliRunner, two: Path) -> None:
    (two / "leer.txt").write_text("", encoding="utf-8")
    inputs = ["nirgends.txt", str(two / "leer.txt"), str(two / "a.txt")]
    result = runner.invoke(main.app, ["read", *inputs, "--format", "json"])
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 1
    assert "nirgends.txt" in result.stderr
    assert "E101" in result.stderr
    assert "E102" in result.stderr
    assert "2 of 3 could not be read." in result.stderr


def test_standard_input(runner: CliRunner) -> None:
    result = runner.invoke(main.app, ["read", "-"], input=ARTICLE)
    assert result.exit_code == 0
    assert "„Wir bauen.“" in result.stdout


def test_text_of_several_inputs(runner: CliRunner, two: Path) -> None:
    result = runner.invoke(main.app, ["read", str(two)])
    assert result.stdout.count("Ein Titel") == 2
    assert "a.txt" in result.stdout
    assert "b.txt" in result.stdout


def test_pages_of_several_inputs_need_a_folder(runner: CliRunner, two: Path) -> None:
    result = runner.invoke(main.app, ["read", str(two), "--format", "html"])
    assert result.exit_code == 2
    assert result.stderr.startswith("E401: ")
    assert result.stdout == ""


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "viele.jsonl"
    rows = [{"title": f"Nummer {n}", "text": ARTICLE} for n in range(3)]
    data = [msgspec.json.encode(row) for row in rows]
    path.write_bytes(b"\n".join([data[0], b'{"text": "', *data[1:]]))
    return path


def test_many_articles_in_one_file_are_one_object_a_line(runner: CliRunner, lines: Path) -> None:
    result = runner.invoke(main.app, ["read", str(lines), "-f", "json"])
    found = [msgspec.json.decode(line)["article"] for line in result.stdout.splitlines()]
    assert [a["title"] for a in found] == ["Nummer 0", "Nummer 1", "Nummer 2"]
    assert [a["source"] for a in found] == [f"{lines}#{n}" for n in (1, 3, 4)]
    assert result.exit_code == 2
    assert f"{lines}#2: E107: " in result.stderr
    assert "1 of 4 could not be read." in result.stderr


def test_what_read_wrote_it_reads(runner: CliRunner, two: Path, tmp_path: Path) -> None:
    first = runner.invoke(main.app, ["read", str(two), "-f", "json"]).stdout
    (tmp_path / "again.jsonl").write_text(first, encoding="utf-8")
    second = runner.invoke(main.app, ["read", str(tmp_path / "again.jsonl"), "-f", "json"])
    assert len(second.stdout.splitlines()) == 2


def test_pages_of_many_articles_in_one_file_need_a_folder(
    runner: CliRunner, lines: Path, tmp_path: Path
) -> None:
    assert runner.invoke(main.app, ["read", str(lines), "-f", "html"]).exit_code == 2
    out = tmp_path / "out"
    runner.invoke(main.app, ["read", str(lines), "-f", "html", "-o", str(out)])
    assert len(list(out.glob("*.html"))) == 4


def test_columns_of_a_table(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'a;b\nEins;"{ARTICLE}"\n', encoding="utf-8")
    refused = runner.invoke(main.app, ["read", str(path), "-f", "json"])
    assert refused.exit_code == 2
    assert "--column text=" in refused.stderr
    done = runner.invoke(
        main.app, ["read", str(path), "-f", "json", "--column", "text=b", "--column", "title=a"]
    )
    assert msgspec.json.decode(done.stdout)["article"]["title"] == "Eins"
    assert runner.invoke(main.app, ["read", str(path), "--column", "text"]).exit_code == 2


def test_pages_go_into_a_folder(runner: CliRunner, two: Path, tmp_path: Path) -> None:
    (two / "index.txt").write_text(ARTICLE, encoding="utf-8")
    out = tmp_path / "out" / "pages"
    result = runner.invoke(main.app, ["read", str(two), "-f", "html", "-o", str(out)])
    assert result.exit_code == 0
    assert sorted(p.name for p in out.iterdir()) == [
        "a.html",
        "b.html",
        "index-2.html",
        "index.html",
    ]
    assert 'href="a.html"' in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", ["text", "json", "html"])
def test_output_file(runner: CliRunner, two: Path, tmp_path: Path, format_: str) -> None:
    out = tmp_path / "out"
    result = runner.invoke(main.app, ["read", str(two / "a.txt"), "-f", format_, "-o", str(out)])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "Wir bauen." in out.read_text(encoding="utf-8")


def test_a_failure_leaves_an_old_output_alone(runner: CliRunner, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("alt", encoding="utf-8")
    result = runner.invoke(main.app, ["read", "nirgends", "-f", "json", "-o", str(out)])
    assert result.exit_code == 2
    assert out.read_text(encoding="utf-8") == "alt"


def test_output_that_cannot_be_written(runner: CliRunner, two: Path, tmp_path: Path) -> None:
    out = tmp_path / "missing" / "out.json"
    result = runner.invoke(main.app, ["read", str(two / "a.txt"), "-f", "json", "-o", str(out)])
    assert result.exit_code == 2
    assert result.stderr.startswith("E402: ")


@pytest.mark.parametrize(
    "error", [ValueError("x\x1b[31m\ny"), RecursionError(), MemoryError(), KeyError("k")]
)
def test_a_fault_is_one_line(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch, two: Path, error: Exception
) -> None:
    monkeypatch.setattr(read, "_reader", lambda engine: fail_with(error))
    result = runner.invoke(main.app, ["read", str(two / "a.txt")])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"E999: This is a fault in lautwem ({type(error).__name__}")
    assert len(result.stderr.splitlines()) == 1
    assert "\x1b" not in result.stderr
    assert result.stdout == ""


def test_a_missing_model_is_said_once(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch, two: Path
) -> None:
    missing = errors.MissingModel("No weights.", "Use --engine rules.")
    monkeypatch.setattr(read, "_reader", lambda engine: fail_with(missing))
    result = runner.invoke(main.app, ["read", str(two)])
    assert result.exit_code == 2
    assert result.stderr == "E301: No weights. Use --engine rules.\n"


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["read", "a", "--format", "pdf"], ["read", "a", "--engine", "x"], ["lies"], []],
)
def test_wrong_arguments(runner: CliRunner, arguments: list[str]) -> None:
    result = runner.invoke(main.app, arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr + result.stdout


def test_version_and_help(runner: CliRunner) -> None:
    assert runner.invoke(main.app, ["--version"]).stdout == f"lautwem {lautwem.__version__}\n"
    assert "evaluate" in runner.invoke(main.app, ["-h"]).stdout


def test_evaluate_says_what_data_it_needs(runner: CliRunner, tmp_path: Path) -> None:
    for what in ("quotations", "pages", "names"):
        result = runner.invoke(main.app, ["evaluate", str(tmp_path), "--what", what])
        assert result.exit_code == 2
        assert result.stderr.startswith("E302: "), what
