"""The words around the findings, in German or English."""

import functools
from importlib import resources
from typing import Any

import yaml

from lautwem.desk import Language


@functools.cache
def load(language: Language) -> dict[str, Any]:
    """The words of a language, from the data packed with the program. Not to be changed."""
    path = resources.files("lautwem.report") / "texts" / f"{language}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def counted(words: dict[str, Any], key: str, count: int) -> str:
    """ "1 Hinweis", "2 Hinweise"."""
    one, many = words[key]
    return f"{count} {one if count == 1 else many}"
