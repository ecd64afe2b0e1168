"""Voices without a name of their own that are one: "Israels Armee", "das israelische Militär",
"die Armee"; "ein Expertenbericht" and "der Bericht".

The cast resolves those who have names. What speaks by a common noun is known by its head and
by what stands before it, whatever the inflection; a bare noun takes up the last longer one
that ends in it.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Frozen
from lautwem.reading.sourcing.voices import UNNAMED, Ref

STEM = 5
"""Letters that an adjective and the name it is made of share at least ("israelisch", "Israels")."""
SHORTEST = 4
"""Letters of a noun that can close a compound."""
ENDINGS = ("en", "er", "es", "em", "e", "n", "s", "r")


class _Words(Frozen):
    """The name of a voice: its head without inflection, and the words before it."""

    head: str
    before: tuple[str, ...]


def same_voices(refs: Iterable[Ref]) -> dict[str, Ref]:
    """By case-folded name of every nameless voice, the reference to the first that it is."""
    earlier: list[tuple[_Words, Ref]] = []
    found: dict[str, Ref] = {}
    for ref in refs:
        name = ref.name.casefold()
        if name in found or ref == UNNAMED:
            continue
        words = _words(ref.name)
        one = ref if ref.id or words is None else _match(words, earlier) or ref
        found[name] = one
        if words and one is ref:
            earlier.append((words, ref))
    return found


def _match(words: _Words, earlier: Sequence[tuple[_Words, Ref]]) -> Ref | None:
    for other, ref in reversed(earlier):
        if _alike(words, other) and (words.before or not other.before):
            return ref
    for other, ref in reversed(earlier) if not words.before else ():
        if _alike(words, other) or _closes(words.head, other.head):
            return ref
    return None


def _alike(one: _Words, other: _Words) -> bool:
    """Heads equal or of one meaning, and every word before the one beside one of the other."""
    if one.head != other.head and not (_meanings(one.head) & _meanings(other.head)):
        return False
    fits = all(any(_akin(w, o) for o in other.before) for w in one.before)
    return fits and (not one.before or len(one.before) == len(other.before))


def _akin(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) >= STEM and word[:STEM] == other[:STEM])


def _closes(noun: str, compound: str) -> bool:
    return len(noun) >= SHORTEST and len(compound) > len(noun) and compound.endswith(noun)


@cache
def _synonyms() -> dict[str, frozenset[int]]:
    table: dict[str, frozenset[int]] = {}
    for number, nouns in enumerate(load("body_nouns")["synonyms"]):
        for noun in nouns:
            stem = _stem(noun.casefold())
            table[stem] = table.get(stem, frozenset()) | {number}
    return table


def _meanings(head: str) -> frozenset[int]:
    return _synonyms().get(head, frozenset())


def _words(name: str) -> _Words | None:
    """The words up to the head of a voice's name; None where more follows the head."""
    words = name.split()
    before, head = words[:-1], words[-1]
    if any(word[0].isupper() for word in before[1:]) or not head[0].isupper():
        return None
    return _Words(_stem(head.casefold()), tuple(_stem(word.casefold()) for word in before))


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word
