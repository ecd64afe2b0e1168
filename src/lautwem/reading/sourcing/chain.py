"""On whose word: the chain of voices from the origin outward for every quotation.

Origin is the speaker, or who the speaker cites. Outward follow the outlet that was told,
those on whose word the article has it, the speakers around a quotation inside another,
and the agency of the byline. What names nobody carries on the source before it, while one
governs, or rests on an unnamed voice. Nothing is dropped for want of a speaker.
"""

from collections.abc import Sequence

from lautwem.model import Because, Frozen, Part, Quotation, Span
from lautwem.reading.sourcing.attribution import Source
from lautwem.reading.sourcing.evidential import Modal
from lautwem.reading.sourcing.frames import Frame, part_tokens
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.nominal import noun_phrase
from lautwem.reading.sourcing.page import Page, hull, overlap
from lautwem.reading.sourcing.voices import UNNAMED, Ref, of_phrase, voice_of

MEDIA = ("outlet", "agency")
GOVERNING = (*MEDIA, "institution", "document", "unnamed")
"""Kinds of voices whose word a following "soll" carries on; a person's words end with them."""
CARRY_SENTENCES = 2
"""Sentences after which a source no longer governs, if nothing carries it on."""
MAX_NESTING = 8
RELAY_ORDER = ("told", "reporting", "according", "citing")


class Who(Frozen):
    """The speaker of one quotation and those who passed it on.

    ``part`` is where the speaker is named; ``voice`` None with a part is a pronoun that
    nobody resolved. ``relays`` go outward.
    """

    part: Part | None
    voice: Ref | None
    relays: tuple[Ref, ...] = ()
    addressee: Ref | None = None
    because: tuple[Because, ...] = ()


class Chain(Frozen):
    """The voices behind one quotation, innermost first, and why."""

    who: Who
    voices: tuple[Ref, ...]
    because: tuple[Because, ...]


def who_says(page: Page, quotation: Quotation, frame: Frame, sources: Sequence[Source]) -> Who:
    """Speaker, addressee and relays of one quotation, from its own words alone."""
    part, voice = quotation.speaker, voice_of(page, quotation.speaker)
    because: list[Because] = []
    used: list[Source] = [s for s in sources if _is_role(page, s, quotation)]
    if part is None:
        origin = _speaking_source(sources)
        if origin and origin.own:
            part, voice = _subject(page, frame)
            used.append(origin)
        elif origin and origin.who:
            part = Part((page.span(origin.who.first, origin.who.last),))
            voice = of_phrase(page, origin.who, page.sentences[origin.sentence].last)
            used.append(origin)
    if part is not None:
        because.append(Because("speaker", part.spans))
    rest = [s for s in sources if s not in used and s.who and not s.own]
    inner = [s for s in rest if s.form in ("circles", "citing")]
    relays: list[tuple[Ref, Because]] = []
    if voice and inner and (voice.kind in MEDIA or voice.kind == "unnamed" or _cites(inner[0])):
        relays.append((voice, Because("relay:speaker-cites", (inner[0].span,))))
        part, voice = _from_source(page, inner[0])
        rest = [s for s in rest if s is not inner[0]]
    addressee = voice_of(page, quotation.addressee)
    if addressee and addressee.kind in MEDIA and quotation.addressee:
        relays.append((addressee, Because("relay:told", quotation.addressee.spans)))
    for source in sorted(rest, key=lambda s: _order(s)):
        if source.form in RELAY_ORDER and (found := _from_source(page, source)[1]):
            relays.append((found, Because(f"relay:{source.form}", (source.span,))))
    quoted = _quoting_outlet(page, quotation, frame, voice)
    if quoted:
        part, voice, relay = quoted
        relays.append(relay)
    relays += _other_outlets(page, quotation, frame, sources, part)
    return Who(
        part,
        voice,
        tuple(ref for ref, _ in relays),
        addressee,
        (*because, *(reason for _, reason in relays)),
    )


def _is_role(page: Page, source: Source, quotation: Quotation) -> bool:
    """Whether a source phrase is already the speaker of the quotation."""
    if quotation.speaker is None:
        return False
    who = page.span(source.who.first, source.who.last) if source.who else source.span
    return any(overlap(who, span) for span in quotation.speaker.spans)


def _speaking_source(sources: Sequence[Source]) -> Source | None:
    """Of the source phrases around a quotation without a speaker, the one that speaks."""
    for forms in (("according",), ("circles", "citing"), ("reporting",)):
        for source in sources:
            if source.form in forms and (source.who or source.own):
                return source
    return None


def _cites(source: Source) -> bool:
    return source.form == "citing"


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
    part: Part | None
    place: Span
    sentence: int
    block: int


def chains(
    page: Page,
    quotations: Sequence[Quotation],
    frames: Sequence[Frame],
    sources: Sequence[Sequence[Source]],
    hearsay: Sequence[Sequence[Modal]],
    byline: tuple[Ref, Because] | None,
) -> tuple[Chain, ...]:
    """The chain of every quotation, in their order.

    ``sources`` and ``hearsay`` are the source phrases and evidential modal verbs that
    belong to each.
    """
    own = [who_says(page, q, f, s) for q, f, s in zip(quotations, frames, sources, strict=True)]
    result: list[Chain] = []
    governing: Governing | None = None
    for index, quotation in enumerate(quotations):
        frame = frames[index]
        who, carried = own[index], ()
        outer = _outer_voices(own, frames, index)
        if who.part is None and not outer:
            who, carried = _carry(
                page, quotation, frame, sources[index], hearsay[index], who, governing
            )
        elif who.part and hearsay[index] and not who.relays and not outer:
            carried = _hearsay_source(page, frame, governing, who)
        begin = (who.voice,) if who.voice else ()
        voices = [*begin, *who.relays, *carried, *outer]
        if not voices and who.part is None:
            voices = [UNNAMED]
        because = list(who.because)
        if carried and governing:
            because.append(Because("source-carried-on", (governing.place,)))
        elif carried or voices == [UNNAMED]:
            because.append(Because("nobody-named", quotation.quote.spans[:1]))
        if outer:
            holder = quotations[frame.outer] if frame.outer is not None else quotation
            because.append(Because("inside-another-statement", holder.quote.spans))
        if byline:
            voices.append(byline[0])
            because.append(byline[1])
        chain = Chain(who, _clean(page, voices), tuple(because))
        result.append(chain)
        governing = _governs(page, quotation, frame, chain) or governing
    return tuple(result)


def _outer_voices(own: Sequence[Who], frames: Sequence[Frame], index: int) -> list[Ref]:
    """The speakers and relays of the quotations around one, outward."""
    voices: list[Ref] = []
    at = frames[index].outer
    for _ in range(MAX_NESTING):
        if at is None:
            break
        who = own[at]
        voices += [*((who.voice,) if who.voice else ()), *who.relays]
        at = frames[at].outer
    return voices


def _carry(
    page: Page,
    quotation: Quotation,
    frame: Frame,
    sources: Sequence[Source],
    hearsay: Sequence[Modal],
    who: Who,
    governing: Governing | None,
) -> tuple[Who, tuple[Ref, ...]]:
    """Who stands behind a quotation that names nobody: the source before, if it governs."""
    if governing is None:
        return who, ()
    block = page.sentences[frame.sentence].block
    distance = frame.sentence - governing.sentence
    carrying = any(s.form == "carrying" for s in sources)
    near = block == governing.block and 0 <= distance <= CARRY_SENTENCES
    if carrying and block - governing.block <= 1 and distance <= 2 * CARRY_SENTENCES:
        return who, governing.voices
    if near and quotation.type in ("free_indirect", "indirect_free_indirect"):
        return who, governing.voices
    if near and quotation.type == "direct" and quotation.cue is None and distance <= 1:
        return who, governing.voices
    if near and hearsay:
        return who, _hearsay_source(page, frame, governing, who)
    return who, ()


def _hearsay_source(
    page: Page, frame: Frame, governing: Governing | None, who: Who
) -> tuple[Ref, ...]:
    """On whose word a bare "soll" rests: the source that governs, else nobody named."""
    if governing and page.sentences[frame.sentence].block == governing.block:
        last = governing.voices[-1] if governing.voices else UNNAMED
        if 0 <= frame.sentence - governing.sentence <= 1 and last.kind in GOVERNING:
            return (last,) if last != who.voice else ()
    return (UNNAMED,)


def _governs(page: Page, quotation: Quotation, frame: Frame, chain: Chain) -> Governing | None:
    """What this statement leaves as the source for what follows; nested ones leave nothing."""
    if frame.outer is not None or not chain.voices:
        return None
    place = (hull(chain.who.part) if chain.who.part else None) or quotation.quote.spans[0]
    last = page.sentence_at(quotation.quote.spans[-1][1] - 1)
    sentence = max(frame.sentence, last)
    return Governing(chain.voices, chain.who.part, place, sentence, page.sentences[sentence].block)


def _clean(page: Page, voices: Sequence[Ref]) -> tuple[Ref, ...]:
    """Each voice once, and the article's own outlet left out unless it is all there is."""
    kept: list[Ref] = []
    own = (page.article.outlet or "").casefold()
    for voice in voices:
        if voice in kept or (voice.kind in MEDIA and _bare(voice.name) == _bare(own) and own):
            continue
        kept.append(voice)
    if len(kept) > 1:
        kept = [voice for voice in kept if voice != UNNAMED] if kept[0] == UNNAMED else kept
    return tuple(kept or voices[:1])


def _bare(name: str) -> str:
    """A name without its article, for comparing ("Der Standard", "Standard")."""
    folded = name.casefold()
    for article in ("der ", "die ", "das "):
        folded = folded.removeprefix(article)
    return folded
