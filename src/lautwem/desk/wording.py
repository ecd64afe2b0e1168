"""The words of the desk check in German or English, from the data packed with it."""

import functools
from collections.abc import Mapping
from importlib import resources
from typing import Any, Literal

import msgspec
import yaml

from lautwem.desk.findings import Hit, Language
from lautwem.desk.lookback import Lookback


class Wording:
    """Everything the desk says in one language. Immutable."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def of(self, code: str, key: str) -> str:
        """One text of a rule (``title``, ``basis``, ``looks_at``, ``advice``, a message)."""
        return " ".join(self._data["rules"][code][key].split())

    def message(self, code: str, hit: Hit) -> str:
        """What a hit says; KeyError where a wording is missing (a fault of ours)."""
        values = dict(hit.values)
        if "standing" in values:
            values["standing"] = self._data["standing"][values["standing"]]
        return self.of(code, hit.key).format_map(values)

    def suspicion(self, group: str, key: str) -> str:
        """A text of the four-point list."""
        return " ".join(self._data["suspicion"][group][key].split())


@functools.cache
def load(language: Language) -> Wording:
    """The words of a language."""
    path = resources.files("lautwem.desk") / "texts" / f"{language}.yaml"
    return Wording(yaml.safe_load(path.read_text(encoding="utf-8")))


@functools.cache
def _examples() -> Mapping[str, Any]:
    path = resources.files("lautwem.desk") / "texts" / "examples.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def example(code: str, key: Literal["fires", "quiet"]) -> str:
    """An example draft of a rule."""
    return _examples()[code][key]


def facts(code: str) -> Lookback | None:
    """What an archive knows about the examples of a rule, where they need it."""
    found = _examples()[code].get("back")
    return msgspec.convert(found, Lookback) if found else None
