"""People across articles: who somebody is, what is said by and about them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from litestar import Response, get
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from lautwem import model as m
from lautwem.archive.facets import MonthCount
from lautwem.archive.persons.answer import answer
from lautwem.archive.persons.deciding import Told, told
from lautwem.archive.persons.dossier import Answer, Dossier
from lautwem.archive.persons.said import Remark
from lautwem.errors import NotInArchive
from lautwem.export.labels import Labels
from lautwem.web.charts.timeline import timeline
from lautwem.web.pages.search import page_number
from lautwem.web.show import Page, archive_of, kept, labels_for, show, slowly
from lautwem.web.tables import csv_file

LIMIT = 40
"""Articles of which a page tells."""
FILED = 1000
"""Articles of which the file has the statements, the latest."""
SHOWN = 60
"""Candidates, names, roles on a page; the API has all."""


@get("/person/{number:int}", include_in_schema=False)
@slowly
def person_page(
    request: Page, number: FromPath[int], page: FromQuery[str] = "1", decided: FromQuery[str] = ""
) -> Response[Any]:
    """One human being."""
    labels, at = labels_for(request), page_number(page)
    one = dossier_of(request, number, at)
    return show(
        request,
        "person.html",
        one=one,
        refs={ref.id: ref for ref in one.articles},
        born=_born(one.born, labels),
        picture=timeline(_months(one.statements)),
        statements=one.statements,
        parts_count=Counter(part for remark in one.statements for part in remark.parts),
        shown=SHOWN,
        partial=m.PartialDate,
        decisions=decisions_of(request, one),
        decided=decided,
        file=f"/person/{number}/statements.csv",
        earlier=f"/person/{number}?page={at - 1}" if at > 1 else None,
        later=f"/person/{number}?page={at + 1}" if at < one.pages else None,
    )


@get("/person/{number:int}/statements.csv", include_in_schema=False)
@slowly
def statements_file(request: Page, number: FromPath[int]) -> Response[bytes]:
    """All statements by and about somebody."""
    one = dossier_of(request, number, 1, FILED)
    refs = {ref.id: ref for ref in one.articles}
    head = ("time", "basis", "part", "certainty", "chain", "text", "article", "outlet", "title")
    rows = (
        (
            r.time.value if r.time else None,
            r.time.basis if r.time else None,
            " ".join(r.parts),
            r.certainty,
            " → ".join(voice.name for voice in r.chain),
            r.place.text,
            r.place.article,
            refs[r.place.article].outlet,
            refs[r.place.article].title,
        )
        for r in one.statements
    )
    return csv_file("statements.csv", head, rows)


@get("/people", include_in_schema=False)
@slowly
def people_page(request: Page, name: FromQuery[str] = "") -> Response[Any]:
    """Who may be meant by a name; straight to the page where it is one."""
    asked = " ".join(name.split())[:200]
    found = None
    if asked:
        try:
            found = answered(request, asked)
        except NotInArchive:
            return show(request, "people.html", status=404, name=asked, found=None, nobody=True)
    if found and found.person:
        return Redirect(f"/person/{found.person.id}", status_code=303)
    shown = found.candidates[:SHOWN] if found else ()
    return show(request, "people.html", name=asked, found=shown, nobody=False)


def dossier_of(request: Page, number: int, page: int = 1, size: int = LIMIT) -> Dossier:
    """What is known of the person of a number, a page of articles. Raises NotInArchive."""
    found = answered(request, str(number), page, size)
    if found.person is None:
        raise NotInArchive(f"There is no person {number}.", "Look the name up.")
    return found.person


def decisions_of(request: Page, one: Dossier) -> tuple[Told, ...]:
    """What editors decided about somebody, the latest first."""
    with archive_of(request).looking() as connection:
        return told(connection, one.decisions[::-1])


def answered(request: Page, name: str, page: int = 1, size: int = LIMIT) -> Answer:
    def look() -> Answer:
        with archive_of(request).looking() as connection:
            return answer(connection, name, page=page, size=size)

    return kept(request, f"person {page} {size} {name}", look)


def _born(born: m.BirthInterval | None, labels: Labels) -> str | None:
    if born is None:
        return None
    precision: tuple[m.Precision, ...] = ("year", "month", "day")
    first, last = (
        labels.date(m.PartialDate(day, precision[min(day.count("-"), 2)]))
        for day in (born.earliest, born.latest)
    )
    return first if first == last else f"{first} – {last}"


def _months(statements: Sequence[Remark]) -> list[MonthCount]:
    counts = Counter(
        (remark.time.value[:7], remark.certainty)
        for remark in statements
        if remark.time and len(remark.time.value) >= 7
    )
    return [MonthCount(month, level, count) for (month, level), count in sorted(counts.items())]
