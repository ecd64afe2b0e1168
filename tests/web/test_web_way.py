"""A statement and its way: as a tree, a picture, a table, and through the API."""

import csv
import io
from collections.abc import Iterator
from urllib.parse import quote

import lxml.etree
import lxml.html
import pytest
from room import Visitor, visiting

from lautwem.archive import Archive

ASKED = quote("Wessling verkaufte Krebsmedikamente an Patienten")


@pytest.fixture(scope="module")
def visitor(samples: Archive) -> Iterator[Visitor]:
    with visiting(samples) as visitor:
        yield visitor


def test_the_way_is_a_tree_under_its_origin(visitor: Visitor) -> None:
    page = lxml.html.document_fromstring(visitor.get(f"/trace?q={ASKED}").text)
    first = page.xpath('//div[@class="tree"]/ul/li')[0]
    assert "Blitz am Mittag" in first.xpath("string(div)")
    under = first.xpath("string(ul)")
    assert "nda" in under and "Harzlebener Rundschau" in under
    assert page.xpath('//section[@aria-labelledby="denials"]//li')


def test_tree_table_and_api_tell_the_same(visitor: Visitor) -> None:
    page = lxml.html.document_fromstring(visitor.get(f"/trace?q={ASKED}").text)
    rows = list(csv.reader(io.StringIO(visitor.get(f"/trace/way.csv?q={ASKED}").text)))
    trace = visitor.get(f"/api/1/trace?q={ASKED}").json()
    assert trace["schema"] == "lautwem.trace/1"
    assert len(trace["instances"]) == len(rows) - 1 == len(page.xpath('//div[@class="tree"]//li'))


def test_the_picture_is_fenced_in_and_holds_every_article(visitor: Visitor) -> None:
    answer = visitor.get(f"/trace/way.svg?q={ASKED}")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "unsafe" not in answer.headers["content-security-policy"]
    tree = lxml.etree.fromstring(answer.content)
    boxes = tree.xpath('//*[contains(@class, "box ")]')
    assert len(boxes) == len(visitor.get(f"/api/1/trace?q={ASKED}").json()["instances"])


def test_every_statement_of_an_article_has_its_page(visitor: Visitor) -> None:
    page = lxml.html.document_fromstring(visitor.get("/article/14").text)
    links = page.xpath('//ol[@class="statements"]//a[contains(@href, "/article/14/s")]/@href')
    assert links
    for link in links:
        said = visitor.get(link)
        assert said.status_code == 200
        assert lxml.html.document_fromstring(said.text).xpath("string(//h1)").strip()
    assert visitor.get("/article/14/s999").status_code == 404
    assert visitor.get("/article/14/%3Cscript%3E").status_code == 404


def test_what_nobody_says_has_no_way(visitor: Visitor) -> None:
    assert "kein Artikel" in visitor.get("/trace?q=Mondlandung+Marmelade+Zebra").text
    assert visitor.get("/trace?q=%3F%21").status_code == 400
