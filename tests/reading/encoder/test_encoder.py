"""The packaged encoder: a row for every token, that knows its context; names with its help."""

import numpy as np
import pytest

from lautwem.errors import MissingModel
from lautwem.language import analyse
from lautwem.model import Analysis
from lautwem.reading.encoder import Encoder, encoder
from lautwem.reading.encoder.encoder import FILES, build
from lautwem.reading.names import find_names
from lautwem.reading.names.encoded import EncodedTagger


def analysed(text: str) -> Analysis:
    return analyse(text, ((0, len(text)),))


@pytest.fixture(scope="module")
def used() -> Encoder:
    return encoder()


@pytest.mark.parametrize("text", ["Ja.", "Der Rat tagt. " * 400, "😀 \u2028 ¿? " + "x" * 5000])
def test_every_token_has_a_row(used: Encoder, text: str) -> None:
    analysis = analysed(text)
    found = used.encode(analysis)
    assert len(found.states) == len(found.names) == len(analysis.tokens)
    assert np.isfinite(found.states).all()
    assert found.names.shape[1] == len(found.labels)


def test_nothing_to_encode_is_no_error(used: Encoder) -> None:
    found = used.encode(Analysis("", (), ()))
    assert found.states.shape[0] == 0
    assert EncodedTagger(found).tag(Analysis("", (), ())) == []


def test_the_same_word_differs_with_its_sentence(used: Encoder) -> None:
    """ "Essen" the town and "Essen" the meal."""
    town, meal = (
        used.encode(analysed(text)).states[at]
        for text, at in (("Er wohnt in Essen.", 3), ("Das Essen war kalt.", 1))
    )
    again = used.encode(analysed("Er wohnt in Essen.")).states[3]
    assert np.allclose(town, again)
    assert np.linalg.norm(town - meal) > 0.3 * np.linalg.norm(town)


def test_who_is_named_is_told_by_the_sentence(used: Encoder) -> None:
    text = "Wolke Haberkamp-Sommer kam mit Anwalt Bogumil Tschernitz nach Quedlinburg."
    analysis = analysed(text)
    names = find_names(analysis, EncodedTagger(used.encode(analysis)))
    found = {(text[b:e], name.kind) for name in names for b, e in [name.span]}
    assert {
        ("Wolke Haberkamp-Sommer", "person"),
        ("Bogumil Tschernitz", "person"),
        ("Quedlinburg", "place"),
    } <= found


def test_a_damaged_file_is_named_with_advice() -> None:
    with pytest.raises(MissingModel, match="--engine model"):
        build(dict.fromkeys(FILES, b"not a network"))
