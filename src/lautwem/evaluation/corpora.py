"""The collections beside the project as articles: Wikinews, DER STANDARD, pages of publishers.

The texts are other people's and stay where they are (``../shared/data``); here is how one
document of each becomes an article whose offsets can be relied on.
"""

import csv
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from lautwem import model as m
from lautwem.errors import BadData
from lautwem.reading.names.lists import entries

SplitCredit = Callable[[str], m.Credit | None]
"""Takes a printed credit apart; None where it is none."""


def plain_credit(text: str) -> m.Credit:
    """A credit as printed, not taken apart."""
    return m.Credit(text)


def documents(path: Path) -> Mapping[str, str | dict]:
    """The documents of one data file by key, in the form their collection gives them."""
    if not path.is_file():
        raise BadData(f"{path} is missing.", "The gold needs the data beside the project.")
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        documents = (json.loads(line) for line in text.splitlines() if line)
        return {document["documentName"]: document["originalText"] for document in documents}
    if path.suffix == ".csv":
        rows = csv.reader(text.split("\n"), delimiter=";", quotechar="'", strict=True)
        return {str(number): row[1] for number, row in enumerate(filter(None, rows), start=1)}
    return json.loads(text)


def article_of(
    file: str, key: str, document: str | dict, credit: SplitCredit = plain_credit
) -> m.Article:
    """One document of a collection as an article; ``file`` is relative to the data folder.

    Raises BadData where ``file`` belongs to no collection known here.
    """
    try:
        build = _BUILDERS[file.split("/")[0]]
    except KeyError:
        raise BadData(f"{file} belongs to no collection that is known.") from None
    return build(file, key, document, credit)


def _wikinews(file: str, key: str, document: str, _credit: SplitCredit) -> m.Article:
    _, _, rest = key.partition(" - ")
    title, _, date = rest.rpartition(" (")
    text = unicodedata.normalize("NFC", document)
    return m.Article(
        id=key,
        source=f"{file}#{key}",
        text=text,
        paragraphs=_paragraphs(text),
        title=title,
        outlet="Wikinews",
        published=m.PartialDate(date.rstrip(")"), "day"),
    )


def _standard(file: str, key: str, document: str, _credit: SplitCredit) -> m.Article:
    text = unicodedata.normalize("NFC", document)
    return m.Article(
        id=key,
        source=f"{file}#{key}",
        text=text,
        paragraphs=_paragraphs(text),
        outlet="Der Standard",
    )


def _page(file: str, key: str, document: dict, credit: SplitCredit) -> m.Article:
    """Title, summary, sections, then one line a picture: caption, then "Foto:" and the credit."""
    body = document["body"]
    sections = [p for s in body["sections"] for p in (*s["headline"], *s["paragraphs"])]
    title, *paragraphs = map(_line, (document["title"], *body["summary"], *sections))
    pictures = dict.fromkeys(
        (_line(picture["caption"]), _line(", ".join(picture["authors"])))
        for picture in document.get("images", ())
        if picture["caption"]
    )
    lines = [caption + (f" Foto: {by}" if by else "") for caption, by in pictures]
    text, spans = _joined([title, *paragraphs, *lines])
    first_picture = 1 + len(paragraphs)
    captions = tuple(
        m.Caption(span, caption, credit(by) if by else None)
        for span, (caption, by) in zip(spans[first_picture:], pictures, strict=True)
    )
    return m.Article(
        id=f"{file}#{key}",
        source=f"{file}#{key}",
        text=text,
        paragraphs=tuple(spans[1:first_picture]),
        title=title,
        title_span=spans[0],
        outlet=_outlet(Path(file).stem),
        authors=tuple(document["authors"]),
        published=m.PartialDate(document["publishing_date"][:10], "day"),
        captions=captions,
    )


def _outlet(publisher: str) -> str:
    """The name of the outlet that the collection calls in one word ("TalboteDE": "Talbote"), as a
    page would give it; that word where no outlet of the lists is so called."""
    named = _outlets()
    word = _letters(publisher)
    return named.get(word) or named.get(word.removesuffix("de")) or publisher


@cache
def _outlets() -> Mapping[str, str]:
    listed = entries().items()
    return {_letters("".join(words)): one.name for words, one in listed if one.kind == "outlet"}


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


_BUILDERS = {"quotes": _wikinews, "news-text": _standard, "news-html": _page}


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _joined(lines: Sequence[str]) -> tuple[str, list[m.Span]]:
    spans, begin = [], 0
    for line in lines:
        spans.append((begin, begin + len(line)))
        begin += len(line) + 2
    return "\n\n".join(lines), spans


def _paragraphs(text: str) -> tuple[m.Span, ...]:
    spans, begin = [], 0
    for line in text.split("\n"):
        inner = line.strip()
        if inner:
            start = begin + line.index(inner[0])
            spans.append((start, start + len(inner)))
        begin += len(line) + 1
    return tuple(spans)
