"""The door: login with the token, logout, and the choice of language."""

import asyncio
import time
from typing import Any
from urllib.parse import urlsplit

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from lautwem.web import access as rules
from lautwem.web.show import LANGUAGE_COOKIE, Page, room_of, show
from lautwem.web.words import LANGUAGES

WRONG_SECONDS = 1.0
"""A wrong token waits so long: guessing stays slow."""
YEAR = 365 * 24 * 3600


def inside(address: str) -> str:
    """The address if it is a page of ours, else the start page."""
    parts = urlsplit(address)
    ours = address.startswith("/") and not (parts.scheme or parts.netloc)
    return address if ours and "\\" not in address and address.isprintable() else "/"


@get("/login", include_in_schema=False, sync_to_thread=False)
def login_form(request: Page, next: FromQuery[str] = "/") -> Response[Any]:
    """Asks for the token."""
    return show(request, "login.html", next=inside(next), wrong=False)


@post("/login", include_in_schema=False, status_code=303)
async def login(request: Page) -> Response[Any]:
    """Opens a session for who gives the token."""
    form = await request.form()
    given, next = str(form.get("token", "")), inside(str(form.get("next", "/")))
    token = room_of(request).access.token
    if token is None:
        return Redirect(next, status_code=303)
    if not rules.opens(given, token):
        await asyncio.sleep(WRONG_SECONDS)
        return show(request, "login.html", status=403, next=next, wrong=True)
    held = _cookie(rules.SESSION, rules.session(token, time.time()), rules.SESSION_SECONDS)
    return Redirect(next, status_code=303, cookies=[held])


@post("/logout", include_in_schema=False, status_code=303, sync_to_thread=False)
def logout() -> Redirect:
    """Ends the session of this browser."""
    return Redirect("/login", status_code=303, cookies=[_cookie(rules.SESSION, "", 0)])


@get("/language/{language:str}", include_in_schema=False, sync_to_thread=False, status_code=303)
def choose_language(language: FromPath[str], next: FromQuery[str] = "/") -> Redirect:
    """Keeps the language somebody chose."""
    if language not in LANGUAGES:
        raise NotFoundException
    cookie = _cookie(LANGUAGE_COOKIE, language, YEAR)
    return Redirect(inside(next), status_code=303, cookies=[cookie])


def _cookie(name: str, value: str, seconds: int) -> Cookie:
    return Cookie(
        key=name, value=value, path="/", max_age=seconds, httponly=True, samesite="strict"
    )
