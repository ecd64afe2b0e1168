"""Language knowledge kept as data: one YAML file a subject, beside this module."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return value


@cache
def load(name: str) -> Any:
    """The parsed content of ``<name>.yaml``, read once and immutable.

    YAML lists come as tuples, YAML mappings as read-only mappings. Callers keep
    their own compiled form (frozenset, regular expression). Raises
    ``FileNotFoundError`` for a lexicon that is not in the package.
    """
    source = files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return _frozen(yaml.load(source, Loader=_Loader))
