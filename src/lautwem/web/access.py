"""Who may ask for what: the host names, the token, the session, the origin of a form.

Pure functions over header values; :mod:`lautwem.web.guard` applies them to every request.
"""

import base64
import hashlib
import hmac
import ipaddress
from urllib.parse import urlsplit

from lautwem.errors import BadArguments
from lautwem.model import Frozen

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHORTEST = 16
"""Fewest characters of a token: of random letters and digits more than 80 bits."""
SESSION = "lautwem_session"
SESSION_SECONDS = 12 * 3600
"""A working day; then the token is asked for again."""
DAY = 24 * 3600


class Access(Frozen):
    """Who may come in: the address listened on, the names it is known by, the token.

    Without a token everybody on this machine may, and nobody else can. ``read_only``
    shows the archive and lets nobody change it.
    """

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    token: str | None = None
    read_only: bool = False


def require_safe(access: Access) -> None:
    """Raises BadArguments where others could come in without a token that is worth it."""
    if access.token is not None and len(access.token) < SHORTEST:
        raise BadArguments(
            f"The token has fewer than {SHORTEST} characters.",
            "Take a random one: python3 -c 'import secrets; print(secrets.token_urlsafe())'",
        )
    if access.token is None and not is_loopback(access.host):
        raise BadArguments(
            f"Beyond this machine (--host {access.host}) the reading room needs a token.",
            "Put a random one of 16 characters or more into LAUTWEM_TOKEN or --token-file.",
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the host."""
    return host in LOOPBACK or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def host_name(header: str) -> str | None:
    """The name in a Host header without its port; None where it is not one name."""
    try:
        parts = urlsplit(f"//{header}")
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return None
    plain = not (parts.path or parts.query or parts.fragment or parts.username is not None)
    return parts.hostname if plain and port_is_fine else None


def known_host(header: str, access: Access) -> bool:
    """Whether a request was meant for this server (DNS rebinding brings a foreign name).

    On this machine only its own names are known; beyond it those given, and addresses,
    which no foreign name service can point here.
    """
    name = host_name(header)
    if name is None:
        return False
    if name in LOOPBACK or name == access.host or name in access.names:
        return True
    return not is_loopback(access.host) and _is_address(name)


def same_origin(headers: dict[str, str]) -> bool:
    """Whether a request that changes something comes from our own pages, or from no browser.

    Every browser says where a form comes from, in Sec-Fetch-Site or in Origin; what says
    neither is no browser and carries nobody's session (the rule of Go's
    http.CrossOriginProtection, recommended by the OWASP sheet on request forgery).
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc.casefold() == headers.get("host", "").casefold()


def opens(given: str, token: str) -> bool:
    """Whether the token given is the token, in the same time whatever was given."""
    return hmac.compare_digest(_digest(given), _digest(token))


def _digest(text: str) -> bytes:
    return hashlib.sha256(_bytes(text)).digest()


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def session(token: str, now: float) -> str:
    """The value of a session cookie that ends SESSION_SECONDS after ``now`` (Unix time)."""
    until = str(int(now) + SESSION_SECONDS)
    return f"{until}.{_signature(until, token)}"


def _signature(until: str, token: str) -> str:
    return hmac.new(_digest(token), f"session {until}".encode(), hashlib.sha256).hexdigest()


def in_session(cookie: str, token: str, now: float) -> bool:
    """Whether a session cookie was made here with this token and has not ended."""
    until, _, signature = cookie.partition(".")
    genuine = hmac.compare_digest(_bytes(signature), _signature(until, token).encode())
    return genuine and until.isascii() and until.isdigit() and int(until) > now


def has_credentials(authorization: str, token: str) -> bool:
    """Whether an Authorization header carries the token: Bearer, or as the password of Basic."""
    scheme, _, value = authorization.partition(" ")
    if scheme.casefold() == "bearer":
        return opens(value.strip(), token)
    if scheme.casefold() == "basic":
        try:
            decoded = base64.b64decode(value, validate=True).decode()
        except ValueError:
            return False
        return opens(decoded.partition(":")[2], token)
    return False


def form_token(secret: str, session: str, now: float) -> str:
    """What a form that changes something must bring along: known to our own pages only.

    It belongs to a session (empty where nobody logs in) and to a day, so that a page is the same
    all day long.
    """
    return _form_signature(secret, session, int(now) // DAY)


def own_form(given: str, secret: str, session: str, now: float) -> bool:
    """Whether a token is of today or of yesterday and of this session."""
    today = int(now) // DAY
    good = [
        hmac.compare_digest(_bytes(given), _form_signature(secret, session, day).encode())
        for day in (today, today - 1)
    ]
    return any(good)


def _form_signature(secret: str, session: str, day: int) -> str:
    return hmac.new(_digest(secret), f"form {day} {session}".encode(), hashlib.sha256).hexdigest()
