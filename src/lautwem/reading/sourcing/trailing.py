"""A frame that was taken for the end of the words it follows: "Er habe gelogen, sagte Velten."

The quotation step finds indirect speech that goes on without a frame as whole sentences; where
one of them ends in a verb of saying with its subject, that is the frame and its speaker.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from lautwem.model import Because, Part, Quotation
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.nominal import noun_phrase
from lautwem.reading.sourcing.page import Page

FREE = ("free_indirect", "indirect_free_indirect")
LONGEST = 14
"""Words that such a frame has at most."""


def without_frames(page: Page, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
    """The quotations, those that end in a frame of their own cut before it."""
    for quotation in quotations:
        free = quotation.type in FREE and quotation.cue is None
        yield (_cut(page, quotation) if free else None) or quotation


def _cut(page: Page, quotation: Quotation) -> Quotation | None:
    tokens = page.tokens_in(quotation.quote.spans[-1])
    last = next((t for t in reversed(tokens) if page.tokens[t].pos != "PUNCT"), tokens.start) + 1
    commas = [t for t in range(tokens.start, last) if page.tokens[t].text == ","]
    verb = commas[-1] + 1 if commas else last
    if not verb + 1 < last <= verb + LONGEST or not _says(page, verb):
        return None
    content = (quotation.quote.spans[-1][0], page.tokens[verb - 2].end)
    phrase = noun_phrase(page, verb + 1, last)
    impersonal = page.tokens[verb + 1].text.lower() == "es"
    if content[1] <= content[0] or not (phrase or impersonal):
        return None
    who = Part((page.span(phrase.first, phrase.last),)) if phrase and not impersonal else None
    cue = (page.tokens[verb].begin, page.tokens[verb].end)
    return replace(
        quotation,
        type="indirect",
        quote=Part((*quotation.quote.spans[:-1], content)),
        speaker=who,
        cue=Part((cue,)),
        frame=Part((page.span(verb, last),)),
        because=(*quotation.because, Because("frame-at-the-end", (cue,))),
    )


def _says(page: Page, t: int) -> bool:
    """A finite verb of saying in the indicative."""
    token = page.tokens[t]
    said = token.lemma.lower() in evidentials().saying_verbs or token.text.lower() in IMPERSONAL
    return token.morph.verb_form == "fin" and said and token.morph.mood != "sub"


IMPERSONAL = frozenset({"hieß", "hiess", "heißt", "heisst"})
