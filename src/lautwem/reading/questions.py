"""Open questions: what the article calls unclear, unconfirmed or unknown, or nobody tells."""

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
from lautwem.reading.untold import is_untold, is_word_of_telling

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
    headlines: frozenset[str]
    copulas: frozenset[str]
    still: frozenset[str]
    negated: frozenset[str]
    negators: frozenset[str]
    unconfirmed: frozenset[str]
    confirmed: frozenset[str]
    reports: tuple[str, ...]
    wonder: frozenset[str]
    verified: frozenset[str]
    hardly: frozenset[str]
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
    others = ("phrases", "telling", "reports")
    fields = {f: frozenset(str(w).lower() for w in raw[f]) for f in raw if f not in others}
    return QuestionWords(
        phrases=turns(raw["phrases"]),
        triggers=fields["adjectives"] | fields["negated"],
        reports=tuple(str(w).lower() for w in raw["reports"]),
        **fields,
    )


def find_open_questions(
    analysis: Analysis, said: tuple[Statement, ...] = ()
) -> tuple[OpenQuestion, ...]:
    """The open questions in text order: the clause that says so with the question it is about.

    What somebody is reported to call open counts ("Die Ursache sei unklar, sagte Falk"); words
    that are quoted, with quotation marks or as direct ones of what was ``said``, do not.
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
    """The tokens in the words of others that stand as they fell, also without their marks."""
    begins = [token.begin for token in tokens]
    spans = [span for s in said if s.type == "direct" for span in s.quote.spans]
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
    # what a word can be is asked first: most words are none of these
    words, token = _words(), tokens[t]
    word, lemma = token.text.lower(), token.lemma.lower()
    at = (tokens, t, sentence)
    return bool(
        (word in words.triggers and (_predicate(*at) or _negated(*at)))
        or (is_word_of_telling(word, lemma) and _untold(*at))
        or (lemma in words.verified and _unverified(*at))
        or ((word in words.unconfirmed or lemma in words.confirmed) and _unconfirmed(*at))
        or (lemma in words.wonder and _wondered(*at))
        or turn_at(tokens, t, sentence.last, words.phrases)
    )


def _untold(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """ "wollte sich nicht äußern", "machte keine Angaben": nobody says it."""
    return is_untold(tokens, t, _whole_clause(tokens, t, sentence), _asks(tokens, t, sentence))


def _unconfirmed(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """ "nach nicht bestätigten Berichten", "es gibt widersprüchliche Angaben"."""
    words, word = _words(), tokens[t].text.lower()
    negated = t > sentence.first and tokens[t - 1].text.lower() in words.negators
    if word not in words.unconfirmed and not negated:
        return False
    after = range(t + 1, min(sentence.last, t + 3))
    return any(tokens[i].text.lower().endswith(words.reports) for i in after)


def _wondered(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """ "rätseln noch, woher", "muss sich zeigen, ob": with the question it is about."""
    token = tokens[t]
    if token.pos != "VERB":
        return False
    texts = {tokens[i].text.lower() for i in _clause(tokens, t, sentence)}
    if token.lemma.lower() == "zeigen":
        shows = "sich" in texts and texts & {"muss", "wird", "müssen", "werden"}
        return bool(shows) and _asks(tokens, t, sentence)
    return "über" in texts or _asks(tokens, t, sentence)


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
    opens = t == sentence.first and _asks(tokens, t, sentence)
    if not (linked or opens or _is_headline(tokens, t, sentence)):
        return False
    if any(tokens[i].text.lower() in words.negators for i in range(max(sentence.first, t - 2), t)):
        return False
    if any(konjunktiv(tokens[i]) == "II" for i in linked):
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


def _is_headline(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """ "Ursache noch unklar", "Motiv der Tat unbekannt": a noun and what it is, without a verb."""
    words, clause = _words(), _clause(tokens, t, sentence)
    if tokens[t].text.lower() not in words.headlines:
        return False
    before = t - 1 - (t > clause.start and tokens[t - 1].text.lower() in words.still)
    after_noun = before >= clause.start and tokens[before].pos == "NOUN"
    closes = t + 1 == clause.stop or tokens[t + 1].pos == "PUNCT"
    bare = not any(tokens[i].morph.verb_form == "fin" for i in clause)
    return after_noun and closes and bare


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
    own = range(sentence.first, sentence.last)
    return any(tokens[i].text.lower() in words.questions for i in own)


def _negated(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """ "ist nicht bekannt", "noch nicht bestätigt", "nicht klar, ob"."""
    words = _words()
    if tokens[t].text.lower() not in words.negated:
        return False
    before = range(max(sentence.first, t - 3), t)
    if not any(tokens[i].text.lower() in words.negators for i in before):
        return False
    if tokens[t].pos == "ADJ" and t + 1 < sentence.last and tokens[t + 1].pos == "NOUN":
        return False
    if tokens[t].text.lower() == "sicher" and _person_subject(tokens, t, sentence):
        return False
    around = range(max(sentence.first, t - NEAR * 2), min(sentence.last, t + NEAR))
    if any(tokens[i].lemma.lower() == "müssen" and _open(tokens, i, t) for i in around):
        return False
    linking = (*words.copulas, "werden")
    copula = any(tokens[i].lemma.lower() in linking and _open(tokens, i, t) for i in around)
    return copula or _asks(tokens, t, sentence)


def _unverified(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> bool:
    """ "ließ sich nicht überprüfen", "konnten nicht unabhängig bestätigt werden"."""
    words = _words()
    if tokens[t].pos not in ("VERB", "ADJ"):
        return False
    clause = _clause(tokens, t, sentence)
    lemmas = {tokens[i].lemma.lower() for i in clause}
    texts = {tokens[i].text.lower() for i in clause}
    if not texts & words.hardly:
        return False
    by_itself = texts & words.lets and "sich" in texts
    to_do = tokens[t - 1].text.lower() == "zu" and "sein" in lemmas
    return bool(by_itself) or to_do or ("nicht" in texts and {"können", "werden"} <= lemmas)


def _clause(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> range:
    """The stretch between marks around a token."""
    first, last = t, t + 1
    while first > sentence.first and tokens[first - 1].text not in (",", *CLAUSE_MARKS):
        first -= 1
    while last < sentence.last and tokens[last].text not in (",", *CLAUSE_MARKS):
        last += 1
    return range(first, last)


def _whole_clause(tokens: tuple[Token, ...], t: int, sentence: Sentence) -> range:
    """The clause around a token, which another may part ("Angaben dazu, wie, machte er nicht")."""
    clause = _clause(tokens, t, sentence)
    if any(tokens[i].morph.verb_form == "fin" for i in clause) or clause.stop + 2 >= sentence.last:
        return clause
    inside = _clause(tokens, clause.stop + 1, sentence)
    if inside.stop + 1 >= sentence.last:
        return clause
    return range(clause.start, _clause(tokens, inside.stop + 1, sentence).stop)


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
