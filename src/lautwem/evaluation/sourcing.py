"""Statements of a reading against the gold: who says it, on whose word, how surely, where.

A gold statement is found where a predicted one covers it with a character F1 of 0.5 or more,
in the best one-to-one pairing. A ``reported`` statement has no content apart from its clause,
so that a prediction of the bare content within the clause finds it too (``docs/gold.md``).
What is said of a statement (speaker, chain, certainty, channel ..) is measured on the found
ones. Names are compared with tolerance, people through their mentions.
"""

from collections.abc import Iterable, Iterator, Sequence

from lautwem import model as m
from lautwem.evaluation.assignment import best_pairs
from lautwem.evaluation.cast import compare_people
from lautwem.evaluation.counts import Count, Failure, Rate, found, rates, share
from lautwem.evaluation.gold import GoldCaption, GoldRecord, GoldStatement, load_gold
from lautwem.evaluation.identity import Identity, identify, shared, span_f1, spans

SAME_STATEMENT = 0.5
"""Share of F1 from which a predicted span is the gold statement: more in common than not."""
INSIDE, INSIDE_F1 = 0.9, 0.2
"""A reported clause is found by a span nine tenths of which lie in it, unless it is a mere word."""
TYPE_BONUS = 0.01
"""Breaks ties between two predictions of one stretch, as in Petersen-Frey & Biemann 2024."""

__all__ = ["SourcingScores", "compare", "failures_table", "load_gold", "rate", "table"]


class SourcingScores(m.Frozen):
    """All rates over a set of documents, and everything that was read wrong, for its causes."""

    documents: int
    rates: tuple[Rate, ...]
    failures: tuple[Failure, ...]


def compare(pairs: Iterable[tuple[GoldRecord, m.Reading]]) -> SourcingScores:
    """Score readings of the articles that :func:`lautwem.evaluation.gold.rebuild` gives."""
    counts: list[Count] = []
    failures: list[Failure] = []
    documents = 0
    for record, reading in pairs:
        documents += 1
        identity = identify(record, reading)
        for some, wrong in (
            _compare_statements(record, reading, identity),
            compare_people(record, reading, identity),
            _compare_captions(record, reading, identity),
        ):
            counts += (one for one in some if _is_covered(record, one.measure))
            failures += (one for one in wrong if _is_covered(record, one.measure))
        if _is_covered(record, "works"):
            counts.append(_places_found("works", record.works, reading.works))
        counts.append(
            _places_found("open questions", record.open_questions, reading.open_questions)
        )
    return SourcingScores(documents, rates(counts), tuple(failures))


_PEOPLE_AND_PAGE = (
    "about", "mentions", "people B³", "people links", "people names", "people aliases",
    "people roles", "people gender", "captions", "credits", "people shown", "works",
)  # fmt: skip


def _is_covered(record: GoldRecord, measure: str) -> bool:
    """Whether a record is annotated for a measure."""
    return record.covers == "everything" or measure not in _PEOPLE_AND_PAGE


def rate(scores: SourcingScores, measure: str) -> Rate:
    """One measure by name; all zero where nothing was counted for it."""
    empty = Rate(measure, 0.0, 0.0, 0.0, 0, 0)
    return next((one for one in scores.rates if one.measure == measure), empty)


def table(scores: SourcingScores) -> str:
    """All rates as a table in plain text."""
    head = f"{'':24}{'precision':>10}{'recall':>8}{'F1':>8}{'predicted':>11}{'gold':>6}"
    lines = [
        f"{r.measure:24}{100 * r.precision:10.1f}{100 * r.recall:8.1f}{100 * r.f1:8.1f}"
        f"{r.predicted:11}{r.gold:6}"
        for r in scores.rates
    ]
    return "\n".join([f"{scores.documents} documents", head, *lines])


def failures_table(scores: SourcingScores, measure: str | None = None) -> str:
    """What was read wrong, one a line: document, measure, first words, gold, predicted."""
    return "\n".join(
        f"{f.document}  {f.measure}  „{f.words}“  gold: {f.gold}  read: {f.predicted}"
        for f in scores.failures
        if measure in (None, f.measure)
    )


# -- statements -----------------------------------------------------------------

Pair = tuple[GoldStatement, m.Statement]
Found = tuple[list[Count], list[Failure]]


def _compare_statements(record: GoldRecord, reading: m.Reading, identity: Identity) -> Found:
    weights = [[_likeness(g, p) for p in reading.statements] for g in record.statements]
    paired = best_pairs(weights)
    pairs = [(record.statements[g], reading.statements[p]) for g, p in paired]
    sizes = len(reading.statements), len(record.statements)
    counts = [found("statements", len(pairs), *sizes), *_pair_counts(pairs, identity)]
    failures = list(_unpaired(record, reading, paired))
    names = _Names(identity)
    failures += [f for pair in pairs for f in _pair_failures(record.name, pair, names)]
    return counts, failures


def _likeness(gold: GoldStatement, predicted: m.Statement) -> float:
    wanted, offered = spans(gold.quote), predicted.quote.spans
    f1 = span_f1(wanted, offered)
    if gold.type == "reported" and INSIDE_F1 <= f1 < SAME_STATEMENT:
        inside = shared(wanted, offered) / sum(end - begin for begin, end in offered)
        f1 = SAME_STATEMENT if inside >= INSIDE else f1
    return f1 + TYPE_BONUS * _same_type(gold, predicted) if f1 >= SAME_STATEMENT else 0.0


def _same_type(gold: GoldStatement, predicted: m.Statement) -> bool:
    """Whether two types are one; Konjunktiv that carries on is one type in the gold."""
    return _one_type(gold.type) == _one_type(predicted.type)


def _one_type(kind: str) -> str:
    return "free_indirect" if kind == "indirect_free_indirect" else kind


def _speaker(statement: m.Statement) -> str | None:
    """The innermost voice: the first of the chain, else that of the speaker."""
    if statement.chain:
        return statement.chain[0]
    return statement.speaker.voice if statement.speaker else None


def _same_chain(gold: GoldStatement, predicted: m.Statement, identity: Identity) -> bool:
    return len(gold.chain) == len(predicted.chain) and all(
        identity.same(g, p) for g, p in zip(gold.chain, predicted.chain, strict=True)
    )


def _same_channel(gold: GoldStatement, predicted: m.Statement) -> bool:
    return predicted.channel.kind == (gold.channel.kind if gold.channel else "unknown")


def _addressed(statement: GoldStatement | m.Statement) -> str | None:
    return statement.addressee.voice if statement.addressee else None


def _same_addressee(gold: GoldStatement, predicted: m.Statement, identity: Identity) -> bool:
    wanted = _addressed(gold)
    return wanted is not None and identity.same(wanted, _addressed(predicted))


def _pair_counts(pairs: Sequence[Pair], identity: Identity) -> Iterator[Count]:
    size = len(pairs)
    yield share("types", sum(_same_type(g, p) for g, p in pairs), size)
    speakers = sum(identity.same(g.chain[0], _speaker(p)) for g, p in pairs)
    yield share("speaker resolved", speakers, size)
    yield share("chain exact", sum(_same_chain(g, p, identity) for g, p in pairs), size)
    yield _chain_voices(pairs, identity)
    hedges = [(g.certainty == "hedged", p.certainty.level == "hedged") for g, p in pairs]
    yield _flags("hedged", hedges)
    yield share("hedged or not", sum(g == p for g, p in hedges), size)
    named = [(g, p) for g, p in pairs if g.channel]
    yield share("channel, where named", sum(_same_channel(g, p) for g, p in named), len(named))
    silent = [(g, p) for g, p in pairs if not g.channel]
    yield share("no channel, where none", sum(_same_channel(g, p) for g, p in silent), len(silent))
    told = sum(p.addressee is not None for _, p in pairs)
    right = sum(_same_addressee(g, p, identity) for g, p in pairs)
    yield found("addressee", right, told, sum(g.addressee is not None for g, _ in pairs))
    yield _flags("negated", [(g.negated, p.negated) for g, p in pairs])
    yield _about(pairs, identity)
    times = [(g.time, p.time) for g, p in pairs]
    right = sum(bool(g and p and span_f1(spans([g.place]), [p.span]) > 0) for g, p in times)
    yield found("time", right, sum(bool(p) for _, p in times), sum(bool(g) for g, _ in times))


def _flags(measure: str, flags: Sequence[tuple[bool, bool]]) -> Count:
    both = sum(g and p for g, p in flags)
    return found(measure, both, sum(p for _, p in flags), sum(g for g, _ in flags))


def _chain_voices(pairs: Sequence[Pair], identity: Identity) -> Count:
    right = predicted = gold = 0
    for wanted, offered in pairs:
        weights = [[float(identity.same(g, p)) for p in offered.chain] for g in wanted.chain]
        right += len(best_pairs(weights))
        predicted += len(offered.chain)
        gold += len(wanted.chain)
    return found("chain voices", right, predicted, gold)


def _about(pairs: Sequence[Pair], identity: Identity) -> Count:
    right = sum(any(identity.same(g, p) for p in o.about) for w, o in pairs for g in w.about)
    sizes = [sum(len(pair[side].about) for pair in pairs) for side in (1, 0)]
    return found("about", right, *sizes)


# -- what was read wrong ---------------------------------------------------------


class _Names:
    """Words for voices of both sides."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity

    def gold(self, voices: Iterable[str | None]) -> str:
        known = self.identity.gold
        return " → ".join(known[v].names[0] if v else "nobody" for v in voices) or "nobody"

    def predicted(self, voices: Iterable[str | None]) -> str:
        entities = (self.identity.entity(voice) for voice in voices)
        known = self.identity.predicted
        return " → ".join(known[e].names[0] if e in known else "nobody" for e in entities)


def _unpaired(
    record: GoldRecord, reading: m.Reading, paired: Iterable[tuple[int, int]]
) -> Iterator[Failure]:
    rows, columns = map(set, zip(*paired, strict=True)) if paired else (set(), set())
    for number, gold in enumerate(record.statements):
        if number not in rows:
            yield Failure(record.name, "statements", gold.quote[0][2], gold.type, "missing")
    for number, extra in enumerate(reading.statements):
        if number not in columns:
            begin, end = extra.quote.spans[0]
            words = " ".join(reading.article.text[begin:end].split()[:3])
            yield Failure(record.name, "statements", words, "none", extra.type)


def _pair_failures(document: str, pair: Pair, names: _Names) -> Iterator[Failure]:
    gold, predicted = pair
    identity = names.identity
    channel = gold.channel.kind if gold.channel else "unknown"
    hedge = " ".join(marker[2] for marker in gold.markers)
    markers = " ".join(marker.text for marker in predicted.certainty.markers)
    checks = (
        ("speaker resolved", identity.same(gold.chain[0], _speaker(predicted)),
         names.gold(gold.chain[:1]), names.predicted([_speaker(predicted)])),
        ("chain exact", _same_chain(gold, predicted, identity),
         names.gold(gold.chain), names.predicted(predicted.chain)),
        ("hedged", (gold.certainty == "hedged") == (predicted.certainty.level == "hedged"),
         f"{gold.certainty} {hedge}", f"{predicted.certainty.level} {markers}"),
        ("channel", _same_channel(gold, predicted), channel, predicted.channel.kind),
        ("addressee", _same_addressee(gold, predicted, identity)
         or not (gold.addressee or predicted.addressee),
         names.gold([_addressed(gold)]), names.predicted([_addressed(predicted)])),
        ("negated", gold.negated == predicted.negated,
         str(gold.negated), str(predicted.negated)),
    )  # fmt: skip
    for measure, right, wanted, offered in checks:
        if not right:
            yield Failure(document, measure, gold.quote[0][2], wanted, offered)


# -- pictures, works, open questions ----------------------------------------------


def _compare_captions(record: GoldRecord, reading: m.Reading, identity: Identity) -> Found:
    captions = reading.article.captions
    weights = [[span_f1(spans([g.place]), (p.span,)) for p in captions] for g in record.captions]
    paired = [(g, p) for g, p in best_pairs(weights) if weights[g][p] >= SAME_STATEMENT]
    counts = [found("captions", len(paired), len(captions), len(record.captions))]
    failures = []
    credited = [(record.captions[g], captions[p]) for g, p in paired if record.captions[g].credit]
    right = 0
    for gold, caption in credited:
        wrong = tuple(_wrong_credit(record.name, gold, caption.credit))
        right += not wrong
        failures += wrong
    counts.append(share("credits", right, sum(bool(c.credit) for c in record.captions)))
    shown = reading.shown or ((),) * len(captions)
    people = [(record.captions[g].people, shown[p]) for g, p in paired]
    met = sum(any(identity.same(g, p) for p in them) for some, them in people for g in some)
    offered = sum(len(them) for _, them in people)
    counts.append(found("people shown", met, offered, sum(len(c.people) for c in record.captions)))
    return counts, failures


def _wrong_credit(document: str, gold: GoldCaption, credit: m.Credit | None) -> Iterator[Failure]:
    """Where agency, photographer, platform or handle are not the ones of the gold.

    Letters and digits count; a part of the name is enough, and so is one of several agencies.
    """
    for field in ("agency", "photographer", "platform", "handle"):
        wanted, offered = getattr(gold.credit, field), getattr(credit, field, None)
        known, read = _letters(wanted), _letters(offered)
        if bool(known) != bool(read) or not (read in known or known in read):
            yield Failure(document, "credits", gold.place[2], f"{field} {wanted}", str(offered))


def _letters(words: str | None) -> str:
    return "".join(c for c in (words or "").casefold() if c.isalnum())


def _places_found(measure: str, gold: Sequence, predicted: Sequence) -> Count:
    """Things found by their place: works and open questions."""
    wanted = [one if isinstance(one, tuple) else one.place for one in gold]
    weights = [[span_f1(spans([g]), (p.span,)) for p in predicted] for g in wanted]
    right = sum(weights[g][p] >= SAME_STATEMENT for g, p in best_pairs(weights))
    return found(measure, right, len(predicted), len(gold))
