"""Plain text: head, title, paragraphs, captions, and places that stay right."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lautwem import article
from lautwem.errors import BadFrontMatter, EmptyInput, LautwemError
from lautwem.model import Article, PartialDate

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_12c3e012be2a77bb.txt"

TEXT = """---
outlet: Abendkurier
published: 2025-03-14
title: Bürgermeisterin weist Vorwürfe zurück
author: Jana Kröger und Tim Beispiel
url: https://abendkurier.example/a1
---
Bürgermeisterin weist Vorwürfe zurück

„Das stimmt nicht“, sagte Erika Muster am Montag.

Die Opposition fordert Aufklärung.

Erika Muster im Rathaus, am 3. Mai 2021 (Foto: Jana Kröger/dpa)
"""


def paragraphs(found: Article) -> list[str]:
    return [found.text[begin:end] for begin, end in found.paragraphs]


def test_front_matter_title_and_caption() -> None:
    found = article.from_text(TEXT, "a.txt")
    assert found.outlet == "Abendkurier"
    assert found.published == PartialDate("2025-03-14", "day")
    assert found.authors == ("Jana Kröger", "Tim Beispiel")
    assert found.url == "https://abendkurier.example/a1"
    assert found.title == "Bürgermeisterin weist Vorwürfe zurück"
    assert found.text[slice(*found.title_span)] == found.title
    assert paragraphs(found) == [
        "„Das stimmt nicht“, sagte Erika Muster am Montag.",
        "Die Opposition fordert Aufklärung.",
    ]
    (caption,) = found.captions
    assert caption.text == "Erika Muster im Rathaus, am 3. Mai 2021"
    assert caption.date == PartialDate("2021-05-03", "day")
    assert (caption.credit.agency, caption.credit.photographer) == ("dpa", "Jana Kröger")


def test_places_in_the_file_stay_right() -> None:
    found = article.from_text(TEXT, "a.txt")
    line = TEXT.split("\n")[found.line_offset]
    assert line[found.column_offset :] == "Bürgermeisterin weist Vorwürfe zurück"
    found = article.from_text("  date 2025-03 Der Rat tagt. Er stimmt ab.", "b.txt")
    assert found.published == PartialDate("2025-03", "month")
    assert (found.line_offset, found.column_offset) == (0, 15)
    assert found.text == "Der Rat tagt. Er stimmt ab."
    found = article.from_text("date 2025-03-02T10:30+01:00\n\nDer Rat tagt.", "c.txt")
    assert found.published == PartialDate("2025-03-02T10:30+01:00", "minute")
    assert (found.line_offset, found.column_offset) == (2, 0)


@pytest.mark.parametrize(
    ("written", "value", "precision"),
    [
        ("2025", "2025", "year"),
        ("2025-03", "2025-03", "month"),
        ("2025-03-14", "2025-03-14", "day"),
        ("2025-03-14 09:30:10 +0100", "2025-03-14T09:30:10+01:00", "second"),
        ("14. März 2025", "2025-03-14", "day"),
        ("März 2025", "2025-03", "month"),
        ("14.3.2025, 9.05 Uhr", "2025-03-14T09:05", "minute"),
        ("2025-03-14 09:30 Uhr", "2025-03-14T09:30", "minute"),
        ("2025-03-14T09:30:00+01:00[Europe/Berlin]", "2025-03-14T09:30:00+01:00", "second"),
        ("2025-03-14T09:30:00+01", "2025-03-14T09:30:00+01:00", "second"),
        ("Fri, 14 Mar 2025 09:30:00 +0100", "2025-03-14T09:30:00+01:00", "second"),
        ("1741941000", "2025-03-14T08:30:00+00:00", "second"),
    ],
)
def test_dates_keep_their_precision(written: str, value: str, precision: str) -> None:
    found = article.from_text(f"---\npublished: {written}\n---\nDer Rat tagt.", "a.txt")
    assert found.published == PartialDate(value, precision)


def test_no_date_where_none_is_meant() -> None:
    for text in ("date 2025-13 Der Rat tagt.", "Dates 2025 sind das.", "date 2025-03x Der Rat."):
        found = article.from_text(text, "a.txt")
        assert found.published is None
        assert found.text == text


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ('title: "abc', "line 3"),
        ("title: a: b: c", "line 2"),
        ("published: bald", "published: bald"),
        ("title: [a, b]", "title"),
        ("author: {a: b}", "author"),
        ("a: " + "[" * 5000, "nested"),
        ("- " * 7000 + "x", "broken"),
    ],
)
def test_broken_front_matter_is_an_error_with_its_place(head: str, says: str) -> None:
    with pytest.raises(BadFrontMatter, match=says) as caught:
        article.from_text(f"---\n{head}\n---\nDer Rat tagt.", "a.txt")
    assert caught.value.code == "E106"
    assert caught.value.advice


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    text = "---\nDer Rat tagt heute im Saal.\n---\nEr stimmt ab."
    assert article.from_text(text, "a.txt").text == text


def test_lines_are_paragraphs_only_where_they_look_so() -> None:
    lines = "Der Rat tagte am Montag.\nEr stimmte ab.\n„Gut so“, sagte Muster."
    assert len(article.from_text(lines, "a").paragraphs) == 3
    wrapped = "Der Rat tagte am Montag im großen\nSaal des Rathauses. Er stimmte dem\nEntwurf zu."
    assert len(article.from_text(wrapped, "a").paragraphs) == 1


def test_markdown_headings() -> None:
    text = "# Rat stimmt zu\n\nDer Rat tagte.\n\n## Wie es weitergeht\nIm Mai wird gebaut.\n"
    found = article.from_text(text, "a.md")
    assert found.title == "Rat stimmt zu"
    assert found.text[slice(*found.title_span)] == "Rat stimmt zu"
    assert paragraphs(found) == ["Der Rat tagte.", "Wie es weitergeht", "Im Mai wird gebaut."]


def test_a_sentence_is_no_title() -> None:
    found = article.from_text("Der Rat tagte am Montag.\n\nEr stimmte dem Entwurf zu.", "a")
    assert found.title is None
    assert len(found.paragraphs) == 2


def test_line_ends_bom_and_composition() -> None:
    found = article.from_text("\ufeffDer Bu\u0308rgermeister\r\nsprach.\rEr ging.", "a")
    assert found.text == "Der Bürgermeister\nsprach.\nEr ging."


def test_the_same_content_has_the_same_id() -> None:
    one, other = article.from_text(TEXT, "a.txt"), article.from_text(TEXT, "b/c.txt")
    assert one.id == other.id
    assert len(one.id) == 16
    assert one.id != article.from_text(TEXT.replace("Montag", "Dienstag"), "a.txt").id


def test_captions_of_unlisted_agencies_behind_a_caption() -> None:
    body = "Der Rat tagte am Montag im Saal.\n\nFoto Nord liefert die Bilder der Sitzung"
    assert article.from_text(body, "a").captions == ()
    text = (
        "Der Rat tagte.\n\nInstagram / anna Anna Muster, 2022\n\nBildhaus Nord Bert Beispiel, 2016"
    )
    captions = article.from_text(text, "a").captions
    assert [(c.text, c.credit.agency) for c in captions] == [
        ("Anna Muster, 2022", None),
        ("Bert Beispiel, 2016", "Bildhaus Nord"),
    ]


def test_other_languages_are_noticed_and_read() -> None:
    text = "The mayor said on Monday that the bridge would be closed for the whole of the summer."
    found = article.from_text(text, "a")
    assert found.language == "en"
    assert [notice.code for notice in found.notices] == ["not_german"]
    assert article.from_text(TEXT, "a").notices == ()


def test_empty_text_is_an_error() -> None:
    for text in ("", "  \n\t\n", "\ufeff", "---\ntitle: a\n---\n", "date 2025-03\n"):
        with pytest.raises(EmptyInput):
            article.from_text(text, "a.txt")


@given(st.text(max_size=400))
def test_every_span_is_a_slice(text: str) -> None:
    try:
        found = article.from_text(text, "a.txt")
    except LautwemError:
        return
    captions = [caption.span for caption in found.captions]
    title = [found.title_span] if found.title_span else []
    spans = sorted([*found.paragraphs, *captions, *title])
    place = 0
    for begin, end in spans:
        assert place <= begin < end <= len(found.text)
        assert found.text[begin:end] == found.text[begin:end].strip()
        place = end


LINE = st.sampled_from(
    [
        "Der Rat tagt.",
        "Ein Titel",
        "",
        "Foto: dpa",
        "# Kopf",
        "---",
        "===",
        "date 2025-03 Los",
        "© A",
    ]
)


@given(st.lists(LINE, min_size=1, max_size=12))
def test_text_is_the_end_of_the_source(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        found = article.from_text(text, "a.txt")
    except LautwemError:
        return
    assert text.endswith(found.text)
    begin = len(text) - len(found.text)
    assert text.count("\n", 0, begin) == found.line_offset
    assert begin - (text.rfind("\n", 0, begin) + 1) == found.column_offset


@pytest.mark.skipif(not SEED.exists(), reason="the shared seed article is not there")
def test_the_seed() -> None:
    found = article.load(str(SEED))
    assert found.published == PartialDate("2025-03", "month")
    source = SEED.read_text(encoding="utf-8")
    assert source[found.column_offset :] == found.text
    assert len(found.paragraphs) == 3
    first, second = found.captions
    assert (first.credit.platform, first.credit.handle) == ("Instagram", "kimkardashian")
    assert first.date == PartialDate("2019", "year")
    assert first.text.startswith("Kanye West und")
    assert second.credit.agency == "Getty Images"
    assert second.text.startswith("50 Cent, ")
    assert second.date == PartialDate("2007-08", "month")


@pytest.mark.parametrize(
    "head, expected",
    [
        ("date: 2025-05-02", "2025-05-02"),
        ("date: 2025-05-02 10:00:00 +0200", "2025-05-02"),
        ("date: 2025-05-02\npublished: 2025-04", "2025-04"),
        ("date: heute", None),
    ],
)
def test_the_date_of_site_generators_counts_as_published(head: str, expected: str | None) -> None:
    published = article.from_text(f"---\n{head}\n---\nSie kommt.\n", "a.txt").published
    assert (published and published.value) == expected
