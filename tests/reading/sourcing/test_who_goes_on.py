"""Who speaks where the words for the speaker are a pronoun, a cut phrase or nobody."""

import pytest
from staged import stage

PEOPLE = {"Mara Lindt": (), "Jonas Abel": ()}
BODIES = {"Talbank": "institution", "Morgenkurier": "outlet"}


def said(text: str, *quotations: dict, people=PEOPLE, bodies=BODIES):
    return stage(text, list(quotations), people=people, bodies=bodies)


def test_a_pronoun_is_the_nameless_one_of_the_sentence_before():
    read = said("Jonas Abel schwieg. Eine Nachbarin schilderte den Lärm. Sie sagte, es sei laut.",
                dict(quote="es sei laut", speaker="Sie", cue="sagte"))  # fmt: skip
    assert read.chain("laut") == ["Nachbarin"]


def test_sie_with_a_verb_in_the_singular_is_not_several():
    text = ("Augenzeugen berichteten von Rauch. Der Brand wurde von einer Sprecherin bestätigt. "
            "Sie sagte, es sei heiß.")  # fmt: skip
    read = said(text, dict(quote="es sei heiß", speaker="Sie", cue="sagte"))
    assert read.chain("heiß") == ["Sprecherin"]


def test_a_body_goes_on_as_sie():
    read = said("Die Talbank hält das Netz für alt. Sie fordert, alles zu tauschen.",
                dict(quote="das Netz für alt", kind="reported", speaker="Die Talbank", cue="hält"),
                dict(quote="alles zu tauschen", speaker="Sie", cue="fordert"))  # fmt: skip
    assert read.chain("tauschen") == ["Talbank"]


def test_a_relative_pronoun_is_whom_it_follows():
    read = said(
        "Das schrieb die Lehrerin, die warnte: „Es wird eng.“",
        dict(quote="Es wird eng", kind="direct", speaker="die#2", cue="warnte"),
    )
    assert read.chain("eng") == ["Lehrerin"]


@pytest.mark.parametrize("who", ["Man", "Das"])
def test_a_word_for_nobody_leaves_no_chain_empty(who):
    read = said(f"{who} kann sagen, dass es regnet.",
                dict(quote="dass es regnet", speaker=who, cue="sagen"))  # fmt: skip
    assert read.chain("regnet") == ["ungenannt"]


def test_ich_in_an_interview_is_whose_turn_it_is():
    text = "Mara Lindt: Es ist schön. Jonas Abel: Es ist leer. Ich glaube, dass das Tal stirbt."
    read = said(text, dict(quote="dass das Tal stirbt", cue="glaube"))
    assert read.chain("stirbt") == ["Jonas Abel"]


def test_a_part_cut_to_its_article_is_the_whole_phrase():
    read = said("Es sei laut, erklärten die drei alten Nachbarn.",
                dict(quote="Es sei laut", speaker="die", cue="erklärten"))  # fmt: skip
    assert read.chain("laut") == ["drei alten Nachbarn"]


def test_the_subject_stands_behind_the_verb_when_a_time_opens_the_sentence():
    read = said("Ende April hatte Mara Lindt angekündigt, das Haus zu verlassen.",
                dict(quote="das Haus zu verlassen", speaker="Ende April",
                     cue=("hatte", "angekündigt")))  # fmt: skip
    assert read.chain("verlassen") == ["Mara Lindt"]


def test_a_verb_joined_by_und_keeps_its_subject():
    read = said("Mara Lindt ging und nannte Jonas Abel einen Lügner.",
                dict(quote="nannte Jonas Abel einen Lügner", kind="reported",
                     speaker="Jonas Abel", cue="nannte"))  # fmt: skip
    assert read.chain("Lügner") == ["Mara Lindt"]


def test_a_frame_at_the_end_of_free_indirect_speech_names_who_speaks():
    text = "Mara Lindt klagte, es sei kalt. Der Ofen sei alt, sagte Jonas Abel."
    read = said(text, dict(quote="es sei kalt", speaker="Mara Lindt", cue="klagte"),
                dict(quote="Der Ofen sei alt, sagte Jonas Abel", kind="free_indirect",
                     speaker="Mara Lindt"))  # fmt: skip
    assert read.chain("Ofen") == ["Jonas Abel"]
    assert read.content(read.of("Ofen")) == "Der Ofen sei alt"


def test_hearsay_is_not_said_by_whom_it_is_about():
    read = said("Jonas Abel wohnt im Tal. Er soll gelogen haben.")
    assert read.chain("gelogen") == ["ungenannt"]


def test_a_mere_statement_to_the_press_is_the_body_it_is_about():
    read = said("Die Talbank schließt zwei Filialen. Das sei nötig, hieß es in einer Mitteilung.",
                dict(quote="Das sei nötig", cue=("hieß", "es")))  # fmt: skip
    assert read.chain("nötig") == ["Talbank"]
    assert read.of("nötig").channel.kind == "press_release"


def test_konjunktiv_goes_on_after_what_the_author_says_between():
    text = ("Das Haus bleibe stehen, sagte Mara Lindt. Der Garten ist groß. Die Wege sind eng. "
            "Der Zaun ist neu. Der Umbau koste zwei Millionen.")  # fmt: skip
    read = said(text, dict(quote="Das Haus bleibe stehen", speaker="Mara Lindt", cue="sagte"),
                dict(quote="Der Umbau koste zwei Millionen", kind="free_indirect"))  # fmt: skip
    assert read.chain("Umbau") == ["Mara Lindt"]


def test_a_talk_is_opened_by_a_sentence_in_which_no_statement_was_found():
    text = ("In einem Interview mit dem Morgenkurier packt Mara Lindt aus. „Das Haus bleibt“, "
            "sagt sie.")  # fmt: skip
    read = said(text, dict(quote="„Das Haus bleibt“", kind="direct", speaker="sie", cue="sagt"))
    assert read.chain("Haus") == ["Mara Lindt", "Morgenkurier"]


def test_another_speaker_without_a_name_is_not_in_the_talk_of_the_first():
    first = "Der Damm halte, sagte ein Offizier dem Morgenkurier. "
    for words, chain in (("Der Mann", 2), ("Ein anderer Offizier", 1)):
        text = f"{first}{words} sagte, das Wasser steige."
        read = said(text, dict(quote="Der Damm halte", speaker="ein Offizier", cue="sagte",
                               addressee="dem Morgenkurier"),
                    dict(quote="das Wasser steige", speaker=words, cue="sagte#2"))  # fmt: skip
        assert len(read.chain("Wasser")) == chain


def test_a_frame_in_free_speech_is_the_speakers_with_particle_participle_and_in_the_midst():
    for frame, name in (
        ("hielt Jonas Abel fest", "Jonas Abel"),
        ("hatte die Chefin der Bank, Mara Lindt, gesagt", "Mara Lindt"),
        ("haben ein Recht auf Ruhe", None),
    ):
        text = f"Mara Lindt schwieg. Das Haus sei alt, wer dort wohnt, {frame}. Es sei laut."
        quote = text.removeprefix("Mara Lindt schwieg. ")
        read = said(text, dict(quote=quote, kind="free_indirect"))
        house = read.of("Das Haus sei alt")
        assert (house.cue is not None) == (name is not None)
        if name:
            assert read.chain("Das Haus sei alt") == [name] == read.chain("Es sei laut")


def test_an_act_that_a_source_passes_on_is_its_subjects_and_stays_his_with_the_source_behind():
    text = ("Laut Morgenkurier hat Jonas Abel schwere Vorwürfe geäußert. Der Damm sei alt. "
            "Abel sagte, das Wasser steige.")  # fmt: skip
    read = said(text,
                dict(quote="hat Jonas Abel schwere Vorwürfe geäußert", speaker="Morgenkurier",
                     cue="Laut"),
                dict(quote="Der Damm sei alt", kind="free_indirect", speaker="Morgenkurier"),
                dict(quote="das Wasser steige", speaker="Abel", cue="sagte"),
                people={"Jonas Abel": ("Abel",)})  # fmt: skip
    passed_on = ["Jonas Abel", "Morgenkurier"]
    assert [read.chain(w) for w in ("Vorwürfe", "Damm", "Wasser")] == [passed_on] * 3


def test_free_speech_without_a_source_before_it_is_of_whoever_says_the_next_sentence():
    text = "Der Zaun ist neu. Der Damm sei alt. „Er bricht bald“, sagte Mara Lindt."
    read = said(text, dict(quote="Der Damm sei alt", kind="free_indirect"),
                dict(quote="„Er bricht bald“", kind="direct", speaker="Mara Lindt",
                     cue="sagte"))  # fmt: skip
    assert read.chain("Damm") == ["Mara Lindt"]


def test_a_report_that_is_spoken_about_is_not_told():
    text = "Der Damm halte, sagte Mara Lindt zu einem Bericht des Morgenkuriers."
    read = said(text, dict(quote="Der Damm halte", speaker="Mara Lindt", cue="sagte",
                           addressee="einem Bericht des Morgenkuriers"))  # fmt: skip
    assert read.chain("Damm") == ["Mara Lindt"] and read.of("Damm").addressee is None


def test_figures_are_of_whoever_presented_them():
    text = "Der Damm ist alt. Das geht aus Zahlen hervor, die die Talbank am Montag vorstellte."
    assert said(text).chain("Damm") == ["Talbank"]
