"""Statements that rest on a hearsay "soll" or a claiming "will" alone."""

from collections.abc import Iterable, Sequence

from lautwem.language.clauses import clauses
from lautwem.model import Because, Part, Quotation, Span
from lautwem.reading.sourcing.addressees import dative
from lautwem.reading.sourcing.evidential import Modal, evidential_at, inside_noun_phrase
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.lexica import evidentials, hedges
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.segments import RULE_CONFIDENCE, content_spans, segment
from lautwem.reading.sourcing.source import Source


def claimed_modals(page: Page, quotations: list[Quotation]) -> list[Quotation]:
    """Quotations on a source phrase or nothing, whose content is a hearsay verb of saying,
    become their subject's words: in "Kern soll laut Blatt gesagt haben" Kern speaks."""
    result = []
    cues = {t for q in quotations for t in part_tokens(page, q.cue)}
    for quotation in quotations:
        modal = _saying_modal(page, quotation)
        subject = subject_of(page, modal) if modal and modal.main not in cues else None
        if modal is None or subject is None:
            result.append(quotation)
            continue
        result.append(
            Quotation(
                type="reported",
                medium="speech",
                quote=quotation.quote,
                speaker=Part((subject,)),
                cue=Part(_cue_spans(page, modal)),
                addressee=_told(page, modal),
                confidence=quotation.confidence,
                because=(*quotation.because, Because("hearsay-of-speech", (modal.span(page),))),
            )
        )
    return result


def _saying_modal(page: Page, quotation: Quotation) -> Modal | None:
    """An evidential modal verb with a verb of saying in narrated content."""
    cue = part_tokens(page, quotation.cue)
    if quotation.type == "direct" or any(page.tokens[t].pos in ("VERB", "AUX") for t in cue):
        return None
    for t in part_tokens(page, quotation.quote):
        if page.tokens[t].text.lower() in hedges().sollen | hedges().wollen:
            modal = evidential_at(page, t)
            if modal and _is_saying(page, modal):
                return modal
    return None


def _is_saying(page: Page, modal: Modal) -> bool:
    lemma = page.tokens[modal.main].lemma.lower()
    saying = modal.perfect and lemma in evidentials().acts_of_saying
    passive = "worden" in {page.tokens[i].text.lower() for i in modal.infinitives}
    return modal.verb == "wollen" or (saying and not passive)


def subject_of(page: Page, modal: Modal) -> Span | None:
    """The subject of a modal verb's clause; a name beside the verb before what the cases say."""
    for t in (modal.at + 1, modal.at - 1):
        name = page.name_at(page.tokens[t].begin) if 0 <= t < len(page.tokens) else None
        inside = name and modal.clause[0] <= page.tokens_in(name.span).start < modal.clause[1]
        if name and inside and name.kind == "person":
            return name.span
    sentence = page.sentences[page.sentence_of(modal.at)]
    for clause in clauses(page.tokens, sentence.first, sentence.last):
        if clause.verb == modal.at and clause.subjects:
            return page.span(clause.subjects[0].first, clause.subjects[0].last)
    return None


def _told(page: Page, modal: Modal) -> Part | None:
    """Who was told, beside a verb that takes a dative."""
    if page.tokens[modal.main].lemma.lower() not in evidentials().told_in_dative:
        return None
    return dative(page, range(*modal.clause))


def _cue_spans(page: Page, modal: Modal) -> tuple[Span, ...]:
    group = page.span(modal.infinitives[0], modal.infinitives[-1] + 1)
    return tuple(sorted((modal.span(page), group)))


def hearsay(page: Page, sources: Sequence[Source], covered: set[int]) -> Iterable[Quotation]:
    """The statements of hearsay verbs in words that no quotation covers."""
    words = hedges().sollen | hedges().wollen
    for t, token in enumerate(page.tokens):
        if token.text.lower() not in words or t in covered or page.quoted(token.begin):
            continue
        modal = evidential_at(page, t)
        if modal is None:
            continue
        final = t > modal.infinitives[-1]
        first, last = modal.clause if final else segment(page, t, covered)
        content = content_spans(page, [i for i in range(first, last) if i not in covered])
        if not content:
            continue
        saying = _is_saying(page, modal)
        subject = subject_of(page, modal) if saying else None
        yield Quotation(
            type="reported" if saying and modal.verb == "sollen" else "indirect",
            medium="speech" if saying else "speech_writing",
            quote=Part(content),
            speaker=Part((subject,)) if subject else None,
            cue=Part(_cue_spans(page, modal)) if saying else None,
            addressee=_told(page, modal) if saying else None,
            confidence=RULE_CONFIDENCE,
            because=(Because("hearsay-verb", (modal.span(page),)),),
        )


def rumoured(page: Page, _sources: Sequence[Source], covered: set[int]) -> Iterable[Quotation]:
    """The clauses that an "angeblich" passes on, in words that no quotation covers."""
    for t, token in enumerate(page.tokens):
        if token.text.lower() not in hedges().rumoured or t in covered:
            continue
        if page.quoted(token.begin) or inside_noun_phrase(page, t):
            continue
        first, last = segment(page, t, covered)
        words = [i for i in range(first, last) if i not in covered]
        content = content_spans(page, words)
        if content and any(page.tokens[i].morph.verb_form == "fin" for i in words):
            place = (token.begin, token.end)
            yield Quotation(
                type="indirect",
                medium="speech_writing",
                quote=Part(content),
                confidence=RULE_CONFIDENCE,
                because=(Because("hearsay-adverb", (place,)),),
            )
