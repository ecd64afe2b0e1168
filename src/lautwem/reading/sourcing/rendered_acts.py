"""Acts of saying that somebody reports: "Laut Talbote bestritt Velten die Tat".

The quotation step takes what stands beside a source phrase for the source's words. Where that is
itself an act of saying of somebody, he speaks first, and the source passes it on.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from lautwem.language.clauses import Clause, clauses
from lautwem.language.lexicon import load
from lautwem.language.phrases import Phrase
from lautwem.model import Because, Part, Quotation, Span
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.sourcing.act_words import act_words
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun
from lautwem.reading.sourcing.page import Page, within
from lautwem.reading.sourcing.source import Source

FREE = ("free_indirect", "indirect_free_indirect")
LONGEST = 90
"""Words of a sentence that are looked through."""


def claimed_acts(
    page: Page, quotations: Sequence[Quotation], sources: Sequence[Source]
) -> list[Quotation]:
    """The quotations on a source phrase whose content is an act of saying as their subject's, and
    the free speech that goes on from them without the source for its speaker."""
    phrases: dict[int, list[Span]] = {}
    for source in sources:
        if source.form == "according" and source.who and not source.own:
            phrases.setdefault(source.sentence, []).append(source.span)
    cues = {t for q in quotations for t in part_tokens(page, q.cue)}
    result: list[Quotation] = []
    taken: Part | None = None
    for quotation in quotations:
        if taken and quotation.speaker == taken and quotation.type in FREE:
            result.append(replace(quotation, speaker=None))
            continue
        act = _act(page, quotation, phrases, cues)
        result.append(act or quotation)
        taken = quotation.speaker if act else None
    return result


def _act(
    page: Page, quotation: Quotation, phrases: Mapping[int, Sequence[Span]], cues: set[int]
) -> Quotation | None:
    part = quotation.speaker
    on_phrase = part is not None and all(
        any(within(span, phrase) for phrase in phrases.get(page.sentence_at(span[0]), ()))
        for span in part.spans
    )
    tokens = part_tokens(page, quotation.quote)
    if quotation.type != "indirect" or not on_phrase or not tokens:
        return None
    sentence = page.sentences[page.sentence_of(tokens[0])]
    if sentence.last - sentence.first > LONGEST:
        return None
    for clause in clauses(page.tokens, sentence.first, sentence.last):
        subject = _who_acts(page, clause, set(tokens), cues)
        if subject and clause.verb is not None:
            cue = tuple((page.tokens[t].begin, page.tokens[t].end) for t in clause.predicate)
            return replace(
                quotation,
                type="reported",
                speaker=Part((page.span(subject.first, subject.last),)),
                cue=Part(cue),
                frame=None,
                because=(*quotation.because, Because("reported-act", cue)),
            )
    return None


def _who_acts(page: Page, clause: Clause, content: set[int], cues: set[int]) -> Phrase | None:
    """The subject of a main clause in the indicative whose verb is an act of saying, if it is
    somebody the cast knows."""
    verb = clause.verb
    if clause.kind != "main" or verb is None or verb not in content or not clause.subjects:
        return None
    if clause.lemma not in _acts() or page.tokens[verb].morph.mood == "sub":
        return None
    passive = any(page.tokens[t].lemma.lower() == "werden" for t in clause.predicate)
    subject = next((s for s in clause.subjects if s.first in content), None)
    if passive or cues & set(clause.predicate) or subject is None:
        return None
    known = tuple(page.voices_in(page.span(subject.first, subject.last)))
    if any(voice.kind == "document" for voice in known):
        return None
    noun = page.tokens[subject.head]
    speaks = noun_sense(noun.text) or kind_of_noun(noun.lemma) in ("institution", "group")
    return subject if known or speaks else None


@cache
def _acts() -> frozenset[str]:
    """Verbs of saying that need nothing said beside them: those with an object for the content,
    of demand, accusation and criticism."""
    found = {
        verb.replace("|", "")
        for verb, entry in load("saying_verbs").items()
        if "object" in entry["takes"] and not set(entry["kinds"]) <= {"thought", "name", "decide"}
    }
    return (frozenset(found | {"äußern"}) & evidentials().acts_of_saying) - act_words().deeds
