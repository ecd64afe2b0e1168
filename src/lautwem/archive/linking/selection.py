"""Which pieces of which articles are the statement that is asked for, and which deny it."""

from collections.abc import Iterable, Sequence

from lautwem import model as m
from lautwem.archive.linking.content import Content, content, total, weight
from lautwem.archive.linking.found import Instance, Source
from lautwem.archive.linking.items import Item, items
from lautwem.archive.linking.matching import Match, match, numbers_differ, same_voice, shared
from lautwem.archive.linking.voices import Speaker, name_stems

ASKED = 0.7
"""Share of the asked words' weight that a piece must hold: of four words three, of three all.
Found on the invented affairs: at 0.6 another trainer's defeat is taken for the one asked for."""
SURE = 0.7
"""Confidence from which what matches a match is taken too; below, one step only, so that a chain
of loose likenesses does not wander off."""


class Query(m.Frozen):
    """What is asked for: words, or one statement of one article."""

    words: str = ""
    article: str | None = None
    statement: str | None = None


class Selection(m.Frozen):
    """The pieces that say it, and those that say it is not so, in no order that means anything."""

    said: tuple[Instance, ...]
    denied: tuple[Instance, ...]


def select(query: Query, sources: Sequence[Source]) -> Selection:
    """All pieces that are the statement, or deny it. Each article may have several."""
    pieces = [(source, item) for source in sources for item in items(source.reading)]
    said, denied = _asked(query, pieces)
    seeds = list(said.values())
    for round_ in range(2):
        if not seeds:
            break
        grown, opposed = _grown(seeds, pieces)
        _keep(denied, opposed)
        new = [one for key, one in grown.items() if key not in said]
        _keep(said, grown)
        seeds = [one for one in new if one.confidence >= SURE] if round_ == 0 else []
    for key in said.keys() & denied.keys():
        weaker = denied if said[key].confidence >= denied[key].confidence else said
        del weaker[key]
    return Selection(tuple(said.values()), tuple(denied.values()))


Key = tuple[str, tuple[m.Span, ...], str]
Found = dict[Key, Instance]


def _key(source: Source, item: Item) -> Key:
    return source.id, item.spans, item.statement or ""


def _keep(into: Found, more: Found) -> None:
    for key, instance in more.items():
        if key not in into or into[key].confidence < instance.confidence:
            into[key] = instance


def _asked(query: Query, pieces: Iterable[tuple[Source, Item]]) -> tuple[Found, Found]:
    said: Found = {}
    denied: Found = {}
    wanted = content(query.words)
    for source, item in pieces:
        if query.statement is not None:
            if (source.id, item.statement) == (query.article, query.statement):
                said[_key(source, item)] = Instance(source, item, "verbatim", 1.0, ("asked for",))
            continue
        found = asked(wanted, item)
        if found is not None:
            instance = Instance(source, item, found.kind, found.confidence, found.because)
            (denied if found.opposed else said)[_key(source, item)] = instance
    return said, denied


def asked(wanted: Content, item: Item) -> Match | None:
    """Whether a piece holds the words asked for: names may stand for who speaks or is meant."""
    if not wanted.stems or numbers_differ(wanted, item.content):
        return None
    named = _named((*item.chain[:1], *item.persons))
    rest = tuple(s for s in wanted.stems if s not in named)
    held = shared(rest, item.content.stems)
    kept = (held.weight + total(s for s in wanted.stems if s in named)) / total(wanted.stems)
    if kept < ASKED or not held.left or held.weight < min(ONE, total(rest)):
        return None
    opposed = (item.denied ^ item.content.negative(held.right)) != wanted.negative()
    surplus = total(item.content.stems) - held.weight
    confidence = round(max(0.3, min(0.95, kept - 0.01 * surplus)), 2)
    kind = "indirect" if kept >= 0.95 else "other_words"
    return Match(kind, confidence, opposed, (f"words asked for {kept:.0%}",))


ONE = weight("beispielwort")
"""At least one word that tells something must be held, not names alone."""


def _named(speakers: Iterable[Speaker]) -> frozenset[str]:
    return frozenset(s for one in speakers for form in one.forms for s in name_stems(form))


def _grown(seeds: Sequence[Instance], pieces: Iterable[tuple[Source, Item]]) -> tuple[Found, Found]:
    said: Found = {}
    denied: Found = {}
    for source, item in pieces:
        for seed in seeds:
            if seed.id == source.id and seed.item.spans == item.spans:
                continue
            if seed.item.statement is None and item.statement is None:
                continue
            if seed.id == source.id and not same_voice(seed.item, item):
                continue  # in one article two voices are two, whoever is meant by "der Trainer"
            found = match(seed.item, item)
            if found is None:
                continue
            instance = Instance(source, item, found.kind, found.confidence, found.because)
            _keep(denied if found.opposed else said, {_key(source, item): instance})
    return said, denied
