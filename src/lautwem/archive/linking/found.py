"""Articles that hold a statement, and their places in it: what all steps of tracing work on."""

from typing import Literal

from lautwem import model as m
from lautwem.archive.linking.items import Item, items
from lautwem.archive.linking.matching import Kind

Status = Literal["active", "withdrawn", "corrected"]


class Source(m.Frozen):
    """One article as tracing looks at it: its reading, what became of it, and its pieces.

    Pieces that are not given are made anew whenever they are asked for.
    """

    reading: m.Reading
    status: Status = "active"
    pieces: tuple[Item, ...] = ()

    def prepared(self, near: frozenset[str] | None = None) -> "Source":
        """The same with its pieces; ``near`` as in ``items``."""
        if self.pieces:
            return self
        return Source(self.reading, self.status, items(self.reading, near))

    @property
    def article(self) -> m.Article:
        return self.reading.article

    @property
    def id(self) -> str:
        return self.reading.article.id


class Instance(m.Frozen):
    """One rendering of the statement that is traced: where, in which form, how surely it is one."""

    source: Source
    item: Item
    kind: Kind
    confidence: float
    because: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.source.id


class Reason(m.Frozen):
    """Why something was concluded: the rule, the articles (ids) it is about, words that show it."""

    rule: str
    articles: tuple[str, ...] = ()
    text: str = ""


class Edge(m.Frozen):
    """Article ``source`` has it from article ``target``: it cites it, or is a copy of it."""

    source: str
    target: str
    kind: Literal["cites", "copies"]
    because: Reason
