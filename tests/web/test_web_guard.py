"""What every request passes: host, token, origin, size; what every answer carries."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from room import TOKEN, Visitor, visiting

from lautwem.web.access import Access
from lautwem.web.guard import LARGEST_BODY, Guard


@pytest.fixture(scope="module")
def here() -> Iterator[Visitor]:
    with visiting() as visitor:
        yield visitor


@pytest.fixture(scope="module")
def beyond() -> Iterator[Visitor]:
    with visiting(access=Access("0.0.0.0", ("saal.example",), TOKEN)) as visitor:
        yield visitor


@pytest.mark.parametrize("path", ["/draft", "/nirgends", "/static/room.css", "/api/1/nirgends"])
def test_every_answer_is_fenced_in(here: Visitor, path: str) -> None:
    headers = here.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


def test_pages_have_no_inline_script_or_style(here: Visitor) -> None:
    answer = here.post("/draft", data={"text": "Eine Probe\n\nSie sagte: »Ja.«"})
    assert answer.status_code == 200
    assert "<style" not in answer.text and "style=" not in answer.text
    assert "onclick" not in answer.text and "<script>" not in answer.text


def test_a_foreign_name_is_not_served(here: Visitor) -> None:
    assert here.get("/draft", host="evil.example").status_code == 421


def test_a_form_of_another_site_is_refused(here: Visitor) -> None:
    answer = here.post("/draft", data={"text": "x"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403


def test_too_much_is_refused(here: Visitor) -> None:
    declared = here.post("/draft", headers={"content-length": str(LARGEST_BODY + 1)})
    assert declared.status_code == 413


def test_an_unchanged_page_is_not_sent_again(here: Visitor) -> None:
    first = here.get("/draft")
    again = here.get("/draft", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    english = here.get(
        "/draft", headers={"if-none-match": first.headers["etag"], "accept-language": "en"}
    )
    assert english.status_code == 200


def test_without_the_token_only_the_door_is_seen(beyond: Visitor) -> None:
    page = beyond.get("/draft?x=1")
    assert page.status_code == 303
    assert page.headers["location"] == "/login?next=%2Fdraft%3Fx%3D1"
    program = beyond.get("/api/1/openapi.json")
    assert program.status_code == 401
    assert program.headers["content-type"] == "application/problem+json"
    assert "Basic" in program.headers["www-authenticate"]
    assert beyond.get("/login").status_code == 200


def test_the_token_opens(beyond: Visitor) -> None:
    wrong = beyond.post("/login", data={"token": "x" * 20})
    assert wrong.status_code == 403 and "set-cookie" not in wrong.headers
    right = beyond.post("/login", data={"token": TOKEN, "next": "/draft"})
    assert (right.status_code, right.headers["location"]) == (303, "/draft")
    cookie = right.headers["set-cookie"]
    assert "httponly" in cookie.lower() and "samesite=strict" in cookie.lower()
    assert TOKEN not in cookie
    held = {"cookie": cookie.partition(";")[0]}
    assert beyond.get("/draft", headers=held).status_code == 200
    bearer = {"authorization": f"Bearer {TOKEN}"}
    assert beyond.get("/api/1/openapi.json", headers=bearer).status_code == 200


def test_faults_do_not_tell_what_was_sent(here: Visitor) -> None:
    page = here.get("/nirgends/<script>alert(1)</script>")
    assert page.status_code == 404
    assert "<script>alert" not in page.text


def test_a_request_that_dawdles_is_given_up() -> None:
    sent: list[dict] = []

    async def inner(scope: dict, receive: Callable, send: Callable) -> None:
        await receive()
        await receive()

    async def dawdling() -> dict:
        await asyncio.sleep(0.2)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/draft",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")],
    }
    asyncio.run(Guard(inner, Access(), body_seconds=0.25)(scope, dawdling, send))
    assert sent[0]["status"] == 408


def test_the_api_takes_json_only_and_not_without_end(here: Visitor) -> None:
    plain = {"content-type": "text/plain"}
    body = b'{"text": "Sie sagte: Ja."}'
    assert here.post("/api/1/read", content=body, headers=plain).status_code == 415
    deep = {"content-type": "application/json"}
    answer = here.post("/api/1/read", content=b"[" * 20_000, headers=deep)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
