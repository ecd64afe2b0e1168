"""Picture credits: taken apart into agency, photographer, platform and handle.

German law asks that the author of a picture be named (§ 13 UrhG); papers print it as
"Foto: Name/Agentur", "© Agentur / Name", "(Name/Agentur)", "Plattform / handle".
"""

import re

from lautwem.article import lists
from lautwem.model import Credit

ARTISTS = ("DJ", "MC", "JP", "JR")
"""Capitals that open the name of one person."""
LONGEST = 300
"""A longer text is no credit (code points)."""

_SPLIT = re.compile(r"\s*(?:[/|;,·•]|\s[-–—]\s|\bvia\b|\bfür\b|\bfuer\b|\((?=\S)|\)|\bund\b|&)\s*")
_HANDLE = re.compile(r"@?([A-Za-z0-9_](?:[\w.]{0,38}\w)?)", re.ASCII)
_NAME_WORD = re.compile(r"(?:[A-ZÀ-ÖØ-ÞŁŚŽČ]\.|[^\W\d_][\w’'.-]*)")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_OTHERS = re.compile(r"[.,;|/]?\s{1,3}([^\W\d_][\w-]{1,20}(?: [^\W\d_][\w-]{1,20})?)\s?:\s")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}")
_LABEL = re.compile(r"([^\W\d_]+(?:[ -][^\W\d_]+)?)\s{0,3}:\s{0,3}")


class _Parts:
    """What is known of a credit while its pieces are looked at."""

    def __init__(self) -> None:
        self.agencies: list[str] = []
        self.names: list[str] = []
        self.platform: str | None = None
        self.handle: str | None = None


def announced(text: str) -> int:
    """Where the credit begins after opening words ("Foto:", "©", "Bild: ©"); 0 without them."""
    begin = 0
    for _ in range(4):
        rest = text[begin:]
        step = len(rest) - len(rest.lstrip(" \t\n\xa0(["))
        if rest[step : step + 1] in ("©", "®"):
            step += 1
        elif rest[step : step + 3] in ("(c)", "(C)"):
            step += 3
        elif (m := _LABEL.match(rest, step)) and m[1].casefold() in lists.credit_words().announce:
            step = m.end()
        else:
            return begin
        begin += step
        begin += len(text[begin:]) - len(text[begin:].lstrip())
    return begin


def is_name(words: str) -> bool:
    """Whether ``words`` look like the name of one person, not like a sentence or an office."""
    parts = words.split()
    if not 1 <= len(parts) <= 5 or len(words) > 50 or any(c.isdigit() for c in words):
        return False
    for part in parts:
        if part.casefold() in lists.credit_words().particles:
            continue
        if not _NAME_WORD.fullmatch(part) or not part[0].isupper():
            return False
    return parts[0].casefold() not in lists.credit_words().neither


def is_organisation(words: str) -> bool:
    """Whether a name is that of an agency, a studio or a body by one of its words, or initials."""
    known = lists.credit_words().organisation
    if words.casefold() in lists.outlets():
        return True
    if _DOMAIN.fullmatch(words) or _is_abbreviated_body(words):
        return True
    if words.isalpha() and 2 <= len(words) <= 5 and (words.isupper() or words.islower()):
        return True
    return len(words) <= 60 and any(word.casefold() in known for word in words.split())


def _is_abbreviated_body(words: str) -> bool:
    """ "VS Tal", "FF Talheim": capitals that cannot be read aloud, and a place."""
    first, _, place = words.partition(" ")
    spoken = set(first.casefold()) & set("aeiouyäöü")
    capitals = 2 <= len(first) <= 4 and first.isalpha() and first.isupper()
    return capitals and not spoken and first not in ARTISTS and place[:1].isupper()


def _without_others(text: str) -> str:
    """A credit up to where it names who styled, wrote or produced: they took no picture."""
    for found in _OTHERS.finditer(text):
        if found[1].casefold() in lists.credit_words().trades:
            return text[: found.start()]
    return text


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _SPLIT.split(text):
        piece = piece.replace("\u200b", "").strip(' .:()[]\xa0\n\t»«„“"')
        if (label := _LABEL.match(piece)) and label.end() < len(piece):
            piece = piece[label.end() :]
        if piece := piece.lstrip("©® "):
            pieces.append(piece)
    return pieces


def _whole(text: str, parts: _Parts) -> bool:
    """Takes ``text`` as one listed agency or platform; False where it is neither."""
    folded = text.casefold()
    if platform := lists.platforms().by_form.get(folded):
        parts.platform = parts.platform or platform.name
    elif agency := lists.agencies().by_form.get(folded):
        if agency not in parts.agencies:
            parts.agencies.append(agency)
    else:
        return False
    return True


def _mixed(piece: str, parts: _Parts) -> bool:
    """Takes apart "dpa Anna Muster" and "Anna Muster dpa": a listed agency beside a name."""
    words = piece.split()
    for size in range(min(3, len(words) - 1), 0, -1):
        for agency, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            if is_name(" ".join(rest)) and _whole(" ".join(agency), parts):
                parts.names.append(" ".join(rest))
                return True
    return False


def _take(piece: str, parts: _Parts) -> None:
    waiting = parts.platform and not parts.handle
    if _whole(piece, parts) or piece.casefold() in lists.credit_words().neither:
        return
    match = _HANDLE.fullmatch(piece)
    if waiting and match:
        parts.handle = match.group(1)
    elif is_organisation(piece):
        parts.agencies.append(piece)
    elif not _mixed(piece, parts) and is_name(piece):
        parts.names.append(piece)


def _photographer(names: list[str]) -> str | None:
    """The first name of several words; a single word (a surname, a body) only where it is alone."""
    full = [name for name in names if " " in name or "." in name]
    if full:
        return full[0]
    return names[0] if len(names) == 1 and not names[0].isupper() else None


def _content(text: str) -> str:
    """The credit itself: without opening words, and without brackets that enclose all of it."""
    text = " ".join(text.split()).strip("|•·–— ")
    enclosed = text[:1] in ("(", "[") and text[-1:] in (")", "]")
    content = text[announced(text) :].strip()
    if enclosed or content.count(")") > content.count("("):
        content = content.strip("()[] ")
    return content.strip("|•· ")


def parse(text: str) -> Credit | None:
    """The credit in ``text``, with or without opening words; None where no credit is in it."""
    content = _content(text)
    if not content or len(content) > LONGEST or _YEAR.match(content):
        return None
    parts = _Parts()
    if not _whole(content, parts):
        for piece in _pieces(_without_others(content)):
            _take(piece, parts)
    agency = "/".join(parts.agencies) or None
    return Credit(content, agency, _photographer(parts.names), parts.platform, parts.handle)


def is_only(text: str) -> bool:
    """Whether ``text`` is nothing but a credit: short, every piece listed or a name."""
    content = _content(text)
    words = lists.credit_words().neither

    def known(part: str) -> bool:
        return _whole(part, _Parts()) or part.casefold() in words

    return 0 < len(content) <= 120 and all(
        known(piece) or is_name(piece) or all(map(known, piece.split()))
        for piece in _pieces(content)
    )


def is_listed(text: str) -> bool:
    """Whether some piece of ``text`` is a listed agency or platform."""
    parts = _Parts()
    content = _content(text)
    return any(_whole(piece, parts) for piece in (content, *_pieces(content)))
