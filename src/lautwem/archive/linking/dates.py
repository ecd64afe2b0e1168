"""Order in time of dates that are known more or less precisely: unknown order stays unknown."""

from datetime import UTC, datetime, timedelta

from lautwem import model as m

_STEPS = {
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
    "second": timedelta(seconds=1),
}
_ZONE = timedelta(hours=1)  # what a date without an offset is taken in: Central European time


class Interval(m.Frozen):
    """The first and the last moment that a partial date can mean (UTC), half open."""

    begin: datetime
    end: datetime


def interval(date: m.PartialDate | None) -> Interval | None:
    """The interval of a date; None where there is no date or it is none."""
    if date is None:
        return None
    try:
        return _interval(date.value, date.precision)
    except (ValueError, OverflowError):
        return None


def _interval(value: str, precision: m.Precision) -> Interval:
    if precision in ("year", "month", "day"):
        parts = [int(part) for part in value[:10].split("-")]
        begin = datetime(*(*parts, 1, 1)[:3], tzinfo=UTC)  # type: ignore[arg-type]
        return Interval(begin - _ZONE, _after(begin, precision) - _ZONE)
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC) - _ZONE
    begin = moment.astimezone(UTC)
    return Interval(begin, begin + _STEPS[precision])


def _after(begin: datetime, precision: str) -> datetime:
    if precision == "year":
        return begin.replace(year=begin.year + 1)
    if precision == "month":
        return (begin + timedelta(days=32)).replace(day=1)
    return begin + timedelta(days=1)


def before(one: m.PartialDate | None, other: m.PartialDate | None) -> bool:
    """Whether ``one`` is surely earlier than ``other``: False also where that is unknown."""
    first, second = interval(one), interval(other)
    return first is not None and second is not None and first.end <= second.begin


def order(date: m.PartialDate | None) -> tuple[float, float]:
    """A key to sort by: first possible moment, then last; what has no date comes last."""
    found = interval(date)
    if found is None:
        return (float("inf"), float("inf"))
    return (found.begin.timestamp(), found.end.timestamp())
