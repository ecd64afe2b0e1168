"""Sentences: where they end, and where a stop does not end one."""

import pytest

from lautwem.language.sentences import split
from lautwem.language.tokens import tokenise


def sentences(text: str) -> list[str]:
    spans = tokenise(text, 0, len(text))
    found, first = [], 0
    for last in split(text, [text[b:e] for b, e in spans], spans):
        found.append(text[spans[first][0] : spans[last - 1][1]])
        first = last
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Sie kam am 5. Mai nach Emsau.|Dort blieb sie.",
        "Prof. Dr. Kramm sagt z. B. nichts.|Er schweigt.",
        "„Ich komme.|Du gehst.“|Dann schwieg sie.",
        "„Komm!“, rief er.|„Nein!“ rief sie.",
        "»Wo bist du?« fragte Tarek.|Niemand antwortete.",
        'Sie sagte: "Wir gehen jetzt."|Danach war Ruhe.',
        "(Das war gestern.)|Heute ist es anders.",
        "Er kaufte Äpfel, Birnen usw.|Die Verkäuferin lachte.",
        "Der 19. Platz ist frei.|Er ist 55.|Der Hund auch.",
        "Das Video... zeigt nichts.|Und dann...|Nichts mehr.",
        "Thomas K. gestand.|Der Richter nickte.",
        "Im 2. Halbjahr stieg der Umsatz um 3,5 Prozent.|Das freut alle.",
        "Ludwig XIV. regierte lange.|Er starb 1715.|Danach kam ein Kind.",
        "Ist das so?|Ja!|Wirklich…",
        "Die Fa. Kramm & Co. KG schließt.|Warum?",
    ],
)
def test_sentence_ends(text: str) -> None:
    assert sentences(text.replace("|", " ")) == text.split("|")


def test_no_text_has_no_sentences() -> None:
    assert sentences(" \n ") == []
