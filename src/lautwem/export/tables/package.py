"""``datapackage.json``: what the tables of an export are, for Frictionless and people.

After the Data Package standard (version 1), which names each file, its columns with
type and meaning, and the keys that join them.
"""

from typing import Any, Literal

from lautwem.export.tables.columns import columns
from lautwem.export.tables.rows import TABLES

Format = Literal["csv", "parquet"]

_KEYS = {
    "articles": ["article"],
    "statements": ["article", "statement"],
    "chains": ["article", "statement", "position"],
    "voices": ["article", "voice"],
    "people": ["article", "person"],
    "captions": ["article", "caption"],
}
_FOREIGN = {
    "chains": [(["article", "statement"], "statements"), (["article", "voice"], "voices")],
    "kinship": [(["article", "person"], "people")],
}


def _references(table: str) -> list[dict[str, Any]]:
    to_article = [] if table == "articles" else [(["article"], "articles")]
    return [
        {"fields": fields, "reference": {"resource": other, "fields": fields}}
        for fields, other in to_article + _FOREIGN.get(table, [])
    ]


def _schema(table: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": column.name,
                "type": column.kind,
                "description": column.description,
                "constraints": {"required": not column.nullable and column.kind != "string"},
            }
            for column in columns(table)
        ],
        "missingValues": [""],
    }
    if table in _KEYS:
        schema["primaryKey"] = _KEYS[table]
    if references := _references(table):
        schema["foreignKeys"] = references
    return schema


def descriptor(format_: Format, version: str) -> dict[str, Any]:
    """The contents of ``datapackage.json`` for tables written as ``format_``."""
    return {
        "profile": "tabular-data-package" if format_ == "csv" else "data-package",
        "name": "lautwem-statements",
        "title": "Statements and their sources, read by lautwem",
        "description": f"Written by lautwem {version}. Offsets are Unicode code points.",
        "resources": [
            {
                "name": table,
                "path": f"{table}.{format_}",
                "format": format_,
                "mediatype": "text/csv" if format_ == "csv" else "application/vnd.apache.parquet",
                "encoding": "utf-8",
                "profile": "tabular-data-resource" if format_ == "csv" else "data-resource",
                "description": (TABLES[table].__doc__ or "").strip(),
                "schema": _schema(table),
            }
            for table in TABLES
        ],
    }
