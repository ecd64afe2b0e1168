"""``lautwem person`` on a real archive: joined across articles, decided by editors, kept."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

import lautwem
from lautwem import model as m
from lautwem.archive import Archive, open_archive
from lautwem.archive.hits import ArticleRef
from lautwem.archive.persons import apart, dossier, facts, ledger, lookup, said, settling
from lautwem.archive.persons.decisions import Decision
from lautwem.archive.persons.evidence import Reason
from lautwem.archive.persons.gather import Found
from lautwem.archive.persons.lookup import Someone
from lautwem.archive.persons.profile import Ref
from lautwem.article import from_text
from lautwem.cli.main import app
from lautwem.errors import NotInArchive

ARREST = """Nach dem Überfall in Moorhafen hat die Polizei den Wirt Lasse Quadflieg (44) als
Verdächtigen vernommen. „Ich war an dem Abend zu Hause“, sagte Quadflieg dem Küstenblatt."""
TRIAL = """Vor dem Landgericht Moorhafen hat der Prozess gegen den Wirt Lasse Quadflieg (44)
begonnen. Der Angeklagte Quadflieg schwieg. Seine Anwältin Imke Barg sagte, er sei unschuldig."""
VERDICT = """Der Prozess gegen den Wirt Lasse Quadflieg (51) ist zu Ende. Quadflieg ist am Montag in
Moorhafen freigesprochen worden. Seine Anwältin Imke Barg sagte, er sei erleichtert."""
SINGER = """Der Sänger Lasse Quadflieg hat in Lohe sein neues Album vorgestellt. „Es ist leise
geworden“, sagte Quadflieg."""
GIRL = """Die Schülerin Jette Holm (14) aus Moorhafen hat den Vorlesewettbewerb gewonnen. „Ich
lese jeden Abend“, sagte Jette Holm. Ihre Mutter Wiebke Holm sagte, sie sei stolz."""

PIECES = (
    ("arrest", "Küstenblatt", "2024-03-04", ARREST),
    ("trial", "Moorhafener Zeitung", "2024-09-12", TRIAL),
    ("verdict", "Küstenblatt", "2025-01-20", VERDICT),
    ("singer", "Klangheft", "2024-05-02", SINGER),
    ("girl", "Küstenblatt", "2024-06-03", GIRL),
)


@cache
def reading(name: str, outlet: str, published: str, text: str) -> m.Reading:
    head = f"---\noutlet: {outlet}\npublished: {published}\nurl: https://example.org/{name}\n---\n"
    return lautwem.read(from_text(head + text, name), engine="rules")


@pytest.fixture
def full(archive: Archive) -> Iterator[Archive]:
    for piece in PIECES:
        archive.add(reading(*piece))
    yield archive


def called(archive: Archive, name: str) -> tuple[Someone, ...]:
    with archive.looking() as connection:
        return lookup.by_name(connection, name)


def told(archive: Archive, name: str, **options: bool) -> dossier.Dossier:
    with archive.looking() as connection:
        (one,) = lookup.by_name(connection, name)[:1]
        return dossier.dossier(connection, one, ledger.decisions(connection), **options)


def people(archive: Archive, one: Someone) -> tuple[Found, ...]:
    with archive.looking() as connection:
        return lookup.people(connection, lookup.numbers(connection, one))


def refs(archive: Archive, one: Someone) -> list[Ref]:
    return [found.profile.ref for found in people(archive, one)]


def outlets(archive: Archive, one: Someone) -> list[str]:
    return sorted(found.profile.outlet or "" for found in people(archive, one))


def test_the_accused_is_one_and_the_singer_another(full: Archive) -> None:
    accused, singer = called(full, "Lasse Quadflieg")
    assert outlets(full, accused) == ["Küstenblatt", "Küstenblatt", "Moorhafener Zeitung"]
    assert outlets(full, singer) == ["Klangheft"]
    assert {one.id for one in called(full, "Quadflieg")} == {accused.id, singer.id}
    with full.looking() as connection:
        for found in people(full, accused):
            assert lookup.by_number(connection, found.person_id).id == accused.id


def test_the_order_of_adding_does_not_matter(address: str, full: Archive) -> None:
    expected = [outlets(full, one) for one in called(full, "Quadflieg")]
    with full.writing() as connection:
        connection.execute(sa.text("DELETE FROM article"))
    for piece in reversed(PIECES):
        full.add(reading(*piece))
    assert [outlets(full, one) for one in called(full, "Quadflieg")] == expected


def test_a_dossier_tells_standing_ages_and_statements_with_their_places(full: Archive) -> None:
    one = told(full, "Lasse Quadflieg")
    texts = {ref.id: ref.version_id for ref in one.articles}
    for place in (
        *(each.place for each in one.statements),
        *(each.place for each in one.ages),
        *(each.place for each in one.standings),
    ):
        article = full.reading(texts[place.article]).article
        assert article.text[slice(*place.span)] == place.text
    status = [(each.status, each.overtaken_by and each.overtaken_by.text) for each in one.standings]
    assert ("angeklagt", "freigesprochen") in status
    assert ("freigesprochen", None) in status
    assert [(age.value, age.agrees) for age in one.ages] == [(44, True), (44, True), (51, False)]
    assert [i.kind for i in one.inconsistencies] == ["age"]
    assert [p.text for p in one.inconsistencies[0].places] == ["44", "51"]
    assert one.born and one.born.earliest == "1979-09-13" and one.born.latest == "1980-03-04"
    assert {role.text for role in one.roles} >= {"Wirt"}
    assert any("by" in each.parts and "zu Hause" in each.place.text for each in one.statements)
    assert [each.time.value[:10] for each in one.statements] == sorted(
        each.time.value[:10] for each in one.statements
    )
    assert {quoting.name for quoting in one.quoted_by} >= {"Küstenblatt"}


def test_what_an_editor_decides_wins_is_kept_and_can_be_undone(full: Archive) -> None:
    before = called(full, "Lasse Quadflieg")
    with full.writing() as connection:
        mine = [ref for one in before for ref in refs(full, one)]
        made = ledger.record(connection, "join", mine, by="M. Kern", why="er singt auch")
    assert len(called(full, "Lasse Quadflieg")) == 1
    decision = told(full, "Lasse Quadflieg").decisions[0]
    assert (decision.by, decision.why, decision.kind) == ("M. Kern", "er singt auch", "join")
    assert decision.made_at.endswith("Z")

    fuller = SINGER.replace("Der Sänger Lasse Quadflieg", "Der Sänger Lasse Jonte Quadflieg")
    added = full.add(reading("singer", "Klangheft", "2024-05-03", fuller))
    assert added.outcome == "changed"
    assert len(called(full, "Lasse Quadflieg")) == 1, "a new version keeps the decision"
    full.add(reading(*PIECES[0]))
    assert len(called(full, "Lasse Quadflieg")) == 1, "adding again keeps it"

    with full.writing() as connection:
        ledger.undo(connection, made.id)
    assert len(called(full, "Quadflieg")) == 2
    with full.writing() as connection, pytest.raises(NotInArchive):
        ledger.undo(connection, made.id)


def test_people_with_nothing_in_common_are_found_by_each_others_name_once_joined(
    full: Archive,
) -> None:
    (singer,) = [one for one in called(full, "Quadflieg") if outlets(full, one) == ["Klangheft"]]
    (lawyer,) = called(full, "Imke Barg")
    with full.writing() as connection:
        ledger.record(connection, "join", [*refs(full, singer), *refs(full, lawyer)])
    apart = sorted([*outlets(full, singer), *outlets(full, lawyer)])
    assert outlets(full, called(full, "Imke Barg")[0]) == apart
    assert any(one.articles == 3 for one in called(full, "Lasse Quadflieg"))


def test_what_is_forgotten_goes_from_decisions_too(full: Archive) -> None:
    mine = [ref for one in called(full, "Lasse Quadflieg") for ref in refs(full, one)]
    with full.writing() as connection:
        ledger.record(connection, "join", mine)
        ledger.record(connection, "split", mine[:1], mine[1:])
        assert ledger.forget(connection, refs=mine[:1]) == 2
        (left,) = ledger.decisions(connection)
        assert left.left == tuple(mine[1:])
        assert ledger.forget(connection, articles=[ref.article for ref in mine]) == 1
        assert ledger.decisions(connection) == ()


def test_settled_identities_are_in_the_view(full: Archive) -> None:
    settling.settle(full)
    settling.settle(full)
    with full.looking() as connection:
        query = "SELECT count(DISTINCT identity_id) FROM people WHERE name = 'Lasse Quadflieg'"
        assert connection.execute(sa.text(query)).scalar_one() == 2


def test_minors_are_masked_everywhere(full: Archive) -> None:
    open_ = dossier.encode(dossier.Answer("", "", told(full, "Jette Holm"), ()))
    assert b"Jette" in open_
    closed = dossier.encode(
        dossier.Answer("", "", told(full, "Jette Holm", mask_minors=True), ())
    ).decode()
    assert "Jette" not in closed and "jette" not in closed.replace("example.org", "")
    mother = dossier.encode(
        dossier.Answer("", "", told(full, "Wiebke Holm", mask_minors=True), ())
    ).decode()
    assert "Jette" not in mother and "jette" not in mother


# -- the command -------------------------------------------------------------


def run(archive: Archive, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["person", *arguments, "--archive", archive.address])
    return result.exit_code, result.stdout, result.stderr


def test_several_are_listed_with_what_tells_them_apart(full: Archive) -> None:
    code, out, _ = run(full, "Quadflieg")
    assert code == 0
    assert "Wirt" in out and "Sänger" in out and "Klangheft" in out
    code, out, _ = run(full, "Quadflieg", "--format", "json")
    answer = msgspec.json.decode(out, type=dossier.Answer)
    assert (code, answer.schema, answer.person) == (0, "lautwem.person/1", None)
    assert [one.articles for one in answer.candidates] == [3, 1]


def test_split_and_join_on_the_command_line(full: Archive) -> None:
    accused = called(full, "Lasse Quadflieg")[0]
    first, *rest = (str(found.person_id) for found in people(full, accused))
    assert run(full, first, "--split", first, "--by", "M. Kern")[0] == 0
    assert len(called(full, "Lasse Quadflieg")) == 3
    assert run(full, first, "--join", rest[0])[0] == 0
    assert outlets(full, called(full, "Lasse Quadflieg")[0]) == outlets(full, accused)
    assert run(full, "--undo", "2")[0] == 0
    assert len(called(full, "Lasse Quadflieg")) == 3
    assert run(full, rest[0], "--confirm")[0] == 0


def test_what_cannot_be_is_told(full: Archive) -> None:
    for arguments, code in (
        (["Niemand Nirgends"], "E506"),
        (["99999999999999999999"], "E506"),
        (["Quadflieg", "--confirm"], "E507"),
        (["Jette Holm", "--confirm", "--join", "1"], "E401"),
        (["Jette Holm", "--split", "1"], "E506"),
        ([], "E401"),
    ):
        status, _, said_ = run(full, *arguments)
        assert (status, said_[:4]) == (2, code), arguments


def test_hostile_names_neither_steer_the_terminal_nor_fail(archive: Archive) -> None:
    text = "Der Sänger \x1b[31mLasse \u202eQuadflieg sagte: „Ich \x1b]0;x\x07bin da“, so Quadflieg."
    archive.add(reading("hostile", "Klangheft", "2024-05-02", text))
    code, out, err = run(archive, "Quadflieg'; DROP TABLE person; --\x1b[31m")
    assert "\x1b" not in out + err
    code, out, err = run(archive, "Quadflieg")
    assert code in (0, 2) and "\x1b" not in out + err and "\u202e" not in out + err


def test_an_archive_opened_again_still_has_the_decision(address: str) -> None:
    with open_archive(address, create=True) as archive:
        for piece in PIECES:
            archive.add(reading(*piece))
        assert run(archive, str(called(archive, "Lasse Quadflieg")[0].id), "--confirm")[0] == 0
    with open_archive(address) as again:
        assert [d.kind for d in told(again, "Lasse Quadflieg").decisions] == ["confirm"]


def test_every_field_of_the_json_is_described() -> None:
    text = (Path(lautwem.__file__).parents[2] / "docs" / "persons.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`([a-z_]+)`", text))
    kinds = (
        dossier.Answer, dossier.Dossier, dossier.Candidate, dossier.Member, dossier.Why,
        dossier.Inconsistency, facts.Place, facts.NameUse, facts.AgeTold, facts.RoleHeld,
        facts.Relative, facts.Standing, said.Remark, said.Moment, said.Quoting, Reason, Decision,
        ArticleRef, apart.Apart,
    )  # fmt: skip
    for kind in kinds:
        fields = {field.encode_name for field in msgspec.structs.fields(kind)}
        assert fields <= described, kind.__name__
