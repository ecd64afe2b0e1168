"""The words in which a report speaks to its reader, in German or English."""

import functools
from collections.abc import Mapping
from importlib import resources
from typing import Any, Literal

import yaml

from lautwem import model as m

Language = Literal["de", "en"]
UNNAMED = "ungenannt"
"""How readings call a voice that the article does not name at all."""


class Labels:
    """The labels of one language: fixed words, names of kinds, dates. Immutable."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def extended(self, data: Mapping[str, Any]) -> "Labels":
        """These labels and more: groups of the same name are joined, the new ones come first."""
        both = {
            key: {**value, **data.get(key, {})} if isinstance(value, Mapping) else value
            for key, value in self._data.items()
        }
        return Labels({**data, **both})

    @property
    def language(self) -> str:
        return self._data["language"]

    def word(self, key: str) -> str:
        """A fixed word of the report; KeyError where there is none (a fault of ours)."""
        return self._data["words"][key]

    def of(self, group: str, key: str) -> str:
        """The name of one kind, such as ``of("channel", "phone")``; an open set gives the key."""
        return self._data[group].get(key, key)

    def kinship(self, type_: str, gender: str | None) -> str:
        """ "Tochter von", "Kind von", .."""
        return self._data["kinship"][type_][gender or "none"]

    def voice_name(self, kind: str, name: str) -> str:
        """The name of a voice; that of one without a name in the language of the report."""
        return self.of("voice", "unnamed") if (kind, name) == ("unnamed", UNNAMED) else name

    def counted(self, key: str, count: int) -> str:
        """ "1 Aussage", "2 Aussagen"."""
        return f"{self.number(count)} {self.named(key, count)}"

    def named(self, key: str, count: int) -> str:
        """What is counted without its number: "Aussage" for 1, "Aussagen" for any other."""
        one, many = self._data["plural"][key]
        return one if count == 1 else many

    def counted_of(self, key: str, count: int) -> str:
        """What a count was made over, in a whole phrase: "Gezählt in den 20 neuesten Artikeln"."""
        return self.named(key, count).format(self.number(count))

    def number(self, count: int) -> str:
        """A number with its thousands parted: 1.234.567 in German, 1,234,567 in English."""
        return f"{count:,}".replace(",", self._data["thousands"])

    def quoted(self, text: str) -> str:
        """The text in the quotation marks of the language."""
        opening, closing = self._data["quotes"]
        return f"{opening}{text}{closing}"

    def date(self, date: m.PartialDate) -> str:
        """A date as it is written, as precisely as it is known; as given if it is not ISO."""
        day_part, _, time_part = date.value.partition("T")
        pieces = day_part.split("-")
        names = ("year", "month", "day")[: len(pieces)]
        if not all(piece.isdecimal() for piece in pieces) or len(pieces) > 3:
            return date.value
        values: dict[str, Any] = dict(zip(names, map(int, pieces), strict=True))
        if not 1 <= values.get("month", 1) <= 12:
            return date.value
        if "month" in values:
            values["month"] = self._data["months"][values["month"] - 1]
        written = self._data["date"][names[-1]].format(**values)
        if not time_part or date.precision == "day":
            return written
        return self._data["date"]["time"].format(date=written, time=time_part[:5])

    def moment(self, at: str) -> str:
        """A moment that the archive keeps (ISO 8601 in UTC), to the minute."""
        return f"{self.date(m.PartialDate(at, 'minute'))} (UTC)"


@functools.cache
def load(language: Language) -> Labels:
    """The labels of a language, from the data packed with the program."""
    path = resources.files("lautwem.export") / "labels" / f"{language}.yaml"
    return Labels(yaml.safe_load(path.read_text(encoding="utf-8")))
