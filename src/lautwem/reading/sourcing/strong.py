"""Words inflected after "der", "die", "das" as they stand without it: "der Beschuldigte" is
"Beschuldigter", "dem mutmaßlichen Täter" "mutmaßlicher Täter".

So somebody without a name is called the same wherever he speaks.
"""

from lautwem.model import Token
from lautwem.reading.names.person_nouns import sense
from lautwem.reading.sourcing.nominal import Phrase
from lautwem.reading.sourcing.page import Page

MASCULINE = frozenset({"des", "dem", "den", "vom", "beim", "zum", "im"})
FEMININE = frozenset({"der", "zur"})
AGED = ("jährige", "jährigen")


def strong(page: Page, phrase: Phrase, at: int) -> str:
    """The word at a token of a phrase in the singular as it stands without the article."""
    token, article = page.tokens[at], page.tokens[phrase.first].text.lower()
    word = token.text
    if phrase.first == at or not _like_adjective(token):
        return word
    if article == "der" and word.endswith("e"):
        return word + "r"
    if article == "das" and word.endswith("e"):
        return word + "s"
    if article in MASCULINE and word.endswith("en"):
        neuter = page.tokens[phrase.head].morph.gender == "neut" and at != phrase.head
        return word[:-1] + ("s" if neuter else "r")
    return word[:-1] if article in FEMININE and word.endswith("en") else word


def bends(token: Token) -> bool:
    """Whether a noun is inflected like an adjective ("Beschuldigter", "27-Jährige")."""
    noun = sense(token.text)
    return token.text.lower().endswith(AGED) or (noun is not None and noun.adjectival)


def _like_adjective(token: Token) -> bool:
    return token.pos == "ADJ" or bends(token)
