"""Sketches never lose a pair that matching finds, and spare nearly all others."""

from itertools import combinations

import affairs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lautwem
from lautwem import article
from lautwem.archive.linking.items import Item, statement_items
from lautwem.archive.linking.matching import compare
from lautwem.archive.linking.sketch import may_match, sketch, unpacked


@pytest.fixture(scope="module")
def said() -> list[tuple[str, Item]]:
    """The statements of all affairs, with the article each is of."""
    readings = [r for name in affairs.NAMES for r in affairs.readings(name).values()]
    return [(r.article.id, item) for r in readings for item in statement_items(r)]


def test_no_pair_is_lost_and_few_are_kept(said: list[tuple[str, Item]]) -> None:
    sketched = [(id_, item, unpacked(sketch(item))) for id_, item in said]
    found = kept = looked = 0
    for (one, first, a), (other, second, b) in combinations(sketched, 2):
        if one == other:
            continue
        looked += 1
        may = may_match(a, b)
        kept += may
        if compare(first, second, lambda: True) is not None:
            found += 1
            assert may, (first.text, second.text)
            assert may_match(b, a)
    assert found > 50
    assert kept < looked / 5


WORDS = (
    *("Krebsmedikament", "Medikament", "Riss", "Risse", "Dach", "Brücke", "Brücken", "weiß"),
    *("Mühlbachbrücke", "Rat", "beschlossen", "40000", "12", "nicht", "nie", "Geld", "bauen"),
    *("gebaut", "neu", "Herbst", "Landrat", "Landrätin", "wissen", "ich", "er", "es", "und"),
)
WORD = st.sampled_from(WORDS)


@settings(max_examples=120, deadline=None)
@given(st.lists(WORD, min_size=1, max_size=25), st.data())
def test_no_changed_statement_is_lost(words: list[str], data: st.DataObject) -> None:
    other = list(words)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(other) - 1))
        other[at : at + data.draw(st.integers(0, 2))] = data.draw(st.lists(WORD, max_size=2))
        if not other:
            break
    one, changed = (statement(" ".join(some)) for some in (words, other or ["nie"]))
    if one is None or changed is None:
        return
    if compare(one, changed, lambda: True) is not None:
        assert may_match(unpacked(sketch(one)), unpacked(sketch(changed)))


def statement(words: str) -> Item | None:
    reading = lautwem.read(
        article.from_text(f"„{words}“, sagte Erika Muster am Montag.", "a"), engine="rules"
    )
    found = statement_items(reading)
    return found[0] if found else None


def test_a_sketch_is_short(said: list[tuple[str, Item]]) -> None:
    letters = [len(sketch(item)) for _, item in said]
    assert sum(letters) / len(letters) < 150
    assert sum(letters) < sum(len(msgspec.json.encode(item)) for _, item in said) / 10
