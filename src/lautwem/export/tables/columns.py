"""The columns of a table, from the type of its rows."""

from typing import Any, Literal, get_args, get_origin, get_type_hints

from lautwem import model as m
from lautwem.export.tables.rows import TABLES

Kind = Literal["string", "integer", "number", "boolean"]
_KINDS: dict[type, Kind] = {str: "string", int: "integer", float: "number", bool: "boolean"}


class Column(m.Frozen):
    """One column: its name, kind, whether it may be empty, and what it means."""

    name: str
    kind: Kind
    nullable: bool
    description: str


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table of ``TABLES``, in their order."""
    hints = get_type_hints(TABLES[table], include_extras=True)
    return tuple(_column(name, hint) for name, hint in hints.items())


def _column(name: str, hint: Any) -> Column:
    plain, meta = get_args(hint)
    options = get_args(plain) if get_origin(plain) else (plain,)
    (kind,) = (option for option in options if option is not type(None))
    return Column(name, _KINDS[kind], type(None) in options, meta.description)
