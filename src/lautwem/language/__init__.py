"""German: tokens, sentences, parts of speech, morphology, clauses and phrases."""

from lautwem.language.analysis import analyse, blocks, segments

__all__ = ["analyse", "blocks", "segments"]
