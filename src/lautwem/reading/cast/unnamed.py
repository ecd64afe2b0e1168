"""People without a name: where an article brings them in, and what calls for one of them.

"Ein 27-Jähriger", "eine Frau aus Kreta", "der mutmaßliche Täter", "das Opfer" are somebody of
their own. Later words ("der Mann", "der Beschuldigte", "er") may mean them as well as anybody
with a name; a name takes such words only with evidence.
"""

from functools import cache

from lautwem.language.clauses import Clause
from lautwem.language.lexicon import load
from lautwem.reading.cast.figures import Figure
from lautwem.reading.cast.references import Reference, phrase_at
from lautwem.reading.cast.scene import Scene
from lautwem.reading.cast.standings import standing
from lautwem.reading.names.person_nouns import PersonNoun, sense

_INDEFINITE = frozenset({"ein", "eine", "einer", "einem", "einen", "eines"})
_COMPARING = frozenset({"als", "wie"})
_ATTRIBUTES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "X"})
_REACH = 8  # words from a noun to a name that stands behind what belongs to it
AHEAD = 3
"""Sentences at the start of an article in which a phrase may point ahead to a name."""
_COPULAS = frozenset({"sein", "werden", "bleiben"})
_ENDINGS = ("", "n", "s", "es", "en", "in")


def brings_in(scene: Scene, ref: Reference) -> bool:
    """Whether a noun phrase that means nobody known is somebody of its own.

    Nouns for one human being with an article; not what is said of somebody ("X ist ein
    Künstler", "als Zeuge", "hält X für eine Lügnerin", "der Täter war X").
    """
    human = ref.noun is not None or ref.age is not None
    if ref.form != "noun" or not human or ref.plural or (ref.noun and ref.noun.plural):
        return False
    early = ref.definite and scene.sentence_of[ref.head] < AHEAD
    ahead = early and not any(at < ref.first for at in scene.people_at)
    indefinite = any(t.text.lower() in _INDEFINITE for t in scene.tokens[ref.first : ref.head])
    if ahead or ref.owner is not None or not (ref.definite or indefinite):
        return False
    before = scene.tokens[ref.first - 1].text.lower() if ref.first else ""
    taken = before in _COMPARING or (indefinite and (before == "für" or _beside(scene, ref)))
    return not taken and not _predicate(scene, ref) and not _named_behind(scene, ref)


def _beside(scene: Scene, ref: Reference) -> bool:
    """ "sein Vater, ein Lehrer, kam": between commas after the noun that it is said of."""
    tokens, first, last = scene.tokens, ref.first, ref.last
    if first < 2 or last >= len(tokens) or tokens[first - 1].text != ",":
        return False
    return tokens[first - 2].pos in ("NOUN", "PROPN") and tokens[last].text in (",", ".")


def _predicate(scene: Scene, ref: Reference) -> bool:
    """ "X ist ein Künstler", "der Täter war X": a nominative beside a copula and another."""
    number = scene.clause_of[ref.head]
    clause = scene.clauses[number] if number >= 0 else None
    if clause is None or clause.lemma not in _COPULAS:
        return False
    phrase = phrase_at(scene, ref.head)
    plain = phrase is not None and phrase.preposition is None and phrase.morph.case != "gen"
    return plain and (not ref.subject or _is_somebody(scene, clause))


def _named_behind(scene: Scene, ref: Reference) -> bool:
    """ "die Leiterin des Amtes Jo Falk": a name behind what belongs to the noun."""
    for at in range(ref.last, min(len(scene.tokens), ref.last + _REACH)):
        if at in scene.people_at:
            return True
        token = scene.tokens[at]
        if token.pos not in _ATTRIBUTES or sense(token.text):
            return False
    return False


def _is_somebody(scene: Scene, clause: Clause) -> bool:
    """Whether a person's name without a preposition follows the verb ("war Jo Falk")."""
    return clause.verb is not None and clause.verb + 1 in scene.people_at


@cache
def _doers() -> frozenset[str]:
    """Nouns that call somebody guilty, in all forms, lower case."""
    nouns = load("guilt_nouns")["masculine"]
    return frozenset(noun.lower() + ending for noun in nouns for ending in _ENDINGS)


@cache
def _parts() -> frozenset[str]:
    return frozenset(noun.lower() for noun in load("person_nouns")["parts"])


def accuses(scene: Scene, ref: Reference) -> bool:
    """Whether a noun phrase is of somebody suspected, accused or guilty ("der Beschuldigte",
    "der mutmaßliche Räuber", "der angeklagte Mann")."""
    word = scene.tokens[ref.head].text
    if standing().of_noun(word) is not None or word.lower() in _doers():
        return True
    plain = ref.noun is None or ref.noun.kind == "person"
    return plain and any(standing().of_attribute(adj, word) for adj in ref.adjectives)


def takes_part(noun: PersonNoun) -> bool:
    """Whether a noun is a part in an event ("Opfer", "Zeuge"), which suits nobody by sex alone."""
    return noun.base.lower() in _parts()


def needs_evidence(scene: Scene, ref: Reference) -> bool:
    """Whether nobody with a name is called so unless the text has tied it to the name."""
    return accuses(scene, ref) or (ref.noun is not None and takes_part(ref.noun))


def same_person(person: Figure, unnamed: Figure) -> bool:
    """ "Ein 27-Jähriger .. Jo Falk (27)": the age beside the first name is that of somebody
    brought in before."""
    sexes = {person.sex or person.hint, unnamed.sex} - {None}
    aged = unnamed.kind == "unnamed" and unnamed.age is not None and unnamed.age == person.age
    return aged and len(sexes) < 2
