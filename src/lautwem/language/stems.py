"""One stem for all forms of a word, so that a text and its retelling meet.

The lemma from the dictionary of word forms ("gewusst", "wüssten" → "wissen"), then
the German Snowball stemmer, which also folds umlauts and joins a noun in -ung with
its verb ("Bestechung", "bestechen" → "bestech"). No part of speech is needed: a word
in lower case is tried as a verb first, one with a capital as a noun.
"""

from functools import lru_cache

from lautwem.language.snowball import snowball
from lautwem.language.strong_verbs import infinitive_of
from lautwem.language.tagger import tagger


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one word in lower case, without umlauts and ß; numbers as they stand."""
    if not word[:1].isalpha():
        return word.lower()
    lower = word.lower()
    lemma = tagger().lemma(word, "NOUN") if word[0].isupper() else _other(word)
    return snowball(lemma.lower().replace("ß", "ss")) or lower


@lru_cache(maxsize=1 << 15)
def verb(word: str) -> str | None:
    """The infinitive that a word in lower case can be a form of, None for no verb."""
    strong = infinitive_of(word)
    if strong:
        return strong
    lemma = tagger().lemma(word, "VERB")
    return lemma if tagger().knows_verb(lemma) else None


def _other(word: str) -> str:
    return verb(word) or tagger().lemma(word, "ADJ")
