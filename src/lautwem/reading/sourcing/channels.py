"""The way a statement came, as far as the text says.

Looked for in the words around the content first; what only takes up a talk or a text ("im
Gespräch", "darin") is filled by what was named in the sentences before. A channel holds while
its speaker speaks. Where an outlet itself speaks, the way is its report.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from lautwem.model import Because, Channel, ChannelKind, Span
from lautwem.reading.sourcing.carrying import TALK_GOES_ON
from lautwem.reading.sourcing.chain import Chain
from lautwem.reading.sourcing.channel_lexicon import candidates, channels
from lautwem.reading.sourcing.channel_words import PLATFORMS, Hint, hints_in, taken_up_by
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.speaker import MEDIA, Told
from lautwem.reading.sourcing.voices import UNNAMED, Ref

OF_MEDIA = frozenset(
    {"broadcast", "podcast", "instagram", "x", "facebook", "tiktok", "other_social", "video"}
)
"""What besides its report an outlet can speak through."""
TALKS = ("interview", "podcast", "phone", "broadcast")
"""Channels in which one statement follows another."""
SEATS = ("parliament", "court")
"""Channels that are also bodies whose members speak elsewhere."""
UNKNOWN = Channel()

Way = tuple[Channel, tuple[Because, ...]]
"""A channel and why."""


def channels_of(page: Page, told: Sequence[Told], linked: Sequence[Chain]) -> list[Way]:
    """The channel of every statement; kind "unknown" where the text names none.

    A talk that goes on keeps its channel: where the chain says that it does, and from one
    sentence of a speaker to the next.
    """
    ways: list[Way] = []
    hints = tuple(hints_in(page, range(len(page.tokens))))
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
        way = way or _of_origin(page, one, chain, hints)
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
    there = [h for h in there if not h.mentioned and (h.kind not in SEATS or h.at not in seat)]
    said = [h for h in there if h.kind and _by_its_voice(chain, h)]
    if said:
        best = min(said, key=_rank)
        spans: tuple[Span, ...] = (best.span,)
        return Channel(best.kind or "unknown", spans), (Because("channel-named", spans),)
    for hint in [h for h in there[:1] if h.anaphor]:
        before = taken_up_by(page, hints, hint)
        if before and _by_its_voice(chain, before):
            spans = (before.span, hint.span)
            return Channel(before.kind or "unknown", spans), (Because("channel-taken-up", spans),)
    return None


def _by_its_voice(chain: Chain, hint: Hint) -> bool:
    """A report is a study where a body speaks, and no channel where somebody else does."""
    voice = chain.who.voice or (chain.voices[0] if chain.voices else None)
    body = voice is not None and voice.kind in ("institution", "group")
    return body or not hint.by_body


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


def _of_origin(page: Page, one: Told, chain: Chain, hints: Sequence[Hint]) -> Way:
    """An outlet speaks through its report, a study or a judgment through itself, whoever uses
    a platform through that."""
    origin = chain.voices[0] if chain.voices else None
    if origin is None:
        return UNKNOWN, ()
    if origin.kind in MEDIA and _on_own_business(page, one):
        return UNKNOWN, ()
    if origin.kind in MEDIA or _is_press(page, chain) or _is_reporter(page, chain):
        return Channel("press_report"), (Because("channel-of-outlet"),)
    court = origin.kind == "institution" and origin.name.lower().endswith(channels().courts)
    if chain.who.part and court:
        return Channel("court"), (Because("channel-of-court", chain.who.part.spans),)
    found = _of_post(page, chain, hints)
    if found is None and origin.kind == "document":
        found = next(_of_document(page, chain), None)
    if found is None:
        return UNKNOWN, ()
    kind, t, rule = found
    span = (page.tokens[t].begin, page.tokens[t].end)
    return Channel(kind, (span,)), (Because(rule, (span,)),)


def _of_post(
    page: Page, chain: Chain, hints: Sequence[Hint]
) -> tuple[ChannelKind, int, str] | None:
    """What was posted speaks, or who posts ("Nutzer"), where a platform was named before."""
    words = channels()
    for t in part_tokens(page, chain.who.part):
        word = page.tokens[t].text.lower()
        last = word.rpartition("-")[2]
        if word in words.posts:
            return "other_social", t, "channel-of-post"
        if last in words.entries | words.users and any(
            hint.kind in PLATFORMS for hint in hints[: bisect_left(hints, t, key=_at)]
        ):
            return "other_social", t, "channel-of-post"
    return None


def _of_document(page: Page, chain: Chain) -> Iterator[tuple[ChannelKind, int, str]]:
    """The kinds of channels that the words for a document are."""
    for t in part_tokens(page, chain.who.part):
        token = page.tokens[t]
        if token.pos != "NOUN":
            continue
        for words in candidates(token.text.lower(), token.lemma.lower()):
            yield words.kind, t, "channel-of-document"


def _on_own_business(page: Page, one: Told) -> bool:
    """Whether an outlet speaks of itself ("Tal-TV kündigt an, das Rennen zu zeigen")."""
    act = one.quotation.cue or (one.quotation.quote if one.quotation.type == "reported" else None)
    cue = [page.tokens[t] for t in part_tokens(page, act)]
    lemmas = {token.lemma.lower() for token in cue}
    joined = {particle.text.lower() + lemma for particle in cue for lemma in lemmas}
    return bool((lemmas | joined) & channels().own_business)


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


_ORDER: tuple[ChannelKind, ...] = (
    "phone", "private_message", "press_conference", "press_release", "podcast", "interview",
    "letter", "instagram", "x", "facebook", "tiktok", "other_social", "broadcast", "parliament",
    "court", "video", "book", "song", "study", "press_report",
)  # fmt: skip
"""Where several are named the more specific way wins ("im Interview im Fernsehen")."""


def _rank(hint: Hint) -> tuple[int, int]:
    return (_ORDER.index(hint.kind) if hint.kind else len(_ORDER), hint.span[0])
