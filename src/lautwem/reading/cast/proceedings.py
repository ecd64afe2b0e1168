"""Where a person stands in criminal proceedings, by the clause of a reference.

Only what the article tells as a fact counts: a verdict that is denied, asked for, feared
or merely possible is nobody's standing, and a clause gives it to one participant alone.
"""

from collections.abc import Sequence

from lautwem.language.clauses import Clause
from lautwem.language.phrases import Phrase
from lautwem.model import Role
from lautwem.reading.cast.references import Reference, phrase_at
from lautwem.reading.cast.scene import Scene
from lautwem.reading.cast.standings import standing

LONGEST_CLAUSE = 200  # words; a longer one is a list or a table, in which nothing is predicated
_PASSIVE = frozenset({"werden", "sein"})
_RUMOUR = frozenset({"sollen"})
_CHARGING = frozenset({"vorwerfen", "anlasten"})  # verbs with the accused in the dative


def endless(clause: Clause) -> bool:
    """A clause no person writes: a list or a table, in which nothing is predicated."""
    return clause.parts[-1][1] - clause.parts[0][0] > LONGEST_CLAUSE


def proceedings(scene: Scene, ref: Reference) -> tuple[Role, ...]:
    """Standings that the clause of a reference tells of the person, in text order.

    "X wurde verurteilt", "das Gericht sprach den Wirt X frei", "X steht vor Gericht",
    "gegen X wird ermittelt", "das Verfahren gegen X wurde eingestellt".
    """
    clause = _clause(scene, ref)
    if clause is None or ref.form in ("possessive", "first", "second") or endless(clause):
        return ()
    phrase = phrase_at(scene, ref.first if ref.form == "name" else ref.head)
    if _owns(scene, ref) or _is_open(scene, clause):
        return ()
    words = [at for begin, end in clause.parts for at in range(begin, end)]
    if phrase is not None and phrase.preposition is not None:
        if scene.tokens[phrase.preposition].text.lower() == "gegen":
            return _against(scene, clause, phrase, words)
        return ()
    passive = any(scene.tokens[at].lemma in _PASSIVE for at in clause.predicate)
    if ref.subject or _headed(scene, clause, phrase, words):
        return _subject(scene, clause, words, passive or not ref.subject)
    if not passive and _is_object(scene, clause, ref, phrase):
        return _object(scene, clause, words)
    return ()


def suspected(scene: Scene, ref: Reference) -> bool:
    """Whether somebody may be meant by "der Beschuldigte": "X soll .. haben", "wirft X vor"."""
    clause = _clause(scene, ref)
    if clause is None or clause.verb is None or ref.form == "possessive":
        return False
    if ref.subject:
        return scene.tokens[clause.verb].lemma in _RUMOUR
    return clause.lemma in _CHARGING


def _clause(scene: Scene, ref: Reference) -> Clause | None:
    number = scene.clause_of[ref.head]
    return scene.clauses[number] if number >= 0 else None


def _owns(scene: Scene, ref: Reference) -> bool:
    """ "Maurers Anwalt": a name in the genitive before what belongs to the person."""
    tokens = scene.tokens
    genitive = ref.form == "name" and tokens[ref.head].text[-1] in "s'’"
    after = ref.last < len(tokens) and tokens[ref.last].pos in ("NOUN", "ADJ")
    return genitive and after and scene.clause_of[ref.last] == scene.clause_of[ref.head]


def _subject(scene: Scene, clause: Clause, words: Sequence[int], passive: bool) -> tuple[Role, ...]:
    out = []
    turns = [turn for turn in standing().turns if clause.lemma in turn.verbs]
    for at in words:
        token = scene.tokens[at]
        told = passive and token.pos in ("VERB", "ADJ") and not _attribute(scene, at)
        if told and (status := standing().of_word(token.text)):
            out.append(_role(scene, status, at, at + 1))
        if passive or clause.lemma in ("gelten", "vernehmen"):
            out += _named_as(scene, at)
        for turn in turns:
            end = at + len(turn.words)
            if turn.stands(tuple(t.text for t in scene.tokens[at:end])):
                out.append(_role(scene, turn.status, at, end))
    return tuple(out)


def _object(scene: Scene, clause: Clause, words: Sequence[int]) -> tuple[Role, ...]:
    out = [role for at in words for role in _named_as(scene, at)]
    status = standing().verbs.get(clause.lemma or "")
    if status and clause.predicate:
        verb = clause.predicate[-1]
        out.append(_role(scene, status, verb, verb + 1))
    return tuple(out)


def _headed(scene: Scene, clause: Clause, phrase: Phrase | None, words: Sequence[int]) -> bool:
    """ "Wirt X freigesprochen": a headline of whom it is about and a participle at the end."""
    ends = [at for at in words if scene.tokens[at].pos != "PUNCT"][-1:]
    participle = ends and scene.tokens[ends[0]].morph.verb_form == "part"
    first = phrase is not None and phrase.first == words[0]
    return clause.verb is None and first and bool(participle)


def _named_as(scene: Scene, at: int) -> list[Role]:
    """ "als Verdächtigen vernommen", "gilt als Tatverdächtiger"."""
    if scene.tokens[at].text != "als" or at + 1 >= len(scene.tokens):
        return []
    status = standing().of_noun(scene.tokens[at + 1].text)
    return [_role(scene, status, at + 1, at + 2)] if status else []


def _attribute(scene: Scene, at: int) -> bool:
    """Whether a word stands before the noun that it describes ("die angeklagte Wirtin")."""
    after = scene.tokens[at + 1].pos if at + 1 < len(scene.tokens) else ""
    phrase = phrase_at(scene, at)
    return after == "NOUN" or (phrase is not None and phrase.head > at)


def _is_object(scene: Scene, clause: Clause, ref: Reference, phrase: Phrase | None) -> bool:
    """An accusative; or a name that shows no case, after another subject and with no other
    object ("Minister X verurteilte den Angriff" condemns, and nobody is convicted)."""
    case = phrase.morph.case if phrase is not None else None
    if case is None:
        case = scene.tokens[ref.head].morph.case
    if case in ("gen", "dat"):
        return False
    if case == "acc":
        return True
    if ref.form != "name" or not clause.subjects:
        return False
    subject = clause.subjects[0]
    return subject.last <= ref.first and not _has_object(scene, clause, ref)


def _has_object(scene: Scene, clause: Clause, ref: Reference) -> bool:
    """Whether the clause has an accusative that is not the name at ``ref``."""
    places = (at for begin, end in clause.parts for at in range(begin, end))
    found = (phrase_at(scene, at) for at in places if not ref.first <= at < ref.last)
    return any(
        phrase.morph.case == "acc"
        and phrase.preposition is None
        and standing().of_noun(scene.tokens[phrase.head].text) is None  # "als Verdächtigen"
        for phrase in found
        if phrase is not None and not phrase.first <= ref.head < phrase.last
    )


def _against(
    scene: Scene, clause: Clause, phrase: Phrase, words: Sequence[int]
) -> tuple[Role, ...]:
    """ "gegen X wird ermittelt", "hat Anklage gegen X erhoben", "Ermittlungen gegen X"."""
    known = standing()
    nouns = [at for at in words if _stands_for_itself(scene, at, phrase)]
    if clause.lemma in known.ended_verbs:
        for at in nouns:
            if scene.tokens[at].text in known.ended_nouns:
                return (_role(scene, known.ended, at, at + 1),)
        return ()
    if status := known.against_verbs.get(clause.lemma or ""):
        verb = clause.predicate[-1]
        return (_role(scene, status, verb, verb + 1),)
    for at in nouns:
        if clause.lemma not in known.open.verbs and (
            status := known.against_nouns.get(scene.tokens[at].text)
        ):
            return (_role(scene, status, at, at + 1),)
    return ()


def _stands_for_itself(scene: Scene, at: int, against: Phrase) -> bool:
    """A noun directly before "gegen", or one of the clause that no preposition governs."""
    if scene.tokens[at].pos not in ("NOUN", "PROPN") or against.first <= at < against.last:
        return False
    phrase = phrase_at(scene, at)
    return at + 1 == against.first or (phrase is not None and phrase.preposition is None)


def _is_open(scene: Scene, clause: Clause) -> bool:
    """Denied, hypothetical, asked for, still to come, or a question."""
    tokens, known = scene.tokens, standing().open
    opens = clause.introducer is not None and tokens[clause.introducer].text.lower()
    if clause.kind in ("ob", "infinitive") or opens in known.conjunctions:
        return True
    for begin, end in clause.parts:
        for at in range(begin, end):
            word = tokens[at].text.lower()
            if word in known.adverbs or (word in known.negators and _negates(scene, at)):
                return True
    return (
        _is_asked(scene, clause)
        or _may_be(scene, clause)
        or _is_wanted(scene, clause)
        or _depends(scene, clause)
    )


def _negates(scene: Scene, at: int) -> bool:
    after = scene.tokens[at + 1].text.lower() if at + 1 < len(scene.tokens) else ""
    return after not in standing().open.not_negated


def _is_asked(scene: Scene, clause: Clause) -> bool:
    sentence = scene.analysis.sentences[scene.sentence_of[clause.parts[0][0]]]
    end = scene.tokens[max(sentence.first, sentence.last - 2) : sentence.last]
    return any(token.text.startswith("?") for token in end)


def _may_be(scene: Scene, clause: Clause) -> bool:
    """A modal verb, the unreal subjunctive, the future: it has not happened."""
    if clause.verb is None:
        return False
    finite = scene.tokens[clause.verb]
    unreal = finite.morph.mood == "sub" and finite.morph.tense == "past"
    others = [scene.tokens[at] for at in clause.predicate if at != clause.verb]
    coming = finite.lemma == "werden" and any(t.morph.verb_form == "inf" for t in others)
    ordered = finite.lemma == "müssen" and any(t.lemma == "werden" for t in others)
    return unreal or coming or ordered or finite.lemma in standing().open.modals


def _depends(scene: Scene, clause: Clause) -> bool:
    """ "Sollte sie kommen, wird sie verhaftet": a condition without "wenn" before the clause."""
    first = clause.parts[0][0]
    number = scene.clause_of[first]
    if number <= 0 or clause.verb != first:
        return False
    before = scene.clauses[number - 1]
    opened = before.verb is not None and before.verb == before.parts[0][0]
    return opened and scene.sentence_of[before.parts[0][0]] == scene.sentence_of[first]


def _is_wanted(scene: Scene, clause: Clause) -> bool:
    """ "fordert, dass X verurteilt wird": the clause beside it asks for it or denies it."""
    reported = clause.kind == "dass" or (
        clause.verb is not None and scene.tokens[clause.verb].morph.mood == "sub"
    )
    if not reported:
        return False
    number = scene.clause_of[clause.parts[0][0]]
    here = scene.sentence_of[clause.parts[0][0]]
    beside = (scene.clauses[n] for n in (number - 1, number + 1) if 0 <= n < len(scene.clauses))
    return any(
        other.lemma in standing().open.verbs
        for other in beside
        if scene.sentence_of[other.parts[0][0]] == here
    )


def _role(scene: Scene, status: str, first: int, last: int) -> Role:
    return Role(status, scene.span(first, last), "status")
