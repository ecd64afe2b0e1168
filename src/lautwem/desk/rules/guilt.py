"""P201: somebody suspected, accused or on trial is called guilty."""

import re
from collections.abc import Iterator

from lautwem import model as m
from lautwem.desk import lexica
from lautwem.desk.accusations import accusations
from lautwem.desk.deeds import Deed, deeds
from lautwem.desk.draft import Draft
from lautwem.desk.findings import Hit
from lautwem.desk.manner import as_fact, elsewhere

_REACH = 3
"""Words before a guilt noun in which what relieves it stands ("mutmaßlicher, 27 Jahre alter")."""


_ARTICLES = frozenset({"der", "die", "den", "dem", "des"})
_OTHERS = frozenset({"zu", "zum", "zur", "mit", "von", "vom", "unter", "nach", "für", "über"})
_NEAR = 3
"""Sentences between the words of an arrest and a deed of "the man", who is taken for the same."""


def guilt_before_verdict(draft: Draft) -> Iterator[Hit]:
    """P201: nouns of guilt for, and criminal verbs of, somebody whose guilt is open."""
    yield from _overtaken(draft)
    if not open_guilt(draft):
        return
    why = m.Because("open-guilt", tuple(_span(draft, at) for at in draft.traits.signs[:3]))
    for at in _guilt_nouns(draft):
        key = _attached(draft, at)
        if key:
            span = _span(draft, at)
            values = {"word": draft.tokens[at].text}
            yield Hit(span, key, values, (m.Because(f"guilt-noun-{key}", (span,)), why))
    for deed in deeds(draft):
        if deed_of_suspect(draft, deed):
            span = deed.span(draft)
            values = {"word": draft.text[slice(*span)], "who": deed.doer.words}
            yield Hit(span, "verb", values, (m.Because("criminal-verb", (span,)), why))


def _overtaken(draft: Draft) -> Iterator[Hit]:
    """People accused here whom the archive knows as acquitted, or out of the proceedings."""
    accused = {one.person: one for one in accusations(draft)}
    for known in draft.back.standings if draft.back else ():
        one = accused.get(known.person)
        if one is not None and known.standing in ("acquitted", "dropped"):
            person = draft.person(one.person).name
            values = {"who": person, "standing": known.standing, "where": known.place.named()}
            yield Hit(
                one.span, "overtaken", values, (m.Because("standing-in-archive", (one.words,)),)
            )


def open_guilt(draft: Draft) -> bool:
    """Whether the article is about a suspicion, and nothing in it settles that."""
    return bool(draft.traits.signs) and not draft.traits.settled and draft.traits.kind == "report"


def deed_of_suspect(draft: Draft, deed: Deed) -> bool:
    """Whether a deed is told as fact of one whom the article shows as suspected."""
    if not open_guilt(draft) or not as_fact(draft, deed.sentence, deed.clause, suspicion=True):
        return False
    if elsewhere(draft, draft.near(deed.sentence)):
        return False
    kind = deed.doer.kind
    return kind == "suspect" or (
        _caught_near(draft, deed.sentence) if kind == "generic" else _suspected(draft, deed)
    )


def _suspected(draft: Draft, deed: Deed) -> bool:
    """Whether the name or the age of the doer stands in one sentence with a word of suspicion."""
    sentences = {draft.page.sentence_of(at) for at in draft.traits.signs}
    if deed.doer.person:
        spans = {mention.span for s in sentences for mention in draft.names_in(s)}
        return any(span in spans for span in draft.name_spans[deed.doer.person])
    age = deed.doer.words.partition("-")[0]
    aged = [word for s in sentences for word in draft.words(s) if "-jährige" in word]
    return deed.doer.kind == "aged" and any(word.startswith(age) for word in aged)


def _caught_near(draft: Draft, sentence: int) -> bool:
    """Whether somebody is caught a few sentences off and nobody is still sought."""
    signs = {draft.page.sentence_of(at) for at in draft.traits.signs}
    return not draft.traits.sought and any(near in signs for near in draft.near(sentence, _NEAR))


def _guilt_nouns(draft: Draft) -> Iterator[int]:
    """Nouns of guilt that nothing beside them takes back, in the article's own voice."""
    nouns = lexica.guilt()
    for sentence in draft.clauses:
        for at in draft.sentence(sentence):
            if draft.lower[at] not in nouns.nouns or not draft.tokens[at].text[0].isupper():
                continue
            if draft.quoted(at) or at in draft.spoken or elsewhere(draft, (sentence,)):
                continue
            words = draft.lower[max(0, at - _REACH) : at]
            if any(word in nouns.relieving for word in words) or _beside_the_point(words):
                continue
            if "?" not in draft.words(sentence)[-2:]:
                yield at


def _beside_the_point(words: tuple[str, ...]) -> bool:
    """ "Verbindungen zu den Attentätern", "Opfer eines Betrügers": not the suspect."""
    return any(word in _OTHERS for word in words[-2:]) or words[-1:] in (("eines",), ("einer",))


def _attached(draft: Draft, at: int) -> str | None:
    """How a guilt noun is tied to a suspect, the key of the message; None where it is not."""
    sentence = draft.page.sentence_of(at)
    following = draft.tokens[at].end
    if any(one.span[0] == following + 1 for one in draft.names_in(sentence)):
        return "named"
    inside = draft.sentence(sentence)
    after = [draft.lower[i] for i in range(at + 1, min(at + 4, inside.stop))]
    apposed = after[:1] == [","] and any(word.endswith("-jähriger") for word in after)
    if apposed or (at > inside.start and re.match(r"\d+-jährige", draft.lower[at - 1])):
        return "aged"
    if draft.in_title(sentence) or draft.in_caption(sentence):
        return "headline" if _singular(draft, at) or _arrested(draft, at, inside) else None
    if _arrested(draft, at, inside):
        return "arrested"
    same = _singular(draft, at) and _definite(draft, at) and _caught_near(draft, sentence)
    return "same" if same else None


def _definite(draft: Draft, at: int) -> bool:
    return any(word in _ARTICLES for word in draft.lower[max(0, at - 2) : at])


def _singular(draft: Draft, at: int) -> bool:
    return draft.tokens[at].morph.number != "plur"


def _arrested(draft: Draft, at: int, inside: range) -> bool:
    """Whether the noun is in one clause with a verb of arrest that is not denied."""
    for clause in draft.clauses[draft.page.sentence_of(at)]:
        places = {i for begin, end in clause.parts for i in range(begin, end)}
        if at in places:
            words = {draft.lower[i] for i in places}
            return bool(words & lexica.guilt().arrests) and not words & {"nicht", "noch", "nie"}
    return False


def _span(draft: Draft, at: int) -> m.Span:
    return (draft.tokens[at].begin, draft.tokens[at].end)
