"""The whole layer: offsets, blocks, tags, and how well it does on kept-back sentences."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem.language import analyse, blocks
from lautwem.language.konjunktiv import konjunktiv
from lautwem.language.tagger import tagger
from lautwem.model import Article, Caption, Token

TREEBANK = Path(__file__).parents[3] / "shared" / "data" / "treebank"


def token(text: str, word: str) -> Token:
    return next(t for t in analyse(text, [(0, len(text))]).tokens if t.text == word)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_offsets_tiling_and_blocks(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    spans, at = [], 0
    for part in parts:
        spans.append((at, at + len(part)))
        at += len(part) + 2
    analysis = analyse(text, spans)
    reached = 0
    for found in analysis.tokens:
        assert found.text == text[found.begin : found.end]
        assert reached <= found.begin < found.end
        assert found.lemma
        reached = found.end
    first = 0
    for sentence in analysis.sentences:
        assert sentence.first == first < sentence.last
        begin, end = spans[sentence.block]
        for found in analysis.tokens[sentence.first : sentence.last]:
            assert begin <= found.begin < found.end <= end
        first = sentence.last
    assert first == len(analysis.tokens)


def test_the_same_text_gives_the_same_analysis_whatever_was_read_before() -> None:
    text = "Die Ministerin sagte, sie habe davon nichts gewusst."
    before = analyse(text, [(0, len(text))])
    other = "Ganz andere Wörter stehen hier, auch sie kommen vor."
    analyse(other, [(0, len(other))])
    assert analyse(text, [(0, len(text))]) == before


def test_blocks_do_not_overlap_and_a_caption_cuts_its_paragraph() -> None:
    text = "Titel\n\nErster Satz. Bild: Kramm. Zweiter Satz."
    article = Article(
        id="a",
        source="a",
        text=text,
        title_span=(0, 5),
        paragraphs=((0, 5), (7, len(text))),
        captions=(Caption((20, 32), "Kramm"),),
    )
    found = blocks(article)
    assert [text[b:e] for b, e in found] == [
        "Titel",
        "Erster Satz. ",
        "Bild: Kramm.",
        " Zweiter Satz.",
    ]


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Sie sagte, er sei krank.", "sei", "I"),
        ("Der Sprecher betonte, er habe nichts gewusst.", "habe", "I"),
        ("Ich habe nichts gewusst.", "habe", None),
        ("Er meint, das Haus gehöre ihm.", "gehöre", "I"),
        ("Ich gehe jetzt nach Hause.", "gehe", None),
        ("Sie könne das nicht, sagte der Arzt.", "könne", "I"),
        ("Er hätte das wissen müssen.", "hätte", "II"),
        ("Das wäre schön, sagte sie.", "wäre", "II"),
        ("Er würde gern kommen.", "würde", "II"),
        ("Das käme zu spät.", "käme", "II"),
        ("Er kommt morgen.", "kommt", None),
        ("Es gebe keine Beweise, sagte die Anwältin.", "gebe", "I"),
    ],
)
def test_konjunktiv(text: str, word: str, wanted: str | None) -> None:
    assert konjunktiv(token(text, word)) == wanted


@pytest.mark.parametrize(
    ("text", "word", "pos", "lemma"),
    [
        ("Die Häuser sind alt.", "Häuser", "NOUN", "Haus"),
        ("Sie hat das Buch gelesen.", "gelesen", "VERB", "lesen"),
        ("Er wurde um Hilfe gebeten.", "gebeten", "VERB", "bitten"),
        ("Das gilt im ganzen Land.", "im", "ADP", "in"),
        ("Wir sahen die neuen Zahlen.", "neuen", "ADJ", "neu"),
        ("Er kam, weil sie rief.", "weil", "SCONJ", "weil"),
        ("Drei Männer, nicht zwei.", ",", "PUNCT", ","),
    ],
)
def test_part_of_speech_and_lemma(text: str, word: str, pos: str, lemma: str) -> None:
    found = token(text, word)
    assert (found.pos, found.lemma) == (pos, lemma)


def test_floor_on_sentences_that_were_kept_back() -> None:
    if not TREEBANK.is_dir():
        pytest.skip("the treebanks are not beside the project (../shared/data/treebank)")
    from lautwem.training.tagger_scores import score
    from lautwem.training.treebank import is_held_back, read

    scores = score(tagger(), [e for e in read(TREEBANK) if is_held_back(e)])
    assert scores.tokens > 8000
    assert scores.pos > 0.94
    assert scores.morph > 0.86
    assert scores.lemma > 0.965
    precision, recall = scores.konjunktiv
    assert precision > 0.88
    assert recall > 0.85


@pytest.mark.parametrize("unit", ['"', "(", "wort", "a ", "Er sei. ", "der, "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    start = time.perf_counter()
    analysis = analyse(text, [(0, len(text))])
    assert analysis.tokens[-1].end == len(text.rstrip())
    assert time.perf_counter() - start < 30
