"""When something was said, where the words around it tell, counted from publication.

Dates keep the precision the words have: a weekday or "gestern" needs publication to the
day, "im Februar" to the month; without it the words are kept and no value is given.
"""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

from lautwem.model import PartialDate, Precision, Span, Time
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.timewords import time_words

Value = tuple[str | None, Precision | None]
NOTHING: Value = (None, None)
EARLIER = 8
"""Tokens around "zuvor" within which "hatte" of the same clause stands."""


def time_of(page: Page, around: Iterable[int]) -> Time | None:
    """The time of an act of saying, read from the words (token indexes) around its content."""
    tokens = [t for t in around if not page.quoted(page.tokens[t].begin) and not _in_name(page, t)]
    found = [hit for t in tokens if (hit := _at(page, t, set(tokens)))]
    dated = [hit for hit in found if hit[2] != NOTHING] or found
    if not dated:
        return None
    first, last, (value, precision) = dated[0]
    span: Span = page.span(first, last)
    return Time(page.text[span[0] : span[1]], span, value, precision)


def _in_name(page: Page, t: int) -> bool:
    """Whether a word is of an outlet's name ("Welt am Sonntag")."""
    name = page.name_at(page.tokens[t].begin)
    return name is not None and name.kind == "outlet"


def _at(page: Page, t: int, own: set[int]) -> tuple[int, int, Value] | None:
    """A time expression with its core at a token: first token, end, value."""
    word, words = page.tokens[t].text.lower(), time_words()
    before = page.tokens[t - 1].text.lower() if t - 1 in own else ""
    published = page.article.published
    if word in words.days:
        if page.word(t + 1) == "noch" or before in ("bis", "auch"):
            return None
        return t, t + 1, _day(published, words.days[word])
    if word in words.weekdays and before in (
        "am",
        "vom",
        "diesen",
        "vergangenen",
        "letzten",
        "vorigen",
    ):
        first = t - 2 if before != "am" and t - 2 in own and page.word(t - 2) == "am" else t - 1
        last, dated = _date_after(page, t + 1, own)
        return first, last, dated if dated != NOTHING else _weekday(published, words.weekdays[word])
    if word in words.weekdays and page.tokens[t].text[0].isupper():
        return t, t + 1, _weekday(published, words.weekdays[word])
    if word in words.parts_of_day and page.tokens[t].text[0].isupper():
        first = t - 1 - (page.tokens[t - 1].pos == "ADJ")
        if page.word(first) == "am":
            return first, t + 1, _day(published, 0)
    if word in words.seasons or word in words.before_this:
        return _season(page, t, before, own)
    if word == "nacht" and before == "der" and page.word(t - 2) == "in":
        return _night(page, t)
    if word in ("am", "vom") and t + 1 in own:
        last, dated = _date_after(page, t + 1, own)
        return (t, last, dated) if last > t + 1 else None
    if word in words.months and page.word(t - 1) in ("im", "anfang", "mitte", "ende", "seit"):
        return _month(page, t, own)
    if word in words.months and before in words.last and page.word(t - 2) == "im":
        return t - 2, t + 1, _month_value(page, word)
    if year := _year(page, t, own):
        return _named_year(page, t, year)
    if word in words.units and (before in words.last or before in words.this):
        return _last_unit(page, t, before, own)
    if word == "vor" and t + 2 in own and page.word(t + 2) in words.units:
        return t, t + 3, _ago(page, t)
    if word == "wochenende" and before in ("am", "vom"):
        return t - 1, t + 1, NOTHING
    if word in words.events and (first := _after_event(page, t, own)) is not None:
        return first, t + 1, NOTHING
    told = word not in words.weak or (word in words.earlier and _is_earlier(page, t, own))
    if word in words.vague and told and not _is_attribute(page, t):
        return t, t + 1, NOTHING
    return None


def _after_event(page: Page, t: int, own: set[int]) -> int | None:
    """The first word of "nach dem ersten Treffen"."""
    first = next((i for i in range(t - 1, max(-1, t - 4), -1) if i not in own), t - 4) + 1
    for i in range(t - 1, first - 1, -1):
        if page.word(i) == "nach" and i + 1 < t:
            return i if page.tokens[i + 1].pos == "DET" else None
    return None


def _is_earlier(page: Page, t: int, own: set[int]) -> bool:
    """ "hatte zuvor mitgeteilt": the pluperfect makes "zuvor" the time of what was said."""
    near = (i for i in range(t - EARLIER, t + EARLIER) if i in own)
    return any(page.word(i) in ("hatte", "hatten") for i in near)


def _is_attribute(page: Page, t: int) -> bool:
    """Whether an adverb belongs to an adjective ("der kürzlich ernannte Leiter")."""
    return t + 1 < len(page.tokens) and page.tokens[t + 1].pos == "ADJ"


def _season(page: Page, t: int, before: str, own: set[int]) -> tuple[int, int, Value] | None:
    """ "im Sommer", "im vergangenen Herbst", "im Vorjahr", "in der Vorwoche"."""
    words = time_words()
    first = t - 2 if before in words.last | {"der"} else t - 1
    if first not in own or page.word(first) not in ("im", "in", "am", "vom"):
        return None
    back = words.before_this.get(page.word(t))
    published = page.article.published
    if published is None or back not in ("year", "month"):
        return first, t + 1, NOTHING
    if back == "month":
        return first, t + 1, _months_back(published, 1)
    return first, t + 1, (f"{int(published.value[:4]) - 1:04d}", "year")


def _night(page: Page, t: int) -> tuple[int, int, Value]:
    """ "in der Nacht", "in der Nacht auf Mittwoch": the day that it ends in."""
    words = time_words()
    day = words.weekdays.get(page.word(t + 2))
    if page.word(t + 1) not in ("auf", "zu", "zum") or day is None:
        return t - 2, t + 1, NOTHING
    return t - 2, t + 3, _weekday(page.article.published, day)


def _named_year(page: Page, t: int, year: int) -> tuple[int, int, Value] | None:
    """ "im Jahr 2012", "Ende 2021", "bereits 2018"."""
    before = page.word(t - 1)
    if before in ("jahr", "jahre") and page.word(t - 2) == "im":
        return t - 2, t + 1, (f"{year:04d}", "year")
    if before in time_words().edges or before in ("bereits", "schon", "zuletzt", "erst"):
        return t - (before in time_words().edges), t + 1, (f"{year:04d}", "year")
    return None


def _month_value(page: Page, word: str) -> Value:
    month = time_words().months[word]
    year = _recent_year(page.article.published, month)
    return (f"{year:04d}-{month:02d}", "month") if year else NOTHING


def _as_day(published: PartialDate | None) -> date | None:
    """The day of publication, where it is known to the day."""
    if published is None or len(published.value) < 10:
        return None
    try:
        return date.fromisoformat(published.value[:10])
    except ValueError:
        return None


def _day(published: PartialDate | None, shift: int) -> Value:
    day = _as_day(published)
    return ((day + timedelta(days=shift)).isoformat(), "day") if day else NOTHING


def _weekday(published: PartialDate | None, weekday: int) -> Value:
    """The last such weekday up to the day of publication."""
    day = _as_day(published)
    return _day(published, -((day.weekday() - weekday) % 7)) if day else NOTHING


def _number(text: str) -> int | None:
    bare = text.rstrip(".")
    return int(bare) if bare.isdecimal() and len(bare) <= 4 else None


def _year(page: Page, t: int, own: set[int]) -> int | None:
    if t not in own:
        return None
    value = _number(page.tokens[t].text)
    return value if value and 1500 <= value <= 2200 else None


def _recent_year(published: PartialDate | None, month: int, day: int = 1) -> int | None:
    """The year in which a month without a year last was, seen from publication."""
    if published is None:
        return None
    year = int(published.value[:4])
    if len(published.value) < 7:
        return None
    today = (int(published.value[5:7]), int(published.value[8:10] or 31))
    return year if (month, day) <= today else year - 1


def _date_after(page: Page, t: int, own: set[int]) -> tuple[int, Value]:
    """ "25. Mai 1961", ", 3. März", "(3.3.)" from a token on: its end and value."""
    i = t
    while i in own and page.word(i) in (",", "(", "dem", "den"):
        i += 1
    if i not in own or i + 1 not in own:
        return t, NOTHING
    day = _number(page.tokens[i].text)
    j = i + 1
    if j in own and page.word(j) == ".":
        j += 1
    month = time_words().months.get(page.word(j)) if j in own else None
    if day is None or month is None or not 1 <= day <= 31:
        return t, NOTHING
    year = _year(page, j + 1, own)
    last = j + 2 if year else j + 1
    year = year or _recent_year(page.article.published, month, day)
    if year is None or day > calendar.monthrange(year, month)[1]:
        return last, NOTHING
    return last, (f"{year:04d}-{month:02d}-{day:02d}", "day")


def _month(page: Page, t: int, own: set[int]) -> tuple[int, int, Value] | None:
    month = time_words().months[page.word(t)]
    year = _year(page, t + 1, own)
    last = t + 2 if year else t + 1
    year = year or _recent_year(page.article.published, month)
    value: Value = (f"{year:04d}-{month:02d}", "month") if year else NOTHING
    return t - 1, last, value


def _last_unit(page: Page, t: int, before: str, own: set[int]) -> tuple[int, int, Value] | None:
    """ "vergangene Woche", "im letzten Jahr", "dieses Jahr"."""
    first = t - 2 if t - 2 in own and page.word(t - 2) in ("im", "in", "am") else t - 1
    unit, published = time_words().units[page.word(t)], page.article.published
    back = 1 if before in time_words().last else 0
    if published is None or unit not in ("year", "month"):
        return first, t + 1, NOTHING
    year = int(published.value[:4])
    if unit == "year":
        return first, t + 1, (f"{year - back:04d}", "year")
    return first, t + 1, _months_back(published, back)


def _months_back(published: PartialDate, back: int) -> Value:
    if len(published.value) < 7:
        return NOTHING
    count = int(published.value[:4]) * 12 + int(published.value[5:7]) - 1 - back
    return f"{count // 12:04d}-{count % 12 + 1:02d}", "month"


def _ago(page: Page, t: int) -> Value:
    """ "vor drei Tagen", "vor zwei Jahren"."""
    text = page.word(t + 1)
    count = time_words().numbers.get(text) or _number(text)
    unit, published = time_words().units[page.word(t + 2)], page.article.published
    if count is None or published is None or count > 500:
        return NOTHING
    if unit == "day":
        return _day(published, -count)
    if unit == "month":
        return _months_back(published, count)
    return (f"{int(published.value[:4]) - count:04d}", "year") if unit == "year" else NOTHING
