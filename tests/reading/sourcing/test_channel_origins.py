"""Channels of what speaks itself: unlisted papers, researchers and whom they asked, the accused."""

import pytest
from staged import stage

PEOPLE = {"Mara Lindt": (), "Jonas Abel": ()}
BODIES = {"Morgenkurier": "outlet", "Rheintaler Post": "outlet", "Talbote": "institution"}


def said(before: str, speaker: str, cue: str = "sagte", **roles):
    """What ``speaker`` says after some sentences."""
    return stage(
        f"{before} Das Wasser steige, {cue} {speaker}.",
        [dict(quote="Das Wasser steige", speaker=speaker, cue=cue, **roles)],
        people=PEOPLE, bodies=BODIES,
    ).of("Wasser").channel  # fmt: skip


@pytest.mark.parametrize(
    "speaker, kind",
    [
        ("die Zeitung Talbote", "press_report"),
        ("das Talheimer Staatsfernsehen", "press_report"),
        ("das Sportblatt", "press_report"),
        ("der Chef der Zeitung", "unknown"),
        ("Talbote", "unknown"),
    ],
)
def test_a_paper_on_no_list_speaks_through_its_report(speaker, kind):
    assert said("Es regnet.", speaker, "berichtete").kind == kind


@pytest.mark.parametrize(
    "before, speaker, kind",
    [
        ("Eine Studie liegt vor.", "die Forscher", "study"),
        ("Für eine Umfrage wurden Wirte befragt.", "jeder zweite Wirt", "study"),
        ("Eine Umfrage liegt vor.", "die Hälfte der Wirte", "study"),
        ("Es regnet.", "die Forscher", "unknown"),
        ("Es regnet.", "die Hälfte der Wirte", "unknown"),
        ("Studien kennt jeder.", "die Forscher", "unknown"),
        ("Eine Studie liegt vor.", "die Wirtin", "unknown"),
    ],
)
def test_researchers_and_whom_they_asked_speak_through_the_study(before, speaker, kind):
    assert said(before, speaker).kind == kind


@pytest.mark.parametrize(
    "before, speaker, kind",
    [
        ("Der Prozess begann am Landgericht.", "der Angeklagte", "court"),
        ("Es regnet.", "der Angeklagte", "unknown"),
        ("Der Prozess begann am Landgericht.", "der Wirt", "unknown"),
    ],
)
def test_the_accused_speak_in_court(before, speaker, kind):
    assert said(before, speaker).kind == kind


def test_the_name_of_a_paper_is_no_post():
    channel = said("Es regnet.", "Mara Lindt der Rheintaler Post")
    assert channel.kind == "unknown"


@pytest.mark.parametrize(
    "words, kind",
    [
        ("in einer Stellungnahme auf Facebook", "facebook"),
        ("in einer Stellungnahme zu einem Streit auf Facebook", "press_release"),
        ("laut einer Vorausmeldung des Talboten", "press_report"),
        ("in einem Kampflied", "song"),
        ("in einem Supportforum", "other_social"),
        ("im Kommentarbereich des Postings", "other_social"),
        ("bei Sky", "broadcast"),
        ("in der „Pressestunde“", "broadcast"),
        ("in der aktuellen Ausgabe des Magazins Talblick", "press_report"),
        ("in einer neuen Ausgabe ihrer Turnschuhe", "unknown"),
        ("in einer Anfragebeantwortung", "parliament"),
    ],
)
def test_named_in_the_frame(words, kind):
    text = f"„Ich gehe“, sagte Mara Lindt {words}."
    read = stage(text, [dict(quote="Ich gehe", kind="direct", speaker="Mara Lindt", cue="sagte")],
                 people=PEOPLE)  # fmt: skip
    assert read.of("gehe").channel.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "Der Wirteverband wirft Jonas Abel Betrug vor und reichte Klage beim Landgericht ein.",
        "Der Wirteverband im Landtag wirft Jonas Abel Betrug vor.",
    ],
)
def test_where_a_claim_is_filed_or_a_body_sits_is_no_channel(text):
    content = text[: text.index(" vor") + 4]
    speaker = text[: text.index(" wirft")]
    read = stage(text, [dict(quote=content, kind="reported", speaker=speaker, cue="wirft")],
                 people=PEOPLE, bodies={"Wirteverband": "institution"})  # fmt: skip
    assert read.of("Betrug").channel.kind == "unknown"


def test_a_relative_clause_with_an_article_takes_up_what_it_hangs_on():
    text = "Grund ist ein Brief der Bank, in dem der Wirt sagte: „Ich gehe.“"
    read = stage(text, [dict(quote="Ich gehe", kind="direct", speaker="der Wirt", cue="sagte")])
    assert read.of("gehe").channel.kind == "letter"


def test_a_broadcaster_that_is_asked_gives_no_report():
    read = stage("Das Heft sei alt, hieß es vom Morgenkurier.",
                 [dict(quote="Das Heft sei alt", speaker="vom Morgenkurier", cue="hieß es")],
                 bodies=BODIES)  # fmt: skip
    assert read.of("Heft").channel.kind == "unknown"


@pytest.mark.parametrize(
    "speaker, kind",
    [("der Urteilsbegründung", "court"), ("der Gruppe der Wirte im Landtag", "unknown")],
)
def test_a_judgment_that_speaks_is_the_channel_and_a_seat_is_none(speaker, kind):
    read = stage(
        f"In {speaker} hieß es, die Klage sei verspätet.",
        [dict(quote="die Klage sei verspätet", speaker=speaker, cue="hieß es")],
    )
    assert read.of("Klage").channel.kind == kind


def test_an_index_is_a_study():
    read = stage("Laut dem aktuellen Talbank-Index steigen die Preise.")
    assert read.of("Preise").channel.kind == "study"


def test_words_in_quotation_marks_are_the_speakers():
    quote = dict(quote="Im Radio gehe ich", kind="direct", speaker="Mara Lindt", cue="sagte")
    read = stage("„Im Radio gehe ich“, sagte Mara Lindt.", [quote], people=PEOPLE)
    assert read.of("gehe").channel.kind == "unknown"


def test_the_report_of_a_station_on_no_list_goes_on():
    station = "das Talheimer Staatsfernsehen"
    read = stage(
        f"Das Wasser steige, berichtete {station}. Demnach fliehen Leute.",
        [dict(quote="Das Wasser steige", speaker=station, cue="berichtete")],
    )
    assert read.of("fliehen").channel.kind == "press_report"
