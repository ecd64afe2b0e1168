"""What an archive knows about the people and statements of a draft: filled there, read here.

Ids are those of the draft's reading (``p1``, ``s1``); texts are as the archive holds them.
"""

from typing import Literal

from lautwem import model as m

StandingKind = Literal["suspected", "accused", "convicted", "acquitted", "dropped"]
"""Where somebody stands in proceedings; ``dropped``: the proceedings were ended."""


class Where(m.Frozen):
    """An article of the archive. ``article`` is its id there."""

    article: str
    outlet: str | None = None
    title: str | None = None
    published: m.PartialDate | None = None
    url: str | None = None

    def named(self) -> str:
        """Outlet and date, else what else is known: how a message names the article."""
        known = (self.outlet or self.title, self.published.value if self.published else None)
        return ", ".join(part for part in known if part) or self.article


class TracedOrigins(m.Frozen):
    """Where a statement of the draft began, as far as the archive can trace it.

    ``origins`` are the names of its independent origins: one name where all reports of it go
    back to one. ``places`` are the articles it was traced through.
    """

    statement: str
    origins: tuple[str, ...]
    places: tuple[Where, ...] = ()


class EarlierWording(m.Frozen):
    """A quotation of the draft as an earlier article gives it. ``text`` has no marks around it."""

    statement: str
    text: str
    place: Where


class EarlierAge(m.Frozen):
    """What an earlier article tells of the birth of a person of the draft.

    ``age`` is the age given there; ``born`` the interval that follows from it.
    """

    person: str
    age: int
    born: m.BirthInterval | None
    place: Where


class LaterStanding(m.Frozen):
    """The last standing in proceedings that the archive has of a person of the draft."""

    person: str
    standing: StandingKind
    place: Where


class Withdrawal(m.Frozen):
    """A statement of the draft that the archive knows as withdrawn or corrected at its origin."""

    statement: str
    kind: Literal["withdrawn", "corrected"]
    place: Where


class Lookback(m.Frozen):
    """All that an archive can add to a draft. Empty: the archive was asked and knows nothing."""

    origins: tuple[TracedOrigins, ...] = ()
    wordings: tuple[EarlierWording, ...] = ()
    ages: tuple[EarlierAge, ...] = ()
    standings: tuple[LaterStanding, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
