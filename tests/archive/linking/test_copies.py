"""Copies meet in a band, other articles do not; the bands never change."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem.archive.linking.copies import BANDS, bands, containment, resemblance, shingles

WORDS = st.lists(st.sampled_from([f"wort{n}" for n in range(400)]), min_size=30, max_size=120)


@given(WORDS)
@settings(max_examples=40, deadline=None)
def test_the_same_words_have_the_same_bands(words: list[str]) -> None:
    printed = bands(shingles(" ".join(words)))
    again = bands(shingles(" ".join(words).upper().replace(" ", ",\n ")))
    assert printed == again
    assert len(printed) == BANDS
    assert all(0 <= band < 2**63 for band in printed)


@given(WORDS, WORDS)
@settings(max_examples=40, deadline=None)
def test_resemblance_is_symmetric_and_bounded(one: list[str], other: list[str]) -> None:
    a, b = shingles(" ".join(one)), shingles(" ".join(other))
    assert resemblance(a, b) == resemblance(b, a)
    assert 0 <= resemblance(a, b) <= containment(a, b) <= 1
    assert resemblance(a, a) == 1


def text(first: int, last: int) -> str:
    return " ".join(f"wort{n * n % 7919}" for n in range(first, last))


def test_a_shortened_copy_meets_the_whole() -> None:
    whole, half = shingles(text(0, 300)), shingles(text(0, 150))
    assert set(bands(whole)) & set(bands(half))
    assert containment(whole, half) == 1


def test_other_texts_meet_in_no_band() -> None:
    assert not set(bands(shingles(text(0, 300)))) & set(bands(shingles(text(5000, 5300))))


def test_bands_stay_what_they_are() -> None:
    """An archive keeps them: another version of lautwem must find the same."""
    assert bands(shingles(text(0, 50)))[:2] == FIRST


def test_too_short_a_text_has_none() -> None:
    assert bands(shingles("Nur drei Wörter")) == ()


FIRST = (681135534160017943, 5665164643596156976)
