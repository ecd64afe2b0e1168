"""Words of an article that name a channel, and words that take one up.

A noun names a channel after a preposition ("in einem Brief"), a verb alone ("twitterte").
A noun without one is only mentioned ("Ein Brief sorgt für Streit"): it says nothing of the
sentence it stands in, but a later "darin" can take it up.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from lautwem.model import ChannelKind, Frozen, Name, Span
from lautwem.reading.sourcing.channel_lexicon import (
    ChannelWords,
    alone,
    candidates,
    channels,
    forms,
    is_broadcaster,
    is_by_body,
    is_listed_broadcaster,
)
from lautwem.reading.sourcing.governed import preposition
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.page import Page

BACK = 3
"""Sentences back, within one block, in which a talk or a text may have been named before."""
BACK_HINTS = 12
"""Words for channels looked through backwards for it."""
RELATIVE = 14
"""Tokens after a talk within which a relative clause says with whom it was."""
ANTECEDENT = 8
"""Tokens between a noun and the ", in dem" that takes it up ("ein Brief der Chefin, in dem")."""
TITLE = 3
"""Words of a title in quotation marks that is looked through at most."""
NO_CHANNEL = ("person", "group", "outlet", "agency", "picture_agency", "place")
"""Names that are no channel even if a word for one is part of them ("Morning Mail")."""
PLATFORMS = frozenset({"instagram", "x", "facebook", "tiktok", "other_social"})
RELATIVES = frozenset({"dem", "der", "denen", "welchem", "welcher"})
DARIN = frozenset({"darin", "worin"})
PLACE = attrgetter("at")
"""The token at which a hint stands."""


class Hint(Frozen):
    """One word for a channel at the token ``at``.

    ``anaphor`` where it only takes up one named before; ``mentioned`` where it can be taken
    up but names nothing itself. ``span`` is the phrase from its preposition. ``by_body`` where
    it is a channel only of bodies.
    """

    at: int
    kind: ChannelKind | None
    span: Span
    anaphor: str | None = None
    by_body: bool = False
    mentioned: bool = False


def hints_in(page: Page, tokens: Iterable[int]) -> Iterator[Hint]:
    """The words for channels among some tokens, in text order; none inside quotation marks
    but a title."""
    own = set(tokens)
    for t in sorted(own):
        token = page.tokens[t]
        name = page.name_at(token.begin)
        if page.quoted(token.begin) and not _is_title(page, token.begin):
            continue
        if aired := _at_station(page, t, name, own):
            yield aired
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
            left = preposition(page, t)
            yield Hint(t, None, page.span(t if left not in own else left or 0, t + 1), lemma)


def _is_title(page: Page, offset: int) -> bool:
    """Whether what stands in quotation marks is the title of something something is said in ("in
    der „Presseschau“")."""
    pair = page.quoted(offset)
    if pair is None or not pair.complete:
        return False
    inside = page.tokens_in(pair.inner)
    return len(inside) <= TITLE and page.tokens[inside.start].pos in ("NOUN", "PROPN", "X")


def _at_station(page: Page, t: int, name: Name | None, own: set[int]) -> Hint | None:
    """ "bei Sky": right after a preposition the name of a station that is also an ordinary word."""
    word = page.tokens[t].text
    if not word[0].isupper() or not is_listed_broadcaster(word):
        return None
    if name is not None and (name.kind != "institution" or name.canonical != word):
        return None
    aired = page.word(t - 1) in channels().on_air and t - 1 in own
    return Hint(t, "broadcast", page.span(t - 1, t + 1)) if aired else None


def hints_between(hints: Sequence[Hint], first: int, last: int) -> Sequence[Hint]:
    """Of the words for channels of an article those at the tokens ``first`` to ``last`` (half
    open)."""
    return hints[bisect_left(hints, first, key=PLACE) : bisect_left(hints, last, key=PLACE)]


def platform_hints(page: Page, tokens: Iterable[int]) -> Iterator[Hint]:
    """The platforms that some tokens name after a preposition ("via X", "auf Instagram")."""
    return (h for h in hints_in(page, tokens) if h.kind in PLATFORMS and not h.mentioned)


def taken_up_by(page: Page, hints: Sequence[Hint], hint: Hint) -> Hint | None:
    """The channel that an anaphor takes up: the last one before that it can stand for."""
    kinds = _can_stand_for(hint.anaphor or "")
    relative = page.tokens[hint.at].text.lower() in RELATIVES
    sentence = page.sentence_of(hint.at)
    block = page.sentences[sentence].block
    here = bisect_left(hints, hint.at, key=PLACE)
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
    word = page.word(t)
    if word in DARIN:
        return "darin"
    if word == "dort":
        return "dort"
    if word not in RELATIVES or t + 1 >= len(page.tokens):
        return None
    if (page.word(t - 2), page.word(t - 1)) != (",", "in"):
        return None
    name = page.name_at(page.tokens[t + 1].begin)
    person = name is not None and name.kind == "person"
    clause = person or page.tokens[t + 1].pos in ("DET", "PRON")
    return "darin" if clause or page.tokens[t].pos != "DET" else None


def _channel(page: Page, t: int, own: set[int]) -> Hint | None:
    """The channel that a token names or mentions."""
    token = page.tokens[t]
    word, lemma = token.text.lower(), token.lemma.lower()
    special = alone(word, lemma)
    verb = lemma if token.pos in ("VERB", "AUX", "ADJ") else ""
    if kind := next((w.kind for w in special if word in w.words or verb in w.verbs), None):
        return Hint(t, kind, page.span(t, t + 1))
    if token.pos not in ("NOUN", "PROPN", "X"):
        return None
    listed = candidates(word, lemma)
    if not special and not listed:
        return None
    left = preposition(page, t, channels().relators)
    if left is None or left not in own:
        if listed and _counts(page, listed[0], t, t):
            return Hint(t, listed[0].kind, page.span(t, t + 1), mentioned=True)
        return None
    before, span = page.tokens[left].text.lower(), page.span(left, t + 1)
    for words in special:
        if {word, lemma} & words.after.get(before, frozenset()):
            return Hint(t, words.kind, span)
        if lemma in words.talks and before in words.prepositions and _with_outlet(page, t):
            return Hint(t, words.kind, span)
    for words in listed:
        if before not in words.prepositions or _is_reference(page, left, before):
            continue
        if words.kind == "court" and page.word(left - 1) in channels().filings:
            continue
        if _counts(page, words, t, left):
            by_body = words.kind == "study" and is_by_body(lemma)
            return Hint(t, _of_place(page, words.kind, t), span, by_body=by_body)
    if listed and _counts(page, listed[0], t, left):
        return Hint(t, listed[0].kind, page.span(t, t + 1), mentioned=True)
    return None


def _is_reference(page: Page, left: int, before: str) -> bool:
    """Whether a phrase is what somebody refers to ("mit Verweis auf eine Studie")."""
    return before == "auf" and left > 0 and page.word(left - 1) in channels().references


def _of_place(page: Page, kind: ChannelKind, t: int) -> ChannelKind:
    """The kind by what follows: several platforms, or "in einer Stellungnahme für die Anhörung"."""
    destined = page.word(t + 1) in ("für", "zur", "zum", "vor", "an")
    hearing = channels().hearings & {page.word(i) for i in range(t + 2, t + 5)}
    if kind == "press_release" and destined and hearing:
        return "parliament"
    return _of_several(page, kind, t)


def _of_several(page: Page, kind: ChannelKind, t: int) -> ChannelKind:
    """The kind for one platform, or for several ("auf Instagram, TikTok und Co.")."""
    if kind not in PLATFORMS or t + 2 >= len(page.tokens):
        return kind
    if page.word(t + 1) not in (",", "und", "oder", "sowie"):
        return kind
    following = page.tokens[t + 2]
    others = {w.kind for w in candidates(following.text.lower(), following.lemma.lower())}
    return "other_social" if others & PLATFORMS - {kind} and following.pos != "VERB" else kind


def _counts(page: Page, words: ChannelWords, t: int, first: int) -> bool:
    """Whether what a word needs stands by it; ``first`` is where its phrase begins."""
    token = page.tokens[t]
    lemma = token.lemma.lower()
    if _numbered(page, t, lemma):
        return False
    found = forms(token.text.lower(), lemma)
    needs = next((words.needs[form] for form in found if form in words.needs), None)
    if needs is None:
        return len(token.text) > 1 or token.text == "X"
    around = page.words(first, min(len(page.tokens), t + 3)).lower()
    return any(need in around for need in needs)


def _numbered(page: Page, t: int, lemma: str) -> bool:
    """Whether a noun is a clause of a law ("Artikel 49")."""
    return lemma in channels().unnumbered and page.word(t + 1)[:1].isdecimal()


def _with_outlet(page: Page, t: int) -> bool:
    """ "im Gespräch mit der Zeitung", "im Gespräch, das sie mit der Zeitung führte": a talk with
    an outlet is an interview."""
    nouns = evidentials().outlet_nouns
    relative = page.word(t + 1) == "," or page.word(t + 1) in ("nach", "vor", "am")
    last = min(len(page.tokens), t + (RELATIVE if relative else 2))
    at = next((i for i in range(t + 1, last) if page.word(i) == "mit"), None)
    if at is None or page.sentence_of(at) != page.sentence_of(t):
        return False
    return any(
        page.tokens[i].text.lower() in nouns
        or ((name := page.name_at(page.tokens[i].begin)) and name.kind in ("outlet", "agency"))
        for i in range(at, min(len(page.tokens), at + 5))
    )


def _on_air(page: Page, t: int, name: Name, own: set[int]) -> Hint | None:
    """ "im Talradio", "in der Talsender-Sendung": on the air of a broadcaster; in what an outlet
    or agency has made ("im Talblatt-Interview")."""
    token, words = page.tokens[t], channels()
    left = preposition(page, t, words.relators)
    if name.kind not in ("outlet", "agency") or left is None or left not in own:
        return None
    after = token.text[name.span[1] - token.begin :].strip("-") if name.span[1] < token.end else ""
    last = after.rpartition("-")[2].lower()
    if not after and "-" in token.text and name.span[1] == token.end:
        last = token.text.rpartition("-")[2].lower()
    span = page.span(left, t + 1)
    before = page.tokens[left].text.lower()
    for kind in words.kinds if last else ():
        made = forms(last, last) & (kind.programmes | kind.nouns | kind.talks)
        if made and before in kind.prepositions:
            return Hint(t, kind.kind, span)
    first = name.span[0] == token.begin
    programme = any(
        w.kind == "broadcast" for w in candidates(token.text.lower(), token.text.lower())
    )
    aired = before in words.on_air and (programme or is_broadcaster(name.canonical))
    return Hint(t, "broadcast", span) if first and not after and aired else None
