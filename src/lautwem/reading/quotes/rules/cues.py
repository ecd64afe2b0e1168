"""Verbs of saying in the clauses of a sentence, with particle, auxiliary and correlate."""

from lautwem.model import Frozen, Token
from lautwem.reading.quotes.rules.clauses import Fragment
from lautwem.reading.quotes.rules.scene import Scene, Unit
from lautwem.reading.quotes.rules.words import SayingVerb, function, nouns, verbs

LIGHT = frozenset({"sein", "haben", "werden", "sollen", "wollen", "können", "müssen", "dürfen",
                   "mögen", "lassen"})  # fmt: skip
REACH = 4
"""Fragments after the finite verb in which the rest of its verb group may stand."""


class Cue(Frozen):
    """A verb of saying in fragment ``fragment`` of a unit; its group ends in ``end``.

    ``tokens`` are its words: verbs, particle, reflexive, correlate, or the words of a phrase.
    """

    verb: SayingVerb
    fragment: int
    end: int
    tokens: tuple[int, ...]
    fin: int
    passive: bool = False
    modal: bool = False


def cues(scene: Scene, unit: Unit) -> tuple[Cue, ...]:
    """The verbs of saying of a unit, one for each of its clauses at most."""
    found = []
    for k, fragment in enumerate(unit.fragments):
        if fragment.fin >= 0:
            cue = _cue(scene, unit, k, fragment)
            if cue is not None:
                found.append(cue)
    return tuple(found)


def _cue(scene: Scene, unit: Unit, k: int, fragment: Fragment) -> Cue | None:
    clause, end_of = _clause_tokens(unit, k)
    fin = scene.tokens[fragment.fin]
    if _lemma(fin) in LIGHT:
        return _with_auxiliary(scene, k, fragment, clause, end_of)
    particle = _particle(scene, fragment, clause)
    verb = None
    if particle is not None:
        verb = verbs().separable.get((scene.low[particle], fin.lemma))
        if verb is None:
            return None
    verb = verb or verbs().by_lemma.get(fin.lemma)
    words = [fragment.fin] + ([particle] if verb and particle is not None else [])
    if verb is None:
        return _phrase(scene, k, fragment, clause, end_of, fin.lemma)
    phrase = _phrase(scene, k, fragment, clause, end_of, verb.lemma)
    if phrase:
        return phrase
    words += _companions(scene, clause, verb)
    end = max(end_of[i] for i in words if i in end_of)
    return Cue(verb, k, end, tuple(sorted(set(words))), fragment.fin)


def _clause_tokens(unit: Unit, k: int) -> tuple[list[int], dict[int, int]]:
    """The tokens of a clause from fragment ``k`` on, over what interrupts it."""
    clause: list[int] = []
    end_of: dict[int, int] = {}
    for j in range(k, min(k + REACH, len(unit.fragments))):
        fragment = unit.fragments[j]
        if j > k and fragment.kind not in ("none", "relative"):
            break
        if j > k and fragment.mark in (":", ";"):
            break
        if fragment.kind == "relative" and j > k:
            continue
        for i in range(fragment.first, fragment.last):
            clause.append(i)
            end_of[i] = j
    return clause, end_of


def _particle(scene: Scene, fragment: Fragment, clause: list[int]) -> int | None:
    """The separated particle of the finite verb."""
    lemma = scene.tokens[fragment.fin].lemma
    for place in range(len(clause) - 1, -1, -1):
        i = clause[place]
        if i <= fragment.fin:
            break
        if (scene.low[i], lemma) in verbs().separable and (
            _is_last(scene, clause, place) or scene.tokens[i].pos in ("ADV", "ADJ")
        ):
            return i
    last = fragment.last - 1
    return last if last > fragment.fin and scene.tokens[last].pos == "ADP" else None


def _is_last(scene: Scene, clause: list[int], place: int) -> bool:
    """Whether a word ends its fragment, or stands before a mark."""
    i = clause[place]
    if place + 1 == len(clause) or clause[place + 1] != i + 1:
        return True
    return scene.tokens[i + 1].pos in ("PUNCT", "CCONJ")


def _with_auxiliary(
    scene: Scene, k: int, fragment: Fragment, clause: list[int], end_of: dict[int, int]
) -> Cue | None:
    """A participle or an infinitive of saying with its auxiliary."""
    fin = scene.tokens[fragment.fin]
    auxiliary = _lemma(fin)
    group = [
        i
        for i in clause
        if i != fragment.fin
        and scene.tokens[i].pos in ("VERB", "AUX", "ADJ")
        and (scene.tokens[i].morph.verb_form in ("part", "inf") or _known(scene.tokens[i]))
    ]
    main = next((i for i in reversed(group) if _known(scene.tokens[i])), None)
    if main is None:
        return _phrase(scene, k, fragment, clause, end_of, auxiliary)
    token = scene.tokens[main]
    verb = verbs().by_lemma[_lemma(token)]
    if (
        auxiliary == "sein"
        and token.morph.verb_form == "part"
        and "worden" not in (scene.low[i] for i in group)
    ) and verb.lemma not in ("ausgehen", "gehen"):
        return None
    with_zu = scene.low[main - 1] == "zu" or "zu" in token.text[1:5]
    if with_zu and token.morph.verb_form == "inf":
        return None
    chain = [i for i in group if i >= main and i - main <= 2 and end_of[i] == end_of[main]]
    words = sorted({fragment.fin, *chain, *_companions(scene, clause, verb)})
    if scene.tokens[main - 1].pos == "ADJ" and scene.low[main - 1] in verbs().particles:
        words = sorted({*words, main - 1})
    passive = token.morph.verb_form != "inf" and (
        auxiliary == "werden" or any(scene.low[i] in ("worden", "werden") for i in group)
    )
    modal = auxiliary in LIGHT - {"sein", "haben", "werden"}
    return Cue(verb, k, end_of[main], tuple(words), fragment.fin, passive, modal)


def _known(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and _lemma(token) in verbs().by_lemma


def _lemma(token: Token) -> str:
    return function().irregular.get(token.text.lower(), token.lemma)


def _companions(scene: Scene, clause: list[int], verb: SayingVerb) -> list[int]:
    """The correlate (dazu, darauf), the reflexive pronoun and "mit den Worten" of a clause."""
    found = []
    for i in clause:
        word = scene.low[i]
        if word == "sich" or (word == "es" and verb.lemma == "heißen"):
            found.append(i)
        elif word in function().correlates:
            if word not in ("dazu", "hierzu") or verb.takes & {"infinitive"}:
                found.append(i)
        elif word == "worten" and scene.low[i - 2 : i] == ("mit", "den"):
            found += [i - 2, i - 1, i]
    return found


def _phrase(
    scene: Scene,
    k: int,
    fragment: Fragment,
    clause: list[int],
    end_of: dict[int, int],
    lemma: str,
) -> Cue | None:
    """A light verb with the words that make it a phrase of saying."""
    lemmas = [lemma]
    if lemma in LIGHT:
        lemmas += [
            scene.tokens[i].lemma for i in clause if scene.tokens[i].morph.verb_form is not None
        ]
    places = {scene.low[i]: i for i in clause} | {scene.tokens[i].lemma.lower(): i for i in clause}
    for candidate in lemmas:
        for words in nouns().phrases.get(candidate, ()):
            at = [places.get(word.lower()) for word in words]
            if all(i is not None for i in at):
                chosen = {i for i in at if i is not None}
                return _phrase_cue(scene, k, fragment, clause, end_of, candidate, chosen)
    return None


def _phrase_cue(
    scene: Scene,
    k: int,
    fragment: Fragment,
    clause: list[int],
    end_of: dict[int, int],
    lemma: str,
    chosen: set[int],
) -> Cue:
    verb = verbs().by_lemma.get(lemma) or SayingVerb(
        lemma, frozenset({"speech", "thought"}), frozenset({"direct", "clause", "infinitive"})
    )
    verb = SayingVerb(verb.lemma, verb.kinds, verb.takes | {"direct", "clause", "infinitive"})
    group = {
        i
        for i in clause
        if scene.tokens[i].lemma == lemma and scene.tokens[i].pos in ("VERB", "AUX")
    }
    words = {fragment.fin, *chosen, *group}
    for i in chosen:
        while i - 1 in end_of and scene.tokens[i - 1].pos in ("DET", "ADP", "ADJ"):
            i -= 1
            words.add(i)
    words |= set(_companions(scene, clause, verb))
    end = max(end_of[i] for i in words)
    return Cue(verb, k, end, tuple(sorted(words)), fragment.fin)
