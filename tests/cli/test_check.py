"""``lautwem check`` as its users call it: formats, choice of rules, configuration, exit status."""

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from lautwem.cli import main
from lautwem.cli.check import usual_engine
from lautwem.model import Article

CAPTION = "Die alte Fähre am Anleger."
DRAFT = f"""---
outlet: Hafenbote
---

# Neue Fähre für 🐟 Brackfelde

Die Gemeinde bekommt eine *neue* Fähre.

![{CAPTION}](faehre.jpg)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "entwurf.md").write_text(DRAFT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str, data: str | bytes | None = None) -> Result:
    given = ["check", "--engine", "rules", *arguments]
    if not any("--select" in argument for argument in arguments):
        given += ["--select", "B"]
    return CliRunner().invoke(main.app, given, input=data, env={"COLUMNS": "80", "NO_COLOR": "1"})


def configured(*arguments: str, data: str | bytes | None = None) -> Result:
    """Checked without a choice on the command line."""
    given = ["check", "--engine", "rules", *arguments]
    return CliRunner().invoke(main.app, given, input=data, env={"COLUMNS": "80"})


def rules(result: Result) -> list[str]:
    return [one["rule"] for one in msgspec.json.decode(result.stdout)["findings"]]


def test_a_finding_is_a_line_that_editors_can_jump_to_with_the_sentence_marked() -> None:
    result = check("entwurf.md")
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith("entwurf.md:9:3: B301 ")
    assert lines[1:3] == [f"    {CAPTION}", f"    {'~' * len(CAPTION)}"]
    assert "§ 13 UrhG" in result.stdout
    assert "1 Stelle zum Prüfen in 1 Text." in lines
    assert "keine Rechtsberatung" in lines[-1]
    assert "\x1b" not in result.stdout


def test_the_marker_stands_below_its_words_in_a_long_sentence_with_wide_characters() -> None:
    from lautwem.report.lines import _wrapped

    text = "🐟 und 漢字 " + "viele Wörter " * 12 + "HIER ist es und noch mehr"
    begin = text.index("HIER ist es")
    marked = [begin <= at < begin + 11 for at in range(len(text))]
    pieces = list(_wrapped(text, marked, 40))
    assert "".join(
        char for words, marks in pieces for char, mark in zip(words, marks, strict=True) if mark
    ) in ("HIER ist es", "HIERist es", "HIER istes")
    assert all(len(words) <= 40 for words, _ in pieces)


def test_nothing_found_is_status_zero() -> None:
    result = check("entwurf.md", "--ignore", "B301")
    assert result.exit_code == 0
    assert "Nichts gefunden in 1 Text." in result.stdout


def test_json_has_the_places_of_the_file() -> None:
    result = check("entwurf.md", "-f", "json")
    found = msgspec.json.decode(result.stdout)
    assert found["schema"] == "lautwem.findings/1"
    finding = found["findings"][0]
    assert {"rule", "name", "severity", "span", "line", "column", "message", "advice",
            "because"} <= set(finding)  # fmt: skip
    assert (finding["line"], finding["column"]) == (9, 3)
    assert (finding["end_line"], finding["end_column"]) == (9, 3 + len(CAPTION))
    assert found["article"]["text"][slice(*finding["span"])] == CAPTION


def test_several_drafts_are_one_object_a_line(folder: Path) -> None:
    (folder / "zwei.txt").write_text("Titel\n\nEin Satz ohne Bild.\n", encoding="utf-8")
    lines = check(str(folder), "-f", "json").stdout.splitlines()
    assert [len(msgspec.json.decode(line)["findings"]) for line in lines] == [1, 0]


def test_workflow_commands_are_escaped(folder: Path) -> None:
    name = "ent,wurf: 100 %.md"
    (folder / name).write_text(DRAFT, encoding="utf-8")
    line = check(name, "-f", "github").stdout
    assert line.startswith("::warning file=ent%2Cwurf%3A 100 %25.md,line=9,col=3,endLine=9,")
    assert line.count("\n") == 1


@pytest.mark.parametrize("format_", ["text", "github"])
def test_hostile_words_steer_no_terminal_and_no_workflow(folder: Path, format_: str) -> None:
    hostile = DRAFT.replace("alte", "alte \x1b \u202e 100 %0A::error::los")
    (folder / "böse \u202e.md").write_text(hostile, encoding="utf-8")
    told = check("böse \u202e.md", "-f", format_).stdout
    assert "B301" in told
    assert "\x1b" not in told and "\u202e" not in told
    assert not any(line.startswith("::error") for line in told.splitlines())


def test_what_cannot_be_read_is_told_and_outranks_what_was_found() -> None:
    result = check("entwurf.md", "fehlt.md", "-f", "json")
    assert result.exit_code == 2
    assert rules(result) == ["B301"]
    assert "fehlt.md" in result.stderr and "E101" in result.stderr


@pytest.mark.parametrize("given", ["B301", "b301", "B", "B30", "B302,B3", "B301 B302"])
def test_rules_are_chosen_by_code_and_beginning(given: str) -> None:
    assert "B301" in rules(check("entwurf.md", "-f", "json", "--select", given))


def test_an_unknown_rule_is_an_error_with_a_suggestion() -> None:
    result = check("entwurf.md", "--select", "B310")
    assert result.exit_code == 2
    assert "E403" in result.stderr
    assert "Did you mean B30" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "name, content",
    [
        ("lautwem.toml", 'ignore = ["B301"]\n'),
        ("lautwem.toml", 'select = ["B302"]\n'),
        ("pyproject.toml", '[tool.lautwem]\nignore = ["B"]\n'),
    ],
)
def test_configuration_is_searched_upwards(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    below = folder / "ressort" / "lokales"
    below.mkdir(parents=True)
    (below / "entwurf.md").write_text(DRAFT, encoding="utf-8")
    assert "B301" not in rules(configured(str(below / "entwurf.md"), "-f", "json"))


def test_a_choice_on_the_command_line_sets_the_configuration_aside(folder: Path) -> None:
    (folder / "lautwem.toml").write_text('ignore = ["B301"]\n', encoding="utf-8")
    assert rules(check("entwurf.md", "-f", "json", "--select", "B301")) == ["B301"]


def test_the_nearest_configuration_counts(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.lautwem]\nignore = ["B"]\n', encoding="utf-8")
    (folder / "lautwem.toml").write_text('select = ["B"]\n', encoding="utf-8")
    assert rules(configured("entwurf.md", "-f", "json")) == ["B301"]


@pytest.mark.parametrize(
    "content, told",
    [
        ('ignore = ["B999"]\n', "B999"),
        ("ignore = 3\n", "list"),
        ('ingore = ["B301"]\n', "`ignore`"),
        ('lang = "fr"\n', "'de' or 'en'"),
        ("ignore = [\n", "TOML"),
    ],
)
def test_a_broken_configuration_is_told_with_its_file(
    folder: Path, content: str, told: str
) -> None:
    (folder / "lautwem.toml").write_text(content, encoding="utf-8")
    result = configured("entwurf.md")
    assert result.exit_code == 2
    assert "E403" in result.stderr and "lautwem.toml" in result.stderr and told in result.stderr


def test_a_draft_waives_rules_in_its_front_matter_and_in_comments(folder: Path) -> None:
    waived = DRAFT.replace("outlet:", "lautwem: {ignore: [B301]}\noutlet:")
    (folder / "a.md").write_text(waived, encoding="utf-8")
    assert check("a.md").exit_code == 0
    comment = DRAFT.replace("![", "<!-- lautwem: ignore B301 -->\n\n![")
    second = comment + "\n![Die neue Fähre am Anleger.](neu.jpg)\n"
    (folder / "b.md").write_text(second, encoding="utf-8")
    lines = check("b.md").stdout.splitlines()
    assert [line.split(" ")[0] for line in lines if "B301 Zu" in line] == ["b.md:13:3:"]


def test_a_draft_that_waives_what_there_is_not_is_told(folder: Path) -> None:
    (folder / "a.md").write_text(
        DRAFT.replace("outlet:", "lautwem: {ignore: [B03]}\noutlet:"), encoding="utf-8"
    )
    result = check("a.md")
    assert result.exit_code == 2
    assert "a.md" in result.stderr and "B03" in result.stderr


def test_standard_input_by_the_name_of_a_draft(folder: Path) -> None:
    (folder / "lautwem.toml").write_text('select = ["B"]\n', encoding="utf-8")
    result = configured("-", "--stdin-name", "entwurf.md", "-f", "json", data=DRAFT.encode())
    found = msgspec.json.decode(result.stdout)
    assert found["article"]["source"] == "entwurf.md"
    assert (found["findings"][0]["line"], found["findings"][0]["column"]) == (9, 3)


def test_windows_line_ends_and_character_set_keep_the_places(folder: Path) -> None:
    plain = DRAFT.replace("🐟 ", "")
    (folder / "win.md").write_bytes(plain.replace("\n", "\r\n").encode("cp1252"))
    assert check("win.md").stdout.startswith("win.md:9:3: B301 ")


def test_a_rule_explains_itself() -> None:
    result = CliRunner().invoke(main.app, ["check", "--explain", "b301", "--lang", "en"])
    assert result.exit_code == 0
    assert result.stdout.startswith("B301 picture-without-credit (check)")
    assert "§ 13 UrhG" in result.stdout
    assert "Bildunterschrift:" in result.stdout


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_explanation_has_gaps(lang: str) -> None:
    told = CliRunner().invoke(main.app, ["check", "--explain", "S,P,B,Z", "--lang", lang]).stdout
    assert told.count(" (") >= 18
    assert "{" not in told


def test_english_findings() -> None:
    result = check("entwurf.md", "--lang", "en")
    assert "1 place to check in 1 text." in result.stdout


def test_nothing_to_check() -> None:
    result = CliRunner().invoke(main.app, ["check"])
    assert result.exit_code == 2
    assert "E401" in result.stderr


def test_output_goes_to_a_file(folder: Path) -> None:
    result = check("entwurf.md", "-f", "sarif", "-o", "out.sarif")
    assert (result.exit_code, result.stdout) == (1, "")
    assert msgspec.json.decode((folder / "out.sarif").read_bytes())["version"] == "2.1.0"


def test_an_archive_adds_what_was_said_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import lautwem
    from lautwem import article
    from lautwem.archive import open_archive

    text = (
        "---\noutlet: {}\npublished: {}\n---\nNeues\n\nRatsherr Enno Brüggemann sagte: „Ich {}.“\n"
    )
    earlier = text.format(
        "Küstenblatt", "2024-03-04", "habe von dem Geld der Werft gar nichts gewusst"
    )
    with open_archive("archiv.db", create=True) as archive:
        archive.add(lautwem.read(article.from_text(earlier, "-"), engine="rules"))
    now = text.format("Bote", "2025-03-04", "habe von dem Geld der Werft durchaus nichts gewusst")
    (folder / "neu.txt").write_text(now, encoding="utf-8")
    assert "S107" not in rules(configured("neu.txt", "-f", "json"))
    assert "S107" in rules(configured("neu.txt", "-f", "json", "--archive", "archiv.db"))
    (folder / "lautwem.toml").write_text('archive = "archiv.db"\n', encoding="utf-8")
    assert "S107" in rules(configured("neu.txt", "-f", "json"))
    missing = configured("neu.txt", "--archive", "fehlt.db")
    assert missing.exit_code == 2
    assert "E50" in missing.stderr


@pytest.mark.parametrize(("length", "engine"), [(300_000, "model"), (300_001, "rules")])
def test_very_long_drafts_are_read_by_the_quicker_engine(length: int, engine: str) -> None:
    assert usual_engine(Article("a", "a.txt", "x" * length)) == engine
