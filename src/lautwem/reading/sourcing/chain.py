"""On whose word: the chain of voices from the origin outward for every quotation.

Origin is the speaker, or who the speaker cites. Outward follow the outlet that was told,
those on whose word the article has it, the speakers around a quotation inside another,
and the agency of the byline. What names nobody carries on the source before it, while one
governs, or rests on an unnamed voice. Nothing is dropped for want of a speaker.
"""

from collections.abc import Sequence

from lautwem.model import Because, Frozen, Part, Quotation, Span
from lautwem.reading.sourcing.addressees import addressee_of
from lautwem.reading.sourcing.attribution import Source
from lautwem.reading.sourcing.evidential import Modal
from lautwem.reading.sourcing.frames import Frame, part_tokens
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun
from lautwem.reading.sourcing.nominal import noun_phrase
from lautwem.reading.sourcing.page import Page, hull, overlap
from lautwem.reading.sourcing.voices import UNNAMED, Ref, bare_name, of_phrase, voice_of

MEDIA = ("outlet", "agency")
GOVERNING = (*MEDIA, "institution", "document", "unnamed")
"""Kinds of voices whose word a following "soll" carries on; a person's words end with them."""
CARRY_SENTENCES = 2
"""Sentences after which a source no longer governs, if nothing carries it on."""
TALK_SENTENCES = 8
"""Sentences between two statements of one talk to an outlet."""
TALK_RULES = ("relay:told", "relay:named-in-frame")
TALK_GOES_ON = "talk-goes-on"
DEFINITE = ("dem", "der", "den", "die", "das", "diesem", "dieser", "diesen")
MAX_NESTING = 8
RELAY_ORDER = ("told", "reporting", "according", "citing", "backward")


class Who(Frozen):
    """The speaker of one quotation and those who passed it on.

    ``part`` is where the speaker is named, ``told`` where the addressee is; no voice with
    one of them is a pronoun that nobody resolved. ``relays`` go outward.
    """

    part: Part | None
    voice: Ref | None
    relays: tuple[Ref, ...] = ()
    told: Part | None = None
    addressee: Ref | None = None
    because: tuple[Because, ...] = ()


class Chain(Frozen):
    """The voices behind one quotation, innermost first, and why."""

    who: Who
    voices: tuple[Ref, ...]
    because: tuple[Because, ...]


def who_says(page: Page, quotation: Quotation, frame: Frame, sources: Sequence[Source]) -> Who:
    """Speaker, addressee and relays of one quotation, from its own words alone."""
    part, voice, used = _speaker(page, quotation, frame, sources)
    because = [Because("speaker", part.spans)] if part else []
    rest = [s for s in sources if s not in used and s.who and not s.own]
    relays: list[tuple[Ref, Because]] = []
    cited = next((s for s in rest if s.form in ("citing", "circles")), None)
    if voice and cited and (cited.form == "citing" or voice.kind in MEDIA):
        relays.append((voice, Because("relay:cites", (cited.span,))))
        part, voice = _from_source(page, cited)
        rest.remove(cited)
    if quoted := _quoting_outlet(page, quotation, frame, voice):
        part, voice, relay = quoted
        relays.append(relay)
    told = addressee_of(page, quotation, frame)
    addressee = voice_of(page, told)
    if addressee and addressee.kind in MEDIA and told:
        relays.append((addressee, Because("relay:told", told.spans)))
    relays += _other_outlets(page, quotation, frame, sources, part)
    for source in sorted((s for s in rest if s.form in RELAY_ORDER), key=_order):
        if found := _from_source(page, source)[1]:
            relays.append((found, Because(f"relay:{source.form}", (source.span,))))
    return Who(
        part,
        voice,
        tuple(relay for relay, _ in relays),
        told,
        addressee,
        (*because, *(reason for _, reason in relays)),
    )


def _speaker(
    page: Page, quotation: Quotation, frame: Frame, sources: Sequence[Source]
) -> tuple[Part | None, Ref | None, list[Source]]:
    """Where the speaker is named, whose voice that is, and the source phrases spent on it."""
    used = [s for s in sources if _is_role(page, s, quotation)]
    if any(source.own for source in used):
        return *_subject(page, frame), used
    if any(source.form == "carrying" for source in used):
        return None, None, used
    if quotation.speaker:
        return quotation.speaker, voice_of(page, quotation.speaker), used
    origin = _speaking_source(sources)
    if origin and origin.own:
        return *_subject(page, frame), [origin]
    if origin:
        return *_from_source(page, origin), [origin]
    return *_cue_noun(page, quotation), []


def _cue_noun(page: Page, quotation: Quotation) -> tuple[Part | None, Ref | None]:
    """A document or rumour that is the cue itself ("Es kursiert das Gerücht, dass ..")."""
    for t in part_tokens(page, quotation.cue):
        token = page.tokens[t]
        if token.pos == "NOUN" and kind_of_noun(token.lemma) in ("unnamed", "document"):
            part = Part(((token.begin, token.end),))
            return part, voice_of(page, part)
    return None, None


def _is_role(page: Page, source: Source, quotation: Quotation) -> bool:
    """Whether a source phrase is already the speaker of the quotation."""
    if quotation.speaker is None:
        return False
    who = page.span(source.who.first, source.who.last) if source.who else source.span
    return any(overlap(who, span) for span in quotation.speaker.spans)


def _speaking_source(sources: Sequence[Source]) -> Source | None:
    """Of the source phrases around a quotation without a speaker, the one that speaks."""
    for forms in (("according",), ("circles", "citing"), ("reporting",), ("backward",)):
        for source in sources:
            if source.form in forms and (source.who or source.own):
                return source
    return None


def _order(source: Source) -> tuple[int, int]:
    form = RELAY_ORDER.index(source.form) if source.form in RELAY_ORDER else len(RELAY_ORDER)
    return form, source.span[0]


def _from_source(page: Page, source: Source) -> tuple[Part | None, Ref | None]:
    if source.who is None:
        return None, None
    place = page.span(source.who.first, source.who.last)
    return Part((place,)), of_phrase(page, source.who, page.sentences[source.sentence].last)


def _subject(page: Page, frame: Frame) -> tuple[Part | None, Ref | None]:
    """Who "nach eigenen Angaben" points back to: the first nominative of the sentence."""
    sentence = page.sentences[frame.sentence]
    for t in range(sentence.first, sentence.last):
        token = page.tokens[t]
        if token.pos not in ("NOUN", "PROPN", "PRON") or token.morph.case != "nom":
            continue
        start = t
        while start > sentence.first and page.tokens[start - 1].pos in ("DET", "ADJ", "PROPN"):
            start -= 1
        phrase = noun_phrase(page, start, sentence.last)
        part = Part((page.span(start, phrase.last if phrase else t + 1),))
        return part, voice_of(page, part)
    return None, None


def _quoting_outlet(
    page: Page, quotation: Quotation, frame: Frame, voice: Ref | None
) -> tuple[Part, Ref, tuple[Ref, Because]] | None:
    """ "zitiert das Blatt einen Insider": the outlet passes on what the object said."""
    cue = part_tokens(page, quotation.cue)
    quoting = any(page.tokens[t].lemma.lower() in evidentials().quoting_verbs for t in cue)
    if not quoting or voice is None or voice.kind not in MEDIA or quotation.speaker is None:
        return None
    speaker, own = set(part_tokens(page, quotation.speaker)), set(frame.tokens)
    for t in frame.tokens:
        if t in speaker or (t and page.tokens[t - 1].pos in ("ADP", "DET", "ADJ")):
            continue
        phrase = noun_phrase(page, t, page.sentences[page.sentence_of(t)].last)
        if phrase is None or not set(range(phrase.first, phrase.last)) <= own - speaker:
            continue
        part = Part((page.span(phrase.first, phrase.last),))
        if found := voice_of(page, part):
            return part, found, (voice, Because("relay:quotes", quotation.speaker.spans))
    return None


def _other_outlets(
    page: Page,
    quotation: Quotation,
    frame: Frame,
    sources: Sequence[Source],
    speaker: Part | None,
) -> list[tuple[Ref, Because]]:
    """Outlets and agencies named in the frame outside a source phrase: dem Blatt sagte er."""
    cue = [page.tokens[t].lemma.lower() for t in part_tokens(page, quotation.cue)]
    if quotation.cue is None or any(lemma in evidentials().target_verbs for lemma in cue):
        return []
    taken = [*(s.span for s in sources), *(speaker.spans if speaker else ())]
    taken += quotation.addressee.spans if quotation.addressee else ()
    found = []
    own = set(frame.tokens) - set(part_tokens(page, quotation.quote))
    for t in sorted(own):
        name = page.name_at(page.tokens[t].begin)
        if not name or name.kind not in MEDIA or name.span[0] != page.tokens[t].begin:
            continue
        if any(overlap(name.span, span) for span in taken) or not _dative_or_agent(page, t):
            continue
        if voice := voice_of(page, Part((name.span,))):
            found.append((voice, Because("relay:named-in-frame", (name.span,))))
    return found


def _dative_or_agent(page: Page, t: int) -> bool:
    """Whether an outlet's name stands in the dative or after von, mit, bei, in."""
    for i in range(t - 1, max(-1, t - 5), -1):
        token = page.tokens[i]
        if token.pos == "ADP":
            return token.text.lower() in (
                "von",
                "mit",
                "bei",
                "in",
                "im",
                "beim",
                "vom",
                "gegenüber",
            )
        if token.pos == "DET":
            return token.morph.case in ("dat", None) or token.text.lower() in ("dem", "der", "den")
        if token.pos not in ("ADJ", "NOUN", "PROPN") and token.text not in '„"»«“':
            return False
    return False


class Governing(Frozen):
    """The source that reigns after a statement: its chain, where it was last heard."""

    voices: tuple[Ref, ...]
    place: Span
    sentence: int
    block: int


class Talk(Frozen):
    """What somebody said to an outlet: the outlets, where that was told, the last sentence."""

    relays: tuple[Ref, ...]
    place: Span
    sentence: int


class Told(Frozen):
    """One quotation and what it stands in: its frame, and of that the source phrases and the
    evidential "soll". ``narrated`` tells that the content is in the article's own voice."""

    quotation: Quotation
    frame: Frame
    sources: tuple[Source, ...]
    hearsay: tuple[Modal, ...]
    narrated: bool


def chains(
    page: Page, told: Sequence[Told], byline: tuple[Ref, Because] | None
) -> tuple[Chain, ...]:
    """The chain of every quotation, in their order."""
    own = [who_says(page, t.quotation, t.frame, t.sources) for t in told]
    result: list[Chain] = []
    governing: Governing | None = None
    talks: dict[Ref, Talk] = {}
    for index, one in enumerate(told):
        who = own[index]
        outer = _outer_voices(own, told, index)
        if back := _taken_up(page, one, who, governing):
            who = own[index] = back
        if is_carrying(one.sources) and who.part is None:
            governing = _mentioned_before(page, one.frame.sentence, governing)
        carried, reasons = _carried(page, one, who, governing, talks, bool(outer))
        if outer and one.frame.outer is not None:
            around = told[one.frame.outer].quotation.quote
            reasons = (*reasons, Because("inside-another-statement", around.spans))
        voices = [*((who.voice,) if who.voice else ()), *who.relays, *carried, *outer]
        if not voices and who.part is None:
            voices = [UNNAMED]
            reasons = (*reasons, Because("nobody-named", one.quotation.quote.spans[:1]))
        if byline:
            voices.append(byline[0])
            reasons = (*reasons, byline[1])
        chain = Chain(who, _clean(page, voices), (*who.because, *reasons))
        result.append(chain)
        governing = _governs(page, one, chain) or governing
        _note_talk(one, who, talks)
    return tuple(result)


def _carried(
    page: Page,
    one: Told,
    who: Who,
    governing: Governing | None,
    talks: dict[Ref, Talk],
    nested: bool,
) -> tuple[tuple[Ref, ...], tuple[Because, ...]]:
    """The voices that a quotation takes over from what was said before it, and why."""
    if nested:
        return (), ()
    if who.part is None:
        voices = _source_before(page, one, governing)
    elif one.hearsay and not who.relays:
        voices = _hearsay_source(page, one, governing, who)
    else:
        talk = _talk(who, one, talks)
        if talk and one.frame.sentence - talk.sentence <= TALK_SENTENCES:
            return talk.relays, (Because(TALK_GOES_ON, (talk.place,)),)
        return (), ()
    if not voices:
        return (), ()
    if voices == (UNNAMED,) or governing is None:
        return voices, (Because("nobody-named", one.quotation.quote.spans[:1]),)
    return voices, (Because("source-carried-on", (governing.place,)),)


def _taken_up(page: Page, one: Told, who: Who, governing: Governing | None) -> Who | None:
    """ "Dem Bericht zufolge" is the source before it, of a press report its outlet."""
    tokens = part_tokens(page, who.part)
    if governing is None or len(tokens) != 2 or (who.voice and who.voice.id):
        return None
    if one.frame.sentence - governing.sentence > 2 * CARRY_SENTENCES:
        return None
    before, noun = (page.tokens[t] for t in tokens)
    forms = {noun.text.lower(), noun.lemma.lower()}
    voices: tuple[Ref, ...] = ()
    if before.text.lower() in DEFINITE and forms & evidentials().press_reports:
        voices = tuple(v for v in governing.voices if v.kind in MEDIA)[-1:]
    elif before.text.lower() in DEFINITE and forms & evidentials().given:
        voices = governing.voices[:1]
    elif before.pos == "ADJ" and forms & evidentials().findings:
        voices = tuple(v for v in governing.voices[:1] if v.kind == "institution")
    if not voices:
        return None
    because = Because("source-carried-on", (governing.place,))
    return Who(who.part, voices[0], who.relays, who.told, who.addressee, (*who.because, because))


def _mentioned_before(page: Page, sentence: int, governing: Governing | None) -> Governing | None:
    """What "demnach" takes up: a report named since the last statement, else its source.

    "Ein Bericht der Zeitung X sorgt für Aufsehen. Demnach ..": the paper.
    """
    if sentence == 0 or (governing and governing.sentence >= sentence - 1):
        return governing
    before = page.sentences[sentence - 1]
    if before.block != page.sentences[sentence].block:
        return governing
    for t in range(before.first, before.last):
        token = page.tokens[t]
        name = page.name_at(token.begin)
        report = token.pos == "NOUN" and kind_of_noun(token.lemma) in ("document", "unnamed")
        if not report and not (name and name.kind in MEDIA):
            continue
        phrase = noun_phrase(page, t, before.last)
        voice = of_phrase(page, phrase) if phrase else None
        if phrase and voice:
            place = page.span(phrase.first, phrase.last)
            return Governing((voice,), place, sentence - 1, before.block)
    return governing


def _talk(who: Who, one: Told, talks: dict[Ref, Talk]) -> Talk | None:
    """The talk to an outlet that a statement belongs to: the speaker's own, or the last one
    where the text says "in dem Interview"."""
    if who.voice is None or who.relays:
        return None
    if any(source.form == "told" and source.who is None for source in one.sources):
        last = max(talks.values(), key=lambda talk: talk.sentence, default=None)
        return last and Talk(last.relays, last.place, one.frame.sentence)
    return talks.get(who.voice)


def _note_talk(one: Told, who: Who, talks: dict[Ref, Talk]) -> None:
    """Keep that somebody talks to an outlet, or still does."""
    if who.voice is None or one.frame.outer is not None:
        return
    told = next((b for b in who.because if b.rule in TALK_RULES), None)
    if told:
        relays = tuple(relay for relay in who.relays if relay.kind in MEDIA)
        talks[who.voice] = Talk(relays, told.spans[0], one.frame.sentence)
        return
    talk = _talk(who, one, talks)
    if talk and one.frame.sentence - talk.sentence <= TALK_SENTENCES:
        talks[who.voice] = Talk(talk.relays, talk.place, one.frame.sentence)


def _outer_voices(own: Sequence[Who], told: Sequence[Told], index: int) -> list[Ref]:
    """The speakers and relays of the quotations around one, outward."""
    voices: list[Ref] = []
    at = told[index].frame.outer
    for _ in range(MAX_NESTING):
        if at is None or at == index:
            break
        who = own[at]
        voices += [*((who.voice,) if who.voice else ()), *who.relays]
        at = told[at].frame.outer
    return voices


def _source_before(page: Page, one: Told, governing: Governing | None) -> tuple[Ref, ...]:
    """Who stands behind a quotation that names nobody: the source before, if it governs."""
    if governing is None:
        return ()
    blocks = page.sentences[one.frame.sentence].block - governing.block
    distance = one.frame.sentence - governing.sentence
    if is_carrying(one.sources):
        return governing.voices if blocks <= 1 and distance <= 2 * CARRY_SENTENCES else ()
    if blocks or not 0 <= distance <= CARRY_SENTENCES:
        return ()
    quotation = one.quotation
    if quotation.type in ("free_indirect", "indirect_free_indirect"):
        return governing.voices
    if quotation.type == "direct" and quotation.cue is None and distance <= 1:
        return governing.voices
    return _hearsay_source(page, one, governing, None) if one.hearsay else ()


def is_carrying(sources: Sequence[Source]) -> bool:
    """Whether a source phrase takes up the last source (demnach, hieß es)."""
    return any(source.form == "carrying" for source in sources)


def _hearsay_source(
    page: Page, one: Told, governing: Governing | None, who: Who | None
) -> tuple[Ref, ...]:
    """On whose word a bare "soll" rests: the source that governs, else nobody named."""
    if governing and page.sentences[one.frame.sentence].block == governing.block:
        last = governing.voices[-1]
        if 0 <= one.frame.sentence - governing.sentence <= 1 and last.kind in GOVERNING:
            return () if who and last == who.voice else (last,)
    return (UNNAMED,)


def _governs(page: Page, one: Told, chain: Chain) -> Governing | None:
    """What this statement leaves as the source for what follows; nested ones leave nothing."""
    if one.frame.outer is not None or not chain.voices:
        return None
    spans = one.quotation.quote.spans
    place = hull(chain.who.part) or spans[0]
    sentence = max(one.frame.sentence, page.sentence_at(spans[-1][1] - 1))
    return Governing(chain.voices, place, sentence, page.sentences[sentence].block)


def _clean(page: Page, voices: Sequence[Ref]) -> tuple[Ref, ...]:
    """Each voice once, and the article's own outlet left out unless it is all there is."""
    own = bare_name(page.article.outlet or "")
    kept: list[Ref] = []
    for voice in voices:
        if voice not in kept and not (voice.kind in MEDIA and own and bare_name(voice.name) == own):
            kept.append(voice)
    if len(kept) > 1 and kept[0] == UNNAMED:
        kept = kept[1:]
    return tuple(kept or voices[:1])
