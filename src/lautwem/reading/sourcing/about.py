"""Whom a statement is about: the people mentioned in its content or as its object."""

from lautwem.model import Party, Quotation
from lautwem.reading.sourcing.frames import Frame
from lautwem.reading.sourcing.page import Page, overlap


def about(
    page: Page, quotation: Quotation, frame: Frame, parties: tuple[Party | None, ...]
) -> tuple[str, ...]:
    """Person ids in the order of the text.

    People of the content count, and people in the words around it who are neither its
    speaker, addressee or source nor named inside one of them (``parties``).
    """
    spans = list(quotation.quote.spans)
    taken = [span for party in parties if party for span in party.part.spans]
    taken += [span for party in (quotation.speaker, quotation.addressee) if party for span in party.spans]
    for t in frame.tokens:
        place = (page.tokens[t].begin, page.tokens[t].end)
        if not any(overlap(place, span) for span in taken):
            spans.append(place)
    people = {
        mention.entity: mention.span[0]
        for span in reversed(sorted(spans))
        for mention in page.mentions_in(span)
        if mention.entity.startswith("p")
    }
    return tuple(sorted(people, key=lambda entity: people[entity]))
