"""The watch list: set once, new statements told, seen when said so, the same as a feed."""

from collections.abc import Callable, Iterator

import lxml.etree
import lxml.html
import msgspec
from room import visiting

from lautwem import model as m
from lautwem.archive import Archive
from lautwem.web.access import Access

ATOM = "{http://www.w3.org/2005/Atom}"


def fresh(page: str) -> str:
    return lxml.html.document_fromstring(page).xpath('string(//p[contains(@class, "fresh")])')


def again(reading: m.Reading) -> m.Reading:
    """The same article of another outlet."""
    changes = {"outlet": "Ein anderes Blatt", "source": "-", "url": "https://blatt.example/1"}
    return msgspec.structs.replace(
        reading, article=msgspec.structs.replace(reading.article, **changes)
    )


def test_new_statements_are_told_until_they_were_seen(
    filled: Callable[[], Iterator[Archive]], readings: tuple[m.Reading, ...]
) -> None:
    with filled() as archive, visiting(archive) as visitor:
        set_ = visitor.send("/watch", kind="words", asked=" Juwelier ")
        twice = visitor.send("/watch", kind="words", asked="Juwelier")
        assert set_.headers["location"] == twice.headers["location"]
        assert "nichts Neues" in fresh(visitor.get("/watch").text)
        archive.add(again(readings[1]))
        assert fresh(visitor.get("/watch").text) != "nichts Neues"
        page = lxml.html.document_fromstring(visitor.get(set_.headers["location"]).text)
        new = page.xpath('//li[@class="is-new"]')
        assert new and "Ein anderes Blatt" in new[0].text_content()
        upto = page.xpath('//input[@name="upto"]/@value')[0]
        visitor.send(f"{set_.headers['location']}/seen", upto=upto)
        assert "nichts Neues" in fresh(visitor.get("/watch").text)
        feed = visitor.get(f"{set_.headers['location']}/feed.xml")
        entries = lxml.etree.fromstring(feed.content).findall(f"{ATOM}entry")
        assert entries[0].findtext(f"{ATOM}id").startswith("http://127.0.0.1/article/")
        visitor.send(f"{set_.headers['location']}/remove")
        assert visitor.get(set_.headers["location"]).status_code == 404


def test_a_name_is_watched_who_speaks_or_is_spoken_about(
    filled: Callable[[], Iterator[Archive]],
) -> None:
    with filled() as archive, visiting(archive) as visitor:
        set_ = visitor.send("/watch", kind="name", asked="Aurel Domin")
        page = lxml.html.document_fromstring(visitor.get(set_.headers["location"]).text)
        assert len(page.xpath('//ol[@class="hits"]/li')) >= 5


def test_nothing_cannot_be_watched() -> None:
    with visiting() as visitor:
        assert visitor.send("/watch", kind="words", asked=" ?! ").status_code == 400


def test_who_may_only_read_changes_nothing() -> None:
    with visiting(access=Access(read_only=True)) as visitor:
        assert visitor.post("/watch", data={"kind": "words", "asked": "a"}).status_code == 403
        assert visitor.post("/add", data={"address": "http://a.example"}).status_code == 403
        assert visitor.post("/api/1/articles", json={"text": "a"}).status_code == 403
        assert visitor.get("/add").status_code == 403
        page = visitor.get("/watch")
        assert page.status_code == 200 and "<form method" not in page.text
        assert 'href="/add"' not in page.text
