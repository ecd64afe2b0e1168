"""Which words of the article stand around the content of each quotation.

Chain, certainty, channel and time are read from these words and not from the content:
what stands in the content is the speaker's. A quotation's own words are those of its
roles, and in its sentence the words that no other quotation has claimed. Where the type
is "reported" the content is the article's rendering of the act, and belongs to the frame.
"""

from lautwem.model import Frozen, Part, Quotation
from lautwem.reading.sourcing.page import Page, hull

DEPTH = 8
"""Quotations around a word that are kept track of."""
REACH = 60
"""Tokens before and after a quotation's roles within which unclaimed words are its own."""


class Frame(Frozen):
    """The words around one quotation: token indexes in order, and its sentence.

    ``outer`` is the index of the quotation whose content holds this one, None where it
    stands in the article's own words.
    """

    sentence: int
    tokens: tuple[int, ...]
    outer: int | None = None


def frames(page: Page, quotations: tuple[Quotation, ...]) -> tuple[Frame, ...]:
    """The frame of every quotation, in their order."""
    claims = _claims(page, quotations)
    contents = _contents(page, quotations)
    return tuple(
        _frame(page, index, quotation, claims, contents)
        for index, quotation in enumerate(quotations)
    )


def role_tokens(page: Page, quotation: Quotation) -> set[int]:
    """The tokens of speaker, cue, frame and addressee that are not content."""
    roles = (quotation.speaker, quotation.cue, quotation.frame, quotation.addressee)
    found = {t for part in roles for t in part_tokens(page, part)}
    return found - set(part_tokens(page, quotation.quote))


def part_tokens(page: Page, part: Part | None) -> list[int]:
    """The token indexes of a part."""
    return [t for span in part.spans for t in page.tokens_in(span)] if part else []


def _claims(page: Page, quotations: tuple[Quotation, ...]) -> dict[int, set[int]]:
    """Token → the quotations whose roles it fills."""
    claims: dict[int, set[int]] = {}
    for index, quotation in enumerate(quotations):
        for token in role_tokens(page, quotation):
            claims.setdefault(token, set()).add(index)
    return claims


def _contents(page: Page, quotations: tuple[Quotation, ...]) -> dict[int, tuple[int, ...]]:
    """Token → the quotations whose content it is part of, the innermost last."""

    def width(index: int) -> int:
        place = hull(quotations[index].quote)
        return place[0] - place[1] if place else 0

    contents: dict[int, tuple[int, ...]] = {}
    for index in sorted(range(len(quotations)), key=width):
        for token in part_tokens(page, quotations[index].quote):
            contents[token] = (*contents.get(token, ())[-DEPTH:], index)
    return contents


def _frame(
    page: Page,
    index: int,
    quotation: Quotation,
    claims: dict[int, set[int]],
    contents: dict[int, tuple[int, ...]],
) -> Frame:
    own = role_tokens(page, quotation)
    content = part_tokens(page, quotation.quote)
    held = set(content)
    anchor = _anchor(page, quotation, content)
    sentence = page.sentences[page.sentence_of(anchor)]
    outer = _outer(index, anchor, content, contents)
    near = [t for t in own | held if sentence.first <= t < sentence.last] or [anchor]
    free = {
        t
        for t in range(
            max(sentence.first, min(near) - REACH), min(sentence.last, max(near) + REACH)
        )
        if t not in held and not claims.get(t) and _innermost(contents.get(t, ()), index) == outer
    }
    told = held if quotation.type == "reported" else set()
    foreign = {t for t in own if _innermost(contents.get(t, ()), index) not in (None, outer)}
    return Frame(page.sentence_of(anchor), tuple(sorted((own - foreign) | free | told)), outer)


def _anchor(page: Page, quotation: Quotation, content: list[int]) -> int:
    """The token whose sentence is the quotation's: the cue, else the frame, else the content."""
    for part in (quotation.cue, quotation.frame):
        if tokens := part_tokens(page, part):
            return tokens[0]
    return content[0] if content else 0


def _innermost(stack: tuple[int, ...], but: int) -> int | None:
    return next((i for i in reversed(stack) if i != but), None)


def _outer(
    index: int, anchor: int, content: list[int], contents: dict[int, tuple[int, ...]]
) -> int | None:
    """The innermost other quotation that holds the cue, or all of the content, of this one."""
    stack = contents.get(anchor, ())
    if anchor not in content[:1]:
        return _innermost(stack, index)
    around = [i for i in stack if i != index and stack.index(i) < stack.index(index)]
    return around[-1] if around else None
