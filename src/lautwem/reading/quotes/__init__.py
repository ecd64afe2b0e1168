"""Quotations: what somebody said, and which words name speaker, cue, frame and addressee."""

from lautwem.engines import Engine
from lautwem.model import Analysis, Article, Name, Quotation
from lautwem.reading.encoder import Encoded
from lautwem.reading.quotes import learned, rules


def quotations(
    article: Article,
    analysis: Analysis,
    names: tuple[Name, ...],
    engine: Engine = "model",
    encoded: Encoded | None = None,
) -> tuple[Quotation, ...]:
    """The quotations of an article in text order; places only, nobody is identified.

    ``encoded`` is the text as the encoder sees it, for the engine ``thorough``. Raises
    ``MissingModel`` where the weights of a network are not in the package.
    """
    if engine == "rules":
        return rules.find(article, analysis, names)
    return learned.find(article, analysis, names, encoded)
