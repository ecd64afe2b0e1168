"""Readings in the forms that other people's tools read: one module a standard.

``FORMATS`` names them. Each turns one reading into bytes, and back into the statements that
it holds, as :class:`lautwem.export.standards.exchange.Exchanged`.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from lautwem import model as m
from lautwem.errors import BadData
from lautwem.export.standards.exchange import Exchanged

__all__ = ["FORMATS", "Format", "encode", "statements"]


class Format(m.Frozen):
    """One form of export: the ending of its files, and whether one object fits on one line."""

    ending: str
    by_line: bool


FORMATS = {
    "jsonld": Format("jsonld", True),
    "webannotation": Format("annotations.jsonld", True),
    "nif": Format("ttl", False),
    "tei": Format("xml", False),
}


def encode(reading: m.Reading, format_: str) -> bytes:
    """The reading in one of ``FORMATS``."""
    from lautwem.export.standards import annotations, jsonld, nif, tei  # late: rdflib, lxml

    make: dict[str, Callable[[m.Reading], bytes]] = {
        "jsonld": lambda r: msgspec.json.encode(jsonld.document(r)),
        "webannotation": lambda r: msgspec.json.encode(annotations.page(r)),
        "nif": lambda r: nif.turtle(r).encode(),
        "tei": tei.document,
    }
    return make[format_](reading)


def statements(data: bytes, format_: str) -> tuple[Exchanged, ...]:
    """The statements in what ``encode`` made: every one, as it was exported.

    Raises BadData where ``data`` is nothing that ``encode`` made.
    """
    from lautwem.export.standards import annotations, jsonld, nif, tei

    read: dict[str, Callable[[bytes], tuple[Exchanged, ...]]] = {
        "jsonld": lambda d: jsonld.statements(_json(d)),
        "webannotation": lambda d: annotations.statements(_json(d)),
        "nif": lambda d: nif.statements(d.decode("utf-8", "replace")),
        "tei": tei.statements,
    }
    return read[format_](data)


def _json(data: bytes) -> Any:
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        raise BadData(f"This is no JSON: {error}.", "Give one object of an export.") from error
