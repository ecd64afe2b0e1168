"""S101: an accusation told as fact, with no voice behind it."""

from collections.abc import Iterator

from lautwem import model as m
from lautwem.desk import lexica
from lautwem.desk.deeds import Deed, deeds
from lautwem.desk.draft import Draft
from lautwem.desk.findings import Hit
from lautwem.desk.manner import as_fact, elsewhere
from lautwem.desk.rules.guilt import deed_of_suspect
from lautwem.language.clauses import Clause


def without_source(draft: Draft) -> Iterator[Hit]:
    """S101: somebody named or told by age did something criminal, and nobody says so.

    Suspects are left to P201. Quiet where guilt is settled, in reviews and sport, and where a
    voice speaks in the sentence or beside it.
    """
    if draft.traits.kind != "report" or draft.traits.settled:
        return
    for deed in deeds(draft):
        if not _identified(draft, deed):
            continue
        if _bare(draft, deed.sentence, deed.clause) and not deed_of_suspect(draft, deed):
            yield _hit(draft, deed.span(draft), deed.doer.words)
    yield from _called(draft)


def _identified(draft: Draft, deed: Deed) -> bool:
    """Whether the doer is one person: named, told by age, or in the headline by an office."""
    if deed.doer.kind == "role":
        return draft.in_title(deed.sentence)
    return deed.doer.kind in ("named", "aged")


def _called(draft: Draft) -> Iterator[Hit]:
    """ "Mara Voss ist eine Betrügerin"."""
    for sentence, found in draft.clauses.items():
        for clause in found:
            noun = _predicate_noun(draft, clause)
            named = draft.names_in(sentence)
            if noun is None or not named or not _bare(draft, sentence, clause):
                continue
            subject = clause.subjects[0] if clause.subjects else None
            span = draft.page.span(subject.first, subject.last) if subject else (0, 0)
            if any(span[0] <= one.span[0] and one.span[1] <= span[1] for one in named):
                token = draft.tokens[noun]
                yield _hit(draft, (token.begin, token.end), draft.text[slice(*span)])


def _predicate_noun(draft: Draft, clause: Clause) -> int | None:
    """The guilt noun that a form of sein says of the subject."""
    if clause.lemma != "sein" or clause.verb is None:
        return None
    for begin, end in clause.parts:
        for at in range(begin, end):
            capital = draft.tokens[at].text[0].isupper()
            if draft.lower[at] in lexica.guilt().nouns and capital and at > clause.verb:
                return at
    return None


def _bare(draft: Draft, sentence: int, clause: Clause) -> bool:
    near = tuple(draft.near(sentence))
    if not as_fact(draft, sentence, clause) or elsewhere(draft, near):
        return False
    return not any(index in draft.said for index in near)


def _hit(draft: Draft, span: m.Span, who: str) -> Hit:
    values = {"who": who, "word": draft.text[slice(*span)]}
    return Hit(span, values=values, because=(m.Because("allegation-as-fact", (span,)),))
