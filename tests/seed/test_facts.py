"""The facts that a reading of the seed article must hold, one test a fact.

People and voices are given by their canonical name, statements by words of their content.
"""

from pathlib import Path

import pytest

from lautwem import model as m
from lautwem.article import load
from lautwem.errors import MissingModel
from lautwem.reading.pipeline import read

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_12c3e012be2a77bb.txt"

pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="../shared/seed is not here")

COMBS, WEST, KARDASHIAN = "Sean Combs", "Kanye West", "Kim Kardashian"


@pytest.fixture(scope="module", params=["rules", "model", "thorough"])
def reading(request) -> m.Reading:
    try:
        return read(load(str(SEED)), engine=request.param)
    except MissingModel as missing:
        pytest.skip(str(missing))


def person(reading: m.Reading, name: str) -> m.Person:
    found = [p for p in reading.people if p.name == name]
    assert len(found) == 1, [p.name for p in reading.people]
    return found[0]


def voice_name(reading: m.Reading, voice: str) -> str:
    return next(v.name for v in reading.voices if v.id == voice)


def place(reading: m.Reading, words: str) -> m.Span:
    begin = reading.article.text.index(words)
    return (begin, begin + len(words))


def refers(reading: m.Reading, name: str, words: str) -> bool:
    """Whether some mention of a person lies in, or holds, these words of the text."""
    begin, end = place(reading, words)
    return any(
        (begin <= b and e <= end) or (b <= begin and end <= e)
        for b, e in person(reading, name).mentions
    )


def content(reading: m.Reading, statement: m.Statement) -> str:
    return " … ".join(reading.article.text[b:e] for b, e in statement.quote.spans)


def statement(reading: m.Reading, words: str) -> m.Statement:
    """The statement whose content holds some words; the one with the least content of several."""
    found = [s for s in reading.statements if words in content(reading, s)]
    assert found, (
        f"no statement with {words!r}: {[content(reading, s) for s in reading.statements]}"
    )
    return min(found, key=lambda s: len(content(reading, s)))


def speaker(reading: m.Reading, words: str) -> str | None:
    party = statement(reading, words).speaker
    return voice_name(reading, party.voice) if party and party.voice else None


def addressee(reading: m.Reading, words: str) -> str | None:
    party = statement(reading, words).addressee
    return voice_name(reading, party.voice) if party and party.voice else None


def chain(reading: m.Reading, words: str) -> list[str]:
    return [voice_name(reading, voice) for voice in statement(reading, words).chain]


def markers(reading: m.Reading, words: str) -> list[str]:
    certainty = statement(reading, words).certainty
    assert certainty.level == "hedged"
    return [marker.text for marker in certainty.markers]


def about(reading: m.Reading, words: str) -> set[str]:
    people = {p.id: p.name for p in reading.people}
    return {people[p] for p in statement(reading, words).about}


def kin(reading: m.Reading, kind: str, of: str) -> set[str]:
    people = {p.id: p.name for p in reading.people}
    return {people[k.from_] for k in reading.kinship if k.type == kind and people[k.to] == of}


def shown(reading: m.Reading, caption: int) -> set[str]:
    people = {p.id: p.name for p in reading.people}
    return {people[p] for p in reading.shown[caption]}


# -- people ------------------------------------------------------------------------


def test_01_sean_combs_is_one_person_and_diddy_one_of_his_names(reading):
    assert "Diddy" in person(reading, COMBS).aliases


def test_02_p_diddy_and_puff_daddy_are_he(reading):
    assert {"P. Diddy", "Puff Daddy"} <= set(person(reading, COMBS).aliases)


def test_03_he_is_55_and_born_in_the_interval_that_follows(reading):
    combs = person(reading, COMBS)
    assert combs.age.value == 55
    assert combs.age.as_of == m.PartialDate("2025-03", "month")
    assert combs.born.earliest.startswith("1969-03") and combs.born.latest.startswith("1970-03")


def test_04_rapper_is_a_role_and_the_jailed_mogul_is_he(reading):
    assert "Rapper" in [role.text for role in person(reading, COMBS).roles]
    assert refers(reading, COMBS, "dem inhaftierten Rapmogul")


def test_05_kanye_west_is_47(reading):
    assert person(reading, WEST).age.value == 47


def test_06_kim_kardashian_is_44(reading):
    assert person(reading, KARDASHIAN).age.value == 44


def test_07_she_is_his_former_wife(reading):
    assert KARDASHIAN in kin(reading, "ex_spouse", WEST) or WEST in kin(
        reading, "ex_spouse", KARDASHIAN
    )


def test_08_north_is_11_and_a_minor(reading):
    north = next(p for p in reading.people if p.name.startswith("North"))
    assert north.age.value == 11
    assert north.minor is True


def test_09_north_is_his_child(reading):
    assert any(name.startswith("North") for name in kin(reading, "child", WEST))


def test_10_the_four_children_of_the_caption(reading):
    for parent in (WEST, KARDASHIAN):
        firsts = {name.split()[0] for name in kin(reading, "child", parent)}
        assert {"North", "Saint", "Psalm", "Chicago"} <= firsts


def test_11_the_reality_icon_is_kim_kardashian(reading):
    assert refers(reading, KARDASHIAN, "Die Reality-Ikone")


def test_12_50_cent_and_jay_z_are_people(reading):
    assert {"50 Cent", "Jay Z"} <= {p.name for p in reading.people}


# -- statements ----------------------------------------------------------------------

MICROPHONE = "ans Mikrofon"
FUN = "Hab Spaß"
PUFF_DADDY = "Ich bin Puff Daddy"
TRADEMARKS = "dass sie die Trademarks"
WAR = "Krieg"
FATHER = "Vaterfigur"
LEGAL_STEPS = "rechtlich dagegen vorzugehen"
SHOCKED = "schockiert"
RELEASE = "Haftentlassung"


def test_13_encouraged_to_step_up_to_the_microphone(reading):
    assert speaker(reading, MICROPHONE) == COMBS
    assert addressee(reading, MICROPHONE) == WEST


def test_14_have_fun_is_direct_and_his(reading):
    found = statement(reading, FUN)
    assert content(reading, found).rstrip('"').endswith("zu sehen.")
    assert (found.type, found.certainty.level) == ("direct", "verbatim")
    assert speaker(reading, FUN) == COMBS


def test_15_its_addressee_is_kanye_west(reading):
    assert addressee(reading, FUN) == WEST


def test_16_its_channel_is_the_phone_call_of_the_sentences_before(reading):
    assert statement(reading, FUN).channel.kind == "phone"


def test_17_i_am_puff_daddy_is_direct_and_his(reading):
    found = statement(reading, PUFF_DADDY)
    assert content(reading, found).rstrip('"').endswith("Mann.")
    assert found.type == "direct"
    assert speaker(reading, PUFF_DADDY) == COMBS


def test_18_the_shock_is_hedged_by_unnamed_reports(reading):
    assert "Berichten zufolge" in markers(reading, SHOCKED)
    origin = statement(reading, SHOCKED).chain[0]
    assert next(v for v in reading.voices if v.id == origin).kind == "unnamed"


def test_19_it_is_about_kim_kardashian(reading):
    assert KARDASHIAN in about(reading, SHOCKED)


def test_20_she_announced_legal_steps(reading):
    assert speaker(reading, LEGAL_STEPS) == KARDASHIAN


def test_21_the_trademarks_are_her_argument(reading):
    assert speaker(reading, TRADEMARKS) == KARDASHIAN


def test_22_its_chain(reading):
    assert chain(reading, TRADEMARKS) == [KARDASHIAN, "Daily Mail"]


def test_23_it_is_one_indirect_statement_with_both_verbs(reading):
    found = statement(reading, TRADEMARKS)
    assert found.type == "indirect"
    assert {"innehabe", "werde"} <= set(content(reading, found).replace(",", "").split())


def test_24_the_threat_is_hedged_and_his(reading):
    assert markers(reading, WAR) == ["soll"]
    assert speaker(reading, WAR) == WEST


def test_25_its_channel_is_private_messages(reading):
    assert statement(reading, WAR).channel.kind == "private_message"


def test_26_its_addressee_is_kim_kardashian(reading):
    assert addressee(reading, WAR) == KARDASHIAN


def test_27_father_figure_by_way_of_daily_mail(reading):
    assert speaker(reading, FATHER) == WEST
    assert chain(reading, FATHER) == [WEST, "Daily Mail"]
    assert markers(reading, FATHER) == ["soll"]


def test_28_it_is_about_sean_combs(reading):
    assert COMBS in about(reading, FATHER)


def test_29_looking_forward_on_the_phone(reading):
    assert speaker(reading, RELEASE) == COMBS
    assert statement(reading, RELEASE).channel.kind == "phone"


def test_30_the_song_is_a_work_and_no_statement(reading):
    title = "Lonely Roads Still Go to Sunshine"
    assert [(w.title, w.kind) for w in reading.works] == [(title, "song")]
    assert all(content(reading, s).strip('"') != title for s in reading.statements)


def test_31_diddy_in_quotation_marks_is_a_name_and_no_statement(reading):
    assert all(content(reading, s).strip('"') != "Diddy" for s in reading.statements)


# -- pictures, time, the rest ------------------------------------------------------------


def test_32_the_first_caption(reading):
    caption = reading.article.captions[0]
    assert (caption.credit.platform, caption.credit.handle) == ("Instagram", "kimkardashian")
    assert caption.date == m.PartialDate("2019", "year")
    people = shown(reading, 0)
    assert {WEST, KARDASHIAN} <= people
    assert {"North", "Saint", "Psalm", "Chicago"} <= {name.split()[0] for name in people}


def test_33_the_second_caption(reading):
    caption = reading.article.captions[1]
    assert caption.credit.agency == "Getty Images"
    assert caption.date == m.PartialDate("2007-08", "month")
    assert shown(reading, 1) == {"50 Cent", WEST, COMBS, "Jay Z"}


def test_34_the_shade_room_shared_the_video_on_instagram(reading):
    shared = [s for s in reading.statements if "geteilt" in content(reading, s)]
    assert [voice_name(reading, s.chain[0]) for s in shared] == ["The Shade Room"]
    assert shared[0].channel.kind == "instagram"


def test_35_when_the_conversation_took_place_is_open(reading):
    assert any("wann genau" in q.text and "unklar" in q.text for q in reading.open_questions)


def test_36_publication_date_and_where_the_track_was_published(reading):
    assert reading.article.published == m.PartialDate("2025-03", "month")
    published = statement(reading, "den Track kürzlich via X veröffentlicht")
    assert voice_name(reading, published.chain[0]) == WEST
    assert published.channel.kind == "x"
