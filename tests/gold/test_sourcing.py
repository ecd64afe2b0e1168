"""Scores of sourcing, on cases counted by hand."""

import msgspec
import pytest
from golden import perfect

from lautwem import model as m
from lautwem.evaluation import gold, sourcing
from lautwem.evaluation.cast import b_cubed, links
from lautwem.evaluation.identity import alike, span_f1

TEXT = (
    "Die Ärztin Ada Velten (41) sagte dem Talboten am Telefon: „Ich gehe.“ "
    "Ihr Bruder Till Velten soll laut Talbote geweint haben. "
    "Der Konzern kritisierte den Abschied als übereilt. Uwe Falk schwieg."
)


def place(words: str, nth: int = 0) -> gold.Place:
    begin = -1
    for _ in range(nth + 1):
        begin = TEXT.index(words, begin + 1)
    return gold.place_of(TEXT, (begin, begin + len(words)))


def at(words: str, nth: int = 0) -> m.Part:
    return m.Part((place(words, nth)[:2],))


def mention(words: str, form: str = "name", nth: int = 0) -> gold.GoldMention:
    return gold.GoldMention(place(words, nth), form)


def a_record() -> gold.GoldRecord:
    ada = gold.GoldPerson(
        "p1", "Ada Velten", (), (mention("Ada Velten"), mention("Ihr", "pronoun")),
        (gold.GoldRole(place("Ärztin")),), gold.GoldAge(41, place("41")), "female",
    )  # fmt: skip
    till = gold.GoldPerson("p2", "Till Velten", (), (mention("Till Velten"),))
    uwe = gold.GoldPerson("p3", "Uwe Falk", (), (mention("Uwe Falk"),))
    paper = gold.GoldVoice("v1", "outlet", "Talbote", (mention("Talbote", nth=1),))
    firm = gold.GoldVoice("v2", "institution", "Konzern", (mention("Der Konzern", "noun_phrase"),))
    said = gold.GoldStatement(
        "s1", "direct", (place("„Ich gehe.“"),),
        gold.GoldParty((place("Die Ärztin Ada Velten"),), "p1"),
        gold.GoldParty((place("dem Talboten"),), "v1"),
        ("p1", "v1"), "verbatim", channel=gold.GoldChannel("phone", (place("am Telefon"),)),
    )  # fmt: skip
    wept = gold.GoldStatement(
        "s2", "indirect", (place("Ihr Bruder Till Velten soll"), place("geweint haben")),
        gold.GoldParty((place("Talbote", 1),), "v1"), None,
        ("v1",), "hedged", (place("soll"),), about=("p2",),
    )  # fmt: skip
    criticised = gold.GoldStatement(
        "s3", "reported", (place("Der Konzern kritisierte den Abschied als übereilt"),),
        gold.GoldParty((place("Der Konzern"),), "v2"), chain=("v2",),
    )  # fmt: skip
    return gold.GoldRecord(
        gold.SCHEMA, "tal-1", "dev", gold.GoldSource("quotes/tal.jsonl", "1"),
        gold.text_hash(TEXT), (ada, till, uwe), (paper, firm),
        (gold.GoldKinship("sibling", "p2", "p1", (place("Ihr Bruder"),)),),
        (said, wept, criticised),
    )  # fmt: skip


RECORD = a_record()
ARTICLE = m.Article("tal-1", "tal", TEXT)
GOOD = perfect(RECORD, ARTICLE)


def rate_of(measure: str, reading: m.Reading) -> tuple[int, int, int]:
    """Right, predicted and gold of a measure."""
    one = sourcing.rate(sourcing.compare([(RECORD, reading)]), measure)
    return round(one.recall * one.gold), one.predicted, one.gold


def changed(number: int, **changes: object) -> m.Reading:
    """The perfect reading but for one statement."""
    statements = list(GOOD.statements)
    statements[number] = msgspec.structs.replace(statements[number], **changes)
    return msgspec.structs.replace(GOOD, statements=tuple(statements))


def test_the_gold_is_sound_and_a_perfect_reading_has_no_failure() -> None:
    assert gold.validate(RECORD, TEXT) == ()
    assert sourcing.compare([(RECORD, GOOD)]).failures == ()


def test_a_missing_and_an_extra_statement_are_told_apart() -> None:
    extra = m.Statement("s9", "indirect", "speech", at("Uwe Falk schwieg"), chain=("vp3",))
    reading = msgspec.structs.replace(GOOD, statements=(*GOOD.statements[:2], extra))
    assert rate_of("statements", reading) == (2, 3, 3)
    failures = sourcing.compare([(RECORD, reading)]).failures
    assert [(f.words, f.gold, f.predicted) for f in failures if f.measure == "statements"] == [
        ("Der Konzern kritisierte", "reported", "missing"),
        ("Uwe Falk schwieg", "none", "indirect"),
    ]


def test_half_of_a_span_is_enough_and_less_is_not() -> None:
    assert rate_of("statements", changed(0, quote=at("„Ich geh")))[0] == 3
    assert rate_of("statements", changed(0, quote=at("Ich")))[0] == 2


def test_the_bare_content_finds_a_reported_clause_only() -> None:
    assert rate_of("statements", changed(2, quote=at("den Abschied")))[0] == 3
    assert rate_of("statements", changed(1, quote=at("Till")))[0] == 2


def test_both_types_of_speech_that_carries_on_are_one() -> None:
    kinds = [s.type for s in RECORD.statements]
    assert kinds == ["direct", "indirect", "reported"]
    carried = msgspec.structs.replace(RECORD.statements[2], type="free_indirect")
    record = msgspec.structs.replace(RECORD, statements=(*RECORD.statements[:2], carried))
    for kind, right in (("free_indirect", 3), ("indirect_free_indirect", 3), ("indirect", 2)):
        scores = sourcing.compare([(record, changed(2, type=kind))])
        assert round(sourcing.rate(scores, "types").recall * 3) == right


def test_a_wrong_mouth_breaks_speaker_and_chain() -> None:
    reading = changed(2, chain=("vp3",))
    assert rate_of("speaker resolved", reading) == (2, 3, 3)
    assert rate_of("chain exact", reading) == (2, 3, 3)
    assert rate_of("chain voices", reading) == (3, 4, 4)
    failure = sourcing.compare([(RECORD, reading)]).failures[0]
    assert (failure.gold, failure.predicted) == ("Konzern", "Uwe Falk")


def test_a_chain_without_its_relay_is_not_exact() -> None:
    reading = changed(0, chain=("vp1",))
    assert rate_of("speaker resolved", reading) == (3, 3, 3)
    assert rate_of("chain exact", reading) == (2, 3, 3)
    assert rate_of("chain voices", reading) == (3, 3, 4)


def test_a_chain_in_the_wrong_order_is_not_exact_but_has_its_voices() -> None:
    reading = changed(0, chain=("vv1", "vp1"))
    assert rate_of("chain exact", reading)[0] == 2
    assert rate_of("chain voices", reading) == (4, 4, 4)


def test_hedges_missed_and_invented() -> None:
    assert rate_of("hedged", changed(1, certainty=m.Certainty("reported"))) == (0, 0, 1)
    assert rate_of("hedged", changed(2, certainty=m.Certainty("hedged"))) == (1, 2, 1)


def test_channels_named_and_not_named() -> None:
    video = changed(0, channel=m.Channel("video"))
    assert rate_of("channel, where named", video) == (0, 1, 1)
    assert rate_of("no channel, where none", changed(2, channel=m.Channel("study"))) == (1, 2, 2)


def test_addressee_and_negation() -> None:
    assert rate_of("addressee", changed(0, addressee=None)) == (0, 0, 1)
    wrong = changed(0, addressee=m.Party(at("Uwe Falk"), "vp3"))
    assert rate_of("addressee", wrong) == (0, 1, 1)
    assert rate_of("negated", changed(0, negated=True)) == (0, 1, 0)


def with_people(*people: m.Person) -> m.Reading:
    return msgspec.structs.replace(GOOD, people=people, mentions=())


def test_two_people_merged_lose_precision_of_links() -> None:
    ada, till, uwe = GOOD.people
    both = msgspec.structs.replace(ada, mentions=ada.mentions + till.mentions)
    reading = with_people(both, uwe)
    assert rate_of("mentions", reading) == (4, 4, 4)
    assert rate_of("people links", reading) == (1, 3, 1)
    assert rate_of("people names", reading) == (2, 2, 3)


def test_b_cubed_as_counted_by_hand() -> None:
    keys = [frozenset({0, 1, 2}), frozenset({3, 4})]
    answers = [frozenset({0, 1}), frozenset({2, 3, 4, 9})]
    count = b_cubed(keys, answers)
    assert count.precise == pytest.approx(4 / 2 + 1 / 4 + 4 / 4)
    assert count.recalled == pytest.approx((4 + 1) / 3 + 4 / 2)
    assert (count.predicted, count.gold) == (6, 5)
    assert links(keys, answers).precise == 2


def test_a_name_cut_short_still_finds_its_person_but_is_no_right_name() -> None:
    ada, till, uwe = GOOD.people
    reading = with_people(msgspec.structs.replace(ada, name="Velten"), till, uwe)
    assert rate_of("speaker resolved", reading)[0] == 3
    assert rate_of("people names", reading) == (2, 3, 3)


def test_ages_and_kinship_from_either_side() -> None:
    ada, till, uwe = GOOD.people
    older = msgspec.structs.replace(ada, age=m.Age(42, None, (0, 3)))
    assert rate_of("people ages", with_people(older, till, uwe)) == (0, 1, 1)
    turned = msgspec.structs.replace(GOOD, kinship=(m.Kinship("sibling", "p1", "p2", ()),))
    assert rate_of("kinship", turned) == (1, 1, 1)
    wrong = msgspec.structs.replace(GOOD, kinship=(m.Kinship("child", "p1", "p2", ()),))
    assert rate_of("kinship", wrong) == (0, 1, 1)


def test_people_never_named_do_not_count() -> None:
    extra = m.Person("p9", "der Konzern", mentions=(place("Der Konzern")[:2],))
    told = m.Mention(extra.mentions[0], "p9", "noun_phrase", m.Because("x"))
    reading = msgspec.structs.replace(
        GOOD, people=(*GOOD.people, extra), mentions=(*GOOD.mentions, told)
    )
    assert rate_of("people names", reading) == (3, 3, 3)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Frau Velten", "Ada Velten", False),
        ("Velten", "Ada Velten", True),
        ("iranische Justiz", "die iranischen Justiz", True),
        ("Regierung von Talland", "Regierung von Bergland", False),
        ("The Talbote", "Talboten", True),
    ],
)
def test_names_are_compared_with_tolerance(one: str, other: str, same: bool) -> None:
    assert alike([one], [other]) is same


def test_span_f1_counts_code_points() -> None:
    assert span_f1([(0, 10)], [(5, 15)]) == 0.5
    assert span_f1([(0, 4), (6, 10)], [(0, 10)]) == pytest.approx(16 / 18)
    assert span_f1([], []) == 0


def test_an_unnamed_spokesman_may_be_read_as_his_body() -> None:
    spokesman = gold.GoldVoice("v3", "unnamed", "Sprecher", speaks_for="v2")
    statement = msgspec.structs.replace(RECORD.statements[2], chain=("v3",), speaker=None)
    record = msgspec.structs.replace(
        RECORD, voices=(*RECORD.voices, spokesman), statements=(statement,)
    )
    scores = sourcing.compare([(record, GOOD)])
    assert sourcing.rate(scores, "speaker resolved").recall == 1


@pytest.mark.parametrize(
    ("credit", "right"),
    [
        (m.Credit("Ida Korn/dpa", "dpa", "Ida Korn"), 1),
        (m.Credit("Ida Korn/dpa", "DPA", "ida korn"), 1),
        (m.Credit("Ida Korn/dpa", "dpa Bild", "Ida Korn"), 1),
        (m.Credit("Ida Korn/dpa", None, "Ida Korn"), 0),
        (m.Credit("Ida Korn/dpa", "afp", "Ida Korn"), 0),
        (m.Credit("Ida Korn/dpa", "dpa", "Ida Korn", "Instagram"), 0),
        (None, 0),
    ],
)
def test_a_credit_is_right_in_all_its_parts(credit: m.Credit | None, right: int) -> None:
    wanted = m.Credit("Ida Korn/dpa", "dpa", "Ida Korn")
    caption = gold.GoldCaption(place("Uwe Falk schwieg."), place("Uwe Falk"), wanted, ("p3",))
    record = msgspec.structs.replace(RECORD, captions=(caption,))
    pictures = (m.Caption(caption.place[:2], "Uwe Falk", credit),)
    article = m.Article("tal-1", "tal", TEXT, captions=pictures)
    reading = msgspec.structs.replace(GOOD, article=article, shown=(("p3",),))
    scores = sourcing.compare([(record, reading)])
    found = {one.measure: round(one.recall * one.gold) for one in scores.rates}
    assert (found["captions"], found["credits"], found["people shown"]) == (1, right, 1)


def test_the_tables_name_measures_and_failures() -> None:
    scores = sourcing.compare([(RECORD, changed(2, chain=("vp3",)))])
    assert "chain exact" in sourcing.table(scores)
    assert "Der Konzern kritisierte" in sourcing.failures_table(scores, "chain exact")
    assert sourcing.rate(scores, "nothing of the kind").gold == 0


def test_where_statements_alone_are_annotated_nothing_else_is_scored() -> None:
    partial = msgspec.structs.replace(RECORD, covers="statements", people=RECORD.people[:2])
    measures = {one.measure for one in sourcing.compare([(partial, GOOD)]).rates}
    assert {"statements", "chain exact", "people ages", "kinship"} <= measures
    assert not {"mentions", "people names", "people B³", "about", "works"} & measures
