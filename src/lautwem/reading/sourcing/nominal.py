"""Noun phrases where a source can stand: from where to where, which noun heads them.

A phrase is read from left to right by parts of speech: determiner, adjectives, the head
noun with names beside it, then at most ``MAX_ATTRIBUTES`` genitives or prepositional
attributes. It ends at a verb, a comma or a word that opens another phrase.
"""

from lautwem.model import Frozen
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun, voice_nouns
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.timewords import time_words

MAX_ATTRIBUTES = 3
MAX_WORDS = 24
NOMINAL = frozenset({"NOUN", "PROPN", "X", "SYM"})
BEFORE_HEAD = frozenset({"DET", "ADJ", "NUM"})
ATTRIBUTIVE = frozenset(
    {"von", "vom", "für", "aus", "in", "im", "bei", "beim", "am", "an", "der", "des", "zu", "zum"}
)
GENITIVES = frozenset(
    {"der", "des", "eines", "einer", "dieser", "dieses", "seiner", "ihrer", "seines", "ihres"}
)
LONGEST_ATTRIBUTE = 12
"""Words of an attribute between a determiner and its noun."""
DECLINED = (
    "te",
    "ten",
    "ter",
    "tes",
    "tem",
    "ene",
    "enen",
    "ener",
    "enes",
    "enem",
    "nde",
    "nden",
    "nder",
    "ndes",
    "ndem",
)
"""Endings of participles before a noun."""
MARKS = frozenset("\"„“”»«‚‘’›‹'")


class Phrase(Frozen):
    """Token indexes of a noun phrase, half open. ``core`` ends the part before attributes.

    ``head`` is the noun that the phrase is about, ``owner`` the first token of its first
    genitive or of the phrase after its first "von"; None where it has neither.
    """

    first: int
    core: int
    last: int
    head: int
    owner: int | None = None


def noun_phrase(page: Page, at: int, limit: int | None = None) -> Phrase | None:
    """The noun phrase that begins with the token ``at`` and ends before ``limit``."""
    end = _end(page, at, limit)
    head = _head(page, at, end)
    if head is None:
        return None
    core = _core(page, head, end)
    last, owner = core, None
    for _ in range(MAX_ATTRIBUTES):
        inner = _attribute(page, last, end, head)
        spoken_for = owner is not None or is_own_spokesperson(page.tokens[head].text)
        if inner is None or (spoken_for and _is_told(page, inner)):
            break
        if owner is not None and _is_of_the_clause(page, last, inner):
            break
        start, stop, owns = inner
        owner = start if owner is None and owns else owner
        last = stop
    return Phrase(at, core, last, head, owner)


def is_own_spokesperson(noun: str) -> bool:
    """Whether a noun names already for whom somebody speaks ("Heeressprecher"), so that the
    outlet after it is the one that was told ("ein Heeressprecher der Agentur Taldienst")."""
    word = noun.lower()
    endings = voice_nouns().spokesperson_endings
    return word.endswith(endings) and word not in voice_nouns().spokespersons


def _is_of_the_clause(page: Page, at: int, attribute: tuple[int, int, bool]) -> bool:
    """Whether "für den .." after a genitive belongs to the verb ("nach Meinung des Gerichts für
    den Schaden verantwortlich") and not to a name ("Ministerium für Inneres")."""
    return page.tokens[at].text.lower() == "für" and page.tokens[attribute[0]].pos == "DET"


def _is_told(page: Page, attribute: tuple[int, int, bool]) -> bool:
    """Whether what looks like a second genitive is the outlet that was told ("sagte eine
    Sprecherin des Amtes der Agentur Taldienst")."""
    first, stop, _ = attribute
    named = (page.name_at(page.tokens[t].begin) for t in range(first, stop))
    return page.tokens[first].text.lower() == "der" and any(
        name is not None and name.kind in ("outlet", "agency") for name in named
    )


def phrase_before(page: Page, end: int, begin: int) -> Phrase | None:
    """The longest noun phrase that ends right before the token ``end``.

    Tried from the left, so that "einem Sprecher der Stadt" before "zufolge" is one phrase.
    """
    for at in range(max(begin, end - MAX_WORDS), end):
        if at > begin and page.tokens[at - 1].pos in BEFORE_HEAD:
            continue
        if page.tokens[at].pos not in BEFORE_HEAD | NOMINAL | {"PRON"} and (
            page.tokens[at].text not in MARKS
        ):
            continue
        phrase = noun_phrase(page, at, end)
        if phrase and phrase.last == end:
            return phrase
    return None


def _end(page: Page, at: int, limit: int | None) -> int:
    sentence = page.sentences[page.sentence_of(at)]
    return min(sentence.last, at + MAX_WORDS, sentence.last if limit is None else limit)


def _head(page: Page, at: int, end: int) -> int | None:
    """The first noun after determiners and adjectives."""
    i = at
    while i < end:
        token = page.tokens[i]
        if token.pos in NOMINAL or _in_name(page, i) or _spelt_like_name(page, i, end):
            if not _measures(page, i, end) and not _owns_next(page, i, end):
                return i
            i += 1
            continue
        if _nominalised(page, i, end):
            return i
        follows = page.tokens[i + 1].pos if i + 1 < end else ""
        if i > at and token.pos in ("ADP", "ADV") and (inside := _embedded(page, i, end)):
            i = inside
            continue
        adverb = token.pos == "ADV" and follows in ("ADJ", "NUM")
        participle = token.pos == "VERB" and follows in NOMINAL and i > at
        if token.pos in BEFORE_HEAD or token.text in MARKS or adverb or participle:
            i += 1
            continue
        return None
    return None


def _embedded(page: Page, i: int, end: int) -> int | None:
    """The participle that closes an attribute with words of its own, right before its noun
    ("die [auf Muscheln spezialisierte] Forscherin")."""
    for t in range(i + 1, min(end - 1, i + LONGEST_ATTRIBUTE)):
        token = page.tokens[t]
        if token.pos in ("PUNCT", "AUX", "SCONJ", "PRON"):
            return None
        declined = token.pos in ("ADJ", "VERB") and token.text.endswith(DECLINED)
        if declined and page.tokens[t + 1].pos in NOMINAL and page.tokens[t - 1].pos in NOMINAL:
            return t
    return None


def _measures(page: Page, i: int, end: int) -> bool:
    """ "21 Jahre" of "der 21 Jahre alte Mann": a measure, not the head."""
    unit = page.tokens[i].text.lower() in time_words().units and i > 0
    return (
        unit and page.tokens[i - 1].pos == "NUM" and i + 1 < end and page.tokens[i + 1].pos == "ADJ"
    )


def _owns_next(page: Page, i: int, end: int) -> bool:
    """ "Talheims Wirtin": a name in the genitive before the noun that heads the phrase."""
    name = page.name_at(page.tokens[i].begin)
    if name is None or i + 1 >= end or not page.tokens[i].text.endswith("s"):
        return False
    follows = page.tokens[i + 1]
    alone = name.span[1] <= follows.begin and not name.canonical.endswith("s")
    return alone and follows.pos in ("NOUN", "ADJ") and not _given(page, i + 1)


def _spelt_like_name(page: Page, i: int, end: int) -> bool:
    """Letters with a number ("n24") that no noun follows."""
    token = page.tokens[i]
    plain = token.text[0].isalpha() and not token.text.isalpha() and "-" not in token.text
    return token.pos == "NUM" and plain and (i + 1 >= end or page.tokens[i + 1].pos not in NOMINAL)


def _in_name(page: Page, i: int) -> bool:
    return page.name_at(page.tokens[i].begin) is not None


def _nominalised(page: Page, i: int, end: int) -> bool:
    """An adjective or number used as a noun ("der 34-Jährige", "die Angeklagte")."""
    token = page.tokens[i]
    if token.pos not in ("ADJ", "NUM") or not (token.text[0].isupper() or "-J" in token.text):
        return False
    return i + 1 >= end or page.tokens[i + 1].pos not in NOMINAL | {"ADJ"}


def _core(page: Page, head: int, end: int) -> int:
    """Where the nouns and names beside the head end, a quoted name and a bracket included."""
    i = head + 1
    given = _given(page, head)
    while i < end:
        token = page.tokens[i]
        name = page.name_at(token.begin)
        if _opens_another(page, head, i):
            break
        if (token.pos in NOMINAL and not given) or (
            name and name.span[0] <= page.tokens[i - 1].begin
        ):
            i += 1
        elif name and name.kind in ("outlet", "agency") and token.text[0].isupper():
            i = page.tokens_in(name.span).stop
        elif (token.text in MARKS and (close := _closing(page, i, end))) or (
            token.text == "(" and (close := _bracket(page, i, end))
        ):
            i = close
        else:
            break
    return i


def _opens_another(page: Page, head: int, i: int) -> bool:
    """Whether a noun beside the head begins the next phrase: the owner of what follows ("laut
    deutschen Medien [Veltens Plan]"), or several things beside one human being ("laut der
    Ministerin [Lücken]")."""
    stop = page.sentences[page.sentence_of(i)].last
    if page.name_at(page.tokens[head].begin) is None and _owns_next(page, i, stop):
        return True
    several = page.tokens[i].pos == "NOUN" and page.tokens[i].morph.number == "plur"
    alone = page.tokens[head].morph.number == "sing" and noun_sense(page.tokens[head].text)
    return bool(several and alone and not _in_name(page, i))


def _given(page: Page, head: int) -> bool:
    """Whether a noun is something that a source has given (Angaben, Polizeiangaben)."""
    word = page.tokens[head].text.lower()
    return word in evidentials().nouns or word.endswith(evidentials().compounds)


def _closing(page: Page, i: int, end: int) -> int | None:
    """After a short quoted name that opens at ``i``, or a mark that closes one."""
    pair = page.quoted(page.tokens[i].begin)
    if pair is None:
        return None
    if pair.close[0] == page.tokens[i].begin:
        return i + 1
    stop = page.tokens_in(pair.outer).stop
    return stop if stop <= min(end, i + 8) else None


def _bracket(page: Page, i: int, end: int) -> int | None:
    for j in range(i + 1, min(end, i + 6)):
        if page.tokens[j].text == ")":
            return j + 1
    return None


def _bare_genitive(page: Page, i: int, end: int) -> bool:
    """ "Angaben [lokaler Medien]": several who gave it, in the genitive without an article."""
    token = page.tokens[i]
    if token.pos != "ADJ" or not token.text.endswith("er") or i + 1 >= end:
        return False
    return page.tokens[i + 1].pos == "NOUN" and page.tokens[i + 1].morph.number == "plur"


def _is_seat(page: Page, head: int) -> bool:
    """Whether a noun is a place or body that somebody can belong to, no time or manner."""
    name = page.name_at(page.tokens[head].begin)
    if name:
        return name.kind in ("place", "institution", "group")
    return kind_of_noun(page.tokens[head].lemma) == "institution"


def _attribute(page: Page, i: int, end: int, last_head: int) -> tuple[int, int, bool] | None:
    """A genitive or a prepositional attribute at ``i``: its phrase, and whether it owns."""
    if i >= end:
        return None
    word = page.tokens[i].text.lower()
    genitive = word in GENITIVES and page.tokens[i].pos in ("DET", "PRON")
    of = word in ("von", "vom") or (word == "aus" and _given(page, last_head))
    if _given(page, last_head) and _bare_genitive(page, i, end):
        genitive = True
    if not genitive and not (word in ATTRIBUTIVE and page.tokens[i].pos == "ADP"):
        return None
    start = i if genitive else i + 1
    head = _head(page, start, end)
    if head is None or not (genitive or of or word == "für" or _is_seat(page, head)):
        return None
    return (start, _core(page, head, end), genitive or of)
