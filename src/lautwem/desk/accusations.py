"""Accusations: who is accused in a draft, by which words, and whether they answer."""

from collections.abc import Iterator

from lautwem import model as m
from lautwem.desk import lexica
from lautwem.desk.draft import Draft

_REACH = 6
"""Words between "gegen" or a word of accusation and the name that is meant."""

_PASSIVE = frozenset({"wird", "wurde", "ist", "war", "steht", "stand", "sei", "worden"})
_ACTIVE = frozenset({"hat", "hatte", "habe", "haben", "hatten"})
_CHARGED = ("vorgeworfen", "angeklagt", "beschuldigt", "verdächtigt", "angelastet")


class Accusation(m.Frozen):
    """One place where somebody named is accused: the person, the sentence, the words for it."""

    person: str
    sentence: int
    span: m.Span
    words: m.Span


def accusations(draft: Draft) -> tuple[Accusation, ...]:
    """Every accusation of somebody who is named, in text order.

    Only what the words beside a name show counts: a standing that was resolved over
    sentences may be another's.
    """
    found = []
    for sentence in sorted(_sentences(draft)):
        for mention in draft.names_in(sentence):
            words = _accused(draft, sentence, mention)
            if words:
                found.append(Accusation(mention.entity, sentence, mention.span, words))
    return tuple(found)


def _sentences(draft: Draft) -> set[int]:
    """Sentences with a word of accusation in the article's own words."""
    return {draft.page.sentence_of(at) for at in _cues(draft)}


def _cues(draft: Draft) -> Iterator[int]:
    suspects = lexica.suspects()
    for at, word in enumerate(draft.lower):
        if word in suspects.against or word in suspects.signs or suspects.nouns.find(word):
            yield at


def _accused(draft: Draft, sentence: int, mention: m.Mention) -> m.Span | None:
    """The words that accuse the person at a mention; None where none do."""
    inside = draft.sentence(sentence)
    own = draft.page.tokens_in(mention.span)
    if not own:
        return None
    first = own.start
    before = range(max(inside.start, first - _REACH), first)
    if "gegen" in draft.lower[before.start : before.stop]:
        return _against(draft, sentence, before)
    for at in range(max(inside.start, first - 3), first):
        standing = lexica.suspects().nouns.find(draft.lower[at])
        if standing and _beside(draft, at, first):
            return (draft.tokens[at].begin, draft.tokens[at].end)
    return _charged(draft, sentence, mention)


def _against(draft: Draft, sentence: int, before: range) -> m.Span | None:
    """ "ermittelt gegen X", "Anklage gegen den Manager X": a word of proceedings and "gegen"."""
    at = max(i for i in before if draft.lower[i] == "gegen")
    words = draft.lower[at + 1 : before.stop]
    if any(word in (",", "und", "wegen", "von") for word in words):
        return None
    for i in draft.sentence(sentence):
        if draft.lower[i] in lexica.suspects().against and not draft.quoted(i):
            criminal = any(_offence(draft, j) for j in draft.sentence(sentence))
            if criminal or draft.lower[i].startswith(("ermitt", "anklage", "haftbefehl", "straf")):
                return (draft.tokens[i].begin, draft.tokens[i].end)
    return None


def _offence(draft: Draft, at: int) -> bool:
    return lexica.crimes().is_offence(draft.tokens[at].text)


def _beside(draft: Draft, at: int, name: int) -> bool:
    """Whether only adjectives, roles and academic titles stand between a noun and a name."""
    return all(draft.tokens[i].text[0].isalpha() for i in range(at + 1, name))


def _charged(draft: Draft, sentence: int, mention: m.Mention) -> m.Span | None:
    """ "X wird Betrug vorgeworfen", "X ist wegen Untreue angeklagt": the one name, an offence."""
    people = {one.entity for one in draft.names_in(sentence)}
    if people != {mention.entity} or draft.page.quoted(mention.span[0]):
        return None
    inside = draft.sentence(sentence)
    if not any(_offence(draft, at) for at in inside):
        return None
    words = draft.lower[inside.start : inside.stop]
    if not _PASSIVE.intersection(words) or _ACTIVE.intersection(words):
        return None
    for at in inside:
        charged = draft.lower[at] in _CHARGED and draft.tokens[at].end > mention.span[0]
        if charged and not draft.quoted(at):
            return (draft.tokens[at].begin, draft.tokens[at].end)
    return None


def answers(draft: Draft, person: str | None) -> tuple[m.Span, ...]:
    """The sentences in which the accused answers, is answered for, or is said to be silent.

    A statement of the person counts, and every turn of answering whoever its subject is,
    unless the sentence names other people only. ``person`` is None for somebody not named.
    """
    found = set()
    for sentence in range(len(draft.page.sentences)):
        if _is_answer(draft, sentence):
            named = {one.entity for one in draft.names_in(sentence)}
            if not named or person in named or _for_others(draft, sentence):
                found.add(sentence)
    voices = {v.id for v in draft.reading.voices if person and v.person == person}
    for statement in draft.reading.statements:
        if voices & set(statement.chain[:1]):
            found.add(draft.page.sentence_at(statement.quote.spans[0][0]))
    return tuple(draft.page.sentence_span(sentence) for sentence in sorted(found))


def _is_answer(draft: Draft, sentence: int) -> bool:
    words = draft.words(sentence)
    lexicon = lexica.answers()
    if any(lexicon.verbs.find(word) for word in words):
        return True
    text = " ".join(words)
    return any(turn in text for turn in lexicon.phrases)


def _for_others(draft: Draft, sentence: int) -> bool:
    return any(word in lexica.answers().for_others for word in draft.words(sentence))
