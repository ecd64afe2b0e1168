"""Statements that rest on a source or a hedge and that the quotation step did not return.

Four rules, each for words that no quotation covers: a source phrase ("Laut Polizei ..."),
an evidential modal verb ("soll ... haben"), a sentence in Konjunktiv I after a statement,
and the publishing of something on a platform. A source phrase around another's verb of
saying is no statement of its own and is taken back: it is a relay of that one.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from lautwem.language.clauses import clauses
from lautwem.language.konjunktiv import konjunktiv
from lautwem.model import Because, Part, Quotation, Span
from lautwem.reading.sourcing.acts import acts
from lautwem.reading.sourcing.frames import part_tokens, role_tokens
from lautwem.reading.sourcing.hearsay import claimed_modals, hearsay, rumoured
from lautwem.reading.sourcing.lexica import evidentials
from lautwem.reading.sourcing.page import Page, hull, within
from lautwem.reading.sourcing.publications import publications
from lautwem.reading.sourcing.rendered_acts import claimed_acts
from lautwem.reading.sourcing.segments import RULE_CONFIDENCE, SEGMENT, content_spans, segment
from lautwem.reading.sourcing.source import Source

LEFT_OVER = 2
"""Words of its own up to which a source phrase's content is only another's frame."""
RECENT = 6
"""Quotations back among which one may be repeated."""
AFTER = 2
"""Sentences after a statement within which Konjunktiv I carries it on."""
FORMULAE = frozenset({"denn", "dank", "gesagt", "erwähnt", "angemerkt", "hingestellt", "es"})


def complete(
    page: Page, quotations: Sequence[Quotation], sources: Sequence[Source]
) -> tuple[Quotation, ...]:
    """The quotations with the statements added that they lack, in text order."""
    backward = {s.span for s in sources if s.form == "backward"}
    content = [q for q in quotations if not any(_lies(q, span) for span in backward)]
    once = _once(_absorb(page, _reframed(page, content, sources), sources))
    kept = claimed_modals(page, claimed_acts(page, once, sources))
    added = list(publications(page, kept))
    added += acts(page, [*kept, *added])
    covered = _covered(page, [*kept, *added])
    for rule in (_attributed_before, hearsay, _source_phrases, rumoured, _konjunktiv):
        for quotation in rule(page, sources, covered):
            added.append(quotation)
            covered |= _tokens(page, quotation)
    return tuple(
        sorted([*kept, *added], key=lambda q: (q.quote.spans[0][0], -q.quote.spans[-1][1]))
    )


def _lies(quotation: Quotation, span: Span) -> bool:
    """Whether all content of a quotation lies in a place."""
    return all(within(piece, (span[0], span[1] + 1)) for piece in quotation.quote.spans)


def _tokens(page: Page, quotation: Quotation) -> set[int]:
    return role_tokens(page, quotation) | set(part_tokens(page, quotation.quote))


def _covered(page: Page, quotations: Iterable[Quotation]) -> set[int]:
    return {t for quotation in quotations for t in _tokens(page, quotation)}


# -- source phrases that are only another's relay ------------------------------


def _absorb(
    page: Page, quotations: Sequence[Quotation], sources: Sequence[Source]
) -> list[Quotation]:
    """Without quotations on a source phrase whose content is just another's verb of saying."""
    phrases = {t for s in sources if s.who for t in page.tokens_in(s.span)}
    by_sentence: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        if cue := part_tokens(page, quotation.cue):
            by_sentence.setdefault(page.sentence_of(cue[0]), []).append(quotation)
    kept = []
    for quotation in quotations:
        cue = part_tokens(page, quotation.cue)
        beside = by_sentence.get(page.sentence_of(cue[0])) if cue else ()
        on_phrase = bool(cue) and set(cue) <= phrases and len(beside) <= 12
        if on_phrase and any(_frames(page, quotation, other, phrases) for other in beside):
            continue
        kept.append(quotation)
    return kept


def _reframed(
    page: Page, quotations: Sequence[Quotation], sources: Sequence[Source]
) -> list[Quotation]:
    """Quotations on a source phrase whose content hangs on an unclaimed verb of saying become
    that verb's: in "Sie erklärte laut Blatt, dass .." she speaks."""
    phrases = {t for s in sources if s.form == "according" for t in page.tokens_in(s.span)}
    cues = {t for q in quotations for t in part_tokens(page, q.cue)}
    return [_verbs_own(page, q, phrases, cues) or q for q in quotations]


def _verbs_own(
    page: Page, quotation: Quotation, phrases: set[int], cues: set[int]
) -> Quotation | None:
    cue, last = part_tokens(page, quotation.cue), quotation.quote.spans[-1]
    tokens = [t for t in page.tokens_in(last) if page.tokens[t].pos != "PUNCT"]
    on_phrase = bool(phrases & set(cue)) and quotation.type == "indirect"
    if not on_phrase or not tokens or page.tokens[tokens[0]].text.lower() not in ("dass", "ob"):
        return None
    begin, last = tokens[0], (page.tokens[tokens[0]].begin, last[1])
    sentence = page.sentences[page.sentence_of(begin)]
    for clause in clauses(page.tokens, sentence.first, min(sentence.last, begin + 1)):
        verb = clause.verb
        if verb is None or verb in cues - set(cue) or clause.kind != "main":
            continue
        if not clause.subjects or clause.subjects[0].first in phrases:
            continue
        if clause.lemma in evidentials().saying_verbs and verb < begin:
            subject = page.span(clause.subjects[0].first, clause.subjects[0].last)
            place = (page.tokens[verb].begin, page.tokens[verb].end)
            return replace(
                quotation,
                quote=Part((last,)),
                speaker=Part((subject,)),
                cue=Part((place,)),
                frame=Part((page.span(sentence.first, begin),)),
                because=(*quotation.because, Because("verb-beside-source", (place,))),
            )
    return None


def _frames(page: Page, quotation: Quotation, other: Quotation, phrases: set[int]) -> bool:
    """Whether the content of one is no more than the words of another statement."""
    cue = set(part_tokens(page, other.cue))
    content = set(part_tokens(page, quotation.quote))
    if other is quotation or cue <= phrases or not cue & content:
        return False
    left = content - _tokens(page, other)
    return sum(page.tokens[t].pos not in ("PUNCT", "ADV") for t in left) <= LEFT_OVER


def _once(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Without quotations inside another of the same words: a partly quoted clause is one."""
    kept: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda q: (q.quote.spans[0][0], -q.quote.spans[-1][1])):
        if not any(_repeats(quotation, other) for other in kept[-RECENT:]):
            kept.append(quotation)
    return kept


def _repeats(quotation: Quotation, other: Quotation) -> bool:
    """Whether one quotation lies in another of the same speaker, or hangs on its frame."""
    place = (quotation.quote.spans[0][0], quotation.quote.spans[-1][1])
    if not any(within(place, span) for span in other.quote.spans):
        return False
    if quotation.speaker:
        return bool(other.speaker and quotation.speaker.spans == other.speaker.spans)
    around = hull(other.frame, other.cue, other.speaker)
    cue = hull(quotation.cue)
    return bool(cue and around and within(cue, around))


# -- source phrases -------------------------------------------------------------


def _source_phrases(
    page: Page, sources: Sequence[Source], covered: set[int]
) -> Iterable[Quotation]:
    for source in sources:
        phrase = page.tokens_in(source.span)
        if source.form not in ("according", "carrying", "reporting", "circles"):
            continue
        if any(t in covered for t in phrase):
            continue
        if source.form == "circles" and not _told_of(page, source):
            continue
        first, last = segment(page, phrase.start, covered)
        outside = [t for t in range(first, last) if t not in phrase and t not in covered]
        content = content_spans(page, outside)
        if not content or not any(page.tokens[t].pos in ("VERB", "AUX") for t in outside):
            continue
        who = Part((page.span(source.who.first, source.who.last),)) if source.who else None
        yield Quotation(
            type="indirect",
            medium="speech_writing",
            quote=Part(content),
            speaker=None if source.own else who,
            cue=Part((source.span,)),
            frame=Part((source.span,)),
            confidence=RULE_CONFIDENCE,
            because=(Because(f"source-phrase:{source.form}", (source.span,)),),
        )


def _attributed_before(
    page: Page, sources: Sequence[Source], covered: set[int]
) -> Iterable[Quotation]:
    """The sentence before "Das teilte X mit." is X's, where nothing else claims it."""
    for source in sources:
        if source.form != "backward" or source.who is None or source.sentence == 0:
            continue
        before = page.sentences[source.sentence - 1]
        if before.block != page.sentences[source.sentence].block:
            continue
        tokens = range(before.first, before.last)
        content = content_spans(page, tokens)
        if not content or any(t in covered for t in tokens):
            continue
        yield Quotation(
            type="indirect",
            medium="speech_writing",
            quote=Part(content),
            speaker=Part((page.span(source.who.first, source.who.last),)),
            frame=Part((source.span,)),
            confidence=RULE_CONFIDENCE,
            because=(Because("source-phrase:backward", (source.span,)),),
        )


def _told_of(page: Page, source: Source) -> bool:
    """Circles are a source beside a verb of learning or with "hieß es", not by themselves."""
    sentence = page.sentences[source.sentence]
    lemmas = {page.tokens[t].lemma.lower() for t in range(sentence.first, sentence.last)}
    return bool(lemmas & {"verlauten", "erfahren", "heißen", "hören", "berichten"})


# -- Konjunktiv I without a frame ----------------------------------------------


def _konjunktiv(page: Page, sources: Sequence[Source], covered: set[int]) -> Iterable[Quotation]:
    """Main clauses in Konjunktiv I that stand right after a statement: it goes on."""
    last_said, block = -AFTER - 1, -1
    for index, sentence in enumerate(page.sentences):
        tokens = range(sentence.first, sentence.last)
        if any(t in covered for t in tokens):
            last_said, block = index, sentence.block
            continue
        if sentence.block != block or index - last_said > AFTER:
            continue
        verb = next((t for t in tokens if _reports(page, t) and _stands_alone(page, t)), None)
        content = content_spans(page, tokens) if verb is not None else ()
        if content:
            place = (page.tokens[verb or 0].begin, page.tokens[verb or 0].end)
            last_said = index
            yield Quotation(
                type="free_indirect",
                medium="speech_writing",
                quote=Part(content),
                confidence=RULE_CONFIDENCE,
                because=(Because("konjunktiv", (place,)),),
            )


def _stands_alone(page: Page, t: int) -> bool:
    """Whether a finite verb is of a clause that can stand by itself, not of a relative one."""
    sentence = page.sentences[page.sentence_of(t)]
    near = clauses(page.tokens, max(sentence.first, t - SEGMENT), min(sentence.last, t + SEGMENT))
    return not any(clause.verb == t and clause.kind == "relative" for clause in near)


def _reports(page: Page, t: int) -> bool:
    """A Konjunktiv I that reports: no formula ("es sei denn"), no wish ("man nehme")."""
    token = page.tokens[t]
    if konjunktiv(token) != "I" or token.morph.person not in (3, None) or page.quoted(token.begin):
        return False
    follows = page.tokens[t + 1].text.lower() if t + 1 < len(page.tokens) else ""
    before = page.tokens[t - 1].text.lower() if t else ""
    formula = token.text.lower() == "sei" and follows in FORMULAE
    return not formula and before != "man"
