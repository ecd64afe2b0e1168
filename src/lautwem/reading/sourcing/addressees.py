"""Who was told, where the quotation step did not say: a dative beside the verb, a receiver."""

from collections.abc import Iterable

from lautwem.language.clauses import Clause, clauses
from lautwem.model import Part, Quotation, Token
from lautwem.reading.sourcing.frames import Frame, part_tokens
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.page import Page

DATIVE_FORMS = ("ihm", "ihr", "ihnen")
"""Third person pronouns that are dative whenever they stand alone."""


def addressee_of(page: Page, quotation: Quotation, frame: Frame) -> Part | None:
    """The addressee of a quotation: its own, else a dative of its cue, else who received it."""
    if quotation.addressee:
        return quotation.addressee
    cue = part_tokens(page, quotation.cue)
    content = set(part_tokens(page, quotation.quote))
    around = [t for t in frame.tokens if t not in content]
    if any(page.tokens[t].lemma.lower() in evidentials().told_in_dative for t in cue):
        return dative(page, around)
    return None if cue else _receiver(page, frame)


def dative(page: Page, tokens: Iterable[int]) -> Part | None:
    """The first personal pronoun in the dative that no preposition governs."""
    for t in tokens:
        token = page.tokens[t]
        before = page.tokens[t - 1] if t else None
        if _is_dative(page, t, token) and not (before and before.pos == "ADP"):
            return Part(((token.begin, token.end),))
    return None


def _is_dative(page: Page, t: int, token: Token) -> bool:
    follows = page.tokens[t + 1].pos if t + 1 < len(page.tokens) else ""
    return token.text.lower() in DATIVE_FORMS and follows not in ("ADJ", "NOUN", "PROPN")


def _receiver(page: Page, frame: Frame) -> Part | None:
    """The subject of a clause in which somebody receives words: er bekam klare Anweisungen."""
    sentence = page.sentences[frame.sentence]
    own = set(frame.tokens)
    if not any(page.tokens[t].lemma.lower() in evidentials().receiving_verbs for t in own):
        return None
    for clause in clauses(page.tokens, sentence.first, sentence.last):
        receiving = clause.lemma in evidentials().receiving_verbs and clause.verb in own
        if receiving and clause.subjects and _receives_words(page, clause):
            return Part((page.span(clause.subjects[0].first, clause.subjects[0].last),))
    return None


def _receives_words(page: Page, clause: Clause) -> bool:
    return any(
        page.tokens[t].lemma.lower() in evidentials().saying_nouns
        for first, last in clause.parts
        for t in range(first, last)
    )
