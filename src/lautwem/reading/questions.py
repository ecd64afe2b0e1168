"""Open questions: what the article itself calls unclear, unconfirmed or unknown."""

from bisect import bisect_left
from functools import cache

from lautwem.language.konjunktiv import konjunktiv
from lautwem.language.lexicon import load
from lautwem.model import (
    Analysis,
    Frozen,
    OpenQuestion,
    Sentence,
    Span,
    Statement,
    Token,
)
from lautwem.reading.quotes.marks import QuotePair, pair_marks
from lautwem.reading.sourcing.lexica import Turns, turn_at, turns

NEAR = 5
"""Tokens between a negation or copula and the word it makes an open question."""
SOMEBODY_IS = ("für", "gegenüber")
"""After these "offen" is what somebody is and not a question ("offen für Gespräche")."""
CLAUSE_MARKS = frozenset({";", "–", "—", ":"})


class QuestionWords(Frozen):
    """Compiled lexicon ``open_questions``, lower case; ``triggers`` are the words one of which a
    predicate or a negation makes an open question."""

    adjectives: frozenset[str]
    weak_adjectives: frozenset[str]
    copulas: frozenset[str]
    still: frozenset[str]
    negated: frozenset[str]
    negators: frozenset[str]
    disclosed: frozenset[str]
    disclosures: frozenset[str]
    existence: frozenset[str]
    verified: frozenset[str]
    lets: frozenset[str]
    past: frozenset[str]
    cases: frozenset[str]
    phrases: Turns
    triggers: frozenset[str]
    question_words: frozenset[str]
    questions: frozenset[str]


@cache
def _words() -> QuestionWords:
    raw = load("open_questions")
    fields = {f: frozenset(str(w).lower() for w in raw[f]) for f in raw if f != "phrases"}
    triggers = ("adjectives", "negated", "disclosed", "disclosures")
    return QuestionWords(
        phrases=turns(raw["phrases"]),
        triggers=frozenset().union(*(fields[f] for f in triggers)),
        **fields,
    )


def find_open_questions(
    analysis: Analysis, said: tuple[Statement, ...] = ()
) -> tuple[OpenQuestion, ...]:
    """The open questions in text order: the clause that says so with the question it is about.

    Words in quotation marks, in Konjunktiv I or in the content of what was ``said`` are not the
    article's and do not count.
    """
    pairs = pair_marks(analysis.text, analysis)
    quoted = _quoted(analysis.tokens, pairs) | _said(analysis.tokens, said)
    found = []
    for sentence in analysis.sentences:
        at = _trigger(analysis.tokens, sentence, quoted)
        if at is None:
            continue
        begin, end = _scope(analysis.tokens, sentence, at)
        found.append(OpenQuestion(analysis.text[begin:end], (begin, end)))
    return tuple(found)


def _quoted(tokens: tuple[Token, ...], pairs: tuple[QuotePair, ...]) -> frozenset[int]:
    """The tokens inside quotation marks."""
    inside, at = set(), 0
    outermost = [pair.outer for pair in pairs if pair.depth == 0]
    for index, token in enumerate(tokens):
        while at < len(outermost) and outermost[at][1] <= token.begin:
            at += 1
        if at < len(outermost) and outermost[at][0] <= token.begin:
            inside.add(index)
    return frozenset(inside)


def _said(tokens: tuple[Token, ...], said: tuple[Statement, ...]) -> frozenset[int]:
    """The tokens in the content of statements, but for acts that the article itself renders."""
    begins = [token.begin for token in tokens]
    spans = [span for s in said if s.type != "reported" for span in s.quote.spans]
    return frozenset(
        t for b, e in spans for t in range(bisect_left(begins, b), bisect_left(begins, e))
    )


def _trigger(tokens: tuple[Token, ...], sentence: Sentence, quoted: frozenset[int]) -> int | None:
    """The token at which a sentence calls something open."""
    for t in range(sentence.first, sentence.last):
        # whether it is only supposed is asked last: that looks at the whole clause
        if t in quoted or not _calls_open(tokens, t, sentence):
            continue
        if not _is_case(tokens, t, sentence):
            return t
    return None


def _calls_open(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    word = tokens[t].text.lower()
    named = word in _words().triggers and (
        _predicate(tokens, t, sentence)
        or _negated(tokens, t, sentence)
        or _undisclosed(tokens, t, sentence)
    )
    return bool(
        named
        or _unverified(tokens, t, sentence)
        or turn_at(tokens, t, sentence.last, _words().phrases)
    )


def _is_case(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """Whether the clause is only supposed ("Sofern es keine Auskunft gibt"), or open for somebody
    ("Für sie ist unklar", "war sie sich nicht sicher")."""
    clause = _clause(tokens, t, sentence)
    words = [tokens[i].text.lower() for i in clause]
    holder = any(
        tokens[i].text.lower() == "für" and i + 1 < clause.stop and tokens[i + 1].pos == "PRON"
        for i in clause
    )
    sure = tokens[t].text.lower() == "sicher" and "sich" in words
    return bool(set(words[:2]) & _words().cases) or holder or sure


def _predicate(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """ "bleibt unklar", "unklar ist, ob", "ist noch offen"; not "die unklare Lage"."""
    words, word = _words(), tokens[t].text.lower()
    if word not in words.adjectives or tokens[t].pos == "NOUN":
        return False
    around = range(max(sentence.first, t - NEAR * 2), min(sentence.last, t + NEAR))
    linked = [i for i in around if tokens[i].lemma.lower() in words.copulas and _open(tokens, i, t)]
    if any(konjunktiv(tokens[i]) == "I" for i in linked):
        return False
    if not linked and not (t == sentence.first and _asks(tokens, t, sentence)):
        return False
    if any(tokens[i].text.lower() in words.negators for i in range(max(sentence.first, t - 2), t)):
        return False
    if any(tokens[i].text.lower() in words.past for i in around):
        return False
    if word not in words.weak_adjectives:
        return True
    still = any(tokens[i].text.lower() in words.still for i in around)
    remains = any(tokens[i].lemma.lower() == "bleiben" for i in linked)
    asks = _asks(tokens, t, sentence)
    counted = any(tokens[i].pos == "NUM" for i in range(max(sentence.first, t - 5), t))
    return asks or ((still or remains) and not counted and not _person_subject(tokens, t, sentence))


def _person_subject(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """ "Er ist offen für Gespräche": somebody is open, not something."""
    follows = tokens[t + 1].text.lower() if t + 1 < sentence.last else ""
    return follows in SOMEBODY_IS


def _open(tokens: tuple[Token, ...], one: int, other: int) -> bool:
    """Whether no clause boundary lies between two tokens."""
    between = range(min(one, other) + 1, max(one, other))
    return not any(tokens[i].text in CLAUSE_MARKS or tokens[i].text == "," for i in between)


def _asks(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """Whether a question clause stands beside the predicate."""
    words = _words()
    for i in range(sentence.first, sentence.last):
        opens = i == sentence.first or tokens[i - 1].text in (",", "–", "—", ":")
        if opens and tokens[i].text.lower() in words.question_words and i != t:
            return True
        if (
            opens
            and i + 1 < sentence.last
            and tokens[i].pos == "ADP"
            and (tokens[i + 1].text.lower() in words.question_words)
        ):
            return True
    return any(tokens[i].text in ("Frage", "Fragen") for i in range(sentence.first, sentence.last))


def _negated(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """ "ist nicht bekannt", "noch nicht bestätigt", "nicht klar, ob"."""
    words = _words()
    if tokens[t].text.lower() not in words.negated | words.disclosed:
        return False
    before = range(max(sentence.first, t - 3), t)
    if not any(tokens[i].text.lower() in words.negators for i in before):
        return False
    if tokens[t].pos == "ADJ" and t + 1 < sentence.last and tokens[t + 1].pos == "NOUN":
        return False
    around = range(max(sentence.first, t - NEAR * 2), min(sentence.last, t + NEAR))
    linking = (
        ("werden",) if tokens[t].text.lower() in words.disclosed else (*words.copulas, "werden")
    )
    copula = any(tokens[i].lemma.lower() in linking and _open(tokens, i, t) for i in around)
    if tokens[t].text.lower() in words.disclosed:
        return copula
    return copula or _asks(tokens, t, sentence)


def _undisclosed(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """ "gibt es keine Bestätigung", "Angaben dazu lagen nicht vor": nobody has said it."""
    words = _words()
    if tokens[t].text.lower() not in words.disclosures:
        return False
    clause = _clause(tokens, t, sentence)
    there = [i for i in clause if tokens[i].lemma.lower() in words.existence]
    if not there or any(konjunktiv(tokens[i]) == "I" for i in there):
        return False
    gives = any(tokens[i].lemma.lower() == "geben" for i in there)
    if gives and not any(tokens[i].text.lower() in ("es", "gab's", "gibt's") for i in clause):
        return False
    return any(
        tokens[i].text.lower() in words.negators or tokens[i].text.lower().startswith("kein")
        for i in clause
    )


def _unverified(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """ "ließ sich nicht überprüfen", "konnten nicht unabhängig bestätigt werden"."""
    words = _words()
    if tokens[t].lemma.lower() not in words.verified or tokens[t].pos not in ("VERB", "ADJ"):
        return False
    clause = _clause(tokens, t, sentence)
    lemmas = {tokens[i].lemma.lower() for i in clause}
    texts = {tokens[i].text.lower() for i in clause}
    if any(konjunktiv(tokens[i]) == "I" for i in clause) or "nicht" not in texts:
        return False
    by_itself = texts & words.lets and "sich" in texts
    return bool(by_itself) or {"können", "werden"} <= lemmas


def _clause(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> range:
    """The stretch between marks around a token."""
    first, last = t, t + 1
    while first > sentence.first and tokens[first - 1].text not in (",", *CLAUSE_MARKS):
        first -= 1
    while last < sentence.last and tokens[last].text not in (",", *CLAUSE_MARKS):
        last += 1
    return range(first, last)


def _scope(tokens: tuple[Token, ...], sentence: Sentence, t: int) -> Span:
    """The part of the sentence around the predicate that strong marks cut off."""
    first, last = t, t + 1
    while first > sentence.first and tokens[first - 1].text not in CLAUSE_MARKS:
        first -= 1
    while last < sentence.last and tokens[last].text not in CLAUSE_MARKS:
        last += 1
    if last < sentence.last and tokens[last].text == ":":
        last = sentence.last
    while last > first + 1 and tokens[last - 1].text in (".", "!", '"'):
        last -= 1
    return (tokens[first].begin, tokens[last - 1].end)
