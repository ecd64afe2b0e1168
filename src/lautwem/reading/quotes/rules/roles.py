"""Who speaks and to whom, in the clause of a verb of saying."""

from lautwem.model import Frozen, Span
from lautwem.reading.quotes.rules.cues import Cue
from lautwem.reading.quotes.rules.phrases import noun_phrase
from lautwem.reading.quotes.rules.scene import Scene, Unit
from lautwem.reading.quotes.rules.sources import names_source
from lautwem.reading.quotes.rules.words import function

AGENTS = frozenset({"von", "vom", "durch", "seitens"})
PLACES = frozenset({"in", "im", "auf", "aus", "bei", "beim", "von", "vom"})
PRONOUNS = frozenset({"er", "ich", "wir", "man"})
"""Pronouns that can only be the subject."""
IMPERSONAL = frozenset({"heißen", "verlauten"})


class Roles(Frozen):
    """The designations of speaker and addressee, as ranges of tokens."""

    speaker: Span | None = None
    addressee: Span | None = None


class _Phrase(Frozen):
    """A noun phrase of a clause with the preposition before it and its case, where known."""

    span: Span
    preposition: str
    case: str | None
    nominative: bool


def roles(scene: Scene, unit: Unit, cue: Cue) -> Roles:
    """Subject and recipient of a verb of saying, turned round in the passive."""
    phrases = _clause_phrases(scene, unit, cue)
    subject = (
        _subject(scene, phrases, cue)
        or _shared_subject(scene, unit, cue)
        or _name_before(scene, unit, cue)
    )
    if cue.verb.lemma in IMPERSONAL and (subject is None or scene.low[subject[0]] == "es"):
        place = next((p.span for p in phrases if p.preposition in PLACES), None)
        return Roles(_document(scene, phrases) or place, None)
    if cue.passive:
        agent = _agent(scene, unit, cue) or _document(scene, phrases)
        if agent is None and cue.verb.lemma == "zitieren":
            agent = subject
        recipient = _recipient(scene, phrases, cue, subject)
        if cue.verb.addressee == "acc":
            recipient = subject
        return Roles(agent, recipient)
    if cue.verb.lemma == "zitieren":
        quoted = (p.span for p in phrases if p.span != subject and not p.preposition)
        return Roles(next(quoted, subject), None)
    return Roles(subject, _recipient(scene, phrases, cue, subject))


def _document(scene: Scene, phrases: "list[_Phrase]") -> Span | None:
    """ "In dem Brief heißt es": where it is said."""
    places = [p.span for p in phrases if p.preposition in PLACES]
    return next((span for span in places if names_source(scene, span)), None)


def _agent(scene: Scene, unit: Unit, cue: Cue) -> Span | None:
    """ "von der Polizei" in the passive."""
    first, end = clause_range(scene, unit, cue)
    for i in range(first, end):
        if scene.low[i] in AGENTS and scene.tokens[i].pos == "ADP":
            return noun_phrase(scene, i + 1, end)
    return None


def subject_before(scene: Scene, first: int, limit: int) -> Span | None:
    """The first noun phrase in the nominative within a range of tokens."""
    return next((p.span for p in _phrases(scene, first, limit) if _can_speak(scene, p)), None)


def _can_speak(scene: Scene, phrase: "_Phrase") -> bool:
    return phrase.nominative and not phrase.preposition


def _subject(scene: Scene, phrases: list[_Phrase], cue: Cue) -> Span | None:
    fitting = [p for p in phrases if _can_speak(scene, p)]
    if not fitting:
        oblique = function().not_nominative
        free = (p for p in phrases if not p.preposition and scene.low[p.span[0]] not in oblique)
        return next((p.span for p in free), None)
    pronoun = next((p for p in fitting if scene.low[p.span[0]] in PRONOUNS), None)
    if pronoun is not None:
        return pronoun.span
    sure = [p for p in fitting if p.case == "nom"]
    best = (sure or fitting)[0]
    if scene.low[best.span[0]] == "es" and len(fitting) > 1:
        best = fitting[1]
    return None if scene.low[best.span[0]] == "es" and cue.passive else best.span


def _name_before(scene: Scene, unit: Unit, cue: Cue) -> Span | None:
    """Words with capitals right before the verb: a name that the tagger did not know."""
    begin = clause_range(scene, unit, cue)[0]
    first = cue.fin
    while first > begin and scene.tokens[first - 1].text[:1].isupper():
        first -= 1
    if first == cue.fin or scene.tokens[first].pos in ("ADV", "SCONJ", "ADP", "PRON", "CCONJ"):
        return None
    if first > begin and scene.tokens[first - 1].pos not in ("ADV", "SCONJ", "CCONJ"):
        return None
    return (first, cue.fin)


def _shared_subject(scene: Scene, unit: Unit, cue: Cue) -> Span | None:
    """The subject of the clause before, for one that is coordinated with it and has none."""
    fragment = unit.fragments[cue.fragment]
    if fragment.kind != "main" or fragment.mark not in {",", *function().coordinators}:
        return None
    for k in range(cue.fragment - 1, -1, -1):
        earlier = unit.fragments[k]
        if earlier.kind == "main":
            begin = earlier.first
            if earlier.fin == begin:
                while k > 0 and unit.fragments[k - 1].kind in ("none", "relative"):
                    k -= 1
                begin = unit.fragments[k].first
            phrases = _phrases(scene, begin, earlier.last)
            return next((p.span for p in phrases if _can_speak(scene, p)), None)
    return None


def _recipient(scene: Scene, phrases: list[_Phrase], cue: Cue, subject: Span | None) -> Span | None:
    for phrase in phrases:
        if phrase.span == subject:
            continue
        if phrase.preposition == "gegenüber":
            return phrase.span
        if not phrase.preposition and _in_case(scene, phrase, cue.verb.addressee):
            return phrase.span
        if phrase.preposition == "an" and cue.verb.lemma in ("appellieren", "wenden", "richten"):
            return phrase.span
        if phrase.preposition in ("von", "vom") and cue.verb.lemma in ("fordern", "verlangen"):
            return phrase.span
    return None


def _in_case(scene: Scene, phrase: _Phrase, wanted: str | None) -> bool:
    """Whether a phrase that is no subject stands in a case, or in one that looks like it."""
    first = scene.tokens[phrase.span[0]]
    if wanted is None or scene.low[phrase.span[0]] in ("sich", "es", "das", "dies"):
        return False
    if wanted == "acc":
        return phrase.case in ("acc", "nom", None)
    plural = any(t.morph.number == "plur" for t in scene.tokens[slice(*phrase.span)])
    return (
        phrase.case == "dat"
        or first.pos == "PROPN"
        or (scene.low[phrase.span[0]] == "den" and plural)
    )


def _clause_phrases(scene: Scene, unit: Unit, cue: Cue) -> list[_Phrase]:
    """The noun phrases of the clause of a cue, those before the finite verb first."""
    begin, end = clause_range(scene, unit, cue)
    aside = [f for f in unit.fragments if f.kind == "relative" and begin < f.first < cue.fin]
    found = [
        phrase
        for phrase in (_phrases(scene, begin, cue.fin) if begin < cue.fin else [])
        if not any(f.first <= phrase.span[0] < f.last for f in aside)
    ]
    if found and unit.fragments[cue.fragment].kind == "main":
        found[:1] = [_to_the_verb(scene, unit, found[0], begin, cue.fin)]
    return found + _phrases(scene, cue.fin + 1, _with_appositions(unit, cue, end))


def _with_appositions(unit: Unit, cue: Cue, end: int) -> int:
    for fragment in unit.fragments[cue.end + 1 :]:
        if fragment.kind != "none" or fragment.mark != ",":
            break
        end = fragment.last
    return end


def _to_the_verb(scene: Scene, unit: Unit, phrase: _Phrase, begin: int, fin: int) -> _Phrase:
    """Before the finite verb stands one phrase only: it goes up to the verb, or to the
    relative clause that hangs on it."""
    first = phrase.span[0]
    if phrase.preposition or any(
        scene.tokens[i].pos not in ("ADV", "CCONJ", "PUNCT") for i in range(begin, first)
    ):
        return phrase
    end = fin
    for fragment in unit.fragments:
        if first < fragment.first < fin and fragment.kind in ("relative", "sub", "infinitive"):
            end = fragment.first - 1
            break
    while end > phrase.span[1] and (
        scene.tokens[end - 1].pos == "ADV" or scene.tokens[end - 1].text in (",", "–")
    ):
        end -= 1
    if end < phrase.span[1]:
        return phrase
    return _Phrase((first, end), phrase.preposition, phrase.case, phrase.nominative)


def clause_range(scene: Scene, unit: Unit, cue: Cue) -> Span:
    """From the first word of the clause of a cue to the last of its verb group."""
    fragments = unit.fragments
    k = cue.fragment
    begin = fragments[k].first
    if fragments[k].kind == "main" and cue.fin == begin:
        j = k
        while j > 0 and fragments[j - 1].kind in ("none", "relative"):
            j -= 1
        while j < k and fragments[j].kind == "relative":
            j += 1
        if j < k:
            begin = fragments[j].first
    return (begin, fragments[cue.end].last)


def _phrases(scene: Scene, first: int, limit: int) -> list[_Phrase]:
    found: list[_Phrase] = []
    i = first
    preposition = ""
    while i < limit:
        token = scene.tokens[i]
        if token.pos == "ADP" and not _opens_clause(scene, i, first):
            preposition = scene.low[i]
            i += 1
            continue
        if token.pos in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "X") or i in scene.pair_at:
            span = noun_phrase(scene, i, limit)
            if span is not None and span[1] > i:
                found.append(_phrase(scene, span, preposition))
                preposition = ""
                i = span[1]
                if i < limit and scene.low[i] == "gegenüber" and not _begins(scene, i + 1, limit):
                    found[-1] = _Phrase(span, "gegenüber", "dat", False)
                    i += 1
                continue
        elif token.pos != "ADV":
            preposition = ""
        i += 1
    return found


def _opens_clause(scene: Scene, i: int, first: int) -> bool:
    """Whether "als" or "wie" is a conjunction: it opens the clause."""
    return scene.low[i] in ("als", "wie") and (i == first or scene.low[i - 1] == ",")


def _begins(scene: Scene, i: int, limit: int) -> bool:
    """Whether a noun phrase begins at a token."""
    return i < limit and (
        scene.tokens[i].pos in ("DET", "ADJ", "NOUN", "PROPN", "PRON") or i in scene.pair_at
    )


def _phrase(scene: Scene, span: Span, preposition: str) -> _Phrase:
    first = scene.tokens[span[0]]
    word = scene.low[span[0]]
    case = first.morph.case
    if case is None or first.pos in ("NUM", "X", "PUNCT") or word == "den":
        nouns = (t for t in scene.tokens[span[0] : span[1]] if t.pos in ("NOUN", "PROPN"))
        case = next((t.morph.case for t in nouns if t.morph.case), case)
    bare = first.pos in ("NOUN", "PROPN")
    told = word == "ihr" and span[1] == span[0] + 1  # news do not address their readers
    nominative = word not in function().not_nominative and (bare or case not in ("gen", "dat"))
    return _Phrase(span, preposition, "dat" if told else case, nominative and not told)
