"""Acts of saying whose content is a noun phrase: who denies, demands, keeps silent."""

import pytest
from staged import stage

PEOPLE = {"Mara Lindt": (), "Jonas Abel": ()}


@pytest.mark.parametrize(
    ("text", "speaker", "negated"),
    [
        ("Mara Lindt kritisierte die Pläne der Stadt.", "Mara Lindt", False),
        ("Mara Lindt wies die Vorwürfe am Montag zurück.", "Mara Lindt", True),
        ("Mara Lindt bestreitet das.", "Mara Lindt", True),
        ("Die Stadt klagt an, was Mara Lindt bestreitet.", "Mara Lindt", True),
        ("Die Vorwürfe wurden von Mara Lindt dementiert.", "Mara Lindt", True),
        ("Mara Lindt rief zu Spenden auf.", "Mara Lindt", False),
        ("Mara Lindt äußerte sich nicht zu den Plänen.", "Mara Lindt", True),
        ("Über die Gründe wollte Mara Lindt nicht spekulieren.", "Mara Lindt", True),
        ("Mara Lindt erwartet keine Besserung.", "Mara Lindt", False),
        ("Mara Lindt zeigte sich mit dem Ergebnis zufrieden.", "Mara Lindt", False),
        ("Mara Lindt musste Fehler einräumen.", "Mara Lindt", False),
        ("Talheim – Am Montag hat Mara Lindt die Pläne kritisiert.", "Mara Lindt", False),
    ],
)
def test_an_act_of_saying_is_a_statement_of_its_subject(text, speaker, negated):
    read = stage(text, people=PEOPLE)
    [act] = read.statements
    assert act.type == "reported"
    assert [voice.name for voice in read.voices if voice.id in act.chain] == [speaker]
    assert act.negated is negated


@pytest.mark.parametrize(
    "text",
    [
        "Der Sturm bestätigte die Vorhersage.",
        "Mara Lindt könnte die Pläne kritisieren.",
        "Wenn Mara Lindt die Pläne kritisiert, geht Jonas Abel.",
        "Mara Lindt wird die Pläne kritisieren.",
        "Mara Lindt kritisiert nicht.",
        "Von Mara Lindt wird viel verlangt.",
        "Mara Lindt zeigte sich in einem ungewöhnlichen Kleid.",
        "Jonas Abel bestritt 80 Länderspiele.",
        "Auf Mara Lindt ist nicht zu verzichten, das ist auf Jonas Abel zurückzuführen.",
    ],
)
def test_things_wishes_and_games_say_nothing(text):
    assert stage(text, people=PEOPLE).statements == ()


def test_the_clause_before_a_colon_says_something_of_its_own():
    text = "Mara Lindt kritisierte den Plan: „Er kommt zu spät.“"
    read = stage(
        text,
        [dict(quote="„Er kommt zu spät.“", kind="direct", speaker="Mara Lindt", cue="kritisierte")],
        people=PEOPLE,
    )
    assert [(s.type, s.negated) for s in read.statements] == [
        ("reported", False),
        ("direct", False),
    ]


def test_words_in_quotation_marks_are_not_denied():
    text = "Mara Lindt widersprach dem Bericht: „Das Haus hält.“"
    read = stage(
        text,
        [dict(quote="„Das Haus hält.“", kind="direct", speaker="Mara Lindt", cue="widersprach")],
        people=PEOPLE,
    )
    assert [(s.type, s.negated) for s in read.statements] == [
        ("reported", True),
        ("direct", False),
    ]
