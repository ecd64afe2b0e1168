"""The predicate of a clause: its verbs, a separated particle, and the lemma that they make."""

from collections.abc import Sequence
from functools import cache

from lautwem.language.lexicon import load
from lautwem.language.tagger import tagger
from lautwem.model import Token

_VERBS = ("VERB", "AUX")
_PARTICLE_POS = ("ADP", "ADV", "ADJ", "VERB", "PART", "NOUN", "X", "PRON", "DET")


@cache
def verb_particles() -> frozenset[str]:
    """Particles that separable verbs leave at the end of their clause ("an", "zurück")."""
    return frozenset(load("grammar")["verb_particles"])


def predicate(
    tokens: Sequence[Token], places: Sequence[int], verb: int | None
) -> tuple[tuple[int, ...], str | None]:
    """The predicate among the tokens at ``places`` (one clause, in order), and its lemma.

    ``verb`` is the finite verb, None in an infinitive clause. The lemma is that of the
    verb furthest down ("soll gesagt haben": "sagen"), with a separated particle before
    it ("kündigte … an": "ankündigen"). ``((), None)`` where there is no verb.
    """
    parts = [at for at in places if tokens[at].pos in _VERBS and _is_verbal(tokens[at])]
    if verb is not None and verb not in parts:
        parts = sorted([*parts, verb])
    if not parts:
        return (), None
    particle = separated_particle(tokens, places, verb) if verb is not None else None
    main = _main_verb(tokens, parts, verb)
    lemma = tokens[main].lemma
    if particle is not None and main == verb:
        lemma = tokens[particle].text.lower() + lemma
    if particle is not None:
        parts = sorted({*parts, particle})
    return tuple(parts), lemma


def _is_verbal(token: Token) -> bool:
    return token.morph.verb_form in ("fin", "inf", "part")


def _main_verb(tokens: Sequence[Token], parts: Sequence[int], verb: int | None) -> int:
    full = [at for at in parts if tokens[at].pos == "VERB" and at != verb]
    if verb is not None and (tokens[verb].pos == "VERB" or not full):
        return verb
    return full[0] if full else parts[0]


def separated_particle(tokens: Sequence[Token], places: Sequence[int], verb: int) -> int | None:
    """The particle that the finite verb has left at the end of its clause, if any.

    It is the last word of the clause or of what stands before a conjunction, and
    together with the verb it makes an infinitive that the dictionary knows.
    """
    end = len(places)
    while end and tokens[places[end - 1]].pos == "PUNCT":
        end -= 1
    for place in range(end - 1, -1, -1):
        at = places[place]
        if at <= verb:
            return None
        ends = place + 1 == end or tokens[places[place + 1]].pos == "CCONJ"
        word = tokens[at].text
        if ends and word in verb_particles() and tokens[at].pos in _PARTICLE_POS:
            return at if tagger().knows_verb(word + tokens[verb].lemma) else None
    return None
