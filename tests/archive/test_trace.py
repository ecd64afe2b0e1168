"""Looking into an archive for a trace: by what, and at what."""

import articles
import pytest
import sqlalchemy as sa

from lautwem.archive import Archive
from lautwem.archive.trace import trace
from lautwem.errors import NotInArchive

WORDS = "Brüggemann hat von dem Geld nichts gewusst"


@pytest.fixture
def filled(archive: Archive) -> Archive:
    for number in range(4):
        archive.add(articles.reading(number, url=f"https://moorhafen.example/{number}"))
    return archive


def test_no_reading_is_decoded(filled: Archive) -> None:
    """What a trace needs is kept beside the readings."""
    wanted = trace(filled, WORDS)
    assert len(wanted.instances) == 4
    with filled.writing() as connection:
        connection.execute(sa.text("UPDATE version SET reading = ''"))
    assert trace(filled, WORDS) == wanted


@pytest.mark.parametrize("letters", [6, 10, 16])
def test_an_article_is_known_by_the_beginning_of_its_id(filled: Archive, letters: int) -> None:
    article = articles.reading(2, url="https://moorhafen.example/2")
    said = next(s for s in article.statements if s.certainty.level == "verbatim")
    found = trace(filled, f"{article.article.id[:letters]}:{said.id}")
    assert found.query == f"{article.article.id} {said.id}"
    assert article.article.id in {i.article.id for i in found.instances}


def test_an_id_that_no_article_begins_with_is_named(filled: Archive) -> None:
    with pytest.raises(NotInArchive):
        trace(filled, "0123456789abcdef:s1")


def test_only_current_versions_are_looked_at(filled: Archive) -> None:
    changed = articles.reading(
        9, url="https://moorhafen.example/2", title="Neues vom Ratsherrn", published="2025-03-09"
    )
    filled.add(changed)
    found = {i.article.id for i in trace(filled, WORDS).instances}
    assert changed.article.id in found
    assert articles.reading(2, url="https://moorhafen.example/2").article.id not in found
