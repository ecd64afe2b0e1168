"""Acts of saying whose content is a noun phrase: *Velten bestreitet die Vorwürfe*.

The clause with speaker and verb is the statement (type ``reported``). Only where the verb is
one of the lexicon ``acts``, its complement is there, and its subject, or of a passive the
agent, is somebody who can speak.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from lautwem.language.clauses import Clause, clauses
from lautwem.language.phrases import Phrase, phrases
from lautwem.model import Because, Part, Quotation, Span
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.sourcing.act_words import act_stems, act_words
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.lexica import kind_of_noun
from lautwem.reading.sourcing.negation import negates
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.phrase_voice import is_spokesperson
from lautwem.reading.sourcing.segments import RULE_CONFIDENCE, content_spans
from lautwem.reading.sourcing.subjects import subject_of_cue
from lautwem.reading.sourcing.timewords import is_time

LONGEST = 250
"""A sentence of more tokens is left alone."""
NO_ACTS = ("infinitive", "w", "ob")
DASHES = ("–", "—", "-")
AGENT = ("von", "vom", "durch", "seitens")
NO_OBJECTS = frozenset({"sich", "es", "wer", "ich", "wir", "man"})


def acts(page: Page, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
    """The acts of saying that no quotation has claimed, in text order."""
    content, cues = _claimed(page, quotations)
    for index, sentence in enumerate(page.sentences):
        if sentence.last - sentence.first > LONGEST or not _may_act(page, index):
            continue
        known = phrases(page.tokens, sentence.first, sentence.last)
        found = clauses(page.tokens, sentence.first, sentence.last, known)
        for at, clause in enumerate(found):
            verbs = set(clause.predicate)
            if not verbs or clause.kind in NO_ACTS or verbs & (content | cues):
                continue
            if page.quoted(page.tokens[clause.predicate[0]].begin):
                continue
            if act := _act(page, found, at, known, content):
                yield act


def _may_act(page: Page, index: int) -> bool:
    """Whether a sentence has the end of a listed verb in it, before its clauses are read."""
    sentence = page.sentences[index]
    return any(
        page.tokens[t].pos in ("VERB", "AUX", "ADJ") and page.tokens[t].lemma.lower() in act_stems()
        for t in range(sentence.first, sentence.last)
    )


def _claimed(page: Page, quotations: Iterable[Quotation]) -> tuple[set[int], set[int]]:
    """The tokens that are content of quotations, and those of their cues.

    The cues of words behind a colon do not count: the clause that announces them says
    something of its own ("Velten kritisierte den Plan: Er kommt zu spät").
    """
    content: set[int] = set()
    cues: set[int] = set()
    for quotation in quotations:
        own = part_tokens(page, quotation.quote)
        content |= set(own)
        if own and not _behind_colon(page, own[0]):
            cues |= set(part_tokens(page, quotation.cue))
    return content, cues - content


def _behind_colon(page: Page, t: int) -> bool:
    return any(page.tokens[i].text == ":" for i in (t - 1, t - 2) if i >= 0)


def _act(
    page: Page, found: tuple[Clause, ...], at: int, known: tuple[Phrase, ...], taken: set[int]
) -> Quotation | None:
    """The act of one clause; None where it is none."""
    clause = found[at]
    lemma, inside = _lemma(page, clause), _phrases_of(clause, known)
    if lemma not in act_words().verbs or _is_hypothetical(page, clause):
        return None
    cue = tuple((page.tokens[t].begin, page.tokens[t].end) for t in clause.predicate)
    speaker = _speaker(page, clause, inside, cue)
    if speaker is None:
        return None
    own = set(part_tokens(page, speaker))
    others = [p for p in inside if not own & set(range(p.first, p.last))]
    if not _is_complete(page, clause, lemma, others):
        return None
    first, last = _extent(page, found, at)
    spans = content_spans(page, [t for t in range(first, last) if t not in taken])
    if not spans:
        return None
    return Quotation(
        type="reported",
        medium="speech",
        quote=Part(spans),
        speaker=speaker,
        cue=Part(cue),
        confidence=RULE_CONFIDENCE,
        because=(Because("act-of-saying", cue),),
    )


def _lemma(page: Page, clause: Clause) -> str:
    """The verb of a clause with its particle, and with the word that makes one verb with it
    ("gab bekannt")."""
    lemma = (clause.lemma or "").lower()
    words = (t for first, last in clause.parts for t in range(first, last))
    joined = act_words().joined.get(lemma, frozenset())
    beside = next((w for t in words if (w := page.tokens[t].text.lower()) in joined), "")
    return beside + lemma


def _phrases_of(clause: Clause, known: Iterable[Phrase]) -> list[Phrase]:
    """The noun phrases that lie in a clause."""
    return [p for p in known if any(a <= p.first and p.last <= b for a, b in clause.parts)]


def _lemmas(page: Page, clause: Clause) -> set[str]:
    return {page.tokens[t].lemma.lower() for t in clause.predicate}


def _is_hypothetical(page: Page, clause: Clause) -> bool:
    """Whether nobody does the act: it is possible, wished, to come or a state ("ist unterstellt").

    "wollte nicht sagen" is silence, and "musste einräumen" an act.
    """
    modals = _lemmas(page, clause) & act_words().modals
    silent = "wollen" in modals and _negator(page, clause) is not None
    if silent or (_lemma(page, clause) in act_words().admitted and modals == {"müssen"}):
        return False
    if page.tokens[clause.predicate[-1]].morph.verb_form == "part" and "sein" in _lemmas(
        page, clause
    ):
        return True
    future = "werden" in _lemmas(page, clause) and not _is_passive(page, clause)
    opening = page.tokens[clause.introducer].text.lower() if clause.introducer is not None else ""
    return bool(modals) or future or opening in act_words().conditions


def _is_passive(page: Page, clause: Clause) -> bool:
    """ "wurde bestritten": a form of werden with a participle."""
    return "werden" in _lemmas(page, clause) and any(
        page.tokens[t].morph.verb_form == "part" and page.tokens[t].lemma.lower() != "werden"
        for t in clause.predicate
    )


def _negator(page: Page, clause: Clause) -> int | None:
    """The word that negates the verb of a clause."""
    places = (t for first, last in clause.parts for t in range(first, last))
    return next((t for t in places if negates(page, t)), None)


def _speaker(
    page: Page, clause: Clause, inside: list[Phrase], cue: tuple[Span, ...]
) -> Part | None:
    """The subject, or of a passive the agent, where it is somebody."""
    if _is_passive(page, clause):
        if _lemma(page, clause) in act_words().demanded_of:
            return None
        agents = (p for p in inside if _preposition(page, p) in AGENT and not _hangs(page, p))
        phrase = next((p for p in agents if _speaks(page, p.first, p.last)), None)
        if phrase is None:
            return None
        first = phrase.first + (phrase.preposition == phrase.first)
        return Part((page.span(first, phrase.last),))
    draft = Quotation("reported", "speech", Part(cue), cue=Part(cue), confidence=1.0)
    part = subject_of_cue(page, draft)
    tokens = part_tokens(page, part)
    if tokens and not _is_dateline(page, tokens):
        return part if _speaks(page, tokens[0], tokens[-1] + 1) else None
    others = clause.subjects if tokens else () if clause.subjects else inside
    bare = (p for p in others if p.preposition is None and not p.pronoun and p.first not in tokens)
    phrase = next((p for p in bare if _speaks(page, p.first, p.last)), None)
    return Part((page.span(phrase.first, phrase.last),)) if phrase else None


def _hangs(page: Page, phrase: Phrase) -> bool:
    """ "nach Kritik von Politikern": a phrase that belongs to the noun before it."""
    opens = phrase.first if phrase.preposition is None else phrase.preposition
    return bool(opens) and page.tokens[opens - 1].pos in ("NOUN", "PROPN")


def _is_dateline(page: Page, tokens: list[int]) -> bool:
    """ "Talheim – ": the place before the dash that opens a report."""
    after = tokens[-1] + 1
    opens = tokens[0] == page.sentences[page.sentence_of(tokens[0])].first
    return opens and after < len(page.tokens) and page.tokens[after].text in DASHES


def _preposition(page: Page, phrase: Phrase) -> str:
    """The preposition of a phrase in lower case, empty without one."""
    return "" if phrase.preposition is None else page.tokens[phrase.preposition].text.lower()


def _speaks(page: Page, first: int, last: int) -> bool:
    """Whether a phrase is a person or a body: by the cast, by name, or by its noun."""
    span = page.span(first, last)
    if any(page.voices_in(span)):
        return True
    heads = [page.tokens[t] for t in range(first, last) if page.tokens[t].pos == "NOUN"]
    names = [name.kind for name in page.names_in(span)]
    if not heads or "person" in names or "organisation" in names:
        return bool(names)
    word = heads[0]
    if word.text.lower() in act_words().leaders and names:
        return True
    kind = kind_of_noun(word.lemma) or kind_of_noun(word.text)
    return bool(kind or noun_sense(word.text) or is_spokesperson(word.text))


def _is_complete(page: Page, clause: Clause, lemma: str, others: list[Phrase]) -> bool:
    """Whether the verb has what it needs beside its subject to say something."""
    words = act_words()
    negated = _negator(page, clause) is not None
    if lemma in words.silent or (lemma in words.silence and negated):
        return True
    relative = clause.kind == "relative" and clause.introducer is not None
    taken = relative and page.tokens[clause.introducer or 0].text.lower() == "was"
    objects = any(_is_object(page, phrase) for phrase in others)
    if lemma in words.object and not negated and (objects or taken):
        return True
    passive = _is_passive(page, clause)
    if lemma in words.object and passive and clause.subjects:
        return True
    texts = [page.tokens[t] for first, last in clause.parts for t in range(first, last)]
    wanted = words.prepositions.get(lemma, frozenset())
    taken_up = {f"da{p}" for p in wanted} | {f"dar{p}" for p in wanted}
    if any(_preposition(page, p) in wanted for p in others) or any(
        token.text.lower() in taken_up for token in texts
    ):
        return not negated
    named = words.naming.get(lemma, frozenset())
    if any(token.text.lower() in named for token in texts) and not negated:
        return any(_is_object(page, p) for p in others) or passive
    if lemma in words.stances and not negated:
        return any(t.text.lower() == "sich" for t in texts) and _is_stance(page, clause)
    nouns = {page.tokens[p.head].text.lower() for p in others}
    return lemma in words.opinions and bool(nouns & words.opinion_nouns)


def _is_stance(page: Page, clause: Clause) -> bool:
    """Whether an adjective or participle stands in a clause by itself, not before a noun."""
    places = [t for first, last in clause.parts for t in range(first, last)]
    nouns = ("NOUN", "PROPN", "ADJ")
    return any(
        page.tokens[t].pos in ("ADJ", "VERB", "ADV")
        and page.tokens[t].lemma.lower() not in (clause.lemma, "haben")
        and page.tokens[t].text.lower().endswith(act_words().stance_endings)
        and not (t + 1 < len(page.tokens) and page.tokens[t + 1].pos in nouns)
        for t in places
    )


def _is_object(page: Page, phrase: Phrase) -> bool:
    """A phrase that can be an object: without a preposition, no time, no reflexive."""
    head = page.tokens[phrase.head]
    if phrase.preposition is not None or phrase.morph.case == "gen":
        return False
    if phrase.pronoun:
        return head.text.lower() not in NO_OBJECTS
    word = head.text.lower()
    return not word.endswith(act_words().contests) and not is_time(word)


def _extent(page: Page, found: tuple[Clause, ...], at: int) -> tuple[int, int]:
    """The clause with those that hang on it: up to the next main clause, or a colon, and before
    its verb the ones that open the sentence for it ("Wer das war, sagte sie nicht")."""
    clause = found[at]
    first, last = clause.parts[0][0], clause.parts[-1][1]
    if len(clause.parts) > 1 and _is_dateline(page, list(range(*clause.parts[0]))):
        first = clause.parts[1][0]
    if first == clause.verb and clause.kind == "main":
        opening = takewhile(lambda other: other.kind != "main", reversed(found[:at]))
        first = min([first, *(other.parts[0][0] for other in opening)])
    for other in found[at + 1 :]:
        if other.kind == "main" and other.verb is not None and other.parts[0][0] >= last:
            break
        last = max(last, other.parts[-1][1])
    colon = next((t for t in range(clause.verb or first, last) if page.tokens[t].text == ":"), None)
    return first, last if colon is None else colon
