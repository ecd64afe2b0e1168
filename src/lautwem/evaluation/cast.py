"""People of a reading against the gold: mentions, names, ages, roles, kinship."""

from collections.abc import Iterator, Sequence
from math import comb

from lautwem import model as m
from lautwem.evaluation.assignment import best_pairs
from lautwem.evaluation.counts import Count, Failure, found, share
from lautwem.evaluation.gold import GoldPerson, GoldRecord
from lautwem.evaluation.identity import SAME_PLACE, Identity, name_words, span_f1, spans

INVERSE: dict[str, str] = {
    "parent": "child", "grandparent": "grandchild", "uncle_aunt": "nephew_niece"
}  # fmt: skip
"""Kinship that is told from the other side: a parent of hers is one whose child she is."""
ONE_SIDED = frozenset(INVERSE.values())

Found = tuple[list[Count], list[Failure]]
Cluster = frozenset[int]


def compare_people(record: GoldRecord, reading: m.Reading, identity: Identity) -> Found:
    """All measures of people for one document.

    Gold holds the people who are named; predicted people never named are left aside.
    """
    predicted = {person.id: person for person in named_people(reading)}
    partner = {
        person.id: predicted[identity.pairs[person.id]]
        for person in record.people
        if identity.pairs.get(person.id) in predicted
    }
    counts = [*_mention_counts(record, tuple(predicted.values()))]
    counts += _name_counts(record, partner, tuple(predicted.values()))
    counts.append(_kinship_count(record, reading, partner))
    return counts, list(_failures(record, partner, predicted))


def named_people(reading: m.Reading) -> tuple[m.Person, ...]:
    """The people of a reading who have a name at some place, or of whom no form is told."""
    forms: dict[str, set[str]] = {}
    for mention in reading.mentions:
        forms.setdefault(mention.entity, set()).add(mention.form)
    return tuple(p for p in reading.people if "name" in forms.get(p.id, {"name"}))


def _mention_counts(record: GoldRecord, predicted: Sequence[m.Person]) -> Iterator[Count]:
    """Mentions found, B³ and links (pairs of mentions of one person).

    B³ over all mentions of both sides as in the reference scorer (Pradhan et al. 2014): what
    only one side has counts nothing.
    """
    gold_spans = [spans(mention.place for mention in p.mentions) for p in record.people]
    gold = [span for some in gold_spans for span in some]
    other = [span for person in predicted for span in person.mentions]
    pairs = best_pairs([[_near(g, p) for p in other] for g in gold])
    number = {column: row for row, column in pairs}
    yield found("mentions", len(pairs), len(other), len(gold))
    keys = list(_clusters([len(some) for some in gold_spans]))
    raw = _clusters([len(person.mentions) for person in predicted])
    unknown = len(gold)  # numbers of mentions that the gold does not have
    answers = [frozenset(number.get(one, unknown + one) for one in cluster) for cluster in raw]
    yield b_cubed(keys, answers)
    yield links(keys, answers)


def _near(gold: m.Span, predicted: m.Span) -> float:
    likeness = span_f1((gold,), (predicted,)) if gold[0] < predicted[1] else 0.0
    return likeness if likeness >= SAME_PLACE else 0.0


def _clusters(sizes: Sequence[int]) -> Iterator[Cluster]:
    begin = 0
    for size in sizes:
        yield frozenset(range(begin, begin + size))
        begin += size


def b_cubed(keys: Sequence[Cluster], answers: Sequence[Cluster]) -> Count:
    """B³ (Bagga & Baldwin 1998) of two groupings of numbered mentions."""
    precise = sum(len(k & a) ** 2 / len(a) for a in answers if a for k in keys)
    recalled = sum(len(k & a) ** 2 / len(k) for k in keys if k for a in answers)
    return Count("people B³", precise, sum(map(len, answers)), recalled, sum(map(len, keys)))


def links(keys: Sequence[Cluster], answers: Sequence[Cluster]) -> Count:
    """Pairs of mentions that both groupings put together."""
    right = sum(comb(len(k & a), 2) for k in keys for a in answers)
    pairs = [sum(comb(len(cluster), 2) for cluster in some) for some in (answers, keys)]
    return found("people links", right, *pairs)


def _name_counts(
    record: GoldRecord, partner: dict[str, m.Person], predicted: Sequence[m.Person]
) -> Iterator[Count]:
    known = [(person, partner.get(person.id)) for person in record.people]
    both = [(g, p) for g, p in known if p]
    named = sum(name_words(g.name) == name_words(p.name) for g, p in both)
    yield found("people names", named, len(predicted), len(known))
    aliases = sum(len(_folded(g.aliases) & _folded(p.aliases)) for g, p in both)
    offered = sum(len(_folded(p.aliases)) for p in predicted)
    yield found("people aliases", aliases, offered, sum(len(_folded(g.aliases)) for g, _ in known))
    ages = sum(bool(g.age and p.age and g.age.value == p.age.value) for g, p in both)
    told = sum(p.age is not None for p in predicted)
    yield found("people ages", ages, told, sum(g.age is not None for g, _ in known))
    roles = sum(_roles_found(g, p) for g, p in both)
    offered = sum(len(p.roles) for p in predicted)
    yield found("people roles", roles, offered, sum(len(g.roles) for g, _ in known))
    sexes = [(g.gender, p.gender) for g, p in both if g.gender]
    yield share("people gender", sum(g == p for g, p in sexes), len(sexes))


def _folded(names: Sequence[str]) -> frozenset[str]:
    return frozenset(" ".join(name.casefold().split()) for name in names)


def _roles_found(gold: GoldPerson, predicted: m.Person) -> int:
    weights = [
        [_near(role.place[:2], other.span) for other in predicted.roles] for role in gold.roles
    ]
    return len(best_pairs(weights))


Kin = tuple[str, str, str]


def _kinship_count(record: GoldRecord, reading: m.Reading, partner: dict[str, m.Person]) -> Count:
    gold_id = {person.id: gold for gold, person in partner.items()}
    gold = {one_way(kin.type, kin.from_, kin.to) for kin in record.kinship}
    ids = {person.id for person in named_people(reading)}
    predicted = {
        one_way(
            kin.type, gold_id.get(kin.from_, f"?{kin.from_}"), gold_id.get(kin.to, f"?{kin.to}")
        )
        for kin in reading.kinship
        if {kin.from_, kin.to} <= ids
    }
    return found("kinship", len(gold & predicted), len(predicted), len(gold))


def one_way(type_: str, one: str, other: str) -> Kin:
    """A relation told from one side: that of the younger, else in the order of the ids."""
    if type_ in INVERSE:
        return INVERSE[type_], other, one
    if type_ in ONE_SIDED:
        return type_, one, other
    return type_, *sorted((one, other))


def _failures(
    record: GoldRecord, partner: dict[str, m.Person], predicted: dict[str, m.Person]
) -> Iterator[Failure]:
    for gold in record.people:
        person = partner.get(gold.id)
        words = gold.mentions[0].place[2] if gold.mentions else gold.name
        if person is None:
            yield Failure(record.name, "people names", words, gold.name, "nobody")
            continue
        if name_words(gold.name) != name_words(person.name):
            yield Failure(record.name, "people names", words, gold.name, person.name)
        ages = [str(one.age.value) if one.age else "none" for one in (gold, person)]
        if ages[0] != ages[1]:
            yield Failure(record.name, "people ages", words, *ages)
        if gold.gender and gold.gender != person.gender:
            yield Failure(record.name, "people gender", words, gold.gender, str(person.gender))
        yield from _mention_failures(record, gold, person)
    taken = {person.id for person in partner.values()}
    for one in predicted.values():
        if one.id not in taken:
            yield Failure(record.name, "people names", one.name, "nobody", one.name)


def _mention_failures(record: GoldRecord, gold: GoldPerson, person: m.Person) -> Iterator[Failure]:
    wanted = spans(mention.place for mention in gold.mentions)
    for mention, span in zip(gold.mentions, wanted, strict=True):
        if not any(_near(span, other) for other in person.mentions):
            words = f"{mention.place[2]} @{span[0]}"
            yield Failure(
                record.name, "mentions", words, f"{gold.name} ({mention.form})", "missing"
            )
    for other in person.mentions:
        if not any(_near(span, other) for span in wanted):
            yield Failure(record.name, "mentions", f"@{other[0]}", "another", person.name)
