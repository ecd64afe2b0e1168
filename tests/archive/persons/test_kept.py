"""Identities that are kept: the same as worked out anew, and never older than the archive."""

import random

import pytest
import sqlalchemy as sa
from test_lookup import PIECES, SINGER, called, full, outlets, reading, refs

from lautwem.archive import Archive, forget, naming, schema
from lautwem.archive.persons import answer, ledger, lookup, settling

__all__ = ["full"]
FEW, MANY = ("exact", 300), ("nearest", 0)


def groups(archive: Archive, name: str = "Quadflieg") -> list[list[str]]:
    found = (refs(archive, one) for one in called(archive, name))
    return sorted(sorted(ref.article for ref in each) for each in found)


def count(archive: Archive, table: sa.Table) -> int:
    with archive.looking() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


@pytest.fixture(params=[FEW, MANY], ids=lambda param: param[0])
def crowded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is, and as if very many bore every name."""
    most = request.param[1]
    if not most:
        monkeypatch.setattr(lookup, "SMALL", 0)
        monkeypatch.setattr(settling, "SMALL", 0)
        monkeypatch.setattr(settling, "_FEW", 0)


def test_kept_identities_are_those_worked_out_anew(full: Archive, crowded: None) -> None:
    before = groups(full)
    assert count(full, schema.identity_member) == 0
    settling.settle(full)
    assert count(full, schema.identity_member) == count(full, schema.person)
    assert groups(full) == before
    accused = called(full, "Lasse Quadflieg")[0]
    assert accused.known and not accused.loose
    with full.looking() as connection:
        for number in lookup.numbers(connection, accused):
            assert lookup.by_number(connection, number).id == accused.id


def test_who_comes_later_joins_at_once_and_is_kept_with_the_next(
    archive: Archive, crowded: None
) -> None:
    pieces = list(PIECES)
    random.Random(4).shuffle(pieces)
    for piece in pieces[:3]:
        archive.add(reading(*piece))
    settling.settle(archive)
    for piece in pieces[3:]:
        archive.add(reading(*piece))
    late = groups(archive)
    assert sorted(map(len, late)) == [1, 3]
    settling.settle(archive)
    assert groups(archive) == late
    assert count(archive, schema.identity_member) == count(archive, schema.person)


def test_a_new_version_takes_the_identities_of_the_old_one_back(full: Archive) -> None:
    settling.settle(full)
    dancer = SINGER.replace("Lasse Quadflieg", "Ole Wendt").replace("Quadflieg", "Wendt")
    assert full.add(reading("singer", "Klangheft", "2024-05-03", dancer)).outcome == "changed"
    assert [len(one) for one in groups(full)] == [3]
    assert [len(one) for one in groups(full, "Wendt")] == [1]
    settling.settle(full)
    assert [len(one) for one in groups(full)] == [3]


def test_a_decision_wins_over_what_is_kept(full: Archive, crowded: None) -> None:
    settling.settle(full)
    accused, singer = called(full, "Lasse Quadflieg")
    with full.writing() as connection:
        made = ledger.record(connection, "join", [*refs(full, accused), *refs(full, singer)])
    for _ in range(2):
        assert [len(one) for one in groups(full)] == [4]
        settling.settle(full)
    with full.writing() as connection:
        ledger.undo(connection, made.id)
    mine = refs(full, called(full, "Lasse Quadflieg")[0])
    with full.writing() as connection:
        ledger.record(connection, "split", mine[:1], mine[1:])
    for _ in range(2):
        apart = groups(full)
        assert not any(mine[0].article in one and len(one) > 1 for one in apart)
        assert len(apart) == 3
        settling.settle(full)


def test_what_is_forgotten_leaves_no_name_behind(full: Archive) -> None:
    settling.settle(full)
    with full.looking() as connection:
        people = [
            n for one in called(full, "Lasse Quadflieg") for n in lookup.numbers(connection, one)
        ]
        girl = naming.article(connection, "https://example.org/girl")
    with full.writing() as connection:
        forget.person(connection, people)
        forget.articles(connection, [girl])
    settling.settle(full)
    with full.looking() as connection:
        names = connection.scalars(sa.select(schema.identity.c.name)).all()
        assert names and not any("Quadflieg" in name or "Holm" in name for name in names)
        assert count(full, schema.identity_join) <= count(full, schema.person)


def test_every_join_that_is_kept_is_told_with_its_reasons(full: Archive) -> None:
    settling.settle(full)
    with full.looking() as connection:
        person = answer.answer(connection, str(called(full, "Lasse Quadflieg")[0].id)).person
    assert person and all(member.because for member in person.members)
    assert all(why.reasons and why.by == "evidence" for m in person.members for why in m.because)


def test_a_dossier_is_paged_by_articles_and_looks_at_all_for_what_overtakes(full: Archive) -> None:
    number = str(called(full, "Lasse Quadflieg")[0].id)
    with full.looking() as connection:
        whole = answer.answer(connection, number).person
        pages = [answer.answer(connection, number, page=n, size=1).person for n in (1, 2, 3, 4)]
    assert whole and all(pages)
    assert [page.total for page in pages] == [3] * 4 and pages[0].pages == 3
    assert [page.members for page in pages[2::-1]] == [(one,) for one in whole.members]
    assert pages[3].members == ()
    assert {page.born for page in pages} == {whole.born}
    told = [each for page in pages[2::-1] for each in page.standings]
    assert tuple(told) == whole.standings
    assert any(each.overtaken_by for each in whole.standings)
    for page in pages:
        named = {each.overtaken_by.article for each in page.standings if each.overtaken_by}
        assert named <= {ref.id for ref in page.articles}


def test_adding_settles_when_enough_was_added(
    full: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    settling.keep_up(full)
    assert count(full, schema.identity_member) == 0
    monkeypatch.setattr(settling, "_FEWEST", 2)
    settling.keep_up(full)
    assert outlets(full, called(full, "Lasse Quadflieg")[0])
    assert count(full, schema.identity_member) == count(full, schema.person)
