"""Provisional tagger: parts of speech from shape alone, until the trained one is in."""

from collections.abc import Sequence
from functools import cache

import simplemma

from lautwem.language.tokens import tokenisation
from lautwem.model import Frozen, Morph, Sentence, Span, Token

_NOTHING = Morph()


class Tagger(Frozen):
    """Gives every word a part of speech and a lemma."""

    def tag(
        self, words: Sequence[str], spans: Sequence[Span], sentences: Sequence[Sentence]
    ) -> list[Token]:
        firsts = {sentence.first for sentence in sentences}
        out = []
        for at, (word, (begin, end)) in enumerate(zip(words, spans, strict=True)):
            pos = _guess(word, at in firsts)
            lemma = simplemma.lemmatize(word, lang="de")
            out.append(Token(word, begin, end, pos, lemma, _NOTHING))
        return out


@cache
def tagger() -> Tagger:
    """The packaged tagger."""
    return Tagger()


def _guess(word: str, first: bool) -> str:
    if not any(c.isalnum() for c in word):
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    if word.lower() in tokenisation().sentence_openers:
        return "PRON"
    if word[0].isupper() and not first:
        return "NOUN"
    return "VERB" if word.endswith(("en", "t", "te")) else "ADJ"
