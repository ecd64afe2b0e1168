"""What an archive promises: kept whole, kept once, found as it was, refused where it is none."""

import re
import sqlite3
import threading
from pathlib import Path

import articles
import msgspec
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from lautwem import errors
from lautwem import schema as wire
from lautwem.archive import Archive, hits, open_archive, schema
from lautwem.archive.adding import Failure, Kept
from lautwem.archive.trace import trace

VIEWS = ("articles", "statements", "people", "voices", "chains")


def count(archive: Archive, table: str) -> int:
    with archive.looking() as connection:
        return connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one()


def one(archive: Archive, query: str) -> tuple:
    with archive.looking() as connection:
        return tuple(connection.execute(sa.text(query)).one())


def test_a_reading_comes_back_as_it_was(archive: Archive) -> None:
    reading = articles.reading()
    added = archive.add(reading)
    assert added.outcome == "added"
    assert wire.encode(archive.reading(added.version_id)) == wire.encode(reading)


def test_the_same_again_is_kept_once(archive: Archive) -> None:
    first = archive.add(articles.reading(url="https://example.org/a"))
    again = archive.add(articles.reading(url="https://example.org/a", source="copy.txt"))
    assert (again.version_id, again.outcome) == (first.version_id, "unchanged")
    assert count(archive, "version") == count(archive, "article") == 1


def test_a_change_is_a_new_version_and_the_old_stays(archive: Archive) -> None:
    old = archive.add(articles.reading(1, url="https://example.org/a"))
    new = archive.add(articles.reading(2, url="http://www.example.org/a/?utm_source=x#top"))
    assert new.outcome == "changed"
    assert count(archive, "article") == 1
    assert archive.reading(old.version_id).article.title == articles.load(1).title
    assert one(archive, "SELECT version_id, version FROM articles") == (new.version_id, 2)
    back = archive.add(articles.reading(1, url="https://example.org/a"))
    assert (back.version_id, back.outcome) == (old.version_id, "unchanged")


def test_an_older_text_that_comes_later_is_not_the_current_one(archive: Archive) -> None:
    at = "https://example.org/a"
    new = archive.add(articles.reading(1, url=at, published="2025-03-09"))
    archive.add(articles.reading(2, url=at, published="2025-03-04"))
    assert one(archive, "SELECT version_id, version FROM articles") == (new.version_id, 1)


def test_other_articles_are_no_versions_of_each_other(archive: Archive, tmp_path: Path) -> None:
    same_file = str(tmp_path / "article.txt")
    Path(same_file).write_text("x")
    for reading in (
        articles.reading(1),
        articles.reading(2),
        articles.reading(3, source=same_file),
        articles.reading(4, source=same_file, published="2025-04-01"),
        articles.reading(5, source="rows.jsonl:1"),
        articles.reading(6, source="rows.jsonl:1"),
    ):
        assert archive.add(reading).outcome == "added"
    assert archive.add(articles.reading(7, source=same_file)).outcome == "changed"


def test_the_views_show_what_the_reading_says(archive: Archive) -> None:
    reading = articles.reading()
    archive.add(reading)
    for view in VIEWS:
        assert count(archive, view) > 0
    assert count(archive, "statements") == len(reading.statements)
    assert count(archive, "people") == len(reading.people)
    speaker, certainty, chain = one(
        archive,
        "SELECT speaker, certainty, chain FROM statements WHERE text LIKE '%nichts gewusst%'",
    )
    assert (speaker, certainty, chain) == ("Enno Brüggemann", "verbatim", "Enno Brüggemann")
    begin, end, text = one(
        archive,
        "SELECT s.span_begin, s.span_end, a.text FROM statements s JOIN articles a "
        "ON a.article = s.article WHERE s.text LIKE '%nichts gewusst%'",
    )
    assert "nichts gewusst" in text[begin:end]


def test_the_views_have_the_columns_that_are_described(archive: Archive) -> None:
    page = (Path(__file__).parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")
    for view in VIEWS:
        row = next(line for line in page.splitlines() if line.startswith(f"| `{view}`"))
        described = re.findall(r"`(\w+)`", row.split("|")[3])
        with archive.looking() as connection:
            columns = [column["name"] for column in sa.inspect(connection).get_columns(view)]
        assert columns == described


def test_every_field_of_what_is_found_is_described() -> None:
    page = (Path(__file__).parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")
    described = set(re.findall(r'"(\w+)"', page))
    for kind in (hits.Found, hits.Hit, hits.ArticleRef, hits.Said, hits.VoiceRef, Kept, Failure):
        assert {f.encode_name for f in msgspec.structs.fields(kind)} <= described, kind


def test_what_is_read_goes_with_its_version(archive: Archive) -> None:
    archive.add(articles.reading())
    with archive.writing() as connection:
        connection.execute(sa.delete(schema.article))
    for table in schema.metadata.tables:
        assert count(archive, table) == 0, table


def test_a_batch_is_kept_whole_or_not_at_all(archive: Archive) -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop), archive.writing() as connection:
        from lautwem.archive import rows, write

        write.entries(connection, [rows.prepare(articles.reading(1), "test")])
        raise Stop
    assert count(archive, "version") == 0


def test_several_at_once_keep_everything_once(address: str) -> None:
    readings = [articles.reading(n, url=f"https://example.org/{n}") for n in range(12)]
    outcomes: list[str] = []

    def work(order: list) -> None:
        with open_archive(address, create=True) as mine:
            outcomes.extend(mine.add(reading).outcome for reading in order)

    threads = [
        threading.Thread(target=work, args=(order,)) for order in (readings, readings[::-1]) * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["added"] * 12 + ["unchanged"] * 36
    with open_archive(address) as archive:
        assert count(archive, "version") == count(archive, "article") == 12


def test_the_migrations_make_the_tables_of_the_schema(archive: Archive) -> None:
    def ours(thing: object, name: str | None, kind: str, reflected: bool, to: object) -> bool:
        searching = ("document_index", "ix_document_vector", "ix_version_german")
        return not (name or "").startswith((*searching, "ix_statement_german")) and not (
            kind == "column" and name == "vector"
        )

    with archive.looking() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, schema.metadata) == []


def test_what_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingArchive):
        open_archive(str(tmp_path / "archive.db"))
    assert not list(tmp_path.iterdir())
    with pytest.raises(errors.MissingArchive):
        open_archive(str(tmp_path / "no" / "archive.db"), create=True)
    with pytest.raises(errors.MissingArchive):
        open_archive("")


@pytest.mark.parametrize("create", [False, True])
def test_other_files_are_refused_and_left_as_they_are(tmp_path: Path, create: bool) -> None:
    text = tmp_path / "article.txt"
    text.write_text("Das ist keine Datenbank, sondern ein Artikel. " * 40)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    for path in (text, other, tmp_path):
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(errors.NotAnArchive):
            open_archive(str(path), create=create)
        assert before is None or path.read_bytes() == before


def test_an_archive_of_a_newer_lautwem_is_refused(archive: Archive, address: str) -> None:
    with archive.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(errors.WrongArchiveVersion, match="newer"):
        open_archive(address, create=True)


def test_an_archive_of_an_older_lautwem_is_not_changed_by_looking(
    archive: Archive, address: str
) -> None:
    with archive.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(errors.WrongArchiveVersion, match="older"):
        open_archive(address)


BEFORE_0003 = (
    "DROP INDEX IF EXISTS ix_version_german",
    "DROP INDEX IF EXISTS ix_statement_german",
    "DROP TABLE digest",
    "DROP TABLE identity_join",
    "DROP INDEX ix_identity_member_identity_id_day",
    "CREATE INDEX ix_identity_member_identity_id ON identity_member (identity_id)",
    "ALTER TABLE identity_member DROP COLUMN day",
    "ALTER TABLE identity_member DROP COLUMN placed",
    "ALTER TABLE identity_member ADD COLUMN because TEXT",
    "UPDATE alembic_version SET version_num = '0002'",
)


def test_adding_brings_an_archive_of_an_older_lautwem_up_to_date(
    archive: Archive, address: str
) -> None:
    """Without what the last revisions made, it is made again of the readings."""
    for number in range(3):
        archive.add(articles.reading(number))
    words = "Brüggemann hat von dem Geld nichts gewusst"
    wanted = trace(archive, words)
    assert wanted.instances
    with archive.writing() as connection:
        for statement in BEFORE_0003:
            connection.execute(sa.text(statement))
    with open_archive(address, create=True) as again:
        assert trace(again, words) == wanted


def test_a_server_that_is_not_there_is_named_without_the_password() -> None:
    with pytest.raises(errors.ArchiveUnreachable) as caught:
        open_archive("postgresql+psycopg://anna:geheim@127.0.0.1:1/none")
    assert "geheim" not in str(caught.value)
    with pytest.raises(errors.BadArguments):
        open_archive("mysql://127.0.0.1/none")


def test_versions_that_are_not_there_are_named(archive: Archive) -> None:
    with pytest.raises(errors.NotInArchive):
        archive.reading(12345)


def test_its_state_changes_with_it_and_only_with_it(archive: Archive) -> None:
    before = archive.state()
    assert count(archive, "version") == 0
    assert archive.state() == before
    with open_archive(archive.address) as other:  # as another process would
        other.add(articles.reading(url="https://example.org/a"))
    after = archive.state()
    assert after != before
    assert archive.state() == after
    archive.add(articles.reading(url="https://example.org/b"))
    assert archive.state() != after
