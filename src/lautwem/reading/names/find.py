"""All names of one text in order: tagger, then lists, then rules, then the whole article."""

from collections.abc import Iterable

from lautwem.language.lexicon import load
from lautwem.model import Analysis, Because, Name
from lautwem.reading.names import rules
from lautwem.reading.names.abbreviations import abbreviated
from lautwem.reading.names.encoded import EncodedTagger
from lautwem.reading.names.found import Found, covering
from lautwem.reading.names.lists import Listed, contexts, listed_names
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.names.tagger import Tagger, tagger

_LONGEST = 20  # words of a name; the tagger never saw more, but a text may be anything
_KINDS = {"PER": "person", "LOC": "place", "ORG": "institution", "OTH": "other"}
_BEARING = tuple(load("name_contexts")["bearing"])

MARKS = frozenset("„“\"»«‚‘'")
"""Marks that may stand between a determiner and a name."""


def find_names(analysis: Analysis, using: Tagger | EncodedTagger | None = None) -> tuple[Name, ...]:
    """Names of people, bodies, media, places and works, in text order, not overlapping.

    ``using`` is the tagger, by default the one in the package. Raises ``MissingModel``
    where the package has none.
    """
    labels = (using or tagger()).tag(analysis)
    found = list(_tagged(labels))
    listed = [
        name for s in analysis.sentences for name in listed_names(analysis.tokens, s.first, s.last)
    ]
    found, listed = _with_lists(analysis, found, listed)
    found = rules.apply(analysis, found, frozenset(_taken(listed)))
    words = frozenset(
        t.text
        for f in found
        for t in analysis.tokens[f.first : f.last - (f.kind == "person" and _owns(analysis, f))]
    )
    names = [_name(analysis, f, words) for f in found]
    names += [_listed(analysis, name) for name in listed]
    return abbreviated(analysis, sorted(names, key=lambda name: name.span))


def _tagged(labels: list[str]) -> Iterable[Found]:
    begin = 0
    for at, label in enumerate(labels):
        if label[0] in "BS":
            begin = at
        if label[0] in "ES" and at - begin < _LONGEST:
            yield Found(begin, at + 1, _KINDS[label[2:]], "name-tagger")


def _with_lists(
    analysis: Analysis, found: list[Found], listed: list[Listed]
) -> tuple[list[Found], list[Listed]]:
    """Tagged and listed names that stay; a longer tagged name swallows a listed one."""
    covered = covering(found)
    kept: list[Listed] = []
    dropped: set[Found] = set()
    for name in listed:
        over = {covered[at] for at in range(name.first, name.last) if at in covered}
        longer = [f for f in over if f.last - f.first > name.last - name.first]
        swallowing = [f for f in longer if name.entry.ambiguous or f.kind == "person"]
        if not swallowing:
            dropped |= over
        if all(_trails(analysis, f, name) for f in swallowing):
            kept.append(name)
    return [f for f in found if f not in dropped], kept


def _trails(analysis: Analysis, found: Found, name: Listed) -> bool:
    """ "Kurt Reis von Ö1": a medium at the end of what was taken for a person."""
    if name.entry.ambiguous or found.last != name.last or found.first == name.first:
        return False
    before = analysis.tokens[name.first - 1]
    return not before.text[0].isupper()


def _taken(listed: list[Listed]) -> Iterable[int]:
    for name in listed:
        yield from range(name.first, name.last)


def _listed(analysis: Analysis, name: Listed) -> Name:
    begin = analysis.tokens[name.first].begin
    end = analysis.tokens[name.last - 1].end if name.part is None else begin + name.part
    because = Because("name-list", ((begin, end),))
    return Name((begin, end), name.entry.kind, name.entry.name, because)


def _name(analysis: Analysis, found: Found, bare: frozenset[str]) -> Name:
    tokens = analysis.tokens[found.first : found.last]
    span = (tokens[0].begin, tokens[-1].end)
    words = [token.text for token in tokens]
    genitive = found.kind == "person" and _owns(analysis, found)
    genitive = genitive or (found.kind != "person" and _after_des(analysis, found.first))
    last = rules.without_genitive(words, found.kind, bare, genitive)
    canonical = " ".join((analysis.text[span[0] : tokens[-1].begin] + last).split())
    return Name(span, found.kind, canonical, Because(found.rule, (span,)))


def _owns(analysis: Analysis, found: Found) -> bool:
    """ "Putins Rede", "Putins lange Rede": what follows may belong to who is named."""
    after = analysis.tokens[found.last : found.last + 2]
    attribute = len(after) == 2 and after[0].pos == "ADJ" and after[1].pos == "NOUN"
    return (bool(after) and after[0].pos == "NOUN") or attribute or _owned(analysis, found)


def _owned(analysis: Analysis, found: Found) -> bool:
    """ "der Krieg Putins": a noun that is no person, no body and no matter named after one."""
    if not found.first:
        return False
    before = analysis.tokens[found.first - 1]
    word = before.text.lower()
    named = word.endswith(_BEARING) or contexts().head_kind(before.text) is not None
    return before.pos == "NOUN" and not named and noun_sense(before.text) is None


def _after_des(analysis: Analysis, first: int) -> bool:
    """ "des Elbtaler Kuriers", "des „Kuriers“": the article says that the name is inflected."""
    at = first - 1
    if at >= 0 and analysis.tokens[at].text in MARKS:
        at -= 1
    return at >= 0 and analysis.tokens[at].text.lower() == "des"
