"""Who passed a statement on: the outlets and agencies that its frame names beside the speaker.

What somebody said to an outlet or in its programme, what an outlet quotes, and what lies before
it: each answers with the voice of the one who passes on and the words that say so.
"""

from collections.abc import Sequence

from lautwem.model import Because, Part, Quotation, Token
from lautwem.reading.sourcing.frames import Frame, part_tokens
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.nominal import Phrase, noun_phrase
from lautwem.reading.sourcing.own_outlet import is_own_outlet
from lautwem.reading.sourcing.page import Page, overlap
from lautwem.reading.sourcing.part_voice import voice_of
from lautwem.reading.sourcing.phrase_voice import is_spokesperson
from lautwem.reading.sourcing.source import OUTLETS, WITHIN, Source
from lautwem.reading.sourcing.timewords import time_words
from lautwem.reading.sourcing.voices import SAYING_KINDS, Ref, named

Relay = tuple[Ref, Because]
TO_WHOM = frozenset({"zu", "zum", "zur", "gegenüber"})
BESIDE_WHOM = frozenset({"von", "vom", "mit", "bei", "beim", "in", "im"})
"""Prepositions before an outlet that was told something, or spoke with somebody."""
SAID_AT = TO_WHOM | frozenset({"bei", "beim", "in", "im"})
"""Of these, the ones that after a name are no attribute of it ("Velten vom Talradio")."""
LYING = ("vorliegt", "vorliegen", "vorlag", "vorlagen")
LYING_REACH = 6
"""Words between an outlet and the verb that says a text lies before it."""
NOMINAL = ("ADJ", "NOUN", "PROPN")


def other_outlets(
    page: Page,
    quotation: Quotation,
    frame: Frame,
    sources: Sequence[Source],
    speaker: Part | None,
) -> list[Relay]:
    """Outlets and agencies named in the frame outside a source phrase: dem Blatt sagte er; and
    those before which lies what is rendered ("laut Akten, die dem Blatt vorliegen")."""
    cue = [page.tokens[t].lemma.lower() for t in part_tokens(page, quotation.cue)]
    if quotation.cue is None or any(lemma in evidentials().target_verbs for lemma in cue):
        return []
    quoting = any(lemma in evidentials().quoting_verbs for lemma in cue)
    taken = [s.span for s in sources] + list(
        quotation.addressee.spans if quotation.addressee else ()
    )
    found = []
    own = set(frame.tokens) - set(part_tokens(page, quotation.quote))
    within_speaker = set(part_tokens(page, speaker))
    for t in sorted(own):
        name = page.name_at(page.tokens[t].begin)
        if not name or name.kind not in OUTLETS or name.span[0] != page.tokens[t].begin:
            continue
        lying = _lies_before(page, t)
        spent = any(overlap(name.span, span) for span in taken) and not lying
        if spent or not ((quoting and t in within_speaker) or _is_beside(page, t)):
            continue
        free = quoting or lying or _told_beside_name(page, t)
        if t in within_speaker and not free:
            continue
        if voice := voice_of(page, Part((name.span,))):
            found.append((voice, Because("relay:named-in-frame", (name.span,))))
    return found


def _lies_before(page: Page, t: int) -> bool:
    """Whether what is rendered lies before the outlet at a token ("die dem Blatt vorliegen")."""
    last = page.sentences[page.sentence_of(t)].last
    ahead = range(t + 1, min(last, t + 1 + LYING_REACH))
    return any(page.tokens[i].text.lower() in LYING for i in ahead)


def _told_beside_name(page: Page, t: int) -> bool:
    """Whether an outlet stands in the dative or after "zu", "bei" right behind a person's name, a
    comma, an age in brackets or a day between: of a noun ("eine Reporterin der Zeitung") it is
    the attribute."""
    at = t - 1
    while at > 0 and page.tokens[at].pos in ("ADJ", "NOUN") and t - at < 4:
        at -= 1
    bare = at == t - 1
    at -= page.tokens[at].pos == "DET"
    said_at = page.tokens[at].text.lower() in SAID_AT
    at -= said_at
    if at > 0 and page.tokens[at].text.lower() in time_words().weekdays:
        at -= 1 + (page.tokens[at - 1].pos == "ADP")
    at -= page.tokens[at].text == ","
    at -= 3 * (page.tokens[at].text == ")")
    if at < 0 or (bare and page.tokens[t - 1].text == ","):
        return False
    return _is_who(page, page.tokens[at])


def _is_who(page: Page, token: Token) -> bool:
    """Whether a token is of a person's name, or a pronoun that can be a subject."""
    name = page.name_at(token.begin)
    return token.text.lower() in ("er", "sie") or (name is not None and name.kind == "person")


def _is_beside(page: Page, t: int) -> bool:
    """Whether an outlet's name stands in the dative or after von, mit, bei, in; or bare right
    after who speaks ("sagte er CNN")."""
    before = page.tokens[t - 1] if t else None
    if before is not None and _is_who(page, before):
        return True
    for i in range(t - 1, max(-1, t - 5), -1):
        token = page.tokens[i]
        if token.pos == "ADP":
            return token.text.lower() in BESIDE_WHOM | TO_WHOM
        if token.pos == "DET":
            dative = token.morph.case in ("dat", None) or token.text.lower() in DATIVE
            return dative and not _is_of_report(page, i)
        if token.pos not in NOMINAL and token.text not in '„"»«“':
            return False
    return False


DATIVE = ("dem", "der", "den")


def _is_of_report(page: Page, t: int) -> bool:
    """Whether an article opens whose report something is ("bestätigte einen Bericht der ..")."""
    before = page.tokens[t - 1] if t else None
    return before is not None and before.lemma.lower() in evidentials().press_reports


def quoting_outlet(
    page: Page, quotation: Quotation, frame: Frame, voice: Ref | None
) -> tuple[Part, Ref, Relay] | None:
    """ "zitiert das Blatt einen Insider": the outlet passes on what the object said."""
    cue = part_tokens(page, quotation.cue)
    quoting = any(page.tokens[t].lemma.lower() in evidentials().quoting_verbs for t in cue)
    if not quoting or voice is None or voice.kind not in OUTLETS or quotation.speaker is None:
        return None
    relay = (voice, Because("relay:quotes", quotation.speaker.spans))
    if person := _quoted_beside(page, quotation.speaker):
        found = voice_of(page, person)
        return (person, found, relay) if found else None
    speaker, own = set(part_tokens(page, quotation.speaker)), set(frame.tokens)
    for t in frame.tokens:
        if t in speaker or (t and page.tokens[t - 1].pos in ("ADP", "DET", "ADJ")):
            continue
        phrase = noun_phrase(page, t, page.sentences[page.sentence_of(t)].last)
        if phrase is None or not set(range(phrase.first, phrase.last)) <= own - speaker:
            continue
        part = Part((page.span(phrase.first, phrase.last),))
        if found := voice_of(page, part):
            return part, found, relay
    return None


def _quoted_beside(page: Page, speaker: Part) -> Part | None:
    """The person right after the outlet in what was taken for the speaker ("zitierte die Agentur
    TNA Velten")."""
    outlet = False
    for t in part_tokens(page, speaker):
        name = page.name_at(page.tokens[t].begin)
        if name and name.kind == "person" and outlet and name.span[0] == page.tokens[t].begin:
            return Part((name.span,))
        outlet = outlet or (name is not None and name.kind in OUTLETS)
    return None


def told_instead(page: Page, quotation: Quotation, part: Part | None) -> Relay | None:
    """The outlet that was taken for the speaker: "Der Zeitung sagte Velten" tells who was told."""
    taken = quotation.speaker
    if taken is None or part is None or any(overlap(a, b) for a in part.spans for b in taken.spans):
        return None
    outlet = voice_of(page, taken)
    if outlet is None or outlet.kind not in OUTLETS:
        return None
    return outlet, Because("relay:told", taken.spans)


def told_outlet(page: Page, told: Part | None) -> Ref | None:
    """Whose voice an addressee is; where it was cut before the name of an outlet ("dem
    britischen Sender [Kanal Tal]"), that one's."""
    tokens = part_tokens(page, told)
    after = tokens[-1] + 1 if tokens else len(page.tokens)
    if (
        after < len(page.tokens)
        and page.tokens[after - 1].text.lower() in evidentials().outlet_nouns
    ):
        name = page.name_at(page.tokens[after].begin)
        if name and name.kind in OUTLETS:
            return named(page, SAYING_KINDS[name.kind], name.canonical)
    return voice_of(page, told)


def without_agency(page: Page, part: Part | None) -> Part | None:
    """ "sagte ein Sprecher der dpa": the agency was told, its name is cut off."""
    tokens = part_tokens(page, part)
    for t in tokens[2:]:
        name = page.name_at(page.tokens[t].begin)
        behind = is_spokesperson(page.tokens[t - 2].text) and page.tokens[t - 1].text == "der"
        if name and name.kind == "agency" and behind and part is not None:
            return Part(((part.spans[0][0], page.tokens[t - 2].end),))
    return part


def report_before(page: Page, who: Phrase) -> Ref | None:
    """The outlet named last before "dem Bericht (zufolge)", whose report that is."""
    head = page.tokens[who.head]
    if not {head.lemma.lower(), head.text.lower()} & evidentials().press_reports:
        return None
    names = page.names_before(page.tokens[who.first].begin)
    last = next((name for name in names if name.kind in OUTLETS), None)
    voice = named(page, SAYING_KINDS[last.kind], last.canonical) if last else None
    return None if voice is None or is_own_outlet(page, voice) else voice


def is_own_text(page: Page, source: Source) -> bool:
    """Whether a phrase only tells in which text of the speaker something stands ("erklärte sie
    in einer Mitteilung")."""
    first = page.tokens[page.tokens_in(source.span).start].text.lower()
    return source.who is not None and source.who.owner is None and first in WITHIN
