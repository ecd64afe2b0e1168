"""How a draft tells something: as fact, on somebody's word, with a reservation, as fiction."""

from collections.abc import Iterable

from lautwem.desk import lexica
from lautwem.desk.draft import Draft
from lautwem.language.clauses import Clause
from lautwem.language.lexicon import load

OLD = 15
"""Years before publication (or before now, where unknown) from which a deed is history."""

STANDING = ("mutmaß", "mutmass", "vermeintlich")
"""Beginnings of hedges that tell somebody's standing and call for no source of their own."""
_MODALS = frozenset({"können", "müssen", "wollen", "sollen", "dürfen", "mögen", "lassen", "drohen"})
_CONDITIONAL = frozenset({"wenn", "falls", "sofern", "ob"})
_SUBORDINATE = frozenset({"dass", "ob", "weil", "wenn", "um", "welche", "welcher", "wie", "was"})
_NEGATORS = frozenset(load("denials")["negators"])
_SOURCE = frozenset({"laut", "zufolge", "demnach", "demzufolge", "angaben", "gemäß"})


def as_fact(
    draft: Draft, sentence: int, clause: Clause, voiced: bool = False, suspicion: bool = False
) -> bool:
    """Whether the article itself tells a clause as something that happened.

    Not where it stands in quotation marks or in somebody's words, where the sentence has a
    voice, a source phrase, a hedge or a question mark, where the verb is in Konjunktiv, in the
    infinitive or under a modal, or where it is negated or conditional. ``voiced``: a voice in
    the sentence does not matter; ``suspicion``: nor does a noun for a suspect.
    """
    if (sentence in draft.said and not voiced) or clause.verb is None:
        return False
    if reserved(draft, sentence, suspicion):
        return False
    tokens, verb = draft.tokens, draft.tokens[clause.verb]
    if clause.kind in ("ob", "w", "infinitive", "dass") or verb.morph.mood == "sub":
        return False
    words = {draft.lower[at] for begin, end in clause.parts for at in range(begin, end)}
    if words & _NEGATORS or words & _CONDITIONAL:
        return False
    if any(tokens[at].lemma.lower() in _MODALS for at in clause.predicate):
        return False
    return not any(draft.quoted(at) for at in clause.predicate)


def reserved(draft: Draft, sentence: int, suspicion: bool = False) -> bool:
    """Whether a sentence has a hedge, a source phrase, a word of suspicion or asks.

    With ``suspicion`` a noun for a suspect does not count.
    """
    words = draft.words(sentence)
    if "?" in words[-2:] or any(word in lexica.hedging() or word in _SOURCE for word in words):
        return True
    suspects = lexica.suspects()
    if any(word in suspects.signs for word in words):
        return True
    return not suspicion and any(suspects.nouns.find(word) for word in words)


def elsewhere(draft: Draft, sentences: Iterable[int]) -> bool:
    """Whether war or the past is told of in these sentences: no report of a crime today."""
    context = lexica.context()
    for sentence in sentences:
        for word in draft.words(sentence):
            if word in context["war"] or word in context["history"] or _old(draft, word):
                return True
    return False


def _old(draft: Draft, word: str) -> bool:
    """Whether a word is a year long past."""
    if len(word) != 4 or not word.isdecimal():
        return False
    published = draft.article.published
    return 1000 < int(word) <= (int(published.value[:4]) - OLD if published else 1999)


def hearsay_at(draft: Draft, at: int) -> bool:
    """Whether a word stands for what others say: angeblich, or "soll" with a perfect infinitive.

    An adjective ("der angebliche Finder") tells of a noun and does not count.
    """
    word = draft.lower[at]
    if word not in ("soll", "sollen"):
        return word in lexica.hearsay()
    for i in range(at + 1, draft.sentence(draft.page.sentence_of(at)).stop):
        if draft.lower[i - 1] == "," and draft.lower[i] in _SUBORDINATE:
            return False
        if i > at + 1 and _perfect(draft, i):
            return True
    return False


def _perfect(draft: Draft, at: int) -> bool:
    """ ".. bedroht haben", ".. geflohen sein" at the end of a clause."""
    follows = draft.lower[at + 1] if at + 1 < len(draft.lower) else "."
    if follows[0].isalnum() and follows not in ("und", "oder", "wie", "als"):
        return False
    before = draft.lower[at - 1]
    if draft.lower[at] == "haben":
        return before.endswith(("t", "en")) and before not in ("nicht", "recht")
    return draft.lower[at] == "sein" and lexica.with_sein(before)
