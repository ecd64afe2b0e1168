"""A draft read and checked, and not kept."""

import asyncio
from typing import Any

from litestar import Response, get, post
from litestar.datastructures import UploadFile

from lautwem import model as m
from lautwem import report
from lautwem.archive import Archive
from lautwem.archive.lookback import look_back
from lautwem.configuration import Choice
from lautwem.errors import LautwemError
from lautwem.export.labels import Language
from lautwem.web.pages.reading import reading_parts
from lautwem.web.problems import status_of
from lautwem.web.show import Page, archive_of, labels_for, room_of, show
from lautwem.web.worker import Input

SOURCE = "Entwurf"


@get("/draft", include_in_schema=False, sync_to_thread=False)
def draft_form(request: Page) -> Response[Any]:
    """Asks for a text."""
    return show(request, "draft.html", text="", problem=None)


@post("/draft", include_in_schema=False, status_code=200)
async def read_draft(request: Page) -> Response[Any]:
    """Reads what was pasted or uploaded, checks it and shows it; nothing is kept."""
    form = await request.form()
    given = await given_text(form.get("text"), form.get("file"))
    try:
        reading = await asyncio.to_thread(room_of(request).reader.read, given)
    except LautwemError as error:
        text = str(form.get("text") or "")
        return show(request, "draft.html", status=status_of(error), text=text, problem=error)
    labels = labels_for(request)
    checked = await room_of(request).slow.take(
        against_archive, archive_of(request), reading, labels.language
    )
    parts = reading_parts(checked, labels)
    return show(request, "read_draft.html", looked_back=True, automatic=False, **parts)


def against_archive(archive: Archive, reading: m.Reading, language: Language) -> report.Checked:
    """A draft checked against what the archive knows."""
    return report.check(reading, Choice(lang=language), look_back(archive, reading))


async def given_text(text: Any, file: Any) -> Input:
    """The file where one was chosen, else the text of the form."""
    if isinstance(file, UploadFile) and file.filename:
        return Input(await file.read(), file.filename)
    return Input(str(text or "").encode(errors="replace"), SOURCE)
