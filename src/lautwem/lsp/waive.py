"""Edits of a draft that make it pass over a rule: in its front matter, or for one paragraph."""

import re

_HEAD = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_ENDS = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_OURS = re.compile(
    r"^lautwem:[ \t]*\{[ \t]*ignore:[ \t]*\[(?P<codes>[^\]\n]*)\][ \t]*\}", re.MULTILINE
)
_OTHER = re.compile(r"^lautwem:", re.MULTILINE)


def everywhere(text: str, code: str) -> tuple[int, int, str] | None:
    """Begin, end (code points of ``text``) and the words to put there, so that the front matter
    waives a rule for the whole draft; None where it says so in a way that is not to be mended.
    """
    entry = f"lautwem: {{ignore: [{code}]}}\n"
    head = _HEAD.match(text)
    end = _ENDS.search(text, head.end()) if head else None
    if head is None or end is None:
        return 0, 0, f"---\n{entry}---\n\n"
    matter = text[: end.start()]
    ours = _OURS.search(matter)
    if ours is None:
        return None if _OTHER.search(matter) else (head.end(), head.end(), entry)
    given = [one.strip() for one in ours["codes"].split(",") if one.strip()]
    if code in given:
        return None
    return *ours.span("codes"), ", ".join([*given, code])


def before(line: str, code: str) -> str:
    """The comment to put above a paragraph of Markdown that begins with ``line``."""
    indent = line[: len(line) - len(line.lstrip())]
    return f"{indent}<!-- lautwem: ignore {code} -->\n\n"
