"""Not told: that somebody, or nobody, says what a reader would want to know.

Telling is negated in the passive ("wurde nicht genannt"), beside a modal verb ("wollte sich nicht
äußern"), with a noun for what is told ("machte keine Angaben", "Namen nannte er nicht"), or of who
still owes it ("hat den Preis noch nicht verraten"); or it is refused by words that mean no more
("hielt sich bedeckt", "ließ offen, ob").
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Frozen, Token

NEAR = 3
"""Tokens after "kein" within which its noun stands ("keine näheren Angaben")."""


class TellingWords(Frozen):
    """Compiled part ``telling`` of the lexicon ``open_questions``, lower case; ``separated`` has
    the stems of a separable verb by its particle, ``triggers`` are the words that are no verbs."""

    triggers: frozenset[str]
    verbs: frozenset[str]
    separated: Mapping[str, frozenset[str]]
    withheld: frozenset[str]
    published: frozenset[str]
    reflexive: frozenset[str]
    passive: frozenset[str]
    modals: frozenset[str]
    nouns: frozenset[str]
    named: frozenset[str]
    some: frozenset[str]
    noun_verbs: frozenset[str]
    asked: tuple[str, ...]
    reached: frozenset[str]
    answering: frozenset[str]
    unanswered: frozenset[str]
    covered: frozenset[str]
    left: frozenset[str]
    negators: frozenset[str]
    still: frozenset[str]
    contrasts: frozenset[str]
    speakers: frozenset[str]


@cache
def telling_words() -> TellingWords:
    """Words of telling and not telling."""
    raw = load("open_questions")["telling"]
    fields = {f: frozenset(str(w).lower() for w in raw[f]) for f in raw if f != "verbs"}
    pairs = [verb.partition("|")[::2] for verb in raw["verbs"] if "|" in verb]
    alone = (fields[f] for f in ("nouns", "covered", "left", "reached"))
    return TellingWords(
        triggers=frozenset(p for p, _ in pairs).union(*alone),
        verbs=frozenset(verb.replace("|", "") for verb in raw["verbs"]),
        separated={p: frozenset(stem for q, stem in pairs if q == p) for p, _ in pairs},
        **(fields | {"asked": tuple(sorted(fields["asked"]))}),
    )


def is_word_of_telling(word: str, lemma: str) -> bool:
    """Whether a word (in lower case, like its lemma) can make its clause one that does not tell."""
    words = telling_words()
    return word in words.triggers or lemma in words.verbs or word.endswith(words.asked)


def is_untold(tokens: Sequence[Token], t: int, clause: range, asks: bool) -> bool:
    """Whether the clause around a word of telling says that something is not told.

    ``asks`` tells whether its sentence has an embedded question ("ließ offen, ob").
    """
    words, text = telling_words(), tokens[t].text.lower()
    texts, lemmas = _texts(tokens, clause), _lemmas(tokens, clause)
    if texts & words.speakers:
        return False
    if text in words.nouns:
        return _no_noun(tokens, t, clause)
    if text in words.covered:
        return bool(lemmas & {"halten", "geben"}) and "sich" in texts
    if text in words.left and "lassen" in lemmas:
        return asks or bool(texts & words.nouns)
    if text in words.reached:
        return "sein" in lemmas and _is_wanted(texts) and _is_denied(tokens, clause)
    if text.endswith(words.asked):
        unanswered = texts & words.unanswered and lemmas & {"bleiben", "lassen"}
        return bool(unanswered or (lemmas & words.answering and _is_denied(tokens, clause)))
    verb = _verb(tokens, t, clause)
    if verb is None or not _is_denied(tokens, clause):
        return False
    return asks or _withholds(tokens, t, verb, clause)


def _is_wanted(texts: frozenset[str]) -> bool:
    """Whether something was wanted of whom nobody could reach, or cannot be reached yet."""
    words = telling_words()
    return bool(texts & (words.nouns | words.still)) or any(w.endswith(words.asked) for w in texts)


def _verb(tokens: Sequence[Token], t: int, clause: range) -> str | None:
    """The verb of telling at a token, or whose separated particle it is ("ging nicht darauf ein");
    "bekannt gegeben" in two words as well."""
    words, token = telling_words(), tokens[t]
    if token.lemma.lower() in words.verbs:
        return token.lemma.lower()
    stems = words.separated.get(token.text.lower(), frozenset())
    follows = tokens[t + 1].lemma.lower() if t + 1 < clause.stop else None
    closes = clause.stop - t <= 2
    found = stems & ({follows} if not closes else _lemmas(tokens, clause))
    return token.text.lower() + min(found) if found else None


def _withholds(tokens: Sequence[Token], t: int, verb: str, clause: range) -> bool:
    """Whether a negated verb of telling is passive, beside a modal verb, still owed, or tells no
    more in itself."""
    words = telling_words()
    texts, lemmas = _texts(tokens, clause), _lemmas(tokens, clause)
    if texts & words.passive and tokens[t].morph.verb_form != "fin":
        return True
    if verb in words.published:
        return False
    if verb in words.reflexive:
        return bool(lemmas & words.modals) and "sich" in texts
    owed = texts & words.still or "nichts" in texts
    return bool(lemmas & words.modals or owed or verb in words.withheld)


def _no_noun(tokens: Sequence[Token], t: int, clause: range) -> bool:
    """ "machte keine Angaben", "Einzelheiten nannte sie nicht", "gibt es keine Bestätigung"."""
    words, lemmas = telling_words(), _lemmas(tokens, clause)
    if not lemmas & words.noun_verbs:
        return False
    before = range(max(clause.start, t - NEAR), t)
    if tokens[t].text.lower() in words.named:
        some = t > clause.start and tokens[t - 1].text.lower() in words.some
        if some or not lemmas & words.verbs:
            return False
    none = any(tokens[i].text.lower().startswith("kein") for i in before)
    return none or any(_negates(tokens, i, clause) for i in clause)


def _is_denied(tokens: Sequence[Token], clause: range) -> bool:
    """Whether a clause has a negation of its verb, or "kein" before a noun of telling."""
    words = telling_words()
    for i in clause:
        after = tokens[i + 1 : min(clause.stop, i + 1 + NEAR)]
        none = tokens[i].text.lower().startswith("kein")
        if none and any(token.text.lower() in words.nouns for token in after):
            return True
        if _negates(tokens, i, clause):
            return True
    return False


def _negates(tokens: Sequence[Token], i: int, clause: range) -> bool:
    """A negation, not that of "nicht nur"."""
    words = telling_words()
    follows = tokens[i + 1].text.lower() if i + 1 < clause.stop else ""
    return tokens[i].text.lower() in words.negators and follows not in words.contrasts


def _texts(tokens: Sequence[Token], clause: Iterable[int]) -> frozenset[str]:
    return frozenset(tokens[i].text.lower() for i in clause)


def _lemmas(tokens: Sequence[Token], clause: Iterable[int]) -> frozenset[str]:
    return frozenset(tokens[i].lemma.lower() for i in clause)
