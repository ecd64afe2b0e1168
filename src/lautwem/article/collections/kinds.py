"""What kind of collection a source is: by its name, then by how its bytes begin."""

import re
from typing import Literal

from lautwem.article.collections import markup
from lautwem.article.collections.stream import GZIP

Kind = Literal["single", "jsonl", "table", "parquet", "warc", "xml"]
"""``single`` is one article: a text or a page."""

HEAD = 4096
"""Bytes from which the kind is seen."""

_SUFFIXES: dict[str, Kind] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonlines": "jsonl", ".json": "jsonl",
    ".csv": "table", ".tsv": "table", ".tab": "table",
    ".parquet": "parquet", ".pq": "parquet",
    ".warc": "warc",
    ".rss": "xml", ".atom": "xml", ".rdf": "xml", ".xml": "xml",
}  # fmt: skip
SUFFIXES = tuple(suffix for suffix in _SUFFIXES if suffix not in (".json", ".xml"))
"""Names of collections in a folder; .json and .xml are read too, but only where they are named."""

_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_OBJECT = re.compile(rb'\s*\{\s*"[^"\n]{1,200}"\s*:')


def by_name(name: str) -> Kind | None:
    """The kind that a file's name says, with or without ``.gz`` behind it."""
    plain = name.lower().removesuffix(".gz")
    return next((kind for end, kind in _SUFFIXES.items() if plain.endswith(end)), None)


def by_bytes(head: bytes) -> Kind | None:
    """The kind that the first HEAD bytes say, unpacked where they are gzip."""
    if head.startswith(GZIP):
        import zlib

        try:
            head = zlib.decompressobj(wbits=31).decompress(head, HEAD)
        except zlib.error:
            return None
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if markup.root_of(head.decode("utf-8", "replace")):
        return "xml"
    return "jsonl" if _OBJECT.match(head) else None


def of(name: str, head: bytes) -> Kind:
    """The kind of a source. A page whose address ends in .xml or .csv is still a page."""
    said, seen = by_name(name), by_bytes(head)
    if said in ("parquet", "warc", "table") and seen in (None, "jsonl"):
        return said
    if said == "jsonl" and seen is None and not head.lstrip().startswith(b"<"):
        return said
    if said == "xml" and not seen and head.lstrip().startswith(b"<") and not _PAGE.search(head):
        return said
    return seen or "single"
