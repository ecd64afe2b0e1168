"""An article's sourcing at a glance: how many voices, how many hedges, which chains."""

from collections import Counter

from lautwem import model as m

MEDIA = frozenset({"outlet", "agency"})
"""Kinds of voices that are media themselves: a statement through them is second-hand."""


class ChainCount(m.Frozen):
    """One chain of voices (ids, from the origin outward) and the statements that came on it."""

    chain: tuple[str, ...]
    count: int
    hedged: int


class Glance(m.Frozen):
    """The sourcing of one article in numbers.

    ``voices`` counts the voices in any chain, ``unnamed`` those of them that the
    article does not name. ``on_media`` counts statements with another outlet or a
    news agency in their chain, ``without_source`` those with no voice at all.
    ``chains`` begins with the most frequent; equals stand in the order of the text.
    """

    statements: int
    verbatim: int
    reported: int
    hedged: int
    voices: int
    unnamed: int
    on_media: int
    without_source: int
    chains: tuple[ChainCount, ...]

    @property
    def media_share(self) -> float:
        """Share of statements resting on other media, 0 to 1."""
        return self.on_media / self.statements if self.statements else 0.0


def glance(reading: m.Reading) -> Glance:
    """Counts the sourcing of a reading."""
    statements = reading.statements
    kinds = {voice.id: voice.kind for voice in reading.voices}
    levels = Counter(s.certainty.level for s in statements)
    counts = Counter(s.chain for s in statements)
    hedged = Counter(s.chain for s in statements if s.certainty.level == "hedged")
    voices = {voice for s in statements for voice in s.chain}
    return Glance(
        statements=len(statements),
        verbatim=levels["verbatim"],
        reported=levels["reported"],
        hedged=levels["hedged"],
        voices=len(voices),
        unnamed=sum(kinds.get(voice) == "unnamed" for voice in voices),
        on_media=sum(any(kinds.get(v) in MEDIA for v in s.chain) for s in statements),
        without_source=sum(not s.chain for s in statements),
        chains=tuple(
            ChainCount(chain, count, hedged[chain]) for chain, count in counts.most_common()
        ),
    )
