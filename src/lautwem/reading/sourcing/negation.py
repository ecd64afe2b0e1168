"""Whether the speaker denies the content, or is said not to have said it."""

from lautwem.language.clauses import clauses
from lautwem.model import Because, Quotation
from lautwem.reading.sourcing.frames import Frame, part_tokens
from lautwem.reading.sourcing.lexica import denials
from lautwem.reading.sourcing.page import Page

NEAR = 6
"""Tokens around the cue within which a negation belongs to it."""


def negation(page: Page, quotation: Quotation, frame: Frame) -> tuple[Because, ...]:
    """The grounds for reading the content as denied; empty where it is not.

    A verb of denying denies, and a negated verb of denying does not ("bestritt nicht"). Words in
    quotation marks or behind a colon are what the speaker does say ("Velten widersprach: „Er
    hält“").
    """
    if quotation.type == "direct" or _is_announced(page, quotation):
        return ()
    cue = part_tokens(page, quotation.cue) or _verbs_of_act(page, quotation)
    denying = [t for t in cue if _denies(page, t, frame)]
    negators = _negators(page, cue, frame)
    if bool(denying) == bool(negators):
        return ()
    if negators and any(page.tokens[t].lemma.lower() in denials().not_negated_by for t in cue):
        return ()
    tokens = denying or negators
    return (Because("denial", tuple((page.tokens[t].begin, page.tokens[t].end) for t in tokens)),)


def _is_announced(page: Page, quotation: Quotation) -> bool:
    """Whether the content stands behind a colon."""
    first = next(iter(part_tokens(page, quotation.quote)), 0)
    return any(page.tokens[t].text == ":" for t in (first - 1, first - 2) if t >= 0)


def _verbs_of_act(page: Page, quotation: Quotation) -> list[int]:
    """The verbs of a reported act, which the quotation step gives no cue: those of its first
    main clause."""
    tokens = part_tokens(page, quotation.quote) if quotation.type == "reported" else []
    if not tokens:
        return []
    sentence = page.sentences[page.sentence_of(tokens[0])]
    for clause in clauses(page.tokens, tokens[0], min(sentence.last, tokens[-1] + 1)):
        if clause.verb is not None:
            return list(clause.predicate)
    return []


def _denies(page: Page, t: int, frame: Frame) -> bool:
    token, words = page.tokens[t], denials()
    if token.lemma.lower() in words.verbs or token.lemma in words.nouns:
        return True
    around = {page.tokens[i].text.lower() for i in frame.tokens if abs(i - t) <= 40}
    return any(
        token.lemma.lower() == stem and set(particle.split()) <= around
        for stem, particle in words.separated
    )


def _negators(page: Page, cue: list[int], frame: Frame) -> list[int]:
    """Negations of the cue: near it, in the frame, in the same clause, and not before a noun."""
    found = []
    for t in frame.tokens:
        if not negates(page, t):
            continue
        near = [c for c in cue if abs(c - t) <= NEAR and _same_clause(page, c, t)]
        if near and not _contrast(page, t) and not _of_attribute(page, t):
            found.append(t)
    return found


def negates(page: Page, t: int) -> bool:
    """Whether a word negates the verb it stands by; "kein" does so only alone or before a noun
    of saying: who "erwartet keinen Regen" says something, who "nennt keine Details" does not."""
    word = page.tokens[t].text.lower()
    if word not in denials().negators:
        return False
    follows = page.tokens[t + 1 : t + 4]
    noun = next((token for token in follows if token.pos == "NOUN"), None)
    return not word.startswith("kein") or noun is None or noun.text.lower() in denials().told


def _same_clause(page: Page, one: int, other: int) -> bool:
    between = range(min(one, other) + 1, max(one, other))
    return not any(page.tokens[i].text in (",", ";", ":", "–", "—") for i in between)


def _of_attribute(page: Page, t: int) -> bool:
    """ "über nicht schließende Türen": the negation is of a participle before its noun."""
    after = page.tokens[t + 1 : t + 3]
    return len(after) == 2 and after[0].pos == "ADJ" and after[1].pos == "NOUN"


def _contrast(page: Page, t: int) -> bool:
    """ "nicht nur", "nicht zuletzt", "nicht müde": no negation of the verb."""
    follows = page.tokens[t + 1].text.lower() if t + 1 < len(page.tokens) else ""
    return follows in (
        "nur",
        "zuletzt",
        "ohne",
        "allein",
        "bloß",
        "minder",
        "weniger",
        "müde",
        "umhin",
    )
