"""Words of an article that name a channel, and words that take one up.

A noun names a channel after a preposition ("in einem Brief"), a verb alone ("twitterte").
A noun without one is only mentioned ("Ein Brief sorgt für Streit"): it says nothing of the
sentence it stands in, but a later "darin" can take it up.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from lautwem.model import ChannelKind, Frozen, Name, Span
from lautwem.reading.sourcing.lexica import ChannelWords, channels, evidentials
from lautwem.reading.sourcing.page import Page

BACK = 3
"""Sentences back, within one block, in which a talk or a text may have been named before."""
BACK_HINTS = 12
"""Words for channels looked through backwards for it."""
LEFT = 4
"""Tokens left of a channel noun within which its preposition stands ("in einem langen Brief")."""
ANTECEDENT = 8
"""Tokens between a noun and the ", in dem" that takes it up ("ein Brief der Chefin, in dem")."""
NO_CHANNEL = ("person", "group", "outlet", "agency", "picture_agency", "place")
"""Names that are no channel even if a word for one is part of them ("Morning Mail")."""
PLATFORMS = frozenset({"instagram", "x", "facebook", "tiktok", "other_social"})
RELATIVES = frozenset({"dem", "der", "denen", "welchem", "welcher"})
DARIN = frozenset({"darin", "worin"})


class Hint(Frozen):
    """One word for a channel at the token ``at``.

    ``anaphor`` where it only takes up one named before; ``mentioned`` where it can be taken
    up but names nothing itself. ``span`` is the phrase from its preposition, ``noun`` the lemma.
    """

    at: int
    kind: ChannelKind | None
    span: Span
    anaphor: str | None = None
    noun: str | None = None
    mentioned: bool = False


def hints_in(page: Page, tokens: Iterable[int]) -> Iterator[Hint]:
    """The words for channels among some tokens, in text order; none inside quotation marks."""
    own = set(tokens)
    for t in sorted(own):
        token = page.tokens[t]
        name = page.name_at(token.begin)
        if page.quoted(token.begin):
            continue
        if name and name.kind in NO_CHANNEL:
            if aired := _on_air(page, t, name, own):
                yield aired
            continue
        lemma = token.lemma.lower()
        if hint := _channel(page, t, own):
            yield hint
        elif anaphor := _anaphor(page, t):
            left = t - 1 if anaphor == "darin" and token.text.lower() in RELATIVES else t
            yield Hint(t, None, page.span(left, t + 1), anaphor)
        elif lemma in channels().anaphors:
            left = _preposition(page, t)
            yield Hint(t, None, page.span(t if left not in own else left or 0, t + 1), lemma)


def platform_hints(page: Page, tokens: Iterable[int]) -> Iterator[Hint]:
    """The platforms that some tokens name after a preposition ("via X", "auf Instagram")."""
    return (h for h in hints_in(page, tokens) if h.kind in PLATFORMS and not h.mentioned)


def taken_up_by(page: Page, hints: Sequence[Hint], hint: Hint) -> Hint | None:
    """The channel that an anaphor takes up: the last one before that it can stand for."""
    kinds = _can_stand_for(hint.anaphor or "")
    relative = page.tokens[hint.at].text.lower() in RELATIVES
    sentence = page.sentence_of(hint.at)
    block = page.sentences[sentence].block
    here = bisect_left(hints, hint.at, key=lambda h: h.at)
    for i in range(here - 1, max(-1, here - 1 - BACK_HINTS), -1):
        there = page.sentence_of(hints[i].at)
        if sentence - there > BACK or page.sentences[there].block != block:
            return None
        if relative and (there != sentence or hint.at - hints[i].at > ANTECEDENT):
            return None
        if hints[i].kind in kinds and (not hints[i].mentioned or hint.anaphor == "darin"):
            return hints[i]
    return None


def _can_stand_for(anaphor: str) -> frozenset[ChannelKind]:
    words = channels()
    if anaphor == "darin":
        return words.within
    return words.there if anaphor == "dort" else words.anaphors[anaphor]


def _anaphor(page: Page, t: int) -> str | None:
    """ "darin", ", in dem" or "dort" at a token."""
    word = page.tokens[t].text.lower()
    if word in DARIN:
        return "darin"
    if word == "dort":
        return "dort"
    before = [page.tokens[i].text.lower() for i in range(max(0, t - 2), t)]
    if word not in RELATIVES or before != [",", "in"] or t + 1 >= len(page.tokens):
        return None
    name = page.name_at(page.tokens[t + 1].begin)
    person = name is not None and name.kind == "person"
    return "darin" if person or page.tokens[t].pos != "DET" else None


def _channel(page: Page, t: int, own: set[int]) -> Hint | None:
    """The channel that a token names or mentions."""
    token = page.tokens[t]
    word, lemma = token.text.lower(), token.lemma.lower()
    candidates = _candidates(word, lemma)
    if not candidates:
        return None
    preposition = _preposition(page, t)
    governed = preposition is not None and preposition in own
    mentioned: Hint | None = None
    for words in candidates:
        if word in words.words or lemma in words.verbs:
            return Hint(t, words.kind, page.span(t, t + 1), noun=lemma)
        if token.pos not in ("NOUN", "PROPN", "X"):
            continue
        if not governed or preposition is None:
            if mentioned is None and _is_noun_of(page, words, t, t):
                mentioned = Hint(t, words.kind, page.span(t, t + 1), noun=lemma, mentioned=True)
            continue
        before = page.tokens[preposition].text.lower()
        only = {word, lemma} & words.after.get(before, frozenset())
        if only or (before in words.prepositions and _is_noun_of(page, words, t, preposition)):
            return Hint(t, words.kind, page.span(preposition, t + 1), noun=lemma)
    return mentioned


@lru_cache(maxsize=20_000)
def _candidates(word: str, lemma: str) -> tuple[ChannelWords, ...]:
    """The channels that a word can have to do with by its form."""
    forms = {word, lemma}
    return tuple(
        words
        for words in channels().kinds
        if forms & (words.nouns | words.talks | words.words | words.verbs)
        or any(forms & nouns for nouns in words.after.values())
        or any(form.endswith(words.endings) or form.startswith(words.stems) for form in forms)
    )


def _is_noun_of(page: Page, words: ChannelWords, t: int, first: int) -> bool:
    """Whether a noun is a word for a channel; ``first`` is where its phrase begins."""
    token = page.tokens[t]
    forms = {token.text.lower(), token.lemma.lower()}
    noun = forms & words.nouns or any(
        form.endswith(words.endings) or form.startswith(words.stems) for form in forms
    )
    if not noun and forms & words.talks:
        return first < t and _with_outlet(page, t)
    if not noun:
        return False
    needs = next((words.needs[form] for form in forms if form in words.needs), None)
    if needs is None:
        return len(token.text) > 1 or token.text == "X"
    around = page.words(first, min(len(page.tokens), t + 2)).lower()
    return any(need in around for need in needs)


def _with_outlet(page: Page, t: int) -> bool:
    """ "im Gespräch mit der Zeitung": a talk with an outlet is an interview."""
    follows = range(t + 1, min(len(page.tokens), t + 6))
    if not follows or page.tokens[t + 1].text.lower() != "mit":
        return False
    nouns = evidentials().outlet_nouns
    return any(
        page.tokens[i].text.lower() in nouns
        or ((name := page.name_at(page.tokens[i].begin)) and name.kind in ("outlet", "agency"))
        for i in follows
    )


def _on_air(page: Page, t: int, name: Name, own: set[int]) -> Hint | None:
    """ "im Talradio", "in der Talsender-Sendung": on the air of a broadcaster."""
    token, words = page.tokens[t], channels()
    preposition = _preposition(page, t)
    if name.kind != "outlet" or preposition is None or preposition not in own:
        return None
    after = token.text[name.span[1] - token.begin :].strip("-") if name.span[1] < token.end else ""
    last = after.rpartition("-")[2].lower()
    if not after and "-" in token.text and name.span[1] == token.end:
        last = token.text.rpartition("-")[2].lower()
    span = page.span(preposition, t + 1)
    for kind in words.kinds:
        if last and last in kind.programmes | kind.nouns | kind.talks:
            return Hint(t, kind.kind, span)
    first = name.span[0] == token.begin
    before = page.tokens[preposition].text.lower()
    aired = before in words.on_air and is_broadcaster(name.canonical)
    return Hint(t, "broadcast", span) if first and not after and aired else None


def is_broadcaster(name: str) -> bool:
    """Whether an outlet is heard or watched."""
    words = channels()
    return name.casefold() in words.broadcasters or name.casefold().endswith(
        words.broadcaster_endings
    )


def _preposition(page: Page, t: int) -> int | None:
    """The preposition that governs a noun, at most ``LEFT`` tokens to its left."""
    for i in range(t - 1, max(-1, t - 1 - LEFT), -1):
        pos, word = page.tokens[i].pos, page.tokens[i].text.lower()
        if pos == "ADP":
            return i
        if pos not in ("DET", "ADJ", "NUM", "PROPN", "ADV") and not word.isdecimal():
            return None
    return None
