"""A draft as the rules see it: its reading, what an archive adds, and quick look-ups."""

from lautwem import model as m
from lautwem.desk.lookback import Lookback


class Draft(m.Frozen):
    """What every rule reads. ``back`` is None where no archive was asked."""

    reading: m.Reading
    back: Lookback | None = None

    @property
    def article(self) -> m.Article:
        return self.reading.article

    @property
    def text(self) -> str:
        return self.reading.article.text


def make_draft(reading: m.Reading, back: Lookback | None = None) -> Draft:
    """The draft of a reading."""
    return Draft(reading, back)
