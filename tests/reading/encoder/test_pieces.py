"""Words are cut into the likeliest pieces, and nothing of a text is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lautwem.language import analyse
from lautwem.reading.encoder.pieces import UNKNOWN, Pieces, read_pieces
from lautwem.reading.encoder.windows import PIECES, windows

LINES = (
    "<s>\t0\n<pad>\t0\n</s>\t0\n<unk>\t0\n▁\t-3\n▁Haus\t-4\nhalt\t-5\n▁Haushalt\t-10\n"
    + "\n".join(f"{letter}\t-8" for letter in "Haushltbe\u2028")
)


@pytest.fixture(scope="module")
def cut() -> Pieces:
    return Pieces(read_pieces(LINES))


def names_of(numbers: tuple[int, ...]) -> list[str]:
    pieces = [line.split("\t")[0] for line in LINES.split("\n")]
    return [pieces[number] for number in numbers]


def test_the_likeliest_way_is_taken(cut: Pieces) -> None:
    assert names_of(cut.of("Haushalt", after_space=True)) == ["▁Haus", "halt"]  # -9 before -10


def test_a_word_without_a_space_before_it_is_another(cut: Pieces) -> None:
    assert names_of(cut.of("halt", after_space=False)) == ["halt"]
    assert names_of(cut.of("halt", after_space=True)) == ["▁", "halt"]


def test_unknown_letters_are_unknown_one_by_one(cut: Pieces) -> None:
    assert cut.of("zz", after_space=False) == (UNKNOWN, UNKNOWN)


@given(st.text("Haushltbe", min_size=1, max_size=40))
def test_the_pieces_of_known_letters_are_the_word(word: str) -> None:
    pieces = Pieces(read_pieces(LINES))
    assert "".join(names_of(pieces.of(word, after_space=True))) in ("▁" + word,)


def test_very_long_words_cost_little(cut: Pieces) -> None:
    assert len(cut.of("b" * 100_000, after_space=True)) <= 61


@given(st.lists(st.sampled_from(["Haus", "halt", "Haushalt", "zzz", ".", "b" * 300]), max_size=400))
def test_windows_hold_every_token_once_in_order(words: list[str]) -> None:
    text = " ".join(words)
    analysis = analyse(text, ((0, len(text)),) if text else ())
    at = 0
    for window in windows(analysis, Pieces(read_pieces(LINES))):
        assert window.first == at
        assert 0 < len(window.pieces) <= PIECES
        assert len(window.starts) == window.last - window.first
        assert list(window.starts) == sorted(set(window.starts))
        at = window.last
    assert at == len(analysis.tokens)
