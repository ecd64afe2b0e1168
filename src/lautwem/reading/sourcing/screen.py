"""What stands in quotation marks and is no statement: titles, nicknames, names, terms."""

from lautwem.model import Quotation, Span, Work
from lautwem.reading.quotes.marks import QuotePair
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.page import Page, hull, within

FEW = 3
"""Words up to which something in quotation marks, without a speaker or verb, is a mere term."""
PERSONAL = ("person", "group", "institution", "outlet", "agency", "platform", "place")


def screen(
    page: Page, quotations: tuple[Quotation, ...], works: tuple[Work, ...]
) -> tuple[Quotation, ...]:
    """The quotations without those that only repeat a title, a name or a term, or are the
    author's own words.

    A quotation with a verb of saying stays, however short: what somebody said is no title.
    """
    titles = frozenset(work.span for work in works)
    return tuple(q for q in quotations if not _no_statement(page, q, titles))


def _no_statement(page: Page, quotation: Quotation, titles: frozenset[Span]) -> bool:
    place = hull(quotation.quote)
    if place is None or place[0] == place[1]:
        return True
    pair = page.quoted(place[0])
    inner = _bare(page, place, pair)
    if inner in titles or place in titles:
        return True
    if any(name.kind in PERSONAL and within(inner, name.span) for name in _names_near(page, inner)):
        return True
    if _narrator(page, quotation):
        return True
    if quotation.type != "direct" or quotation.speaker or quotation.cue or quotation.frame:
        return False
    return _is_term(page, quotation, inner)


def _narrator(page: Page, quotation: Quotation) -> bool:
    """Whether the author speaks, as "ich" or "wir" outside quotation marks."""
    tokens = part_tokens(page, quotation.speaker)
    if len(tokens) != 1 or page.tokens[tokens[0]].text.lower() not in ("ich", "wir"):
        return False
    return page.quoted(page.tokens[tokens[0]].begin) is None


def _bare(page: Page, place: Span, pair: QuotePair | None) -> Span:
    """A place without the quotation marks around it."""
    if pair and (place == pair.outer or within(place, pair.inner)):
        begin, end = max(place[0], pair.inner[0]), min(place[1], pair.inner[1])
        return (begin, end) if begin < end else place
    return place


def _names_near(page: Page, inner: Span) -> list:
    name = page.name_at(inner[0])
    return [name] if name else []


def _is_term(page: Page, quotation: Quotation, inner: Span) -> bool:
    """Few words without a finite verb that are less than their sentence."""
    tokens = part_tokens(page, quotation.quote)
    words = [t for t in tokens if page.tokens[t].pos != "PUNCT"]
    if len(words) > FEW or any(page.tokens[t].morph.verb_form == "fin" for t in words):
        return False
    sentence = page.sentences[page.sentence_at(inner[0])]
    rest = [
        t
        for t in range(sentence.first, sentence.last)
        if page.tokens[t].pos != "PUNCT" and t not in tokens
    ]
    return bool(rest)
