"""A reading as one page: nothing loaded from elsewhere, no script, everything escaped."""

import base64
import functools
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from lautwem import model as m
from lautwem.export.glance import Glance
from lautwem.export.graph import graph
from lautwem.export.labels import Labels
from lautwem.export.marks import Segment, overlay
from lautwem.export.view import view

TEMPLATES = (
    "base.html", "page.html", "index.html", "macros.html", "glance.html", "text.html", "aside.html",
)  # fmt: skip


class Links(m.Frozen):
    """Where the statements and people of a reading lead to, by their ids."""

    statements: Mapping[str, str]
    people: Mapping[str, str]


NO_LINKS = Links({}, {})


class Entry(m.Frozen):
    """One line of the index over several pages."""

    href: str
    title: str
    outlet: str | None
    published: str | None
    source: str
    glance: Glance


class Block(m.Frozen):
    """One block of the article as it is shown: a paragraph, or a caption with its number."""

    begin: int
    segments: tuple[Segment, ...]
    caption: int | None = None


def render(reading: m.Reading, labels: Labels) -> str:
    """The page of one reading."""
    css = style() + highlights(statement.id for statement in reading.statements)
    template = _environment().get_template("page.html")
    return template.render(**parts(reading, labels), css=Markup(css), policy=_policy(css))


def parts(reading: m.Reading, labels: Labels, links: Links = NO_LINKS) -> dict[str, Any]:
    """What ``glance.html``, ``text.html`` and ``aside.html`` show of a reading, by name."""
    shown = view(reading, labels)
    title, blocks = _blocks(reading)
    return {
        "view": shown,
        "title": title,
        "blocks": blocks,
        "graph": graph(shown.chains, shown.outlet or labels.word("this_article")),
        "statements": {s.id: s for s in shown.statements},
        "labels": labels,
        "links": links,
    }


def entry(href: str, reading: m.Reading, labels: Labels) -> Entry:
    """The line of a reading in the index; ``href`` leads to its page."""
    shown = view(reading, labels)
    return Entry(href, shown.title, shown.outlet, shown.published, shown.source, shown.glance)


def render_index(entries: Sequence[Entry], labels: Labels) -> str:
    """A page that leads to the pages of several readings."""
    css = style()
    template = _environment().get_template("index.html")
    return template.render(entries=entries, labels=labels, css=Markup(css), policy=_policy(css))


def _blocks(reading: m.Reading) -> tuple[tuple[Segment, ...], list[Block]]:
    """The title (empty where it is not in the text); paragraphs and captions in text order."""
    article = reading.article
    spans = (article.title_span or (0, 0), *article.paragraphs, *(c.span for c in article.captions))
    title, *laid = overlay(article.text, spans, reading.statements)
    numbers = [None] * len(article.paragraphs) + list(range(len(article.captions)))
    blocks = [
        Block(span[0], pieces, number)
        for span, pieces, number in zip(spans[1:], laid, numbers, strict=True)
    ]
    return title, sorted(blocks, key=lambda block: block.begin)


def highlights(ids: Iterable[str]) -> str:
    """Rules that light up all of a statement when any piece of it is pointed at."""
    rules = []
    for id_ in ids:
        touched = f'[data-s~="{id_}"]'
        source = ",".join(f"{touched}:{state}" for state in ("hover", "focus-within", "target"))
        rules.append(
            f"body:has({source}) mark{touched}{{background:var(--lit)}}"
            f'body:has({source}) [data-r~="{id_}"]{{background:var(--role)}}'
            f"body:has({source}) li{touched}{{border-color:var(--accent)}}"
        )
    return "".join(rules)


def _policy(css: str) -> str:
    """A content security policy that allows this style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@functools.cache
def style() -> str:
    """The style sheet of all pages, light and dark, screen and print."""
    return _packed("page.css").strip()


def _packed(name: str) -> str:
    return (resources.files("lautwem.export") / "templates" / name).read_text(encoding="utf-8")


def templates() -> dict[str, str]:
    """The templates of the pages by name."""
    return {name: _packed(name) for name in TEMPLATES}


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=DictLoader(templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
