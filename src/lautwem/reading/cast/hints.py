"""What the words beside a name say of its bearer: sex, roles, standing, age."""

from functools import cache
from typing import Literal

from lautwem.language.lexicon import load
from lautwem.model import Frozen, Role, Span, Token
from lautwem.reading.cast.references import Reference, age_noun, phrase_at
from lautwem.reading.cast.scene import Scene
from lautwem.reading.cast.standings import standing
from lautwem.reading.names.person_nouns import PersonNoun
from lautwem.reading.names.person_nouns import sense as noun_sense

Sex = Literal["female", "male"]
_OLDEST = 115
_REACH = 6  # words after a name in which its apposition must begin


class Told(Frozen):
    """What one reference tells. ``ages`` are ``(value, place)``."""

    sex: Sex | None = None
    nouns: tuple[PersonNoun, ...] = ()
    roles: tuple[Role, ...] = ()
    ages: tuple[tuple[int, Span], ...] = ()


def told_by(scene: Scene, ref: Reference) -> Told:
    """What the words around a name, or inside a noun phrase, tell of the person."""
    roles: list[Role] = []
    nouns: list[PersonNoun] = []
    ages: list[tuple[int, Span]] = []
    sex: Sex | None = None
    if ref.form == "name":
        sex = _title(scene, ref)
        for at in _apposed(scene, ref):
            noun = noun_sense(scene.tokens[at].text)
            if noun and not noun.plural:
                nouns.append(_by_article(scene, noun, at))
                if noun.kind == "role":
                    roles.append(Role(base_form(scene.tokens[at]), scene.span(at, at + 1)))
        ages += _ages(scene, ref)
        before = _before(scene, ref)
    else:
        before = (ref.first, ref.last)
        if ref.noun:
            nouns.append(_by_article(scene, ref.noun, ref.head))
            if ref.noun.kind == "role":
                token = scene.tokens[ref.head]
                roles.append(Role(base_form(token), scene.span(ref.head, ref.head + 1)))
        if ref.age is not None:
            place = next(t for t in range(ref.first, ref.last) if _tells_age(scene, t))
            ages.append((ref.age, scene.span(place, place + 1)))
    for at in range(*before):
        token = scene.tokens[at]
        if ref.form == "name" and (age := age_noun(token.text)) is not None:
            ages.append((age, scene.span(at, at + 1)))
        if status := _standing(scene, ref, at):
            roles.append(Role(status, scene.span(at, at + 1), "status"))
    told = [noun.sex for noun in nouns if noun.sex]
    return Told(sex or _one(told), tuple(nouns), tuple(roles), tuple(ages))


def _standing(scene: Scene, ref: Reference, at: int) -> str | None:
    """The standing that a word of somebody's own noun phrase tells.

    Words of a phrase inside it are another's ("der mit dem Angeklagten befreundete Wirt").
    """
    tokens, known = scene.tokens, standing()
    own, inner = phrase_at(scene, ref.head), phrase_at(scene, at)
    other = own is not None and inner is not None and inner.head != own.head
    negated = at > 0 and tokens[at - 1].text.lower() in known.open.negators
    if other or negated:
        return None
    if status := known.of_noun(tokens[at].text):
        return status
    if tokens[at].pos not in ("ADJ", "VERB"):
        return None
    after = (t.text for t in tokens[at + 1 : ref.last] if t.pos == "NOUN")
    return known.of_attribute(tokens[at].text, next(after, ""))


def _tells_age(scene: Scene, at: int) -> bool:
    text = scene.tokens[at].text
    return age_noun(text) is not None or text.isdecimal()


def _by_article(scene: Scene, noun: PersonNoun, at: int) -> PersonNoun:
    """A noun with the sex that its article shows ("die Abgeordnete")."""
    phrase = phrase_at(scene, at)
    if not noun.adjectival or phrase is None or phrase.determiner is None:
        return noun
    sex = {"masc": "male", "fem": "female"}.get(phrase.morph.gender or "")
    return PersonNoun(noun.base, noun.stem, sex, noun.kind, noun.plural)


def base_form(token: Token) -> str:
    """A noun as a dictionary has it, as far as its lemma is a noun."""
    return token.lemma if token.lemma[:1].isupper() else token.text


def _one(sexes: list[Sex]) -> Sex | None:
    """Female where any word says so: masculine nouns of office may be meant for both."""
    if "female" in sexes:
        return "female"
    return sexes[0] if sexes else None


@cache
def _titles() -> dict[str, Sex]:
    data = load("titles")
    return {**data["address"], **data["noble"]}


def _title(scene: Scene, ref: Reference) -> Sex | None:
    return _titles().get(scene.tokens[ref.first - 1].text) if ref.first else None


def _before(scene: Scene, ref: Reference) -> tuple[int, int]:
    """The words of the name's own phrase that stand before the name."""
    phrase = phrase_at(scene, ref.first)
    if phrase is None or phrase.first > ref.first:
        return ref.first, ref.first
    return phrase.first, ref.first


def _apposed(scene: Scene, ref: Reference) -> list[int]:
    """Head nouns beside a name: "Rapper X", "X, Chef der Bank,", "der Chef der Bank, X"."""
    tokens = scene.tokens
    found = []
    first, last = _before(scene, ref)
    found += [at for at in range(first, last) if tokens[at].pos in ("NOUN", "PROPN", "ADJ")]
    at = ref.last
    if at < len(tokens) and tokens[at].text == "(" and at + 2 < len(tokens):
        at += 3
    if at + 1 < len(tokens) and tokens[at].text == ",":
        phrase = phrase_at(scene, at + 1)
        if phrase and phrase.first == at + 1 and not phrase.pronoun and phrase.name is None:
            after = phrase.head + 1
            subjectlike = phrase.morph.case in (None, scene.tokens[ref.head].morph.case, "nom")
            if subjectlike and not _verb_follows(scene, after) and not _enumerated(scene, phrase):
                found.append(phrase.head)
    return found


def _enumerated(scene: Scene, phrase) -> bool:
    """ "Anna, Ärzte und Helfer": a list, no apposition."""
    after = phrase.last
    return after < len(scene.tokens) and scene.tokens[after].text in ("und", "oder", "sowie")


def _verb_follows(scene: Scene, at: int) -> bool:
    return at < len(scene.tokens) and scene.tokens[at].morph.verb_form == "fin"


def _ages(scene: Scene, ref: Reference) -> list[tuple[int, Span]]:
    """ "X (55)", "X, 55,", "X ist 55 Jahre alt"."""
    tokens, at = scene.tokens, ref.last
    if at + 1 >= len(tokens) or tokens[at].text not in ("(", ","):
        return []
    number = tokens[at + 1].text
    if not number.isdecimal() or len(number) > 3 or not 0 < int(number) <= _OLDEST:
        return []
    after = tokens[at + 2].text if at + 2 < len(tokens) else ""
    closed = (
        after in (")", ",", ";", "/") if tokens[at].text == "(" else after in (",", ".", "Jahre")
    )
    if not closed or (tokens[at].text == "," and scene.quote_of[at] >= 0):
        return []
    return [(int(number), scene.span(at + 1, at + 2))]
