"""Who speaks where the words found for the speaker do not tell it by themselves."""

import pytest
from staged import stage

import lautwem
from lautwem.article import from_text

PEOPLE = {"Mara Lindt": ()}
BODIES = {"Morgenkurier": "outlet"}


@pytest.mark.parametrize(
    "text, found, chain",
    [
        ("Diese Woche kündigte Mara Lindt einen Umbau an.",
         dict(quote="Diese Woche kündigte Mara Lindt einen Umbau an", kind="reported",
              speaker="Diese Woche"), ["Mara Lindt"]),
        ("Der Zeitung sagte Mara Lindt: „Das Haus bleibt.“",
         dict(quote="„Das Haus bleibt.“", kind="direct", speaker="Der Zeitung", cue="sagte"),
         ["Mara Lindt", "Zeitung"]),
        ("Nach den Stürmen erklärte Mara Lindt, dass das Haus bleibe.",
         dict(quote="dass das Haus bleibe", speaker="den Stürmen", cue="erklärte"),
         ["Mara Lindt"]),
        ("„Das Haus bleibt“, sagte Mara Lindt (63) dem Morgenkurier.",
         dict(quote="„Das Haus bleibt“", kind="direct", cue="sagte",
              speaker="Mara Lindt (63) dem Morgenkurier"), ["Mara Lindt", "Morgenkurier"]),
    ],
)  # fmt: skip
def test_times_objects_and_outlets_are_not_who_speaks(text, found, chain):
    read = stage(text, [found], people=PEOPLE, bodies=BODIES)
    assert [read.chain(w) for w in ("Umbau", "Haus") if w in text] == [chain]


def test_the_army_of_a_country_is_not_the_country_and_one_under_all_its_nouns():
    text = (
        "Israels Armee hat nach eigenen Angaben drei Brücken gesperrt. "
        "Nach Angaben des israelischen Militärs ist die Küste sicher."
    )
    reading = lautwem.read(from_text(text, "test"))
    names = {voice.id: voice.name for voice in reading.voices}
    assert [[names[v] for v in s.chain] for s in reading.statements] == [["Israels Armee"]] * 2


def test_what_is_said_in_a_document_is_of_the_document():
    text = "Die Garage soll wachsen. Der Bau koste zwei Millionen, heißt es in dem Ansuchen."
    read = stage(text, [dict(quote="Der Bau koste zwei Millionen", cue="heißt es")])
    assert read.chain("Millionen") == ["Ansuchen"]


def test_a_pronoun_may_mean_somebody_without_a_name():
    text = "Der Nachbar rief die Polizei. Er sagte, dass das Haus brenne."
    read = stage(text, [dict(quote="dass das Haus brenne", speaker="Er", cue="sagte")])
    assert read.chain("brenne") == ["Nachbar"]


def test_participles_with_words_of_their_own_belong_to_the_speaker():
    text = "Laut dem von der Miliz kontrollierten Ministerium starben drei Menschen."
    assert stage(text).chain("starben") == ["von der Miliz kontrollierten Ministerium"]


def test_the_agency_whose_service_publishes_is_no_source():
    read = stage(
        "Mara Lindt sagte gegenüber npa, dass das Haus bleibe.",
        [dict(quote="dass das Haus bleibe", speaker="Mara Lindt", cue="sagte")],
        people=PEOPLE, bodies={"npa": "agency"}, outlet="npa Wissen",
    )  # fmt: skip
    assert read.chain("bleibe") == ["Mara Lindt"]


@pytest.mark.parametrize(
    "text, found, name",
    [
        ("Talheim – Die Chefin Mara Lindt warnt, dass der Damm breche.",
         dict(quote="dass der Damm breche", speaker="Talheim – Die Chefin Mara Lindt", cue="warnt"),
         "Mara Lindt"),
        ("Der Damm breche, erklärte die Chefin und frühere Pilotin Mara Lindt.",
         dict(quote="Der Damm breche", cue="erklärte",
              speaker="die Chefin und frühere Pilotin Mara Lindt"), "Mara Lindt"),
        ("Laut chemischen Analysen der Knochen war der Damm alt.", None,
         "chemischen Analysen der Knochen"),
        ("Nach Angaben lokaler Zeitungen brach der Damm.", None, "lokaler Zeitungen"),
    ],
)  # fmt: skip
def test_who_speaks_by_the_words_around_a_noun(text, found, name):
    read = stage(text, [found] if found else [], people=PEOPLE)
    assert read.chain("Damm") == [name]


def test_a_definite_noun_takes_up_the_speaker_and_an_indefinite_one_somebody_else():
    start = "„Das Haus bleibt“, sagte Mara Lindt. "
    first = dict(quote="„Das Haus bleibt“", kind="direct", speaker="Mara Lindt", cue="sagte")
    for words, chain in (("die Juristin", "Mara Lindt"), ("eine Juristin", "Juristin")):
        then = dict(quote="Der Umbau koste viel", speaker=words, cue="erklärte")
        text = f"{start}Der Umbau koste viel, erklärte {words}."
        read = stage(text, [first, then], people=PEOPLE)
        assert read.chain("Umbau") == [chain]


@pytest.mark.parametrize(
    "text, quote, speaker",
    [
        ("Laut Morgenkurier gab Mara Lindt zu, die Kasse geleert zu haben.",
         "die Kasse geleert zu haben", "Morgenkurier"),
        ("Die Kasse ist leer, sagte Mara Lindt laut Morgenkurier.", "Die Kasse ist leer",
         "Morgenkurier"),
    ],
)  # fmt: skip
def test_beside_laut_the_subject_of_the_verb_of_saying_speaks(text, quote, speaker):
    found = dict(quote=quote, speaker=speaker, cue="Laut" if text[0] == "L" else "laut")
    read = stage(text, [found], people=PEOPLE, bodies=BODIES)
    assert read.chain("Kasse") == ["Mara Lindt", "Morgenkurier"]


def test_laut_without_a_verb_of_saying_is_who_speaks():
    text = "Laut Morgenkurier hat Mara Lindt die Kasse geleert."
    found = dict(quote="hat Mara Lindt die Kasse geleert", speaker="Morgenkurier", cue="Laut")
    read = stage(text, [found], people=PEOPLE, bodies=BODIES)
    assert read.chain("Kasse") == ["Morgenkurier"]


def test_an_agency_in_the_byline_is_not_the_voice_that_is_unknown():
    text = "Talheim (dpa) – Ein Wirt soll die Kasse geleert haben."
    found = dict(quote="Ein Wirt soll die Kasse geleert haben", kind="free_indirect")
    read = stage(text, [found], bodies={"dpa": "agency"})
    assert read.chain("Kasse") == ["ungenannt", "dpa"]


def test_how_a_body_put_it_takes_up_its_name():
    text = "Der Konzern Velten AG baut um. Das Werk geht, wie der Konzern am Montag mitteilte."
    reading = lautwem.read(from_text(text, "test"))
    names = {voice.id: voice.name for voice in reading.voices}
    assert [[names[v] for v in s.chain] for s in reading.statements] == [["Velten AG"]]


@pytest.mark.parametrize(
    "said, speaker, cue",
    [
        ("Laut Konzern bleibt die Halle.", "Konzern", "Laut"),
        ("Nach Konzernangaben bleibt die Halle.", "Konzernangaben", "Nach"),
    ],
)
def test_a_noun_for_companies_is_the_company_of_the_text(said, speaker, cue):
    text = f"Die Velten AG verkauft ihr Werk. {said}"
    found = dict(quote="bleibt die Halle", speaker=speaker, cue=cue)
    read = stage(text, [found], bodies={"Velten AG": "institution"})
    assert read.chain("Halle") == ["Velten AG"]


def test_a_ministry_called_by_its_field_is_not_the_authority_named_before():
    text = "Das Bauamt Talheim prüft. Laut Außenministerium bleibt die Halle."
    found = dict(quote="bleibt die Halle", speaker="Außenministerium", cue="Laut")
    read = stage(text, [found], bodies={"Bauamt Talheim": "institution"})
    assert read.chain("Halle") == ["Außenministerium"]


def test_demnach_goes_back_and_not_to_the_subject_of_its_own_clause():
    text = "Ein Wirt sitzt in Haft, teilte Mara Lindt mit. Der Mann hatte demnach gedroht."
    first = dict(quote="Ein Wirt sitzt in Haft", speaker="Mara Lindt", cue="teilte")
    second = dict(quote=("Der Mann", "gedroht"), speaker="Der Mann", cue="hatte demnach")
    read = stage(text, [first, second], people=PEOPLE)
    assert read.chain("gedroht") == ["Mara Lindt"]


def test_own_words_are_somebodys_and_not_a_things():
    text = "Mara Lindt hat die Domain laut eigenen Angaben gekauft."
    found = dict(quote=("Mara Lindt hat die Domain", "gekauft"), speaker="eigenen Angaben",
                 cue="laut")  # fmt: skip
    read = stage(text, [found], people=PEOPLE)
    assert read.chain("gekauft") == ["Mara Lindt"]


def test_a_name_alone_before_a_colon_speaks_without_a_verb():
    text = "Mara Lindt: Das Haus bleibe stehen. Am Morgen regnete es."
    found = dict(quote="Das Haus bleibe stehen", kind="indirect_free_indirect")
    read = stage(text, [found], people=PEOPLE)
    assert read.chain("Haus") == ["Mara Lindt"]
