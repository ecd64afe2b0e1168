"""What a statement takes over from the ones before it: the source that governs, a talk that
goes on, the report that "demnach" or "dem Bericht zufolge" takes up."""

from collections.abc import Sequence
from itertools import islice

from msgspec.structs import replace

from lautwem.language.konjunktiv import konjunktiv
from lautwem.model import Because, Frozen, Span, Token
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun
from lautwem.reading.sourcing.nominal import noun_phrase
from lautwem.reading.sourcing.page import Page, hull
from lautwem.reading.sourcing.phrase_voice import of_phrase
from lautwem.reading.sourcing.somebody import is_thing
from lautwem.reading.sourcing.source import Source
from lautwem.reading.sourcing.speaker import MEDIA, Told, Who
from lautwem.reading.sourcing.talks import TALK_SENTENCES, Talk, talk_of
from lautwem.reading.sourcing.voices import UNNAMED, Ref, ref

GOVERNING = (*MEDIA, "institution", "document", "unnamed")
"""Kinds of voices whose word a following "soll" carries on; a person's words end with them."""
CARRY_SENTENCES = 2
"""Sentences after which a source no longer governs, if nothing carries it on."""
RENDERED_SENTENCES = 6
"""Sentences after a source within which Konjunktiv I in the same paragraph is still its words,
whatever the author says between; 3 to 8 do equally well on the gold's ``train``, 4 was the most
in 50 other articles."""
ABOUT_SENTENCES = 3
"""Sentences back in which a quotation without a speaker may find the one it is about."""
LOOK_BACK = 3
"""Quotations back whose content may hold the words taken for a speaker."""
FIRST_MENTIONS = 6
"""Mentions at the start of a sentence among which the person is that it is about."""
TALK_GOES_ON = "talk-goes-on"
WRITERS = ("person", "institution", "group")
"""Kinds of voices whose words "in dem Schreiben" are."""
INDEFINITE = ("einer", "einem")
DEFINITE = ("dem", "der", "den", "die", "das", "diesem", "dieser", "diesen")


class Governing(Frozen):
    """The source that reigns after a statement: its chain, where it was last heard."""

    voices: tuple[Ref, ...]
    place: Span
    sentence: int
    block: int


def carried(
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
        voices = source_before(page, one, governing)
    elif one.hearsay and not who.relays and not _tells_hearsay(page, one, who):
        voices = _hearsay_source(page, one, governing, who)
    else:
        talk = talk_of(page, who, one, talks)
        if talk and one.frame.sentence - talk.sentence <= TALK_SENTENCES:
            return talk.relays, (Because(TALK_GOES_ON, (talk.place,)),)
        return (), ()
    if not voices:
        return (), ()
    if voices == (UNNAMED,) or governing is None:
        return voices, (Because("nobody-named", one.quotation.quote.spans[:1]),)
    return voices, (Because("source-carried-on", (governing.place,)),)


def _tells_hearsay(page: Page, one: Told, who: Who) -> bool:
    """Whether the soll is what the speaker tells ("Er soll geflohen sein, so die Polizei").

    Then it rests on the speaker, not on somebody behind him.
    """
    quote = one.quotation.quote.spans

    def quoted(span: Span) -> bool:
        return any(begin <= span[0] and span[1] <= end for begin, end in quote)

    told = all(quoted(modal.span(page)) for modal in one.hearsay)
    return told and who.part is not None and not any(quoted(span) for span in who.part.spans)


def taken_up(page: Page, one: Told, who: Who, governing: Governing | None) -> Who | None:
    """ "Dem Bericht zufolge" is the source before it, of a press report its outlet; "in dem
    Schreiben" is who wrote it."""
    tokens = part_tokens(page, who.part)
    if len(tokens) == 2 and (issued := _issued(page, one, who, tokens)):
        return issued
    if governing is None or len(tokens) < 2 or (who.voice and who.voice.id):
        return None
    if one.frame.sentence - governing.sentence > 2 * CARRY_SENTENCES:
        return None
    first, noun = page.tokens[tokens[0]], page.tokens[tokens[-1]]
    before = page.tokens[tokens[0] - 1].text.lower() if tokens[0] else ""
    forms, definite = {noun.text.lower(), noun.lemma.lower()}, first.text.lower() in DEFINITE
    voices: tuple[Ref, ...] = ()
    if len(tokens) == 2 and definite and forms & evidentials().press_reports:
        voices = tuple(v for v in governing.voices if v.kind in MEDIA)[-1:]
    elif len(tokens) == 2 and definite and forms & evidentials().given:
        voices = governing.voices[:1]
    elif len(tokens) == 2 and _again(first) and forms & evidentials().findings:
        voices = tuple(v for v in governing.voices[:1] if v.kind == "institution")
    elif before == "in" and definite and forms & evidentials().given:
        voices = tuple(v for v in governing.voices[:1] if v.kind in WRITERS)
    if not voices:
        return None
    because = Because("source-carried-on", (governing.place,))
    return Who(who.part, voices[0], who.relays, who.told, who.addressee, (*who.because, because))


def _issued(page: Page, one: Told, who: Who, tokens: list[int]) -> Who | None:
    """ "hieß es in einer Mitteilung": the body or person that the sentence before is about."""
    noun, here = page.tokens[tokens[1]], one.frame.sentence
    before = page.tokens[tokens[0] - 1].text.lower() if tokens[0] else ""
    forms = {noun.text.lower(), noun.lemma.lower()}
    indefinite = page.tokens[tokens[0]].text.lower() in INDEFINITE
    if before != "in" or not indefinite or not forms & evidentials().given or here == 0:
        return None
    if page.sentences[here - 1].block != page.sentences[here].block:
        return None
    for mention in islice(page.mentions_in(page.sentence_span(here - 1)), FIRST_MENTIONS):
        voice = page.voice_of_entity.get(mention.entity)
        subject = not _oblique(page, page.tokens_in(mention.span).start)
        if voice and subject and voice.kind in WRITERS:
            because = Because("source-carried-on", (mention.span,))
            return replace(who, voice=ref(voice), because=(*who.because, because))
    return None


def _again(token: Token) -> bool:
    """Whether an adjective says of findings that they are those of whoever spoke ("ersten")."""
    return bool({token.text.lower(), token.lemma.lower()} & evidentials().findings_so_far)


def mentioned_before(page: Page, sentence: int, governing: Governing | None) -> Governing | None:
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
        kinds = {kind_of_noun(token.lemma), kind_of_noun(token.text)}
        report = token.pos == "NOUN" and bool(kinds & {"document", "unnamed"})
        if not report and not (name and name.kind in MEDIA):
            continue
        phrase = noun_phrase(page, t, before.last)
        voice = of_phrase(page, phrase) if phrase else None
        if phrase and voice:
            place = page.span(phrase.first, phrase.last)
            return Governing((voice,), place, sentence - 1, before.block)
    return governing


def misplaced(page: Page, told: Sequence[Told], index: int, who: Who) -> bool:
    """Whether the words taken for the speaker of a quotation without a cue are none who speaks:
    a thing, or somebody in the content of the quotation before it."""
    tokens = part_tokens(page, who.part)
    if not tokens or who.part is None or told[index].quotation.cue is not None:
        return False
    if who.voice is None or (who.voice.id is None and is_thing(page, who.part)):
        return True
    before = [one for one in told[max(0, index - LOOK_BACK) : index] if one.frame.outer is None]
    return any(set(tokens) <= set(part_tokens(page, one.quotation.quote)) for one in before)


def source_before(page: Page, one: Told, governing: Governing | None) -> tuple[Ref, ...]:
    """Who stands behind a quotation that names nobody: the source before, if it governs."""
    direct = one.quotation.type == "direct" and not _says(page, one)
    free = one.quotation.type in ("free_indirect", "indirect_free_indirect")
    goes_on = direct or free or _is_after_all(page, one)
    if goes_on and not one.hearsay and (person := _spoken_of(page, one, governing)):
        return (person,)
    if governing is None:
        return ()
    blocks = page.sentences[one.frame.sentence].block - governing.block
    distance = one.frame.sentence - governing.sentence
    if is_carrying(one.sources):
        return governing.voices if blocks <= 1 and distance <= 2 * CARRY_SENTENCES else ()
    if free and not blocks and 0 <= distance <= RENDERED_SENTENCES and renders(page, one):
        return governing.voices
    if blocks > 1 or not 0 <= distance <= CARRY_SENTENCES:
        return ()
    if goes_on and (not direct or distance <= 1):
        return governing.voices
    if blocks:
        return ()
    return _hearsay_source(page, one, governing, None) if one.hearsay else ()


def renders(page: Page, one: Told) -> bool:
    """Whether a quotation has a main verb in Konjunktiv I: somebody's words, whoever it is."""
    tokens = part_tokens(page, one.quotation.quote)
    return any(konjunktiv(page.tokens[t]) == "I" for t in tokens)


def _is_after_all(page: Page, one: Told) -> bool:
    """Whether nothing but an adverb leads indirect speech ("Danach habe sie .. ")."""
    cue = part_tokens(page, one.quotation.cue)
    adverbs = bool(cue) and all(page.tokens[t].pos == "ADV" for t in cue)
    return one.quotation.type == "indirect" and adverbs and not is_carrying(one.sources)


def _says(page: Page, one: Told) -> bool:
    """Whether a quotation has a cue with a verb or noun of saying, whoever its subject is."""
    words = evidentials()
    lemmas = {page.tokens[t].lemma.lower() for t in part_tokens(page, one.quotation.cue)}
    return bool(lemmas & (words.saying_verbs | words.saying_nouns))


def _spoken_of(page: Page, one: Told, governing: Governing | None) -> Ref | None:
    """Whom the sentences before are about, if they are no statements: the person the nearest of
    them begins with.

    "Velten kennt das Tal. „Hier bleibe ich.“": Velten.
    """
    here = one.frame.sentence
    for at in range(here - 1, max(-1, here - 1 - ABOUT_SENTENCES), -1):
        if (governing and governing.sentence >= at) or (
            page.sentences[at].block != page.sentences[here].block
        ):
            return None
        for mention in islice(page.mentions_in(page.sentence_span(at)), FIRST_MENTIONS):
            tokens = page.tokens_in(mention.span)
            voice = page.voice_of_entity.get(mention.entity)
            if voice and voice.kind == "person" and not _oblique(page, tokens.start):
                return ref(voice)
    return None


def _oblique(page: Page, t: int) -> bool:
    """Whether a mention hangs on a preposition or stands in another case than the subject's."""
    before = page.tokens[t - 1].pos if t else ""
    return before == "ADP" or page.tokens[t].morph.case in ("gen", "dat", "acc")


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


def governs(page: Page, one: Told, who: Who, voices: tuple[Ref, ...]) -> Governing | None:
    """What this statement leaves as the source for what follows; nested ones leave nothing."""
    if one.frame.outer is not None or not voices or voices == (UNNAMED,):
        return None
    spans = one.quotation.quote.spans
    place = hull(who.part) or spans[0]
    sentence = max(one.frame.sentence, page.sentence_at(spans[-1][1] - 1))
    return Governing(voices, place, sentence, page.sentences[sentence].block)
