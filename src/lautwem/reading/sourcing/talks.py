"""What somebody said to an outlet: who talks, to whom, and how long the talk goes on."""

from collections.abc import Iterable, Mapping
from itertools import islice

from msgspec.structs import replace

from lautwem.model import Frozen, Span
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.own_outlet import is_own_outlet
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.phrase_voice import of_phrase
from lautwem.reading.sourcing.source import Source
from lautwem.reading.sourcing.speaker import MEDIA, Told, Who
from lautwem.reading.sourcing.voices import Ref, ref

TALK_SENTENCES = 8
"""Sentences between two statements of one talk to an outlet."""
TOLD_RULES = ("relay:told", "relay:named-in-frame")
PASSED_ON_RULES = ("relay:according", "relay:reporting", "relay:quotes")
"""Ways to pass on that hold for what follows until somebody else speaks."""
NEXT_TO = 2
"""Sentences after a talk of somebody nameless within which another noun may mean the same."""
FIRST_MENTIONS = 6
"""Mentions of a sentence among which the person is who talked to an outlet."""
OTHERS = ("ander", "weiter", "zweit", "dritt")
"""How words begin that bring in somebody else."""


class Talk(Frozen):
    """What somebody said to an outlet, or an outlet passes on (``told`` is false): the outlets,
    where that was said, the last sentence."""

    relays: tuple[Ref, ...]
    place: Span
    sentence: int
    told: bool = True


def talk_of(page: Page, who: Who, one: Told, talks: dict[Ref, Talk]) -> Talk | None:
    """The talk to an outlet that a statement belongs to.

    The speaker's own; the last one where the text says "in dem Interview", or where it was
    held by somebody nameless ("die Frau") and this follows at once.
    """
    if who.voice is None or who.relays:
        return None
    if who.voice in talks:
        return None if who.voice.kind == "unnamed" and _is_another(page, who) else talks[who.voice]
    last = max(talks.items(), key=lambda item: item[1].sentence, default=None)
    if last is None or who.voice.kind not in ("person", "unnamed"):
        return None
    holder, talk = last
    if any(source.form == "told" and source.who is None for source in one.sources):
        return replace(talk, sentence=one.frame.sentence)
    next_to = one.frame.sentence - talk.sentence <= NEXT_TO
    same = holder.kind == "unnamed" and not (_is_another(page, who) or _is_named(page, who))
    return talk if same and next_to else None


def note_talk(page: Page, one: Told, who: Who, talks: dict[Ref, Talk]) -> None:
    """Keep that somebody talks to an outlet, or still does."""
    if who.voice is None or one.frame.outer is not None:
        return
    if who.part is not None:
        passed_on = [held for held, talk in talks.items() if not talk.told and held != who.voice]
        for holder in passed_on:
            del talks[holder]
    because = sorted(who.because, key=lambda b: b.rule not in TOLD_RULES)
    rule = next((b for b in because if b.rule in TOLD_RULES + PASSED_ON_RULES), None)
    if rule:
        relays = tuple(relay for relay in who.relays if relay.kind in MEDIA)
        told = rule.rule in TOLD_RULES
        talks[who.voice] = Talk(relays, rule.spans[0], one.frame.sentence, told)
        return
    talk = talk_of(page, who, one, talks)
    if talk and one.frame.sentence - talk.sentence <= TALK_SENTENCES:
        talks[who.voice] = replace(talk, sentence=one.frame.sentence)


def _is_named(page: Page, who: Who) -> bool:
    """Whether a speaker is brought in by name."""
    spans = who.part.spans if who.part else ()
    return any(name.kind == "person" for span in spans for name in page.names_in(span))


def _is_another(page: Page, who: Who) -> bool:
    """Whether a speaker is brought in as somebody else ("ein anderer Sprecher")."""
    tokens = part_tokens(page, who.part)
    words = [page.tokens[t].text.lower() for t in tokens[:3]]
    return any(word.startswith(OTHERS) for word in words)


def opened(
    page: Page, sources: Mapping[int, Source], begin: int, end: int
) -> Iterable[tuple[Ref, Talk]]:
    """The talks to outlets that the sentences ``begin`` to ``end`` (half open) tell of ("In einem
    Interview mit dem Talboten hat Velten ausgepackt."). ``sources`` are the phrases that tell of
    one and stand in no statement's frame, by their sentence."""
    for sentence in range(begin, end):
        source = sources.get(sentence)
        if source is None or source.who is None:
            continue
        outlet = of_phrase(page, source.who)
        if outlet is None or outlet.kind not in MEDIA or is_own_outlet(page, outlet):
            continue
        if who := _who_talked(page, source):
            yield who, Talk((outlet,), source.span, source.sentence)


def _who_talked(page: Page, source: Source) -> Ref | None:
    """The person that the sentence of a talk is about: named first under no preposition."""
    span = page.sentence_span(source.sentence)
    for mention in islice(page.mentions_in(span), FIRST_MENTIONS):
        at = page.tokens_in(mention.span).start
        voice = page.voice_of_entity.get(mention.entity)
        aside = at > 0 and page.tokens[at - 1].pos == "ADP"
        oblique = page.tokens[at].morph.case in ("gen", "dat", "acc")
        possessive = mention.form == "pronoun" and page.tokens[at].pos == "DET"
        if voice and voice.kind == "person" and not (aside or oblique or possessive):
            return ref(voice)
    return None
