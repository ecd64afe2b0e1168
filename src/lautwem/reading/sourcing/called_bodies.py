"""Bodies called by what they are where the cast tells nobody: "laut Unternehmen", "Konzernangaben".

A noun for bodies is the one that the text calls so elsewhere, the nearest before it first; else
the body that was named last, if nothing in its own name says that it is of another class.
"""

from lautwem.reading.cast.bodies import body_nouns
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.voices import Ref, ref

REACH = 6
"""Sentences back in which a body without a class may have been named, as in the cast."""
ANY_BODY = frozenset({"company", "organisation"})
"""Classes that a name often does not show. Nouns of others ("Außenministerium", "die türkische
Regierung") are often names of their own."""
BODIES = ("institution", "outlet", "agency", "group")


def body_called(page: Page, offset: int, noun: str) -> Ref | None:
    """The body of the cast that a noun for bodies at an offset means."""
    classes = body_nouns().classes(noun) & ANY_BODY
    if not classes:
        return None
    return _called_so(page, offset, classes) or _named_last(page, offset, classes)


def _called_so(page: Page, offset: int, classes: frozenset[str]) -> Ref | None:
    """Whom a noun of the same class means elsewhere: the nearest before, else the first after."""
    found = None
    for mention in page.mentions:
        voice = page.voice_of_entity.get(mention.entity)
        if mention.form != "noun_phrase" or voice is None or voice.kind not in BODIES:
            continue
        noun = page.tokens[page.tokens_in(mention.span).stop - 1].text
        if not body_nouns().classes(noun) & classes:
            continue
        if mention.span[0] >= offset:
            return found or ref(voice)
        found = ref(voice)
    return found


def _named_last(page: Page, offset: int, classes: frozenset[str]) -> Ref | None:
    """The body named last before an offset that is of these classes or tells no other."""
    here = page.sentence_at(offset)
    for name in page.names_before(offset):
        if here - page.sentence_at(name.span[0]) > REACH:
            return None
        voice = page.voice_of_name.get(name.canonical.casefold())
        if voice is None or voice.kind not in BODIES:
            continue
        own = body_nouns().classes_of_name(name.canonical)
        if own & classes or (not own and voice.kind == "institution"):
            return ref(voice)
    return None
