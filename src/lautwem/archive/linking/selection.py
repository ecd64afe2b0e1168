"""Which pieces of which articles are the statement that is asked for, and which deny it."""

import re
from collections.abc import Iterable, Sequence

from lautwem import model as m
from lautwem.archive.linking.content import COMMON, Content, content, topic, total, weight
from lautwem.archive.linking.found import Instance, Source
from lautwem.archive.linking.items import Item, folded
from lautwem.archive.linking.matching import (
    ENOUGH,
    Match,
    denies,
    match,
    numbers_differ,
    one_event,
    same_voice,
    shared,
)

ASKED = 0.7
"""Share of the asked words' weight that a piece must hold: of four words three, of three all.
Found on the invented affairs: at 0.6 another trainer's defeat is taken for the one asked for."""
IN_PIECE = 0.5
"""Share that a piece must hold, and two words, where others stand elsewhere in its article and then
count half: who asks names the town or the firm, which a sentence further down does not say again.
Not names of people: who is named elsewhere is not who is meant here. Only where no piece of the
article holds enough by itself, and where it is about the event of one that does, if any does."""
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
    pieces = [(source, item) for source in sources for item in source.prepared().pieces]
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
    _keep(said, _backed(said, denied, pieces))
    return Selection(tuple(said.values()), tuple(denied.values()))


Key = tuple[str, tuple[m.Span, ...], str]
Found = dict[Key, Instance]


def _key(source: Source, item: Item) -> Key:
    return source.id, item.spans, item.statement or ""


def _keep(into: Found, more: Found) -> None:
    for key, instance in more.items():
        if key not in into or into[key].confidence < instance.confidence:
            into[key] = instance


def _asked(query: Query, pieces: Sequence[tuple[Source, Item]]) -> tuple[Found, Found]:
    if query.statement is not None:
        said = {
            _key(source, item): Instance(source, item, "verbatim", 1.0, ("asked for",))
            for source, item in pieces
            if (source.id, item.statement) == (query.article, query.statement)
        }
        return said, {}
    said, denied, leaning = {}, {}, {}
    wanted = content(query.words)
    for source, item in pieces:
        held = _held(wanted, item)
        if held is None:
            continue
        match_ = held.match(item)
        instance = Instance(source, item, match_.kind, match_.confidence, match_.because)
        if held.share >= ASKED:
            (denied if held.opposed else said)[_key(source, item)] = instance
        elif _leans(held, wanted, source, item):
            leaning[_key(source, item)] = instance
    return _beside(leaning, (*said.values(), *denied.values())) | said, denied


def _beside(leaning: Found, direct: Sequence[Instance]) -> Found:
    """Of pieces that hold less, those of other articles about the event of the ``direct`` ones."""
    articles = {instance.id for instance in direct}
    events = {topic(instance.item.whole) for instance in direct}
    return {
        key: instance
        for key, instance in leaning.items()
        if instance.id not in articles
        and (not events or any(one_event(topic(instance.item.whole), e) for e in events))
    }


class _Held(m.Frozen):
    """What a piece holds of the words asked for: their share and weight, names included or only
    the others (``common``), those it does not hold, and whether it denies the others."""

    share: float
    weight: float
    common: float
    missing: tuple[str, ...]
    opposed: bool

    def match(self, item: Item) -> Match:
        surplus = total(item.content.stems) - self.common
        confidence = round(max(0.3, min(0.95, self.share - 0.01 * surplus)), 2)
        kind = "indirect" if self.share >= 0.95 else "other_words"
        because = (f"words asked for {self.share:.0%}",)
        return Match(kind, confidence, self.opposed, because)


def _held(wanted: Content, item: Item) -> _Held | None:
    """What a piece holds of the words asked for, where that is enough to look at: names may stand
    for who speaks or is meant."""
    if not wanted.stems or numbers_differ(wanted, item.content):
        return None
    rest = tuple(s for s in wanted.stems if s not in item.named)
    common = shared(rest, item.content.stems)
    if not common.left or common.weight < min(ONE, total(rest)):
        return None
    named = total(s for s in wanted.stems if s in item.named)
    share = (common.weight + named) / total(wanted.stems)
    if share < IN_PIECE:
        return None
    return _Held(
        share=share,
        weight=common.weight + named,
        common=common.weight,
        missing=tuple(s for s in rest if s not in common.left),
        opposed=denies(item, common.right) != wanted.negative(),
    )


def _leans(held: _Held, wanted: Content, source: Source, item: Item) -> bool:
    """Whether the words that a piece does not hold stand elsewhere in its article."""
    if held.opposed or held.weight < ENOUGH:
        return False
    people = frozenset(s for p in source.digest.named[: source.digest.people] for s in p.stems)
    missing = [s for s in held.missing if s not in people]
    return held.share + _elsewhere(missing, item) / total(wanted.stems) / 2 >= ASKED


def _elsewhere(missing: Sequence[str], item: Item) -> float:
    """The weight of words that tell something and stand in another part of the article."""
    telling = [s for s in missing if weight(s) > COMMON]
    whole = folded(item.whole) if telling else ""
    begins = (re.escape(s.replace("ss", "s")) for s in telling)
    return float(sum(re.search(rf"\b{begin}", whole) is not None for begin in begins))


ONE = weight("beispielwort")
"""At least one word that tells something must be held, not names alone."""


def _backed(said: Found, denied: Found, pieces: Iterable[tuple[Source, Item]]) -> Found:
    """Quotations that stand behind a sentence which says it and names nobody.

    "Jahrelang wurde dort Schlacke abgeladen. „Wir haben die Schlacke nachts abgeladen“, berichtet
    ein Vorarbeiter": he is whose word the article has it on. The quotation follows in the same
    paragraph and shares words that tell something.
    """
    found: Found = {}
    claims = [one for one in said.values() if one.item.statement is None and not one.item.title]
    for source, item in pieces:
        if item.type != "direct" or not item.chain or not item.chain[0].named:
            continue
        key = _key(source, item)
        for claim in claims:
            if claim.id != source.id or key in said or key in denied:
                continue
            common = shared(claim.item.told, item.told)
            follows = _follows(source, claim.item.spans[-1][1], item.spans[0][0])
            one_way = denies(claim.item, common.left) == denies(item, common.right)
            if follows and one_way and common.weight >= BACKING:
                because = ("stands behind the sentence before it",)
                found[key] = Instance(source, item, "other_words", BACKED, because)
    return found


BACKING = 1.7
"""Weight that a sentence and the quotation behind it share: two words, as ``matching.ENOUGH``."""
BACKED = 0.5
"""Confidence of such a quotation: that of other words at their least."""


def _follows(source: Source, end: int, begin: int) -> bool:
    """Whether a place comes after another in one paragraph."""
    return end <= begin and any(b <= end <= e and begin < e for b, e in source.article.paragraphs)


def _unlike(seeds: Sequence[Instance]) -> list[Instance]:
    """Seeds without those that say, of the same voice and persons, what one before says."""
    unique: dict[tuple[object, ...], Instance] = {}
    for seed in sorted(seeds, key=lambda s: (-s.confidence, s.id, s.item.spans)):
        item = seed.item
        same = (item.content.words, item.denied, item.chain[:1], item.persons, seed.id)
        unique.setdefault(same, seed)
    return list(unique.values())


def _grown(seeds: Sequence[Instance], pieces: Iterable[tuple[Source, Item]]) -> tuple[Found, Found]:
    said: Found = {}
    denied: Found = {}
    wanted = [(seed, frozenset(seed.item.told)) for seed in _unlike(seeds)]
    any_ = frozenset().union(*(stems for _, stems in wanted))
    silent = any(not seed.item.content.stems for seed, _ in wanted)
    for source, item in pieces:
        if not silent and any_.isdisjoint(item.told):
            continue
        for seed, stems in wanted:
            if stems.isdisjoint(item.told) and seed.item.content.stems:
                continue
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
