"""Pages over an archive: what is in it is shown, what is not is said."""

import csv
import io
from collections.abc import Iterator

import lxml.html
import pytest
from room import Visitor, visiting

from lautwem.archive import Archive


@pytest.fixture(scope="module")
def visitor(samples: Archive) -> Iterator[Visitor]:
    with visiting(samples) as visitor:
        yield visitor


def test_start_shows_what_is_new_and_who_speaks(visitor: Visitor) -> None:
    page = lxml.html.document_fromstring(visitor.get("/").text)
    links = page.xpath('//ul[@class="rows"]//a/@href')
    assert len(links) == 12
    assert visitor.get(links[0]).status_code == 200
    assert page.xpath('//a[starts-with(@href, "/search?speaker=")]')


def test_an_empty_archive_shows_the_way_in() -> None:
    with visiting() as visitor:
        page = visitor.get("/")
        assert page.status_code == 200 and 'href="/add"' in page.text
        assert visitor.get("/outlets").status_code == 200


def test_an_article_shows_its_statements_and_the_check(visitor: Visitor) -> None:
    page = lxml.html.document_fromstring(visitor.get("/article/2").text)
    marks = page.xpath('//div[@id="text"]//mark')
    listed = page.xpath('//ol[@class="statements"]/li')
    assert len(listed) > 8 and len(marks) >= len(listed) - 1
    assert page.xpath('//section[contains(@class, "findings")]')
    for number in page.xpath('//a[@class="number"]/@href'):
        assert page.xpath(f'//*[@id="{number[1:]}"]')


def test_what_is_not_there_is_said(visitor: Visitor) -> None:
    for path in ("/article/9999", "/article/0", f"/article/{10**25}"):
        answer = visitor.get(path)
        assert answer.status_code == 404, path
    assert visitor.get("/article/x").status_code == 404


def test_outlets_and_their_file_say_the_same(visitor: Visitor) -> None:
    page = lxml.html.document_fromstring(visitor.get("/outlets").text)
    answer = visitor.get("/outlets/citations.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text)))
    table = page.xpath("//details//tbody/tr")
    assert len(rows) - 1 == len(table) > 3
    assert len(page.xpath('//circle[contains(@class, "dot")]')) <= len(table)


def test_a_search_shows_statements_with_their_chains(visitor: Visitor) -> None:
    page = lxml.html.document_fromstring(visitor.get("/search?q=Juwelier").text)
    hits = page.xpath('//ol[@class="hits"]/li')
    assert hits
    assert any(
        "juwelier" in found.text.casefold() for found in page.xpath('//mark[@class="found"]')
    )
    assert page.xpath('//ol[@class="hits"]//span[@class="chain"]')


def test_a_facet_narrows_and_can_be_taken_away(visitor: Visitor) -> None:
    page = lxml.html.document_fromstring(visitor.get("/search?q=der").text)
    outlets = page.xpath('//section[@aria-labelledby="f-outlet"]//a')
    counted = int(outlets[0].getparent().findtext("span"))
    narrowed = lxml.html.document_fromstring(visitor.get(outlets[0].get("href")).text)
    assert len(narrowed.xpath('//ol[@class="hits"]/li')) == min(counted, 20)
    away = narrowed.xpath('//a[@class="chip"]/@href')
    assert visitor.get(away[0]).status_code == 200


@pytest.mark.parametrize(
    "asked", ["since=gestern", "channel=brieftaube", "page=0", "page=51", "page=x", "q=%3F%21"]
)
def test_a_question_that_is_none_says_why(visitor: Visitor, asked: str) -> None:
    answer = visitor.get(f"/search?{asked}")
    assert answer.status_code == 400 and 'role="alert"' in answer.text


def test_hits_over_time_as_a_file(visitor: Visitor) -> None:
    answer = visitor.get("/search/timeline.csv?q=der")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[0] == ["period", "verbatim", "reported", "hedged"]
    assert len(rows) > 2 and sum(int(cell) for row in rows[1:] for cell in row[1:]) > 5


def test_a_person_is_found_by_name_and_shown_with_statements(visitor: Visitor) -> None:
    found = visitor.get("/people?name=Arno+Wessling")
    assert found.status_code == 303
    page = lxml.html.document_fromstring(visitor.get(found.headers["location"]).text)
    assert "Arno Wessling" in page.xpath("string(//h1)")
    assert len(page.xpath('//ol[@class="hits"]/li')) > 3
    assert page.xpath('//section[@aria-labelledby="members"]//li')
    file = visitor.get(f"{found.headers['location']}/statements.csv")
    rows = list(csv.reader(io.StringIO(file.text)))
    answer = visitor.get("/api/1/people?name=Arno+Wessling").json()
    assert len(rows) - 1 == len(answer["person"]["statements"])


def test_nobody_of_that_name_is_said(visitor: Visitor) -> None:
    assert visitor.get("/people?name=Niemand+Nirgendwer").status_code == 404
    assert visitor.get("/person/3").status_code == 404


@pytest.mark.parametrize(
    ("language", "wanted", "wrong"),
    [
        ("de", ("1 unabhängige Quelle", "1 Artikel"), ("1 Unabhängige", "1 unabhängige Quellen")),
        ("en", ("1 independent source", "1 article"), ("1 independent sources", "1 articles")),
    ],
)
def test_one_is_one(
    visitor: Visitor, language: str, wanted: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    page = visitor.get("/article/1/s1", headers={"accept-language": language}).text
    text = " ".join(lxml.html.document_fromstring(page).text_content().split())
    assert all(words in text for words in wanted)
    assert not any(f"{words} " in text for words in wrong)


def test_what_went_wrong_is_said_in_the_language_of_the_reader(visitor: Visitor) -> None:
    german = visitor.get("/article/9999", headers={"accept-language": "de"}).text
    assert "Das gibt es im Archiv nicht." in german
    assert 'lang="en"' in german and "E506" in german
    english = visitor.get("/article/9999", headers={"accept-language": "en"}).text
    assert "There is no article 9999 here." in english and "Archiv" not in english
