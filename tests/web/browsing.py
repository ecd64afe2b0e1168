"""A real browser at a real server: both started for the tests, both watched."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, sync_playwright

FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@contextmanager
def served(
    archive: str, *options: str, token: str = "", told: list[str] | None = None
) -> Iterator[str]:
    """``lautwem serve`` in a process of its own; gives its address, and what it told at the end."""
    command = (sys.executable, "-m", "lautwem", "serve", "--archive", archive, "--port", "0")
    process = subprocess.Popen(
        (*command, "--engine", "rules", "--no-browser", "--processes", "1", *options),
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "LAUTWEM_TOKEN": token},
    )
    try:
        line = process.stderr.readline()
        assert "http://127.0.0.1:" in line, line
        yield next(word for word in line.split() if word.startswith("http://")).rstrip("/")
    finally:
        process.terminate()
        process.wait(10)
        if told is not None:
            told += [line, process.stderr.read()]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; the test is skipped where there is none."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if path is None:
        pytest.skip("no Chromium (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        except Error as error:
            pytest.skip(f"Chromium does not start: {error}")
        yield browser
        browser.close()


class Watched:
    """One page, and everything that must not happen in it."""

    def __init__(self, browser: Browser, address: str, **options: object) -> None:
        self.context = browser.new_context(base_url=address, locale="de-DE", **options)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.page.on("dialog", lambda d: (self.faults.append(f"dialog {d.message}"), d.dismiss()))
        self.page.on("pageerror", lambda e: self.faults.append(f"error {e}"))
        self.page.on("console", self._console)
        self.page.on("request", lambda r: self._request(r.url, address))
        self.page.add_init_script(
            "addEventListener('securitypolicyviolation', e => "
            "console.error('policy violated: ' + e.violatedDirective + ' ' + e.blockedURI))"
        )

    def _console(self, message: object) -> None:
        text = message.text  # type: ignore[attr-defined]
        if "policy" in text.casefold() or "pwned" in text:
            self.faults.append(text)

    def _request(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.faults.append(f"foreign request {url}")

    def violations(self) -> list[str]:
        """What axe-core finds on the page as it is."""
        found = Axe().run(self.page, options=RULES).response["violations"]
        return [f"{v['id']}: {n['target']} {n['html'][:120]}" for v in found for n in v["nodes"]]
