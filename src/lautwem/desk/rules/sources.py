"""S102, S103, S105, S107: hedges, quotations and relays, and on whose word they stand."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from lautwem import model as m
from lautwem.desk import lexica
from lautwem.desk.draft import Draft
from lautwem.desk.findings import Hit
from lautwem.desk.manner import STANDING, elsewhere, hearsay_at

SURE = 0.5
"""Confidence of a statement from which it counts."""
_PASSING = frozenset({"outlet", "agency", "unnamed", "platform"})
"""Voices that pass on what others say."""
_SHORTEST = 5
"""Words in quotation marks from which they are somebody's words and not a term."""


_WHERE = frozenset({"in", "im", "bei", "beim", "aus", "von", "vom", "auf"})
_REACH = 2
"""Sentences on either side in which a source is looked for."""
_QUESTIONS = 3
"""Paragraphs that ask, from which an article is an interview."""
_LIGHT = frozenset({"vorgeworfen"})
"""Words of suspicion that are said of trifles too."""


def hedge_without_source(draft: Draft) -> Iterator[Hit]:
    """S102: what the article does not vouch for, and nobody is named who does; once a sentence.

    Only hedges that stand for somebody's word: angeblich and its like, "Berichten zufolge",
    and "soll" about the past ("soll .. haben"); not the author's own inference. An authority
    that stands in the sentence or beside it is taken for the source, for headline or first
    sentence one that stands anywhere.
    """
    if draft.traits.kind != "report":
        return
    for sentence, span in sorted(_hedges(draft).items()):
        near = tuple(draft.near(sentence, _REACH))
        around = (sentence,) if _says_nameless(draft, span) else _around(draft, sentence, near)
        if elsewhere(draft, near) or any(_sourced(draft, index) for index in around):
            continue
        values = {"word": draft.text[slice(*span)]}
        yield Hit(span, values=values, because=(m.Because("nameless-hedge", (span,)),))


def _says_nameless(draft: Draft, span: m.Span) -> bool:
    """Whether a hedge is a turn that has a source and hides it: what stands beside is another."""
    return lexica.hearsay_phrase(draft.lower, draft.page.tokens_in(span).start) > 0


def _around(draft: Draft, sentence: int, near: tuple[int, ...]) -> Iterable[int]:
    """Where the source of a sentence may stand: its neighbours, those before it over the edge of
    its paragraph too; for headline and first sentence anywhere."""
    if sentence <= draft.in_title(0):
        return range(len(draft.page.sentences))
    return (*range(max(0, sentence - _REACH), sentence), *near)


def _hedges(draft: Draft) -> dict[int, m.Span]:
    """The first hedge of hearsay of every sentence that has one in the article's own words."""
    found: dict[int, m.Span] = {}
    for at, word in enumerate(draft.lower):
        words = lexica.hearsay_phrase(draft.lower, at)
        if not words and (word.startswith(STANDING) or not hearsay_at(draft, at)):
            continue
        if _told_by(draft, at, words):
            continue
        if at not in draft.spoken_by_others and not draft.quoted(at):
            found.setdefault(draft.page.sentence_of(at), draft.page.span(at, at + (words or 1)))
    return found


def _told_by(draft: Draft, at: int, words: int) -> bool:
    """Whether words beside a hedge say who: a colon before it, "den Berichten", "heißt es in"."""
    sentence = draft.sentence(draft.page.sentence_of(at))
    before = draft.lower[sentence.start : at]
    if ":" in before or before[-1:] in (("den",), ("diesen",)):
        return True
    if not words:
        around = draft.lower[sentence.start : sentence.stop]
        return "würden" in around or ("nach", "einer") in pairwise(around)
    return draft.lower[at + words : at + words + 1] in tuple((word,) for word in _WHERE)


def _sourced(draft: Draft, sentence: int) -> bool:
    """Whether a voice with a name speaks in a sentence, or an authority stands in it."""
    return _named_voice(draft, sentence) or any(
        lexica.is_authority(word) for word in draft.words(sentence)
    )


def _nameless(draft: Draft, statement: m.Statement) -> bool:
    return all(draft.voice(one).kind == "unnamed" for one in statement.chain)


def _named_voice(draft: Draft, sentence: int) -> bool:
    """Whether a voice with a name, an office or a body speaks in a sentence."""
    return any(
        draft.voice(one).kind != "unnamed"
        for statement in draft.statements_in(sentence)
        for one in statement.chain
    )


def quote_without_speaker(draft: Draft) -> Iterator[Hit]:
    """S103: a sentence in quotation marks that nobody is said to have spoken.

    Quiet where words introduce it, in answers of an interview, and where the paragraph or the one
    before names somebody, whom the reader takes for the speaker.
    """
    for statement in draft.reading.statements:
        if statement.type != "direct" or statement.speaker or statement.confidence < SURE:
            continue
        span = (statement.quote.spans[0][0], statement.quote.spans[-1][1])
        if statement.cue or statement.frame or not _nameless(draft, statement):
            continue
        if len(draft.page.tokens_in(span)) < _SHORTEST or not _stands_alone(draft, span):
            continue
        yield Hit(span, because=(m.Because("no-speaker", (span,)),))


def _stands_alone(draft: Draft, span: m.Span) -> bool:
    """Whether a quotation is outermost and nobody is in sight who could have said it."""
    pair = draft.page.quoted(span[0])
    if pair is None or abs(pair.outer[0] - span[0]) > 1:
        return False
    sentence = draft.page.sentence_at(span[0])
    if draft.in_title(sentence) or draft.in_caption(sentence) or _is_interview(draft):
        return False
    before = draft.text[: pair.outer[0]].rstrip()[-1:]
    if before in (":", "?", "–", "-"):
        return False
    for index in draft.neighbourhood(sentence):
        if _named_voice(draft, index) or draft.people_in(index, outside=pair.outer):
            return False
    return True


def _is_interview(draft: Draft) -> bool:
    """Whether so many paragraphs are questions that the answers need no speaker."""
    ends = (draft.text[begin:end].rstrip()[-1:] for begin, end in draft.article.paragraphs)
    return sum(end == "?" for end in ends) >= _QUESTIONS


def second_hand(draft: Draft) -> Iterator[Hit]:
    """S105: an accusation, or something about a person, from another outlet alone; once each.

    Quiet where somebody named speaks to the outlet on record.
    """
    yield from _withdrawn(draft)
    seen: set[str] = set()
    for statement in draft.reading.statements:
        chain = [draft.voice(one) for one in statement.chain]
        relays = [voice for voice in chain if voice.kind == "outlet" and not _own(draft, voice)]
        if not relays or any(voice.kind not in _PASSING for voice in chain):
            continue
        if statement.speaker and statement.speaker.voice not in {voice.id for voice in relays}:
            continue
        span = statement.quote.spans[0]
        grave = _grave(draft, draft.page.sentence_at(span[0]))
        if relays[-1].name in seen or statement.confidence < SURE or not grave:
            continue
        if statement.type == "direct" or _is_turn(draft, span):
            continue
        seen.add(relays[-1].name)
        key = "agency" if any(voice.kind == "agency" for voice in chain) else "message"
        why = m.Because("relayed", statement.quote.spans)
        yield Hit(span, key, {"relay": relays[-1].name}, (why,))


def _is_turn(draft: Draft, span: m.Span) -> bool:
    """Whether a place lies in the turn of a dialogue ("TALBLICK: Es heißt, ..")."""
    words = draft.words(draft.page.sentence_at(span[0]))
    return ":" in words[1:4]


def _withdrawn(draft: Draft) -> Iterator[Hit]:
    """Statements whose origin the archive knows as withdrawn or corrected."""
    statements = {one.id: one for one in draft.reading.statements}
    for known in draft.back.withdrawals if draft.back else ():
        if known.statement in statements:
            spans = statements[known.statement].quote.spans
            why = m.Because("withdrawn-in-archive", spans)
            yield Hit(spans[0], "withdrawn", {"where": known.place.named()}, (why,))


def _own(draft: Draft, voice: m.Voice) -> bool:
    own = (draft.article.outlet or "").casefold()
    return bool(own) and (own in voice.name.casefold() or voice.name.casefold() in own)


def _grave(draft: Draft, sentence: int) -> bool:
    """Whether a sentence tells of an offence or of a suspicion."""
    signs = lexica.suspects().signs - _LIGHT
    if any(draft.lower[at] in signs for at in draft.sentence(sentence)):
        return True
    return any(lexica.crimes().is_offence(draft.tokens[at].text) for at in draft.sentence(sentence))


_WORDS = re.compile(r"\w+")


def wording_differs(draft: Draft) -> Iterator[Hit]:
    """S107: words in quotation marks that an earlier article gives otherwise."""
    statements = {one.id: one for one in draft.reading.statements}
    for earlier in draft.back.wordings if draft.back else ():
        statement = statements.get(earlier.statement)
        if statement is None or statement.type != "direct":
            continue
        span = (statement.quote.spans[0][0], statement.quote.spans[-1][1])
        now = " ".join(draft.text[b:e] for b, e in statement.quote.spans)
        if not _same_words(now, earlier.text):
            values = {"earlier": earlier.text, "where": earlier.place.named()}
            yield Hit(span, values=values, because=(m.Because("earlier-wording", (span,)),))


def _same_words(now: str, earlier: str) -> bool:
    """Whether two wordings are one, but for case, marks and what either leaves out at its ends."""
    one, other = (" ".join(_WORDS.findall(text.casefold())) for text in (now, earlier))
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "
