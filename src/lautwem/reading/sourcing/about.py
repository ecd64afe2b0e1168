"""Whom a statement is about: the people mentioned in its content or as its object."""

from lautwem.model import Party, Quotation, Span
from lautwem.reading.sourcing.evidential import BOUNDARY
from lautwem.reading.sourcing.frames import Frame, part_tokens
from lautwem.reading.sourcing.page import Page, overlap


def about(
    page: Page,
    quotation: Quotation,
    frame: Frame,
    parties: tuple[Party | None, ...],
    speaker: str | None,
) -> tuple[str, ...]:
    """Person ids in the order of the text, the ``speaker`` (a person id) left out.

    People of the content count; where it is not direct also people in the clause of the cue
    who are neither speaker nor addressee ("warf ihm vor, ..") nor named inside one of
    ``parties``.
    """
    roles = (quotation.speaker, quotation.addressee, *(p.part for p in parties if p))
    taken = [span for part in roles if part for span in part.spans]
    people: dict[str, int] = {}
    for span in sorted([*quotation.quote.spans, *_runs(page, _clause(page, quotation, frame))]):
        for mention in page.mentions_in(span):
            if not mention.entity.startswith("p") or mention.entity == speaker:
                continue
            if not any(overlap(mention.span, t) for t in taken):
                people.setdefault(mention.entity, mention.span[0])
    return tuple(sorted(people, key=lambda entity: people[entity]))


def _clause(page: Page, quotation: Quotation, frame: Frame) -> list[int]:
    """The words of the frame that no mark parts from the cue; none for direct speech."""
    if quotation.type == "direct":
        return []
    own = set(frame.tokens)
    near: set[int] = set()
    for cue in part_tokens(page, quotation.cue):
        for step in (-1, 1):
            t = cue + step
            while t in own and page.tokens[t].text not in BOUNDARY:
                near.add(t)
                t += step
    return sorted(near)


def _runs(page: Page, tokens: list[int]) -> list[Span]:
    """The places of tokens that follow each other."""
    runs: list[Span] = []
    for before, t in zip((-2, *tokens), tokens, strict=False):
        place = (page.tokens[t].begin, page.tokens[t].end)
        if t == before + 1:
            runs[-1] = (runs[-1][0], place[1])
        else:
            runs.append(place)
    return runs
