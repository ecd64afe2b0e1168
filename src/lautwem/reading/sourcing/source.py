"""What a source phrase is, and what its finders share."""

from typing import Literal

from lautwem.model import Frozen, Span
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun
from lautwem.reading.sourcing.nominal import Phrase
from lautwem.reading.sourcing.page import Page

Form = Literal[
    "according", "reporting", "citing", "told", "circles", "carrying", "backward", "byline"
]
OUTLETS = ("outlet", "agency")
WITHIN = frozenset({"in", "im"})
"""Prepositions of what something is said in, be it a document or the circles of somebody."""


class Source(Frozen):
    """One source phrase: its place, the noun phrase of the source (token indexes), its sentence.

    ``who`` is None where the phrase names nobody (demnach); ``own`` is true where it points
    back to the subject ("nach eigenen Angaben").
    """

    form: Form
    span: Span
    sentence: int
    who: Phrase | None = None
    own: bool = False


def made(
    page: Page,
    form: Form,
    begin: int,
    end: int,
    sentence: int,
    who: Phrase | None,
    own: bool = False,
) -> Source:
    """A source phrase of the tokens ``begin`` to ``end``."""
    return Source(form, page.span(begin, end), sentence, who, own)


def words_of(page: Page, first: int, last: int) -> tuple[str, ...]:
    """The words of the tokens ``first`` to ``last`` in lower case."""
    return tuple(page.tokens[i].text.lower() for i in range(first, last))


def is_own(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase points back to the subject ("eigenen Angaben")."""
    words = words_of(page, phrase.first, phrase.head)
    reported = page.tokens[phrase.head].text.lower() in evidentials().nouns
    return reported and any(w in evidentials().own for w in words)


def end_of(phrase: Phrase, own: bool) -> int:
    """Where a source phrase ends: one that points back with its noun ("war nach seinen Worten
    eines der ersten Dinge")."""
    return phrase.head + 1 if own else phrase.last


def is_outlet(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase names an outlet or an agency, or a noun that stands for one."""
    core = page.span(phrase.first, phrase.core)
    if page.tokens[phrase.head].text.lower() in evidentials().outlet_nouns:
        return True
    return any(
        name.kind in OUTLETS and page.tokens[phrase.head].end <= name.span[1] + 1
        for name in page.names_in(core)
    )


def names_source(page: Page, t: int) -> bool:
    """Whether after "hieß es" a token leads to who is meant."""
    return page.tokens[t].text.lower() in evidentials().from_whom | WITHIN


def speaks_itself(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase after "hieß es in" is a release with its issuer, or a document, or one
    of the circles that are a source."""
    head = page.tokens[phrase.head]
    kinds = {kind_of_noun(head.text), kind_of_noun(head.lemma)}
    body = "institution" in kinds or _is_body(page, phrase)
    return body or issued_by(page, phrase) or bool(kinds & {"document", "unnamed"})


def _is_body(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase is the name of a body ("im BMI")."""
    name = page.name_at(page.tokens[phrase.head].begin)
    return name is not None and name.kind == "institution"


def issued_by(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase is a release with its issuer ("einer Mitteilung der Bank")."""
    return phrase.owner is not None and page.tokens[phrase.head].text.lower() in evidentials().given
