"""What on a page is no part of an article, told by how a paragraph opens or what it looks like."""

import re

from lautwem.article import lists

_BYLINE = re.compile(
    r"(?:(?:Ein|Eine)\s\w{3,30}\s)?(?:[Vv]on|VON|Text|Interview|Protokoll)\s?:?\s"
    r"(?:(?:[A-ZÄÖÜ][\w.’'-]{0,30}|und|u\.|de|van|der)[,&/\s]{0,3}){1,16}$"
)
_STAMP = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]{3,9})\s?\d{2,4}|\b\d{1,2}:\d{2}\b")
_READING_TIME = re.compile(r"\d\s{0,2}(?:Min\.|Minuten?)\s{0,2}(?:Lesezeit|Lesedauer|$)")
_DURATION = re.compile(r"\d{1,2}:\d{2}\s?[Mm]in\.?$")
_SIGN_OFF = re.compile(r"\(?[\w.]{1,12}(?:[/,-]\s?[\w.]{1,12}){0,4}\)?")
_ENDS = re.compile(r"[.!?…][\"“”»«›‹’‘')\]]{0,3}$")
_SHORT = 300


def ends_sentence(text: str) -> bool:
    """Whether the last mark of ``text`` closes a sentence."""
    return bool(_ENDS.search(text[-5:]))


def is_worded_byline(text: str) -> bool:
    """Whether a paragraph is but the names of authors behind "Von", "Text:" or the like."""
    return len(text) <= 160 and bool(_BYLINE.match(text))


def is_byline(text: str) -> bool:
    """Whether a paragraph only names who wrote the article, or when."""
    if is_worded_byline(text):
        return True
    short = len(text) <= 80 and not ends_sentence(text)
    return short and bool(_STAMP.search(text) or _READING_TIME.search(text))


def is_sign_off(text: str) -> bool:
    """Whether a paragraph is the mark of agencies and desks at the end ("dpa/abc")."""
    if len(text) > 30 or not _SIGN_OFF.fullmatch(text):
        return False
    first = re.split(r"[/,-]", text.strip("()"))[0].strip()
    return first.casefold() in lists.agencies().by_form


def opens_as_boilerplate(text: str) -> bool:
    """Whether a short paragraph opens as what stands around an article does."""
    words = lists.boilerplate()
    if text.strip(" .:…-–|").casefold() in words.whole:
        return True
    short = len(text) <= 160 or (len(text) <= _SHORT and not ends_sentence(text))
    return short and bool(words.openings.match(text))


def is_boilerplate(text: str) -> bool:
    """Whether a paragraph is no part of the article."""
    words = lists.boilerplate()
    if opens_as_boilerplate(text):
        return True
    if len(text) <= 500 and (_DURATION.search(text) or words.phrases.search(text)):
        return True
    return is_byline(text) or is_sign_off(text)
