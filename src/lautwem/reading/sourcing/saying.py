"""Whether a finite verb is one of saying: by itself, with its particle, or with a participle.

"stellen" and "haben" say something only with "fest" and "vor", "könnte .. stellen" nothing.
"""

from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.page import Page

IMPERSONAL = frozenset({"hieß", "hiess", "heißt", "heisst"})


def says(page: Page, at: int, last: int) -> bool:
    """Whether the verb at ``at`` says something in a clause that ends before ``last``:
    "teilte Velten mit", "sagte Velten", "hatte Velten gesagt"."""
    token, end = page.tokens[at], page.tokens[last - 1]
    whole = evidentials().whole_verbs
    if token.morph.verb_form != "fin" or last <= at:
        return False
    if token.text.lower() in IMPERSONAL:
        return True
    lemma, closing = token.lemma.lower(), end.lemma.lower()
    if lemma == "haben":
        return end.morph.verb_form == "part" and closing in whole
    return token.pos != "AUX" and (lemma in whole or closing + lemma in whole)


def is_said(page: Page, at: int, last: int) -> bool:
    """Whether a passive of saying opens at ``at`` and closes before ``last`` ("wurde von der
    Bank mitgeteilt")."""
    end = page.tokens[last - 1]
    passive = page.tokens[at].lemma.lower() == "werden" and end.morph.verb_form == "part"
    return passive and end.lemma.lower() in evidentials().whole_verbs
