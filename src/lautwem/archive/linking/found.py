"""Articles that hold a statement, and their places in it: what all steps of tracing work on."""

from typing import Literal

from lautwem import model as m
from lautwem.archive.linking.digest import Digest, digest
from lautwem.archive.linking.items import Item, items
from lautwem.archive.linking.matching import Kind

Status = Literal["active", "withdrawn", "corrected"]


class Source(m.Frozen):
    """One article as tracing looks at it: its digest, what became of it, and its pieces.

    Of the article only the head, the text and where its parts lie are looked at. Pieces that are
    not given are made anew whenever they are asked for.
    """

    article: m.Article
    digest: Digest
    status: Status = "active"
    pieces: tuple[Item, ...] = ()

    @classmethod
    def of(cls, reading: m.Reading, status: Status = "active") -> "Source":
        """An article that has been read."""
        return cls(reading.article, digest(reading), status)

    def prepared(self, near: frozenset[str] | None = None) -> "Source":
        """The same with its pieces; ``near`` as in ``items``."""
        if self.pieces:
            return self
        pieces = items(self.article, self.digest, near)
        return Source(self.article, self.digest, self.status, pieces)

    @property
    def id(self) -> str:
        return self.article.id


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
