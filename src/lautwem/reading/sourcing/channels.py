"""The way a statement came, as far as the text says.

Looked for in the words around the content first; what only takes up a talk or a text ("im
Gespräch", "darin") is filled by what was named in the sentences before. A channel holds while
its speaker speaks. Where an outlet itself speaks, the way is its report.
"""

from collections.abc import Iterator, Sequence

from lautwem.model import Because, Channel, ChannelKind, Span
from lautwem.reading.sourcing.carrying import TALK_GOES_ON
from lautwem.reading.sourcing.chain import Chain
from lautwem.reading.sourcing.channel_carrying import Before, after, announced, same_occasion
from lautwem.reading.sourcing.channel_lexicon import (
    candidates,
    channels,
    is_by_body,
    is_listed_broadcaster,
)
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
        way = way or _of_origin(page, one, chain, hints)
        before = after(page, one, chain, way[0], before)
        ways.append(way)
    return ways


def _through(named: Sequence[Hint], rule: str) -> Way:
    """The channel that the words for one name best."""
    best = min(named, key=_rank)
    spans: tuple[Span, ...] = (best.span,)
    return Channel(best.kind or "unknown", spans), (Because(rule, spans),)


def _named(page: Page, one: Told, chain: Chain, hints: Sequence[Hint]) -> Way | None:
    """The channel that the words around the content name or take up.

    "ein Abgeordneter im Landtag" does not speak through it.
    """
    around, own = one.frame.tokens, set(one.frame.tokens)
    seat = set(part_tokens(page, chain.who.part)) if _is_human(chain.who.voice) else set()
    first, last = (around[0], around[-1]) if around else (0, -1)
    there = [h for h in hints_between(hints, first, last + 1) if h.at in own]
    there = [h for h in there if not h.mentioned and (h.kind not in SEATS or h.at not in seat)]
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
    body = voice is not None and voice.kind in ("institution", "group")
    return body or not hint.by_body


def _is_human(voice: Ref | None) -> bool:
    return voice is not None and voice.kind in ("person", "unnamed")


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
    if found := next(_of_compound(page, chain), None):
        return _itself(page, *found)
    if origin.kind in MEDIA or _is_press(page, chain) or _is_reporter(page, chain):
        return Channel("press_report"), (Because("channel-of-outlet"),)
    if origin.kind != "person" and is_listed_broadcaster(origin.name):
        return Channel("press_report"), (Because("channel-of-outlet"),)
    if _is_court(origin):
        spans = chain.who.part.spans if chain.who.part else ()
        return Channel("court"), (Because("channel-of-court", spans),)
    found = _of_post(page, chain, hints)
    if found is None and origin.kind == "document":
        found = next(_of_document(page, chain), None)
    if found is None:
        return UNKNOWN, ()
    return _itself(page, *found)


def _itself(page: Page, kind: ChannelKind, t: int, rule: str) -> Way:
    """A channel that the word at a token names and that speaks itself."""
    span = (page.tokens[t].begin, page.tokens[t].end)
    return Channel(kind, (span,)), (Because(rule, (span,)),)


def _is_court(origin: Ref) -> bool:
    """Whether a court itself speaks, not its spokesman."""
    name = origin.name.lower()
    first = name.partition(" ")[0].strip("(")
    known = name.endswith(channels().courts) or {name, first} & channels().court_names
    return origin.kind in ("institution", "document") and bool(known)


def _of_compound(page: Page, chain: Chain) -> Iterator[tuple[ChannelKind, int, str]]:
    """What an outlet or agency has made for others to read numbers from ("APA-Vertrauensindex")."""
    for t in part_tokens(page, chain.who.part):
        token = page.tokens[t]
        last = token.text.lower().rpartition("-")[2]
        name = page.name_at(token.begin)
        if "-" in token.text and name and name.kind in MEDIA:
            for words in candidates(last, last):
                if words.kind == "study" and not is_by_body(last):
                    yield words.kind, t, "channel-of-document"


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
        if word in words.respondents:
            return "study", t, "channel-of-document"
        if last in words.entries | words.users and any(
            hint.kind in PLATFORMS for hint in hints_between(hints, 0, t)
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
    tokens = part_tokens(page, chain.who.part)
    names = {n.span: n for t in tokens if (n := page.name_at(page.tokens[t].begin))}
    if len(names) > 1 and all(name.kind in MEDIA for name in names.values()):
        return True
    origin = chain.voices[0]
    if not tokens and origin.id is None and origin.name.lower().endswith(channels().press):
        return True
    return any(
        page.tokens[t].pos == "NOUN"
        and page.tokens[t].text.lower().endswith(channels().press)
        and page.name_at(page.tokens[t].begin) is None
        for t in tokens
    )


_ORDER: tuple[ChannelKind, ...] = (
    "phone", "private_message", "press_conference", "press_release", "podcast", "interview",
    "letter", "instagram", "x", "facebook", "tiktok", "other_social", "broadcast", "parliament",
    "court", "video", "book", "song", "study", "press_report",
)  # fmt: skip
"""Where several are named the more specific way wins ("im Interview im Fernsehen")."""


def _rank(hint: Hint) -> tuple[int, int]:
    return (_ORDER.index(hint.kind) if hint.kind else len(_ORDER), hint.span[0])
