"""The head of a plain text: YAML front matter, and the opening ``date 2025-03``."""

import re
from typing import Any

import msgspec
import yaml

from lautwem.article import dates
from lautwem.errors import BadFrontMatter
from lautwem.model import Frozen, Notice, PartialDate, Waiver

_LONGEST = 16_384
_OPENING = re.compile(r"\s{0,200}(?:date|datum)\s{0,9}:?\s{1,9}(?=\d)", re.IGNORECASE)
_KEYS = ("outlet", "published", "date", "modified", "title", "author", "url", "lautwem")
_ADVICE = "Front matter holds outlet, published, title, author and url between two lines of ---."
_NESTING = 40
_AND = re.compile(r"\s*(?:,|;|\bund\b)\s*")


class Head(Frozen):
    """What the head of a text says, and where (code points) the text begins after it."""

    begin: int = 0
    outlet: str | None = None
    published: PartialDate | None = None
    modified: PartialDate | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    notices: tuple[Notice, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def _bounds(text: str) -> tuple[int, int, int] | None:
    """Begin and end of the YAML, and the end of the closing line; None without front matter."""
    first, newline, _ = text[:200].partition("\n")
    if first.rstrip() != "---" or not newline:
        return None
    begin = place = len(first) + 1
    while place < min(len(text), _LONGEST):
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        if text[place:end].rstrip() in ("---", "..."):
            return begin, place, min(end + 1, len(text))
        place = end + 1
    return None


def _parsed(content: str) -> Any:
    depth = 0
    for char in content:
        depth += (char in "[{") - (char in "]}")
        if depth > _NESTING:
            raise BadFrontMatter("The front matter is nested too deeply.", _ADVICE)
    try:
        return yaml.load(content, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f" in line {mark.line + 2}" if mark else ""
        problem = error.problem or "not valid YAML"
        raise BadFrontMatter(f"The front matter is broken{line}: {problem}.", _ADVICE) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadFrontMatter(f"The front matter is broken: {error}.", _ADVICE) from error


def _word(fields: dict[str, Any], key: str) -> str | None:
    value = fields.get(key, "")
    if not isinstance(value, str):
        raise BadFrontMatter(f"`{key}` in the front matter must be one text.", _ADVICE)
    return " ".join(value.split()) or None


def _date(fields: dict[str, Any], key: str) -> PartialDate | None:
    value = _word(fields, key)
    if value is None:
        return None
    if (date := dates.parse(value)) is None:
        advice = "Write 2025, 2025-03, 2025-03-14 or 2025-03-14T09:30+01:00."
        raise BadFrontMatter(f"`{key}: {value}` in the front matter is no date.", advice)
    return date


def _site_date(fields: dict[str, Any]) -> PartialDate | None:
    """``date``, as generators of sites write it; the day of it where the time is not ISO."""
    value = fields.get("date", "")
    return dates.parse(value.split(" ")[0]) if isinstance(value, str) else None


def _authors(fields: dict[str, Any]) -> tuple[str, ...]:
    value = fields.get("author", "")
    if isinstance(value, str):
        value = _AND.split(value)
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise BadFrontMatter("`author` in the front matter must be a name or a list.", _ADVICE)
    return tuple(name for name in (" ".join(name.split()) for name in value) if name)


def _waivers(fields: dict[str, Any]) -> tuple[Waiver, ...]:
    """``lautwem: {ignore: [S102, P2]}``: rules that the desk check is to pass over."""
    settings = fields.get("lautwem") or {}
    codes = settings.get("ignore", []) if isinstance(settings, dict) else None
    codes = codes.replace(",", " ").split() if isinstance(codes, str) else codes
    known = isinstance(codes, list) and all(isinstance(code, str) for code in codes)
    if not known or set(settings) - {"ignore"}:
        advice = "Write `lautwem: {ignore: [S102, P2]}`."
        raise BadFrontMatter("`lautwem` in the front matter is not understood.", advice)
    return (Waiver(tuple(codes)),) if codes else ()


def _front_matter(text: str) -> Head:
    bounds = _bounds(text)
    if bounds is None:
        return Head()
    begin, end, after = bounds
    fields = _parsed(text[begin:end])
    if not isinstance(fields, dict):
        return Head()
    other = [str(key) for key in fields if key not in _KEYS]
    message = "front matter not understood: " + ", ".join(other)[:200]
    return Head(
        begin=after,
        outlet=_word(fields, "outlet"),
        published=_date(fields, "published") or _site_date(fields),
        modified=_date(fields, "modified"),
        title=_word(fields, "title"),
        authors=_authors(fields),
        url=_word(fields, "url"),
        notices=(Notice("front_matter", message),) if other else (),
        waivers=_waivers(fields),
    )


def read(text: str) -> Head:
    """The head of ``text``: front matter, then an opening date; both are optional.

    A date in front matter outranks the opening one, whose words are cut all the same.
    Raises BadFrontMatter with the line.
    """
    head = _front_matter(text)
    opening = _OPENING.match(text, head.begin)
    found = dates.opening(text, opening.end()) if opening else None
    if found is None:
        return head
    published, end = found
    rest = text[end:]
    space = rest[: len(rest) - len(rest.lstrip())]
    return msgspec.structs.replace(
        head, begin=end + len(space), published=head.published or published
    )
