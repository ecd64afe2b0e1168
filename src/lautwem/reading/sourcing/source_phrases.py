"""Finders of phrases that name a source: laut X, X zufolge, wie X berichtete, gegenüber X.

Each looks at one token and answers with the source phrase that begins there, or none.
"""

from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.nominal import Phrase, noun_phrase, phrase_before
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.source import (
    OUTLETS,
    WITHIN,
    Source,
    end_of,
    is_outlet,
    is_own,
    issued_by,
    made,
    names_source,
    speaks_itself,
    words_of,
)
from lautwem.reading.sourcing.timewords import time_words

ATTRIBUTE = 8
"""Tokens within which an attribute that opens with a preposition ends."""
LOOK_AHEAD = 14
"""Tokens within which "wie X berichtet" must reach its verb."""


def before(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """laut X"""
    phrase = noun_phrase(page, at + 1, last) if at + 1 < last else None
    if phrase is None:
        return None
    own = is_own(page, phrase)
    return made(page, "according", at, end_of(phrase, own), sentence, phrase, own)


def before_noun(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """nach Angaben von X, aus Sicht der X"""
    phrase = noun_phrase(page, at + 1, last) if at + 1 < last else None
    if phrase is None:
        return None
    head, words = page.tokens[phrase.head].text.lower(), evidentials()
    counts = head in words.nouns_with_nach or head.endswith(words.compounds)
    if page.tokens[at].text.lower() == "aus":
        counts = head == "sicht" and phrase.owner is not None
    if not counts:
        return None
    own = is_own(page, phrase)
    return made(page, "according", at, end_of(phrase, own), sentence, phrase, own)


def after(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """X zufolge"""
    phrase = phrase_before(page, at, first)
    if phrase is None:
        return None
    return made(page, "according", phrase.first, at + 1, sentence, phrase, is_own(page, phrase))


def parenthesis(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """ ", so X" up to the next mark"""
    if at == first or page.tokens[at - 1].text not in (",", "–", "-", "—") or at + 1 >= last:
        return None
    start = at + 1
    while start < last and page.tokens[start].pos == "ADV":
        start += 1
    phrase = noun_phrase(page, start, last)
    if phrase is None:
        return None
    stop = next((i for i in range(phrase.last, last) if page.tokens[i].pos == "PUNCT"), last)
    if any(page.tokens[i].morph.verb_form == "fin" for i in range(phrase.last, stop)):
        return None
    return made(page, "according", at, phrase.last, sentence, phrase)


def as_reported(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """wie X berichtete; wie aus X hervorgeht; wie es heißt"""
    if at > first and page.tokens[at - 1].text not in (",", "(", "–", "-", "—"):
        return None
    stop = next(
        (
            i
            for i in range(at + 1, min(last, at + LOOK_AHEAD))
            if page.tokens[i].text in (",", ")", "–", "—", ":", ".", ";") and not _dates(page, i)
        ),
        min(last, at + LOOK_AHEAD),
    )
    body = words_of(page, at + 1, stop)
    if "es" in body[:2] and body[-1:] in (("heißt",), ("hieß",), ("heisst",), ("hiess",)):
        for t in range(at + 1, stop):
            phrase = noun_phrase(page, t + 1, stop - 1) if names_source(page, t) else None
            if phrase and (
                page.tokens[t].text.lower() not in WITHIN or speaks_itself(page, phrase)
            ):
                return made(page, "according", at, stop, sentence, phrase)
        return made(page, "carrying", at, stop, sentence, None)
    if (body[:1] == ("aus",) and "hervorgeht" in body) or "hervorging" in body:
        phrase = noun_phrase(page, at + 2, stop)
        return made(page, "reporting", at, stop, sentence, phrase) if phrase else None
    verbs = [i for i in range(at + 1, stop) if _relays(page, i)]
    if not verbs:
        return None
    start = at + 1 if page.tokens[at + 1].pos not in ("VERB", "AUX") else at + 2
    while start < stop and page.tokens[start].pos in ("ADV", "PRON") and start not in verbs:
        start += 1
    phrase = noun_phrase(page, start, stop)
    return made(page, "reporting", at, stop, sentence, phrase) if phrase else None


def _dates(page: Page, comma: int) -> bool:
    """Whether a comma parts a weekday from "heute" or from what follows ("heute, Dienstag,")."""
    days, last = time_words().weekdays, len(page.tokens)
    after = page.tokens[comma + 1].text.lower() if comma + 1 < last else ""
    return after in days or page.tokens[comma - 1].text.lower() in days


def _relays(page: Page, i: int) -> bool:
    token = page.tokens[i]
    words = evidentials()
    return token.lemma.lower() in words.saying_verbs | words.relaying_verbs


def citing(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """unter Berufung auf X"""
    words, stop = evidentials(), min(last, at + 4)
    for i in range(at + 1, stop):
        if page.tokens[i].text.lower() in words.citing_nouns:
            if i + 1 < last and page.tokens[i + 1].text.lower() in ("auf", "an"):
                phrase = noun_phrase(page, i + 2, last) or _after_attribute(page, i + 2, last)
                if phrase:
                    return made(page, "citing", at, phrase.last, sentence, phrase)
            return None
    return None


def _after_attribute(page: Page, at: int, last: int) -> Phrase | None:
    """The phrase whose attribute opens with a preposition ("mit der Sache vertraute Leute")."""
    if at >= last or page.tokens[at].pos != "ADP":
        return None
    for t in range(at + 1, min(last, at + ATTRIBUTE)):
        if page.tokens[t].pos == "ADJ" and page.tokens[t - 1].pos in ("NOUN", "PROPN", "PRON"):
            return noun_phrase(page, t, last)
    return None


def told(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """gegenüber X, where X is an outlet or an agency"""
    phrase = noun_phrase(page, at + 1, last) if at + 1 < last else None
    if phrase and is_outlet(page, phrase):
        return made(page, "told", at, phrase.last, sentence, phrase)
    return None


def talk(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """im Interview mit X, im X-Interview, in der X-Sendung; "im Interview" takes one up"""
    talks = evidentials().talks
    for i in range(at + 1, min(last, at + 5)):
        token = page.tokens[i]
        if token.pos not in ("DET", "ADJ", "NOUN", "PROPN", "X", "ADV"):
            return None
        word = token.text.lower()
        if not (word in talks or word.rpartition("-")[2] in talks):
            continue
        name = page.name_at(token.begin)
        if "-" in word and name and name.kind in OUTLETS:
            return made(page, "told", at, i + 1, sentence, noun_phrase(page, at + 1, i + 1))
        phrase = noun_phrase(page, i + 2, last) if i + 2 < last else None
        follows = page.tokens[i + 1].text.lower() if i + 1 < last else ""
        links = follows in ("mit", "der", "des", "von", "bei", "für")
        if phrase and links and is_outlet(page, phrase):
            return made(page, "told", at, phrase.last, sentence, phrase)
        taken_up = words_of(page, at, i)[:2] in (("im",), ("in", "dem"), ("in", "diesem"))
        return made(page, "told", at, i + 1, sentence, None) if taken_up and not links else None
    return None


def circles(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """aus Kreisen der X, aus dem Umfeld von X"""
    phrase = noun_phrase(page, at + 1, last) if at + 1 < last else None
    if phrase is None:
        return None
    head = page.tokens[phrase.head].text.lower()
    if head in evidentials().circles or head.endswith("kreisen"):
        return made(page, "circles", at, phrase.last, sentence, phrase)
    return None


def issued(page: Page, at: int, first: int, last: int, sentence: int) -> Source | None:
    """in einer Mitteilung der X"""
    phrase = noun_phrase(page, at + 1, last) if at + 1 < last else None
    if phrase and issued_by(page, phrase):
        return made(page, "reporting", at, phrase.last, sentence, phrase)
    return None
