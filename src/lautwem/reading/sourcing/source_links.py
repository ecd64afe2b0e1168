"""Finders of words that link a sentence to a source elsewhere: demnach, hieß es, "Das teilte X
mit.", (dpa).

Each looks at one token and answers with the source phrase that begins there, or none.
"""

from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun, turn_at
from lautwem.reading.sourcing.nominal import Phrase, noun_phrase
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.saying import is_said, says
from lautwem.reading.sourcing.source import (
    WITHIN,
    Source,
    made,
    names_source,
    speaks_itself,
    words_of,
)

TURN_REACH = 12
"""Tokens after "hieß es" that can still belong to it."""
IN_TURN = frozenset({"ADV", "ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "X"})
BACKWARD = 26
"""Tokens that a sentence of mere attribution has at most."""
LOOK_AHEAD = 14
"""Tokens within which "wie X berichtet" must reach its verb."""
AGENT = ("von", "vom", "seitens")
_EMERGING = (("geht", "aus"), ("ging", "aus"), ("ergibt", "sich", "aus"), ("ergab", "sich", "aus"))


def carrying_word(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """demnach"""
    return made(page, "carrying", at, at + 1, sentence, None)


def carrying_turn(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """hieß es (am Montag) (aus dem Ministerium | in der Mitteilung), to the end of its clause"""
    end = turn_at(page.tokens, at, last, evidentials().carrying_phrases)
    if end is None:
        return None
    stop = end
    while stop < min(last, end + TURN_REACH) and page.tokens[stop].pos in IN_TURN:
        stop += 1
    for t in range(end, stop - 1):
        phrase = noun_phrase(page, t + 1, stop) if names_source(page, t) else None
        if phrase and (page.tokens[t].text.lower() not in WITHIN or speaks_itself(page, phrase)):
            return made(page, "according", at, phrase.last, sentence, phrase)
    whole = stop == last or page.tokens[stop].pos == "PUNCT"
    return made(page, "carrying", at, stop if whole else end, sentence, None)


def backward(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """ "Das teilte X am Dienstag mit." as a whole sentence; "Das geht aus X hervor" """
    if at != first:
        return None
    if shown := _emerging(page, at, last, sentence):
        return shown
    if last - first > BACKWARD or at + 2 >= last:
        return None
    tokens, end = range(at + 2, last), last - (page.tokens[last - 1].pos == "PUNCT")
    if any(page.tokens[t].text in (",", ":") for t in tokens):
        return None
    passive = is_said(page, at + 1, end)
    if not passive and not says(page, at + 1, end):
        return None
    start = at + 2
    if passive:
        start = next((t + 1 for t in tokens if page.tokens[t].text.lower() in AGENT), last)
    while start < last and (page.tokens[start].pos in ("ADV", "PRON") or _as_adverb(page, start)):
        start += 1
    phrase = noun_phrase(page, start, last)
    if phrase is None:
        return None
    subject = any(page.tokens[t].pos == "PRON" for t in range(at + 2, start))
    if subject and page.tokens[phrase.first].morph.case == "acc":
        return None
    return made(page, "backward", at, last, sentence, phrase)


def _emerging(page: Page, at: int, last: int, sentence: int) -> Source | None:
    """Das geht aus X hervor (, der ..); das ergibt sich aus X"""
    words = words_of(page, at + 1, min(last, at + LOOK_AHEAD))
    turn = next((turn for turn in _EMERGING if words[: len(turn)] == turn), None)
    phrase = noun_phrase(page, at + 1 + len(turn), last) if turn else None
    if phrase is None or (words[0] in ("geht", "ging") and "hervor" not in words):
        return None
    end = phrase.last
    if end < last and page.tokens[end].text == "hervor":
        end += 1
    return made(page, "backward", at, end, sentence, _presented_by(page, phrase, end, last))


def _presented_by(page: Page, phrase: Phrase, end: int, last: int) -> Phrase:
    """Who presented what a sentence rests on ("Zahlen, die die Bank am Montag vorstellte"), where
    that is no document that speaks for itself."""
    head = page.tokens[phrase.head]
    if kind_of_noun(head.lemma) or end + 2 >= last or page.tokens[end].text != ",":
        return phrase
    closing = next((t for t in range(end + 2, last) if page.tokens[t].pos == "PUNCT"), last) - 1
    presents = page.tokens[closing].lemma.lower() in evidentials().presenting_verbs
    subject = noun_phrase(page, end + 2, last) if presents else None
    return subject or phrase


def _as_adverb(page: Page, i: int) -> bool:
    """An adjective that describes how it was said ("übereinstimmend die Zeitungen")."""
    uninflected = page.tokens[i].pos in ("ADJ", "VERB") and page.tokens[i].morph.case is None
    return uninflected and i + 1 < len(page.tokens) and page.tokens[i + 1].pos == "DET"


def byline_source(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """(dpa), (APA, red), dpa/…"""
    stop = min(last, at + 9)
    close = next((i for i in range(at + 1, stop) if page.tokens[i].text == ")"), None)
    if close is None:
        return None
    names = [n for n in page.names_in(page.span(at, close + 1)) if n.kind == "agency"]
    if not names:
        return None
    head = page.tokens_in(names[0].span)
    if head.start >= close:
        return None
    phrase = Phrase(head.start, head.stop, head.stop, head.start)
    several = len({name.canonical for name in names}) > 1
    return made(page, "byline", at, close + 1, sentence, None if several else phrase)
