"""Pairing quotation marks of every kind, whole and broken."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem.model import Analysis, Morph, Sentence, Token
from lautwem.reading.quotes.marks import MAX_OPEN, QuotePair, pair_marks


def analysis(text: str) -> Analysis:
    """Lines are blocks; a sentence ends with a full stop and the marks after it."""
    tokens: list[Token] = []
    sentences = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        for part in re.finditer(r"[^.!?]+(?:[.!?][“”\"«»'’]*)?|[.!?]", line.group()):
            begin = line.start() + part.start()
            words = [m.span() for m in re.finditer(r"\S+", part.group())]
            if not words:
                continue
            first = len(tokens)
            for b, e in words:
                word = text[begin + b : begin + e]
                tokens.append(Token(word, begin + b, begin + e, "X", word, Morph()))
            sentences.append(Sentence(first, len(tokens), number))
    return Analysis(text, tuple(tokens), tuple(sentences))


def pairs(text: str) -> tuple[QuotePair, ...]:
    return pair_marks(text, analysis(text))


def inner(text: str) -> list[str]:
    return [text[p.inner[0] : p.inner[1]] for p in pairs(text)]


@pytest.mark.parametrize(
    "marks",
    ["„“", "„”", "„\"", "““", "“”", "””", "\"\"", "»«", "«»", "»»", "‚‘", "‚’", "‚'", "''",
     "‹›", "›‹", "„„", ("``", "''"), (",,", "''"), ("''", "''"), "‘’", "’’"],
)  # fmt: skip
def test_every_kind_of_mark(marks: str | tuple[str, str]) -> None:
    opening, closing = marks
    text = f"Falk sagte {opening}Der Zug ist weg{closing}, dann ging er."
    (pair,) = pairs(text)
    assert text[slice(*pair.inner)] == "Der Zug ist weg"
    assert (text[slice(*pair.open)], text[slice(*pair.close)]) == (opening, closing)
    assert pair.complete and pair.depth == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Wir lesen ‚Die Glocke‘ oft“, sagte sie.", ["Wir lesen ‚Die Glocke‘ oft", "Die Glocke"]),
        ('"Wir lesen "Die Glocke" oft", sagte sie.', ['Wir lesen "Die Glocke" oft', "Die Glocke"]),
        ("»Er rief ›Halt!‹, mehr nicht«, so Falk.", ["Er rief ›Halt!‹, mehr nicht", "Halt!"]),
        ("„Er rief »Halt!« und lief.“", ["Er rief »Halt!« und lief.", "Halt!"]),
        ('„Er rief "Halt!" und lief.“', ['Er rief "Halt!" und lief.', "Halt!"]),
        ("Er las „Die “Neue“ Zeit“ vor.", ["Die “Neue“ Zeit", "Neue"]),
    ],
)
def test_nested(text: str, expected: list[str]) -> None:
    assert inner(text) == expected
    assert [p.depth for p in pairs(text)] == [0, 1]


def test_several_sentences_and_two_quotations() -> None:
    text = "„Ja. Nein! Doch?“, fragte Falk. „So ist es. Gewiss.“"
    assert inner(text) == ["Ja. Nein! Doch?", "So ist es. Gewiss."]
    assert inner('"Ja." "Nein."') == ["Ja.", "Nein."]


@pytest.mark.parametrize(
    "text",
    [
        "Combs' Anwalt und Grass’ Tochter schwiegen.",
        "Ich hab's gesehen, wie geht’s, rock'n'roll.",
        "'s war kalt, ’ne Frage bleibt, die '68er.",
        "Ein Rohr von 12\" und 3' Länge.",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert pairs(text) == ()


def test_apostrophes_inside_single_marks() -> None:
    assert inner("Er rief: 'Ich hab's!' und lief.") == ["Ich hab's!"]
    assert inner("„Das ist Falks’ Haus“, sagte er.") == ["Das ist Falks’ Haus"]


def test_words_and_compounds_in_marks() -> None:
    assert inner('Die "Bild"-Zeitung (und "Die Zeit") druckte es.') == ["Bild", "Die Zeit"]
    assert inner('Anna "Nana" Muster sagte:"Nein".') == ["Nana", "Nein"]


def test_opened_once_over_paragraphs() -> None:
    text = "Falk: „Erster Absatz.\nZweiter Absatz.“\nEnde."
    assert inner(text) == ["Erster Absatz.\nZweiter Absatz."]


def test_opened_anew_in_every_paragraph() -> None:
    text = "Falk: „Erster Satz. Noch einer.\n„Zweiter Absatz.\n„Dritter.“\nEnde."
    assert inner(text) == ["Erster Satz. Noch einer.", "Zweiter Absatz.", "Dritter."]
    found = pairs(text)
    assert [p.continues for p in found] == [False, True, True]
    assert [p.complete for p in found] == [False, False, True]


def test_a_missing_closing_mark_costs_only_its_sentence() -> None:
    text = "Falk sagte: „Das ist weg. Dann ging er. „Gut“, meinte Ahl."
    assert inner(text) == ["Das ist weg.", "Gut"]


def test_a_missing_opening_mark() -> None:
    text = "Er kam an. Das ist weg“, sagte Falk und „Gut“ dazu."
    assert inner(text) == ["Das ist weg", "Gut"]
    assert not pairs(text)[0].complete


def test_a_forgotten_mark_does_not_turn_later_pairs_inside_out() -> None:
    text = 'Er sagte "ja. Sie sagte "nein" und "doch".'
    assert inner(text)[-2:] == ["nein", "doch"]


MARKS = "„“”\"»«‚‘’'‹›`´"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=MARKS + "ab s,.()\n1-", max_size=60))
def test_any_text_gives_sound_pairs(text: str) -> None:
    found = pairs(text)
    used = set()
    for pair in found:
        (a, b), (c, d) = pair.open, pair.close
        assert 0 <= a <= b == pair.inner[0] <= pair.inner[1] == c <= d <= len(text)
        assert pair.depth >= 0
        for span in (pair.open, pair.close):
            if span[0] < span[1]:
                assert span not in used
                assert set(text[slice(*span)]) <= set(MARKS + ",")
                used.add(span)
    assert list(found) == sorted(found, key=lambda p: (p.outer[0], -p.outer[1]))
    for i, mark in enumerate(text):
        if mark in "„“”»«":
            assert any(b <= i < e for b, e in used), "a double mark was lost"


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.sampled_from(["Ja", "Der Zug", "ist weg."]),
        lambda inside: st.lists(inside, min_size=1, max_size=3),
        max_leaves=MAX_OPEN,
    )
)
def test_well_formed_nesting_is_found(tree: str | list) -> None:
    kinds = ("„“", "‚‘", "»«", "›‹")

    def depth(node: str | list) -> int:
        return 0 if isinstance(node, str) else 1 + max(map(depth, node))

    def write(node: str | list, level: int) -> str:
        if isinstance(node, str):
            return node
        opening, closing = kinds[level % 4]
        return opening + " und ".join(write(child, level + 1) for child in node) + closing

    def count(node: str | list) -> int:
        return 0 if isinstance(node, str) else 1 + sum(map(count, node))

    if depth(tree) <= MAX_OPEN:
        found = pairs("Er sagte " + write(tree, 0) + ".")
        assert len(found) == count(tree)
        assert all(p.complete for p in found)


@pytest.mark.parametrize("unit", ["„", "“", '"', "»", "'", "„a ", "“a. ", '"a ', "‚„", "„a\n"])
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(n: int) -> float:
        text = unit * n
        given_analysis = analysis(text)
        begin = time.perf_counter()
        pair_marks(text, given_analysis)
        return time.perf_counter() - begin

    seconds(100)
    assert seconds(40_000) < 30 * max(seconds(4_000), 0.01)
