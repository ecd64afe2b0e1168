"""From a stretch of text to its words and marks.

One regular expression finds pieces; it has no nested quantifiers over overlapping
classes and nothing after its loops, so it runs in linear time on any input. What a
full stop, a slash or an apostrophe belongs to is then decided from its neighbours.
"""

import re
from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Frozen, Span

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen and zero-width marks: they may stand inside a word and are never a token."""

QUOTATION_MARKS = frozenset("\"„“”‟«»‹›‚‘’‛'`´＂「」『』") | {"''", "``", ",,"}
"""Every token that can be a quotation mark (the apostrophe included)."""

_LETTER = r"[^\W\d_]"
_ALNUM = r"[^\W_]"
_APOSTROPHES = "'’ʼ"
_JOINT = rf"[-‐‑&{_APOSTROPHES}{INVISIBLE}]"
_PIECES = re.compile(
    r"(?:https?://|www\.)[^\s<>\"„“”»«‹›]*[^\s<>\"„“”»«‹›.,;:!?)\]'’]"
    rf"|(?:{_LETTER}\.){{2,6}}"
    rf"|\d+(?:[.,:/]\d+)*(?:{_LETTER}{_ALNUM}*)?(?:{_JOINT}{_ALNUM}+)*"
    rf"|{_ALNUM}+(?:{_JOINT}+{_ALNUM}+)*(?:[:*_]in(?:nen)?(?!{_ALNUM}))?(?:-(?=[\s,/]))?"
    rf"|(?<![\w-])-{_LETTER}{_ALNUM}*(?:{_JOINT}{_ALNUM}+)*"
    rf"|(?<!\w)[{_APOSTROPHES}](?:s|ne|n|nen|ner|nem|nes|rein|raus|rum|ran|nauf|nem)(?!{_ALNUM})"
    r"|[@#]\w+(?:\.\w+)*"
    rf"|\.{{2,}}|[!?]+|''|``|,,|--+|[^\s{INVISIBLE}]"
)
_ROMAN = re.compile(r"[IVX]{2,6}\Z")
_ORDINAL = re.compile(r"[0-9]{1,3}\Z")
_ENCLITIC = re.compile(rf"({_LETTER}+)[{_APOSTROPHES}]s\Z")
_SINGLE_MARKS = "'‚‘’"
_SINGLE_QUOTE_REACH = 300  # code points before an apostrophe searched for an opening mark


class Tokenisation(Frozen):
    """The lexicon ``tokenisation``, each list as a set."""

    abbreviations: frozenset[str]
    before_number: frozenset[str]
    final_abbreviations: frozenset[str]
    months: frozenset[str]
    ordinal_before: frozenset[str]
    sentence_openers: frozenset[str]
    domains: frozenset[str]
    letter_names: frozenset[str]
    before_letter_names: frozenset[str]
    single_words: frozenset[str]
    enclitic_hosts: frozenset[str]


@cache
def tokenisation() -> Tokenisation:
    """The packaged lexicon of abbreviations, ordinals and sentence openers."""
    return Tokenisation(**{name: frozenset(words) for name, words in load("tokenisation").items()})


def tokenise(text: str, begin: int, end: int) -> list[Span]:
    """Words and marks of ``text[begin:end]``: spans in order, none empty, none overlapping."""
    spans = [match.span() for match in _PIECES.finditer(text, begin, end)]
    if text.find("'s", begin, end) >= 0 or text.find("’s", begin, end) >= 0:
        spans = _split_enclitics(text, spans)
    words = [text[b:e] for b, e in spans]
    merged: list[Span] = []
    done = 0
    for at, word in enumerate(words):
        if word in _DECIDERS and at and spans[at - 1][1] == spans[at][0]:
            first, last = _DECIDERS[word](text, words, spans, at)
            if last > first + 1 and first >= done:
                merged += spans[done:first]
                merged.append((spans[first][0], spans[last - 1][1]))
                done = last
    return merged + spans[done:] if done else spans


def opens_sentence(word: str) -> bool:
    """Whether a capital makes ``word`` the likely first word of a sentence ("Der", "Am")."""
    return word[0].isupper() and word.lower() in tokenisation().sentence_openers


def _split_enclitics(text: str, spans: list[Span]) -> list[Span]:
    hosts = tokenisation().enclitic_hosts
    out: list[Span] = []
    for begin, end in spans:
        match = _ENCLITIC.match(text[begin:end]) if text[end - 1] == "s" else None
        if match and match[1].lower() in hosts:
            out += [(begin, end - 2), (end - 2, end)]
        else:
            out.append((begin, end))
    return out


def _stop(text: str, words: list[str], spans: list[Span], at: int) -> Span:
    """Which pieces the full stop at ``at`` joins; ``(at, at + 1)`` if it stands alone."""
    lexicon = tokenisation()
    word = words[at - 1]
    after = words[at + 1] if at + 1 < len(words) else ""
    touching = bool(after) and spans[at][1] == spans[at + 1][0]
    if touching and (after.lower() in lexicon.domains or f"{word}.{after}" in lexicon.single_words):
        return _domain_begin(words, spans, at), at + 2
    if word in lexicon.abbreviations or (word in lexicon.before_number and after[:1].isdigit()):
        return at - 1, at + 1
    if _ORDINAL.match(word):
        joined = _is_ordinal(words, at)
    elif len(word) == 1 and word.isalpha():
        before = words[max(at - 2, 0)]
        name = word in lexicon.letter_names and before in lexicon.before_letter_names
        joined = bool(after) and not name and (word.islower() or not opens_sentence(after))
    elif _ROMAN.match(word):
        joined = bool(after) and words[max(at - 2, 0)][0].isupper() and not opens_sentence(after)
    else:
        joined = False
    return (at - 1, at + 1) if joined else (at, at + 1)


def _domain_begin(words: list[str], spans: list[Span], at: int) -> int:
    first = at - 1
    for _ in range(3):  # at most "a.b.c.de"
        if first < 2 or words[first - 1] != "." or spans[first - 2][1] + 1 != spans[first][0]:
            break
        first -= 2
    return first


def _is_ordinal(words: list[str], at: int) -> bool:
    after = words[at + 1] if at + 1 < len(words) else ""
    if not after or after in QUOTATION_MARKS or after in ")]":
        return False
    if after in tokenisation().months or after[0].islower() or after[0].isdigit():
        return True
    if not after[0].isalpha():
        return after[0] in ",-–—/"
    if opens_sentence(after):
        return False
    before = words[at - 2] if at >= 2 else ""
    if not before or not before[0].isalnum():
        return True
    return before.lower() in tokenisation().ordinal_before or before.endswith(".")


def _slash(text: str, words: list[str], spans: list[Span], at: int) -> Span:
    if at + 1 < len(words) and f"{words[at - 1]}/{words[at + 1]}" in tokenisation().single_words:
        return at - 1, at + 2
    return at, at + 1


def _apostrophe(text: str, words: list[str], spans: list[Span], at: int) -> Span:
    """A genitive ("Scholz' Rede") unless a single quotation mark is still open before it."""
    word, end = words[at - 1], spans[at][1]
    if not (word[0].isupper() and word.endswith(("s", "ß", "x", "z", "ce", "sh"))):
        return at, at + 1
    if not (text[end : end + 1] == " " and text[end + 1 : end + 2].isalpha()):
        return at, at + 1
    begin = spans[at - 1][0]
    before = " " + text[max(begin - _SINGLE_QUOTE_REACH, 0) : begin]
    opened = max(before.rfind(f" {mark}") for mark in _SINGLE_MARKS)
    closed = max(before.rfind(f"{mark} ") for mark in _SINGLE_MARKS)
    return (at - 1, at + 1) if opened < 0 or closed > opened else (at, at + 1)


_DECIDERS = {".": _stop, "/": _slash, "'": _apostrophe, "’": _apostrophe}
