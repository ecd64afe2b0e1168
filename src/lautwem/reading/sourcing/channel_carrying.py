"""How long a channel holds, and where it is named before the first statement that came through it.

A channel holds while its speaker speaks on the same occasion: not once somebody else comes in,
another time is told or another outlet (decisions 16 and 24 of ``docs/gold.md``).
"""

from collections.abc import Sequence

from lautwem.model import Channel, Frozen, Sentence, Time
from lautwem.reading.sourcing.chain import Chain
from lautwem.reading.sourcing.channel_lexicon import channels
from lautwem.reading.sourcing.channel_words import Hint, hints_between
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.somebody import is_thing
from lautwem.reading.sourcing.speaker import MEDIA, Told
from lautwem.reading.sourcing.voices import UNNAMED, Ref
from lautwem.reading.sourcing.when import time_of

ANNOUNCED = 1
"""Sentences before a statement in which its speaker's channel may have been named."""
RECENT = 4
"""Statements back among which one stands in the sentence before, if any does."""
ANNOUNCING = frozenset(
    {"interview", "press_conference", "press_release", "letter", "video", "podcast",
     "instagram", "x", "facebook", "tiktok", "other_social", "broadcast"}
)  # fmt: skip
"""Channels that are named with nothing but that somebody used them."""
OF_ITSELF = frozenset({"press_report", "study"})
"""Channels of what speaks itself, be it a thing by its word ("das Staatsfernsehen")."""
ALREADY = frozenset({"schon", "bereits", "seit", "nach", "vor", "wie"})
"""Words before a phrase that tell of another occasion ("wie schon im Video")."""


class Before(Frozen):
    """Whose statement came last, through which channel, when, and on whose word."""

    who: Ref
    channel: Channel
    when: Time | None
    voices: tuple[Ref, ...]


def after(
    page: Page, one: Told, chain: Chain, channel: Channel, before: Before | None
) -> Before | None:
    """What a statement leaves for the next: nested ones and things leave what was before."""
    origin = chain.voices[0] if chain.voices else None
    if one.frame.outer is not None or origin is None:
        return before
    itself = channel.kind in OF_ITSELF and origin != UNNAMED
    if not itself and not _comes_in(page, one, chain, origin):
        return before
    if channel.kind == "unknown":
        return None
    return Before(origin, channel, time_of(page, one.frame.tokens), chain.voices)


def _comes_in(page: Page, one: Told, chain: Chain, origin: Ref) -> bool:
    """Whether a statement is somebody's, so that whoever spoke before speaks no longer.

    It is not where a thing, or without a word of saying something nameless, was taken for who
    speaks.
    """
    if origin == UNNAMED:
        return False
    part = chain.who.part
    if origin.id or part is None or origin.kind in ("person", *MEDIA):
        return True
    named = any(any(page.names_in(span)) for span in part.spans)
    return named or (one.quotation.cue is not None and not is_thing(page, part))


def same_occasion(page: Page, one: Told, chain: Chain, before: Before) -> bool:
    """Whether the text tells neither another time than that of the statement before nor another
    outlet that was told."""
    if any(relay.kind in MEDIA and relay not in before.voices for relay in chain.who.relays):
        return False
    when = time_of(page, one.frame.tokens) if one.quotation.cue else None
    if when is None or (when.value is None and before.when is None):
        return True
    known = before.when
    return known is not None and (when.text, when.value) == (known.text, known.value)


def announced(
    page: Page, told: Sequence[Told], index: int, chain: Chain, hints: Sequence[Hint]
) -> list[Hint]:
    """The channels that a sentence right before names, which is about the speaker and holds no
    statement ("Auch auf Twitter äußerte sich Velten. ..")."""
    one, origin = told[index], chain.voices[0] if chain.voices else None
    if origin is None or origin.kind in MEDIA or origin.id is None or chain.who.relays:
        return []
    here = one.frame.sentence
    spoken = {t.frame.sentence for t in told[max(0, index - RECENT) : index]}
    for at in range(here - 1, max(-1, here - 1 - ANNOUNCED), -1):
        sentence = page.sentences[at]
        if sentence.block != page.sentences[here].block or at in spoken:
            return []
        if all(voice.id != origin.id for voice in page.voices_in(page.sentence_span(at))):
            continue
        there = hints_between(hints, sentence.first, sentence.last)
        named = [h for h in there if h.kind in ANNOUNCING and _is_now(page, h)]
        if named and _speaks_up(page, sentence):
            return named
    return []


def _is_now(page: Page, hint: Hint) -> bool:
    """Whether a word for a channel names one, and not that of an earlier occasion."""
    left = page.tokens_in(hint.span).start - 1
    return not hint.mentioned and (left < 0 or page.tokens[left].text.lower() not in ALREADY)


def _speaks_up(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence tells that somebody speaks."""
    verbs = evidentials().saying_verbs | channels().speaking_up
    return any(
        page.tokens[t].pos == "VERB" and page.tokens[t].lemma.lower() in verbs
        for t in range(sentence.first, sentence.last)
    )
