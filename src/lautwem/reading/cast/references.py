"""Places that may refer to somebody: names, pronouns, noun phrases for people and bodies."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from lautwem.language.lexicon import load
from lautwem.language.phrases import Phrase
from lautwem.model import Frozen, Token
from lautwem.reading.cast.scene import Scene
from lautwem.reading.names.person_nouns import PersonNoun
from lautwem.reading.names.person_nouns import sense as noun_sense

Form = Literal[
    "name", "personal", "possessive", "demonstrative", "relative", "first", "second", "noun"
]
_SEXES = {"masc": "male", "fem": "female"}


class Reference(Frozen):
    """Tokens ``first`` to ``last`` that may refer to somebody.

    ``head`` is the word that carries the meaning. ``sex`` is what the form demands of a
    person, ``gender`` the grammatical gender of a noun, ``subject`` whether it is (likely)
    the subject of its clause, ``name`` the number of a name. Of nouns: ``noun`` is what it
    says, ``definite`` whether "der", "dieser" stands before it, ``bare`` whether nothing
    does, ``owner`` the token of "sein", "ihr", ``age`` that of "der 47-Jährige".
    """

    first: int
    last: int
    head: int
    form: Form
    sex: Literal["female", "male"] | None = None
    gender: Literal["female", "male"] | None = None
    plural: bool | None = False
    subject: bool = False
    name: int | None = None
    noun: PersonNoun | None = None
    definite: bool = False
    bare: bool = False
    owner: int | None = None
    age: int | None = None
    adjectives: tuple[str, ...] = ()


class Pronouns(Frozen):
    """The packaged lexicon of pronouns, by word form."""

    personal: Mapping[str, Mapping]
    possessive: Mapping[str, Mapping]
    demonstrative: Mapping[str, Mapping]
    relative: Mapping[str, Mapping]
    genitive: Mapping[str, Mapping]
    first: frozenset[str]
    second: frozenset[str]


@cache
def pronouns() -> Pronouns:
    """The packaged pronouns; possessives in all their forms."""
    data = load("pronouns")
    endings = ("", "e", "em", "en", "er", "es")
    possessive = {stem + e: facts for stem, facts in data["possessive"].items() for e in endings}
    return Pronouns(
        data["personal"],
        possessive,
        data["demonstrative"],
        data["relative"],
        data["genitive"],
        frozenset(data["first"]),
        frozenset(data["second"]),
    )


def references(scene: Scene) -> tuple[Reference, ...]:
    """All references in the order of their heads. Names come from the names given."""
    covered = {at for first, last in scene.name_tokens for at in range(first, last)}
    found = [_name(scene, number) for number in range(len(scene.names))]
    found += [ref for at in range(len(scene.tokens)) if (ref := _pronoun(scene, at, covered))]
    for phrase in scene.phrases:
        if (ref := _noun(scene, phrase, covered)) is not None:
            found.append(ref)
    return tuple(sorted(found, key=lambda ref: (ref.head, ref.first)))


def _name(scene: Scene, number: int) -> Reference:
    first, last = scene.name_tokens[number]
    phrase = phrase_at(scene, first)
    heads = {first, last - 1} | ({phrase.head} if phrase else set())
    return Reference(
        first, last, last - 1, "name", subject=bool(heads & scene.subjects), name=number
    )


def phrase_at(scene: Scene, token: int) -> Phrase | None:
    """The innermost noun phrase with a token."""
    low, high = 0, len(scene.phrases)
    while low < high:
        middle = (low + high) // 2
        if scene.phrases[middle].first <= token:
            low = middle + 1
        else:
            high = middle
    for at in range(low - 1, max(-1, low - 8), -1):
        if scene.phrases[at].first <= token < scene.phrases[at].last:
            return scene.phrases[at]
    return None


def _pronoun(scene: Scene, at: int, covered: set[int]) -> Reference | None:
    token = scene.tokens[at]
    if token.pos not in ("PRON", "DET") or at in covered:
        return None
    word, known = token.text.lower(), pronouns()
    quoted = scene.quote_of[at] >= 0
    if word in _REFLEXIVE and _reflexive(scene, at):
        return None
    if word in known.first:
        return Reference(at, at + 1, at, "first") if quoted else None
    if word in known.second or (quoted and _polite(scene, at)):
        return Reference(at, at + 1, at, "second") if quoted else None
    if _polite(scene, at):
        return None
    following = scene.tokens[at + 1].text if at + 1 < len(scene.tokens) else ""
    possessive = token.pos == "DET" or _before_noun(scene, at)
    possessive = possessive and following not in load("pronouns")["set_phrases"]
    if word in known.possessive and possessive:
        facts = known.possessive[word]
        plural = False if "number" in facts else _of_many(scene, at)
        return _third(at, "possessive", facts, plural=plural)
    if word in known.personal:
        return _personal(scene, at, known.personal[word])
    if word in known.relative and token.pos == "PRON" and relative_comma(scene, at) is not None:
        clause = scene.clauses[scene.clause_of[at]] if scene.clause_of[at] >= 0 else None
        if clause and clause.kind == "relative":
            plural = word in ("die", "deren") and _plural_relative(scene, at)
            return _third(at, "relative", known.relative[word], plural=plural)
    if word in known.genitive:
        return _third(at, "demonstrative", known.genitive[word], plural=False)
    if word in known.demonstrative and token.pos == "PRON":
        return _third(at, "demonstrative", known.demonstrative[word], plural=False)
    return None


_REFLEXIVE = {"mich": "ich", "mir": "ich", "dich": "du", "dir": "du"}


def _reflexive(scene: Scene, at: int) -> bool:
    """ "ich freue mich", "um mich zu erholen": the same person twice is no second mention."""
    number = scene.clause_of[at]
    if number < 0:
        return False
    clause, subject = scene.clauses[number], _REFLEXIVE[scene.tokens[at].text.lower()]
    words = (t.text.lower() for begin, end in clause.parts for t in scene.tokens[begin:end])
    verb = scene.tokens[clause.verb] if clause.verb is not None else None
    bare = verb is not None and verb.morph.verb_form == "inf" and not clause.subjects
    return bare or subject in words


def _of_many(scene: Scene, at: int) -> bool | None:
    """Whether "ihr" is what several own: a plural subject and its verb stand before it."""
    number = scene.clause_of[at]
    clause = scene.clauses[number] if number >= 0 else None
    verb = _verb(scene, at)
    if clause is None or verb is None or verb.morph.number != "plur":
        return None
    before = clause.verb is not None and clause.verb < at
    return True if before and any(s.head < at for s in clause.subjects) else None


def relative_comma(scene: Scene, at: int) -> int | None:
    """The comma before a relative pronoun, a preposition between ("Falk, mit dem ..")."""
    tokens = scene.tokens
    for comma in (at - 1, at - 2):
        between = all(t.pos == "ADP" for t in tokens[max(0, comma) + 1 : at])
        if comma >= 0 and tokens[comma].text == "," and between:
            return comma
    return None


def _plural_relative(scene: Scene, at: int) -> bool:
    """By the verb where "die" may be its subject, else by its own form."""
    verb = _verb(scene, at)
    if verb is not None and verb.morph.number == "sing":
        return False
    return scene.tokens[at].morph.number == "plur"


def _before_noun(scene: Scene, at: int) -> bool:
    return at + 1 < len(scene.tokens) and scene.tokens[at + 1].pos in ("NOUN", "ADJ")


def _polite(scene: Scene, at: int) -> bool:
    """ "Sie", "Ihnen" with a capital inside a sentence."""
    token = scene.tokens[at]
    inside = at > scene.analysis.sentences[scene.sentence_of[at]].first
    opened = at > 0 and scene.tokens[at - 1].pos == "PUNCT"
    return token.text[0].isupper() and inside and not opened


def _personal(scene: Scene, at: int, facts: Mapping) -> Reference:
    plural = {"sing": False, "plur": True}.get(facts.get("number"))
    subject = facts.get("case") == "nom"
    if plural is None:
        verb = _verb(scene, at)
        object_ = scene.tokens[at].morph.case == "acc" and at not in scene.subjects
        if object_:
            subject = False
            plural = scene.tokens[at].morph.number == "plur" or None
        elif verb is not None:
            plural = verb.morph.number == "plur"
    return _third(at, "personal", facts, plural=plural, subject=subject)


def _verb(scene: Scene, at: int) -> Token | None:
    number = scene.clause_of[at]
    verb = scene.clauses[number].verb if number >= 0 else None
    return scene.tokens[verb] if verb is not None else None


def _third(
    at: int, form: Form, facts: Mapping, plural: bool | None = False, subject: bool = False
) -> Reference:
    subject = subject or (form == "relative" and facts.get("case") == "nom")
    sex = _SEXES[facts["gender"]] if not plural and "gender" in facts else None
    return Reference(at, at + 1, at, form, sex=sex, plural=plural, subject=subject)


def _noun(scene: Scene, phrase: Phrase, covered: set[int]) -> Reference | None:
    """A noun phrase without a name that may be somebody already named."""
    if phrase.pronoun or phrase.head in covered:
        return None
    phrase = _over_years(scene, phrase)
    if any(at in covered for at in range(phrase.first, phrase.last)):
        return None
    word = scene.tokens[phrase.head].text
    age = age_noun(word)
    noun = noun_sense(word)
    plural = phrase.morph.number == "plur" or bool(noun and noun.plural)
    start = phrase.first if phrase.preposition is None else phrase.preposition + 1
    determiner = _determiner(scene, phrase)
    grammatical = _SEXES.get(phrase.morph.gender or "")
    sex = noun.sex if noun and not noun.adjectival else grammatical
    if age is not None and phrase.morph.gender in _SEXES and not plural:
        sex = _SEXES[phrase.morph.gender]
    return Reference(
        min(start, phrase.head),
        phrase.head + 1,
        phrase.head,
        "noun",
        sex=sex,
        gender=grammatical,
        plural=plural,
        subject=phrase.head in scene.subjects,
        noun=noun,
        definite=determiner in _DEFINITE and not _new(scene, phrase, start),
        bare=phrase.determiner is None and phrase.preposition is None,
        owner=phrase.determiner if determiner in pronouns().possessive else None,
        age=age if age is not None else _age_adjective(scene, phrase),
        adjectives=tuple(
            t.text for t in scene.tokens[start : phrase.head] if t.pos in ("ADJ", "VERB")
        ),
    )


_DEFINITE = frozenset(
    ["der", "die", "das", "dem", "den", "des", "vom", "beim"]
    + [stem + ending for stem in ("dies", "jen") for ending in ("er", "e", "es", "em", "en")]
)


def _over_years(scene: Scene, phrase: Phrase) -> Phrase:
    """ "der 21 Jahre alte Mann": the phrase goes on after the years."""
    tokens, head = scene.tokens, phrase.head
    if tokens[head].text not in ("Jahre", "Jahr") or not tokens[head + 1 : head + 2]:
        return phrase
    if not tokens[head + 1].text.startswith("alte"):
        return phrase
    for at in range(head + 2, min(len(tokens), head + 4)):
        if tokens[at].pos == "NOUN":
            determiner = phrase.determiner
            article = tokens[determiner].morph if determiner is not None else tokens[at].morph
            morph = tokens[at].morph if article.gender is None else article
            return Phrase(phrase.first, at + 1, at, morph, phrase.preposition, determiner)
    return phrase


_COMPARING = frozenset({"als", "wie"})
_OTHERS = frozenset(load("pronouns")["others"])


def _new(scene: Scene, phrase: Phrase, start: int) -> bool:
    """ "als der Sprecher", "der neue Chef": a description of somebody, or of somebody else.

    "Wie der Konzern mitteilte" compares nothing: there "wie" opens a clause.
    """
    before = scene.tokens[phrase.first - 1].text.lower() if phrase.first else ""
    words = (token.lemma.lower() for token in scene.tokens[start : phrase.head])
    compared = before in _COMPARING and not _opens_clause(scene, phrase)
    return compared or any(word in _OTHERS for word in words)


def _opens_clause(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is the subject right behind the conjunction of its clause."""
    at = phrase.first - 1
    first = scene.analysis.sentences[scene.sentence_of[phrase.head]].first
    begins = at == first or scene.tokens[at - 1].pos == "PUNCT"
    return begins and (phrase.head in scene.subjects or phrase.head in scene.speaking)


def _determiner(scene: Scene, phrase: Phrase) -> str:
    if phrase.determiner is not None:
        return scene.tokens[phrase.determiner].text.lower()
    if phrase.preposition is not None:
        return scene.tokens[phrase.preposition].text.lower()
    return ""


def age_noun(word: str) -> int | None:
    """47 of "47-Jähriger", "47jährige", 4 of "vierjährige"."""
    before, found, _ = word.lower().partition("jährig")
    before = before.removesuffix("-")
    if not found or len(before) > 20:
        return None
    if before.isdecimal():
        return int(before) if len(before) < 4 else None
    numerals = load("person_nouns")["numerals"]
    unit, _, ten = before.rpartition("und")
    if unit:
        both = unit in numerals and ten in numerals
        return numerals[unit] + numerals[ten] if both else None
    return numerals.get(before)


def _age_adjective(scene: Scene, phrase: Phrase) -> int | None:
    tokens = scene.tokens
    for at in range(phrase.first, phrase.head):
        if (age := age_noun(tokens[at].text)) is not None:
            return age
        number = tokens[at].text
        if number.isdecimal() and len(number) < 4 and tokens[at + 1].text == "Jahre":
            return int(number)
    return None
