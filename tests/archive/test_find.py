"""Finding again: what was said is found by words and by who said it, alike in both databases."""

import re
from collections.abc import Iterator
from pathlib import Path

import articles
import pytest
import server
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lautwem.archive import Archive, open_archive, words
from lautwem.archive.find import find
from lautwem.archive.hits import Found
from lautwem.archive.query import Query, parse
from lautwem.errors import BadArguments, LautwemError

STREET = """Moorhafen – „In der Neuen Straße stehen zwölf Häuser leer“, sagte Stadträtin Änne
Müller am Montag. Das war ich nicht, habe ein Sprecher der Wohnbau gesagt.
"""
FIRE = """Moorhafen – Die Staatsanwaltschaft ermittelt wegen eines Brandes in der Bauerngasse.
Der Verdächtige soll laut Küstenblatt geflüchtet sein. Die Wohnbau wollte sich nicht äußern.
"""
GIRL = """Moorhafen – Die 14-jährige Schülerin Jette Holm wird seit Montag vermisst. „Jette
ist nie allein unterwegs gewesen“, sagte ihre Mutter Wiebke Holm dem Küstenblatt.
"""


@pytest.fixture
def full(archive: Archive) -> Iterator[Archive]:
    archive.add(articles.reading(1, body=STREET, title="Leerstand", url="https://example.org/1"))
    archive.add(
        articles.reading(
            2, body=FIRE, title="Brand", outlet="Tagespost Moorhafen", published="2025-05"
        )
    )
    archive.add(articles.reading(3, published="2025-06-01"))
    yield archive


def ask(archive: Archive, given: str = "", **filters: object) -> Found:
    return find(archive, Query(words=given, **filters))


def texts(found: Found) -> list[str]:
    return [" ".join(hit.text.split()) for hit in found.hits]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Strasse", "zwölf Häuser"),
        ("STRAẞE", "zwölf Häuser"),
        ("neue straße", "zwölf Häuser"),
        ("Haus leer", "zwölf Häuser"),
        ("zwoelf", "zwölf Häuser"),
        ('"stehen zwölf Häuser"', "zwölf Häuser"),
        ("„zwölf Häuser“", "zwölf Häuser"),
        ("Mueller", "Änne Müller"),
        ("Muller", "Änne Müller"),
        ("annes müller", "Änne Müller"),
        ('"Das war ich nicht"', "Das war ich nicht"),
        ("Staatsanw*", "Staatsanwaltschaft ermittelt"),
        ("Brand", "wegen eines Brandes"),
        ("Bauerngassen", "Bauerngasse"),
    ],
)
def test_words_are_found_in_all_their_forms(full: Archive, asked: str, expected: str) -> None:
    found = ask(full, asked)
    assert any(expected in text for text in texts(found)), texts(found)
    for hit in found.hits:
        assert hit.marks, "every hit shows where"
        article = full.reading(hit.article.version_id).article
        assert article.text[slice(*hit.span)] == hit.text
        for begin, end in hit.marks:
            assert hit.span[0] <= begin < end <= hit.span[1]
            marked = words.terms(article.text[begin:end])
            assert any(marked.startswith(w) for part in parse(asked) for w in part.words)


@pytest.mark.parametrize("asked", ['"zwölf stehen Häuser"', "Häuser Brand", "Staatsanw", "Bauer"])
def test_what_does_not_stand_there_is_not_found(full: Archive, asked: str) -> None:
    assert not ask(full, asked).hits


def test_a_statement_is_the_hit_and_the_text_where_none_holds_the_words(full: Archive) -> None:
    (said,) = ask(full, "zwölf Häuser").hits
    assert said.statement is not None
    assert said.statement.speaker.name == "Änne Müller"
    assert said.statement.certainty == "verbatim"
    (told,) = ask(full, "Bauerngasse ermittelt").hits
    assert told.statement is None or "Bauerngasse" in told.text


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"speaker": "Mueller"}, {"Leerstand"}),
        ({"speaker": "Änne Müller", "words": "Häuser"}, {"Leerstand"}),
        ({"speaker": "Müller", "words": "Geld"}, set()),
        ({"voice": "küstenblatt", "outlet": "Tagespost"}, {"Brand"}),
        ({"hedged": True, "outlet": "tagespost moorhafen"}, {"Brand"}),
        ({"since": "2025-05", "until": "5/2025"}, None),
        ({"since": "2025-05-10", "until": "2025-05-20", "words": "ermittelt"}, {"Brand"}),
        ({"until": "2025-03", "words": "Moorhafen"}, {"Leerstand"}),
        ({"type": "direct", "until": "2025-04"}, {"Leerstand"}),
        ({"outlet": "Nirgendsblatt"}, set()),
    ],
)
def test_filters_restrict(full: Archive, filters: dict, expected: set[str] | None) -> None:
    query = Query(**filters)
    if expected is None:
        with pytest.raises(BadArguments):
            find(full, query)
        return
    assert {hit.article.title for hit in find(full, query).hits} == expected


def test_a_name_is_whole_words(full: Archive) -> None:
    assert ask(full, speaker="Enno Brüggemann").hits
    assert ask(full, speaker="bruggemann").hits
    assert not ask(full, speaker="Brügge").hits
    assert not ask(full, speaker="Enno Müller").hits


def test_only_current_versions_unless_asked_for(full: Archive) -> None:
    body = STREET.replace("zwölf", "dreizehn")
    full.add(articles.reading(1, body=body, title="Leerstand", url="https://example.org/1"))
    assert not ask(full, "zwölf Häuser").hits
    (old,) = ask(full, "zwölf Häuser", all_versions=True).hits
    assert (old.article.version, old.article.current) == (1, False)
    assert len(ask(full, "dreizehn Häuser").hits) == 1


def test_plain_sql_finds_with_the_german_of_the_server(postgres: server.Server) -> None:
    """As docs/archive.md has it, for statements and for articles, by the index."""
    page = (Path(__file__).parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")
    (asked,) = re.findall(r"```sql\n(.+?);\n```", page, re.DOTALL)
    whole = asked.replace("speaker, text FROM statements", "title, text FROM articles")
    with postgres.database() as address, open_archive(address, create=True) as archive:
        archive.add(articles.reading(1, body=STREET, title="Leerstand"))
        archive.add(articles.reading(2, body=FIRE, title="Brand"))
        with archive.looking() as connection:
            connection.exec_driver_sql("SET enable_seqscan = off")
            for query, index in ((asked, "ix_statement_german"), (whole, "ix_version_german")):
                (row,) = connection.exec_driver_sql(query).all()
                assert "zwölf Häuser" in row.text
                plan = connection.exec_driver_sql(f"EXPLAIN {query}").scalars().all()
                assert any(index in line for line in plan), plan


def test_pages_hold_everything_once(full: Archive) -> None:
    for number in range(10, 17):
        full.add(articles.reading(number))
    for question in ({"given": "Geld"}, {"speaker": "Brüggemann"}):
        whole = ask(full, limit=100, **question)
        pages, page = [], 1
        while True:
            found = ask(full, limit=3, page=page, **question)
            pages += found.hits
            if not found.more:
                break
            page += 1
        assert len(whole.hits) >= 8
        assert [(h.article.id, h.span) for h in pages] == [
            (h.article.id, h.span) for h in whole.hits
        ]


def test_names_of_minors_are_blacked_out_on_request(full: Archive) -> None:
    full.add(articles.reading(9, body=GIRL, title="Jette Holm (14) vermisst"))
    shown = find(full, Query(words="unterwegs"))
    assert "Jette" in shown.hits[0].text
    masked = find(full, Query(words="unterwegs"), mask_minors=True)
    everything = " ".join([masked.hits[0].text, masked.hits[0].article.title or ""])
    assert "Jette" not in everything
    assert "█" * len("Jette") in everything
    assert masked.hits[0].span == shown.hits[0].span
    assert masked.hits[0].statement.speaker.name == "Wiebke Holm"


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(words='"„-*'),
        Query(words="x", limit=0),
        Query(words="x", page=0),
        Query(words="x", limit=10**9),
        Query(speaker="-"),
        Query(words="x", since="gestern"),
    ],
    ids=repr,
)
def test_what_cannot_be_asked_is_refused(full: Archive, query: Query) -> None:
    with pytest.raises(BadArguments):
        find(full, query)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(max_size=60)
    | st.text(alphabet="\"'*():&|!<->^+~,;%_\\\x00 aßÄ„“NEARORNOT", max_size=60),
    st.sampled_from(["words", "speaker", "about", "voice", "outlet"]),
)
def test_no_question_breaks_anything(full: Archive, text: str, field: str) -> None:
    try:
        found = find(full, Query(**{field: text}))
    except LautwemError as error:
        assert isinstance(error, BadArguments)
        return
    assert found.schema == "lautwem.found/1"


def test_a_beginning_of_a_letter_or_two_is_refused(archive: Archive) -> None:
    for asked in ("a*", "Haus st*"):
        with pytest.raises(BadArguments, match="Too many words"):
            find(archive, Query(words=asked))
