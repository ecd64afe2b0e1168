"""Which predicted person or voice is which of the gold: by their mentions and by name."""

import re
from collections.abc import Iterable, Sequence

from lautwem import model as m
from lautwem.evaluation.assignment import best_pairs
from lautwem.evaluation.gold import GoldPerson, GoldRecord, GoldVoice, Place

SAME_PLACE = 0.5
"""Spans are one place where their character F1 reaches this: more is shared than not."""
NAME_WEIGHT, WORDS_WEIGHT, PRONOUN_WEIGHT = 9, 3, 1
"""A shared name says more about who is meant than a noun phrase, and this more than a pronoun."""


class Entity(m.Frozen):
    """A person or another voice of either side: all names, and all places with their weight."""

    id: str
    kind: str
    names: tuple[str, ...]
    places: tuple[tuple[m.Span, int], ...]
    speaks_for: str | None = None


class Identity(m.Frozen):
    """The entities of both sides of one document, and the best one-to-one pairing of them."""

    gold: dict[str, Entity]
    predicted: dict[str, Entity]
    pairs: dict[str, str]
    """From gold id to predicted id; people stand under their person id on both sides."""
    voices: dict[str, str]
    """From predicted voice id to the id of its entity."""

    def entity(self, voice: str | None) -> str | None:
        """The entity behind a predicted voice id."""
        return None if voice is None else self.voices.get(voice, voice)

    def same(self, gold: str, voice: str | None) -> bool:
        """Whether a predicted voice is the gold one, or the body an unnamed voice speaks for."""
        entity = self.entity(voice)
        if entity is None or entity not in self.predicted:
            return False
        wanted = self.gold[gold]
        if self.pairs.get(gold) == entity:
            return True
        if wanted.speaks_for and self.same(wanted.speaks_for, voice):
            return True
        return self._alike(wanted, self.predicted[entity])

    def _alike(self, gold: Entity, predicted: Entity) -> bool:
        """Equal by name, or both nameless; a partner of somebody else is never taken."""
        if predicted.id in self.pairs.values():
            return False
        nameless = not any(weight == NAME_WEIGHT for _, weight in predicted.places)
        if gold.kind == "unnamed" and predicted.kind == "unnamed" and nameless:
            return not gold.places or not predicted.places
        return alike(gold.names, predicted.names)


def span_f1(one: Sequence[m.Span], other: Sequence[m.Span]) -> float:
    """F1 of the code points that two places, each of one or several pieces, have in common."""
    common = shared(one, other)
    sizes = sum(end - begin for begin, end in (*one, *other))
    return 2 * common / sizes if sizes else 0.0


def shared(one: Iterable[m.Span], other: Sequence[m.Span]) -> int:
    """How many code points two places have in common."""
    return sum(max(0, min(e, f) - max(b, c)) for b, e in one for c, f in other)


def spans(places: Iterable[Place]) -> tuple[m.Span, ...]:
    """Places of the gold without their first words."""
    return tuple((begin, end) for begin, end, _ in places)


def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others: capitalised, with a digit, or all there are.

    Articles, prepositions and adjectives fall away, and so does what inflects a word.
    """
    words = re.findall(r"[\w@&]+", name)
    telling = [word for word in words if not word.islower()] or words
    return frozenset(re.sub(r"(?<=\w{3})(?:e[nmrs]|[ens])$", "", w.casefold()) for w in telling)


def alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether some name of the one is a name of the other, or a part of it ("Frau Berger")."""
    other_words = [name_words(name) for name in other]
    return any(
        mine and yours and (mine <= yours or yours <= mine)
        for mine in map(name_words, one)
        for yours in other_words
    )


def identify(record: GoldRecord, reading: m.Reading) -> Identity:
    """Pair the people and voices of a reading with those of the gold.

    The pairing maximises the shared mentions, weighted by form; an equal name counts like
    one shared name. A person and a voice that is no person may pair (an unnamed man).
    """
    gold = {one.id: gold_entity(one, record) for one in (*record.people, *record.voices)}
    voices = {voice.id: voice.person or voice.id for voice in reading.voices}
    predicted = {one.id: one for one in _predicted_entities(reading, voices)}
    weights = [[likeness(g, p) for p in predicted.values()] for g in gold.values()]
    golden, ids = list(gold), list(predicted)
    pairs = {golden[row]: ids[column] for row, column in best_pairs(weights)}
    return Identity(gold, predicted, pairs, voices)


def gold_entity(one: GoldPerson | GoldVoice, record: GoldRecord) -> Entity:
    """A person or voice of the gold with its mentions and the places where it speaks."""
    weight = {"name": NAME_WEIGHT, "noun_phrase": WORDS_WEIGHT, "pronoun": PRONOUN_WEIGHT}
    places = {mention.place[:2]: weight[mention.form] for mention in one.mentions}
    for statement in record.statements:
        for party in (statement.speaker, statement.addressee):
            if party and party.voice == one.id:
                for span in spans(party.places):
                    places.setdefault(span, PRONOUN_WEIGHT)
    if isinstance(one, GoldPerson):
        return Entity(one.id, "person", (one.name, *one.aliases), tuple(places.items()))
    return Entity(one.id, one.kind, (one.name,), tuple(places.items()), one.speaks_for)


def _predicted_entities(reading: m.Reading, voices: dict[str, str]) -> Iterable[Entity]:
    places: dict[str, dict[m.Span, int]] = {}
    for mention in reading.mentions:
        entity = voices.get(mention.entity, mention.entity)
        weight = NAME_WEIGHT if mention.form == "name" else PRONOUN_WEIGHT
        places.setdefault(entity, {})[mention.span] = weight
    for person in reading.people:
        for span in person.mentions:
            places.setdefault(person.id, {}).setdefault(span, PRONOUN_WEIGHT)
    for statement in reading.statements:
        for party in (statement.speaker, statement.addressee):
            if party and party.voice:
                for span in party.part.spans:
                    entity = voices.get(party.voice, party.voice)
                    places.setdefault(entity, {}).setdefault(span, PRONOUN_WEIGHT)
    for person in reading.people:
        names = (person.name, *person.aliases)
        yield Entity(person.id, "person", names, tuple(places.get(person.id, {}).items()))
    for voice in reading.voices:
        if voice.person is None:
            yield Entity(
                voice.id, voice.kind, (voice.name,), tuple(places.get(voice.id, {}).items())
            )


def likeness(gold: Entity, predicted: Entity) -> float:
    """How much speaks for two entities being one: shared places by weight, and an equal name."""
    total = sum(
        weight
        for span, weight in gold.places
        if any(span_f1((span,), (other,)) >= SAME_PLACE for other, _ in predicted.places)
    )
    return total + NAME_WEIGHT * alike(gold.names, predicted.names)
