"""Who has it from whom: copies of one text, and articles that cite another in so many words."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from lautwem import model as m
from lautwem.archive.linking import copies
from lautwem.archive.linking.dates import before, order
from lautwem.archive.linking.found import Edge, Instance, Reason, Source
from lautwem.archive.linking.voices import mentions, name_stems, same_name
from lautwem.language.lexicon import load

COPY = 0.5
"""Resemblance from which two bodies are one text: with a sentence cut or added of six."""
EXCERPT = 0.75
"""Share of the shorter body's shingles in the longer: an agency's report cut from the end.
Two papers' own reports of one event share under 0.2 even where both quote the same sentences."""

_DATELINE = re.compile(r"\(([A-Za-zÄÖÜäöü]{2,6})(?:[/,] ?[\w ]{1,12})?\)")
_HEAD = 90  # letters at the beginning of a body in which a dateline stands


class Copies(m.Frozen):
    """Articles that print one text. ``master`` is whose text it is, None where that is unknown;
    ``agency`` the news agency whose mark the prints bear."""

    members: tuple[str, ...]
    master: str | None
    agency: str | None


@lru_cache(maxsize=512)
def _shingles(text: str) -> np.ndarray:
    return copies.shingles(text)


def copy_groups(sources: Sequence[Source]) -> tuple[Copies, ...]:
    """The groups of two and more articles that are copies, by their bodies."""
    ordered = sorted(sources, key=lambda s: s.id)
    bodies = [_shingles(copies.body(s.article)) for s in ordered]
    bands = [set(copies.bands(shingles)) for shingles in bodies]
    group = list(range(len(ordered)))
    for at in range(len(ordered)):
        for other in range(at):
            if bands[at] & bands[other] and are_copies(bodies[at], bodies[other]):
                old, new = group[at], group[other]
                group = [new if number == old else number for number in group]
    members = [[s for s, g in zip(ordered, group, strict=True) if g == n] for n in sorted({*group})]
    return tuple(_copies(sources_) for sources_ in members if len(sources_) > 1)


def are_copies(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two bodies, given by their shingles, are one text or one an excerpt of the other."""
    if min(len(one), len(other)) < _FEWEST:
        return copies.resemblance(one, other) >= _SAME
    return copies.resemblance(one, other) >= COPY or copies.containment(one, other) >= EXCERPT


_FEWEST = 25
"""Shingles of a text that may be an excerpt: about two sentences; one sentence is a quotation."""
_SAME = 0.9
"""Resemblance from which shorter texts are one."""


def _copies(members: Sequence[Source]) -> Copies:
    marks = {mark for source in members for mark in agency_marks(source.article)}
    ranked = sorted(members, key=lambda s: (order(s.article.published), s.id))
    agency = next((s for s in ranked if _is_agency(s, marks)), None)
    release = next((s for s in ranked if is_release(s.article)), None)
    master = agency or release or _first(ranked)
    named = agency.article.outlet if agency else next(iter(sorted(marks)), None)
    return Copies(tuple(s.id for s in ranked), master.id if master else None, named)


def _is_agency(source: Source, marks: set[str]) -> bool:
    outlet = source.article.outlet
    return outlet is not None and any(same_name(outlet, mark) for mark in marks)


def _first(ranked: Sequence[Source]) -> Source | None:
    """The earliest, if it is surely earlier than all others and bears no other's mark."""
    first, *rest = ranked
    if agency_marks(first.article):
        return None
    surely = all(before(first.article.published, s.article.published) for s in rest)
    return first if surely else None


def agency_marks(article: m.Article) -> tuple[str, ...]:
    """The agencies whose mark stands in the dateline or alone at the end: "(nda)"."""
    body = copies.body(article)
    marks = [*_DATELINE.findall(body[:_HEAD]), *_DATELINE.findall(body[-12:])]
    return tuple(dict.fromkeys(marks))


def is_release(article: m.Article) -> bool:
    """Whether an article is marked as what a press office sent out."""
    body = copies.body(article)
    return any(word in body[:120] or word in body[-200:] for word in load("linking")["releases"])


def edges(instances: Sequence[Instance], groups: Sequence[Copies]) -> tuple[Edge, ...]:
    """All that is known of who has it from whom, among articles that hold the statement."""
    found = [*_copied(instances, groups)]
    prints = {edge.source for edge in found}
    for instance in instances:
        if instance.id in prints:  # whom a print cites, its master cites
            continue
        sentences = [(sentence, name_stems(sentence)) for sentence in near(instance)]
        for other in instances:
            cited = _cites(instance, other, sentences)
            if cited is not None:
                found.append(cited)
    unique = {(e.source, e.target, e.kind): e for e in found}
    return tuple(unique[key] for key in sorted(unique))


class Times:
    """Which of two articles is earlier: by date, or because the later one has it from the other."""

    def __init__(self, instances: Sequence[Instance], edges_: Sequence[Edge]) -> None:
        self._dates = {i.id: i.source.article.published for i in instances}
        self._from: dict[str, set[str]] = {}
        for edge in edges_:
            self._from.setdefault(edge.source, set()).add(edge.target)

    def before(self, one: str, other: str) -> bool:
        """Whether article ``one`` is surely earlier than ``other``; False where that is unknown."""
        if before(self._dates[one], self._dates[other]):
            return True
        rests = self._behind(other)
        return one in rests and other not in self._behind(one)

    def _behind(self, article: str) -> set[str]:
        seen: set[str] = set()
        waiting = [article]
        while waiting:
            new = self._from.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        return seen


def _copied(instances: Sequence[Instance], groups: Sequence[Copies]) -> list[Edge]:
    holders = {instance.id for instance in instances}
    return [
        Edge(member, group.master, "copies", Reason("same-text", (member, group.master)))
        for group in groups
        for member in group.members
        if group.master in holders and member in holders and member != group.master
    ]


Sentences = Sequence[tuple[str, tuple[str, ...]]]
"""The sentences around an instance, each with the stems of its words."""


def _cites(instance: Instance, other: Instance, sentences: Sentences) -> Edge | None:
    """An edge where the words around an instance name the outlet of another one."""
    outlet = other.source.article.outlet
    here = instance.source.article
    if outlet is None or instance.id == other.id or same_outlet(here.outlet, outlet):
        return None
    if is_release(other.source.article):  # the body is the source there, not a paper
        return None
    if before(here.published, other.source.article.published):
        return None
    sentence = _names(instance, outlet, sentences)
    if sentence is None:
        return None
    return Edge(instance.id, other.id, "cites", Reason("cites", (instance.id, other.id), sentence))


def same_outlet(one: str | None, other: str | None) -> bool:
    """Whether two outlets are one; what is not known is nobody's."""
    return one is not None and other is not None and same_name(one, other)


def _names(instance: Instance, outlet: str, sentences: Sentences) -> str | None:
    """The sentence that names an outlet, if it is the instance's or one beside it."""
    wanted = name_stems(outlet)
    for sentence, stems in sentences:
        if mentions(stems, wanted) or _short_form(stems, wanted, instance):
            return sentence
    return None


def _short_form(stems: tuple[str, ...], wanted: tuple[str, ...], instance: Instance) -> bool:
    """ "Blitz" for "Blitz am Mittag": only where the reading takes it for an outlet."""
    outlets = [name_stems(v.name) for v in instance.item.chain if v.kind in ("outlet", "agency")]
    return any(o == wanted[: len(o)] and mentions(stems, o) for o in outlets if o)


def near(instance: Instance) -> tuple[str, ...]:
    """The sentences of an instance, then the one after and the one before, in its paragraph."""
    article, spans = instance.source.article, instance.item.spans
    begin, end = spans[0][0], spans[-1][1]
    block = next((b for b in article.paragraphs if b[0] <= begin < b[1]), None)
    if block is None:
        return (article.text[begin:end],)
    inside = [s for s in instance.source.digest.sentences if block[0] <= s[0] < block[1]]
    held = [at for at, (b, e) in enumerate(inside) if b < end and begin < e]
    if not held:
        return (article.text[begin:end],)
    wanted = [*range(held[0], held[-1] + 1), held[-1] + 1, held[0] - 1]
    return tuple(article.text[slice(*inside[at])] for at in wanted if 0 <= at < len(inside))
