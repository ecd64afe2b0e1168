"""The quotation score, on cases counted by hand."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem.errors import BadArguments, BadData
from lautwem.evaluation.annotations import GoldDocument, GoldQuotation, article_of, as_quotations
from lautwem.evaluation.assignment import best_pairs
from lautwem.evaluation.quotations import bootstrap, load_quotations, score, table, tokens_covered
from lautwem.model import Part, Quotation

TEXT = "Berger sagte, der Zug sei weg. Falk schwieg dazu lange."
TOKENS = ("Berger", "sagte", ",", "der", "Zug", "sei", "weg", ".",
          "Falk", "schwieg", "dazu", "lange", ".")  # fmt: skip


def document(*quotations: GoldQuotation) -> GoldDocument:
    spans = []
    at = 0
    for token in TOKENS:
        begin = TEXT.index(token, at)
        at = begin + len(token)
        spans.append((begin, at))
    return GoldDocument("d", TEXT, tuple(spans), ((0, 8), (8, 13)), quotations)


def place(words: str) -> Part:
    begin = TEXT.index(words)
    return Part(((begin, begin + len(words)),))


def found(type_: str, quote: str, medium: str = "speech", **roles: str) -> Quotation:
    return Quotation(type_, medium, place(quote), **{k: place(v) for k, v in roles.items()})


GOLD = GoldQuotation(
    "indirect", "speech", quote=(3, 4, 5, 6), speaker=(0,), cue=(1,), frame=(0, 1, 2)
)


def test_the_same_scores_one() -> None:
    gold = document(GOLD)
    scores = score([gold], [as_quotations(gold)])
    assert scores.all.joint.f1 == scores.all.quote.f1 == scores.all.roles.f1 == 1
    assert scores.all.type.f1 == scores.all.medium.f1 == 1


def test_one_pair_counted_by_hand() -> None:
    # quote: "Zug sei weg." has 4 tokens, 3 of them gold; 3 of 4 gold tokens found.
    # speaker "Berger": 1/1, 1/1. cue "sagte ,": precision 1/2, recall 1/1.
    # frame: none predicted, so no precision; recall 0/3. addressee "Falk": precision 0.
    prediction = found("indirect", "Zug sei weg.", speaker="Berger", cue="sagte,", addressee="Falk")
    all_ = score([document(GOLD)], [[prediction]]).all
    assert (all_.quote.precision, all_.quote.recall) == (0.75, 0.75)
    assert all_.roles.precision == pytest.approx((1 + 0.5 + 0) / 3)
    assert all_.roles.recall == pytest.approx((1 + 1 + 0) / 3)
    assert all_.joint.precision == pytest.approx((0.75 + 1 + 0.5 + 0) / 4)
    assert all_.joint.recall == pytest.approx((0.75 + 1 + 1 + 0) / 4)
    p, r = 2.25 / 4, 2.75 / 4
    assert all_.joint.f1 == pytest.approx(2 * p * r / (p + r))


def test_unpaired_are_compared_with_nothing() -> None:
    wrong = found("direct", "schwieg dazu", speaker="Falk")
    right = as_quotations(document(GOLD))[0]
    scores = score([document(GOLD)], [[wrong, right]])
    assert (scores.all.quote.precision, scores.all.quote.recall) == (0.5, 1)
    assert (scores.all.speaker.precision, scores.all.speaker.recall) == (0.5, 1)
    assert (scores.all.cue.precision, scores.all.cue.recall) == (1, 1)
    by_type = dict(scores.by_type)
    assert by_type["direct"].quote.precision == 0 and by_type["indirect"].quote.precision == 1
    missed = score([document(GOLD)], [[]]).all
    assert (missed.quote.precision, missed.quote.recall, missed.joint.f1) == (0, 0, 0)


def test_what_shares_no_token_is_never_paired() -> None:
    # the speaker is the same, but the quotes do not touch: nothing may be credited
    all_ = score([document(GOLD)], [[found("indirect", "dazu lange", speaker="Berger")]]).all
    assert (all_.speaker.precision, all_.speaker.recall) == (0, 0)
    assert all_.type.f1 == 0


def test_equal_type_and_medium_decide_between_equal_quotes() -> None:
    twin = GoldQuotation("direct", "writing", quote=(3, 4, 5, 6), speaker=(8,))
    predictions = [
        found("direct", "der Zug sei weg", speaker="Falk"),
        found("indirect", "der Zug sei weg", speaker="Berger"),
    ]
    all_ = score([document(GOLD, twin)], [predictions]).all
    assert (all_.type.precision, all_.type.recall) == (1, 1)
    assert all_.speaker.f1 == 1
    assert all_.medium.f1 == 0.5
    same_type = [
        found("indirect", "der Zug sei weg", medium="writing", speaker="Falk"),
        found("indirect", "der Zug sei weg", medium="speech", speaker="Berger"),
    ]
    writing = GoldQuotation("indirect", "writing", quote=(3, 4, 5, 6), speaker=(8,))
    assert score([document(GOLD, writing)], [same_type]).all.speaker.f1 == 1


def test_pairing_is_best_overall_not_greedy() -> None:
    # The first prediction fits both gold quotations; taking its best partner first
    # would leave the second prediction with nothing.
    first = GoldQuotation("indirect", "speech", quote=(3, 4, 5))
    second = GoldQuotation("indirect", "speech", quote=(3, 4, 5, 6, 7, 8))
    predictions = [found("indirect", "der Zug sei weg"), found("indirect", "der Zug")]
    # 0.857+0 < 0.8+0.5.., so "der Zug sei weg" goes to the second, "der Zug" to the first
    all_ = score([document(first, second)], [predictions]).all
    assert all_.quote.precision == 1
    assert all_.quote.recall == pytest.approx((2 / 3 + 4 / 6) / 2)


def test_typed_recall_by_overlap() -> None:
    direct = GoldQuotation("direct", "speech", quote=(9, 10, 11))
    predictions = [found("indirect", "sei weg"), found("reported", "schwieg dazu")]
    by_type = dict(score([document(GOLD, direct)], [predictions]).by_type)
    assert (by_type["indirect"].typed_overlap, by_type["indirect"].any_overlap) == (1, 1)
    assert (by_type["direct"].typed_overlap, by_type["direct"].any_overlap) == (0, 1)


def test_means_run_over_quotations_of_all_documents() -> None:
    gold = [document(GOLD, GOLD), document(GOLD)]
    right = as_quotations(document(GOLD))[0]
    assert score(gold, [[right, right], []]).all.quote.recall == pytest.approx(2 / 3)


def test_tokens_are_covered_by_characters() -> None:
    tokens = document().tokens
    assert tokens_covered(Part(((0, 6),)), tokens) == {0}
    assert tokens_covered(Part(((0, 3),)), tokens) == frozenset()  # half a word
    assert tokens_covered(Part(((0, 4),)), tokens) == {0}
    assert tokens_covered(Part(((0, 2), (1, 4), (7, 12))), tokens) == {0, 1}
    assert tokens_covered(Part(((6, 7),)), tokens) == frozenset()  # a space
    assert tokens_covered(None, tokens) == frozenset()


def test_interval_is_repeatable_and_holds_the_value() -> None:
    gold = [document(GOLD)] * 10
    right = as_quotations(gold[0])
    predicted = [right if i % 3 else [] for i in range(10)]
    once = bootstrap(gold, predicted, samples=200, seed=7)
    assert once == bootstrap(gold, predicted, samples=200, seed=7)
    assert once.value == pytest.approx(score(gold, predicted).all.joint.f1)
    assert 0 < once.low < once.value < once.high <= 1
    assert bootstrap(gold, [right] * 10, samples=50).low == 1


def test_table_names_every_type() -> None:
    gold = document(GOLD)
    lines = table(score([gold], [as_quotations(gold)])).splitlines()
    assert [line.split()[0] for line in lines[1:7]] == [
        "all", "direct", "indirect", "free_indirect", "indirect_free_indirect", "reported",
    ]  # fmt: skip
    assert "100.0" in lines[1]


def test_documents_and_predictions_must_correspond() -> None:
    with pytest.raises(BadArguments):
        score([document(GOLD)], [])


RAW = {
    "documentName": "d",
    "originalText": "Ja, sagte  Falk.",
    "sentences": [{"charBegin": 0, "tokens": ["Ja", ",", "sagte", "Falk", "."]}],
    "annotations": [
        {
            "type": "IndirectFreeIndirect",
            "medium": "SW",
            **{
                part: {"tokenIds": ids}
                for part, ids in (("quote", [0]), ("speaker", [3]), ("cue", [2]),
                                  ("frame", [1, 2, 3]), ("addressee", []))
            },
        }
    ],
}  # fmt: skip


def test_load(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(RAW) + "\n\n", encoding="utf-8")
    (loaded,) = load_quotations(path)
    assert [loaded.text[b:e] for b, e in loaded.tokens] == ["Ja", ",", "sagte", "Falk", "."]
    assert loaded.quotations[0].type == "indirect_free_indirect"
    assert loaded.quotations[0].medium == "speech_writing"
    assert as_quotations(loaded)[0].frame == Part(((2, 15),))
    assert article_of(loaded).paragraphs == ((0, 16),)


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        json.dumps(RAW | {"originalText": "something else"}),
        json.dumps(RAW | {"annotations": [RAW["annotations"][0] | {"type": "Shouted"}]}),
        json.dumps(RAW | {"annotations": [RAW["annotations"][0] | {"quote": {"tokenIds": [9]}}]}),
    ],
)
def test_bad_data_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(BadData, match=r"gold\.jsonl:2"):
        load_quotations(path)


def test_missing_file_is_bad_data(tmp_path: Path) -> None:
    with pytest.raises(BadData):
        load_quotations(tmp_path / "nothing.jsonl")


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 5), min_size=columns, max_size=columns), min_size=1, max_size=4
        )
    )
)
def test_pairing_has_the_largest_sum(weights: list[list[int]]) -> None:
    pairs = best_pairs(weights)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)
    columns = range(len(weights[0]))
    slots: list[int | None] = [*columns, *[None] * len(weights)]
    best = max(
        sum(weights[r][c] for r, c in enumerate(choice) if c is not None)
        for choice in itertools.permutations(slots, len(weights))
    )
    assert sum(weights[r][c] for r, c in pairs) == best
