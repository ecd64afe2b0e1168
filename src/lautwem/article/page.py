"""A page (HTML) to an Article: metadata, pictures, embeds, body, and one text of them."""

import re
from collections.abc import Sequence

from lautwem.article import (
    body,
    compose,
    credit,
    dates,
    embeds,
    figures,
    lists,
    locate,
    markup,
    metadata,
    tongue,
)
from lautwem.article.decode import Decoded
from lautwem.errors import EmptyInput
from lautwem.model import Article, Caption, Notice, Span

_ELSEWHERE = frozenset(("nav", "footer", "aside", "li", "form"))
_SHORT = 1500
"""A body with less text than this (code points) behind a wall is taken for its beginning."""

_LAYOUT = re.compile("[\xad\u200b\u2060\ufeff]")
_FULL = 0.6
"""Share of the body in JSON-LD below which the page is taken to print a part of it only."""

_PAYWALLED = Notice("paywalled", "the page is not free; the text may be incomplete")


def _printed_titles(tree: markup.Element) -> tuple[set[str], set[str]]:
    """Headings of a page outside of navigation and other articles, whole and in pieces (words)."""
    whole: set[str] = set()
    pieces: set[str] = set()
    for node in tree.iter("h1", "h2"):
        if markup.inside(node, _ELSEWHERE) or markup.is_longer(node, 1000):
            continue
        whole.add(markup.key(markup.text_of(node)))
        parts = (part for part in node.iterdescendants() if isinstance(part.tag, str))
        pieces.update(markup.key(markup.text_of(part)) for part in parts)
    return whole - {""}, pieces - {""}


def _without_site(title: str) -> list[str]:
    """A title without what stands behind its last bar or dash, mostly the name of the site."""
    cuts = (title.rfind(mark) for mark in (" | ", " - ", " – ", " — "))
    return [title[:cut].strip() for cut in cuts if cut > 0]


def _own_heading(tree: markup.Element, titles: dict[str, str]) -> str | None:
    """The heading of the article on a page whose metadata all have other wordings of it.

    It shares a word of five letters or more with one of them, so that it is of this article.
    """
    known = {w for title in titles.values() for w in markup.key(title).split() if len(w) > 4}
    for node in tree.iter("h1"):
        if not markup.inside(node, _ELSEWHERE) and markup.inside(node, frozenset(("article",))):
            text = markup.text_of(node)
            return text if known & set(markup.key(text).split()) else None
    return None


def _title(tree: markup.Element, titles: dict[str, str]) -> str | None:
    """The headline: the title from metadata that the page prints as a heading, else JSON-LD's.

    Pages carry several titles, for search engines and for social platforms too; the one that
    is printed over the article is its headline.
    """
    for printed in _printed_titles(tree):
        for kind in ("og", "ld", "alternative", "twitter"):
            title = titles.get(kind, "")
            for candidate in (title, *_without_site(title)):
                if markup.key(candidate) in printed:
                    return candidate
    for printed in (_own_heading(tree, titles), *map(titles.get, ("ld", "og", "twitter"))):
        if printed:
            return printed
    heading = next((markup.text_of(h) for h in tree.iter("h1")), "")
    return heading or titles.get("title")


def _compose(
    title: str | None, paragraphs: Sequence[str], pictures: Sequence[figures.Printed]
) -> tuple[str, Span | None, tuple[Span, ...], tuple[Caption, ...]]:
    """One text: title, paragraphs, captions with credits, and where each lies in it."""
    printed = []
    for picture in pictures:
        credit = f"({picture.credit.text})" if picture.credit else ""
        printed.append(" ".join(part for part in (_clean(picture.text), _clean(credit)) if part))
    head = [title] if title else []
    text, spans = compose.join([*head, *paragraphs, *printed])
    first = len(head)
    last = first + len(paragraphs)
    captions = tuple(
        Caption(span, _clean(p.text), p.credit, dates.in_caption(p.text), p.url)
        for span, p in zip(spans[last:], pictures, strict=True)
    )
    return text, spans[0] if head else None, spans[first:last], captions


def _clean(text: str) -> str:
    """NFC, on one line, without soft hyphens and the like, which are marks of layout."""
    return " ".join(_LAYOUT.sub("", compose.clean(text)).split())


def _is_credit(paragraph: str) -> bool:
    """Whether a paragraph is a picture credit that no markup tells from the body."""
    return credit.announced(paragraph) > 0 and credit.is_only(paragraph)


def _is_walled(tree: markup.Element) -> bool:
    """Whether a page has an element marked as the wall before the rest of its text."""
    walls = lists.boilerplate().walls
    return any(walls & markup.words_of(node) for node in tree.iter("div", "section", "aside"))


def _fuller(paragraphs: Sequence[str], known: metadata.Metadata) -> Sequence[str]:
    """The paragraphs, or the body of JSON-LD where much more is there than on the page.

    Measured on recorded pages: what is read from the page is nearer to the printed article
    (F1 of words 0.99 against 0.98), but some pages load their body later. Where there is neither,
    the teaser is what is there.
    """
    given = [line.strip() for line in (known.body or "").split("\n") if line.strip()]
    if sum(map(len, paragraphs)) < _FULL * sum(map(len, given)):
        return given
    return paragraphs or known.teasers[:1]


def _pictures(tree: markup.Element, found: metadata.Metadata) -> tuple[figures.Printed, ...]:
    printed = figures.captions(tree, found.url)
    titles = {markup.key(title) for title in found.titles.values()}
    pictures = tuple(p for p in printed if p.credit or markup.key(p.text) not in titles)
    given = figures.from_metadata(found.images)
    return figures.credited(pictures, given) or given


def read(decoded: Decoded, source: str, url: str | None = None) -> Article:
    """The Article on a page that came from ``url`` (None for a file).

    Raises EmptyInput where it has no text.
    """
    tree = markup.parse(decoded.text, source)
    markup.drop_unseen(tree)
    known = metadata.read(tree, url)
    title = _title(tree, known.titles)
    pictures = _pictures(tree, known)
    posts = embeds.find(tree)
    walled = _is_walled(tree)
    shown = [p.text for p in pictures]
    paragraphs = body.read(tree, [title or "", *known.titles.values()], known.teasers, shown)
    paragraphs = tuple(
        p for p in map(_clean, _fuller(paragraphs, known)) if p and not _is_credit(p)
    )
    title = _clean(title) if title else None
    if not paragraphs:
        raise EmptyInput(f"{source} has no article text.", "Give the page of an article.")
    free = known.free and not (walled and sum(map(len, paragraphs)) < _SHORT)
    text, title_span, spans, captions = _compose(title, paragraphs, pictures)
    language, notices = tongue.language(text)
    article = Article(
        id="",
        source=source,
        text=text,
        paragraphs=spans,
        title=title,
        title_span=title_span,
        outlet=known.outlet,
        url=known.url,
        authors=known.authors,
        published=known.published,
        modified=known.modified,
        language=language,
        captions=captions,
        embeds=posts,
        notices=(*decoded.notices, *(() if free else (_PAYWALLED,)), *notices),
    )
    article = compose.with_id(article)
    return article if url else locate.with_places(article, decoded.text)
