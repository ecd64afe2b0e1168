"""JSON, one object a line: an article's fields, or a reading of lautwem."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from lautwem import schema
from lautwem.article import decode
from lautwem.article.collections import fields
from lautwem.article.collections.record import Damage, Record, failed
from lautwem.article.collections.stream import Line, TooLong
from lautwem.errors import DamagedCollection, LautwemError, NoArticles
from lautwem.model import Notice

_ADVICE = "One JSON object a line is read; jq -c '.[]' turns an array into lines."


def _text(line: bytes, name: str) -> tuple[str, tuple[Notice, ...]]:
    try:
        return line.decode("utf-8"), ()
    except UnicodeDecodeError:
        decoded = decode.decode(line, name)
        return decoded.text, decoded.notices


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise DamagedCollection(f"{name} is no JSON: {error}.", _ADVICE) from error
    if not isinstance(value, dict):
        raise NoArticles(f"{name} is no JSON object.", _ADVICE)
    return value


def _record(line: bytes, name: str) -> Record:
    text, notices = _text(line, name)
    found = _object(text, name)
    if str(found.get("schema", "")).startswith("lautwem.reading/"):
        reading = schema.decode(text)  # so that a broken one is told here
        article = reading.article
        return Record(name, text.encode(), "reading", url=article.url, title=article.title,
                      outlet=article.outlet, authors=article.authors)  # fmt: skip
    return fields.record(name, found, fields.mapped(tuple(found)), notices)


def read(lines: Iterable[Line], source: str) -> Iterator[Record | Damage]:
    """The articles of the lines of ``source``; blank lines are none."""
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            name = f"{source}#{number}"
            if isinstance(line, TooLong):
                yield Damage(name, f"The line is over {decode.LIMIT // 1_000_000} MB.", "E104")
            elif line.strip():
                try:
                    yield _record(line, name)
                except LautwemError as error:
                    yield failed(name, error)
    except DamagedCollection as error:
        yield failed(f"{source}#{number + 1}", error)
