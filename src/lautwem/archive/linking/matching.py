"""Whether two pieces of different articles say the same, in which form, and how surely."""

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import LCSseq

from lautwem import model as m
from lautwem.archive.linking.content import Content, counted, self_clauses, topic, total, weight
from lautwem.archive.linking.items import Item
from lautwem.archive.linking.voices import Speaker, same

Kind = Literal["verbatim", "shortened", "indirect", "other_words"]
"""The same words; a part of them; retold with other person, mood or order; in other words."""

SAME_WORDS = 0.95
"""Share of words in order from which two texts are one: a typo or an added particle in 20 words."""
PART = 0.85
"""Share of the shorter text's words that stand in the longer one in order: a shortened quotation
keeps all its words but may change a pronoun ("ich habe", "er habe")."""
RETOLD = 0.8
"""Share of the content's weight that a retelling keeps."""
OTHER_WORDS = 0.6
"""The least share that is still taken for the same content."""
ONE_EVENT = 0.2
"""Share of the shorter article's words that tell something, from which two articles are about one
event. Pairs of articles of one invented affair have 0.16 to 1.0; of 20,000 pairs of articles of
one paper 0.3 % reach it."""
ENOUGH = 1.7
"""Least common weight of two statements of one event whose speakers differ or are unknown: two
words that tell something, or one and two common ones."""
ENOUGH_ALONE = 4.0
"""The same where the articles are not about one event: four words. Two gave 101 pairs on 1,028
articles of one paper, of which an eye took two for one statement."""
ENOUGH_SAME_VOICE = 0.7
"""Least common weight where one and the same named person speaks of one event: one word."""
DENIED = 0.75
"""Least share for a denial that only a negation makes: "the driver was not led" is none of "the
boat drove without light", though two of three words are the same."""
ALIKE = 0.7
"""What a word counts that is part of the other's compound ("Medikament", "Krebsmedikament")."""
LETTERS = 5
"""Letters that two words must share for that."""


class Match(m.Frozen):
    """Two pieces say the same, or (``opposed``) one denies the other."""

    kind: Kind
    confidence: float
    opposed: bool
    because: tuple[str, ...]


def match(one: Item, other: Item) -> Match | None:
    """How two pieces hang together, None if they do not; the order does not matter."""
    return compare(one, other, lambda: one_event(topic(one.whole), topic(other.whole)))


def compare(one: Item, other: Item, of_one_event: Callable[[], bool]) -> Match | None:
    """As ``match``, where it is known otherwise whether the articles are about one event.

    What holds of articles that are not holds of those that are.
    """
    first, second = one.told, other.told
    common = shared(first, second)
    weights = total(first), total(second)
    smaller = min(weights)
    kept = common.weight / smaller if smaller else 0.0
    if kept < OTHER_WORDS and not _as_long(one, other):
        return None
    voice = _voices(one, other)
    if voice != "same" and _speaks_of_self(one, other, common):
        return None
    kind = _kind(one, other, kept)
    if kind is None or (
        common.weight < _needed(voice, of_one_event) and not _short(one, other, kind, voice)
    ):
        return None
    if numbers_differ(one.content, other.content) or _others(one, other, common):
        return None
    opposed = denies(one, common.left) != denies(other, common.right)
    if opposed and kept < DENIED and not (one.denied or other.denied):
        return None
    confidence = _confidence(kind, kept, voice, common.weight)
    words = ", ".join(sorted(common.left)[:6])
    return Match(kind, confidence, opposed, (f"content {kept:.0%}: {words}", f"voice {voice}"))


def _needed(voice: str, of_one_event: Callable[[], bool]) -> float:
    """The least common weight that makes two statements one."""
    if of_one_event():
        return ENOUGH_SAME_VOICE if voice == "same" else ENOUGH
    return ENOUGH if voice == "same" else ENOUGH_ALONE


def one_event(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two articles are about one event, by the words that tell something in each."""
    smaller = min(len(one), len(other))
    return smaller > 0 and len(one & other) >= ONE_EVENT * smaller


class Shared(m.Frozen):
    """Stems of both sides that have a partner, and their common weight."""

    left: frozenset[str]
    right: frozenset[str]
    weight: float


def shared(one: tuple[str, ...], other: tuple[str, ...]) -> Shared:
    both = set(one) & set(other)
    left, right, sum_ = set(both), set(both), total(both)
    firsts, lasts = _ends(other)
    for a in one:
        if a in both or not (a[:LETTERS] in firsts or a[-LETTERS:] in lasts):
            continue
        for b in other:
            if b not in right and _compound(a, b):
                left.add(a)
                right.add(b)
                sum_ += ALIKE * min(weight(a), weight(b))
                break
    return Shared(frozenset(left), frozenset(right), sum_)


@lru_cache(maxsize=4096)
def _ends(stems: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """How the stems begin and end: whoever shares neither shares no compound."""
    long = [s for s in stems if len(s) >= LETTERS]
    return frozenset(s[:LETTERS] for s in long), frozenset(s[-LETTERS:] for s in long)


def _compound(one: str, other: str) -> bool:
    """Whether one word ends or begins with the other ("Medikament", "Krebsmedikament")."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < LETTERS or short.startswith("#"):
        return False
    return long.startswith(short) or long.endswith(short)


def _as_long(one: Item, other: Item) -> bool:
    """Whether two texts have so nearly as many words that they can have the same."""
    short, long = sorted((len(one.content.words), len(other.content.words)))
    return short >= SAME_WORDS * long


def _kind(one: Item, other: Item, kept: float) -> Kind | None:
    short, long = sorted((one.content.words, other.content.words), key=len)
    if not short:
        return None
    common = LCSseq.similarity(short, long)
    if common >= SAME_WORDS * len(long):
        return "verbatim"
    if len(short) >= 3 and common >= PART * len(short) and kept >= RETOLD:
        return "shortened"
    if kept >= RETOLD:
        return "indirect"
    return "other_words" if kept >= OTHER_WORDS else None


def _short(one: Item, other: Item, kind: Kind, voice: str) -> bool:
    """A short sentence of common words counts when one person says all of it again."""
    return (
        voice == "same"
        and kind in ("verbatim", "indirect")
        and set(one.content.stems) == set(other.content.stems)
        and bool(one.content.stems or kind == "verbatim")
    )


def numbers_differ(one: Content, other: Content) -> bool:
    """Whether the two count the same thing and come to other numbers."""
    if not one.numbers or not other.numbers:
        return False
    if not {n for n, _ in one.numbers} & {n for n, _ in other.numbers}:
        return True
    units = {unit for _, unit in one.numbers} & {unit for _, unit in other.numbers}
    return any(
        {n for n, u in one.numbers if u == unit}.isdisjoint(
            {n for n, u in other.numbers if u == unit}
        )
        for unit in units
    )


def denies(item: Item, shared: frozenset[str]) -> bool:
    """Whether a piece says of what these stems say that it is not so."""
    return item.denied ^ item.content.negative(shared)


def _voices(one: Item, other: Item) -> Literal["same", "different", "open"]:
    first, second = _voice(one), _voice(other)
    if first is None or second is None:
        return "open"
    return "same" if same(first, second) else "different"


def same_voice(one: Item, other: Item) -> bool:
    """Whether one and the same named person or body says both."""
    return _voices(one, other) == "same"


def _voice(item: Item) -> Speaker | None:
    """The named person or body who says it; an outlet only passes on."""
    inner = item.chain[0] if item.chain else None
    known = inner is not None and inner.named and inner.kind not in ("outlet", "agency", "platform")
    return inner if known else None


def subjects(item: Item, said: frozenset[str]) -> tuple[Speaker, ...]:
    """The persons a piece is about where it says some stems: those named, and the speaker who
    speaks of himself there."""
    voice = _voice(item)
    return (*item.persons, voice) if voice is not None and _of_self(item, said) else item.persons


def _speaks_of_self(one: Item, other: Item, common: Shared) -> bool:
    """Somebody speaks of himself, and the other one neither is he nor speaks of him."""
    if not (_of_self(one, common.left) or _of_self(other, common.right)):
        return False
    if _by_role(one, other) or _by_role(other, one):
        return False
    return not _one_subject(one, other, common)


def _one_subject(one: Item, other: Item, common: Shared) -> bool:
    """Whether both are about one named person."""
    first, second = subjects(one, common.left), subjects(other, common.right)
    return any(same(a, b) for a in first for b in second)


def _of_self(item: Item, said: frozenset[str]) -> bool:
    """Whether a person says "ich" where he says these stems, or in a retelling "er", "sie" or an
    infinitive. ("Er hat sie angeschrien, ich stand daneben": of himself he says the last.)"""
    voice = _voice(item)
    if voice is None or voice.kind != "person":
        return False
    if item.content.first_person:
        own = self_clauses(item.content.text)
        return any(not clause or not clause.isdisjoint(said) for clause in own)
    if item.type == "direct" or any(not same(p, voice) for p in item.persons):
        return False
    pronouns = {"female": {"sie", "zu"}, "male": {"er", "zu"}}.get(voice.gender or "", _PRONOUNS)
    return not pronouns.isdisjoint(item.content.words)


_PRONOUNS = {"er", "sie", "zu"}


def _by_role(one: Item, other: Item) -> bool:
    """Whether ``one`` speaks of the other's speaker by his office ("der Trainer hat nicht ..")."""
    voice = _voice(other)
    if voice is None or one.content.first_person:
        return False
    offices = {counted(role.split()[-1]) for role in voice.roles if role.split()}
    unnamed = [v.name for v in one.chain[:1] if v.kind == "unnamed"]
    return not offices.isdisjoint((*one.content.stems, *map(counted, unnamed)))


def _others(one: Item, other: Item, common: Shared) -> bool:
    """Whether both are about named persons, and about none in common."""
    about = subjects(one, common.left), subjects(other, common.right)
    return all(about) and not _one_subject(one, other, common)


def _confidence(kind: Kind, kept: float, voice: str, weight_: float) -> float:
    """A rank between 0 and 1: by form, kept content, and whether one person speaks."""
    base = {"verbatim": 0.95, "shortened": 0.9, "indirect": 0.8, "other_words": 0.55}[kind]
    bonus = {"same": 0.1, "open": 0.0, "different": -0.1}[voice]
    long = min(weight_, 4.0) / 40
    return round(max(0.05, min(0.99, base * (0.5 + kept / 2) + bonus + long)), 2)
