"""Pages: the templates, the words of the language asked for, and what every page shows."""

import functools
import hashlib
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from http.cookies import CookieError, SimpleCookie
from importlib import resources
from typing import Any

import msgspec
from jinja2 import DictLoader, Environment, StrictUndefined
from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.datastructures import FormMultiDict
from litestar.handlers import BaseRouteHandler

from lautwem import model as m
from lautwem.archive import Archive
from lautwem.errors import ForeignForm, ReadOnly
from lautwem.export import page
from lautwem.export.labels import Labels, Language
from lautwem.export.printable import one_line
from lautwem.web import access as rules
from lautwem.web import words
from lautwem.web.access import Access
from lautwem.web.kept import Kept, Value
from lautwem.web.turns import Turns
from lautwem.web.worker import Reader

Page = Request[Any, Any, Any]
"""A request as Litestar hands it on, whatever its user, session and state are."""

LANGUAGE_COOKIE = "lautwem_language"
OLD = "lautwem_old"
"""In the scope of a request: its answer rests on an earlier state of the archive."""


class Room(m.Frozen):
    """What the handlers share: the rules of access, the process that reads, what is kept, and the
    secret of the tokens of forms."""

    access: Access
    reader: Reader
    archive: Archive
    kept: Kept
    allow_private: bool = False
    secret: str = msgspec.field(default_factory=secrets.token_urlsafe)
    slow: Turns = msgspec.field(default_factory=Turns)


def room_of(request: Page) -> Room:
    """The room in which a request is answered."""
    return request.app.state.room


def slowly(handler: Callable[..., Value]) -> Callable[..., Awaitable[Value]]:
    """A handler that waits for its turn among those that take long."""

    @functools.wraps(handler)
    async def waits(request: Page, **given: Any) -> Value:
        return await room_of(request).slow.take(handler, request=request, **given)

    return waits


def archive_of(request: Page) -> Archive:
    """The archive that is shown."""
    return room_of(request).archive


def kept(request: Page, name: str, make: Callable[[], Value], *, times: float = 0.0) -> Value:
    """A costly answer, made anew when the archive has changed: see :meth:`Kept.get`."""
    room = room_of(request)
    value, is_new = room.kept.get(name, room.archive.state(), make, times=times)
    if not is_new:
        request.scope[OLD] = True  # type: ignore[literal-required]
    return value


def writable(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Raises ReadOnly where nobody may change the archive (a guard of Litestar)."""
    if connection.app.state.room.access.read_only:
        raise ReadOnly("This reading room is for reading only.", "Ask who runs it.")


async def own_form(request: Page) -> FormMultiDict:
    """What a form that changes something brought. Raises ForeignForm where it is not ours."""
    form = await request.form()
    secret, given = room_of(request).secret, str(form.get("form_token", ""))
    if not rules.own_form(given, secret, _session(request), time.time()):
        raise ForeignForm(
            "This form does not come from a page of this reading room, or is too old.",
            "Open the page again and repeat it.",
        )
    return form


def _form_token(request: Page) -> str:
    return rules.form_token(room_of(request).secret, _session(request), time.time())


def _session(request: Page) -> str:
    return cookie(request.headers.get("cookie", ""), rules.SESSION) or ""


def labels_for(request: Page) -> Labels:
    """The words in the language that was chosen, or that the browser asks for."""
    return words.load(language_of(request.scope))


def language_of(scope: Mapping[str, Any]) -> Language:
    """The language of an answer, from the headers of the request."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    chosen = cookie(headers.get(b"cookie", ""), LANGUAGE_COOKIE)
    return words.preferred(chosen, headers.get(b"accept-language", ""))


def cookie(header: str, name: str) -> str | None:
    """A cookie of a request; None where there is none, or where the header is not well formed."""
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return None
    return found.value if found else None


def show(
    request: Page,
    template: str,
    *,
    status: int = 200,
    **context: Any,
) -> Response[Any]:
    """A page from a template; it knows the words, the room, and the path it is at."""
    path = request.scope["path"]
    query = request.scope["query_string"].decode("latin-1")
    context.setdefault("labels", labels_for(request))
    text = (
        environment()
        .get_template(template)
        .render(
            access=room_of(request).access,
            form_token=functools.partial(_form_token, request),
            path=path,
            here=f"{path}?{query}" if query else path,
            **context,
        )
    )
    headers = {"vary": "cookie, accept-language"}
    return Response(text, status_code=status, media_type="text/html", headers=headers)


@functools.cache
def environment() -> Environment:
    """The templates of the report and of the reading room, everything escaped."""
    packed = resources.files("lautwem.web") / "templates"
    own = {f.name: f.read_text(encoding="utf-8") for f in packed.iterdir() if f.is_file()}
    made = Environment(
        loader=DictLoader({**page.templates(), **own}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(static=static_address, menu=menu)
    made.filters["line"] = one_line
    made.filters.update(
        zip=zip, name_in=_name_in, filled=_filled, called=_called, voice_name=_voice_name
    )
    return made


def menu(access: Access) -> tuple[tuple[str, str], ...]:
    """The entries of the menu: the key of the word, and where it leads."""
    entries = (
        ("search", "/search"),
        ("follow", "/trace"),
        ("people", "/people"),
        ("outlets", "/outlets"),
        ("watch", "/watch"),
        ("draft", "/draft"),
        ("add", "/add"),
    )
    return tuple(e for e in entries if not (access.read_only and e[0] == "add"))


def _name_in(id_: str, names: Mapping[str, str]) -> str:
    """The name of an article, as one line."""
    return one_line(names.get(id_, id_))


def _voice_name(voice: Any, labels: Labels) -> str:
    """The name of a voice in one line."""
    return labels.voice_name(voice.kind, one_line(voice.name))


def _called(part: str, labels: Labels) -> str:
    """The part somebody has in a statement, in words."""
    return labels.of("person", part)


def _filled(pattern: str, ids: Sequence[str], names: Mapping[str, str]) -> str:
    """A rule in words, with the names of the articles it is about in its gaps."""
    return pattern.format(*(_name_in(id_, names) for id_ in ids), "", "")


@functools.cache
def static_files() -> dict[str, bytes]:
    """The files under /static/ by name."""
    packed = resources.files("lautwem.web") / "static"
    own = {f.name: f.read_bytes() for f in packed.iterdir() if f.is_file()}
    return {**own, "page.css": page.style().encode()}


@functools.cache
def static_address(name: str) -> str:
    """Where a file lies, with a mark of its content, so that it can be kept for good."""
    mark = hashlib.blake2b(static_files()[name], digest_size=6).hexdigest()
    return f"/static/{name}?v={mark}"
