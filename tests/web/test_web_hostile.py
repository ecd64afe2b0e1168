"""Hostile markup in every text of an article: kept, shown on every kind of page, nothing runs."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import lxml.html
import msgspec
import pytest
from browsing import Watched, chromium, served
from playwright.sync_api import Browser
from room import visiting

from lautwem import model as m
from lautwem.archive import Archive, open_archive
from lautwem.archive.watching import add_watch

CORPUS = (
    "<script>console.log('pwned')</script>",
    "\"><img src=x onerror=console.log('pwned')>",
    "'><svg onload=console.log('pwned')>",
    "</title><script>console.log('pwned')</script>",
    "</style><style>*{background:url(https://evil.example/)}</style>",
    "<iframe src=https://evil.example/></iframe>",
    "<a href=javascript:console.log('pwned')>hier</a>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example/><button>Anmelden</button></form>",
    "{{ 7 * 7 }}{% raise %}${7*7}",
    "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>console.log('pwned')</x:script>",
    "\u202eskrow txet desrever\u202c \x1b[31mrot\x1b[0m",
    "&lt;script&gt;console.log('pwned')&lt;/script&gt;",
    "=HYPERLINK(\"https://evil.example\",\"klick\")",
)  # fmt: skip
KEPT = frozenset(
    {"id", "kind", "type", "medium", "level", "precision", "code", "platform", "form", "value"}
)


def spoiled(reading: m.Reading, number: int) -> m.Reading:
    """The reading with the hostile words in every text that is not of a closed set.

    The text itself keeps its length, so that all places stay true.
    """
    words = cycle(CORPUS[number:] + CORPUS[:number])

    def spoil(value: object) -> object:
        if isinstance(value, dict):
            return {k: v if k in KEPT else spoil(v) for k, v in value.items()}
        if isinstance(value, list):
            return [spoil(item) for item in value]
        if isinstance(value, str) and value[:1] not in "psv":
            return next(words)
        return value

    data = msgspec.to_builtins(reading)
    text = data["article"].pop("text")
    data = spoil(data)
    soup = " ".join(CORPUS) * 200
    begins = [begin for begin, _ in data["article"]["paragraphs"]]
    data["article"]["text"] = text[: begins[0]] + soup[: len(text) - begins[0]]
    data["article"] |= {"source": next(words), "language": "de", "outlet": next(words)}
    return msgspec.convert(data, m.Reading)


@pytest.fixture(scope="module")
def hostile(
    readings: tuple[m.Reading, ...], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with open_archive(str(path), create=True) as archive:
        for number, reading in enumerate(readings):
            archive.add(spoiled(reading, number % len(CORPUS)))
        for words in ("script", "<script>console", "evil example"):
            add_watch(archive, "words", words)
        yield archive


def paths(archive: Archive) -> list[str]:
    """Every kind of page with hostile text on it."""
    with visiting(archive) as visitor:
        article = lxml.html.document_fromstring(visitor.get("/article/2").text)
    links = article.xpath('//ol[@class="statements"]//a[starts-with(@href, "/article")]/@href')
    people = article.xpath('//a[starts-with(@href, "/person")]/@href')
    asked = "/trace?q=" + "script console pwned evil example"
    return [
        "/", "/search?q=script", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/outlets",
        "/article/2", "/article/14", *links[:2], *people[:1], asked, "/watch", "/watch/1",
        "/people?name=script", "/search?speaker=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/article/%3Cscript%3Ealert(1)%3C", "/trace/way.svg?q=script console pwned evil example",
        "/watch/1/feed.xml",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def test_nothing_runs(browser: Browser, hostile: Archive) -> None:
    everywhere = paths(hostile)
    assert len(everywhere) > 15
    with served(hostile.address) as address:
        seat = Watched(browser, address)
        for path in everywhere:
            seat.page.goto(path)
            assert seat.page.url.startswith(address), path
            assert not seat.page.locator("iframe, base, form[action*=evil]").count(), path
            seat.page.wait_for_timeout(30)
    assert not seat.faults


def test_a_hostile_draft_and_a_hostile_file(browser: Browser, tmp_path: Path) -> None:
    text = "\n\n".join(f"„{words}“, sagte der Sprecher {words} am Montag." for words in CORPUS)
    page = f"<html><body><article><h1>{CORPUS[0]}</h1><p>{text}</p></article></body></html>"
    file = tmp_path / "\"><img src=x onerror=console.log('pwned')>.html"
    file.write_text(page, encoding="utf-8")
    with served(str(tmp_path / "leer.db")) as address:
        seat = Watched(browser, address)
        seat.page.goto("/draft")
        seat.page.get_by_label("Text", exact=True).fill(text)
        seat.page.get_by_role("button", name="Lesen und prüfen").click()
        assert seat.page.locator("mark").count() > 5
        seat.page.goto("/add")
        seat.page.get_by_label("Dateien").set_input_files(file)
        seat.page.get_by_role("button", name="Lesen und aufnehmen").click()
        seat.page.wait_for_url("**/article/1*")
        assert "onerror" in seat.page.locator(".source").inner_text()
    assert not seat.faults


def test_a_file_for_a_spreadsheet_holds_no_formula(hostile: Archive) -> None:
    with visiting(hostile) as visitor:
        text = visitor.get("/outlets/citations.csv").text
        text += visitor.get("/trace/way.csv?q=script console pwned evil example").text
    assert "HYPERLINK" not in text or ",=HYPERLINK" not in text
