"""Who was told: whom the quotation step found, if it can be told anything; else whom the verb has
beside it ("sagte der Zeitung", "gegenüber der Agentur", "rief alle Länder auf"), or a receiver."""

from collections.abc import Iterable, Sequence

from lautwem.language.clauses import Clause, clauses
from lautwem.model import Part, Quotation, Token
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.sourcing.frames import Frame, part_tokens
from lautwem.reading.sourcing.governed import preposition
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun
from lautwem.reading.sourcing.nominal import Phrase, noun_phrase
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.phrase_voice import is_spokesperson
from lautwem.reading.sourcing.somebody import is_thing
from lautwem.reading.sourcing.source import OUTLETS, is_outlet
from lautwem.reading.sourcing.timewords import is_time

TOLD = frozenset({"gegenüber", "zu", "zur", "zum"})
"""Prepositions of who is told."""
BEFORE_AN_AUDIENCE = "vor"
"""Preposition of who listens ("sagte vor den Abgeordneten"), with people or bodies only."""
SOMEBODY = ("person", "group", "institution", "outlet", "agency", "place", "platform")
"""Kinds of names of those who can be told something."""
NOBODY = frozenset({"der", "die", "das", "dem", "den", "anderen", "andere", "es", "sich", "man"})
"""Words that alone are nobody."""
DATIVES = ("dem", "einem", "diesem")
"""Determiners that are dative whatever follows, and singular."""
DATIVE_FORMS = ("ihm", "ihr", "ihnen")
"""Third person pronouns that are dative whenever they stand alone."""


def addressee_of(page: Page, quotation: Quotation, frame: Frame) -> Part | None:
    """The addressee of a quotation: its own, else one beside its verb, else who received it."""
    own = quotation.addressee
    cue = part_tokens(page, quotation.cue)
    content = set(part_tokens(page, quotation.quote)) if quotation.type != "reported" else set()
    around = [t for t in frame.tokens if t not in content]
    lemmas = _lemmas(page, quotation, around)
    aims = bool(lemmas & evidentials().aim_at)
    if own and not aims and _can_be_told(page, quotation, own) and not _is_matter(page, own):
        return own
    if quotation.speaker and _is_told_outlet(page, quotation.speaker):
        return quotation.speaker
    tells = any(page.tokens[t].lemma.lower() in evidentials().told_in_dative for t in cue)
    if tells and not aims and (found := dative(page, around)):
        return found
    beside = _beside(page, quotation, around, frozenset() if aims else lemmas)
    return beside or (None if cue else _receiver(page, frame))


def _beside(
    page: Page, quotation: Quotation, around: Sequence[int], lemmas: frozenset[str]
) -> Part | None:
    """The phrase in the case that the verb of saying (of ``lemmas``) gives to who is told, or
    after "gegenüber" and "zu"."""
    tells, asks = lemmas & evidentials().tell_whom, lemmas & evidentials().ask_whom
    passive = any(page.tokens[t].lemma.lower() == "werden" for t in around)
    own = set(around)
    for t in around:
        before = page.tokens[t - 1] if t else None
        governed = before is not None and (before.pos in ("ADP", "CCONJ") or before.text == "(")
        after_told = before is not None and before.text.lower() in TOLD
        heard = bool(tells) and _is_audience(page, t)
        joined = governed and not (after_told or heard)
        phrase = None if joined or not _begins(page, t) else noun_phrase(page, t)
        if phrase is None or not own.issuperset(range(phrase.first, phrase.head + 1)):
            continue
        told = not governed and bool(tells) and _is_told(page, phrase)
        asked = not governed and bool(asks) and _is_asked(page, quotation, phrase, passive=passive)
        part = Part((page.span(phrase.first, phrase.core),))
        free = _is_free(page, phrase.first) and not _is_matter(page, part)
        if not free or not (after_told or heard or told or asked):
            continue
        takes = (told and _is_dem(page, phrase)) or (asked and _is_plural(page, phrase))
        if _can_be_told(page, quotation, part, takes_somebody=takes):
            return part
    return None


def _is_audience(page: Page, t: int) -> bool:
    """Whether after "vor" people or bodies follow ("vor den Abgeordneten")."""
    if not t or page.tokens[t - 1].text.lower() != BEFORE_AN_AUDIENCE:
        return False
    phrase = noun_phrase(page, t)
    if phrase is None or page.tokens[phrase.first].morph.case != "dat":
        return False
    head = page.tokens[phrase.head]
    return noun_sense(head.lemma) is not None or noun_sense(head.text) is not None


def _is_told(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase stands in the dative; what is taken for a genitive of a person's name, of an
    outlet, is one as well ("sagte Mara Lindt der Zeitung"), and so is an agency of a spokesman
    ("ein Sprecher der Agentur Taldienst"), or an outlet without an article ("sagte er Tal-TV")."""
    first = page.tokens[phrase.first]
    before = page.tokens[phrase.first - 1] if phrase.first else None
    name = page.name_at(first.begin)
    if name is not None and name.kind in OUTLETS and name.span[0] == first.begin:
        return before is not None and before.pos in ("PRON", "PROPN", "NOUN")
    if first.morph.case == "dat" and first.pos != "PROPN":
        return True
    if first.pos == "PROPN" or first.morph.case not in ("gen", "nom"):
        return False
    if first.text.lower() != "der" or before is None or not is_outlet(page, phrase):
        return False
    beside = page.name_at(before.begin)
    return (
        before.text == ","
        or (beside is not None and beside.kind == "person")
        or (_is_agency(page, phrase) and is_spokesperson(before.text))
    )


def _is_agency(page: Page, phrase: Phrase) -> bool:
    return any(n.kind == "agency" for n in page.names_in(page.span(phrase.first, phrase.core)))


def _is_asked(page: Page, quotation: Quotation, phrase: Phrase, *, passive: bool) -> bool:
    """Whether a phrase can stand in the accusative, or is the subject of a passive; a lone noun in
    the singular is neither ("Falk, Chef der Werft, warnt")."""
    if _is_other(page, quotation, phrase):
        return True
    token, head = page.tokens[phrase.first], page.tokens[phrase.head]
    if phrase.first == phrase.head and head.pos == "NOUN" and head.morph.number != "plur":
        return False
    nominative = token.text.lower() in ("der", "ein", "kein", "jeder", "mein", "sein", "ihr")
    fits = token.morph.case in ("acc", "nom", None)
    return token.pos != "PROPN" and fits and (passive or not nominative)


def _is_other(page: Page, quotation: Quotation, phrase: Phrase) -> bool:
    """Whether a name stands by itself beside a verb whose subject is the speaker, and is thus its
    object ("Velten hat Israelis und Palästinenser aufgerufen")."""
    first = page.tokens[phrase.first]
    name = page.name_at(first.begin)
    before = page.tokens[phrase.first - 1] if phrase.first else None
    if name is None or name.span[0] != first.begin or before is None or not quotation.speaker:
        return False
    alone = before.pos in ("VERB", "AUX", "ADV", "PRON") and first.morph.case != "gen"
    return alone and not set(part_tokens(page, quotation.speaker)) & {
        phrase.first - 1,
        phrase.first,
    }


def _is_dem(page: Page, phrase: Phrase) -> bool:
    """Whether a determiner can only be a dative ("dem Abendkurier")."""
    return page.tokens[phrase.first].text.lower() in DATIVES


def _is_plural(page: Page, phrase: Phrase) -> bool:
    head = page.tokens[phrase.head]
    return head.morph.number == "plur" and not is_time(head.text.lower())


def _is_told_outlet(page: Page, speaker: Part) -> bool:
    """Whether what was taken for the speaker is an outlet that was told ("Der Zeitung sagte")."""
    tokens = part_tokens(page, speaker)
    phrase = noun_phrase(page, tokens[0], tokens[-1] + 1) if tokens else None
    if phrase is None or page.tokens[phrase.first].morph.case != "dat":
        return False
    before = page.tokens[phrase.first - 1].pos if phrase.first else ""
    zufolge = page.word(tokens[-1] + 1) == "zufolge"
    return before != "ADP" and not zufolge and is_outlet(page, phrase)


def _lemmas(page: Page, quotation: Quotation, around: Sequence[int]) -> frozenset[str]:
    """The verbs of a quotation's cue, of a reported one those of its clause; with what they are
    parted from as well ("forderte .. auf")."""
    cue = part_tokens(page, quotation.cue) or around
    verbs = {page.tokens[t].lemma.lower() for t in cue if page.tokens[t].pos == "VERB"}
    parted = {
        page.tokens[t].text.lower() for t in around if page.tokens[t].pos in ("ADP", "PART", "ADV")
    }
    return frozenset(verbs | {particle + verb for particle in parted for verb in verbs})


def _begins(page: Page, t: int) -> bool:
    """Whether a noun phrase begins at a token: at a determiner, or a name or noun without one."""
    token, before = page.tokens[t], page.tokens[t - 1] if t else None
    if token.pos == "DET":
        return True
    bare = before is None or before.pos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM")
    return bare and token.pos in ("NOUN", "PROPN", "ADJ")


def _is_free(page: Page, first: int) -> bool:
    """Whether a phrase is no attribute of a noun that hangs on a preposition ("zu einem Bericht
    der Zeitung")."""
    before = first - 1
    if before < 0 or page.tokens[before].pos != "NOUN":
        return True
    return preposition(page, before) is None


def _can_be_told(
    page: Page, quotation: Quotation, part: Part, *, takes_somebody: bool = False
) -> bool:
    """Whether words are of somebody: no thing, no text, no genitive, and not the speaker; after a
    verb that ``takes_somebody`` in this case nouns in no list are ("sagte sie dem Abendkurier")."""
    tokens = part_tokens(page, part)
    speaker = part_tokens(page, quotation.speaker)
    if not tokens or set(tokens) & set(speaker[:1]):
        return False
    follows = page.tokens[tokens[-1] + 1].text.lower() if tokens[-1] + 1 < len(page.tokens) else ""
    genitive = any(page.tokens[t].text.lower() in ("des", "eines") for t in tokens)
    if (
        genitive
        or page.tokens[tokens[-1]].text.lower() in ("nach", "zufolge")
        or follows == "zufolge"
    ):
        return False
    if any(page.tokens[t].pos == "PRON" or _is_dative(page, t, page.tokens[t]) for t in tokens):
        return page.tokens[tokens[0]].text.lower() not in NOBODY
    phrase = noun_phrase(page, tokens[0], tokens[-1] + 1)
    if phrase is None:
        return any(page.names_in(span) for span in part.spans)
    head = page.tokens[phrase.head]
    if name := page.name_at(head.begin):
        return name.kind in SOMEBODY and not _is_amid(page, phrase.first)
    said = evidentials().nouns | evidentials().given | evidentials().saying_nouns
    kinds = {kind_of_noun(head.text), kind_of_noun(head.lemma)}
    text = {head.text.lower(), head.lemma.lower()} & (said | evidentials().hearing)
    thing = is_thing(page, Part((page.span(phrase.first, phrase.core),)))
    if text or "document" in kinds:
        return False
    return takes_somebody or (not thing and (head.pos == "NOUN" or any(kinds)))


def _is_amid(page: Page, first: int) -> bool:
    """Whether a phrase begins in the midst of a name ("Kreuz" of "Rotes Kreuz")."""
    name = page.name_at(page.tokens[first].begin)
    return name is not None and name.span[0] < page.tokens[first].begin


def _is_matter(page: Page, part: Part) -> bool:
    """Whether what was taken for the addressee is what is spoken about ("sagte er zu einem
    Bericht der Zeitung")."""
    tokens = part_tokens(page, part)
    first = tokens[0] + (page.tokens[tokens[0]].pos == "ADP") if tokens else 0
    if tokens and (name := page.name_at(page.tokens[first].begin)):
        first = page.tokens_in(name.span).start
    phrase = noun_phrase(page, first) if tokens else None
    heads = [phrase.head] if phrase else []
    if first > 1:
        heads.append(first - 1 - (page.tokens[first - 1].pos == "DET"))
    return any(page.tokens[t].lemma.lower() in evidentials().press_reports for t in heads)


def dative(page: Page, tokens: Iterable[int]) -> Part | None:
    """The first personal pronoun in the dative that no preposition governs."""
    for t in tokens:
        token = page.tokens[t]
        before = page.tokens[t - 1] if t else None
        if _is_dative(page, t, token) and not (before and before.pos == "ADP"):
            return Part(((token.begin, token.end),))
    return None


def _is_dative(page: Page, t: int, token: Token) -> bool:
    follows = page.tokens[t + 1].pos if t + 1 < len(page.tokens) else ""
    return token.text.lower() in DATIVE_FORMS and follows not in ("ADJ", "NOUN", "PROPN")


def _receiver(page: Page, frame: Frame) -> Part | None:
    """The subject of a clause in which somebody receives words: er bekam klare Anweisungen."""
    sentence = page.sentences[frame.sentence]
    own = set(frame.tokens)
    if not any(page.tokens[t].lemma.lower() in evidentials().receiving_verbs for t in own):
        return None
    for clause in clauses(page.tokens, sentence.first, sentence.last):
        receiving = clause.lemma in evidentials().receiving_verbs and clause.verb in own
        if receiving and clause.subjects and _receives_words(page, clause):
            return Part((page.span(clause.subjects[0].first, clause.subjects[0].last),))
    return None


def _receives_words(page: Page, clause: Clause) -> bool:
    return any(
        page.tokens[t].lemma.lower() in evidentials().saying_nouns
        for first, last in clause.parts
        for t in range(first, last)
    )
