"""Deeds: clauses that tell that somebody has done something criminal or disgraceful."""

from collections.abc import Iterator
from typing import Literal

from lautwem import model as m
from lautwem.desk import lexica
from lautwem.desk.draft import Draft
from lautwem.language.clauses import Clause
from lautwem.language.phrases import Phrase
from lautwem.reading.names.person_nouns import sense as noun_sense

DoerKind = Literal["named", "aged", "suspect", "role", "generic"]
"""A person with a name; somebody told by age ("der 27-Jährige"), by standing ("der Verdächtige"),
by an office ("die Abgeordnete"), or by nothing of their own ("der Mann", "er")."""

_AUXILIARIES = frozenset({"werden"})
_PRONOUNS = frozenset({"er", "sie"})
_GENERIC = frozenset({"mann", "frau", "jugendliche", "vater", "mutter", "festgenommene"})
_AGED = ("-jähriger", "-jährige", "-jährigen", "-jährigem")


class Doer(m.Frozen):
    """Who has done it: the kind, the words for them, where they stand, the person if named."""

    kind: DoerKind
    words: str
    span: m.Span
    person: str | None = None


class Deed(m.Frozen):
    """One clause with a criminal verb in the active and a doer who can be told from others."""

    sentence: int
    clause: Clause
    verb: str
    doer: Doer

    def span(self, draft: Draft) -> m.Span:
        """From the first to the last word of the verb."""
        return draft.page.span(self.clause.predicate[0], self.clause.predicate[-1] + 1)


def deeds(draft: Draft) -> Iterator[Deed]:
    """All deeds in text order, however they are told."""
    for sentence, found in draft.clauses.items():
        for clause in found:
            verb = _crime(draft, clause)
            doer = _doer(draft, clause) if verb else None
            if verb and doer:
                yield Deed(sentence, clause, verb, doer)


def _crime(draft: Draft, clause: Clause) -> str | None:
    """The criminal verb of a clause in the active; None for a passive or another verb."""
    verbs = [at for at in clause.predicate if draft.tokens[at].pos in ("VERB", "AUX")]
    found = None
    for at in verbs:
        token = draft.tokens[at]
        verb = lexica.crimes().verb(token.text)
        if verb and token.pos == "VERB":
            found = verb
    if found is None or clause.verb is None:
        return None
    finite = draft.tokens[clause.verb].lemma.lower()
    if finite in _AUXILIARIES or (finite == "sein" and len(verbs) > 1):
        return None
    weak = found in lexica.crimes().weak
    if weak and not (_is_past(draft, clause) and _has_victim(draft, clause)):
        return None
    return found


def _is_past(draft: Draft, clause: Clause) -> bool:
    """Whether a clause tells of the past: "hat bedroht", "bedrohte"; a storm threatens."""
    finite = draft.tokens[clause.verb or 0]
    return finite.morph.tense == "past" or finite.lemma.lower() == "haben"


def _has_victim(draft: Draft, clause: Clause) -> bool:
    """Whether a person can be the object: a noun or name beside the subject."""
    subject = clause.subjects[0] if clause.subjects else None
    for begin, end in clause.parts:
        for at in range(begin, end):
            inside = subject is not None and subject.first <= at < subject.last
            if not inside and draft.tokens[at].pos in ("NOUN", "PROPN"):
                return True
    return False


def _doer(draft: Draft, clause: Clause) -> Doer | None:
    subject = clause.subjects[0] if clause.subjects else None
    if subject is None:
        return None
    if subject.pronoun:
        if clause.kind == "relative" and subject.first == clause.introducer:
            return _antecedent(draft, subject.first)
        singular = draft.tokens[clause.verb or 0].morph.number != "plur"
        generic = singular and draft.lower[subject.head] in _PRONOUNS
        return _doer_at(draft, "generic", subject.head) if generic else None
    return _told(draft, subject)


def _antecedent(draft: Draft, relative: int) -> Doer | None:
    """Who stands directly before the comma of a relative clause."""
    at = relative - 2
    if at < 0 or draft.lower[relative - 1] != ",":
        return None
    for mention in draft.names_in(draft.page.sentence_of(relative)):
        if mention.span[1] == draft.tokens[at].end:
            return _named(draft, mention)
    return _labelled(draft, at)


def _told(draft: Draft, phrase: Phrase) -> Doer | None:
    span = draft.page.span(phrase.first, phrase.last)
    for mention in draft.names_in(draft.page.sentence_of(phrase.head)):
        if span[0] <= mention.span[0] < span[1]:
            return _named(draft, mention)
    return _labelled(draft, phrase.head)


def _named(draft: Draft, mention: m.Mention) -> Doer:
    person = draft.person(mention.entity)
    return Doer("named", person.name, mention.span, person.id)


def _labelled(draft: Draft, at: int) -> Doer | None:
    word, sense = draft.lower[at], noun_sense(draft.tokens[at].text)
    if word.endswith(_AGED):
        return _doer_at(draft, "aged", at)
    if lexica.suspects().nouns.find(word):
        return _doer_at(draft, "suspect", at)
    if sense is None or sense.plural:
        return None
    if sense.kind == "role":
        return _doer_at(draft, "role", at)
    definite = at > 0 and draft.lower[at - 1] in ("der", "die")
    return _doer_at(draft, "generic", at) if definite and word in _GENERIC else None


def _doer_at(draft: Draft, kind: DoerKind, at: int) -> Doer:
    token = draft.tokens[at]
    return Doer(kind, token.text, (token.begin, token.end))
