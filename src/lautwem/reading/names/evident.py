"""Lone words taken for people of whom nothing else in the article tells that they are any."""

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from lautwem.language.lexicon import load
from lautwem.model import Analysis, Because, Name, Token
from lautwem.reading.names.attributes import gazetteer
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.names.tagger import tagger

_GUESSED = frozenset({"name-tagger", "name-elsewhere"})
"""Rules that go by the look of a word; all others rest on what stands beside it."""
_SOURCE = frozenset({"laut", "so", "zufolge"})
"""Words beside whoever a statement comes from."""


def evident(analysis: Analysis, names: Sequence[Name]) -> tuple[Name, ...]:
    """The names, those of people left out of whom only a look at the word tells ("Ivermectin").

    A word that the article never gives with a first name or surname is a person where a list or
    the training corpus knows it for one, where a noun for people, an address or an age stands
    beside it, or where it says something. Else it becomes a name of kind ``other``.
    """
    people = [n for n in names if n.kind == "person"]
    borne = {w for n in people if " " in n.canonical for w in n.canonical.split()}
    lone = {n.canonical for n in people if " " not in n.canonical} - borne
    if not lone:
        return tuple(names)
    begins = {token.begin: at for at, token in enumerate(analysis.tokens)}
    told = {
        n.canonical
        for n in people
        if n.canonical in lone
        and (n.because.rule not in _GUESSED or _tells(analysis.tokens, begins.get(n.span[0]), n))
    }
    return tuple(
        replace(n, kind="other", because=Because("name-not-evident", (n.span,)))
        if n.kind == "person" and n.canonical in lone - told
        else n
        for n in names
    )


def _tells(tokens: Sequence[Token], at: int | None, name: Name) -> bool:
    """Whether lists, the corpus or the words beside say that a lone word is a person."""
    known = gazetteer()
    if name.canonical in known.first_names or name.canonical in known.surnames:
        return True
    if "hhPER" in tagger().corpus.get(name.canonical, ()) or at is None:
        return True
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    beside = [token for token in (before, after) if token is not None]
    if any(t.text.lower() in _SOURCE or _says(t) for t in beside):
        return True
    return before is not None and (noun_sense(before.text) is not None or before.text in _address())


def _says(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and token.lemma in _saying()


@cache
def _saying() -> frozenset[str]:
    return frozenset(verb.split("|")[-1] for verb in load("saying_verbs"))


@cache
def _address() -> frozenset[str]:
    titles = load("titles")
    return frozenset([*titles["address"], *titles["academic"]])
