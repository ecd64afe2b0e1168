"""The terminal report: everything in it, safe, no wider than asked for."""

import io

import msgspec
import pytest
from example import ARTICLE, READING
from rich.cells import cell_len
from rich.console import Console

from lautwem import model as m
from lautwem.export import labels, terminal
from lautwem.export.glance import glance
from lautwem.export.labels import Labels
from lautwem.export.places import line_and_column
from lautwem.export.printable import one_line, printable


def report(reading: m.Reading, width: int = 80, language: labels.Language = "de") -> str:
    console = Console(file=io.StringIO(), width=width)
    return terminal.to_text(reading, labels.load(language), console)


@pytest.mark.parametrize(
    "words",
    [
        "Glanzpost · 3. Juni 2024 · von Jo Muster",
        "Milan Brandt → Abendkurier",
        "Lena Brandt → Milan Brandt",
        "○ mit Vorbehalt",
        "Vorbehalt „soll“",
        "Kanal Interview",
        "an Milan Brandt",
        "am Dienstag (28. Mai 2024)",
        "◐ berichtet, verneint",
        "soll (ungenannt)",
        "Milan Brandt, 41",
        "Lena Brandt  minderjährig",
        "Tochter von Milan Brandt",
        "Agentur Bildstelle",
        "„Krieg“ (Lied)",
        "6 Aussagen, 4 Stimmen, davon 1 ungenannt",
        "! Die Seite ist nicht frei zugänglich",
    ],
)
def test_the_report_says(words: str) -> None:
    assert words in " ".join(report(READING, width=110).split("\n"))


def test_lines_and_columns_are_those_of_the_file() -> None:
    assert line_and_column(ARTICLE, ARTICLE.title_span[0]) == (5, 1)
    assert line_and_column(ARTICLE, ARTICLE.paragraphs[1][0] + 3)[1] == 4
    shifted = msgspec.structs.replace(ARTICLE, column_offset=13)
    assert line_and_column(shifted, 0) == (5, 14)
    assert line_and_column(shifted, ARTICLE.paragraphs[0][0]) == (7, 1)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(cell_len, report(READING, width).splitlines())) <= width


def test_without_a_terminal_there_is_no_colour() -> None:
    text = report(READING)
    assert "\x1b" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_escape_sequences_and_markup_in_the_text_do_nothing() -> None:
    title = "\x1b]0;böse\x07\x1b[2J[red]rot[/red] :skull: \u202everkehrt\x9b31m"
    text = report(
        msgspec.structs.replace(READING, article=msgspec.structs.replace(ARTICLE, title=title))
    )
    assert "␛]0;böse␇␛[2J[red]rot[/red] :skull: �verkehrt�31m" in text
    assert not set(text) & set("\x1b\x07\u202e\x9b")


def test_an_empty_reading_has_a_report() -> None:
    text = report(m.Reading(m.Article(id="a", source="leer.txt", text="Nichts.")))
    assert "Ohne Titel" in text
    assert "0 Aussagen" in text


def test_english() -> None:
    text = report(READING, width=110, language="en")
    assert "6 statements, 4 voices, of them 1 unnamed" in text
    assert "3 June 2024" in text


def test_the_glance_counts() -> None:
    counted = glance(READING)
    assert (counted.statements, counted.verbatim, counted.reported, counted.hedged) == (6, 3, 1, 2)
    assert (counted.voices, counted.unnamed, counted.on_media, counted.without_source) == (
        4,
        1,
        1,
        0,
    )
    assert counted.chains[0].chain == ("v1",)
    assert counted.chains[0].count == 2


@pytest.mark.parametrize(
    ("value", "precision", "written"),
    [
        ("2025", "year", "2025"),
        ("2025-03", "month", "März 2025"),
        ("2025-03-01", "day", "1. März 2025"),
        ("2025-03-01T09:05+01:00", "minute", "1. März 2025, 09:05 Uhr"),
        ("2025-13", "month", "2025-13"),
        ("irgendwann", "day", "irgendwann"),
        ("", "day", ""),
    ],
)
def test_dates(value: str, precision: m.Precision, written: str) -> None:
    assert labels.load("de").date(m.PartialDate(value, precision)) == written


def test_both_languages_have_the_same_labels() -> None:
    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(item) for key, item in value.items()}
        return len(value) if isinstance(value, list) else None

    german, english = labels.load("de"), labels.load("en")
    assert isinstance(german, Labels)
    assert shape(german._data) == shape(english._data)


def test_every_kind_has_a_label() -> None:
    words = labels.load("de")
    kinds = {
        "channel": m.ChannelKind,
        "certainty": m.CertaintyLevel,
        "voice": m.VoiceKind,
        "type": m.StatementType,
        "kinship": m.KinshipType,
    }
    for group, kind in kinds.items():
        assert set(words._data[group]) == set(kind.__args__)


def test_printable_keeps_offsets() -> None:
    text = "ä\x00\x1b\x7f\x85\u2066\ud800\tz\n"
    assert printable(text) == "ä␀␛␡\ufffd\ufffd\ufffd\tz\n"
    assert one_line(" a \n b\t") == "a b"
