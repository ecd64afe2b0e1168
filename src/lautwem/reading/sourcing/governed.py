"""The preposition that governs a noun, whatever German puts between the two of them."""

from collections.abc import Set

from lautwem.reading.sourcing.page import Page

REACH = 14
"""Tokens left of a noun within which its preposition stands ("in einem am Freitag im Tal
verbreiteten langen Brief")."""
MARKS = frozenset("„“»«‚‘\"'–-()")
BETWEEN = ("DET", "ADJ", "NUM", "ADV", "PART", "CCONJ", "VERB", "PRON")
"""Parts of speech that stand between a preposition and its noun."""


def preposition(page: Page, t: int, relators: Set[str] = frozenset()) -> int | None:
    """The token of the preposition of the noun at a token; None where it has none.

    What an adjective takes along is passed over ("in einem der Zeitung vorliegenden Brief"),
    and so is one of ``relators`` with the genitive ("im Rahmen einer Sitzung").
    """
    inside = False
    determined = False
    for i in range(t - 1, max(-1, t - 1 - REACH), -1):
        token = page.tokens[i]
        pos, word = token.pos, token.text.lower()
        if pos == "ADP":
            if not inside:
                return i
            inside = False
        elif pos in ("NOUN", "PROPN"):
            if determined and not inside:
                return preposition(page, i) if word in relators else None
            if not inside and not _takes_along(page, i + 1, t):
                if pos == "NOUN":
                    return None
                continue
            inside = True
        elif token.text in MARKS or (token.text == "," and _lists_adjectives(page, i)):
            continue
        elif not _between(page, i):
            return None
        elif pos == "DET" and inside:
            inside = _is_governed(page, i)
        elif pos == "DET":
            determined = True
    return None


def _takes_along(page: Page, first: int, noun: int) -> bool:
    """Whether an adjective follows that a noun can belong to ("am Freitag verbreiteten")."""
    return any(
        page.tokens[i].pos in ("ADJ", "VERB") and page.tokens[i].text[:1].islower()
        for i in range(first, noun)
    )


def _lists_adjectives(page: Page, i: int) -> bool:
    """Whether a comma stands between two adjectives ("einem langen, wütenden Brief")."""
    return i > 0 and page.tokens[i - 1].pos == page.tokens[i + 1].pos == "ADJ"


def _between(page: Page, i: int) -> bool:
    token = page.tokens[i]
    finite = token.morph.verb_form == "fin"
    return (token.pos in BETWEEN and not finite) or token.text.isdecimal()


def _is_governed(page: Page, i: int) -> bool:
    """Whether the phrase that a determiner begins hangs on a preposition of its own."""
    return i > 0 and page.tokens[i - 1].pos == "ADP"
