"""From the words for a speaker, a source or an addressee to a voice.

The cast knows the people and bodies with names. What it does not know gets a voice of
its own, named by its words; a pronoun that nobody resolved gets none.
"""

from lautwem.model import Part, Span
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.nominal import Phrase, noun_phrase
from lautwem.reading.sourcing.own_outlet import own_outlet
from lautwem.reading.sourcing.page import Page, hull
from lautwem.reading.sourcing.phrase_voice import of_mention, of_phrase
from lautwem.reading.sourcing.somebody import is_thing
from lautwem.reading.sourcing.timewords import time_words
from lautwem.reading.sourcing.voices import Ref, ref

_TOLD = frozenset({"zur", "zum", "gegenüber"})


def voice_of(page: Page, part: Part | None) -> Ref | None:
    """Whose voice a part of the text stands for; None where nobody can be told."""
    whole = hull(part)
    if part is None or whole is None:
        return None
    for span in sorted(part.spans, key=lambda s: not _begins_phrase(page, s)):
        tokens = _without_audience(page, page.tokens_in(span))
        if not tokens:
            continue
        span = page.span(tokens.start, tokens.stop)
        if own := own_outlet(page, tokens):
            return own
        if found := of_mention(page, span):
            return found
        if person := _person_beside(page, tokens):
            return person
        inside = page.tokens[tokens.start].pos == "ADP"  # "(hieß es) im Bauamt"
        phrase = noun_phrase(page, tokens.start + inside, tokens.stop)
        if phrase and _cut_short(page, phrase):
            phrase = noun_phrase(page, tokens.start)
        if phrase:
            return of_phrase(page, phrase, tokens.stop)
    return _pronoun(page, whole) or _cut_name(page, whole) or _grown(page, page.tokens_in(whole))


def _without_audience(page: Page, tokens: range) -> range:
    """A part without the paper that is told at its end ("im Bauamt zur APA")."""
    for t in tokens[1:-1]:
        if page.tokens[t].text.lower() in _TOLD:
            name = page.name_at(page.tokens[t + 1].begin)
            if name and name.kind in ("outlet", "agency"):
                return range(tokens.start, t)
    return tokens


def _grown(page: Page, tokens: range) -> Ref | None:
    """The voice of the phrase that a part only begins ("die" of "die fünf Richter")."""
    first = tokens.start + (page.tokens[tokens.start].pos == "ADP") if tokens else 0
    if not tokens or page.tokens[first].pos not in ("DET", "ADJ", "NUM"):
        return None
    phrase = noun_phrase(page, first)
    if phrase is None or (phrase.last <= tokens.stop and first == tokens.start):
        return None
    if is_thing(page, Part((page.span(phrase.first, phrase.last),))):
        return None
    return _person_beside(page, range(phrase.first, phrase.last)) or of_phrase(page, phrase)


def _cut_name(page: Page, span: Span) -> Ref | None:
    """The bearer of a name that a part ends in the midst of."""
    name = page.name_at(span[1] - 1)
    return of_mention(page, name.span) if name and name.span[1] > span[1] else None


def _cut_short(page: Page, phrase: Phrase) -> bool:
    """Whether a part ends before the phrase does: a bare measure, Angaben without a giver."""
    word = page.tokens[phrase.head].text.lower()
    return word in time_words().units or (phrase.owner is None and word in evidentials().nouns)


def _begins_phrase(page: Page, span: Span) -> bool:
    """Whether a piece of a part begins with a determiner or a name, as who speaks does."""
    tokens = page.tokens_in(span)
    return bool(tokens) and (
        page.tokens[tokens.start].pos in ("DET", "PRON")
        or page.name_at(page.tokens[tokens.start].begin) is not None
    )


def _person_beside(page: Page, tokens: range) -> Ref | None:
    """The one person named after the noun for what they are or after a comma ("Talheims
    Wirtin Ada Velten", "die Chefin der Bank, Mara Lindt"), be the part cut short before it."""
    stop = tokens.stop + (page.tokens[tokens.stop - 1].pos == "NOUN")
    people = {
        name.span: name
        for t in range(tokens.start, min(stop, len(page.tokens)))
        if (name := page.name_at(page.tokens[t].begin)) and name.kind == "person"
    }
    if len(people) != 1:
        return None
    ((span, name),) = people.items()
    at = page.tokens_in(span).start
    inflected = page.text[slice(*span)].endswith("s") and not name.canonical.endswith("s")
    if inflected or at <= tokens.start or not _says_what(page, at - 1):
        return None
    return of_mention(page, span)


def _says_what(page: Page, t: int) -> bool:
    """Whether a token before a name is a comma or a noun that names nobody else."""
    token = page.tokens[t]
    name = page.name_at(token.begin)
    part = name is not None and name.span[1] < token.end
    noun = token.pos == "NOUN" and (name is None or name.kind == "other")
    return token.text == "," or part or noun


def _pronoun(page: Page, span: Span) -> Ref | None:
    for mention in page.mentions_in(span):
        if voice := page.voice_of_entity.get(mention.entity):
            return ref(voice)
    return None
