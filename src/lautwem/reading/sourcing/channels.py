"""The way a statement came, as far as the text says.

Looked for in the words around the content first; what only takes up a talk or a text ("im
Gespräch", "darin") is filled by what was named in the sentences before. A channel holds while
its speaker speaks. Where an outlet itself speaks, the way is its report.
"""

from collections.abc import Sequence
from itertools import islice

from lautwem.model import Because, Channel, ChannelKind, Span
from lautwem.reading.sourcing.carrying import TALK_GOES_ON
from lautwem.reading.sourcing.chain import Chain
from lautwem.reading.sourcing.channel_carrying import Before, after, announced, same_occasion
from lautwem.reading.sourcing.channel_lexicon import channels
from lautwem.reading.sourcing.channel_origin import Way, of_origin
from lautwem.reading.sourcing.channel_words import (
    PLATFORMS,
    Hint,
    hints_between,
    hints_in,
    taken_up_by,
)
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.speaker import MEDIA, Told
from lautwem.reading.sourcing.voices import Ref

OF_MEDIA = frozenset(
    {"broadcast", "podcast", "instagram", "x", "facebook", "tiktok", "other_social", "video"}
)
"""What besides its report an outlet can speak through."""
TALKS = ("interview", "podcast", "phone", "broadcast")
"""Channels in which one statement follows another."""
PUT_ON = 3
"""Tokens from a press release to the platform it was put on ("in einer Erklärung auf ihrer X")."""
NOMINAL = ("NOUN", "PROPN")
SEATS = ("parliament", "court")
"""Channels that are also bodies whose members speak elsewhere."""


def channels_of(page: Page, told: Sequence[Told], linked: Sequence[Chain]) -> list[Way]:
    """The channel of every statement; kind "unknown" where the text names none.

    A talk that goes on keeps its channel: where the chain says that it does, and from one
    sentence of a speaker to the next.
    """
    ways: list[Way] = []
    hints = tuple(hints_in(page, range(len(page.tokens))))
    talks: dict[Ref, tuple[Channel, int]] = {}
    before: Before | None = None
    for index, (one, chain) in enumerate(zip(told, linked, strict=True)):
        way = _named(page, one, chain, hints)
        voice = chain.who.voice
        if way and voice and voice.kind in MEDIA and way[0].kind not in OF_MEDIA:
            way = None
        if voice and way is None and voice in talks:
            way = _goes_on(page, one, chain, *talks[voice])
        origin = chain.voices[0] if chain.voices else None
        goes_on = before is not None and origin == before.who
        if way is None and not goes_on and (named := announced(page, told, index, chain, hints)):
            way = _through(named, "channel-announced")
        if voice and way and way[0].kind in TALKS:
            talks[voice] = (way[0], one.frame.sentence)
        if before and way is None and goes_on and same_occasion(page, one, chain, before):
            way = before.channel, (Because("channel-of-the-speaker", before.channel.spans),)
        way = way or of_origin(page, one, chain, hints)
        before = after(page, one, chain, way[0], before)
        ways.append(way)
    return ways


def _through(named: Sequence[Hint], rule: str) -> Way:
    """The channel that the words for one name best; of "in einer Stellungnahme auf Facebook" the
    platform."""
    best = min(named, key=_rank)
    if best.kind == "press_release":
        put = (h for h in named if h.kind in PLATFORMS and 0 < h.at - best.at <= PUT_ON)
        best = next(put, best)
    spans: tuple[Span, ...] = (best.span,)
    return Channel(best.kind or "unknown", spans), (Because(rule, spans),)


def _named(page: Page, one: Told, chain: Chain, hints: Sequence[Hint]) -> Way | None:
    """The channel that the words around the content name or take up.

    "ein Abgeordneter im Landtag" does not speak through it.
    """
    around, own = one.frame.tokens, set(one.frame.tokens)
    nouns = (t for t in part_tokens(page, chain.who.part) if page.tokens[t].pos in NOMINAL)
    attributes = set(islice(nouns, 1, None))
    human, body = _is_human(chain.who.voice), _is_body(chain.who.voice)
    seats = SEATS if human else SEATS[:1] if body else ()
    first, last = (around[0], around[-1]) if around else (0, -1)
    there = [h for h in hints_between(hints, first, last + 1) if h.at in own]
    there = [
        h for h in there if not h.mentioned and (h.kind not in seats or h.at not in attributes)
    ]
    said = [h for h in there if h.kind and _by_its_voice(chain, h)]
    if said:
        return _through(said, "channel-named")
    for hint in [h for h in there[:1] if h.anaphor]:
        before = taken_up_by(page, hints, hint)
        if before and _by_its_voice(chain, before):
            spans: tuple[Span, ...] = (before.span, hint.span)
            return Channel(before.kind or "unknown", spans), (Because("channel-taken-up", spans),)
        if before is None and hint.kind is None and _talk_to_outlet(chain, hint):
            return Channel("interview", (hint.span,)), (Because("channel-named", (hint.span,)),)
    return None


def _talk_to_outlet(chain: Chain, hint: Hint) -> bool:
    """ "sagte der Zeitung in einem Gespräch": a talk with who passed the words on."""
    talk = any(hint.anaphor in words.talks for words in channels().kinds)
    return talk and any(relay.kind in MEDIA for relay in chain.who.relays)


def _by_its_voice(chain: Chain, hint: Hint) -> bool:
    """A report is a study where a body speaks, and no channel where somebody else does."""
    voice = chain.who.voice or (chain.voices[0] if chain.voices else None)
    return _is_body(voice) or not hint.by_body


def _is_body(voice: Ref | None) -> bool:
    return voice is not None and voice.kind in ("institution", "group")


def _is_human(voice: Ref | None) -> bool:
    return voice is not None and voice.kind in ("person", "unnamed")


def _goes_on(page: Page, one: Told, chain: Chain, channel: Channel, last: int) -> Way | None:
    """The channel of a talk that this statement continues."""
    same_block = page.sentences[last].block == page.sentences[one.frame.sentence].block
    next_to = same_block and 0 <= one.frame.sentence - last <= 1
    if not next_to and all(reason.rule != TALK_GOES_ON for reason in chain.because):
        return None
    return channel, (Because("channel-of-the-talk", channel.spans),)


_ORDER: tuple[ChannelKind, ...] = (
    "phone", "private_message", "press_conference", "press_release", "podcast", "interview",
    "letter", "instagram", "x", "facebook", "tiktok", "other_social", "broadcast", "parliament",
    "court", "video", "book", "song", "study", "press_report",
)  # fmt: skip
"""Where several are named the more specific way wins ("im Interview im Fernsehen")."""


def _rank(hint: Hint) -> tuple[int, int]:
    return (_ORDER.index(hint.kind) if hint.kind else len(_ORDER), hint.span[0])
