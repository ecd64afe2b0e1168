"""The way a statement came, as far as the text says.

Looked for in the words around the content first; a noun that takes up a talk or a message
("im Gespräch") is filled by what was named in the sentences before. Where an outlet itself
speaks, the way is its report.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from lautwem.model import Because, Channel, ChannelKind, Frozen, Span
from lautwem.reading.sourcing.carrying import TALK_GOES_ON
from lautwem.reading.sourcing.chain import Chain
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.lexica import ChannelWords, channels
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.speaker import MEDIA, Told
from lautwem.reading.sourcing.voices import UNNAMED, Ref

BACK = 3
"""Sentences back, within one block, in which a talk may have been named before."""
BACK_HINTS = 12
"""Words for channels looked through backwards for it."""
LEFT = 4
"""Tokens left of a channel noun within which its preposition stands ("in einem langen Brief")."""
NO_CHANNEL = ("person", "group", "outlet", "agency", "picture_agency", "place")
"""Names that are no channel even if a word for one is part of them ("Morning Mail")."""

OF_MEDIA = frozenset(
    {"broadcast", "podcast", "instagram", "x", "facebook", "tiktok", "other_social", "video"}
)
"""What besides its report an outlet can speak through."""
TALKS = ("interview", "podcast", "phone")
"""Channels in which one statement follows another."""
SEATS = ("parliament", "court")
"""Channels that are also bodies whose members speak elsewhere."""
UNKNOWN = Channel()


class Hint(Frozen):
    """One word for a channel at the token ``at``; ``anaphor`` where it only takes up one
    named before."""

    at: int
    kind: ChannelKind | None
    span: Span
    anaphor: str | None = None
    noun: str | None = None


Way = tuple[Channel, tuple[Because, ...]]
"""A channel and why."""


def channels_of(page: Page, told: Sequence[Told], linked: Sequence[Chain]) -> list[Way]:
    """The channel of every statement; kind "unknown" where the text names none.

    A talk that goes on keeps its channel: where the chain says that it does, and from one
    sentence of a speaker to the next.
    """
    ways: list[Way] = []
    hints = tuple(_hints(page, range(len(page.tokens))))
    talks: dict[Ref, tuple[Channel, int]] = {}
    before: tuple[Ref, Channel] | None = None
    for one, chain in zip(told, linked, strict=True):
        way = _named(page, one, chain, hints)
        voice = chain.who.voice
        if way and voice and voice.kind in MEDIA and way[0].kind not in OF_MEDIA:
            way = None
        if voice and way is None and voice in talks:
            way = _goes_on(page, one, chain, *talks[voice])
        if voice and way and way[0].kind in TALKS:
            talks[voice] = (way[0], one.frame.sentence)
        origin = chain.voices[0] if chain.voices else None
        if before and way is None and origin == before[0]:
            way = before[1], (Because("channel-of-the-speaker", before[1].spans),)
        way = way or _of_origin(page, chain)
        if one.frame.outer is None and origin and origin != UNNAMED:
            before = (origin, way[0]) if way[0].kind != "unknown" else None
        ways.append(way)
    return ways


def _named(page: Page, one: Told, chain: Chain, hints: Sequence[Hint]) -> Way | None:
    """The channel that the words around the content name or take up.

    "ein Abgeordneter im Landtag" does not speak through it.
    """
    around, own = one.frame.tokens, set(one.frame.tokens)
    seat = set(part_tokens(page, chain.who.part)) if _is_human(chain.who.voice) else set()
    first, last = (around[0], around[-1]) if around else (0, -1)
    begin = bisect_left(hints, first, key=_at)
    there = [h for h in hints[begin : bisect_right(hints, last, key=_at)] if h.at in own]
    there = [h for h in there if h.kind not in SEATS or h.at not in seat]
    body = chain.who.voice is not None and chain.who.voice.kind in ("institution", "group")
    said = [h for h in there if h.kind and (body or h.noun not in channels().by_bodies)]
    if said:
        best = min(said, key=_rank)
        spans: tuple[Span, ...] = (best.span,)
        return Channel(best.kind or "unknown", spans), (Because("channel-named", spans),)
    for hint in [h for h in there[:1] if h.anaphor]:
        if before := _named_before(page, hints, hint):
            spans = (before.span, hint.span)
            return Channel(before.kind or "unknown", spans), (Because("channel-taken-up", spans),)
    return None


def _is_human(voice: Ref | None) -> bool:
    return voice is not None and voice.kind in ("person", "unnamed")


def _at(hint: Hint) -> int:
    return hint.at


def _goes_on(page: Page, one: Told, chain: Chain, channel: Channel, last: int) -> Way | None:
    """The channel of a talk that this statement continues."""
    same_block = page.sentences[last].block == page.sentences[one.frame.sentence].block
    next_to = same_block and 0 <= one.frame.sentence - last <= 1
    if not next_to and all(reason.rule != TALK_GOES_ON for reason in chain.because):
        return None
    return channel, (Because("channel-of-the-talk", channel.spans),)


def _of_origin(page: Page, chain: Chain) -> Way:
    """An outlet speaks through its report, a study or a judgment through itself."""
    origin = chain.voices[0] if chain.voices else None
    if origin is None:
        return UNKNOWN, ()
    if origin.kind in MEDIA or _is_press(page, chain) or _is_reporter(page, chain):
        return Channel("press_report"), (Because("channel-of-outlet"),)
    if chain.who.part and origin.name.lower().endswith(channels().courts):
        return Channel("court"), (Because("channel-of-court", chain.who.part.spans),)
    for t in part_tokens(page, chain.who.part):
        if page.tokens[t].text.lower() in channels().posts:
            span = (page.tokens[t].begin, page.tokens[t].end)
            return Channel("other_social", (span,)), (Because("channel-of-post", (span,)),)
    if origin.kind == "document":
        for t in part_tokens(page, chain.who.part):
            forms = {page.tokens[t].text.lower(), page.tokens[t].lemma.lower()}
            for words in channels().kinds:
                if page.tokens[t].pos == "NOUN" and any(
                    f in words.nouns or f.endswith(words.endings) for f in forms
                ):
                    span = (page.tokens[t].begin, page.tokens[t].end)
                    return Channel(words.kind, (span,)), (Because("channel-of-document", (span,)),)
    return UNKNOWN, ()


def _is_reporter(page: Page, chain: Chain) -> bool:
    """Whether somebody speaks as the reporter of an outlet ("eine Reporterin des Senders")."""
    tokens = part_tokens(page, chain.who.part)
    reports = any(page.tokens[t].text.lower().endswith(channels().reporters) for t in tokens)
    names = (page.name_at(page.tokens[t].begin) for t in tokens)
    return reports and any(name is not None and name.kind in MEDIA for name in names)


def _is_press(page: Page, chain: Chain) -> bool:
    """Whether the press in general speaks ("Lokale Medien", "laut Zeitungen")."""
    return any(
        page.tokens[t].text.lower().endswith(channels().press)
        for t in part_tokens(page, chain.who.part)
        if page.tokens[t].pos == "NOUN"
    )


PLATFORMS = frozenset({"instagram", "x", "facebook", "tiktok", "other_social"})


def platform_hints(page: Page, tokens: Iterable[int]) -> Iterator[Hint]:
    """The platforms that some tokens name after a preposition ("via X", "auf Instagram")."""
    return (hint for hint in _hints(page, tokens) if hint.kind in PLATFORMS)


_ORDER: tuple[ChannelKind, ...] = (
    "phone", "private_message", "press_conference", "press_release", "podcast", "interview",
    "letter", "instagram", "x", "facebook", "tiktok", "other_social", "broadcast", "parliament",
    "court", "video", "book", "song", "study", "press_report",
)  # fmt: skip
"""Where several are named the more specific way wins ("im Interview im Fernsehen")."""


def _rank(hint: Hint) -> tuple[int, int]:
    return (_ORDER.index(hint.kind) if hint.kind else len(_ORDER), hint.span[0])


def _hints(page: Page, tokens: Iterable[int]) -> Iterator[Hint]:
    own = set(tokens)
    for t in sorted(own):
        name = page.name_at(page.tokens[t].begin)
        if page.quoted(page.tokens[t].begin) or (name and name.kind in NO_CHANNEL):
            continue
        kind, left = _kind(page, t, own)
        span = page.span(left, t + 1)
        if kind:
            yield Hint(t, kind, span, noun=page.tokens[t].lemma.lower())
        elif page.tokens[t].lemma.lower() in channels().anaphors:
            yield Hint(t, None, span, page.tokens[t].lemma.lower())


def _kind(page: Page, t: int, own: set[int]) -> tuple[ChannelKind | None, int]:
    """The channel that a token names, and the first token of its phrase."""
    token = page.tokens[t]
    word, lemma = token.text.lower(), token.lemma.lower()
    preposition = _preposition(page, t)
    for words in channels().kinds:
        if word in words.words or lemma in words.verbs:
            return words.kind, t
        if token.pos not in ("NOUN", "PROPN", "X") or preposition is None or preposition not in own:
            continue
        if page.tokens[preposition].text.lower() not in words.prepositions:
            continue
        if _is_noun_of(page, words, t, preposition):
            return words.kind, preposition
    return None, t if preposition is None or preposition not in own else preposition


def _is_noun_of(page: Page, words: ChannelWords, t: int, preposition: int) -> bool:
    token = page.tokens[t]
    forms = {token.text.lower(), token.lemma.lower()}
    noun = forms & words.nouns or any(
        form.endswith(words.endings) or form.startswith(words.stems) for form in forms
    )
    if not noun and forms & words.talks:
        return _with_outlet(page, t)
    if not noun:
        return False
    needs = next((words.needs[form] for form in forms if form in words.needs), None)
    if needs is None:
        return len(token.text) > 1 or token.text == "X"
    around = page.words(preposition, min(len(page.tokens), t + 2)).lower()
    return any(need in around for need in needs)


def _with_outlet(page: Page, t: int) -> bool:
    """ "im Gespräch mit der Zeitung": a talk with an outlet is an interview."""
    follows = range(t + 1, min(len(page.tokens), t + 6))
    if not follows or page.tokens[t + 1].text.lower() != "mit":
        return False
    return any(
        (name := page.name_at(page.tokens[i].begin)) and name.kind in ("outlet", "agency")
        for i in follows
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


def _named_before(page: Page, hints: Sequence[Hint], hint: Hint) -> Hint | None:
    """The channel that a noun takes up: the last one named before that it can stand for."""
    kinds = channels().anaphors[hint.anaphor or ""]
    sentence = page.sentence_of(hint.at)
    block = page.sentences[sentence].block
    here = bisect_left(hints, hint.at, key=_at)
    for i in range(here - 1, max(-1, here - 1 - BACK_HINTS), -1):
        there = page.sentence_of(hints[i].at)
        if sentence - there > BACK or page.sentences[there].block != block:
            return None
        if hints[i].kind in kinds:
            return hints[i]
    return None
