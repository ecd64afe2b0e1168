"""Captions that a draft labels as such, with a credit or without."""

import pytest

from lautwem import article


@pytest.mark.parametrize("label", ["Bildunterschrift:", "BU:", "Bildtext:"])
def test_a_labelled_paragraph_is_a_caption(label: str) -> None:
    text = f"Neue Fähre\n\nDie Gemeinde bekommt eine Fähre.\n\n{label} Der alte Anleger.\n"
    found = article.from_text(text, "entwurf.txt")
    assert [c.text for c in found.captions] == ["Der alte Anleger."]
    assert found.captions[0].credit is None
    assert text[slice(*found.captions[0].span)].startswith(label)


def test_a_labelled_caption_keeps_its_credit() -> None:
    text = "Neue Fähre\n\nDie Gemeinde bekommt eine.\n\nBU: Der Anleger. Foto: Ole Petrikowski\n"
    (caption,) = article.from_text(text, "entwurf.txt").captions
    assert (caption.text, caption.credit.photographer) == ("Der Anleger.", "Ole Petrikowski")
