"""A person at a real browser: finds a statement, traces it, checks a draft, sets a watch."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import Watched, chromium, served
from playwright.sync_api import Browser

from lautwem.archive import Archive

SAMPLE = Path(__file__).parents[2] / "samples" / "02-raubueberfall.txt"
PAGES = {
    "start": "/",
    "search": "/search?q=Polizei",
    "filters": "/search?speaker=Wessling&hedged=1",
    "nothing": "/search?q=Zebrastreifenmarmelade",
    "article": "/article/2",
    "statement": "/article/14/s1",
    "trace": "/trace?q=Wessling+verkaufte+Krebsmedikamente+an+Patienten",
    "people": "/people",
    "person": "/people?name=Arno+Wessling",
    "decide": "/person/131073/decide",
    "outlets": "/outlets",
    "watch": "/watch",
    "watched": "/watch/1",
    "draft": "/draft",
    "add": "/add",
    "missing": "/article/9999",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(filled: Callable[[], Iterator[Archive]]) -> Iterator[str]:
    from lautwem.archive.watching import add_watch

    with filled() as archive:
        add_watch(archive, "words", "Polizei")
        with served(archive.address) as address:
            yield address


def test_from_a_word_to_the_origin(browser: Browser, address: str) -> None:
    seat = Watched(browser, address)
    page = seat.page
    page.goto("/")
    page.get_by_role("searchbox").fill("Krebsmedikamente")
    page.get_by_role("button", name="Suche").click()
    page.locator(".hits .words a").first.click()
    assert page.locator("h1").inner_text()
    assert page.locator(".tree li").count() >= 5
    picture = page.locator(".picture img")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 300")
    page.locator(".tree b a").first.click()
    page.wait_for_url("**/article/**")  # loaded with its script, which listens for Escape
    number = page.locator("a.number").first
    number.focus()
    assert number.locator(".tip").is_visible()
    page.keyboard.press("Escape")
    number.locator(".tip").wait_for(state="hidden")
    assert not seat.faults


def test_a_draft_is_checked_and_not_kept(browser: Browser, address: str) -> None:
    seat = Watched(browser, address)
    page = seat.page
    page.goto("/draft")
    page.get_by_label("Text", exact=True).fill(SAMPLE.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Lesen und prüfen").click()
    assert page.locator("mark").count() > 5
    assert page.get_by_role("heading", name="Prüfung").is_visible()
    assert not seat.violations()
    page.goto("/")
    assert "21 Artikel" in page.locator(".hero").inner_text()
    assert not seat.faults


def test_a_watch_is_set_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    seat = Watched(browser, address)
    page = seat.page
    page.goto("/")
    page.keyboard.press("Tab")
    assert "Zum Inhalt" in page.evaluate("document.activeElement.textContent")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == "/watch":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/watch")
    asked = page.get_by_label("Wörter oder Name")
    for _ in range(20):
        page.keyboard.press("Tab")
        if asked.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("Aurel Domin")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/watch/*")
    assert page.locator("h1").inner_text() == "Aurel Domin"
    assert page.locator(".hits li").count() >= 5
    assert not seat.faults


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_no_page_shuts_anybody_out(browser: Browser, address: str, scheme: str, width: int) -> None:
    size = {"width": width, "height": 800}
    seat = Watched(browser, address, color_scheme=scheme, viewport=size)
    found, wide = {}, {}
    for name, path in PAGES.items():
        seat.page.goto(path)
        found[name] = seat.violations()
        wide[name] = seat.page.evaluate("document.documentElement.scrollWidth")
    assert not {name: each for name, each in found.items() if each}
    assert not {name: each for name, each in wide.items() if each > width}
    assert not seat.faults


def test_pages_are_read_without_scripts(browser: Browser, address: str) -> None:
    seat = Watched(browser, address, java_script_enabled=False)
    seat.page.goto("/search?q=Krebsmedikamente")
    seat.page.locator(".hits .words a").first.click()
    assert seat.page.locator(".tree li").count() >= 5


def test_printed_it_is_a_dossier(browser: Browser, address: str) -> None:
    seat = Watched(browser, address)
    seat.page.goto(PAGES["article"])
    seat.page.emulate_media(media="print")
    assert not seat.page.locator(".bar").is_visible()
    assert seat.page.locator("ol.statements li").last.is_visible()
    assert len(seat.page.pdf()) > 10_000
