"""Words of time, compiled."""

from collections.abc import Mapping
from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Frozen
from lautwem.reading.sourcing.lexica import lowered


class TimeWords(Frozen):
    """Compiled lexica ``time_expressions`` and ``calendar``; words in lower case."""

    weekdays: Mapping[str, int]
    parts_of_day: frozenset[str]
    days: Mapping[str, int]
    months: Mapping[str, int]
    last: frozenset[str]
    this: frozenset[str]
    edges: frozenset[str]
    units: Mapping[str, str]
    seasons: frozenset[str]
    before_this: Mapping[str, str]
    numbers: Mapping[str, int]
    vague: frozenset[str]
    weak: frozenset[str]
    earlier: frozenset[str]
    events: frozenset[str]


@cache
def time_words() -> TimeWords:
    """Words of time."""
    raw = load("time_expressions")

    def table(name: str) -> Mapping[str, int]:
        return {key.lower(): value for key, value in raw[name].items()}

    weekdays = table("weekdays")
    parts = raw["parts_of_day"]
    return TimeWords(
        weekdays=weekdays | {day + part: n for day, n in weekdays.items() for part in parts},
        parts_of_day=lowered(parts),
        days=table("days"),
        months={key.lower(): value for key, value in load("calendar")["months"].items()},
        last=lowered(raw["last"]),
        this=lowered(raw["this"]),
        edges=lowered(raw["edges"]),
        units={key.lower(): value for key, value in raw["units"].items()},
        seasons=lowered(raw["seasons"]),
        before_this=table("before_this"),
        numbers=table("numbers"),
        vague=lowered(raw["vague"]),
        weak=lowered(raw["weak"]),
        earlier=lowered(raw["earlier"]),
        events=lowered(raw["events"]),
    )


def is_time(word: str) -> bool:
    """Whether a word in lower case is one of time: a unit, a weekday, a month, an edge of one."""
    words = time_words()
    return any(word in known for known in (words.units, words.weekdays, words.months, words.edges))
