"""Tokens: what is one word, what is a mark of its own."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lautwem.language.tokens import INVISIBLE, QUOTATION_MARKS, tokenise


def words(text: str) -> list[str]:
    return [text[begin:end] for begin, end in tokenise(text, 0, len(text))]


@pytest.mark.parametrize(
    "marked",
    [
        "Das kostet 3.084 Euro|, plus 9,5 %|.",
        "z.B. heute|, z. B. morgen",
        "Dr. Ilse Kramm lebt in den U.S. nicht|.",
        "Am 5. Mai und am 17. Juni 2024|.",
        "Der 3. Platz ging an Karl IV. von Emsau|.",
        "Die CDU-Chefin kam mit dem 50-jährigen Mann|.",
        "Scholz' Rede war kurz|.",
        "Wie geht|'s dir|?",
        "Wenn|'s regnet|, bleibt McDonald's leer|.",
        "„|Gut|“|, «|gut|»|, ‚|gut|‘|, \"|gut|\"|, ''|gut|''",
        "Ja – nein — doch|... oder|…",
        "https://www.blatt.de/a?b=1|, www.blatt.de und post|@blatt.de",
        "Luft- und Raumfahrt|, Hotelbesitzer und -betreiber",
        "Die Politiker:innen der CDU/CSU (|dpa|/|AFP|)",
        "Es stand 3:2 um 12:30 Uhr|.",
        "@ilse_kramm schrieb #Emsau",
        "Was|?! Nein|!!!",
        "Er ist 55|. Der Hund schläft|.",
        "Es steht auf ndr.de und de.blatt.org|.",
        "R&B von Meyer & Sohn",
    ],
)
def test_pieces(marked: str) -> None:
    """A blank or ``|`` stands where one token ends and the next begins."""
    assert words(marked.replace("|", "")) == marked.replace("|", " ").split()


def test_soft_hyphens_and_zero_width_marks_stay_inside_a_word() -> None:
    assert words("Bundes\u00adkanzler\u200b kommt\u200b.") == ["Bundes\u00adkanzler", "kommt", "."]


def test_a_single_quotation_mark_that_was_opened_is_closed_not_a_genitive() -> None:
    assert words("Er nannte es 'das Haus des Jens' und ging.")[-5:] == [
        "Jens",
        "'",
        "und",
        "ging",
        ".",
    ]


@pytest.mark.parametrize("mark", sorted(QUOTATION_MARKS))
def test_every_quotation_mark_is_a_token(mark: str) -> None:
    assert words(f"sagte {mark} Ja {mark} .") == ["sagte", mark, "Ja", mark, "."]


@given(st.text(alphabet=st.sampled_from("aAzß9.,-–'’\"„“»«:/!?…& \n\u00ad()@#_ÄI"), max_size=120))
def test_tokens_are_in_order_and_cover_all_that_is_seen(text: str) -> None:
    spans = tokenise(text, 0, len(text))
    reached = 0
    for begin, end in spans:
        assert reached <= begin < end
        assert not text[reached:begin].strip(INVISIBLE + " \n")
        reached = end
    assert not text[reached:].strip(INVISIBLE + " \n")


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_only_the_stretch_asked_for(text: str, begin: int, end: int) -> None:
    assert all(begin <= b < e <= end for b, e in tokenise(text, begin, end))


@pytest.mark.parametrize(
    "unit", ['"', "(", "a", "a.", "a'", "1.", "www.", "http://", "a-", "@a.", ". ", "’s ", "z.B."]
)
def test_hostile_input_takes_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    tokenise(text, 0, len(text))
    assert time.perf_counter() - start < 8
