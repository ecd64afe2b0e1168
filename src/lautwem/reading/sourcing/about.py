"""Whom a statement is about: the people mentioned in its content or as its object."""

from lautwem.model import Party, Quotation, Span
from lautwem.reading.sourcing.frames import Frame
from lautwem.reading.sourcing.page import Page, overlap


def about(
    page: Page, quotation: Quotation, frame: Frame, parties: tuple[Party | None, ...]
) -> tuple[str, ...]:
    """Person ids in the order of the text.

    People of the content count, and people in the words around it who are neither its
    speaker, addressee or source nor named inside one of them (``parties``).
    """
    roles = (quotation.speaker, quotation.addressee, *(p.part for p in parties if p))
    taken = [span for part in roles if part for span in part.spans]
    people: dict[str, int] = {}
    for span in sorted([*quotation.quote.spans, *_runs(page, frame.tokens)]):
        for mention in page.mentions_in(span):
            if mention.entity.startswith("p") and not any(overlap(mention.span, t) for t in taken):
                people.setdefault(mention.entity, mention.span[0])
    return tuple(sorted(people, key=lambda entity: people[entity]))


def _runs(page: Page, tokens: tuple[int, ...]) -> list[Span]:
    """The places of tokens that follow each other."""
    runs: list[Span] = []
    for before, t in zip((-2, *tokens), tokens, strict=False):
        place = (page.tokens[t].begin, page.tokens[t].end)
        if t == before + 1:
            runs[-1] = (runs[-1][0], place[1])
        else:
            runs.append(place)
    return runs
