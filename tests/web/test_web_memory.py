"""Answers kept in memory: made once, never old, never another reader's, never too much."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from room import visiting

from lautwem import model as m
from lautwem.archive import Archive, open_archive
from lautwem.web.kept import Kept
from lautwem.web.memory import Memory

Send = Callable[[dict[str, Any]], Any]


def scope(path: str, language: str = "de") -> dict[str, Any]:
    headers = [(b"accept-language", language.encode())]
    return {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}


class Counting:
    """An application that takes its time and counts."""

    def __init__(self, status: int = 200, body: bytes = b"x" * 100) -> None:
        self.asked = 0
        self.status, self.body = status, body

    async def __call__(self, scope: dict[str, Any], receive: object, send: Send) -> None:
        self.asked += 1
        await asyncio.sleep(0.01)
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        await send({"type": "http.response.body", "body": self.body})


async def ask(memory: Memory, path: str, language: str = "de") -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    await memory(scope(path, language), None, send)
    return said


async def always() -> str:
    return "1"


def test_many_who_ask_at_once_get_one_answer() -> None:
    app = Counting()

    async def many() -> list[list[dict[str, Any]]]:
        memory = Memory(app, always)
        return await asyncio.gather(*(ask(memory, "/outlets") for _ in range(50)))

    answers = asyncio.run(many())
    assert app.asked == 1
    assert {answer[1]["body"] for answer in answers} == {app.body}
    assert len({dict(answer[0]["headers"])[b"etag"] for answer in answers}) == 1


@pytest.mark.parametrize("app", [Counting(status=500), Counting(body=b"")])
def test_failures_are_not_kept(app: Counting) -> None:
    async def twice() -> None:
        memory = Memory(app, always)
        await asyncio.gather(ask(memory, "/search"), ask(memory, "/search"))

    asyncio.run(twice())
    assert app.asked == 2


def test_memory_is_bounded_and_the_oldest_goes() -> None:
    app = Counting()

    async def some() -> None:
        memory = Memory(app, always, most=250)
        for path in ("/article/1", "/article/2", "/article/3", "/article/3", "/article/2"):
            await ask(memory, path)
        assert app.asked == 3
        await ask(memory, "/article/1")
        assert app.asked == 4

    asyncio.run(some())


def test_forms_and_languages_are_not_mixed_up() -> None:
    app = Counting()

    async def some() -> None:
        memory = Memory(app, always)
        for path in ("/watch", "/person/1/decide", "/add", "/draft"):
            await ask(memory, path)
            await ask(memory, path)
        assert app.asked == 8
        await ask(memory, "/", "de")
        await ask(memory, "/", "en")
        assert app.asked == 10

    asyncio.run(some())


def test_a_page_is_new_when_the_archive_is(
    filled: Callable[[], Iterator[Archive]], readings: tuple[m.Reading, ...]
) -> None:
    with filled() as archive, visiting(archive) as visitor:
        paths = ("/", "/search?q=Polizei", "/outlets", "/api/1/articles?limit=100")
        before = [visitor.get(path) for path in paths]
        again = [visitor.get(path) for path in paths]
        assert [a.headers["cache-status"] for a in again] == ["lautwem; hit"] * len(paths)
        assert [a.text for a in again] == [a.text for a in before]
        known = {"if-none-match": again[1].headers["etag"]}
        assert visitor.get(paths[1], headers=known).status_code == 304
        with open_archive(archive.address) as other:  # as another process would
            one = msgspec.structs.replace(
                readings[1].article, url="https://blatt.example/2", outlet="Neues Blatt", source="-"
            )
            other.add(msgspec.structs.replace(readings[1], article=one))
        time.sleep(1)  # counts of an archive that grows are counted again after a while
        assert all(
            "hit" not in answer.headers["cache-status"] and answer.text != old.text
            for answer, old in zip((visitor.get(path) for path in paths), before, strict=True)
        )


def test_a_value_is_made_once_for_a_state() -> None:
    kept, made = Kept(), []

    def make() -> str:
        made.append(1)
        time.sleep(0.05)
        return "value"

    threads = [threading.Thread(target=kept.get, args=("name", "1", make)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert kept.get("name", "2", make) == ("value", True)
    assert kept.get("name", "3", make, times=100) == ("value", False)
    assert len(made) == 2


def test_a_value_that_cannot_be_made_leaves_nothing() -> None:
    kept = Kept()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            kept.get("name", "1", lambda: 1 // 0)
    assert kept.get("name", "1", lambda: 2) == (2, True)


def test_values_are_bounded_in_bytes() -> None:
    kept = Kept(most=1000)
    for number in range(20):
        kept.get(f"{number}", "1", lambda: "x" * 300)
    made: list[int] = []
    kept.get("19", "1", lambda: made.append(1) or "x")
    assert not made
    kept.get("0", "1", lambda: made.append(1) or "x")
    assert made
