"""Agreement of two annotators, on small invented cases."""

from pathlib import Path

import msgspec
import pytest

from lautwem.errors import BadData
from lautwem.evaluation import agreement, gold
from lautwem.evaluation.counts import Rate

TEXT = (
    "Wirtin Ada Velten (41) sagte: „Ich gehe.“ Laut Talbote bleibt sie. "
    "Ein Sprecher der Bank rügte Veltens Bruder Uwe Falk."
)


def place(words: str) -> gold.Place:
    begin = TEXT.index(words)
    return gold.place_of(TEXT, (begin, begin + len(words)))


def named(words: str) -> gold.GoldMention:
    return gold.GoldMention(place(words), "name")


def person(id_: str, name: str, *more: gold.GoldMention, age: int | None = None) -> gold.GoldPerson:
    told = gold.GoldAge(age, place("41")) if age else None
    return gold.GoldPerson(id_, name, mentions=(named(name), *more), age=told)


def said(id_: str, type_: str, words: str, *chain: str, **more: object) -> gold.GoldStatement:
    certainty = "verbatim" if type_ == "direct" else "reported"
    fields = {"chain": chain, "certainty": certainty, **more}
    return gold.GoldStatement(id_, type_, (place(words),), **fields)


def first() -> gold.GoldRecord:
    return gold.GoldRecord(
        gold.SCHEMA,
        "tal-1",
        "dev",
        gold.GoldSource("quotes/tal.jsonl", "1 - Abschied im Tal (2020-01-02)"),
        gold.text_hash(TEXT),
        (
            person("p1", "Ada Velten", named("Veltens"), age=41),
            person("p2", "Uwe Falk"),
        ),
        (
            gold.GoldVoice("v1", "outlet", "Talbote", (named("Talbote"),)),
            gold.GoldVoice("v2", "institution", "Bank"),
            gold.GoldVoice("v3", "unnamed", "Sprecher der Bank", speaks_for="v2"),
        ),
        (gold.GoldKinship("sibling", "p2", "p1"),),
        (
            said("s1", "direct", "„Ich gehe.“", "p1"),
            said("s2", "indirect", "bleibt sie", "v1", about=("p1",)),
            said("s3", "reported", "Ein Sprecher der Bank rügte Veltens Bruder Uwe Falk", "v3"),
        ),
    )


def second(**changes: object) -> gold.GoldRecord:
    """The same judgements under other ids, the kinship told from the other side."""
    same = gold.GoldRecord(
        gold.SCHEMA,
        "tal-1",
        "dev",
        first().source,
        first().sha256,
        (
            person("p1", "Uwe Falk"),
            person("p2", "Ada Velten", named("Veltens"), age=41),
        ),
        (
            gold.GoldVoice("v1", "institution", "Bank"),
            gold.GoldVoice("v2", "outlet", "Talbote", (named("Talbote"),)),
        ),
        (gold.GoldKinship("sibling", "p2", "p1"),),
        (
            said("s1", "direct", "„Ich gehe.“", "p2"),
            said("s2", "indirect", "bleibt sie", "v2", about=("p2",)),
            said("s3", "reported", "Ein Sprecher der Bank rügte Veltens Bruder Uwe Falk", "v1"),
        ),
    )
    return msgspec.structs.replace(same, **changes)


def statement(number: int, **changes: object) -> tuple[gold.GoldStatement, ...]:
    """The second annotator's statements with one changed."""
    some = list(second().statements)
    some[number] = msgspec.structs.replace(some[number], **changes)
    return tuple(some)


def rate(figures: agreement.Agreement, measure: str) -> Rate:
    return next(one for one in figures.rates if one.measure == measure)


def label(figures: agreement.Agreement, name: str) -> agreement.Label:
    return next(one for one in figures.labels if one.name == name)


def test_ids_do_not_matter_and_a_spokesman_is_his_body() -> None:
    figures = agreement.compare([(first(), second())])
    assert {one.measure: one.f1 for one in figures.rates} == {
        "statements": 1, "statements, exact": 1, "people": 1, "person mentions": 1,
        "ages": 1, "kinship": 1,
    }  # fmt: skip
    assert [one.agreement for one in figures.labels] == [1] * 7
    assert (figures.about, figures.about_pairs) == (1, 1)


def test_an_end_judged_otherwise_is_near_but_not_exact() -> None:
    figures = agreement.compare(
        [(first(), second(statements=statement(1, quote=(place("bleibt"),))))]
    )
    assert rate(figures, "statements").f1 == 1
    assert rate(figures, "statements, exact").f1 == pytest.approx(2 / 3)


def test_a_statement_of_one_side_only_lowers_the_f1() -> None:
    figures = agreement.compare([(first(), second(statements=second().statements[:2]))])
    assert rate(figures, "statements").f1 == pytest.approx(2 * 2 / 5)
    assert label(figures, "type").pairs == 2


def test_another_speaker_is_another_chain() -> None:
    figures = agreement.compare([(first(), second(statements=statement(0, chain=("p1",))))])
    assert label(figures, "speaker").agreement == label(figures, "chain").agreement
    assert label(figures, "speaker").agreement == pytest.approx(2 / 3)
    passed_on = agreement.compare([(first(), second(statements=statement(0, chain=("p2", "v2"))))])
    assert label(passed_on, "speaker").agreement == 1
    assert label(passed_on, "chain").agreement == pytest.approx(2 / 3)


def test_a_voice_that_the_other_side_lacks_is_never_the_same() -> None:
    """``v3`` of the second annotator is not the ``v3`` of the first."""
    police = gold.GoldVoice("v3", "institution", "Polizei")
    changed = second(voices=(*second().voices, police), statements=statement(2, chain=("v3",)))
    figures = agreement.compare([(first(), changed)])
    assert label(figures, "speaker").agreement == pytest.approx(2 / 3)


def test_two_voices_without_a_name_are_one() -> None:
    nobody = gold.GoldVoice("v9", "unnamed", "ungenannt")
    someone = gold.GoldVoice("v8", "unnamed", "eine Quelle")
    one = msgspec.structs.replace(
        first(), voices=(nobody,), statements=(said("s1", "indirect", "bleibt sie", "v9"),)
    )
    other = second(voices=(someone,), statements=(said("s1", "indirect", "bleibt sie", "v8"),))
    assert label(agreement.compare([(one, other)]), "speaker").agreement == 1


def test_about_is_measured_as_a_set() -> None:
    figures = agreement.compare([(first(), second(statements=statement(1, about=("p1", "p2"))))])
    assert (figures.about, figures.about_pairs) == (0.5, 1)


def test_people_ages_and_kinship_are_counted() -> None:
    lone = (person("p2", "Ada Velten"),)
    figures = agreement.compare([(first(), second(people=lone, kinship=()))])
    assert rate(figures, "people").f1 == pytest.approx(2 / 3)
    assert rate(figures, "person mentions").f1 == pytest.approx(2 / 4)
    assert rate(figures, "ages").f1 == rate(figures, "kinship").f1 == 0


def test_alpha_is_that_of_krippendorffs_example() -> None:
    """The binary data of two observers in section B of Krippendorff 2011: alpha 0.095."""
    pairs = list(zip("0100000010", "1110010000", strict=True))
    assert agreement.nominal_alpha(pairs) == pytest.approx(0.095, abs=0.0005)


def test_alpha_without_choice_is_none() -> None:
    assert agreement.nominal_alpha([(True, True)] * 4) is None
    assert agreement.nominal_alpha([]) is None
    figures = agreement.compare([(first(), second())])
    assert "negated              100.0      –      3" in agreement.table(figures)


def test_the_second_annotation_is_no_split(tmp_path: Path) -> None:
    for folder, record in (("dev", first()), ("second", second())):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "tal-1.json").write_bytes(msgspec.json.encode(record))
    assert gold.load_gold(tmp_path) == gold.load_gold(tmp_path, "dev") == (first(),)
    assert agreement.load_pairs(tmp_path) == ((first(), second()),)


def test_a_second_annotation_of_another_text_is_an_error(tmp_path: Path) -> None:
    for folder, record in (("dev", first()), ("second", second(sha256="0" * 64))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "tal-1.json").write_bytes(msgspec.json.encode(record))
    with pytest.raises(BadData, match="tal-1"):
        agreement.load_pairs(tmp_path)
