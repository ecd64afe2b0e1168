"""Quotations: what somebody said, and which words name speaker, cue, frame and addressee."""

from typing import Literal

from lautwem.model import Analysis, Article, Name, Quotation
from lautwem.reading.quotes import learned, rules

Engine = Literal["model", "rules"]


def quotations(
    article: Article, analysis: Analysis, names: tuple[Name, ...], engine: Engine = "model"
) -> tuple[Quotation, ...]:
    """The quotations of an article in text order; places only, nobody is identified.

    Raises ``MissingModel`` for the engine ``model`` where its weights are not in the package.
    """
    find = rules.find if engine == "rules" else learned.find
    return find(article, analysis, names)
