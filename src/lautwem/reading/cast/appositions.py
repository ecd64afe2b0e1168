"""Nouns that stand for a name beside it: before it, after it, and with words between."""

from collections.abc import Iterator, Sequence

from lautwem.language.phrases import Phrase
from lautwem.model import Token
from lautwem.reading.cast.references import Reference, phrase_at
from lautwem.reading.cast.scene import Scene
from lautwem.reading.names.person_nouns import sense as noun_sense

_REACH = 16
"""Words between a noun and the name for which it stands ("der Leiter des Amtes für .., Jo Z")."""
_ATTRIBUTE = frozenset({"NOUN", "PROPN", "X", "ADJ", "DET", "ADP", "NUM"})
_GENITIVE = frozenset({"des", "der", "eines", "einer"})
_JOINING = frozenset({"und", "sowie"})
_CLOSING = frozenset({",", ".", "(", ")", "–", "-", ";", ":", "?", "!", "“", "«", '"'})


def apposed(scene: Scene, ref: Reference) -> list[int]:
    """Head nouns beside a name: "Rapper X", "X, Chef der Bank,", "der Chef der Bank, X,"."""
    first, last = before(scene, ref)
    found = [at for at in range(first, last) if scene.tokens[at].pos in ("NOUN", "PROPN", "ADJ")]
    found += _joined_before(scene, first)
    distant = apart(scene, ref)
    if distant is not None:
        found.append(distant)
        begin = phrase_at(scene, distant)
        found += _joined_before(scene, begin.first if begin else distant)
    return found + list(_after(scene, ref))


def before(scene: Scene, ref: Reference) -> tuple[int, int]:
    """The words of the name's own phrase that stand before the name."""
    phrase = phrase_at(scene, ref.first)
    if phrase is None or phrase.first > ref.first:
        return ref.first, ref.first
    return phrase.first, ref.first


def _joined_before(scene: Scene, first: int) -> Iterator[int]:
    """ "des Sängers und Wirts X": nouns that share the name with the one before it.

    Only the first has an article, or they would be two people.
    """
    tokens = scene.tokens
    own = tokens[first].pos == "DET" if first < len(tokens) else True
    while first > 1 and not own and tokens[first - 1].text in (*_JOINING, ","):
        head = first - 2
        noun, phrase = _one_person(tokens, head), phrase_at(scene, head)
        if not noun or phrase is None or phrase.head != head or phrase.name is not None:
            return
        yield head
        first = phrase.first
        own = phrase.determiner is not None or phrase.preposition is not None


def _one_person(tokens: Sequence[Token], at: int) -> bool:
    noun = noun_sense(tokens[at].text) if tokens[at].pos == "NOUN" else None
    return noun is not None and not noun.plural and tokens[at].morph.number != "plur"


def _may_be_one(token: Token) -> bool:
    """A noun for a person that has one form for one and many ("Sänger") or only for one."""
    noun = noun_sense(token.text)
    plural = token.morph.number == "plur" and not token.text.endswith(("er", "or"))
    return noun is not None and not noun.plural and not plural


def apart(scene: Scene, ref: Reference) -> int | None:
    """The head of "der Chef der Bank" where a comma and the name X follow; None without one.

    All that stands between belongs to the noun: genitives, phrases with a preposition, names.
    """
    tokens = scene.tokens
    comma = ref.first - 1
    if ref.form != "name" or comma < 1 or tokens[comma].text != "," or not _closed(scene, ref):
        return None
    sentence = scene.analysis.sentences[scene.sentence_of[ref.head]]
    found, open_ = None, False
    for at in range(comma - 1, max(sentence.first, comma - _REACH) - 1, -1):
        token = tokens[at]
        if token.pos not in _ATTRIBUTE and token.text not in (*_JOINING, "(", ")"):
            break
        noun = _one_person(tokens, at)
        if noun and (phrase := phrase_at(scene, at)) and phrase.head == at and not phrase.name:
            found = at
        if token.pos == "DET" and not _attributive(tokens, at):
            open_ = True
        if open_:
            break
    return found


def _attributive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the phrase that a determiner opens can belong to the noun before it."""
    word = tokens[at].text.lower()
    after_noun = at > 0 and tokens[at - 1].pos in ("NOUN", "PROPN", "X", "CCONJ")
    genitive = word in _GENITIVE or word.endswith(("es", "er"))
    return (after_noun and genitive) or (at > 0 and tokens[at - 1].pos == "ADP")


def _closed(scene: Scene, ref: Reference) -> bool:
    """Whether nothing but a comma or an end follows the name, and no further name."""
    tokens, at = scene.tokens, ref.last
    if at >= len(tokens):
        return True
    if tokens[at].text not in _CLOSING:
        return False
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at].text != "," or follows is None or follows.pos != "PROPN"


def _after(scene: Scene, ref: Reference) -> Iterator[int]:
    """ "X, Chef der Bank", "X (55), Chef und Gründer"."""
    tokens = scene.tokens
    at = ref.last
    if at < len(tokens) and tokens[at].text == "(" and at + 2 < len(tokens):
        at += 3
    if at + 1 >= len(tokens) or tokens[at].text != ",":
        return
    phrase = phrase_at(scene, at + 1)
    if phrase is None or phrase.first != at + 1 or phrase.pronoun or phrase.name is not None:
        return
    case = phrase.morph.case in (None, tokens[ref.head].morph.case, "nom")
    if not case or _verb_follows(scene, phrase.head + 1):
        return
    second = _enumerated(scene, phrase)
    if second is None:
        yield phrase.head
    elif all(_may_be_one(tokens[head]) for head in (phrase.head, second)):
        yield from (phrase.head, second)


def _enumerated(scene: Scene, phrase: Phrase) -> int | None:
    """The head after "und": "Anna, Ärzte und Helfer" is a list, "Anna, Ärztin und Wirtin" none."""
    after = phrase.last
    if after + 1 >= len(scene.tokens) or scene.tokens[after].text not in (*_JOINING, "oder"):
        return None
    other = phrase_at(scene, after + 1)
    return other.head if other is not None else after


def _verb_follows(scene: Scene, at: int) -> bool:
    return at < len(scene.tokens) and scene.tokens[at].morph.verb_form == "fin"
