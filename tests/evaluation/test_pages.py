"""Import against fundus' expectations: the measure itself, and floors on the recorded pages."""

from pathlib import Path

import pytest

from lautwem.evaluation import pages
from lautwem.model import PartialDate

DATA = Path(__file__).parents[3] / "shared" / "data" / "news-html"


def test_words_are_counted_once_each() -> None:
    assert pages.f1("der Rat tagt", "der Rat tagt") == 1.0
    assert pages.f1("der Rat", "der Rat tagt heute") == pytest.approx(2 * 2 / (2 + 4))
    assert pages.f1("der der", "der") == pytest.approx(2 / 3)
    assert pages.f1("", "") == 1.0
    assert pages.f1("a", "") == 0.0


@pytest.mark.parametrize(
    ("found", "expected", "same"),
    [
        ("2025-03-10T18:05:30+01:00", "2025-03-10 17:05:30+00:00", True),
        ("2025-03-10T18:05:30+01:00", "2025-03-10 18:05:30", True),
        ("2025-03-10T18:05+01:00", "2025-03-10 17:05:30+00:00", True),
        ("2025-03-10T18:05:31+01:00", "2025-03-10 17:05:30+00:00", False),
        ("2025-03-10T18:05:18+01:00", "2025-03-10 18:05:00+01:00", True),
        ("2025-03-10", "2025-03-10 00:00:00", True),
        ("2025-03-10", "2025-03-10 18:05:30+01:00", False),
    ],
)
def test_moments(found: str, expected: str, same: bool) -> None:
    lengths = {10: "day", 22: "minute", 25: "second"}
    assert pages.same_moment(PartialDate(found, lengths[len(found)]), expected) is same


@pytest.mark.skipif(not DATA.is_dir(), reason="the recorded pages are not there")
def test_import_of_recorded_pages() -> None:
    scores = pages.compare(DATA)
    assert scores.pages == 48
    assert scores.title >= 0.85
    assert scores.published >= 0.97
    assert scores.authors >= 0.93
    assert scores.body_f1 >= 0.97
    assert scores.body_95 >= 0.85
    assert scores.body_90 >= 0.93
    assert scores.captions >= 0.95
    assert scores.captions_precision >= 0.85
    assert scores.credits >= 0.93
