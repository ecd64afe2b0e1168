"""What htmx makes better where scripts run; the same addresses work where none does."""

from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import pytest
from browsing import Watched, chromium, served
from playwright.sync_api import Browser, expect
from room import visiting

from lautwem.archive import Archive, open_archive
from lautwem.article import load
from lautwem.reading.pipeline import read
from lautwem.web.access import Access

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def rules(page: str) -> set[str]:
    section = lxml.html.document_fromstring(page).get_element_by_id("check")
    return {text.split()[0] for text in section.xpath('.//span[@class="detail"][last()]/text()')}


def test_an_article_is_checked_against_the_archive_on_request(tmp_path: Path) -> None:
    with open_archive(str(tmp_path / "a.db"), create=True) as archive:
        for source in sorted(SAMPLES.glob("affairs/trainer/*.txt")):
            archive.add(read(load(str(source)), engine="rules"))
        with visiting(archive, Access(read_only=True)) as visitor:
            alone = visitor.get("/article/1").text
            link = lxml.html.document_fromstring(alone).xpath(
                'string(//section[@id="check"]//a[contains(@href, "archive=1")]/@href)'
            )
            back = visitor.get(link.partition("#")[0]).text
            assert "S107" in rules(back) - rules(alone)
            for path, page in (("", alone), ("?archive=true", back)):
                found = visitor.get(f"/api/1/articles/1/findings{path}").json()["findings"]
                assert {finding["rule"] for finding in found} == rules(page)


def test_the_check_comes_by_itself_where_few_read(
    browser: Browser, filled: Callable[[], Iterator[Archive]]
) -> None:
    with filled() as archive, served(archive.address) as address:
        seat = Watched(browser, address)
        seat.page.goto("/article/16")
        section = seat.page.locator("#check")
        expect(section).to_contain_text("Auch an allem geprüft")
        assert seat.page.url.endswith("/article/16")
        assert not seat.violations()
        assert not seat.faults


def test_facets_change_the_hits_in_place_and_the_way_back_works(
    browser: Browser, filled: Callable[[], Iterator[Archive]]
) -> None:
    with filled() as archive, served(archive.address) as address:
        seat = Watched(browser, address)
        page = seat.page
        page.goto("/search?q=Polizei")
        page.evaluate("window.stayed = true")
        before = page.locator(".hits > li").count()
        page.locator(".facets li a").first.click()
        page.wait_for_url("**/search?q=Polizei&*")
        expect(page.locator(".chip")).to_have_count(1)
        assert page.evaluate("window.stayed")
        assert page.locator("#told").inner_text().strip()
        assert page.evaluate("document.activeElement.id") == "found"
        assert not seat.violations()
        assert page.locator(".hits > li").count() <= before
        page.go_back()
        page.wait_for_url("**/search?q=Polizei")
        expect(page.locator(".chip")).to_have_count(0)
        assert page.locator(".hits > li").count() == before
        page.locator("#q").fill("Messer")
        page.locator("#q").press("Enter")
        page.wait_for_url("**/search?q=Messer*")
        assert "Messer" in page.title()
        assert not seat.faults
