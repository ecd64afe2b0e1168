"""Quotations by rules, on invented sentences."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem.language import analyse
from lautwem.model import Article, Because, Name, Part, Quotation
from lautwem.reading.quotes.rules import find


def article(text: str) -> Article:
    spans = []
    begin = 0
    for line in text.split("\n"):
        if line:
            spans.append((begin, begin + len(line)))
        begin += len(line) + 1
    return Article("a", "test", text, tuple(spans))


def read(text: str, names: tuple[Name, ...] = ()) -> tuple[Quotation, ...]:
    given_article = article(text)
    return find(given_article, analyse(text, given_article.paragraphs), names)


def words(text: str, part: Part | None) -> str | None:
    return None if part is None else " … ".join(text[b:e] for b, e in part.spans)


def only(text: str, type_: str) -> dict[str, str | None]:
    """The parts of the only quotation of a type."""
    (found,) = [q for q in read(text) if q.type == type_]
    parts = ("quote", "speaker", "cue", "frame", "addressee")
    return {part: words(text, getattr(found, part)) for part in parts}


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("„Wir öffnen im Mai“, sagte Anna Falk.", "Anna Falk", "sagte"),
        ("Anna Falk sagte: „Wir öffnen im Mai.“", "Anna Falk", "sagte"),
        ("»Wir öffnen im Mai«, so Anna Falk.", "Anna Falk", "so"),
        ('"Wir öffnen im Mai", teilte die Stadt mit.', "die Stadt", "teilte … mit"),
        (
            "Der Leiter des Museums, Jan Ahl, erklärte: „Wir öffnen im Mai.“",
            "Der Leiter des Museums, Jan Ahl",
            "erklärte",
        ),
        (
            "„Wir öffnen im Mai“, sagte der Leiter des Museums, Jan Ahl.",
            "der Leiter des Museums, Jan Ahl",
            "sagte",
        ),
        ("„Wir kommen. Ganz sicher. Morgen schon“, versprach er.", "er", "versprach"),
        ("„Wir öffnen im Mai“, hat die Leiterin angekündigt.", "die Leiterin", "hat … angekündigt"),
    ],
)
def test_direct_speech_with_its_frame(text: str, speaker: str, cue: str) -> None:
    found = only(text, "direct")
    assert found["quote"] is not None and found["quote"][0] in '„»"'
    assert (found["speaker"], found["cue"]) == (speaker, cue)


def test_direct_speech_that_goes_on_without_a_frame_keeps_its_speaker() -> None:
    text = "„Der Bau ist fertig“, sagte Anna Falk. „Wir öffnen im Mai.“"
    first, second = read(text)
    assert words(text, second.quote) == "„Wir öffnen im Mai.“"
    assert words(text, first.speaker) == words(text, second.speaker) == "Anna Falk"


@pytest.mark.parametrize(
    "text",
    [
        "Anna „Nana“ Muster kam um acht.",
        "Der Film „Die Glocke“ läuft seit Mai im Kino.",
        "Die Zeitschrift „Neue Wege“ erscheint seit 1990.",
        "Das Schiff wird „Alte Liebe“ genannt.",
        "Der Zug hielt um acht in Ulm. Dann fuhr er weiter.",
        "Er lief Grass' Tochter davon.",
    ],
)
def test_names_titles_and_terms_are_no_quotations(text: str) -> None:
    assert read(text) == ()


def test_a_name_that_is_known_is_no_quotation() -> None:
    text = "Jan Ahl nannte Anna „Nana“ Muster eine Freundin."
    name = Name((text.index("Anna"), text.index(" eine")), "person", "Anna Muster", Because("t"))
    assert [q.type for q in read(text, (name,))].count("direct") == 0


@pytest.mark.parametrize(
    ("text", "quote", "speaker", "cue"),
    [
        (
            "Die Ministerin sagte, dass der Zug weg sei.",
            "dass der Zug weg sei",
            "Die Ministerin",
            "sagte",
        ),
        (
            "Jan Ahl behauptete, er sei krank gewesen.",
            "er sei krank gewesen",
            "Jan Ahl",
            "behauptete",
        ),
        ("Der Zug sei weg, sagte die Ministerin.", "Der Zug sei weg", "die Ministerin", "sagte"),
        ("Laut Polizei ist der Zug weg.", "ist der Zug weg", "Polizei", "Laut"),
        (
            "Der Zug ist nach Angaben der Polizei seit Montag weg.",
            "Der Zug ist … seit Montag weg",
            "Angaben der Polizei",
            "nach",
        ),
        ("Der Bahn zufolge ist der Zug weg.", "ist der Zug weg", "Der Bahn", "zufolge"),
        (
            "Wie die Bahn mitteilte, ist der Zug weg.",
            "ist der Zug weg",
            "die Bahn",
            "Wie … mitteilte",
        ),
        ("Der Zug sei weg, so die Bahn.", "Der Zug sei weg", "die Bahn", "so"),
        (
            "Der Mann kündigte an, sein Amt niederzulegen.",
            "sein Amt niederzulegen",
            "Der Mann",
            "kündigte an",
        ),
        (
            "Die Partei blieb bei der Forderung, das Gesetz zu ändern.",
            "das Gesetz zu ändern",
            "Die Partei",
            "der Forderung",
        ),
        (
            "Der Brand ist gelöscht. Das teilte die Feuerwehr mit.",
            "Der Brand ist gelöscht. Das",
            "die Feuerwehr",
            "teilte … mit",
        ),
        (
            "Die Richterin fragte, ob der Zeuge allein war.",
            "ob der Zeuge allein war",
            "Die Richterin",
            "fragte",
        ),
    ],
)
def test_indirect_speech(text: str, quote: str, speaker: str, cue: str) -> None:
    found = only(text, "indirect")
    got = found["quote"] or ""
    assert got.replace(". … ", ". ") == quote
    assert (found["speaker"], found["cue"]) == (speaker, cue)


@pytest.mark.parametrize(
    "text",
    [
        "Der Mann lief weg, weil der Zug kam.",
        "Nach dem Essen ging die Ministerin nach Hause.",
        "Nach Angriffen der Rebellen floh die Familie.",
        "Das Haus, das am Fluss steht, gehört der Stadt.",
        "Die Partei hat das Recht, Anträge zu stellen.",
    ],
)
def test_what_nobody_says_is_no_quotation(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Die Ministerin versprach den Eltern, dass der Zug komme.", "den Eltern"),
        ("Der Rat forderte die Bahn auf, den Zug zu schicken.", "die Bahn"),
        ("Er sagte gegenüber der Presse, der Zug komme.", "der Presse"),
    ],
)
def test_addressee(text: str, addressee: str) -> None:
    assert only(text, "indirect")["addressee"] == addressee


def test_passive_turns_the_roles_round() -> None:
    found = only("Der Wirt wird von der Stadt aufgefordert, das Lokal zu schließen.", "indirect")
    assert (found["speaker"], found["addressee"]) == ("der Stadt", "Der Wirt")


def test_subjunctive_goes_on_with_the_speaker_before() -> None:
    text = "Jan Ahl sagte, er sei krank. Die Ärzte hätten ihn gewarnt. Er bleibe daheim."
    free = [q for q in read(text) if q.type == "indirect_free_indirect"]
    assert " ".join(words(text, q.quote) or "" for q in free).endswith("Er bleibe daheim.")
    assert {words(text, q.speaker) for q in free} == {"Jan Ahl"}


def test_hearsay_is_kept_without_a_speaker() -> None:
    text = "Der Wirt soll drei Gäste bedroht haben."
    (found,) = read(text)
    assert found.type == "free_indirect" and found.speaker is None


def test_reported_speech_is_the_whole_clause() -> None:
    found = only("Der Verband fordert ein Ende der Gebühren.", "reported")
    assert found["quote"] == "Der Verband fordert ein Ende der Gebühren."
    assert found["speaker"] == "Der Verband"


def test_words_in_marks_within_indirect_speech_are_quoted_too() -> None:
    text = "Der Trainer sagte, die Abwehr sei „nicht im Bild“ gewesen."
    assert words(text, next(q for q in read(text) if q.type == "direct").quote) == "„nicht im Bild“"
    assert only(text, "indirect")["speaker"] == only(text, "direct")["speaker"] == "Der Trainer"


def test_every_quotation_says_why_and_how_sure() -> None:
    text = "Laut Polizei ist der Zug weg. Jan Ahl sagte: „Das stimmt nicht.“ Er fordert Geld."
    for quotation in read(text):
        assert 0 < quotation.confidence <= 1
        assert quotation.because[0].rule.startswith("rules/")
        assert quotation.because[0].spans


PIECES = st.sampled_from(
    ["Anna Falk", "sagte", "laut", "nach Angaben", "dass", "„", "“", '"', ",", ".", ":", " – ",
     "so", "der Zug", "sei weg", "soll", "gesagt haben", "wie", "mitteilte", "und", "zu gehen",
     "(", ")", "\n", "fordert", "zufolge", "Demnach", "die", "»", "'", "heißt es", "123", "das",
     "an", "kündigte"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_any_text_gives_sound_places(pieces: list[str]) -> None:
    text = " ".join(pieces).replace(" \n ", "\n").strip()
    for quotation in read(text):
        for part in ("quote", "speaker", "cue", "frame", "addressee"):
            spans = getattr(quotation, part).spans if getattr(quotation, part) else ()
            assert spans or part != "quote"
            assert list(spans) == sorted(spans)
            assert all(0 <= b < e <= len(text) for b, e in spans)


@pytest.mark.parametrize(
    "unit",
    [
        "laut A, ",
        "sagte ",
        "er sagte, dass ",
        "„a ",
        "a, ",
        "Er sei weg. ",
        "(",
        "so A, ",
        "von der ",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(n: int) -> float:
        given_article = article(unit * n)
        analysis = analyse(given_article.text, given_article.paragraphs)
        begin = time.process_time()
        find(given_article, analysis, ())
        return time.process_time() - begin

    seconds(50)
    assert seconds(4_000) < 30 * max(seconds(400), 0.01)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('In der Nachricht soll Ruben ihr gedroht haben, er werde "alles erzählen".', "Ruben"),
        ('Er wirkte gerührt, als Jojo ihm riet: "Pack die Gitarre ein."', "Jojo"),
    ],
)
def test_who_is_told_does_not_speak(text: str, speaker: str) -> None:
    found = read(text)
    assert found
    for one in found:
        assert one.speaker and [text[b:e] for b, e in one.speaker.spans] == [speaker]
