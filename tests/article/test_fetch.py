"""Addresses, against servers on the loopback."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from lautwem import article
from lautwem.article import fetch
from lautwem.errors import AddressRefused, FetchFailed, InputTooLarge, NotText

PAGE = (
    "<html><head><title>Rat tagt</title></head><body><article><h1>Rat tagt</h1>"
    "<p>Der Rat tagte am Montag in Übach und stimmte dem Entwurf der Bürgermeisterin zu.</p>"
    "<p>„Das war überfällig“, sagte Erika Muster nach der Sitzung den wartenden Reportern.</p>"
    "</article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass

    def _begin(self, status: int, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def do_GET(self) -> None:
        routes = {
            "/page": self.page, "/latin": self.latin, "/loop": self.loop, "/hops": self.hops,
            "/endless": self.endless, "/slow": self.slow, "/missing": self.missing,
            "/private": self.private, "/file": self.file, "/pdf": self.pdf,
            "/silent": self.silent, "/trickle": self.trickle,
        }  # fmt: skip
        with suppress(BrokenPipeError, ConnectionResetError):
            routes["/" + self.path.split("/")[1]]()

    def page(self) -> None:
        self._begin(200, ("Content-Type", "text/html; charset=utf-8"))
        self.wfile.write(PAGE.encode())

    def latin(self) -> None:
        self._begin(200, ("Content-Type", "text/html; charset=iso-8859-1"))
        self.wfile.write(PAGE.encode("cp1252"))

    def loop(self) -> None:
        self._begin(302, ("Location", "/loop"))

    def hops(self) -> None:
        left = int(self.path.split("/")[2])
        self._begin(302, ("Location", f"/hops/{left - 1}" if left else "/page"))

    def endless(self) -> None:
        self._begin(200, ("Content-Type", "text/html"))
        while True:
            self.wfile.write(b"a" * 1_000_000)

    def slow(self) -> None:
        self._begin(200, ("Content-Type", "text/html"))
        for _ in range(100):
            self.wfile.write(b"<p>a")
            self.wfile.flush()
            time.sleep(0.1)

    def trickle(self) -> None:
        for _ in range(100):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.1)

    def silent(self) -> None:
        time.sleep(3)

    def missing(self) -> None:
        self._begin(404)

    def private(self) -> None:
        self._begin(302, ("Location", "http://10.0.0.1/secret"))

    def file(self) -> None:
        self._begin(302, ("Location", "file:///etc/hosts"))

    def pdf(self) -> None:
        self._begin(200, ("Content-Type", "application/pdf"))
        self.wfile.write(b"%PDF-1.7 ...")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()


@pytest.mark.parametrize("path", ["/page", "/latin", "/hops/4"])
def test_a_page_is_fetched(server: str, path: str) -> None:
    found = article.load(server + path, allow_private=True)
    assert found.title == "Rat tagt"
    assert "Das war überfällig" in found.text
    assert found.source == server + path


def test_loopback_is_refused_unless_allowed(server: str) -> None:
    with pytest.raises(AddressRefused):
        article.load(server + "/page")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://2130706433/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://224.0.0.1/",
        "http://user@127.0.0.1/",
    ],
)
def test_places_in_the_local_network_are_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        article.load(url)


@pytest.mark.parametrize("url", ["ftp://abendkurier.example/a", "file:///etc/hosts", "http:///a"])
def test_only_web_addresses(url: str) -> None:
    with pytest.raises(AddressRefused):
        article.load(url, allow_private=True)


def test_a_redirect_into_the_local_network_is_refused(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = fetch._is_public
    monkeypatch.setattr(fetch, "_is_public", lambda a: a == "127.0.0.1" or public(a))
    assert article.load(server + "/page").title == "Rat tagt"
    with pytest.raises(AddressRefused, match="10\\.0\\.0\\.1"):
        article.load(server + "/private")
    with pytest.raises(AddressRefused):
        article.load(server + "/file")


def test_the_checked_address_is_the_one_connected_to(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that answers with a public address first and a private one later leads nowhere."""
    port = int(server.rpartition(":")[2])
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    asked: list[str] = []

    def resolve(host: str, *args: Any, **kwargs: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    connected: list[str] = []

    def connect(address: tuple[str, int], *args: Any, **kwargs: Any) -> Any:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(fetch.socket, "getaddrinfo", resolve)
    monkeypatch.setattr("socket.create_connection", connect)
    with pytest.raises(FetchFailed):
        article.load(f"http://rebinding.example:{port}/page")
    assert asked == ["rebinding.example"]
    assert connected == ["93.184.216.34"]


def test_one_private_answer_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = [(socket.AF_INET, 1, 6, "", (a, 80)) for a in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *a, **k: answer)
    with pytest.raises(AddressRefused):
        article.load("http://mixed.example/")


def test_too_many_redirects(server: str) -> None:
    for path in ("/loop", "/hops/7"):
        with pytest.raises(FetchFailed, match="redirects"):
            article.load(server + path, allow_private=True)


def test_an_endless_body_is_cut_off(server: str) -> None:
    with pytest.raises(InputTooLarge):
        article.load(server + "/endless", allow_private=True)


@pytest.mark.parametrize("path", ["/slow", "/silent", "/trickle"])
def test_the_deadline_holds_for_the_whole_fetch(server: str, path: str) -> None:
    begin = time.monotonic()
    with pytest.raises(FetchFailed):
        fetch.fetch(server + path, allow_private=True, seconds=0.6)
    assert time.monotonic() - begin < 2


def test_errors_of_servers_and_formats(server: str) -> None:
    with pytest.raises(FetchFailed, match="404"):
        article.load(server + "/missing", allow_private=True)
    with pytest.raises(NotText):
        article.load(server + "/pdf", allow_private=True)
    with pytest.raises(FetchFailed):
        article.load("http://127.0.0.1:9/", allow_private=True)
