"""Clauses: which verb governs which words, and what kind of clause it is."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem.language import analyse
from lautwem.language.clauses import Clause, clauses
from lautwem.model import Token

WORDS = """dass ob der die Frau Mann kommt sei haben zu gehen , . " und weil wer ( – an""".split()  # noqa: SIM905


def read(text: str) -> tuple[tuple[Token, ...], tuple[Clause, ...]]:
    analysis = analyse(text, [(0, len(text))])
    assert len(analysis.sentences) == 1
    return analysis.tokens, clauses(analysis.tokens, 0, len(analysis.tokens))


def outline(text: str) -> list[tuple[str, str | None, str]]:
    """Kind, lemma and the first part of every clause."""
    tokens, found = read(text)
    return [
        (c.kind, c.lemma, text[tokens[c.parts[0][0]].begin : tokens[c.parts[0][1] - 1].end])
        for c in found
    ]


def test_a_relative_clause_stands_inside_the_main_clause() -> None:
    tokens, found = read("Der Mann, der gestern kam, lachte laut.")
    main, relative = found
    assert (main.kind, main.lemma, len(main.parts)) == ("main", "lachen", 2)
    assert (relative.kind, relative.lemma) == ("relative", "kommen")
    assert tokens[main.subjects[0].head].text == "Mann"
    assert tokens[relative.subjects[0].head].text == "der"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Die Polizei teilte mit, dass der Fahrer geflohen sei.", ["main", "dass"]),
        ("Ob das stimmt, weiß niemand.", ["ob", "main"]),
        ("Unklar ist, wann der Prozess beginnt.", ["main", "w"]),
        ("Sie versprach, das Haus zu verkaufen.", ["main", "infinitive"]),
        ("Er kündigte an, rechtlich dagegen vorzugehen.", ["main", "infinitive"]),
        ("Sie sagte, er komme morgen.", ["main", "main"]),
        ("Nachdem sie das Lied gehört hatte, lachte sie.", ["adverbial", "main"]),
        ("Die Anwältin räumte ein, die Zahlen seien falsch.", ["main", "main"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in outline(text)] == kinds


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Die Firma kündigte am Montag einen Umbau an.", "ankündigen"),
        ("Der Minister wies die Vorwürfe zurück.", "zurückweisen"),
        ("Die Polizei teilte den Fall am Abend mit.", "mitteilen"),
        ("Er soll das Geld gestohlen haben.", "stehlen"),
        ("Das Haus wurde am Abend verkauft.", "verkaufen"),
        ("Sie ist krank.", "sein"),
    ],
)
def test_the_lemma_of_the_predicate(text: str, lemma: str) -> None:
    assert outline(text)[0][1] == lemma


def test_the_subject_is_found_after_the_verb_too() -> None:
    tokens, found = read("Am Montag bestätigte die Sprecherin den Bericht.")
    assert tokens[found[0].subjects[0].head].text == "Sprecherin"


def test_a_coordinated_clause_goes_on_in_the_same_kind() -> None:
    text = "Er sagte, dass sie das Haus kaufe und den Garten später verkaufen werde."
    assert [kind for kind, _, _ in outline(text)] == ["main", "dass", "dass"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=30,
    )
)
def test_every_word_lies_in_exactly_one_clause(words: list[str]) -> None:
    text = " ".join(words)
    analysis = analyse(text, [(0, len(text))])
    for sentence in analysis.sentences:
        counted = [0] * len(analysis.tokens)
        for clause in clauses(analysis.tokens, sentence.first, sentence.last):
            for begin, end in clause.parts:
                assert sentence.first <= begin < end <= sentence.last
                for at in range(begin, end):
                    counted[at] += 1
        for at in range(sentence.first, sentence.last):
            assert counted[at] <= 1
            assert counted[at] == 1 or analysis.tokens[at].pos == "PUNCT"


@pytest.mark.parametrize("unit", ["der, ", "und sei ", "dass er ", "Kim, der "])
def test_hostile_sentences_take_linear_time(unit: str) -> None:
    text = unit * 15_000
    tokens = analyse(text, [(0, len(text))]).tokens
    start = time.perf_counter()
    assert clauses(tokens, 0, len(tokens))
    assert time.perf_counter() - start < 8
