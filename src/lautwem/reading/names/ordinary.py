"""Rules on lone words that are taken for people and are none: clubs, firms, feasts, nouns."""

from collections.abc import Mapping, Sequence
from functools import cache

from lautwem.language.lexicon import load
from lautwem.language.tagger import tagger as word_tagger
from lautwem.model import Analysis, Token
from lautwem.reading.names.attributes import gazetteer
from lautwem.reading.names.found import Found, Taken
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.names.tagger import tagger

_ADDRESS = frozenset(load("titles")["address"]) | frozenset(load("titles")["academic"])


def namesakes(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Chelsea verlor", "Google teilte mit": a known name that no person of the article bears."""
    tokens, known = analysis.tokens, _namesakes()
    borne = _parts_of_full_names(tokens, found)
    out = []
    for f in found:
        word = tokens[f.first].text
        base = word if word in known else word.removesuffix("s")
        lone = f.kind == "person" and f.last == f.first + 1 and base in known
        if lone and base not in borne and not _introduced(tokens, f):
            f = Found(f.first, f.last, known[base], "name-list")
        out.append(f)
    return out


def nouns(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Unruhe herrschte": a noun of the dictionary that no list or corpus knows as a name."""
    tokens = analysis.tokens
    borne = _parts_of_full_names(tokens, found)
    return [
        f
        for f in found
        if f.kind != "person"
        or f.last > f.first + 1
        or f.rule != "name-tagger"
        or tokens[f.first].text in borne
        or _introduced(tokens, f)
        or not _is_plain_noun(tokens[f.first].text)
    ]


def _is_plain_noun(word: str) -> bool:
    listed = gazetteer().kinds(word) or word in tagger().corpus
    return not listed and word_tagger().knows_noun(word)


def _introduced(tokens: Sequence[Token], f: Found) -> bool:
    """ "Frau Google", "Wirtin Chelsea", "Chelsea (18)": what stands beside tells of a person."""
    before = tokens[f.first - 1].text if f.first else ""
    after = [token.text for token in tokens[f.last : f.last + 2]]
    aged = len(after) == 2 and after[0] in ("(", ",") and after[1].isdecimal()
    return before in _ADDRESS or noun_sense(before) is not None or aged


def _parts_of_full_names(tokens: Sequence[Token], found: Sequence[Found]) -> frozenset[str]:
    return frozenset(
        tokens[at].text
        for f in found
        if f.kind == "person" and f.last > f.first + 1
        for at in range(f.first, f.last)
    )


@cache
def _namesakes() -> Mapping[str, str]:
    return {word: kind for kind, words in load("namesakes").items() for word in words}
