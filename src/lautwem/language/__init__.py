"""German: tokens, sentences, parts of speech, morphology, clauses and phrases."""

from lautwem.language.analysis import analyse, blocks

__all__ = ["analyse", "blocks"]
