"""Who is who: invented people, one sentence pattern a test."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem import article as importing
from lautwem.language import analyse, blocks
from lautwem.model import Article, Cast, Part, PartialDate, Person, Quotation
from lautwem.reading.cast import assemble, shown
from lautwem.reading.cast.facts import born
from lautwem.reading.names import find_names


def read(text: str, quotations: tuple[Quotation, ...] = ()) -> tuple[Article, Cast]:
    article = importing.from_text(text, "test.txt")
    analysis = analyse(article.text, blocks(article))
    return article, assemble(article, analysis, find_names(analysis), quotations)


def cast(text: str) -> Cast:
    return read(text)[1]


def person(found: Cast, name: str) -> Person:
    (one,) = [p for p in found.people if p.name == name]
    return one


def words_of(text: str, name: str) -> list[str]:
    article, found = read(text)
    return [article.text[slice(*span)] for span in person(found, name).mentions]


def kin(text: str) -> set[tuple[str, str, str]]:
    found = cast(text)
    names = {p.id: p.name for p in found.people}
    return {(names[k.from_], k.type, names[k.to]) for k in found.kinship}


STAR = """date 2024-11 Sänger Robert "Rocco" Hansen (52), der derzeit in Untersuchungshaft auf \
seinen Prozess wartet, lobte seinen Musikerkollegen Oskar Brand (45). Oskar, der mit Ex-Frau \
Lena Vogt (41) über seine Tochter Mia (10) streitet, bekam Zuspruch von dem inhaftierten \
Popsänger: "Ich glaube an dich."

Berichten zufolge war Lena empört, dass Mia auf dem Album singt. Nachdem Oskar das Lied \
veröffentlicht hatte, kündigte sie eine Klage an. Die Reality-Ikone erklärte, dass sie ihre \
Kinder schützen werde. Rocco freute sich, und R. Hansen schwieg.

Oskar Brand und Lena Vogt mit ihren Kindern Mia, Tom und Paris, 2019"""


def test_an_article_like_the_seed() -> None:
    found = cast(STAR)
    assert [p.name for p in found.people] == [
        *("Robert Hansen", "Oskar Brand", "Lena Vogt", "Mia", "Tom", "Paris")
    ]
    hansen, brand, vogt, mia, *_ = found.people
    assert {"Rocco", "R. Hansen"} <= set(hansen.aliases)
    assert [p.age.value for p in (hansen, brand, vogt, mia) if p.age] == [52, 45, 41, 10]
    assert hansen.age and hansen.age.as_of == PartialDate("2024-11", "month")
    assert [p.minor for p in (hansen, mia)] == [False, True]
    assert [p.gender for p in (hansen, brand, vogt, mia)] == ["male", "male", "female", "female"]
    assert ("Sänger", "role") in {(r.text, r.kind) for r in hansen.roles}
    assert ("inhaftiert", "status") in {(r.text, r.kind) for r in hansen.roles}


def test_references_of_an_article_like_the_seed() -> None:
    assert "dem inhaftierten Popsänger" in words_of(STAR, "Robert Hansen")
    assert words_of(STAR, "Lena Vogt").count("sie") == 2
    assert "Die Reality-Ikone" in words_of(STAR, "Lena Vogt")


def test_kinship_of_an_article_like_the_seed() -> None:
    found = kin(STAR)
    assert ("Lena Vogt", "ex_spouse", "Oskar Brand") in found
    for child in ("Mia", "Tom", "Paris"):
        for parent in ("Oskar Brand", "Lena Vogt"):
            assert {(child, "child", parent), (parent, "parent", child)} <= found


def test_conclusions_say_why() -> None:
    found = cast(STAR)
    assert all(p.because and p.because[0].spans for p in found.people)
    assert all(k.because and k.spans for k in found.kinship)
    assert all(m.because.rule for m in found.mentions)


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        ("Petra Lindner kam. Lindner lachte. Dr. Lindner ging.", "Petra Lindner", {"Lindner"}),
        ("Karl von der Heydt kam. Heydt lachte.", "Karl von der Heydt", {"Heydt"}),
        ("Alexander Petrow kam. Alex Petrow ging.", "Alexander Petrow", {"Alex Petrow"}),
        ("Anna Berger-Kern kam. Berger-Kern ging.", "Anna Berger-Kern", {"Berger-Kern"}),
    ],
)
def test_forms_of_one_name(text: str, name: str, forms: set[str]) -> None:
    assert forms <= set(person(cast(text), name).aliases)


def test_two_people_of_one_surname_stay_two() -> None:
    found = cast("Anna Berger kam mit Paul Berger. Anna lachte, Paul schwieg.")
    assert {p.name: p.aliases for p in found.people} == {
        "Anna Berger": ("Anna",),
        "Paul Berger": ("Paul",),
    }


def test_alias_in_the_text_makes_one_person() -> None:
    found = cast("Der Rapper Konrad Weber alias Tiger Paul tritt auf.")
    assert len(found.people) == 1


def test_self_introduction_makes_one_person() -> None:
    text = 'Jonas Keller lachte am Abend: "Ich bin Onkel Jo und bleibe hier."'
    begin = text.index('"')
    quote = Quotation("direct", "speech", Part(((begin, len(text)),)), Part(((0, 12),)))
    _, found = read(text, (quote,))
    assert [p.name for p in found.people] == ["Jonas Keller"]


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = 'Clara Sommer traf Emil Winter. "Ich gehe jetzt", sagte Winter leise.'
    begin = text.index('"')
    speaker = (text.rindex("Winter"), text.rindex("Winter") + 6)
    quote = Quotation("direct", "speech", Part(((begin, begin + 17),)), Part((speaker,)))
    article, found = read(text, (quote,))
    mine = [article.text[slice(*s)] for s in person(found, "Emil Winter").mentions]
    assert mine == ["Emil Winter", "Ich", "Winter"]


def test_age_noun_finds_its_person() -> None:
    text = "Clara Sommer (34) traf Petra Winter (47). Die 47-Jährige schwieg lange."
    assert "Die 47-Jährige" in words_of(text, "Petra Winter")


def test_a_new_person_is_not_linked() -> None:
    text = "Die Ministerin Clara Sommer kam. Die neue Sprecherin begrüßte eine Frau."
    assert words_of(text, "Clara Sommer") == ["Clara Sommer"]


def test_a_body_is_meant_by_its_noun() -> None:
    article, found = read("Die Muster AG senkt die Preise. Der Konzern nannte keine Gründe.")
    (body,) = [v for v in found.voices if v.kind == "institution"]
    mine = [article.text[slice(*m.span)] for m in found.mentions if m.entity == body.id]
    assert "Der Konzern" in mine


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clara Sommer kam mit ihrem Bruder Emil.", ("Emil", "sibling", "Clara Sommer")),
        ("Paula Kern, Tochter von Otto Kern, siegte.", ("Paula Kern", "child", "Otto Kern")),
        ("Otto Kern ist mit Clara Sommer verheiratet.", ("Otto Kern", "spouse", "Clara Sommer")),
        (
            "Otto Kern stritt mit seiner früheren Frau Clara Sommer.",
            ("Clara Sommer", "ex_spouse", "Otto Kern"),
        ),
    ],
)
def test_kinship(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in kin(text)


def test_an_old_friend_is_no_partner() -> None:
    assert not kin("Otto Kern lobte seinen alten Freund Emil Winter.")


@pytest.mark.parametrize(
    ("value", "as_of", "expected"),
    [
        (55, PartialDate("2025-03", "month"), ("1969-03", "1970-03")),
        (55, PartialDate("2025-03-15", "day"), ("1969-03-16", "1970-03-15")),
        (20, PartialDate("2024-12-31T10:00+01:00", "minute"), ("2004-01-01", "2004-12-31")),
        (30, PartialDate("2024", "year"), ("1993-01", "1994-12")),
    ],
)
def test_birth_interval(value: int, as_of: PartialDate, expected: tuple[str, str]) -> None:
    interval = born(value, as_of)
    assert interval and (interval.earliest, interval.latest) == expected


def test_no_date_no_birth() -> None:
    assert born(55, None) is None


def test_people_in_a_caption_in_its_order() -> None:
    article, found = read("Otto Kern sang.\n\nGetty Images Clara Sommer und Otto Kern, Mai 2019")
    names = {p.id: p.name for p in found.people}
    assert [[names[i] for i in ids] for ids in shown(article, found)] == [
        ["Clara Sommer", "Otto Kern"]
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (
                *("Anna", "Berger", "Herr", "sie", "er", "ihre", "Tochter", "die", "Sängerin"),
                *("der", "47-Jährige", "und", "(47)", ",", ".", '"', "Ich", "bin", "Muster"),
                *("AG", "dessen", "„", "“", "\n\n"),
            )
        ),
        max_size=60,
    )
)
def test_any_text_gives_mentions_inside_it(parts: list[str]) -> None:
    text = " ".join(parts).strip() or "Leer"
    article, found = read(text)
    entities = {p.id for p in found.people} | {v.id for v in found.voices}
    for mention in found.mentions:
        assert 0 <= mention.span[0] < mention.span[1] <= len(article.text)
        assert mention.entity in entities
    assert {v.person for v in found.voices if v.person} == {p.id for p in found.people}


@pytest.mark.parametrize(
    "text",
    [
        "Der Sänger Jonas Falk ist im Alter von 81 Jahren gestorben.",
        "Die 81-jährige frühere Ministerin Mara Lindt ist gestorben.",
    ],
)
def test_ages_in_a_sentence(text: str) -> None:
    assert [p.age.value for p in cast(text).people if p.age] == [81]


def test_who_spoke_last_goes_on_after_a_long_quotation() -> None:
    text = (
        "Der Anwalt Jonas Falk kennt den Wirt Tarek Brandt. „Das Haus steht. Es steht lange. Es "
        "steht gut. Es steht fest. Es bleibt“, sagte Falk. Er lachte über Brandt."
    )
    assert "Er" in words_of(text, "Jonas Falk")


def test_a_surname_with_particles_is_its_bearer() -> None:
    found = cast("Alexander Van der Molen sprach am Montag. Van der Molen warnte vor Sturm.")
    assert [p.name for p in found.people] == ["Alexander Van der Molen"]


@pytest.mark.parametrize("role", ["Bergführer", "Stadtkämmerer", "Deichgraf", "Bierbrauer"])
def test_occupations_are_roles(role: str) -> None:
    found = cast(f"Der {role} Enno Harms kam zu spät.")
    assert [r.text for r in person(found, "Enno Harms").roles] == [role]


@pytest.mark.parametrize(
    ("text", "name", "roles", "gender"),
    [
        (
            "Am Montag sprach der Vorsitzende der Gilde im Tal, Enno Harms, vor Zuhörern.",
            *("Enno Harms", {"Vorsitzende"}, "male"),
        ),
        (
            "Das sagte die Leiterin des Amtes für Deiche, Ada Velten.",
            *("Ada Velten", {"Leiterin"}, "female"),
        ),
        ("Es sang die Schauspielerin und Wirtin Ada Velten.", "Ada Velten", {"Wirtin"}, "female"),
        ("Enno Harms, Sänger und Wirt, kam.", "Enno Harms", {"Sänger", "Wirt"}, "male"),
        ("Die Abgeordnete Ada Velten kam.", "Ada Velten", set(), "female"),
        ("Laut der Abgeordneten Ada Velten hält er.", "Ada Velten", set(), "female"),
    ],
)
def test_roles_beside_a_name(text: str, name: str, roles: set[str], gender: str) -> None:
    found = person(cast(text), name)
    assert roles <= {role.text for role in found.roles}
    assert found.gender == gender


def test_an_office_before_a_name_is_no_mention_and_nobody_elses() -> None:
    text = "Enno Harms kam. Das sagte der Sprecher des Amtes, Jonas Keller."
    assert words_of(text, "Enno Harms") == ["Enno Harms"]
    assert words_of(text, "Jonas Keller") == ["Jonas Keller"]


def test_a_list_of_people_is_no_apposition() -> None:
    text = "Es kamen der Wirt des Dorfes, Ada Velten, Jonas Keller und Enno Harms."
    assert person(cast(text), "Ada Velten").roles == ()


def test_an_office_with_its_place_is_somebody_elses() -> None:
    text = "Enno Harms kam. Der Botschafter von Talheim schwieg."
    assert words_of(text, "Enno Harms") == ["Enno Harms"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jonas Keller lachte mit Ada Velten, die am Montag kam.", ("Ada Velten", "die")),
        ("Jonas Keller, mit dem sie lachte, kam am Montag.", ("Jonas Keller", "dem")),
        ("Es kam Jonas Keller aus dem Dorf, der am Montag sprach.", ("Jonas Keller", "der")),
    ],
)
def test_relative_pronouns(text: str, expected: tuple[str, str]) -> None:
    name, pronoun = expected
    assert pronoun in words_of(text, name)


def test_reflexives_are_no_mentions() -> None:
    text = 'Jonas Keller lachte: "Ich freue mich sehr."'
    begin = text.index('"')
    quote = Quotation("direct", "speech", Part(((begin, len(text)),)), Part(((0, 12),)))
    article, found = read(text, (quote,))
    spans = person(found, "Jonas Keller").mentions
    assert [article.text[slice(*span)] for span in spans] == ["Jonas Keller", "Ich"]


@pytest.mark.parametrize(
    "text",
    [
        "Im Jahr 1998 gewann Jonas Keller. Der damals 14-Jährige lachte.",
        "Jonas Keller lachte kurz vor seinem 25. Geburtstag.",
    ],
)
def test_an_age_of_another_time_is_none(text: str) -> None:
    assert person(cast(text), "Jonas Keller").age is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Ehefrau des Wirts Jonas Falk, Ada Falk, kam.", ("Ada Falk", "spouse", "Jonas Falk")),
        ("Ada Kern, Jonas Falks Tochter, kam.", ("Ada Kern", "child", "Jonas Falk")),
        (
            "Ada Kern lachte. Später wurde der Schmied Jonas Falk ihr zweiter Ehemann.",
            ("Jonas Falk", "spouse", "Ada Kern"),
        ),
    ],
)
def test_kinship_with_words_between(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in kin(text)
