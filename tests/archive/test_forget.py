"""Forgotten for good: not found, in no table, not in the bytes of the file, not added again."""

import json
from pathlib import Path

import articles
import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from lautwem.archive import Archive, schema, watching
from lautwem.archive.find import find
from lautwem.archive.query import Query
from lautwem.archive.words import fold
from lautwem.cli.main import app

KEPT = """Moorhafen – „Das Schwimmbad bleibt offen“, sagte Bürgermeisterin Dörte Quandt am Montag.
Der Ratsherr Enno Brüggemann war nicht da. Brüggemanns Stuhl blieb leer.
"""
NAME = "Brüggemann"
URL = "https://example.org/2025/enno-brueggemann-wehrt-sich"


@pytest.fixture
def full(archive: Archive) -> Archive:
    archive.add(articles.reading(1, url=URL, title="Enno Brüggemann weist Vorwürfe zurück"))
    archive.add(articles.reading(2, url=URL, title="Enno Brüggemann wehrt sich"))
    archive.add(articles.reading(3, body=KEPT, title="Schwimmbad", url="https://example.org/bad"))
    return archive


def run(archive: Archive, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--archive", archive.address])


def holds(archive: Archive, text: str) -> list[str]:
    """The tables, or files, in which a text stands somewhere."""
    found = []
    with archive.looking() as connection:
        for table in sa.inspect(connection).get_table_names():
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
                shown = " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for v in row)
                found += [table] if text.lower() in shown.lower() else []
        packed = connection.execute(sa.select(schema.version.c.id)).scalars().all()
    found += [f"reading {n}" for n in packed if text in repr(archive.reading(n))]
    if archive.is_sqlite:
        for path in Path(archive.address).parent.glob("archive.db*"):
            data = path.read_bytes().lower()
            forms = {text, fold(text), text.replace("ü", "ue").lower()}
            found += [path.name for form in forms if form.lower().encode() in data]
    return found


def test_an_article_goes_with_all_its_versions(full: Archive) -> None:
    assert holds(full, "gewusst")
    done = run(full, "forget", URL, "--yes", "--format", "json")
    assert done.exit_code == 0, done.output
    gone = json.loads(done.stdout)
    assert (len(gone["removed"]), gone["versions"], gone["purged"]) == (1, 2, True)
    assert holds(full, "gewusst") == []
    assert not find(full, Query(words="gewusst", all_versions=True)).hits
    assert find(full, Query(words="Schwimmbad")).hits


def test_what_was_forgotten_does_not_come_back(full: Archive) -> None:
    assert run(full, "forget", URL, "--yes").exit_code == 0
    again = full.add(articles.reading(2, url=URL, title="Enno Brüggemann wehrt sich"))
    assert (again.version_id, again.outcome) == (None, "forgotten")
    assert holds(full, "gewusst") == []


def test_a_person_is_blacked_out_in_every_version(full: Archive) -> None:
    old = full.reading(1)
    watching.add_watch(full, "name", "Enno Brüggemann")
    done = run(full, "forget", "--person", "Enno Brüggemann", "--yes", "--format", "json")
    assert done.exit_code == 0, done.output
    gone = json.loads(done.stdout)
    assert len(gone["masked"]) == 2
    assert gone["versions"] == 3
    assert gone["still_named"] == []
    assert holds(full, NAME) == []
    kept = full.reading(1)
    assert len(kept.article.text) == len(old.article.text)
    assert "nichts gewusst" in kept.article.text
    assert [s.quote for s in kept.statements] == [s.quote for s in old.statements]
    assert find(full, Query(words="gewusst")).hits
    assert not find(full, Query(words=NAME, all_versions=True)).hits
    (hit,) = find(full, Query(speaker="Dörte Quandt")).hits
    assert "Schwimmbad" in hit.text
    again = full.add(articles.reading(2, url=URL, title="Enno Brüggemann wehrt sich"))
    assert again.outcome == "unchanged"
    assert holds(full, NAME) == []


def test_a_person_goes_with_the_articles_that_name_them(full: Archive) -> None:
    done = run(full, "forget", "--person", "Enno Brüggemann", "--with-articles", "--yes")
    assert done.exit_code == 0, done.output
    assert holds(full, NAME) == []
    with full.looking() as connection:
        assert connection.execute(sa.select(sa.func.count(schema.version.c.id))).scalar() == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["forget", "https://example.org/none", "--yes"], "E506"),
        (["forget", "--person", "Otto Niemand", "--yes"], "E506"),
        (["forget", URL], "E401"),
        (["forget"], "E401"),
        (["forget", URL, "--person", "Enno Brüggemann", "--yes"], "E401"),
        (["mark", "99999999999999999999", "withdrawn"], "E506"),
    ],
    ids=str,
)
def test_nothing_goes_by_mistake(full: Archive, arguments: list[str], code: str) -> None:
    done = run(full, *arguments)
    assert done.exit_code == 2
    assert code in done.stderr
    with full.looking() as connection:
        assert connection.execute(sa.select(sa.func.count(schema.version.c.id))).scalar() == 3


def test_a_withdrawn_article_is_shown_as_one(full: Archive) -> None:
    done = run(full, "mark", URL, "withdrawn", "--note", "Vom Verlag gelöscht")
    assert done.exit_code == 0
    assert "2 versions" in done.stderr
    (hit,) = find(full, Query(words='"nichts gewusst"')).hits
    assert hit.article.status == "withdrawn"
    shown = run(full, "find", "gewusst")
    assert "zurückgezogen" in shown.stdout
    assert run(full, "mark", "1", "corrected").exit_code == 0
    with full.looking() as connection:
        states = connection.execute(
            sa.select(schema.version.c.status).order_by(schema.version.c.id)
        ).scalars()
        assert list(states) == ["corrected", "withdrawn", "active"]
