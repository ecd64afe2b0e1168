"""Dates as metadata and captions write them, with the precision they have."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from lautwem.article import lists
from lautwem.model import PartialDate, Precision

_ISO = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r" ?(Z|UTC|[+-]\d{2}(?::?\d{2})?(?::\d{2})?)?)?)?)?",
    re.ASCII,
)
_BEHIND = re.compile(r"\s{0,3}(?:Uhr|\[?[A-Z][A-Za-z]{1,20}/[\w/]{1,30}\]?|[A-Z]{3,4})?")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?", re.ASCII)
_NUMBERS = re.compile(
    r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})(?:\D{1,9}(\d{1,2})[:.](\d{2}))?", re.ASCII
)
_WORDS = re.compile(r"(?:(\d{1,2})\. ?)?([^\W\d_]{3,9})\.? (\d{4})(?:\D{1,9}(\d{1,2})[:.](\d{2}))?")
_YEAR = re.compile(r"(?<![\w.,-])((?:18|19|20)\d{2})(?![\w-]|[.,]\d)")
_PARTS: tuple[Precision, ...] = ("year", "month", "day", "hour", "minute", "second")


def _offset(mark: str | None) -> str:
    if not mark:
        return ""
    if mark in ("Z", "UTC"):
        return "+00:00"
    digits = mark[1:].replace(":", "")[:4]
    return f"{mark[0]}{digits[:2]}:{digits[2:] or '00'}"


def partial(parts: tuple[int | None, ...], offset: str | None = None) -> PartialDate | None:
    """Year, month, day, hour, minute, second, as far as given; None where no such date exists."""
    known: list[int] = []
    for part in parts:
        if part is None:
            break
        known.append(part)
    try:
        date(*([*known, 1, 1])[:3]) if len(known) < 3 else datetime(*known)
        if offset:
            datetime.fromisoformat(f"2000-01-01T00:00:00{_offset(offset)}")
    except (ValueError, TypeError):
        return None
    value = "-".join(f"{n:0{w}d}" for n, w in zip(known[:3], (4, 2, 2), strict=False))
    if len(known) > 3:
        clock = ":".join(f"{n:02d}" for n in ([*known, 0])[3 : max(5, len(known))])
        value += f"T{clock}{_offset(offset)}"
    return PartialDate(value, _PARTS[len(known) - 1])


def _from_iso(match: re.Match[str]) -> PartialDate | None:
    return partial(tuple(int(g) if g else None for g in match.groups()[:6]), match.group(7))


def parse(text: str) -> PartialDate | None:
    """A date that is all of ``text``: ISO 8601 of any precision, or as German papers write it.

    Also what pages put into their data: RFC 5322 ("Mon, 10 Mar 2025 18:05:30 +0100") and
    seconds or milliseconds since 1970.
    """
    text = text.strip()[:60]
    match = _ISO.match(text)
    if match and _BEHIND.fullmatch(text, match.end()):
        return _from_iso(match)
    if found := (_NUMBERS.match(text) or _WORDS.match(text)):
        return _german(found)
    return _from_data(text)


def _from_data(text: str) -> PartialDate | None:
    if _EPOCH.fullmatch(text):
        moment = datetime.fromtimestamp(int(text[:10]), UTC)
    else:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return PartialDate(moment.isoformat(timespec="seconds"), "second")


def opening(text: str, begin: int) -> tuple[PartialDate, int] | None:
    """An ISO date at ``begin`` that ends at white space or the end, and where it ends."""
    match = _ISO.match(text, begin)
    if not match or not (match.end() == len(text) or text[match.end()].isspace()):
        return None
    value = _from_iso(match)
    return None if value is None else (value, match.end())


def _german(match: re.Match[str]) -> PartialDate | None:
    day, month_word, year_word, hour, minute = match.groups()
    month = int(month_word) if month_word.isdigit() else None
    if month is None and (month := lists.calendar().months.get(month_word.casefold())) is None:
        return None
    year = int(year_word)
    if year < 100:  # two digits: the nearest century for the press
        year += 2000 if year < 70 else 1900
    numbers = tuple(int(n) if n else None for n in (day, hour, minute))
    return partial((year, month, *numbers))


def in_caption(text: str) -> PartialDate | None:
    """When a picture was taken: the last date of its caption, as precisely as it says.

    A bare year counts after a word such as "Sommer" and at the end of a phrase, not after
    "seit" or "geboren" and not before another word ("2019 Menschen").
    """
    found: list[tuple[int, PartialDate]] = []
    for pattern in (_NUMBERS, _WORDS):
        for match in pattern.finditer(text):
            if not _other_moment(text, match.start()) and (value := _german(match)):
                day = value.value.partition("T")[0]
                found.append(
                    (match.end(), PartialDate(day, "day") if "T" in value.value else value)
                )
    for match in _YEAR.finditer(text):
        if _is_moment(text, match):
            found.append((match.end() - 1, PartialDate(match.group(1), "year")))
    if not found:
        return None
    return max(found, key=lambda pair: pair[0])[1]


def _word_before(text: str, begin: int) -> str:
    words = text[max(0, begin - 30) : begin].split()
    return words[-1].strip("(,;:").casefold() if words else ""


def _other_moment(text: str, begin: int) -> bool:
    return _word_before(text, begin) in lists.calendar().not_the_moment


def _is_moment(text: str, match: re.Match[str]) -> bool:
    before = _word_before(text, match.start())
    words = lists.calendar()
    if before in words.not_the_moment:
        return False
    closes = not text[match.end() :].strip() or text[match.end()] in ".,;)]"
    opens = text[: match.start()].rstrip()[-1:] in (",", "(", "") or before in words.before_year
    return opens or (closes and before not in words.months)
