"""Fetching a page from an address: bounded in size, time and redirects, public networks only.

The name of a host is resolved once for every request, all its addresses are checked, and the
connection is made to the checked address itself (name and TLS server name kept), so that a
name that resolves to something else the second time (DNS rebinding) leads nowhere.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from lautwem.article.decode import LIMIT, too_large
from lautwem.errors import AddressRefused, FetchFailed
from lautwem.model import Frozen

REDIRECTS = 5
SECONDS = 30.0
"""For the whole fetch, redirects and body included."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses that stand for IPv4 ones (RFC 6052)."""

_STEP_SECONDS = 10.0
_AGENT = "lautwem (reader of German news; fetches what its user asks for)"
_ACCEPT = (
    "text/html,application/xhtml+xml,text/plain;q=0.9,application/rss+xml;q=0.8,"
    "application/atom+xml;q=0.8,application/xml;q=0.8,*/*;q=0.5"
)


class Fetched(Frozen):
    """The bytes of a page, where they came from in the end, and the charset declared."""

    data: bytes
    url: str
    charset: str | None


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        translated = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
        for inner in (ip.ipv4_mapped, ip.sixtofour, ip.teredo and ip.teredo[1], translated):
            if inner is not None:
                ip = inner
                break
    return ip.is_global and not ip.is_multicast


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"{host} is not known.", "Check the address.") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _checked(host: str, port: int, allow_private: bool) -> list[str]:
    """The addresses of a host, all of them allowed. Raises AddressRefused and FetchFailed."""
    addresses = _resolve(host, port)
    private = [a for a in addresses if not _is_public(a)]
    if private and not allow_private:
        raise AddressRefused(
            f"{host} leads to {private[0]}, which is not a public address.",
            "Allow private addresses, if you trust this one.",
        )
    return addresses


class _Stream(httpcore.NetworkStream):
    """A connection on which nothing waits longer than until the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _soonest(timeout, self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _soonest(timeout, self._deadline))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _soonest(timeout, self._deadline)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects to checked addresses only, and to nothing once the deadline has passed."""

    def __init__(self, allow_private: bool, deadline: float) -> None:
        self._inner = httpcore.SyncBackend()
        self._allow_private = allow_private
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        problem: Exception = httpcore.ConnectError("no address")
        for address in _checked(host, port, self._allow_private):
            left = _soonest(timeout, self._deadline)
            try:
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem


class _Transport(httpx.HTTPTransport):
    """httpx's own transport (its error mapping, its TLS) on the checking backend."""

    def __init__(self, allow_private: bool, deadline: float) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=1,
            network_backend=_Backend(allow_private, deadline),
        )


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchFailed("No full answer in time.", "Try again later.")
    return left


def _soonest(timeout: float | None, deadline: float) -> float:
    return min(timeout or _STEP_SECONDS, _left(deadline))


def _require_web(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AddressRefused(f"{url} is no http or https address.", "Only those are fetched.")


def _body(chunks: Iterator[bytes], url: str, deadline: float) -> bytes:
    """The body, at most LIMIT bytes of it and not past the deadline."""
    pieces = []
    size = 0
    for chunk in chunks:
        _left(deadline)
        size += len(chunk)
        if size > LIMIT:
            raise too_large(url)
        pieces.append(chunk)
    return b"".join(pieces)


def _one(client: httpx.Client, url: str, deadline: float) -> Fetched | str:
    """One request: what it brought, or the address it was sent on to."""
    timeout = httpx.Timeout(min(_STEP_SECONDS, _left(deadline)))
    with client.stream("GET", url, timeout=timeout) as response:
        if response.has_redirect_location:
            return urljoin(url, response.headers["location"])
        if response.status_code >= 400:
            raise FetchFailed(
                f"{url} answers with status {response.status_code}.",
                "Open the page in a browser, save it, and read the file.",
            )
        data = _body(response.iter_bytes(), url, deadline)
        return Fetched(data, url, response.charset_encoding)


def fetch(url: str, *, allow_private: bool = False, seconds: float = SECONDS) -> Fetched:
    """The page at ``url``, within ``seconds`` altogether, after at most REDIRECTS redirects.

    Raises AddressRefused (scheme, or a host in a network that is not public, at any step),
    FetchFailed (no answer, an error, too slow, too many redirects), InputTooLarge.
    """
    deadline = time.monotonic() + seconds
    headers = {"User-Agent": _AGENT, "Accept": _ACCEPT, "Accept-Language": "de"}
    transport = _Transport(allow_private, deadline)
    with httpx.Client(transport=transport, headers=headers, trust_env=False) as client:
        for _ in range(REDIRECTS + 1):
            _require_web(url)
            try:
                result = _one(client, url, deadline)
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
                reason = str(error) or type(error).__name__
                raise FetchFailed(
                    f"{url} cannot be fetched: {reason}.", "Try again later."
                ) from error
            if isinstance(result, Fetched):
                return result
            url = result
    raise FetchFailed(f"More than {REDIRECTS} redirects, last to {url}.", "Check the address.")
