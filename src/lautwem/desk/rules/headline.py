"""S106: the headline states as fact what the body hedges."""

from collections.abc import Iterator

from lautwem import model as m
from lautwem.desk import lexica
from lautwem.desk.draft import Draft
from lautwem.desk.findings import Hit
from lautwem.desk.manner import as_fact, hearsay_at, reserved
from lautwem.language.clauses import Clause

_LIGHT = frozenset(
    {"sein", "haben", "werden", "geben", "machen", "kommen", "gehen", "sagen", "tun"}
)
"""Verbs that tell too little to be recognised in the body."""
_ATTRIBUTING = frozenset({":", "„", "“", "»", "«", '"', "‚", "?", "'"})
_STEM = 5
"""Letters by which a noun of the headline is known again in the body."""


def exceeds_body(draft: Draft) -> Iterator[Hit]:
    """S106: a verb of the headline in the indicative, in the body only under a hedge.

    The hedged sentence shares a noun or name with the headline; where one sentence of the body
    tells the verb without a hedge there is no hit. Headlines that ask, quote or name a source
    are left alone.
    """
    titles = [s for s in range(len(draft.page.sentences)) if draft.in_title(s)]
    for sentence in titles:
        if _ATTRIBUTING & set(draft.words(sentence)) or reserved(draft, sentence):
            continue
        for clause in draft.clauses.get(sentence, ()):
            hit = _exceeds(draft, sentence, clause)
            if hit:
                yield hit
                return


def _exceeds(draft: Draft, sentence: int, clause: Clause) -> Hit | None:
    place = _verb(draft, sentence, clause)
    if place is None:
        return None
    verb, span = place
    body = [s for s in draft.clauses if not draft.in_title(s) and verb in _verbs(draft, s)]
    hedged = [s for s in body if _hedged(draft, s)]
    if not hedged or len(hedged) < len(body) or not _shared(draft, sentence, hedged[0]):
        return None
    where = draft.page.sentence_span(hedged[0])
    values = {"word": draft.text[slice(*span)], "body": _marker(draft, hedged[0])}
    return Hit(span, values=values, because=(m.Because("hedged-in-body", (span, where)),))


def _verb(draft: Draft, sentence: int, clause: Clause) -> tuple[str, m.Span] | None:
    """The verb that a clause of the headline tells as fact, and where it stands."""
    if clause.verb is None:
        return _untagged(draft, clause)
    lemma = (clause.lemma or "").lower()
    if len(lemma) < _STEM or lemma in _LIGHT or not as_fact(draft, sentence, clause, voiced=True):
        return None
    return lemma, draft.page.span(clause.predicate[0], clause.predicate[-1] + 1)


def _untagged(draft: Draft, clause: Clause) -> tuple[str, m.Span] | None:
    """A criminal verb behind a noun, where the tagger has seen no verb in a headline."""
    for begin, end in clause.parts:
        for at in range(begin + 1, end):
            verb = lexica.crimes().verb(draft.tokens[at].text)
            noun = draft.tokens[at - 1].text[0].isupper()
            if verb and noun and draft.tokens[at].text[0].islower():
                return verb, draft.page.span(at, at + 1)
    return None


def _verbs(draft: Draft, sentence: int) -> frozenset[str]:
    """The lemmas of a sentence's verbs, of criminal ones in whatever form they stand."""
    found = {clause.lemma.lower() for clause in draft.clauses[sentence] if clause.lemma}
    for at in draft.sentence(sentence):
        if draft.tokens[at].pos == "VERB":
            found.add(draft.tokens[at].lemma.lower())
            found.add(lexica.crimes().verbs.find(draft.lower[at]) or "")
    return frozenset(found)


def _hedged(draft: Draft, sentence: int) -> bool:
    return any(hearsay_at(draft, at) for at in draft.sentence(sentence))


def _marker(draft: Draft, sentence: int) -> str:
    at = next(at for at in draft.sentence(sentence) if hearsay_at(draft, at))
    return draft.tokens[at].text


def _shared(draft: Draft, one: int, other: int) -> bool:
    """Whether two sentences share a noun or name, told by its first letters."""
    return bool(_stems(draft, one) & _stems(draft, other))


def _stems(draft: Draft, sentence: int) -> frozenset[str]:
    return frozenset(
        draft.lower[at][:_STEM]
        for at in draft.sentence(sentence)
        if draft.tokens[at].text[0].isupper() and len(draft.lower[at]) >= _STEM
    )
