"""Titled works and open questions; offsets that are what they say, on any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from staged import stage

from lautwem.language import analyse
from lautwem.reading.questions import find_open_questions
from lautwem.reading.works import find_works


def works(text):
    return [(w.title, w.kind) for w in find_works(analyse(text, [(0, len(text))]), ())]


def questions(text):
    return [q.text for q in find_open_questions(analyse(text, [(0, len(text))]))]


@pytest.mark.parametrize(
    "text, found",
    [
        ("Sie sang das Lied „Nachts am Fluss“.", [("Nachts am Fluss", "song")]),
        ("Der Roman mit dem Titel „Hafenlicht“ ist neu.", [("Hafenlicht", "book")]),
        ("Der „Hafenlicht“-Regisseur kam.", [("Hafenlicht", "film")]),
        ("„Hafenlicht“ ist ein neuer Roman.", [("Hafenlicht", "book")]),
        ("Sie hat mit „Hafenlicht“ einen Film gedreht.", [("Hafenlicht", "film")]),
        ("Der Moderator der Sendung des „Talstadl“ kam.", [("Talstadl", "programme")]),
        ("Sie sah den Tanzfilm Nacht.", [("Nacht", "film")]),
        ("Er ging durch ein Stück Wald.", []),
        ("Sie sagte: „Ich gehe heim“.", []),
    ],
)
def test_works(text, found):
    assert works(text) == found


@pytest.mark.parametrize(
    "text, found",
    [
        ("Unklar ist, ob jemand starb.", ["Unklar ist, ob jemand starb"]),
        ("Er kam – wann genau, bleibt unklar.", ["wann genau, bleibt unklar"]),
        ("Die Ursache ist noch nicht bekannt.", ["Die Ursache ist noch nicht bekannt"]),
        ("Die Tür war offen.", []),
        ("„Es ist unklar, ob er kommt“, sagte sie.", []),
        (
            "Es sei unklar, ob er komme, sagte sie.",
            ["Es sei unklar, ob er komme, sagte sie"],
        ),
        ("Damm gebrochen, Ursache noch unklar.", ["Damm gebrochen, Ursache noch unklar"]),
        ("Der Plan bliebe unklar, sagte sie.", []),
    ],
)
def test_open_questions(text, found):
    assert questions(text) == found


SOME_TEXT = """
Laut laut Berichten zufolge soll haben gestohlen sein , . „ “ der Polizei sagte demnach hieß es
wie berichtete ( ) dass unklar im Interview mit Mara Lindt am Dienstag Das teilte Lied –
"""
WORDS = st.sampled_from([*SOME_TEXT.split(), "\n"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_any_text_gives_statements_with_places_inside_it(text):
    read = stage(text, people={"Mara Lindt": ()})
    ids = {voice.id for voice in read.voices}
    assert len(ids) == len(read.voices)
    for statement in read.statements:
        assert set(statement.chain) <= ids
        assert all(0 <= b < e <= len(text) for b, e in statement.quote.spans)
        assert all(text[slice(*m.span)] == m.text for m in statement.certainty.markers)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Eine Bestätigung gab es zunächst nicht.", True),
        ("Das ließ sich nicht unabhängig überprüfen.", True),
        ("Der Name wurde nicht bekanntgegeben.", True),
        ("Die Gründe sind weitgehend unerforscht.", True),
        ("Es stellt sich die Frage, ob der Damm hält.", True),
        ("Sofern es keine Auskunft gibt, ruft sie an.", False),
        ("Für sie ist unklar, wer kommt.", False),
        ("Die Ursache war lange unklar.", False),
        ("Der Spieler ist für Samstag fraglich.", False),
        ("Ein Sprecher wollte sich dazu nicht äußern.", True),
        ("Namen wollte Velten nicht nennen.", True),
        ("Wie das neue Boot heißt, verriet man allerdings nicht.", True),
        ("Nähere Angaben dazu, wie ihr das gelang, machte Velten nicht.", True),
        ("Das Bauamt konnte den Eingang der Klage zunächst nicht bestätigen.", True),
        ("Konkreter ging Falk nicht darauf ein, ab wann die Fähre fährt.", True),
        ("Die Werft gab den Preis nicht bekannt.", True),
        ("Mit Einzelheiten hält sich die Werft bedeckt.", True),
        ("Ob sie kommt, ließ Velten offen.", True),
        ("Auf eine Anfrage reagierte die Werft nicht.", True),
        ("Velten war für eine Stellungnahme nicht erreichbar.", True),
        ("Nach nicht bestätigten Berichten brach der Damm am Abend.", True),
        ("Der Schaden ist noch nicht abzuschätzen.", True),
        ("Die Meldungen sind nur schwer zu überprüfen.", True),
        ("Ob die Fähre angenommen wird, muss sich zeigen.", True),
        ("Die Forscher rätseln über den Fund.", True),
        ("Velten wollte sich nicht nur zum Damm äußern.", False),
        ("Das Boot kommt nicht wie angekündigt im Mai.", False),
        ("Den Namen ihres Gegners nannte sie nicht.", False),
        ("Der Gipfel war im Winter nicht zu erreichen.", False),
        ("Sie will den Roman nicht veröffentlichen.", False),
        ("Ausgaben mussten nicht belegt werden.", False),
        ("Er ließ die Tür offen.", False),
        ("Weil keine Angaben gemacht wurden, zahlt der Verein eine Strafe.", False),
        ("Die Brücke ist nicht sicher für Lastwagen.", False),
    ],
)
def test_what_is_not_disclosed_or_verified_is_open(text, question):
    analysis = analyse(text, ((0, len(text)),))
    assert bool(find_open_questions(analysis)) is question
