"""How surely: hearsay against plans, hedges of the article against those of the speaker."""

import pytest
from staged import stage

from lautwem import model as m

PEOPLE = {"Mara Lindt": (), "Jonas Abel": ()}


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Abel soll den Schmuck gestohlen haben.",
        "Jonas Abel soll schwanger sein.",
        "Der Mann, der seine Nachbarn bedroht haben soll, schweigt.",
        "Der Täter soll nach Belgien geflohen sein.",
        "Die Bilder sollen gefälscht worden sein.",
        "Der Schaden soll bei zwei Millionen Euro liegen.",
        "Jonas Abel soll Millionen besitzen.",
    ],
)
def test_hearsay_is_a_hedged_statement_of_nobody_named(text):
    read = stage(text, people=PEOPLE)
    assert [s.certainty.level for s in read.statements] == ["hedged"]
    assert read.voices[-1].kind == "unnamed"


@pytest.mark.parametrize(
    "text",
    [
        "Das Museum soll 2026 eröffnen.",
        "Das neue Gesetz soll Familien helfen.",
        "Die Brücke soll bis Herbst gebaut werden.",
        "Die Arbeiten sollen bis Ende 2027 abgeschlossen sein.",
        "Die Polizei soll künftig mehr Geld bekommen.",
        "Jonas Abel will nach Rom ziehen.",
        "Sie sollen das Haus verlassen.",
    ],
)
def test_plans_orders_and_wishes_are_no_statements(text):
    assert stage(text, people=PEOPLE, published="2025-03-04").statements == ()


def test_a_claim_of_the_subject_is_his_and_hedged():
    read = stage("Jonas Abel will von dem Geld nichts gewusst haben.", people=PEOPLE)
    assert read.chain("gewusst") == ["Jonas Abel"]
    assert read.markers("gewusst") == ["will"]


def said(text: str, quote: str, **roles):
    return stage(text, [dict(quote=quote, speaker="Mara Lindt", **roles)], people=PEOPLE)


def test_a_hedge_in_the_content_is_the_speakers():
    read = said("Mara Lindt sagte, dass Jonas Abel angeblich stehle.",
                "dass Jonas Abel angeblich stehle", cue="sagte")  # fmt: skip
    assert read.of("stehle").certainty == m.Certainty("reported")


def test_a_hedge_in_the_frame_is_the_articles():
    read = said("Mara Lindt sagte angeblich, dass Jonas Abel stehle.",
                "dass Jonas Abel stehle", cue="sagte")  # fmt: skip
    assert read.markers("stehle") == ["angeblich"]


def test_a_hedged_noun_does_not_hedge_the_statement():
    read = said("Mara Lindt nannte den mutmaßlichen Dieb und die angeblich echten Bilder dumm.",
                "Mara Lindt nannte den mutmaßlichen Dieb und die angeblich echten Bilder dumm",
                cue="nannte", kind="reported")  # fmt: skip
    assert read.statements[0].certainty.level == "reported"


def test_words_in_quotation_marks_with_hearsay_around_them_are_hedged():
    text = "Mara Lindt soll mit „Krieg“ gedroht haben."
    read = stage(text, [dict(quote="Krieg", kind="direct", speaker="Mara Lindt",
                             cue=("soll", "gedroht haben"))], people=PEOPLE)  # fmt: skip
    assert read.of("Krieg").certainty.level == "hedged"


def test_words_in_quotation_marks_are_verbatim():
    read = said("„Ich gehe“, sagte Mara Lindt.", "Ich gehe", kind="direct", cue="sagte")
    assert read.of("gehe").certainty == m.Certainty("verbatim")


def test_konjunktiv_one_reports_and_two_doubts_where_one_was_at_hand():
    read = said("Mara Lindt sagte, Jonas Abel habe gestohlen.",
                "Jonas Abel habe gestohlen", cue="sagte")  # fmt: skip
    assert read.of("gestohlen").certainty.level == "reported"
    read = said("Mara Lindt sagte, Jonas Abel hätte gestohlen.",
                "Jonas Abel hätte gestohlen", cue="sagte")  # fmt: skip
    assert read.markers("gestohlen") == ["hätte"]
    read = said("Mara Lindt sagte, ohne Hilfe hätte Jonas Abel gestohlen.",
                "ohne Hilfe hätte Jonas Abel gestohlen", cue="sagte")  # fmt: skip
    assert read.of("gestohlen").certainty.level == "reported"


@pytest.mark.parametrize(
    "text, quote, cue, negated",
    [
        ("Mara Lindt bestritt, dass sie lüge.", "dass sie lüge", "bestritt", True),
        ("Mara Lindt dementierte, gelogen zu haben.", "gelogen zu haben", "dementierte", True),
        ("Mara Lindt wies die Vorwürfe scharf zurück.", "die Vorwürfe", "wies", True),
        ("Mara Lindt schloss nicht aus, dass sie geht.", "dass sie geht", "schloss", False),
        ("Mara Lindt sagte nicht, wann sie geht.", "wann sie geht", "sagte", True),
        ("Mara Lindt sagte, dass sie nicht geht.", "dass sie nicht geht", "sagte", False),
        ("Mara Lindt bestritt nicht, dass sie lüge.", "dass sie lüge", "bestritt", False),
        (
            "Mara Lindt erzählte von nicht schließenden Türen.",
            "schließenden Türen",
            "erzählte",
            False,
        ),
    ],
)
def test_denials(text, quote, cue, negated):
    assert said(text, quote, cue=cue).statements[0].negated is negated


def test_a_plan_that_only_rumours_know_of_is_hearsay():
    rumour = stage("Leak zum Festival\nDas Festival soll 2026 eröffnen.")
    plan = stage("Pläne zum Festival\nDas Festival soll 2026 eröffnen.")
    assert rumour.of("eröffnen").certainty.level == "hedged"
    assert plan.statements == ()


@pytest.mark.parametrize(
    "text",
    [
        "Alle Gäste sollen die Möglichkeit haben, zu gehen.",
        "Wie lange soll das Haus leer sein?",
        "Was das Haus kosten soll, ist offen.",
        "Im Herbst soll es zwei Feste geben.",
        "Wir wollen es fertig haben.",
    ],
)
def test_what_grants_asks_or_wishes_is_no_hearsay(text):
    assert all(s.certainty.level != "hedged" for s in stage(text).statements)


def test_a_word_for_false_counts_beside_the_verb_of_saying_only():
    text = "Mara Lindt behauptete fälschlich, das Haus sei leer."
    read = stage(text, [dict(quote="das Haus sei leer", speaker="Mara Lindt", cue="behauptete")],
                 people={"Mara Lindt": ()})  # fmt: skip
    assert read.markers("leer") == ["fälschlich"]


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("Angeblich hatte Jonas Abel keine Wahl.", ["Angeblich"]),
        ("Die Häuser sollen laut Mara Lindt zerstört sein.", ["sollen"]),
        ("Drei Hallen sollen abgebrannt sein.", ["sollen"]),
        ("Jonas Abel soll daran beteiligt sein.", ["soll"]),
    ],
)
def test_an_article_that_withholds_its_voucher_hedges(text, markers):
    read = stage(text, people=PEOPLE)
    assert [[m.text for m in s.certainty.markers] for s in read.statements] == [markers]


def test_a_rumour_right_before_the_content_hedges():
    text = "Gerüchte, wonach das Haus leer ist, wies Mara Lindt zurück."
    read = stage(text, [dict(quote="wonach das Haus leer ist", speaker="Mara Lindt",
                             cue=("wies", "zurück"))], people=PEOPLE)  # fmt: skip
    assert read.markers("leer") == ["Gerüchte"]


def test_a_hedge_in_another_clause_is_not_the_statements():
    text = "Offenbar war es kalt, und Mara Lindt kritisierte die Heizung."
    read = stage(text, people=PEOPLE)
    assert read.of("Heizung").certainty == m.Certainty("reported")
