"""Who was told: whom the quotation step found, if it can be told anything; else whom the verb has
beside it ("sagte der Zeitung", "gegenüber der Agentur", "rief alle Länder auf"), or a receiver."""

from collections.abc import Iterable, Sequence

from lautwem.language.clauses import Clause, clauses
from lautwem.model import Part, Quotation, Token
from lautwem.reading.sourcing.frames import Frame, part_tokens
from lautwem.reading.sourcing.governed import preposition
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun
from lautwem.reading.sourcing.nominal import Phrase, noun_phrase
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.somebody import is_thing
from lautwem.reading.sourcing.source import is_outlet

TOLD = frozenset({"gegenüber", "zu", "zur", "zum"})
"""Prepositions of who is told."""
SOMEBODY = ("person", "group", "institution", "outlet", "agency", "place", "platform")
"""Kinds of names of those who can be told something."""
NOBODY = frozenset({"der", "die", "das", "dem", "den", "anderen", "andere", "es", "sich", "man"})
"""Words that alone are nobody."""
DATIVE_FORMS = ("ihm", "ihr", "ihnen")
"""Third person pronouns that are dative whenever they stand alone."""


def addressee_of(page: Page, quotation: Quotation, frame: Frame) -> Part | None:
    """The addressee of a quotation: its own, else one beside its verb, else who received it."""
    own = quotation.addressee
    if own and _can_be_told(page, quotation, own) and not _is_matter(page, own):
        return own
    cue = part_tokens(page, quotation.cue)
    content = set(part_tokens(page, quotation.quote)) if quotation.type != "reported" else set()
    around = [t for t in frame.tokens if t not in content]
    if quotation.speaker and _is_told_outlet(page, quotation.speaker):
        return quotation.speaker
    if any(page.tokens[t].lemma.lower() in evidentials().told_in_dative for t in cue) and (
        found := dative(page, around)
    ):
        return found
    return _beside(page, quotation, around) or (None if cue else _receiver(page, frame))


def _beside(page: Page, quotation: Quotation, around: Sequence[int]) -> Part | None:
    """The phrase in the case that the verb of saying gives to who is told, or after
    "gegenüber" and "zu"."""
    lemmas = _lemmas(page, quotation, around)
    tells, asks = lemmas & evidentials().tell_whom, bool(lemmas & evidentials().ask_whom)
    own = set(around)
    for t in around:
        before = page.tokens[t - 1] if t else None
        after_told = before is not None and before.text.lower() in TOLD
        joined = before is not None and (before.pos in ("ADP", "CCONJ") or before.text == "(")
        joined = joined and not after_told
        phrase = None if joined or not _begins(page, t) else noun_phrase(page, t)
        if phrase is None or not own.issuperset(range(phrase.first, phrase.head + 1)):
            continue
        fits = after_told or (tells and _is_told(page, phrase)) or (asks and _is_asked(page, t))
        part = Part((page.span(phrase.first, phrase.core),))
        free = _is_free(page, phrase.first) and not _is_matter(page, part)
        if fits and free and _can_be_told(page, quotation, part):
            return part
    return None


def _is_told(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase stands in the dative; what is taken for a genitive of a person's name, of an
    outlet, is one as well ("sagte Mara Lindt der Zeitung")."""
    first = page.tokens[phrase.first]
    if first.pos == "PROPN" or first.morph.case not in ("dat", "gen"):
        return False
    name = page.name_at(page.tokens[phrase.first - 1].begin) if phrase.first else None
    beside = name is not None and name.kind == "person"
    return first.morph.case == "dat" or (beside and is_outlet(page, phrase))


def _is_asked(page: Page, first: int) -> bool:
    """Whether a phrase can stand in the accusative."""
    token = page.tokens[first]
    nominative = token.text.lower() in ("der", "ein", "kein", "jeder", "mein", "sein", "ihr")
    return token.pos != "PROPN" and token.morph.case in ("acc", "nom", None) and not nominative


def _is_told_outlet(page: Page, speaker: Part) -> bool:
    """Whether what was taken for the speaker is an outlet that was told ("Der Zeitung sagte")."""
    tokens = part_tokens(page, speaker)
    phrase = noun_phrase(page, tokens[0], tokens[-1] + 1) if tokens else None
    if phrase is None or page.tokens[phrase.first].morph.case != "dat":
        return False
    before = page.tokens[phrase.first - 1].pos if phrase.first else ""
    return before != "ADP" and is_outlet(page, phrase)


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


def _can_be_told(page: Page, quotation: Quotation, part: Part) -> bool:
    """Whether words are of somebody: no thing, no text, no genitive, and not the speaker."""
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
        return name.kind in SOMEBODY
    said = evidentials().nouns | evidentials().given | evidentials().saying_nouns
    kinds = {kind_of_noun(head.text), kind_of_noun(head.lemma)}
    text = {head.text.lower(), head.lemma.lower()} & (said | evidentials().hearing)
    thing = is_thing(page, Part((page.span(phrase.first, phrase.core),)))
    return head.pos == "NOUN" and not (thing or text or "document" in kinds)


def _is_matter(page: Page, part: Part) -> bool:
    """Whether what was taken for the addressee is what is spoken about ("sagte er zu einem
    Bericht der Zeitung")."""
    tokens = part_tokens(page, part)
    first = tokens[0] + (page.tokens[tokens[0]].pos == "ADP") if tokens else 0
    phrase = noun_phrase(page, first) if tokens else None
    heads = [phrase.head] if phrase else []
    if first > 1 and page.tokens[first - 1].pos == "DET":
        heads.append(first - 2)
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
