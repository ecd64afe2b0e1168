"""What the words beside a name say of its bearer: sex, roles, standing, age."""

from functools import cache
from typing import Literal

from lautwem.language.lexicon import load
from lautwem.model import Frozen, Role, Span, Token
from lautwem.reading.cast.appositions import apposed
from lautwem.reading.cast.appositions import before as words_before
from lautwem.reading.cast.references import Reference, age_noun, phrase_at
from lautwem.reading.cast.scene import Scene
from lautwem.reading.cast.standings import standing
from lautwem.reading.names.person_nouns import PersonNoun
from lautwem.reading.names.person_nouns import sense as noun_sense

Sex = Literal["female", "male"]
_OLDEST = 115


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
        for at in apposed(scene, ref):
            noun = noun_sense(scene.tokens[at].text)
            if noun and not noun.plural:
                nouns.append(_by_article(scene, noun, at))
                if noun.kind == "role":
                    roles.append(Role(base_form(scene.tokens[at]), scene.span(at, at + 1)))
        ages += _ages(scene, ref)
        before = words_before(scene, ref)
    else:
        before = (ref.first, ref.last)
        if ref.noun:
            nouns.append(_by_article(scene, ref.noun, ref.head))
            if ref.noun.kind == "role":
                token = scene.tokens[ref.head]
                roles.append(Role(base_form(token), scene.span(ref.head, ref.head + 1)))
        if ref.age is not None and not _once(scene, ref):
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


_THEN = frozenset({"damals", "seinerzeit", "noch", "einst"})


def _once(scene: Scene, ref: Reference) -> bool:
    """ "die damals 14-Jährige", "als noch 18-Jähriger": an age that no longer holds."""
    words = scene.tokens[max(0, ref.first - 1) : ref.head]
    return any(token.text.lower() in _THEN for token in words)


def _tells_age(scene: Scene, at: int) -> bool:
    text = scene.tokens[at].text
    return age_noun(text) is not None or text.isdecimal()


def _by_article(scene: Scene, noun: PersonNoun, at: int) -> PersonNoun:
    """A noun with the sex that its article or its ending shows ("die Abgeordnete")."""
    if not noun.adjectival:
        return noun
    phrase = phrase_at(scene, at)
    article = phrase.determiner if phrase is not None else None
    if article is None and phrase is not None and phrase.preposition is not None:
        article = phrase.preposition  # "vom Vorsitzenden", "zur Abgeordneten"
    sex = _adjectival_sex(
        scene.tokens[article].text.lower() if article is not None else "", scene.tokens[at].text
    )
    return PersonNoun(noun.base, noun.stem, sex, noun.kind, noun.plural)


_MASCULINE = ("em", "es", "en", "vom", "beim", "zum", "im")
_FEMININE = ("die", "zur")


def _adjectival_sex(article: str, noun: str) -> Sex | None:
    """ "der Abgeordnete", "dem Abgeordneten" is a man, "der Abgeordneten" a woman."""
    if noun.endswith("er"):
        return "male"
    ends = "e" if noun.endswith("e") else "en"
    if article.endswith(_MASCULINE):
        return "male"
    if article.endswith("er"):
        return "male" if ends == "e" else "female"
    return "female" if ends == "e" and (article in _FEMININE or article.endswith("e")) else None


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
