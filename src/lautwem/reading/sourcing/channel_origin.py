"""The way of what a voice is itself: an outlet speaks through its report, a study or a judgment
through itself, whoever uses a platform through that, and researchers and those they asked
through the study that the text speaks of.
"""

from collections.abc import Iterator, Sequence

from lautwem.model import Because, Channel, ChannelKind, VoiceKind
from lautwem.reading.sourcing.chain import Chain
from lautwem.reading.sourcing.channel_lexicon import (
    candidates,
    channels,
    forms,
    is_by_body,
    is_listed_broadcaster,
)
from lautwem.reading.sourcing.channel_words import PLATFORMS, Hint, hints_between
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.speaker import MEDIA, Told
from lautwem.reading.sourcing.voices import Ref

UNKNOWN = Channel()
FROM = frozenset({"von", "vom"})
"""Before an outlet that is said to have said something itself ("hieß es vom Sender")."""

Way = tuple[Channel, tuple[Because, ...]]
"""A channel and why."""


def of_origin(page: Page, one: Told, chain: Chain, hints: Sequence[Hint]) -> Way:
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
    found = (
        _of_post(page, chain, hints)
        or _of_study(page, one, chain, hints)
        or _of_defendant(page, one, chain, hints)
    )
    if found is None and origin.kind in ("document", "unnamed"):
        found = next(_of_document(page, chain, origin.kind), None)
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
        name = page.name_at(page.tokens[t].begin)
        if name and name.kind in MEDIA:
            continue
        if word in words.posts:
            return "other_social", t, "channel-of-post"
        if word in words.respondents:
            return "study", t, "channel-of-document"
        if last in words.entries | words.users and any(
            hint.kind in PLATFORMS for hint in hints_between(hints, 0, t)
        ):
            return "other_social", t, "channel-of-post"
    return None


def _of_study(
    page: Page, one: Told, chain: Chain, hints: Sequence[Hint]
) -> tuple[ChannelKind, int, str] | None:
    """Researchers, or a share of those who were asked ("jeder Zweite", "40 Prozent der Manager"),
    where the text speaks of a study."""
    words, tokens = channels(), part_tokens(page, chain.who.part)
    if chain.voices[0].kind == "person" or not tokens:
        return None
    speaks = any(
        page.word(t).rpartition("-")[2] in words.researchers
        or page.word(t) in words.shares
        or (page.word(t) in words.ordinals and page.word(t - 1) in words.each)
        for t in tokens
    )
    if not speaks:
        return None
    last = page.sentences[one.frame.sentence].last
    for hint in reversed(hints_between(hints, 0, last)):
        token = page.tokens[hint.at]
        several = token.morph.number == "plur"
        if hint.kind == "study" and not several and not is_by_body(token.lemma.lower()):
            return "study", hint.at, "channel-of-document"
    return None


def _of_defendant(
    page: Page, one: Told, chain: Chain, hints: Sequence[Hint]
) -> tuple[ChannelKind, int, str] | None:
    """Whoever is called the accused speaks in court, where the text has spoken of one and nobody
    else was told."""
    if chain.who.relays or not any(
        page.word(t) in channels().defendants for t in part_tokens(page, chain.who.part)
    ):
        return None
    last = page.sentences[one.frame.sentence].last
    for hint in reversed(hints_between(hints, 0, last)):
        if hint.kind == "court":
            return "court", hint.at, "channel-of-court"
    return None


def _of_document(
    page: Page, chain: Chain, kind: VoiceKind
) -> Iterator[tuple[ChannelKind, int, str]]:
    """The kinds of channels that the words for a document are; of a voice that was not known for
    one only a study's ("selbst einer Umfrage zufolge")."""
    for t in part_tokens(page, chain.who.part):
        token = page.tokens[t]
        if token.pos != "NOUN":
            continue
        for words in candidates(token.text.lower(), token.lemma.lower()):
            study = words.kind == "study" and not is_by_body(token.lemma.lower())
            if kind == "document" or study:
                yield words.kind, t, "channel-of-document"


def _on_own_business(page: Page, one: Told) -> bool:
    """Whether an outlet speaks of itself ("Tal-TV kündigt an, das Rennen zu zeigen"; "hieß es vom
    Sender")."""
    act = one.quotation.cue or (one.quotation.quote if one.quotation.type == "reported" else None)
    cue = [page.tokens[t] for t in part_tokens(page, act)]
    lemmas = {token.lemma.lower() for token in cue}
    who = part_tokens(page, one.quotation.speaker)
    if "heißen" in lemmas and who and FROM & {page.word(who[0]), page.word(who[0] - 1)}:
        return True
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
    return any(_is_press_noun(page, tokens, t) for t in tokens)


def _is_press_noun(page: Page, tokens: Sequence[int], t: int) -> bool:
    """Whether a word of a voice means the press ("deutsche Medien", "Berichten zufolge") or a
    paper whose name no list has ("die Zeitung Talbote", "Angaben des Sportblatts")."""
    token, words = page.tokens[t], channels()
    name = page.name_at(token.begin)
    if name is not None and (name.kind != "institution" or name.span[1] > token.end):
        return _is_paper(page, tokens, t) and name.kind == "institution"
    if token.pos == "NOUN" and token.text.lower().endswith(words.press):
        return True
    return _is_paper(page, tokens, t)


def _is_paper(page: Page, tokens: Sequence[int], t: int) -> bool:
    """Whether a noun for a paper or station heads a voice, or gave what heads it."""
    token = page.tokens[t]
    found = forms(token.text.lower(), token.lemma.lower())
    if token.pos not in ("NOUN", "PROPN") or not any(f.endswith(channels().papers) for f in found):
        return False
    before = [page.word(i) for i in tokens if i < t and page.tokens[i].pos in ("NOUN", "PROPN")]
    return set(before) <= evidentials().nouns | evidentials().given
