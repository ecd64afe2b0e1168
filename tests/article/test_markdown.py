"""Markdown: the words as read, each with its place in the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem import article
from lautwem.errors import EmptyInput, LautwemError
from lautwem.export.places import line_and_column
from lautwem.model import Article, Waiver

DRAFT = """---
outlet: Hafenbote
lautwem: {ignore: [S102, P2]}
---

# Mann soll **Juwelier** bedroht haben

> „Er kam herein“, sagte [Rüsing](https://beispiel.example/er_(a)) der Zeitung.
> Dann ging *er*.

1. Erstens
   geht es weiter
   - mit **fetter** Schrift &amp; \\*Sternchen

| Ort | Tat |
|-----|-----|
| Kai | Tat am Kai |

![Das Geschäft am Kai (Foto: dpa)](kai.jpg)

<figure><img src="x.jpg"><figcaption>Der Kai
am Abend</figcaption></figure>

<!-- lautwem: ignore S101, B3 -->

    Eingerückter Text ~~gestrichen~~ zählt.

Ein Satz <!-- lautwem: ignore Z401 --> mit Kommentar.
"""


def read(text: str, name: str = "entwurf.md") -> Article:
    return article.from_bytes(text.encode(), name)


def words(found: Article) -> list[str]:
    spans = [*found.paragraphs, *(caption.span for caption in found.captions)]
    return [found.text[begin:end] for begin, end in sorted(spans)]


def assert_in_place(found: Article, source: str, allowed: str = "") -> None:
    """Every character of the text stands in the file where its place says."""
    lines = source.split("\n")
    for offset, char in enumerate(found.text):
        if not char.isspace():
            line, column = line_and_column(found, offset)
            there = lines[line - 1][column - 1 : column]
            assert there == char or there in allowed, (offset, char, line, column)


def test_words_are_those_that_are_read() -> None:
    found = read(DRAFT)
    assert found.title == "Mann soll Juwelier bedroht haben"
    assert words(found) == [
        "„Er kam herein“, sagte Rüsing der Zeitung.\nDann ging er.",
        "Erstens\ngeht es weiter",
        "mit fetter Schrift & *Sternchen",
        "Ort",
        "Tat",
        "Kai",
        "Tat am Kai",
        "Das Geschäft am Kai (Foto: dpa)",
        "Der Kai\nam Abend",
        "Eingerückter Text  zählt.",
        "Ein Satz  mit Kommentar.",
    ]
    assert [(c.text, c.credit and c.credit.agency) for c in found.captions] == [
        ("Das Geschäft am Kai", "dpa"),
        ("Der Kai am Abend", None),
    ]


def test_places_are_those_of_the_file() -> None:
    assert_in_place(read(DRAFT), DRAFT, allowed="\\")


def test_places_hold_with_windows_line_ends_and_character_set() -> None:
    found = article.from_bytes(DRAFT.replace("\n", "\r\n").encode("cp1252"), "entwurf.md")
    assert_in_place(found, DRAFT, allowed="\\")


def test_what_a_draft_asks_to_pass_over() -> None:
    found = read(DRAFT)
    everywhere, there, inline = found.waivers
    assert everywhere == Waiver(("S102", "P2"))
    assert there.codes == ("S101", "B3")
    assert found.text[slice(*there.span)].startswith("Eingerückter Text")
    assert found.text[slice(*inline.span)] == "Ein Satz  mit Kommentar."


def test_a_title_in_the_front_matter_alone_is_read_at_its_place() -> None:
    source = "---\ntitle: Kolb tritt zurück\n---\n\nDie Stadträtin ging am Montag.\n"
    found = read(source)
    assert found.text[slice(*found.title_span)] == "Kolb tritt zurück"
    assert line_and_column(found, found.title_span[0]) == (2, 8)


def test_a_kicker_above_the_headline_is_no_headline() -> None:
    assert read("Stadtrat\n\n# Kolb tritt zurück\n\nSie ging.\n").title == "Kolb tritt zurück"


@pytest.mark.parametrize("text", ["", "---\noutlet: X\n---\n", "<!-- nur ein Kommentar -->\n"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(EmptyInput):
        read(text)


MARKUP = st.lists(
    st.sampled_from(
        ["# ", "> ", "- ", "\n", "\n\n", "**", "_", "`", "[", "](", ")", "![", "|", "<b>", "<!--",
         "-->", "&amp;", "\\", "~~", "    ", "\t", "Wort", "ein Satz.", "„so“", "https://x.example/"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_half_written_markup_never_fails_and_places_lie_in_the_file(text: str) -> None:
    try:
        found = read(text)
    except LautwemError:
        return
    count = text.count("\n") + 1
    for offset in range(len(found.text)):
        line, column = line_and_column(found, offset)
        assert 1 <= line <= count + 1
        assert column >= 1


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["Kohl", "der", "*er*", "**sie**", "[er](https://er.de)", "`s`"]),
                min_size=1, max_size=20))  # fmt: skip
def test_every_word_in_a_line_is_found_again(parts: list[str]) -> None:
    source = "> " + " ".join(parts) + "\n"
    assert_in_place(read(source), source)
