"""Noun phrases: their extent, head and agreement."""

import time

import pytest

from lautwem.language import analyse
from lautwem.language.phrases import Phrase, phrases
from lautwem.model import Token


def read(text: str) -> tuple[tuple[Token, ...], tuple[Phrase, ...]]:
    tokens = analyse(text, [(0, len(text))]).tokens
    return tokens, phrases(tokens, 0, len(tokens))


def covered(text: str) -> list[str]:
    tokens, found = read(text)
    return [text[tokens[p.first].begin : tokens[p.last - 1].end] for p in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Die kleine Rede gefiel dem alten Mann.",
            ["Die kleine Rede", "dem alten Mann"],
        ),
        (
            "Das Haus des Nachbarn steht in der Stadt.",
            ["Das Haus", "des Nachbarn", "in der Stadt"],
        ),
        ("Er wohnt im kleinen, alten Dorf.", ["Er", "im kleinen, alten Dorf"]),
        (
            "Der in der Stadt lebende Autor schwieg.",
            ["Der in der Stadt lebende Autor", "in der Stadt"],
        ),
    ],
)
def test_extent(text: str, wanted: list[str]) -> None:
    assert covered(text) == wanted


def test_agreement_follows_determiner_and_preposition() -> None:
    _, found = read("Sie half der Frau mit den Kindern.")
    frau, kinder = found[1], found[2]
    assert (frau.morph.case, frau.morph.number, frau.morph.gender) == ("dat", "sing", "fem")
    assert (kinder.morph.case, kinder.morph.number) == ("dat", "plur")
    assert kinder.preposition is not None
    assert kinder.determiner == kinder.preposition + 1


def test_a_title_is_the_head_of_a_name() -> None:
    tokens, found = read("Gestern sprach der Minister Peter Müller in Berlin.")
    phrase = found[0]
    assert tokens[phrase.head].text == "Minister"
    assert phrase.name is not None
    assert [t.text for t in tokens[phrase.name[0] : phrase.name[1]]] == ["Peter", "Müller"]


def test_a_coordinated_phrase_shares_the_preposition() -> None:
    _, found = read("Das ist ein Bild von Peter und Anna.")
    assert found[-1].preposition == found[-2].preposition is not None


def test_linear_on_a_long_run_of_determiners() -> None:
    text = "der für " * 4000
    tokens = analyse(text, [(0, len(text))]).tokens
    start = time.perf_counter()
    phrases(tokens, 0, len(tokens))
    assert time.perf_counter() - start < 3
