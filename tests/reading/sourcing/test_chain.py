"""On whose word: chains of voices in the turns that German news uses."""

import pytest
from staged import stage

import lautwem
from lautwem.article import from_text

PEOPLE = {"Mara Lindt": (), "Jonas Abel": ()}
BODIES = {"Morgenkurier": "outlet", "Nordpost": "outlet", "npa": "agency"}


def test_a_source_phrase_alone_is_the_innermost_voice():
    read = stage("Laut Morgenkurier war Mara Lindt wütend.", people=PEOPLE, bodies=BODIES)
    assert read.chain("wütend") == ["Morgenkurier"]
    assert read.of("wütend").certainty.level == "reported"


def test_a_source_phrase_beside_a_speaker_passes_her_words_on():
    read = stage(
        "Mara Lindt argumentierte laut Morgenkurier, dass sie das Haus behalten wolle.",
        [dict(quote="dass sie das Haus behalten wolle", speaker="Mara Lindt", cue="argumentierte",
              frame="Mara Lindt argumentierte laut Morgenkurier")],
        people=PEOPLE, bodies=BODIES,
    )  # fmt: skip
    assert read.chain("behalten") == ["Mara Lindt", "Morgenkurier"]
    assert len(read.statements) == 1


def test_a_source_phrase_that_only_holds_another_frame_is_taken_back():
    read = stage(
        "Mara Lindt argumentierte laut Morgenkurier, dass sie das Haus behalten wolle.",
        [dict(quote="dass sie das Haus behalten wolle", speaker="Mara Lindt", cue="argumentierte"),
         dict(quote=("Mara Lindt argumentierte", "dass sie das Haus behalten wolle"),
              speaker="Morgenkurier", cue="laut", frame="laut Morgenkurier")],
        people=PEOPLE, bodies=BODIES,
    )  # fmt: skip
    assert len(read.statements) == 1
    assert read.chain("behalten") == ["Mara Lindt", "Morgenkurier"]


@pytest.mark.parametrize(
    "text, chain",
    [
        ("Dem Morgenkurier zufolge hat das Haus gebrannt.", ["Morgenkurier"]),
        ("Nach Angaben der Polizei hat das Haus gebrannt.", ["Polizei"]),
        ("Nach Informationen des Morgenkurier hat das Haus gebrannt.", ["Morgenkurier"]),
        ("Das Haus hat gebrannt, wie der Morgenkurier berichtete.", ["Morgenkurier"]),
        ("Wie die Nordpost unter Berufung auf Ermittler berichtet, hat das Haus gebrannt.",
         ["Ermittler", "Nordpost"]),
        ("Einem Bericht der Nordpost zufolge hat das Haus gebrannt.", ["Nordpost"]),
        ("Polizeiangaben zufolge hat das Haus gebrannt.", ["Polizei"]),
        ("Laut einer Studie hat das Haus gebrannt.", ["Studie"]),
        ("Laut Gerichtsakten hat das Haus gebrannt.", ["Gerichtsakten"]),
        ("Laut einem Insider hat das Haus gebrannt.", ["Insider"]),
    ],
)  # fmt: skip
def test_source_phrases_that_no_quotation_covers(text, chain):
    read = stage(text, people=PEOPLE, bodies=BODIES)
    assert read.chain("gebrannt") == chain
    assert any(b.rule.startswith("source-phrase") for b in read.of("gebrannt").because)


def test_reports_without_a_name_are_an_unnamed_voice_and_a_hedge():
    read = stage("Berichten zufolge war Mara Lindt schockiert.", people=PEOPLE)
    statement = read.of("schockiert")
    voice = next(v for v in read.voices if v.id == statement.chain[0])
    assert voice.kind == "unnamed"
    assert statement.certainty.level == "hedged"
    assert statement.about == ("p1",)


def test_the_outlet_that_was_told_passes_on():
    read = stage(
        "Das Haus sei leer, sagte Mara Lindt gegenüber dem Morgenkurier.",
        [dict(quote="Das Haus sei leer", speaker="Mara Lindt", cue="sagte",
              addressee="dem Morgenkurier")],
        people=PEOPLE, bodies=BODIES,
    )  # fmt: skip
    assert read.chain("leer") == ["Mara Lindt", "Morgenkurier"]


def test_the_outlet_in_the_dative_passes_on_even_unmarked():
    read = stage(
        "Das Haus sei leer, sagte Mara Lindt dem Morgenkurier.",
        [dict(quote="Das Haus sei leer", speaker="Mara Lindt", cue="sagte")],
        people=PEOPLE, bodies=BODIES,
    )  # fmt: skip
    assert read.chain("leer") == ["Mara Lindt", "Morgenkurier"]


def test_the_publishing_outlet_is_left_out():
    read = stage(
        "Das Haus sei leer, sagte Mara Lindt dem Morgenkurier.",
        [dict(quote="Das Haus sei leer", speaker="Mara Lindt", cue="sagte",
              addressee="dem Morgenkurier")],
        people=PEOPLE, bodies=BODIES, outlet="Morgenkurier",
    )  # fmt: skip
    assert read.chain("leer") == ["Mara Lindt"]


def test_an_outlet_under_attack_does_not_pass_on():
    read = stage(
        "Mara Lindt warf dem Morgenkurier vor, gelogen zu haben.",
        [dict(quote="gelogen zu haben", speaker="Mara Lindt", cue="warf")],
        people=PEOPLE, bodies=BODIES,
    )  # fmt: skip
    assert read.chain("gelogen")[0] == "Mara Lindt"


def test_a_quotation_inside_a_quotation():
    read = stage(
        "„Mein Anwalt sagte mir, das Haus sei leer“, erzählte Mara Lindt.",
        [dict(quote="„Mein Anwalt sagte mir, das Haus sei leer“".strip("„“"), kind="direct",
              speaker="Mara Lindt", cue="erzählte"),
         dict(quote="das Haus sei leer", speaker="Mein Anwalt", cue="sagte")],
        people=PEOPLE,
    )  # fmt: skip
    inner = next(s for s in read.statements if read.content(s) == "das Haus sei leer")
    names = {v.id: v.name for v in read.voices}
    assert [names[v] for v in inner.chain] == ["Anwalt", "Mara Lindt"]


def test_demnach_carries_the_source_on():
    read = stage(
        "Laut Nordpost hat das Haus gebrannt. Demnach starb niemand.",
        bodies=BODIES,
    )
    assert read.chain("starb") == ["Nordpost"]
    assert any(b.rule == "source-carried-on" for b in read.of("starb").because)


def test_a_bare_soll_rests_on_the_source_before_it():
    read = stage(
        "Laut Nordpost hat das Haus gebrannt. Der Mieter soll geflohen sein.\n"
        "Der Garten soll verwüstet worden sein.",
        bodies=BODIES,
    )
    assert read.chain("geflohen") == ["Nordpost"]
    assert read.chain("verwüstet") == ["ungenannt"]
    assert read.of("geflohen").certainty.level == "hedged"


def test_hearsay_of_speech_is_the_subjects_word():
    read = stage(
        "Jonas Abel soll sie laut Nordpost einst als Lügnerin beschrieben haben.",
        people={"Jonas Abel": ()},
        bodies=BODIES,
    )  # fmt: skip
    assert read.chain("Lügnerin") == ["Jonas Abel", "Nordpost"]
    assert read.speaker("Lügnerin") == "Jonas Abel"
    assert read.markers("Lügnerin") == ["soll"]
    assert read.of("Lügnerin").time.text == "einst"


def test_hearsay_of_speech_without_a_source_ends_in_nobody_named():
    read = stage("Jonas Abel soll mit Rache gedroht haben.", people={"Jonas Abel": ()})
    assert read.chain("Rache") == ["Jonas Abel", "ungenannt"]


def test_circles_come_before_the_agency_that_learned_it():
    read = stage(
        "Das Haus wird verkauft, das erfuhr die npa aus Regierungskreisen.",
        [dict(quote="Das Haus wird verkauft", speaker="die npa", cue="erfuhr",
              frame="das erfuhr die npa aus Regierungskreisen")],
        bodies=BODIES,
    )  # fmt: skip
    assert read.chain("verkauft") == ["Regierungskreisen", "npa"]


def test_the_paper_quotes_an_insider():
    read = stage(
        "„Das Haus ist leer“, zitiert das Blatt einen Insider. Der Morgenkurier druckte es.",
        [
            dict(
                quote="„Das Haus ist leer“".strip("„“"),
                kind="direct",
                speaker="das Blatt",
                cue="zitiert",
            )
        ],
        bodies=BODIES,
    )
    assert read.chain("leer")[0] == "Insider"


def test_no_statement_is_dropped_for_want_of_a_speaker():
    read = stage("„Wir wissen es einfach nicht.“ Dann war es still.",
                 [dict(quote="Wir wissen es einfach nicht", kind="direct")])  # fmt: skip
    assert read.chain("wissen") == ["ungenannt"]
    assert read.of("wissen").speaker is None


def test_one_agency_in_the_byline_stands_outermost():
    read = stage("Laut Nordpost hat das Haus gebrannt. (npa)", bodies=BODIES)
    assert read.chain("gebrannt") == ["Nordpost", "npa"]


def test_a_sentence_that_only_attributes_the_one_before():
    read = stage("Das Haus hat gebrannt. Das teilte die Polizei am Dienstag mit.")
    assert read.chain("gebrannt") == ["Polizei"]
    assert len(read.statements) == 1


def test_a_paper_reports_the_sentence_before():
    text = "Mara Lindt will gehen, sagte sie. Das berichtete der Morgenkurier."
    read = stage(
        text,
        [{"quote": "Mara Lindt will gehen", "speaker": "sie", "cue": "sagte"}],
        people={"Mara Lindt": ("sie",)},
        bodies=BODIES,
    )
    assert read.chain("gehen") == ["Mara Lindt", "Morgenkurier"]


def test_a_talk_with_an_outlet_goes_on():
    text = (
        "„Ich gehe“, sagte Mara Lindt im Interview mit dem Morgenkurier.\n"
        "„Das Haus ist leer“, ergänzte Mara Lindt."
    )
    read = stage(
        text,
        [
            {"quote": "Ich gehe", "kind": "direct", "speaker": "Mara Lindt", "cue": "sagte"},
            {
                "quote": "Das Haus ist leer",
                "kind": "direct",
                "speaker": "Mara Lindt#2",
                "cue": "ergänzte",
            },
        ],
        people={"Mara Lindt": ()},
        bodies=BODIES,
    )
    assert read.chain("leer") == ["Mara Lindt", "Morgenkurier"]
    assert read.of("leer").channel.kind == "interview"


def test_the_author_is_no_source():
    text = "Wir gehen davon aus, dass es regnet."
    found = [{"quote": "dass es regnet", "speaker": "Wir", "cue": "gehen"}]
    assert stage(text, found).statements == ()


def test_an_unknown_paper_in_quotation_marks_is_an_outlet():
    read = stage("Laut dem Blog „Hafenblick“ hat das Haus gebrannt.")
    assert read.chain("gebrannt") == ["Hafenblick"]
    assert [v.kind for v in read.voices] == ["outlet"]


def test_the_report_is_the_paper_that_was_named():
    text = (
        "Wie der Morgenkurier unter Berufung auf Ermittler berichtet, hat das Haus gebrannt. "
        "Dem Bericht zufolge starb niemand."
    )
    assert stage(text, bodies=BODIES).chain("starb") == ["Morgenkurier"]


def test_demnach_takes_up_a_report_that_was_only_mentioned():
    text = "Ein Bericht der Nordpost sorgt für Aufsehen. Demnach hat das Haus gebrannt."
    assert stage(text, bodies=BODIES).chain("gebrannt") == ["Nordpost"]


def test_a_verb_of_saying_beside_a_source_phrase_has_its_own_speaker():
    text = "Mara Lindt erklärte laut Morgenkurier, dass sie das Haus behalten wolle."
    found = {"quote": "dass sie das Haus behalten wolle", "speaker": "Morgenkurier", "cue": "laut"}
    assert stage(text, [found], PEOPLE, BODIES).chain("behalten") == ["Mara Lindt", "Morgenkurier"]


def test_a_person_after_the_noun_for_what_they_are_speaks_not_the_town():
    read = stage(
        "„Das Haus bleibt“, sagte Bremens Baumeisterin Mara Lindt.",
        [dict(quote="„Das Haus bleibt“", speaker="Bremens Baumeisterin Mara Lindt", cue="sagte")],
        people=PEOPLE,
        bodies={"Bremens": "place"},
    )
    assert read.chain("bleibt") == ["Mara Lindt"]


def test_the_subject_of_the_verb_speaks_where_no_speaker_was_found():
    read = stage(
        "Mara Lindt erklärte, dass das Haus bleibt.",
        [dict(quote="dass das Haus bleibt", cue="erklärte")],
        people=PEOPLE,
    )
    assert read.chain("bleibt") == ["Mara Lindt"]


def test_direct_speech_after_a_sentence_about_somebody_is_theirs():
    read = stage(
        "Jonas Abel baut Boote. „Im Herbst fange ich neu an.“",
        [dict(kind="direct", quote="„Im Herbst fange ich neu an.“")],
        people=PEOPLE,
    )
    assert read.chain("Herbst") == ["Jonas Abel"]


def test_soll_in_what_somebody_tells_rests_on_the_teller():
    text = (
        "Ein Mann sitzt seit Freitag in Haft. Der Mann soll am Abend den Inhaber mit einem Messer "
        "bedroht haben, wie die Polizei am Montag mitteilte."
    )
    reading = lautwem.read(from_text(text, "test"))
    names = {voice.id: voice.name for voice in reading.voices}
    hedged = [s for s in reading.statements if s.certainty.level == "hedged"]
    assert [[names[voice] for voice in s.chain] for s in hedged] == [["Polizei"]]
