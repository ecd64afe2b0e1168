"""Who is whom by decisions alone."""

from lautwem.archive.persons.decisions import Decision, settled, touching
from lautwem.archive.persons.profile import Ref

A, B, C, D = (Ref(f"url:{name}", "ida roth") for name in "abcd")


def test_a_split_keeps_its_sides_together_and_apart() -> None:
    found = settled([Decision(1, "split", (A, B), (C, D))])
    assert found[A] == found[B] != found[C] == found[D]


def test_of_two_that_contradict_the_later_holds() -> None:
    split, join = Decision(1, "split", (A,), (B,)), Decision(2, "join", (A, B))
    assert len(set(settled([split, join]).values())) == 1
    assert len(set(settled([join, Decision(3, "split", (A,), (B,))]).values())) == 2


def test_a_later_split_of_a_side_holds_against_the_first() -> None:
    found = settled([Decision(1, "split", (A,), (B, C)), Decision(2, "split", (B,), (C,))])
    assert len(set(found.values())) == 3


def test_what_was_undone_counts_for_nothing() -> None:
    assert settled([Decision(1, "join", (A, B), undone_at="2025-01-01T00:00:00Z")]) == {}


def test_decisions_that_hang_together_are_found_and_no_others() -> None:
    one = Decision(1, "confirm", (A, B))
    next_ = Decision(2, "split", (B,), (C,))
    other = Decision(3, "confirm", (D, Ref("url:e", "ida roth")))
    undone = Decision(4, "join", (A, D), undone_at="2025-01-01T00:00:00Z")
    assert touching([one, next_, other, undone], {"url:c"}) == (one, next_)
    assert touching([one, next_, other, undone], {"url:f"}) == ()
