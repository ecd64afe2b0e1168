"""A record to an Article, or to the reading that it already is."""

import html

import msgspec

from lautwem import schema
from lautwem.article import compose, dates, decode, front, kind, plain
from lautwem.article.collections.record import Record
from lautwem.model import Article, Notice, Reading

_WRAPPED = (
    "<!DOCTYPE html><html><head><title>{title}</title></head><body><article>"
    "<h1>{title}</h1>{body}</article></body></html>"
)


def reading(record: Record) -> Reading | None:
    """The reading that a record is (``lautwem.reading/1``), None where it is to be read yet.

    Raises BadData.
    """
    return schema.decode(record.data) if record.form == "reading" else None


def to_article(record: Record) -> Article:
    """The Article in a record.

    Of a file or a whole page, what it says of itself comes first and the record fills in what
    is missing; a text or fragment says nothing, so the record's fields hold. Raises what
    ``article.from_bytes`` raises, and BadData for a broken reading.
    """
    from lautwem import article  # late: it imports this package's neighbours

    if record.form == "reading":
        return schema.decode(record.data).article
    if record.form in ("file", "page"):
        found = article.from_bytes(record.data, record.name, charset=record.charset, url=record.url)
        return _filled(found, record, outranked=False)
    if record.form == "fragment":
        return _filled(_fragment(record), record, outranked=True)
    return article.bounded(_text(record))


def _date_notice(record: Record) -> tuple[Notice, ...]:
    if not record.published or dates.parse(record.published):
        return ()
    message = f"the date {record.published[:60]!r} is not understood"
    return (Notice("date_not_understood", message),)


def _filled(found: Article, record: Record, *, outranked: bool) -> Article:
    """The article with what the record knows: over what the article says, or under it."""
    given = {
        "outlet": record.outlet,
        "url": record.url,
        "published": dates.parse(record.published) if record.published else None,
        "authors": record.authors,
        "title": record.title,
    }
    changes = {
        name: value
        for name, value in given.items()
        if value and (not getattr(found, name) or (outranked and name != "title"))
    }
    changed = msgspec.structs.replace(found, **changes)
    notices = (*record.notices, *_date_notice(record))
    return compose.with_id(compose.with_notices(changed, notices))


def _fragment(record: Record) -> Article:
    from lautwem import article
    from lautwem.article import page

    data = record.data.decode("utf-8", "replace")
    if not kind.is_whole_page(data):
        data = _WRAPPED.format(title=html.escape(record.title or ""), body=data)
    name = compose.printable(record.name)
    return article.bounded(page.read(decode.Decoded(data, "utf-8"), name, record.url))


def _text(record: Record) -> Article:
    """A plain body under its title, which is put before it where it does not begin with it."""
    data = record.data.decode("utf-8", "replace")
    title = record.title
    if title and not " ".join(data[: 2 * len(title) + 200].split()).startswith(title):
        data = f"{title}\n\n{data.lstrip()}"
    head = front.Head(
        outlet=record.outlet,
        published=dates.parse(record.published) if record.published else None,
        title=title,
        authors=record.authors,
        url=record.url,
        notices=(*record.notices, *_date_notice(record)),
    )
    return plain.read(data, compose.printable(record.name), head)
