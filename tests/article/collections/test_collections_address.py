"""Feeds and sitemaps behind addresses, against a server on the loopback."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import examples_of_collections as made
import pytest

from lautwem.article import collections
from lautwem.article.collections import Damage, Record, address


class Handler(BaseHTTPRequestHandler):
    pages: ClassVar[dict[str, tuple[str, bytes]]] = {}
    asked: ClassVar[list[str]] = []

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.asked.append(self.path)
        kind, data = self.pages.get(self.path, ("", b""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(address, "_PAUSE", 0)
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    Handler.asked.clear()
    Handler.pages.clear()
    for number in range(3):
        Handler.pages[f"/{number}"] = ("text/html", made.page(number).encode())
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()


def offer(path: str, content: str | bytes, kind: str = "application/xml") -> None:
    data = content.encode() if isinstance(content, str) else content
    Handler.pages[path] = (kind, data)


def read(url: str) -> list[Record | Damage]:
    return list(collections.records(url, allow_private=True))


def item(link: str, more: str = "") -> str:
    return (
        f"<item><title>Rat</title><link>{link}</link><pubDate>Mon, 10 Mar 2025 18:05:30 +0100"
        f"</pubDate><description>Kurz.</description>{more}</item>"
    )


def feed(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>Bote</title>{''.join(items)}</channel></rss>"


def test_pages_of_a_feed_are_fetched_and_know_what_the_feed_knows(server: str) -> None:
    offer("/feed", feed(item(f"{server}/0"), item("/1"), item(f"{server}/fehlt")))
    first, second, third = read(f"{server}/feed")
    assert isinstance(first, Record) and isinstance(second, Record)
    found = collections.to_article(first)
    assert "überfällig, Nummer 0" in found.text
    assert found.source == f"{server}/0"
    assert found.title == "Rat tagt 0"
    assert found.published and found.published.value.startswith("2025-03-10T18:05")
    assert second.name == f"{server}/1"
    assert isinstance(third, Damage) and third.code == "E202"


def test_an_article_in_the_feed_is_not_fetched_again(server: str) -> None:
    whole = f"<content><![CDATA[<p>{made.text(5)}</p>]]></content>"
    offer("/feed", feed(item(f"{server}/0", whole)))
    [found] = read(f"{server}/feed")
    assert isinstance(found, Record)
    assert "Nummer 5" in collections.to_article(found).text
    assert Handler.asked == ["/feed"]


@pytest.mark.parametrize("link", ["file:///etc/passwd", "http://10.0.0.1/", "javascript:alert(1)",
                                  "http://localhost:1/"])  # fmt: skip
def test_a_feed_leads_nowhere_private(server: str, link: str) -> None:
    offer("/feed", feed(item(link)))
    [found] = read(f"{server}/feed")
    assert isinstance(found, Damage) and found.code == "E201"


def urls(*pages: str) -> str:
    entries = "".join(f"<url><loc>{page}</loc></url>" for page in pages)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'


def test_a_sitemap_and_its_index(server: str) -> None:
    offer("/a.xml", urls(f"{server}/0", "https://fremd.example/1"))
    offer("/b.xml.gz", gzip.compress(urls(f"{server}/1").encode()), "application/gzip")
    maps = ("a.xml", "b.xml.gz", "fehlt.xml")
    listed = "".join(f"<sitemap><loc>{server}/{name}</loc></sitemap>" for name in maps)
    offer("/index.xml", f"<sitemapindex>{listed}</sitemapindex>")
    found = read(f"{server}/index.xml")
    assert [entry.name for entry in found] == [
        f"{server}/0", "https://fremd.example/1", f"{server}/1", f"{server}/fehlt.xml",
    ]  # fmt: skip
    assert [isinstance(entry, Damage) for entry in found] == [False, True, False, True]


def test_a_sitemap_of_news(server: str) -> None:
    offer("/2", "<html><body><p>" + made.text(2) + "</p></body></html>", "text/html")
    offer("/news.xml", f"""<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
        <url><loc>{server}/2</loc><news:news><news:publication><news:name>Bote</news:name>
        </news:publication><news:publication_date>2025-03-10</news:publication_date>
        <news:title>Rat tagt</news:title></news:news></url></urlset>""")  # fmt: skip
    [record] = read(f"{server}/news.xml")
    assert isinstance(record, Record)
    found = collections.to_article(record)
    assert found.title == "Rat tagt"
    assert found.published and found.published.value == "2025-03-10"


def test_a_sitemap_of_itself_ends(server: str) -> None:
    offer(
        "/loop.xml", f"<sitemapindex><sitemap><loc>{server}/loop.xml</loc></sitemap></sitemapindex>"
    )
    assert all(isinstance(entry, Damage) for entry in read(f"{server}/loop.xml"))
    assert len(Handler.asked) < 5


def test_the_number_of_pages_is_bounded(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "MOST", 2)
    offer("/all.xml", urls(*[f"{server}/{n % 3}?{n}" for n in range(9)], *[f"{server}/0"] * 50))
    for number in range(9):
        Handler.pages[f"/{number % 3}?{number}"] = Handler.pages["/0"]
    found = read(f"{server}/all.xml")
    assert [isinstance(entry, Damage) for entry in found] == [False, False, True]


def test_lines_behind_an_address(server: str) -> None:
    offer("/a.jsonl", made.jsonl().data, "application/jsonl")
    assert len(read(f"{server}/a.jsonl")) == 6
