"""Whether words can be of somebody who speaks: by their noun, case and what is before them."""

from lautwem.language.phrases import Phrase
from lautwem.model import Part
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun
from lautwem.reading.sourcing.nominal import noun_phrase
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.phrase_voice import is_spokesperson
from lautwem.reading.sourcing.timewords import is_time

EXPLETIVES = frozenset({"es", "das", "dies", "was", "man"})
OBLIQUE = ("em", "en")
"""Endings of determiners that are never nominative in the singular."""
ASIDE = frozenset(
    {"nach", "vor", "in", "im", "mit", "auf", "am", "an", "über", "zu", "zum", "zur", "trotz",
     "wegen", "während", "gegen", "um", "unter", "seit", "ohne", "als"}
)  # fmt: skip
"""Prepositions under which nobody stands who speaks."""


def is_thing(page: Page, part: Part) -> bool:
    """Whether a part is headed by a common noun that is neither human nor any body or text."""
    tokens = part_tokens(page, part)
    phrase = noun_phrase(page, tokens[0], tokens[-1] + 1) if tokens else None
    if phrase is None or any(page.names_in(page.span(phrase.first, phrase.last))):
        return False
    head = page.tokens[phrase.head]
    word = head.text.lower()
    said = evidentials().nouns | evidentials().given | evidentials().saying_nouns
    speaks = noun_sense(head.text) or kind_of_noun(head.lemma) or kind_of_noun(head.text)
    plain = head.pos == "NOUN" and not speaks and not is_spokesperson(head.text)
    return plain and word not in said and not word.endswith(evidentials().compounds)


def cannot_speak(page: Page, part: Part) -> bool:
    """Whether a part is a time, an object, or hangs on a preposition under which nobody speaks."""
    tokens = part_tokens(page, part)
    phrase = noun_phrase(page, tokens[0], tokens[-1] + 1) if tokens else None
    if phrase is None:
        return False
    if is_time(page.word(phrase.head)) or is_object(page, tokens[0], phrase.head):
        return True
    word = page.tokens[phrase.head].text.lower()
    if word.endswith(evidentials().asked):
        return True
    before = word_before(page, phrase.first)
    given = word in evidentials().nouns | evidentials().given or kind_of_noun(word) == "document"
    return before in ASIDE and not given and not word.endswith(evidentials().compounds)


def is_asked(page: Page, part: Part) -> bool:
    """ "auf Anfrage": what was asked, not who answered."""
    tokens = part_tokens(page, part)
    phrase = noun_phrase(page, tokens[0], tokens[-1] + 1) if tokens else None
    return phrase is not None and page.tokens[phrase.head].text.lower().endswith(
        evidentials().asked
    )


def is_voice(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase is of a person or body that the cast knows."""
    voices = page.voices_in(page.span(phrase.first, phrase.last))
    return any(voice.kind != "document" for voice in voices)


def is_person(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase is of a person that the cast knows."""
    voices = page.voices_in(page.span(phrase.first, phrase.last))
    return any(voice.kind == "person" for voice in voices)


def is_empty(page: Page, phrase: Phrase) -> bool:
    """Whether a subject is nobody: es, das."""
    return page.tokens[phrase.first].text.lower() in EXPLETIVES and phrase.last == phrase.first + 1


def is_object(page: Page, first: int, head: int) -> bool:
    """Whether a determiner shows a case in which no subject stands ("Der Zeitung sagte Velten",
    "Einen Kandidaten wollte Velten nicht nennen"), no preposition being before."""
    token = page.tokens[first]
    before = page.tokens[first - 1].pos if first else ""
    if token.pos != "DET" or before in ("ADP", "NOUN", "PROPN"):
        return False
    word, morph = token.text.lower(), page.tokens[head].morph
    outlet = evidentials().outlet_nouns.get(page.tokens[head].text.lower())
    feminine = (outlet or morph.gender) == "fem" and morph.number != "plur"
    return (word == "der" and feminine) or word.endswith(OBLIQUE)


def word_before(page: Page, at: int) -> str:
    """The word before a phrase; none for "als" that opens a clause ("Als Velten schrieb")."""
    before = page.tokens[at - 1] if at else None
    if before is None or before.pos == "SCONJ":
        return ""
    return before.text.lower()
