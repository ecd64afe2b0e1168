"""A page (HTML) to an Article."""

import trafilatura
from lxml import etree, html

from lautwem.article import compose, tongue
from lautwem.article.decode import Decoded
from lautwem.errors import EmptyInput
from lautwem.model import Article


def read(decoded: Decoded, source: str, url: str | None = None) -> Article:
    """The Article on a page. Raises EmptyInput where it has no text."""
    try:
        tree = html.document_fromstring(
            decoded.text.encode(), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, ValueError) as error:
        raise EmptyInput(f"{source} has no text.", "Give the page of an article.") from error
    document = trafilatura.bare_extraction(tree, url=url, include_comments=False)
    blocks = [] if document is None else [b for b in document.text.split("\n") if b.strip()]
    if not blocks:
        raise EmptyInput(f"{source} has no text.", "Give the page of an article.")
    title = [document.title] if document.title else []
    text, spans = compose.join([compose.clean(block) for block in [*title, *blocks]])
    language, notices = tongue.language(text)
    article = Article(
        id="",
        source=source,
        text=text,
        paragraphs=spans[len(title) :],
        title=document.title,
        title_span=spans[0] if title else None,
        language=language,
        notices=(*decoded.notices, *notices),
    )
    return compose.with_id(article)
