"""A frame that was taken for the end of the words it follows: "Er habe gelogen, sagte Velten."

The quotation step finds indirect speech that goes on without a frame as whole sentences; where
one of them ends in a verb of saying with its subject, that is the frame and its speaker, and what
follows in the same stretch is a statement of its own.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from lautwem.model import Because, Part, Quotation, Span
from lautwem.reading.sourcing.nominal import Phrase, noun_phrase
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.saying import says
from lautwem.reading.sourcing.segments import content_spans

FREE = ("free_indirect", "indirect_free_indirect")
LONGEST = 14
"""Words that such a frame has at most."""
MOST = 20
"""Sentences of one stretch in which a frame is looked for."""


def without_frames(page: Page, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
    """The quotations, those with a frame of their own inside cut before it."""
    for quotation in quotations:
        if quotation.type in FREE and quotation.cue is None:
            yield from _cut(page, quotation)
        else:
            yield quotation


def _cut(page: Page, quotation: Quotation) -> Iterator[Quotation]:
    """One quotation up to each frame, and what is left after the last."""
    begin, end = quotation.quote.spans[-1]
    before, left = quotation.quote.spans[:-1], (begin, end)
    first = page.sentence_at(begin)
    for index in range(first, min(page.sentence_at(end - 1), first + MOST) + 1):
        sentence = page.sentence_span(index)
        stop = min(sentence[1], end)
        framed = _framed(page, quotation, before, (left[0], stop))
        if framed is None:
            continue
        yield framed
        rest = content_spans(page, page.tokens_in((stop, end))) if stop < end else ()
        if not rest:
            return
        before, left = (), (rest[0][0], end)
    kept = (*before, left)
    yield (
        quotation
        if kept == quotation.quote.spans
        else replace(quotation, quote=Part(kept), speaker=None)
    )


def _framed(
    page: Page, quotation: Quotation, before: tuple[Span, ...], place: Span
) -> Quotation | None:
    """The words up to a place, if its last sentence ends in a frame."""
    tokens = page.tokens_in(place)
    if not tokens:
        return None
    last = next((t for t in reversed(tokens) if page.tokens[t].pos != "PUNCT"), tokens.start) + 1
    verb = _verb(page, tokens.start, last)
    if verb is None:
        return None
    content = (place[0], page.tokens[verb - 2].end)
    phrase = noun_phrase(page, verb + 1, last)
    impersonal = page.tokens[verb + 1].text.lower() == "es"
    pronoun = page.tokens[verb + 1].text.lower() in ("er", "sie")
    if content[1] <= content[0] or not (phrase or impersonal or pronoun):
        return None
    who = _named(page, phrase, last) if phrase and not impersonal else None
    if pronoun:
        who = page.span(verb + 1, verb + 2)
    cue = (page.tokens[verb].begin, page.tokens[verb].end)
    return replace(
        quotation,
        type="indirect",
        quote=Part((*before, content)),
        speaker=Part((who,)) if who else None,
        cue=Part((cue,)),
        frame=Part((page.span(verb, last),)),
        because=(*quotation.because, Because("frame-at-the-end", (cue,))),
    )


def _named(page: Page, phrase: Phrase, last: int) -> Span:
    """The place of a speaker, with a name after its comma ("die Wirtin, Ada Velten,")."""
    end = phrase.last
    if end + 1 < last and page.tokens[end].text == ",":
        name = page.name_at(page.tokens[end + 1].begin)
        end = page.tokens_in(name.span).stop if name and name.kind == "person" else end
    return page.span(phrase.first, end)


def _verb(page: Page, first: int, last: int) -> int | None:
    """The verb of saying after a comma with which the frame opens; a comma in the frame ("hatte
    die Wirtin, Ada Velten, gesagt") stands before no verb."""
    sentence = page.sentences[page.sentence_of(last - 1)].first
    for t in range(last - 2, max(first, sentence, last - LONGEST - 2), -1):
        if page.tokens[t].text != ",":
            continue
        verb = page.tokens[t + 1]
        if verb.morph.verb_form == "fin":
            told = verb.morph.mood != "sub" and says(page, t + 1, last)
            return t + 1 if told and t + 2 < last else None
    return None
