"""Who gets in: hosts, tokens, sessions, origins."""

import base64

import pytest

from lautwem.errors import BadArguments
from lautwem.web import access as rules
from lautwem.web.access import Access
from lautwem.web.pages.door import inside

TOKEN = "e1n-langes-zugangswort"
HERE = Access()
BEYOND = Access("0.0.0.0", ("lesesaal.example",), TOKEN)


@pytest.mark.parametrize(
    ("header", "access", "known"),
    [
        ("127.0.0.1:8321", HERE, True),
        ("localhost", HERE, True),
        ("[::1]:8321", HERE, True),
        ("evil.example", HERE, False),
        ("127.0.0.1.evil.example", HERE, False),
        ("192.0.2.7:8321", HERE, False),
        ("", HERE, False),
        ("127.0.0.1/evil", HERE, False),
        ("evil@127.0.0.1", HERE, False),
        ("127.0.0.1:x", HERE, False),
        ("lesesaal.example", BEYOND, True),
        ("192.0.2.7:8321", BEYOND, True),
        ("evil.example", BEYOND, False),
    ],
)
def test_only_known_hosts(header: str, access: Access, known: bool) -> None:
    assert rules.known_host(header, access) is known


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "http://127.0.0.1:8321", "host": "127.0.0.1:8321"}, True),
        ({"origin": "http://127.0.0.1:9999", "host": "127.0.0.1:8321"}, False),
        ({"origin": "https://evil.example", "host": "127.0.0.1:8321"}, False),
        ({"origin": "null", "host": "127.0.0.1:8321"}, False),
    ],
)
def test_forms_come_from_our_own_pages(headers: dict[str, str], ours: bool) -> None:
    assert rules.same_origin(headers) is ours


def test_beyond_this_machine_a_token_is_needed() -> None:
    rules.require_safe(HERE)
    rules.require_safe(BEYOND)
    for unsafe in (Access("0.0.0.0"), Access("192.0.2.7"), Access("::"), Access("saal.example")):
        with pytest.raises(BadArguments):
            rules.require_safe(unsafe)
    with pytest.raises(BadArguments):
        rules.require_safe(Access("0.0.0.0", token="kurz"))


def test_a_session_ends_and_cannot_be_made_up() -> None:
    cookie = rules.session(TOKEN, now=1000.0)
    assert rules.in_session(cookie, TOKEN, now=1000.0)
    assert not rules.in_session(cookie, TOKEN, now=1000.0 + rules.SESSION_SECONDS + 1)
    assert not rules.in_session(cookie, "another-long-token", now=1000.0)
    later = "9" + cookie
    assert not rules.in_session(later, TOKEN, now=1000.0)
    for junk in ("", ".", "x.y", "9999999999.", cookie.partition(".")[0], "ü.ü"):
        assert not rules.in_session(junk, TOKEN, now=1000.0)


def test_credentials_of_programs() -> None:
    basic = base64.b64encode(f"leser:{TOKEN}".encode()).decode()
    assert rules.has_credentials(f"Bearer {TOKEN}", TOKEN)
    assert rules.has_credentials(f"Basic {basic}", TOKEN)
    for wrong in ("", "Bearer", "Bearer x", "Basic !!", "Basic /w==", f"Digest {TOKEN}", TOKEN):
        assert not rules.has_credentials(wrong, TOKEN)


@pytest.mark.parametrize(
    ("address", "goes_to"),
    [
        ("/search?q=a", "/search?q=a"),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
        ("/a\r\nset-cookie: x", "/"),
    ],
)
def test_the_way_back_stays_inside(address: str, goes_to: str) -> None:
    assert inside(address) == goes_to
