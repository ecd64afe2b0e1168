"""The modal verbs soll and will: hearsay and claim, or plan and wish.

*Er soll gedroht haben* passes on hearsay, *Das Museum soll 2026 öffnen* a plan; *Er will
nichts gewusst haben* a claim of the subject, *Er will gehen* a wish. Told apart by the
infinitive (perfect or state against process), by words of past and future, and by whether
the subject is a person; criteria after Diewald 1999, Die Modalverben im Deutschen.
"""

from typing import Literal

from lautwem.model import Frozen, Span, Token
from lautwem.reading.sourcing.lexica import hedges
from lautwem.reading.sourcing.page import Page

Verb = Literal["sollen", "wollen"]
REACH = 70
"""Tokens from the modal verb within which its infinitive must come."""
RUMOUR = 40
"""Tokens around a "soll", and of the headline, in which a word for rumours makes it hearsay."""
BOUNDARY = frozenset({",", ";", ":", ".", "!", "?", "–", "—", "(", ")"})
PERFECT = ("haben", "sein")
VERBAL = ("VERB", "AUX")


class Modal(Frozen):
    """An evidential soll or will. Token indexes: the verb, its infinitives, its clause.

    ``infinitives`` are in text order, ``clause`` is half open. ``perfect`` tells whether the
    infinitive is one of the perfect, ``main`` the participle or infinitive with the meaning.
    """

    verb: Verb
    at: int
    infinitives: tuple[int, ...]
    clause: tuple[int, int]
    perfect: bool
    main: int

    def span(self, page: Page) -> Span:
        """The place of the modal verb."""
        return (page.tokens[self.at].begin, page.tokens[self.at].end)


def evidential_at(page: Page, at: int) -> Modal | None:
    """The evidential modal verb at a token; None where there is none, or it is not evidential."""
    word = page.tokens[at].text.lower()
    if word in hedges().sollen:
        verb: Verb = "sollen"
    elif word in hedges().wollen:
        verb = "wollen"
    else:
        return None
    group = _infinitives(page, at)
    if not group:
        return None
    perfect, main = _perfect(page, group)
    clause = _clause(page, at, group)
    modal = Modal(verb, at, group, clause, perfect, main)
    if verb == "wollen":
        claims = perfect and page.tokens[group[-1]].text.lower() == "haben"
        return modal if claims and not _said_of_oneself(page, at) else None
    return modal if _hearsay(page, modal) else None


def _said_of_oneself(page: Page, at: int) -> bool:
    """ "Wir wollen es fertig haben": whoever says ich or wir wishes and claims nothing."""
    beside = range(max(0, at - 1), min(len(page.tokens), at + 2))
    return any(page.tokens[t].text.lower() in ("ich", "wir") for t in beside)


def _is_infinitive(token: Token) -> bool:
    """An infinitive, or what looks like one: taggers take it for the plural of the present."""
    if token.pos not in VERBAL or token.morph.verb_form == "part":
        return False
    return token.morph.verb_form == "inf" or (
        token.text.lower() == token.lemma.lower() and token.text.endswith("n")
    )


def is_participle(token: Token) -> bool:
    """A past participle, also where the tagger took it for an infinitive or an adjective."""
    if token.morph.verb_form in ("part", "fin"):
        return token.morph.verb_form == "part"
    if token.morph.verb_form == "inf":
        return token.text.lower() != token.lemma.lower()
    return token.pos in ("VERB", "AUX", "ADJ") and token.text.endswith(("t", "en"))


def _infinitives(page: Page, at: int) -> tuple[int, ...]:
    """The infinitive group: right before a verb-final modal, else the last one of its clause."""
    sentence = page.sentences[page.sentence_of(at)]
    follows = page.tokens[at + 1] if at + 1 < sentence.last else None
    if (
        at > sentence.first
        and _is_infinitive(page.tokens[at - 1])
        and (follows is None or follows.pos in ("PUNCT", "CCONJ"))
    ):
        return _leftward(page, at - 1, sentence.first)
    end = min(sentence.last, at + REACH)
    i = at + 1
    while i < end:
        stop = next((k for k in range(i, end) if page.tokens[k].text in BOUNDARY), end)
        last = next((k for k in range(stop - 1, i - 1, -1) if _is_infinitive(page.tokens[k])), None)
        if last is not None:
            return _leftward(page, last, i)
        if stop < end and page.tokens[stop].text not in (",", "–", "—", "(", ")"):
            return ()
        i = stop + 1
    return ()


def _leftward(page: Page, last: int, first: int) -> tuple[int, ...]:
    """The verbs that end with ``last``, taken leftwards, with a coordinated pair's first."""
    group = [last]
    i = last - 1
    while i >= first and (
        page.tokens[i].pos in VERBAL
        or (page.tokens[i].pos == "ADJ" and is_participle(page.tokens[i]) and len(group) == 1)
    ):
        group.append(i)
        i -= 1
    return tuple(reversed(group))


def _perfect(page: Page, group: tuple[int, ...]) -> tuple[bool, int]:
    """Whether the group is a perfect infinitive, and its verb with the meaning."""
    words = [page.tokens[i].text.lower() for i in group]
    if words[-1] not in PERFECT or len(group) < 2:
        return False, group[0]
    main = next(
        (i for i in group if page.tokens[i].text.lower() not in ("worden", *PERFECT)), group[0]
    )
    token = page.tokens[main]
    participle = is_participle(token) or token.text.lower() != token.lemma.lower()
    if words[-1] == "haben":
        return participle, main
    went = page.tokens[main].text.lower()
    with_sein = went.endswith(tuple(hedges().perfect_with_sein))
    return with_sein or (participle and ("worden" in words or "gewesen" in words)), main


def _clause(page: Page, at: int, group: tuple[int, ...]) -> tuple[int, int]:
    """From the mark or conjunction before the modal's clause to the mark after it."""
    sentence = page.sentences[page.sentence_of(at)]
    left = min(at, group[0])
    while left > sentence.first and page.tokens[left - 1].text not in (",", ";", ":", "–", "—"):
        left -= 1
    right = max(at, group[-1]) + 1
    while right < sentence.last and page.tokens[right].text not in BOUNDARY:
        right += 1
    return left, right


def _hearsay(page: Page, modal: Modal) -> bool:
    """Whether a soll is hearsay and not a plan, an order or a purpose."""
    words = hedges()
    first, last = modal.clause
    clause = [page.tokens[i] for i in range(first, last)]
    future = any(_in(token, words.future) for token in clause) or _later_year(page, modal, clause)
    past = any(_in(token, words.past) for token in clause)
    lasting = any(_lasts(page, t) for t in range(first, last)) and not future
    final = page.tokens[modal.infinitives[-1]].text.lower()
    if _rumoured(page, modal.at):
        return True
    if not modal.perfect and _asked(page, modal):
        return False
    if modal.perfect:
        return not (future and final == "sein" and not past and not _person(page, modal))
    if final == "werden" and len(modal.infinitives) > 1:
        return lasting
    verb = page.tokens[modal.main].lemma.lower()
    reflexive = verb in words.reflexive_states and any(t.text == "sich" for t in clause)
    state = len(modal.infinitives) == 1 and (verb in words.stative or reflexive)
    if any(_in(token, words.granted) for token in clause):
        return False
    if final == "sein" and len(modal.infinitives) > 1 and not future:
        if page.tokens[modal.main].text.lower() in words.stative_participles:
            return True
        return any(_in(token, words.attributing) for token in clause)
    return (not future or past) if state else lasting


def _lasts(page: Page, t: int) -> bool:
    """A word that makes a process hearsay, not one of an attribute ("bereits erbaute Straßen")."""
    after = page.tokens[t + 1] if t + 1 < len(page.tokens) else None
    attribute = after is not None and after.pos == "ADJ" and page.tokens[t].pos == "ADV"
    return _in(page.tokens[t], hedges().lasting) and not attribute


def _asked(page: Page, modal: Modal) -> bool:
    """Whether the clause asks: it opens with a question word, or its sentence ends with "?"."""
    sentence = page.sentences[page.sentence_of(modal.at)]
    first = page.tokens[modal.clause[0]].text.lower()
    mark = any(page.tokens[t].text == "?" for t in range(modal.at, sentence.last))
    return mark or first in hedges().question_words


def _rumoured(page: Page, at: int) -> bool:
    """Whether the headline, or what stands shortly before in the paragraph, is about rumours."""
    block = page.sentences[page.sentence_of(at)].block
    headline = page.sentences[0]
    near = range(max(0, at - RUMOUR), min(len(page.tokens), at + RUMOUR))
    heard = (t for t in near if page.sentences[page.sentence_of(t)].block == block)
    return any(
        _in(page.tokens[t], hedges().rumours)
        for part in (range(min(headline.last, RUMOUR)), heard)
        for t in part
    )


def _in(token: Token, words: frozenset[str]) -> bool:
    """Whether a token, or its lemma, is of a list."""
    return token.text.lower() in words or token.lemma.lower() in words


def _later_year(page: Page, modal: Modal, clause: list[Token]) -> bool:
    """Whether a year to come is named; beside an infinitive of the present any year is one."""
    published = page.article.published
    year = int(published.value[:4]) if published else None
    years = [int(t.text) for t in clause if len(t.text) == 4 and t.text.isdecimal()]
    if not modal.perfect:
        return any(1900 <= y < 2100 for y in years)
    return year is not None and any(year <= y < year + 60 for y in years)


def _person(page: Page, modal: Modal) -> bool:
    """Whether a person is mentioned in the clause before its infinitives."""
    span = page.span(modal.clause[0], max(modal.at + 1, modal.infinitives[0] + 1))
    return any(m.entity.startswith("p") for m in page.mentions_in(span))


def inside_noun_phrase(page: Page, t: int) -> bool:
    """ "die angeblich gefälschten Bilder", "seine mutmaßlich letzte Tat": the noun is hedged, not
    the sentence."""
    before = page.tokens[t - 1] if t else None
    after = page.tokens[t + 1] if t + 1 < len(page.tokens) else None
    if before is None or after is None or after.pos not in ("ADJ", "NOUN", "PROPN", "VERB", "NUM"):
        return False
    article = before.pos == "DET" or (before.pos == "PRON" and after.pos == "ADJ")
    inside = article or (before.pos == "ADP" and after.pos in ("ADJ", "VERB"))
    return inside or before.pos == "ADJ"
