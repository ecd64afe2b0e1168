"""Configuration of the desk check: ``lautwem.toml``, or ``[tool.lautwem]`` of ``pyproject.toml``.

The nearest file counts, searched from the folder of the draft upwards; a ``lautwem.toml``
outranks a ``pyproject.toml`` beside it. Settings of two files are not mixed.
"""

import difflib
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from lautwem import desk
from lautwem import model as m
from lautwem.engines import ENGINES, Engine
from lautwem.errors import BadConfiguration

NAMES = ("lautwem.toml", "pyproject.toml")
_LARGEST = 1_000_000
_KEYS = ("select", "ignore", "lang", "engine", "archive")
_ADVICE = f"It holds {', '.join(_KEYS)}; see docs/check.md."


class Choice(m.Frozen):
    """What is to be checked, and how. ``select`` None stands for all rules.

    ``lang``, ``engine`` and ``archive`` are None where nothing is said about them.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    lang: Literal["de", "en"] | None = None
    engine: Engine | None = None
    archive: str | None = None


def codes(given: Iterable[str], where: str) -> tuple[str, ...]:
    """Codes of rules and beginnings of codes ("S", "P2"), in capitals.

    Raises BadConfiguration, with the likeliest code, for what no rule's code begins with.
    """
    found = []
    for word in given:
        try:
            desk.rules([word])
        except ValueError:
            raise _unknown(word, where) from None
        found.append(word.strip().upper())
    return tuple(found)


def listed(given: Iterable[str], where: str) -> tuple[str, ...]:
    """Codes that stand in texts, several in one with commas or blanks between them."""
    return codes([word for text in given for word in text.replace(",", " ").split()], where)


def _unknown(word: str, where: str) -> BadConfiguration:
    known = {code: rule.code for rule in desk.RULES for code in (rule.code, rule.name.upper())}
    near = difflib.get_close_matches(word.strip().upper(), known, n=1, cutoff=0.5)
    advice = f"Did you mean {known[near[0]]}? " if near else ""
    return BadConfiguration(
        f"{where} names the rule {word[:40]!r}, which there is not.",
        f"{advice}The rules are {', '.join(rule.code for rule in desk.RULES)}.",
    )


def find(start: Path) -> Choice:
    """The choice configured for drafts in the folder ``start``; the default where nothing is.

    Raises BadConfiguration for a file that is not valid.
    """
    for folder in _upwards(start):
        for name in NAMES:
            fields = _fields(folder / name)
            if fields is not None:
                return _choice(fields, folder / name)
    return Choice()


def _upwards(start: Path) -> Iterator[Path]:
    folder = start.absolute()
    yield folder
    yield from folder.parents


def _fields(path: Path) -> dict[str, Any] | None:
    """The settings in a file; None where it is not there or says nothing about lautwem."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError:
        return None
    if len(data) > _LARGEST:
        raise BadConfiguration(f"{path} is too large.", _ADVICE)
    try:
        fields: Any = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        if path.name != NAMES[0]:
            return None  # another tool's file, and its matter
        raise BadConfiguration(f"{path} is not valid TOML: {error}.", _ADVICE) from error
    if path.name == NAMES[0]:
        return fields
    tools = fields.get("tool")
    return tools.get("lautwem") if isinstance(tools, dict) else None


def _choice(fields: Any, path: Path) -> Choice:
    if not isinstance(fields, dict):
        raise BadConfiguration(f"`tool.lautwem` in {path} is no table.", _ADVICE)
    for key in fields:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1)
            advice = f"Did you mean `{near[0]}`? " if near else ""
            raise BadConfiguration(f"{path} has an unknown key `{key}`.", advice + _ADVICE)
    archive = _one_of(fields, "archive", path, None)
    return Choice(
        select=_codes(fields, "select", path) if "select" in fields else None,
        ignore=_codes(fields, "ignore", path),
        lang=_one_of(fields, "lang", path, ("de", "en")),
        engine=_one_of(fields, "engine", path, ENGINES),
        archive=archive if archive is None or "://" in archive else str(path.parent / archive),
    )


def _codes(fields: dict[str, Any], key: str, path: Path) -> tuple[str, ...]:
    value = fields.get(key, [])
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise BadConfiguration(f"`{key}` in {path} must be a list of codes.", _ADVICE)
    return codes(value, f"`{key}` in {path}")


def _one_of(fields: dict[str, Any], key: str, path: Path, known: tuple[str, ...] | None) -> Any:
    value = fields.get(key)
    if value is None or (isinstance(value, str) and (known is None or value in known)):
        return value
    allowed = "a text" if known is None else " or ".join(map(repr, known))
    raise BadConfiguration(f"`{key}` in {path} must be {allowed}.", _ADVICE)
