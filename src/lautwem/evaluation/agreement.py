"""How far two annotators of the gold agree, who each read the same articles by themselves.

Statements are paired one to one by the code points they share; labels are compared on the
pairs. Ids are the annotators' own, so people and voices are paired too: by their mentions,
the places where they speak and their names. A spokesman without a name and the body that he
speaks for are one voice here, as in the scores of readings.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lautwem import model as m
from lautwem.errors import BadData
from lautwem.evaluation.assignment import best_pairs
from lautwem.evaluation.cast import one_way
from lautwem.evaluation.counts import Count, Rate, found, rates
from lautwem.evaluation.gold import GoldPerson, GoldRecord, GoldStatement, load_gold, load_record
from lautwem.evaluation.identity import (
    SAME_PLACE,
    Entity,
    gold_entity,
    likeness,
    span_f1,
    spans,
)

SAME_STATEMENT = 0.5
"""Share of F1 from which two spans are one statement: more in common than not."""
TIE = 0.01
"""Breaks ties: where one stretch has two statements of a side, and between nameless voices."""

Ids = dict[str, str]
"""What the ids of one annotator are called so that those of both can be compared."""
Value = str | bool | None | tuple[str, ...]


class Label(m.Frozen):
    """Agreement on one label over paired statements.

    ``agreement`` is the share of ``pairs`` with equal values; ``alpha`` is corrected for
    chance, and None where only one value was ever given.
    """

    name: str
    pairs: int
    agreement: float
    alpha: float | None


class Agreement(m.Frozen):
    """All figures. In ``rates`` the first annotator stands as gold; F1 is the same either way.

    ``about`` is the mean Jaccard index of the people referred to, over the ``about_pairs``
    pairs of statements in which either annotator names somebody.
    """

    documents: int
    rates: tuple[Rate, ...]
    labels: tuple[Label, ...]
    about: float
    about_pairs: int


def load_pairs(folder: Path) -> tuple[tuple[GoldRecord, GoldRecord], ...]:
    """The articles under ``folder`` (``tests/gold``) that lie in a split and in ``second``.

    Raises BadData where the second annotation is of no article of the gold, or of another text.
    """
    first = {record.name: record for record in load_gold(folder)}
    second = tuple(map(load_record, sorted(folder.glob("second/*.json"))))
    for record in second:
        if record.name not in first or record.sha256 != first[record.name].sha256:
            raise BadData(f"The second annotation of {record.name} is of no text in the gold.")
    return tuple((first[record.name], record) for record in second)


def compare(pairs: Iterable[tuple[GoldRecord, GoldRecord]]) -> Agreement:
    """The agreement of two annotators over the articles that both have annotated."""
    counts: list[Count] = []
    values: dict[str, list[tuple[Value, Value]]] = {}
    about: list[float] = []
    documents = 0
    for first, second in pairs:
        documents += 1
        ids = same_ids(first, second)
        paired = paired_statements(first, second)
        counts += _statement_counts(first, second, paired)
        counts += _people_counts(first, second, ids)
        for one, other in paired:
            other_labels = dict(_labels(other, ids[1]))
            for name, value in _labels(one, ids[0]):
                values.setdefault(name, []).append((value, other_labels[name]))
            named = {ids[0][p] for p in one.about}, {ids[1][p] for p in other.about}
            if either := named[0] | named[1]:
                about.append(len(named[0] & named[1]) / len(either))
    labels = tuple(_label(name, some) for name, some in values.items())
    mean = sum(about) / len(about) if about else 0.0
    return Agreement(documents, rates(counts), labels, mean, len(about))


def table(agreement: Agreement) -> str:
    """All figures as tables in plain text."""
    lines = [f"{agreement.documents} documents", f"{'':20}{'F1':>6}{'first':>7}{'second':>7}"]
    lines += [f"{r.measure:20}{100 * r.f1:6.1f}{r.gold:7}{r.predicted:7}" for r in agreement.rates]
    lines.append(f"{'':20}{'equal':>6}{'alpha':>7}{'pairs':>7}")
    for one in agreement.labels:
        alpha = "–" if one.alpha is None else f"{one.alpha:.2f}"
        lines.append(f"{one.name:20}{100 * one.agreement:6.1f}{alpha:>7}{one.pairs:7}")
    about = f"{'about (Jaccard)':20}{100 * agreement.about:6.1f}{'':7}{agreement.about_pairs:7}"
    return "\n".join([*lines, about])


def nominal_alpha(pairs: Sequence[tuple[Value, Value]]) -> float | None:
    """Krippendorff's alpha of two annotators for labels without order (Krippendorff 2011).

    One less the observed over the expected disagreement, the latter from all values that
    both gave. None where there are no pairs, or only one value was ever given.
    """
    given = Counter(value for pair in pairs for value in pair)
    size = 2 * len(pairs)
    expected = size**2 - sum(count**2 for count in given.values())
    if not expected:
        return None
    observed = sum(one != other for one, other in pairs) / len(pairs)
    return 1 - observed * size * (size - 1) / expected


# -- what is the same ---------------------------------------------------------------


def paired_statements(
    first: GoldRecord, second: GoldRecord
) -> tuple[tuple[GoldStatement, GoldStatement], ...]:
    """Statements of both, one to one, so that they share the most and each pair enough."""
    weights = [[_nearness(a, b) for b in second.statements] for a in first.statements]
    pairs = best_pairs(weights)
    return tuple((first.statements[row], second.statements[column]) for row, column in pairs)


def _nearness(one: GoldStatement, other: GoldStatement) -> float:
    f1 = span_f1(spans(one.quote), spans(other.quote))
    return f1 + TIE * (one.type == other.type) if f1 >= SAME_STATEMENT else 0.0


def same_ids(first: GoldRecord, second: GoldRecord) -> tuple[Ids, Ids]:
    """What people and voices of either side are called: alike where they are the same.

    Who has no partner on the other side keeps a name that nobody there has. The name of the
    article is in it: voices of two articles are never the same value of a label.
    """
    sides = [(*record.people, *record.voices) for record in (first, second)]
    entities = [[gold_entity(one, record) for one in side]
                for side, record in zip(sides, (first, second), strict=True)]  # fmt: skip
    weights = [[_same_voice(a, b) for b in entities[1]] for a in entities[0]]
    partner = {sides[1][b].id: sides[0][a].id for a, b in best_pairs(weights)}
    bodies = [{v.id: v.speaks_for for v in r.voices if v.speaks_for} for r in (first, second)]
    names = {one.id: f"{first.name} {bodies[0].get(one.id, one.id)}" for one in sides[0]}
    others = {}
    for one in sides[1]:
        known = partner.get(one.id) or partner.get(bodies[1].get(one.id, ""))
        others[one.id] = names[known] if known else f"{first.name}, second {one.id}"
    return names, others


def _same_voice(one: Entity, other: Entity) -> float:
    nameless = one.kind == other.kind == "unnamed" and not (one.places and other.places)
    return likeness(one, other) + TIE * nameless


# -- what is counted -----------------------------------------------------------------


def _statement_counts(
    first: GoldRecord,
    second: GoldRecord,
    paired: Sequence[tuple[GoldStatement, GoldStatement]],
) -> Iterator[Count]:
    sizes = len(second.statements), len(first.statements)
    yield found("statements", len(paired), *sizes)
    exact = sum(spans(a.quote) == spans(b.quote) for a, b in paired)
    yield found("statements, exact", exact, *sizes)


def _people_counts(first: GoldRecord, second: GoldRecord, ids: tuple[Ids, Ids]) -> Iterator[Count]:
    both = [{names[p.id]: p for p in r.people}
            for r, names in zip((first, second), ids, strict=True)]  # fmt: skip
    yield _shared("people", *map(set, both))
    yield _mentions(*(record.people for record in (first, second)))
    ages = [{(n, p.age.value) for n, p in side.items() if p.age} for side in both]
    yield _shared("ages", *ages)
    kin = [{one_way(k.type, names[k.from_], names[k.to]) for k in record.kinship}
           for record, names in zip((first, second), ids, strict=True)]  # fmt: skip
    yield _shared("kinship", *kin)


def _shared(measure: str, first: set, second: set) -> Count:
    return found(measure, len(first & second), len(second), len(first))


def _mentions(first: Sequence[GoldPerson], second: Sequence[GoldPerson]) -> Count:
    places = [spans(mention.place for one in side for mention in one.mentions)
              for side in (first, second)]  # fmt: skip
    weights = [[_near(a, b) for b in places[1]] for a in places[0]]
    return found("person mentions", len(best_pairs(weights)), len(places[1]), len(places[0]))


def _near(one: m.Span, other: m.Span) -> float:
    f1 = span_f1((one,), (other,))
    return f1 if f1 >= SAME_PLACE else 0.0


def _labels(statement: GoldStatement, ids: Ids) -> Iterator[tuple[str, Value]]:
    yield "type", statement.type
    yield "certainty", statement.certainty
    yield "channel", statement.channel.kind if statement.channel else None
    yield "negated", statement.negated
    yield "speaker", ids[statement.chain[0]]
    yield "chain", tuple(ids[voice] for voice in statement.chain)
    yield "addressee present", statement.addressee is not None


def _label(name: str, values: Sequence[tuple[Value, Value]]) -> Label:
    equal = sum(one == other for one, other in values) / len(values)
    return Label(name, len(values), equal, nominal_alpha(values))
