"""Who a quotation's own words name: speaker, addressee, and those who passed it on."""

from collections.abc import Sequence

from lautwem.model import Because, Frozen, Part, Quotation
from lautwem.reading.sourcing.addressees import addressee_of
from lautwem.reading.sourcing.evidential import Modal
from lautwem.reading.sourcing.frames import Frame, part_tokens
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun, voice_nouns
from lautwem.reading.sourcing.nominal import Phrase
from lautwem.reading.sourcing.own_outlet import is_own_outlet
from lautwem.reading.sourcing.page import Page, overlap
from lautwem.reading.sourcing.part_voice import voice_of
from lautwem.reading.sourcing.phrase_voice import of_phrase
from lautwem.reading.sourcing.relays import (
    is_own_text,
    other_outlets,
    quoting_outlet,
    report_before,
    told_instead,
    told_outlet,
)
from lautwem.reading.sourcing.somebody import is_thing
from lautwem.reading.sourcing.source import Source
from lautwem.reading.sourcing.subjects import (
    before_colon,
    speaker_of,
    subject_beside,
    subject_of_cue,
    subject_of_own,
)
from lautwem.reading.sourcing.voices import Ref, ref

MEDIA = ("outlet", "agency")
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


class Told(Frozen):
    """One quotation and what it stands in: its frame, and of that the source phrases and the
    evidential "soll". ``narrated`` tells that the content is in the article's own voice."""

    quotation: Quotation
    frame: Frame
    sources: tuple[Source, ...]
    hearsay: tuple[Modal, ...]
    narrated: bool


def who_says(page: Page, quotation: Quotation, frame: Frame, sources: Sequence[Source]) -> Who:
    """Speaker, addressee and relays of one quotation, from its own words alone."""
    part, voice, used = _speaker(page, quotation, frame, sources)
    because = [Because("speaker", part.spans)] if part else []
    rest = [s for s in sources if s not in used and s.who and not s.own]
    relays: list[tuple[Ref, Because]] = []
    cited = next((s for s in rest if s.form in ("citing", "circles")), None)
    if cited and voice and voice.kind not in MEDIA and not can_speak(page, cited.who):
        cited = None
    if voice and cited and (cited.form == "citing" or voice.kind in MEDIA):
        relays.append((voice, Because("relay:cites", (cited.span,))))
        part, voice = _from_source(page, cited)
        rest.remove(cited)
    if quoted := quoting_outlet(page, quotation, frame, voice):
        part, voice, relay = quoted
        relays.append(relay)
    told = addressee_of(page, quotation, frame)
    addressee = told_outlet(page, told)
    if addressee and is_own_outlet(page, addressee):
        told = addressee = None
    if addressee and addressee.kind in MEDIA and told:
        relays.append((addressee, Because("relay:told", told.spans)))
    if outlet := told_instead(page, quotation, part):
        relays.append(outlet)
    relays += other_outlets(page, quotation, frame, sources, part)
    for source in sorted((s for s in rest if s.form in RELAY_ORDER), key=_order):
        found = _from_source(page, source)[1]
        if voice and found and _gives(page, source):
            found = report_before(page, source.who) if source.who else None
        if found and not (voice and found.kind == "document" and is_own_text(page, source)):
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
    if said := _said_in(page, quotation, frame, sources):
        return *_from_source(page, said), [said]
    if own := next((source for source in used if source.own), None):
        return *_of_own(page, own), used
    if instead := _beside_talk(page, quotation, used):
        return *_placed(page, instead), [s for s in used if s.form != "told"]
    carries = any(source.form == "carrying" for source in used)
    if carries or _carries_itself(page, quotation, sources):
        return None, None, used
    if sayer := _beside_source(page, quotation, frame, used):
        return *_placed(page, sayer), []
    part = speaker_of(page, quotation)
    if part and not _is_nobody(page, part):
        voice = voice_of(page, part)
        writer = before_colon(page, quotation) if voice and voice.kind == "document" else None
        return *_placed(page, writer or part), used
    origin = _speaking_source(sources)
    if origin and origin.own:
        return *_of_own(page, origin), [origin]
    if origin:
        return *_from_source(page, origin), [origin]
    if found := _cue_noun(page, quotation) or before_colon(page, quotation):
        return *_placed(page, found), []
    return None, None, []


def _carries_itself(page: Page, quotation: Quotation, sources: Sequence[Source]) -> bool:
    """Whether the cue only takes up a source ("Falk hat demnach gedroht"): what was taken for the
    speaker is the subject of what is said. "hieß es" has nobody for its subject."""
    part, cue = quotation.speaker, part_tokens(page, quotation.cue)
    places = [page.tokens_in(s.span) for s in sources if s.form == "carrying"]
    carrying = {place.start for place in places if len(place) == 1}
    if part is None or not carrying & set(cue):
        return False
    alone = all(t in carrying or page.tokens[t].pos == "AUX" for t in cue)
    sentence = page.sentence_of(min(carrying))
    return alone and all(page.sentence_at(span[0]) == sentence for span in part.spans)


def _of_own(page: Page, source: Source) -> tuple[Part | None, Ref | None]:
    """Whose own words they are: the subject's; of "seinen", "ihren" beside a thing whoever the
    cast takes it for."""
    part, voice = _placed(page, subject_of_own(page, source))
    if part is None or (voice and voice.id is None and is_thing(page, part)):
        for mention in page.mentions_in(source.span):
            known = page.voice_of_entity.get(mention.entity)
            if mention.form == "pronoun" and known:
                return Part((mention.span,)), ref(known)
    return part, voice


def _beside_talk(page: Page, quotation: Quotation, used: Sequence[Source]) -> Part | None:
    """The subject of the verb of saying, where the outlet that somebody talked to was taken for
    the speaker ("Im Interview mit dem Blatt warf Velten Falk vor ..")."""
    told = next((s for s in used if s.form == "told" and s.who), None)
    if told is None or quotation.speaker is None:
        return None
    within_phrase = all(
        told.span[0] <= begin and end <= told.span[1] for begin, end in quotation.speaker.spans
    )
    subject = subject_of_cue(page, quotation) if within_phrase else None
    return subject if subject and not is_thing(page, subject) else None


def _beside_source(
    page: Page, quotation: Quotation, frame: Frame, used: Sequence[Source]
) -> Part | None:
    """The subject of a verb of saying beside "laut X", where X was taken for the speaker ("Laut
    Talbote gab Falk zu, ..."): X only passes it on."""
    source = next((s for s in used if s.form == "according" and s.who and not s.own), None)
    if source is None or page.sentence_at(source.span[0]) != frame.sentence:
        return None
    subject = subject_beside(page, source, quotation)
    return subject if subject and not is_thing(page, subject) else None


def _gives(page: Page, source: Source) -> bool:
    """Whether a source phrase names what somebody has given and not who ("nach Recherchen")."""
    who = source.who
    word = page.tokens[who.head].text.lower() if who else ""
    return who is not None and who.owner is None and word in evidentials().nouns


def _is_nobody(page: Page, part: Part) -> bool:
    """Whether a part is a lone word that stands for no speaker (man, das, wer)."""
    tokens = part_tokens(page, part)
    return len(tokens) == 1 and page.tokens[tokens[0]].text.lower() in voice_nouns().nobody


def _said_in(
    page: Page, quotation: Quotation, frame: Frame, sources: Sequence[Source]
) -> Source | None:
    """The source after "hieß es" in the sentence of a quotation, where what was taken for the
    speaker stands in another sentence."""
    part = quotation.speaker
    if part is None or page.sentence_at(part.spans[0][0]) == frame.sentence:
        return None
    for source in sources:
        first = page.tokens[page.tokens_in(source.span).start].text.lower()
        impersonal = first in ("hieß", "heißt", "hiess", "heisst")
        if source.form == "according" and source.who and impersonal:
            return source
    return None


def _placed(page: Page, part: Part | None) -> tuple[Part | None, Ref | None]:
    return part, voice_of(page, part)


def can_speak(page: Page, phrase: Phrase | None) -> bool:
    """Whether a phrase is of somebody or of what they gave: "mit Verweis auf die Hitze" cites
    nobody."""
    if phrase is None:
        return False
    head = page.tokens[phrase.head]
    named = any(page.names_in(page.span(phrase.first, phrase.last)))
    said = {head.text.lower(), head.lemma.lower()} & (evidentials().nouns | evidentials().given)
    return bool(named or said or kind_of_noun(head.lemma) or kind_of_noun(head.text))


def _cue_noun(page: Page, quotation: Quotation) -> Part | None:
    """A document or rumour that is the cue itself ("Es kursiert das Gerücht, dass ..")."""
    for t in part_tokens(page, quotation.cue):
        token = page.tokens[t]
        if token.pos == "NOUN" and kind_of_noun(token.lemma) in ("unnamed", "document"):
            return Part(((token.begin, token.end),))
    return None


def _is_role(page: Page, source: Source, quotation: Quotation) -> bool:
    """Whether a source phrase is already the speaker of the quotation, not what the speaker was
    taken to go on with ("sagte [Velten der Zeitung] zufolge")."""
    if quotation.speaker is None or _follows_name(page, source, quotation.speaker):
        return False
    who = page.span(source.who.first, source.who.last) if source.who else source.span
    return any(overlap(who, span) for span in quotation.speaker.spans)


def _follows_name(page: Page, source: Source, part: Part) -> bool:
    """Whether the part that a source phrase stands in opens with somebody's name."""
    begin, end = part.spans[0]
    name = page.name_at(begin) if begin < source.span[0] < end else None
    return name is not None and name.kind == "person" and name.span[1] < source.span[0]


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
