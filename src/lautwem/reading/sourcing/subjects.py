"""Who speaks by the grammar of the sentence: the subject of the verb of saying.

It steps in where the quotation step names nobody, or words that cannot be who speaks: a
time, a noun under a preposition, a stretch with a verb in it.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from lautwem.language.clauses import Clause, clauses
from lautwem.language.phrases import Phrase
from lautwem.model import Part, Quotation, Span
from lautwem.reading.sourcing.frames import REACH, part_tokens
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.nominal import noun_phrase
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.somebody import (
    ASIDE,
    OBLIQUE,
    cannot_speak,
    is_asked,
    is_empty,
    is_object,
    is_person,
    is_thing,
    is_voice,
    word_before,
)
from lautwem.reading.sourcing.source import Source
from lautwem.reading.sourcing.timewords import is_time, time_words

DATIVE = frozenset({"dem", "einem"})
PERSONAL = frozenset({"er", "sie", "es", "ich", "wir"})
DATELINE = 8
"""Words that a dateline has at most, the dash included ("Wien/Spielfeld/Athen –")."""


def speaker_of(page: Page, quotation: Quotation) -> Part | None:
    """Where the speaker of a quotation is named: as the quotation step says, where that can be."""
    part = _trimmed(page, quotation.speaker)
    if part is None:
        return subject_of_cue(page, quotation)
    if part != quotation.speaker:
        quotation = replace(quotation, speaker=part)
    if cut := _cut_at_verb(page, part):
        return cut
    if _is_in_another_clause(page, quotation) and (subject := subject_of_cue(page, quotation)):
        return part if is_thing(page, subject) else subject
    if _is_after_joined_verb(page, quotation) and (subject := subject_of_cue(page, quotation)):
        return subject
    if cannot_speak(page, part) and (subject := subject_of_cue(page, quotation)):
        return subject
    if is_asked(page, part):
        return None
    if is_thing(page, part):
        subject = subject_of_cue(page, quotation) or before_colon(page, quotation)
        return part if subject is None or is_thing(page, subject) else subject
    tokens = part_tokens(page, part)
    if len(tokens) > 1 and len(part.spans) == 1 and page.tokens[tokens[0]].text.lower() == "in":
        return Part(((page.tokens[tokens[1]].begin, part.spans[0][1]),))
    return part


def _trimmed(page: Page, part: Part | None) -> Part | None:
    """A part without a place before a dash ("Talheim – Die Wirtin"), without what follows a
    pronoun ("sie im Talradio"); None for a lone word that no subject is ("im", "dem")."""
    tokens = part_tokens(page, part)
    if part is None or len(part.spans) != 1 or not tokens:
        return part
    first, second = page.tokens[tokens[0]], page.tokens[tokens[min(1, len(tokens) - 1)]]
    if len(tokens) == 1:
        before = page.tokens[tokens[0] - 1].pos if tokens[0] else ""
        dative = first.text.lower() in DATIVE and before != "ADP"
        return None if first.pos == "ADP" or dative else part
    if first.text.lower() in PERSONAL and second.pos == "ADP":
        return Part(((first.begin, first.end),))
    dash = next((t for t in tokens[:DATELINE] if page.tokens[t].text in ("–", "—", "-")), None)
    if dash is None or dash + 1 > tokens[-1] or tokens[0] == dash:
        return part
    place = all(
        page.tokens[t].pos in ("PROPN", "PUNCT", "SYM", "X") for t in range(tokens[0], dash)
    )
    return Part(((page.tokens[dash + 1].begin, part.spans[0][1]),)) if place else part


def _cut_at_verb(page: Page, part: Part) -> Part | None:
    """Of a part with a finite verb in it, the subject of that verb."""
    tokens = part_tokens(page, part)
    verbs = [t for t in tokens[1:-1] if page.tokens[t].morph.verb_form == "fin"]
    if not verbs:
        return None
    before = page.tokens[tokens[0] - 1].text.lower() if tokens[0] else ""
    if before in evidentials().before:
        source = noun_phrase(page, tokens[0], verbs[0])
        return Part((page.span(source.first, source.last),)) if source else None
    for clause in _clauses_near(page, verbs[0]):
        inside = [
            s
            for s in clause.subjects
            if s.first in tokens and not is_empty(page, s) and not is_time(page.word(s.head))
        ]
        if clause.verb == verbs[0] and inside:
            return _part(page, inside[0], tokens[-1] + 1)
    return None


def subject_of_cue(page: Page, quotation: Quotation) -> Part | None:
    """The subject of the verb of saying; of a verb that is joined to one, that one's.

    A reported act has no cue of its own: there it is the clause of the act in its place.
    """
    cue = set(part_tokens(page, quotation.cue))
    reported = quotation.type == "reported"
    place = part_tokens(page, quotation.quote)
    if not any(page.tokens[t].pos in ("VERB", "AUX") for t in cue):
        if not reported or cue or not place:
            return None
        cue = set(place)
    earlier: Phrase | None = None
    for clause in _clauses_near(page, min(cue)):
        subject = _subject(page, clause)
        passive = any(page.tokens[t].lemma.lower() == "werden" for t in clause.predicate)
        acts = clause.lemma in evidentials().saying_verbs or (
            subject is not None and is_voice(page, subject)
        )
        if cue & {clause.verb, *clause.predicate} and not passive and (quotation.cue or acts):
            joined = page.tokens[clause.parts[0][0]].pos == "CCONJ"
            own = clause.subjects and not (joined and _verb_first(page, clause))
            subject = subject if own else earlier if joined else None
            if subject and (reported or subject.first not in place):
                return _part(page, subject, subject.last)
        if clause.kind == "main" and clause.verb is not None:
            earlier = subject
    return None


def subject_beside(page: Page, source: Source, quotation: Quotation) -> Part | None:
    """The subject of the verb of saying in the clause of a source phrase, both of them outside
    what is said."""
    phrase, content = page.tokens_in(source.span), set(part_tokens(page, quotation.quote))
    for clause in _clauses_near(page, phrase.start):
        holds = any(first <= phrase.start < last for first, last in clause.parts)
        if not holds or clause.verb is None or clause.verb in content:
            continue
        verbs = {page.tokens[t].lemma.lower() for t in (clause.verb, *clause.predicate)}
        says = {clause.lemma, *verbs} & evidentials().saying_verbs
        subject = _subject(page, clause) if says and "werden" not in verbs else None
        if subject and subject.head not in phrase and subject.head not in content:
            return _part(page, subject, subject.last)
    return None


def _is_in_another_clause(page: Page, quotation: Quotation) -> bool:
    """Whether what was taken for the speaker stands in a subordinate clause without the cue ("Das
    Tal, in dem die Wirte leiden, sterbe, sagte Velten")."""
    cue, part = part_tokens(page, quotation.cue), part_tokens(page, quotation.speaker)
    if not cue or not part or page.sentence_of(cue[0]) != page.sentence_of(part[0]):
        return False
    between = range(min(cue[0], part[0]), max(cue[0], part[0]))
    if all(page.tokens[t].text != "," for t in between):
        return False
    around = [
        clause
        for clause in _clauses_near(page, cue[0])
        if any(first <= part[0] < last for first, last in clause.parts)
    ]
    return bool(around) and all(
        clause.kind != "main" and not set(cue) & {clause.verb, *clause.predicate}
        for clause in around
    )


def _verb_first(page: Page, clause: Clause) -> bool:
    """Whether the verb of a joined clause stands right after its "und": its subject is left out
    ("Velten ging und nannte Falk feige")."""
    return clause.verb is not None and clause.verb == clause.parts[0][0] + 1


def _is_after_joined_verb(page: Page, quotation: Quotation) -> bool:
    """Whether what was taken for the speaker follows a cue right after "und": it is an object."""
    cue, part = part_tokens(page, quotation.cue), part_tokens(page, quotation.speaker)
    verb = next((t for t in cue if page.tokens[t].morph.verb_form == "fin"), None)
    if verb is None or not verb or not part or part[0] < verb:
        return False
    return page.tokens[verb - 1].text.lower() == "und"


def _subject(page: Page, clause: Clause) -> Phrase | None:
    """The likeliest subject of a clause that is somebody and not a time or an object."""
    for subject in clause.subjects:
        before = word_before(page, subject.first)
        aside = is_time(page.word(subject.head)) or is_object(page, subject.first, subject.head)
        if not aside and before not in ASIDE:
            return None if is_empty(page, subject) else subject
    return _inverted(page, clause)


def _inverted(page: Page, clause: Clause) -> Phrase | None:
    """The noun phrase right after the finite verb of a main clause that something else opens
    ("Am Montag hatte das Duo angekündigt"), if its form can be a subject's."""
    if clause.kind != "main" or clause.verb is None or clause.verb <= clause.parts[0][0]:
        return None
    at, last = clause.verb + 1, clause.parts[-1][1]
    while at < last and page.tokens[at].pos in ("ADV", "PRON", "PART"):
        if page.tokens[at].morph.case == "nom" and page.tokens[at].pos == "PRON":
            return None
        at += 1
    phrase = noun_phrase(page, at, last) if at < last else None
    if phrase is None or page.tokens[at].pos == "ADP" or is_time(page.word(phrase.head)):
        return None
    if page.tokens[at].text.lower().endswith(OBLIQUE) and page.tokens[at].pos in ("DET", "ADJ"):
        return None
    return Phrase(phrase.first, phrase.last, phrase.head, page.tokens[phrase.head].morph)


def before_colon(page: Page, quotation: Quotation) -> Part | None:
    """Whom the clause before the colon is about that announces words without a verb of saying."""
    begin = next(iter(part_tokens(page, quotation.quote)), 0)
    mark = next((t for t in (begin - 1, begin - 2) if t > 0 and page.tokens[t].text == ":"), None)
    if mark is None:
        return None
    sentence = page.sentences[page.sentence_of(mark)]
    if quotation.type != "direct":
        return _name_alone(page, sentence.first, mark)
    found = None
    for clause in clauses(page.tokens, sentence.first, mark):
        subject = clause.subjects[0] if clause.subjects else None
        if clause.kind == "main" and subject and not is_empty(page, subject):
            found = subject if is_person(page, subject) else found
    if found:
        return _part(page, found, found.last)
    return _only_person(page, (page.tokens[sentence.first].begin, page.tokens[mark].begin))


def _name_alone(page: Page, first: int, mark: int) -> Part | None:
    """The name that is all there is before a colon, as in headlines ("Velten: Damm hält")."""
    voice = any(True for _ in page.voices_in(page.span(first, mark))) if first < mark else False
    phrase = noun_phrase(page, first, mark) if voice else None
    if phrase is None or phrase.last != mark:
        return None
    return Part((page.span(phrase.first, phrase.last),))


def _only_person(page: Page, span: Span) -> Part | None:
    """The one person referred to within a place ("Ihr geht es um das Tal:", "Für Velten ist
    klar:"); the last mention of them."""
    people = {}
    for mention in page.mentions_in(span):
        voice = page.voice_of_entity.get(mention.entity)
        if voice and voice.kind == "person":
            people[voice.id] = mention.span
    return Part((next(iter(people.values())),)) if len(people) == 1 else None


def subject_of_own(page: Page, source: Source) -> Part | None:
    """Whom "nach eigenen Angaben" points back to: the subject of its clause before it, or after
    it where it opens a main clause, else that of the clause before."""
    sentence, at = page.sentences[source.sentence], page.tokens_in(source.span).start
    found: Phrase | None = None
    for clause in clauses(page.tokens, sentence.first, sentence.last):
        holds = any(first <= at < last for first, last in clause.parts)
        before = [s for s in clause.subjects if s.first < at]
        after = [s for s in clause.subjects if s.first > at] if clause.kind == "main" else []
        if holds:
            voices = [s for s in before if is_voice(page, s)]
            likely = voices or before
            found = likely[-1] if likely else after[0] if after else found
            break
        found = before[0] if before else found
    if found is None:
        return None
    start = found.first
    while start > sentence.first and page.tokens[start - 1].pos == "PROPN":
        start -= 1
    phrase = noun_phrase(page, start, sentence.last)
    return Part((page.span(start, max(found.last, phrase.last if phrase else start + 1)),))


def _clauses_near(page: Page, at: int) -> Iterator[Clause]:
    sentence = page.sentences[page.sentence_of(at)]
    begin, end = max(sentence.first, at - REACH), min(sentence.last, at + REACH)
    yield from clauses(page.tokens, begin, end)


def _part(page: Page, phrase: Phrase, last: int) -> Part:
    first = phrase.first
    while page.tokens[first].pos != "DET" and _is_before_age(page, first):
        first -= 1
    return Part((page.span(first, max(phrase.last, min(last, _end(page, phrase)))),))


def _is_before_age(page: Page, first: int) -> bool:
    """Whether a phrase goes on to its left, over an age ("der 21 Jahre [alte Mann]")."""
    if not first or page.tokens[first].pos not in ("ADJ", "NUM", "NOUN", "ADV"):
        return False
    before = page.tokens[first - 1]
    years = before.text.lower() in time_words().units or before.pos == "NUM"
    return years or (page.tokens[first].pos in ("NUM", "ADV") and before.pos in ("DET", "ADV"))


def _end(page: Page, phrase: Phrase) -> int:
    whole = noun_phrase(page, phrase.first)
    return whole.last if whole else phrase.last
