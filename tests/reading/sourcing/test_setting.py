"""Through which channel, when and about whom; what is no statement; nothing lost."""

import pytest
from staged import stage

PEOPLE = {"Mara Lindt": (), "Jonas Abel": ()}
BODIES = {"Morgenkurier": "outlet"}


def quoted(text: str, quote: str = "Ich gehe", **more):
    return stage(text, [dict(quote=quote, kind="direct", speaker="Mara Lindt", cue="sagte")],
                 people=PEOPLE, bodies=BODIES, **more)  # fmt: skip


@pytest.mark.parametrize(
    "words, kind",
    [
        ("am Telefon", "phone"),
        ("in einem Interview", "interview"),
        ("im Gespräch mit dem Morgenkurier", "interview"),
        ("bei einer Pressekonferenz", "press_conference"),
        ("in einer Aussendung", "press_release"),
        ("auf Instagram", "instagram"),
        ("in einem offenen Brief", "letter"),
        ("vor Gericht", "court"),
        ("im Parlament", "parliament"),
        ("in ihrem Podcast", "podcast"),
        ("per SMS", "private_message"),
        ("vor Journalisten", "press_conference"),
        ("im Gespräch mit der Zeitung", "interview"),
        ("in der Morgenkurier-Sendung", "broadcast"),
        ("in ihren Memoiren", "book"),
        ("in einem am Freitag von der Bank verbreiteten Interview", "interview"),
        ("in einer langen, wütenden Aussendung", "press_release"),
        ("im Rahmen einer Pressekonferenz", "press_conference"),
        ("in einem Abschieds-Tweet", "x"),
        ("auf der Talbank-Facebookseite", "facebook"),
        ("in einem Spendenappell", "press_release"),
        ("im Fachjournal Talkunde", "study"),
        ("im NSU-Prozess", "court"),
        ("im Staatssender", "broadcast"),
        ("auf Instagram, TikTok und Co.", "other_social"),
        ("gegenüber Journalisten", "press_conference"),
        ("im ersten Gespräch nach der Wahl, das sie mit der Zeitung führte,", "interview"),
        ("nach der Pressekonferenz", "unknown"),
        ("nach dem Interview", "unknown"),
        ("in den Koalitionsverhandlungen", "unknown"),
        ("im Friedensprozess", "unknown"),
        ("nach Artikel 49 der Verfassung", "unknown"),
        ("per E-Mail", "letter"),
        ("am Mikrofon eines Senders", "broadcast"),
        ("in den sozialen Medien", "other_social"),
        ("am Dienstag", "unknown"),
    ],
)
def test_channels_as_named(words, kind):
    read = quoted(f"„Ich gehe“, sagte Mara Lindt {words}.")
    assert read.of("gehe").channel.kind == kind
    if kind != "unknown":
        begin, end = read.of("gehe").channel.spans[0]
        assert read.text[begin:end] in words


def test_a_talk_is_the_call_of_the_sentence_before():
    read = quoted("Jonas Abel rief sie per Telefon an. Im Gespräch sagte Mara Lindt: „Ich gehe.“")
    channel = read.of("gehe").channel
    assert channel.kind == "phone"
    assert [read.text[b:e] for b, e in channel.spans] == ["per Telefon", "Im Gespräch"]


def test_a_talk_in_another_paragraph_is_not_taken_up():
    read = quoted("Jonas Abel telefonierte lange.\nIm Gespräch sagte Mara Lindt: „Ich gehe.“")
    assert read.of("gehe").channel.kind == "unknown"


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Ein Brief sorgt für Streit. Darin schrieb Mara Lindt: „Ich gehe.“", "letter"),
        ("Es gibt einen Brief, in dem Mara Lindt sagte: „Ich gehe.“", "letter"),
        ("Ein Brief sorgt für Streit. Mara Lindt sagte: „Ich gehe.“", "unknown"),
        ("Jonas Abel postete auf Instagram. Dort schrieb Mara Lindt: „Ich gehe.“", "instagram"),
        ("Es gab einen Streit. Darin sagte Mara Lindt: „Ich gehe.“", "unknown"),
    ],
)
def test_what_was_named_before_is_taken_up(text, kind):
    cue = "schrieb" if "schrieb" in text else "sagte"
    read = stage(text, [dict(quote="Ich gehe", kind="direct", speaker="Mara Lindt", cue=cue)],
                 people=PEOPLE)  # fmt: skip
    assert read.of("gehe").channel.kind == kind


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Auch auf Bluesky äußerte sich Mara Lindt. „Ich gehe“, sagte Mara Lindt.", "other_social"),
        ("Wie schon auf Bluesky äußerte sich Mara Lindt. „Ich gehe“, sagte Mara Lindt.", "unknown"),
        ("Auf Bluesky äußerte sich Jonas Abel. „Ich gehe“, sagte Mara Lindt.", "unknown"),
        ("Auf Bluesky entstand für Mara Lindt ein Bild. „Ich gehe“, sagte Mara Lindt.", "unknown"),
    ],
)
def test_the_sentence_before_tells_where_somebody_speaks(text, kind):
    speaker = "Mara Lindt#2" if text.count("Mara Lindt") > 1 else "Mara Lindt"
    read = stage(text, [dict(quote="Ich gehe", kind="direct", speaker=speaker, cue="sagte")],
                 people=PEOPLE)  # fmt: skip
    assert read.of("gehe").channel.kind == kind


@pytest.mark.parametrize(
    "then, kind",
    [
        ("sagte Mara Lindt.", "interview"),
        ("sagte Mara Lindt dem Morgenkurier.", "unknown"),
        ("sagte Mara Lindt am Mittwoch.", "unknown"),
    ],
)
def test_a_channel_does_not_hold_on_another_occasion(then, kind):
    read = stage(
        f"„Ich gehe“, sagte Mara Lindt am Dienstag in einem Interview. Es regnete. "
        f"Es wurde Nacht. „Ich komme“, {then}",
        [dict(quote="Ich gehe", kind="direct", speaker="Mara Lindt", cue="sagte"),
         dict(quote="Ich komme", kind="direct", speaker="Mara Lindt#2", cue="sagte#2")],
        people=PEOPLE, bodies=BODIES, published="2025-03-06",
    )  # fmt: skip
    assert read.of("gehe").channel.kind == "interview"
    assert read.of("komme").channel.kind == kind


def test_an_outlet_on_its_own_business_gives_no_report():
    read = stage("Der Morgenkurier kündigte ein neues Heft an.",
                 [dict(quote="Der Morgenkurier kündigte ein neues Heft an", kind="reported",
                       speaker="Der Morgenkurier", cue=("kündigte", "an"))],
                 bodies=BODIES)  # fmt: skip
    assert read.of("Heft").channel.kind == "unknown"


def test_an_outlet_speaks_through_its_report():
    read = stage("Laut Morgenkurier brennt das Haus.", bodies=BODIES)
    assert read.of("brennt").channel.kind == "press_report"


@pytest.mark.parametrize(
    "words, published, value, precision",
    [
        ("am Dienstag", "2025-03-06", "2025-03-04", "day"),
        ("am Dienstagabend", "2025-03-04", "2025-03-04", "day"),
        ("gestern", "2025-03-01", "2025-02-28", "day"),
        ("im Februar 2023", "2025-03-06", "2023-02", "month"),
        ("im Oktober", "2025-03", "2024-10", "month"),
        ("am 25. Mai 1961", None, "1961-05-25", "day"),
        ("im vergangenen Jahr", "2025", "2024", "year"),
        ("vor drei Tagen", "2025-03-02", "2025-02-27", "day"),
        ("im Vorjahr", "2025-03-06", "2024", "year"),
        ("im Sommer", "2025-03-06", None, None),
        ("im vergangenen Oktober", "2025-03", "2024-10", "month"),
        ("am späten Abend", "2025-03-06", "2025-03-06", "day"),
        ("in der Nacht auf Dienstag", "2025-03-06", "2025-03-04", "day"),
        ("in der Nacht zu Dienstag", "2025-03-06", "2025-03-04", "day"),
        ("am Wochenende", "2025-03-06", None, None),
        ("nach dem ersten Treffen", "2025-03-06", None, None),
        ("Ende 2021", "2025-03-06", "2021", "year"),
        ("am 31. März", None, None, None),
        ("kürzlich", "2025-03-02", None, None),
        ("am Dienstag", "2025-03", None, None),
        ("am Dienstag", None, None, None),
    ],
)
def test_times(words, published, value, precision):
    time = quoted(f"„Ich gehe“, sagte Mara Lindt {words}.", published=published).of("gehe").time
    assert (time.text, time.value, time.precision) == (words, value, precision)


def test_an_adverb_of_an_attribute_is_no_time():
    time = quoted("„Ich gehe“, sagte die kürzlich ernannte Mara Lindt.").of("gehe").time
    assert time is None


def test_zuvor_is_the_time_beside_a_pluperfect_only():
    text = "„Ich gehe“, hatte Mara Lindt zuvor gesagt."
    read = stage(text, [dict(quote="Ich gehe", kind="direct", speaker="Mara Lindt",
                             cue=("hatte", "gesagt"))], people=PEOPLE)  # fmt: skip
    assert read.of("gehe").time.text == "zuvor"
    assert quoted("„Ich gehe“, sagte Mara Lindt zuvor.").of("gehe").time is None


def test_the_time_of_the_content_is_not_the_time_of_the_statement():
    read = stage("Laut Morgenkurier brannte am Dienstag das Haus.", bodies=BODIES)
    assert read.of("brannte").time is None


@pytest.mark.parametrize(
    "sentence, told",
    [
        ("„Ich gehe“, sagte Mara Lindt dem Morgenkurier.", "dem Morgenkurier"),
        ("„Ich gehe“, sagte Mara Lindt der Zeitung.", "der Zeitung"),
        ("„Ich gehe“, sagte Mara Lindt zur Zeitung.", "Zeitung"),
        ("„Ich gehe“, sagte Mara Lindt gegenüber dem Morgenkurier.", "dem Morgenkurier"),
        ("„Ich gehe“, sagte Mara Lindt zu einem Bericht der Zeitung.", None),
        ("„Ich gehe“, sagte Mara Lindt dem Vernehmen nach.", None),
        ("„Ich gehe“, sagte Mara Lindt am Dienstag.", None),
        ("„Ich gehe“, sagte Mara Lindt dem Abendkurier.", "dem Abendkurier"),
        ("„Ich gehe“, sagte Mara Lindt zum Abendkurier.", "Abendkurier"),
        ("„Ich gehe“, sagte Mara Lindt vor den Abgeordneten.", "den Abgeordneten"),
        ("„Ich gehe“, sagte Mara Lindt vor dem Haus.", None),
    ],
)
def test_who_is_told(sentence, told):
    read = quoted(sentence)
    party = read.of("gehe").addressee
    assert (party and [read.text[b:e] for b, e in party.part.spans]) == (told and [told])


@pytest.mark.parametrize(
    "text, cue, told",
    [
        ("Mara Lindt forderte ihre Kommilitonen auf, zu gehen.", ("forderte", "auf"), True),
        ("Betroffene Anleger werden aufgefordert, zu gehen.", "aufgefordert", True),
        ("Mara Lindt warf dem Verein vor, zu gehen.", ("warf", "vor"), False),
        ("Mara Lindt, Chefin der Werft, warnte davor, zu gehen.", "warnte", False),
    ],
)
def test_whom_a_verb_asks_is_told_and_whom_it_blames_is_not(text, cue, told):
    read = stage(text, [dict(quote="zu gehen", speaker="Mara Lindt", cue=cue)
                        if "Lindt" in text else dict(quote="zu gehen", cue=cue)],
                 people=PEOPLE)  # fmt: skip
    assert bool(read.of("zu gehen").addressee) is told


def test_a_paper_in_no_list_that_was_told_passes_on():
    read = quoted("„Ich gehe“, sagte Mara Lindt dem Abendkurier.")
    assert read.chain("gehe") == ["Mara Lindt", "Abendkurier"]


def test_about_whom():
    text = "Mara Lindt warf Jonas Abel vor, gelogen zu haben."
    read = stage(text, [dict(quote="gelogen zu haben", speaker="Mara Lindt", cue=("warf", "vor"))],
                 people=PEOPLE)  # fmt: skip
    assert read.of("gelogen").about == ("p2",)


def test_titles_nicknames_and_terms_are_no_statements():
    text = "Ihr Lied „Nachts am Fluss“ nennt Jonas „Joe“ Abel eine „Hymne“ der Stadt."
    read = stage(
        text,
        [dict(quote="Nachts am Fluss", kind="direct"), dict(quote="Joe", kind="direct"),
         dict(quote="Hymne", kind="direct")],
        people={"Jonas „Joe“ Abel": ()},
    )  # fmt: skip
    assert read.statements == ()


def test_who_published_what_on_which_platform():
    read = stage("Das Video wurde von Mara Lindt auf Instagram geteilt.", people=PEOPLE)
    assert read.chain("geteilt") == ["Mara Lindt"]
    assert read.of("geteilt").channel.kind == "instagram"
    read = stage(
        "Nachdem Jonas Abel das Lied via X veröffentlicht hatte, schwieg er.", people=PEOPLE
    )
    assert read.chain("veröffentlicht") == ["Jonas Abel"]
    assert read.of("veröffentlicht").channel.kind == "x"


def test_indirect_speech_goes_on_in_konjunktiv():
    text = "Das Haus sei leer, sagte Mara Lindt. Sie habe es verkauft. Heute regnet es."
    read = stage(text, [dict(quote="Das Haus sei leer", speaker="Mara Lindt", cue="sagte")],
                 people=PEOPLE)  # fmt: skip
    assert read.of("verkauft").type == "free_indirect"
    assert read.chain("verkauft") == ["Mara Lindt"]
    assert len(read.statements) == 2


def test_a_member_of_parliament_does_not_speak_through_it():
    text = "Das Haus bleibt, sagte Mara Lindt, Fachfrau im Landtag."
    read = stage(
        text,
        [dict(quote="Das Haus bleibt", speaker="Mara Lindt, Fachfrau im Landtag", cue="sagte")],
        people=PEOPLE,
    )
    assert read.of("bleibt").channel.kind == "unknown"


def test_a_channel_holds_while_its_speaker_speaks():
    text = "Das Haus bleibt, schrieb Mara Lindt in einem Brief. Es sei alt, so Lindt. Gut, so Abel."
    read = stage(
        text,
        [dict(quote="Das Haus bleibt", speaker="Mara Lindt", cue="schrieb"),
         dict(quote="Es sei alt", speaker="Lindt", cue="so"),
         dict(quote="Gut", speaker="Abel", cue="so#2")],
        people={"Mara Lindt": ("Lindt#2",), "Abel": ()},
    )  # fmt: skip
    assert read.of("alt").channel.kind == "letter"
    assert read.of("Gut").channel.kind == "unknown"
