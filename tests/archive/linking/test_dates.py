"""What is surely earlier; what is not known stays unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lautwem import model as m
from lautwem.archive.linking.dates import before, interval, order


def date(value: str, precision: m.Precision) -> m.PartialDate:
    return m.PartialDate(value, precision)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (date("2025-03-01", "day"), date("2025-03-02", "day"), True),
        (date("2025-03-01", "day"), date("2025-03-01", "day"), False),
        (date("2025-02", "month"), date("2025-03-01", "day"), True),
        (date("2025-03", "month"), date("2025-03-31", "day"), False),
        (date("2025", "year"), date("2025-03-31T10:00+01:00", "minute"), False),
        (date("2025-03-01T08:00+01:00", "minute"), date("2025-03-01T08:00+00:00", "minute"), True),
        (date("2025-03-01T08:00+01:00", "minute"), date("2025-03-01", "day"), False),
        (date("Anfang März", "day"), date("2025-03-31", "day"), False),
        (None, date("2025-03-31", "day"), False),
    ],
)
def test_before(one: m.PartialDate | None, other: m.PartialDate | None, wanted: bool) -> None:
    assert before(one, other) is wanted
    assert not (before(one, other) and before(other, one))


@given(st.dates(), st.dates())
def test_days_are_ordered_as_they_are(one, other) -> None:  # type: ignore[no-untyped-def]
    first, second = date(one.isoformat(), "day"), date(other.isoformat(), "day")
    assert before(first, second) == (one < other)
    assert (order(first) < order(second)) == (one < other)


def test_intervals_are_half_open() -> None:
    month = interval(date("2025-12", "month"))
    assert month is not None
    following = interval(date("2026-01", "month"))
    assert following is not None
    assert month.end == following.begin
