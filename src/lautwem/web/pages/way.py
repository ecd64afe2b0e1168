"""A statement and its way: who said it first, who has it from whom, how sure each was."""

import base64
import hashlib
import re
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.params import FromPath, FromQuery

from lautwem import model as m
from lautwem.archive.store import Archive
from lautwem.archive.trace import trace
from lautwem.archive.versions import current_versions, kept
from lautwem.errors import BadArguments, NotInArchive
from lautwem.export.labels import Labels
from lautwem.export.traces import picture
from lautwem.export.traces.lineage import lineage
from lautwem.export.traces.wire import Trace, TraceArticle
from lautwem.export.view import Detail, StatementView, view
from lautwem.schema import text_of
from lautwem.web.show import Page, archive_of, labels_for, show, slowly
from lautwem.web.show import kept as kept_answer
from lautwem.web.tables import csv_file

SVG = "image/svg+xml"
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Reason(m.Frozen):
    """Why lautwem read it so: the rule or model, and the words it rests on."""

    rule: str
    words: tuple[str, ...]


@get("/article/{version_id:int}/{statement:str}", include_in_schema=False)
@slowly
def statement_page(
    request: Page, version_id: FromPath[int], statement: FromPath[str]
) -> Response[Any]:
    """One statement and its way through the archive."""
    labels = labels_for(request)
    found = kept(archive_of(request), version_id)
    said = _statement(found.reading, statement)
    shown = next(s for s in view(found.reading, labels).statements if s.id == statement)
    asked = f"{found.reading.article.id}:{statement}"
    return show(
        request,
        "statement.html",
        labels=labels,
        kept=found,
        said=shown,
        title=found.reading.article.title,
        facts=_facts(shown, labels),
        reasons=_reasons(found.reading, said),
        **_way(request, asked, f"/article/{version_id}/{statement}"),
    )


@get("/trace", include_in_schema=False)
@slowly
def trace_page(request: Page, q: FromQuery[str] = "") -> Response[Any]:
    """The way of what somebody asks for in words."""
    asked = " ".join(q.split())[:300]
    empty = {"trace": None, "stems": (), "links": {}, "names": {}, "base": "", "problem": None}
    if not asked:
        return show(request, "trace.html", q="", **empty)
    try:
        way = _way(request, asked, f"/trace?{urlencode({'q': asked})}")
    except BadArguments as error:
        return show(request, "trace.html", status=400, q=asked, **{**empty, "problem": error})
    return show(request, "trace.html", q=asked, problem=None, **way)


@get("/trace/way.svg", include_in_schema=False)
@slowly
def way_picture(request: Page, q: FromQuery[str] = "") -> Response[bytes]:
    """The way as a picture that stands alone."""
    svg = picture.draw(_traced(request, q), labels_for(request))
    style = _STYLE.search(svg)
    digest = hashlib.sha256((style[1] if style else "").encode()).digest()
    policy = f"default-src 'none'; style-src 'sha256-{base64.b64encode(digest).decode()}'"
    return Response(
        svg.encode(),
        media_type=SVG,
        headers={"content-security-policy": policy, "vary": "cookie, accept-language"},
    )


@get("/trace/way.csv", include_in_schema=False)
@slowly
def way_table(request: Page, q: FromQuery[str] = "") -> Response[bytes]:
    """The way as a table: one row an article that says it."""
    head = (
        "published", "outlet", "title", "article", "statement", "role", "certainty", "match",
        "chain", "origins", "text",
    )  # fmt: skip
    rows = (
        (
            i.article.published.value if i.article.published else None,
            i.article.outlet,
            i.article.title,
            i.article.id,
            i.statement,
            i.role,
            i.certainty,
            i.match.kind,
            " → ".join(voice.name for voice in i.chain),
            "; ".join(i.origins),
            i.text,
        )
        for i in _traced(request, q).instances
    )
    return csv_file("trace.csv", head, rows)


def _statement(reading: m.Reading, id_: str) -> m.Statement:
    for statement in reading.statements:
        if statement.id == id_:
            return statement
    raise NotInArchive(f"This article has no statement {id_[:20]}.", "See the article for all.")


def _traced(request: Page, asked: str) -> Trace:
    archive, asked = archive_of(request), " ".join(asked.split())[:300]
    return kept_answer(request, f"trace {asked}", lambda: _named(trace(archive, asked)))


def _named(traced: Trace) -> Trace:
    """The trace under the words of its statement, where it was asked for by an id."""
    for instance in traced.instances:
        if traced.query == f"{instance.article.id} {instance.statement}":
            return msgspec.structs.replace(traced, query=instance.text)
    return traced


def _way(request: Page, asked: str, base: str) -> dict[str, Any]:
    """What ``way.html`` shows of a trace."""
    traced = _traced(request, asked)
    articles = [i.article for i in traced.instances] + [d.article for d in traced.contradicted_by]
    return {
        "trace": traced,
        "stems": lineage(traced),
        "links": _links(archive_of(request), articles),
        "names": {a.id: a.outlet or a.title or a.source for a in articles},
        "base": base,
        "file": urlencode({"q": asked}),
    }


def _links(archive: Archive, articles: list[TraceArticle]) -> dict[str, int]:
    """The versions of the articles of a trace, by their ids."""
    return current_versions(archive, {article.id for article in articles})


def _facts(shown: StatementView, labels: Labels) -> list[Detail]:
    return [Detail(labels.of("filter", "type"), shown.type), *shown.details]


def _reasons(reading: m.Reading, said: m.Statement) -> list[Reason]:
    text = reading.article.text
    return [
        Reason(b.rule, tuple(text_of(m.Part((span,)), text) for span in b.spans[:4]))
        for b in said.because
    ]
