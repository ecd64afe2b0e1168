"""Lone words that look like people: the rest of the article must say that they are some."""

import pytest

from lautwem.language import analyse
from lautwem.model import Because, Name
from lautwem.reading.names.evident import evident


def kinds(text: str, *words: str, rule: str = "name-tagger") -> list[str]:
    """The kinds that the words have afterwards, each taken for a person by its look."""
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    names = [Name(s, "person", w, Because(rule, (s,))) for s, w in zip(spans, words, strict=True)]
    return [name.kind for name in evident(analyse(text, ((0, len(text)),)), names)]


@pytest.mark.parametrize(
    "text", ["Das Mittel Vorbexin half.", "Der Strand bei Quandrisu ist leer."]
)
def test_a_look_alone_makes_no_person(text: str) -> None:
    word = next(w for w in text.split() if w in ("Vorbexin", "Quandrisu"))
    assert kinds(text, word) == ["other"]


@pytest.mark.parametrize(
    "text",
    [
        "Die Wirtin Quandrisu kam.",
        "Frau Quandrisu kam.",
        "Der Damm halte, sagte Quandrisu.",
        "Laut Quandrisu hält der Damm.",
    ],
)
def test_what_stands_beside_makes_a_person(text: str) -> None:
    assert kinds(text, "Quandrisu") == ["person"]


def test_a_part_of_a_full_name_stays() -> None:
    assert kinds("Ada Quandrisu kam. Quandrisu ging.", "Ada Quandrisu", "Quandrisu") == [
        "person",
        "person",
    ]


def test_a_first_name_of_the_lists_stays() -> None:
    assert kinds("Am Abend kam Sophia.", "Sophia") == ["person"]
