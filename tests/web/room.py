"""A reading room for tests, in this process: requests go in, answers come out."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import lxml.html

from lautwem.archive import Archive, open_archive
from lautwem.web.access import Access
from lautwem.web.app import create_app
from lautwem.web.kept import Kept
from lautwem.web.show import Room
from lautwem.web.worker import Reader

TOKEN = "e1n-langes-zugangswort"


class Visitor:
    """Asks a reading room without a network between."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            host = options.pop("host", "127.0.0.1")
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
                return await client.request(method, path, **options)

        with ThreadPoolExecutor(1) as thread:  # a browser may have a loop in this one
            return thread.submit(asyncio.run, once()).result()

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("POST", path, **options)

    def send(self, path: str, **data: str) -> httpx.Response:
        """A form with the token that our own pages have."""
        page = lxml.html.document_fromstring(self.get("/watch").text)
        token = page.xpath('string(//input[@name="form_token"]/@value)')
        return self.post(path, data={**data, "form_token": token})


@contextmanager
def visiting(
    archive: Archive | None = None, access: Access | None = None, seconds: float = 30.0
) -> Iterator[Visitor]:
    """A visitor of a reading room over an archive (else an empty one), reading with rules."""
    reader = Reader("rules", seconds)
    with TemporaryDirectory() as folder, ExitStack() as stack:
        if archive is None:
            archive = stack.enter_context(open_archive(f"{folder}/empty.db", create=True))
        stack.callback(reader.close)
        yield Visitor(create_app(Room(access or Access(), reader, archive, Kept())))
