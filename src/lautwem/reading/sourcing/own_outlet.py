"""The outlet that publishes the article: by its name, a short form of it, or "dieser Zeitung"."""

from lautwem.reading.names.lists import entries
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.voices import Ref, named

OUTLET_WORDS = 8
"""Words that the name of an outlet has at most."""
SHORT_NAME = 6
"""Least letters of the one word that may stand for the whole name of the publishing outlet;
assumed, not measured: "Blatt" may be any paper, "Sportblatt" in Sportblatt am Morgen is it."""
ARTICLES = frozenset({"der", "die", "das", "dem", "den", "des"})


def is_own_outlet(page: Page, voice: Ref) -> bool:
    """Whether a voice is the outlet that publishes the article, or the agency whose service
    the outlet is ("dpa-infocom")."""
    outlet = page.article.outlet or ""
    own, name = bare_name(outlet), bare_name(voice.name)
    if not own or voice.kind not in ("outlet", "agency"):
        return False
    if voice.kind == "agency" and name and outlet.startswith(voice.name):
        return True
    return name == own or _is_short_for(voice.name, outlet)


def _is_short_for(name: str, outlet: str) -> bool:
    """Whether one word opens an outlet's name of several ("das Sportblatt" in the Sportblatt am
    Morgen) and is no other outlet's name ("die Zeit" in the Zeit am Abend)."""
    words = [word for word in outlet.split() if word.casefold() not in ARTICLES]
    if len(words) < 2 or len(name) < SHORT_NAME or bare_name(words[0]) != bare_name(name):
        return False
    return all(entry.name != name for entry in entries().values())


def bare_name(name: str) -> str:
    """A name for comparing: no article, no endings of the adjective ("der Kleinen Zeitung")."""
    words = name.casefold().replace("-", " ").split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return "".join(word[:-1] if len(word) > 4 and word[-1] in "nrs" else word for word in words)


def own_outlet(page: Page, tokens: range) -> Ref | None:
    """The outlet that publishes the article, however its name is inflected; a part may lack
    the adjective of the name ("der Kleinen Zeitung")."""
    outlet = page.article.outlet
    if outlet and says_we(page, tokens.stop - 1) and _is_all(page, tokens):
        return named(page, "outlet", outlet)
    if not outlet or len(tokens) > OUTLET_WORDS:
        return None
    before = tokens.start - 1
    wider = before >= 0 and page.tokens[before].pos == "ADJ" and page.tokens[before].text.istitle()
    for first in (tokens.start, before) if wider else (tokens.start,):
        if bare_name(page.words(first, tokens.stop)) == bare_name(outlet):
            return named(page, "outlet", outlet)
    return None


def says_we(page: Page, head: int) -> bool:
    """ "dieser Zeitung", "unserer Redaktion": the outlet that publishes the article."""
    before, noun = (page.tokens[t].text.lower() for t in (max(head - 1, 0), head))
    return before in evidentials().own_outlet and noun in evidentials().outlet_nouns


def _is_all(page: Page, tokens: range) -> bool:
    """Whether nothing but a preposition stands before the last two words ("mit dieser Zeitung")."""
    return len(tokens) == 2 or (len(tokens) == 3 and page.tokens[tokens.start].pos == "ADP")
