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
from lautwem.language.lexicon import load
from lautwem.model import Because, Part, Quotation, Span
from lautwem.reading.sourcing.addressees import dative
from lautwem.reading.sourcing.attribution import Source
from lautwem.reading.sourcing.channels import platform_hints
from lautwem.reading.sourcing.evidential import BOUNDARY, Modal, evidential_at
from lautwem.reading.sourcing.frames import part_tokens, role_tokens
from lautwem.reading.sourcing.lexica import evidentials, hedges
from lautwem.reading.sourcing.nominal import MARKS
from lautwem.reading.sourcing.page import Page, hull, within

STRONG = frozenset({";", "–", "—", ":"})
LEFT_OVER = 2
"""Words of its own up to which a source phrase's content is only another's frame."""
SEGMENT = 150
"""Tokens left and right of a source or a hedge that its statement can reach."""
RECENT = 6
"""Quotations back among which one may be repeated."""
AFTER = 2
"""Sentences after a statement within which Konjunktiv I carries it on."""
RULE_CONFIDENCE = 0.7
"""Put on statements added here: an assumption, below what a found quotation has; not measured."""
FORMULAE = frozenset({"denn", "dank", "gesagt", "erwähnt", "angemerkt", "hingestellt", "es"})


def complete(
    page: Page, quotations: Sequence[Quotation], sources: Sequence[Source]
) -> tuple[Quotation, ...]:
    """The quotations with the statements added that they lack, in text order."""
    backward = {s.span for s in sources if s.form == "backward"}
    content = [q for q in quotations if not any(_lies(q, span) for span in backward)]
    kept = _claimed_modals(page, _once(_absorb(page, _reframed(page, content, sources), sources)))
    added = list(_publications(page, kept))
    covered = _covered(page, [*kept, *added])
    for rule in (_attributed_before, _hearsay, _source_phrases, _konjunktiv):
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
        beside = by_sentence.get(page.sentence_of(cue[0]), ()) if cue else ()
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


# -- evidential modal verbs -----------------------------------------------------


def _claimed_modals(page: Page, quotations: list[Quotation]) -> list[Quotation]:
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


def _hearsay(page: Page, sources: Sequence[Source], covered: set[int]) -> Iterable[Quotation]:
    words = hedges().sollen | hedges().wollen
    for t, token in enumerate(page.tokens):
        if token.text.lower() not in words or t in covered or page.quoted(token.begin):
            continue
        modal = evidential_at(page, t)
        if modal is None:
            continue
        final = t > modal.infinitives[-1]
        first, last = modal.clause if final else _segment(page, t, covered)
        content = _spans(page, [i for i in range(first, last) if i not in covered], sources)
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
        first, last = _segment(page, phrase.start, covered)
        outside = [t for t in range(first, last) if t not in phrase and t not in covered]
        content = _spans(page, outside, ())
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
        content = _spans(page, list(tokens), ())
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


def _segment(page: Page, t: int, covered: set[int]) -> tuple[int, int]:
    """The stretch of a sentence around a token, up to strong marks and to others' words."""
    sentence = page.sentences[page.sentence_of(t)]
    first, last = t, t + 1
    begin, end = max(sentence.first, t - SEGMENT), min(sentence.last, t + SEGMENT)
    while first > begin and not _stops(page, first - 1, covered):
        first -= 1
    while last < end and not _stops(page, last, covered):
        last += 1
    return first, last


def _stops(page: Page, t: int, covered: set[int]) -> bool:
    return t in covered or page.tokens[t].text in STRONG


def _spans(page: Page, tokens: list[int], sources: Sequence[Source]) -> tuple[Span, ...]:
    """The places of some tokens without marks at their edges; fewer than two words are none."""
    runs: list[list[int]] = []
    for t in tokens:
        if runs and runs[-1][-1] == t - 1:
            runs[-1].append(t)
        else:
            runs.append([t])
    spans = []
    for run in runs:
        while run and page.tokens[run[0]].pos in ("PUNCT", "CCONJ") and not _is_mark(page, run[0]):
            run.pop(0)
        while (
            run and page.tokens[run[-1]].pos in ("PUNCT", "CCONJ") and not _is_mark(page, run[-1])
        ):
            run.pop()
        if run:
            spans.append(page.span(run[0], run[-1] + 1))
    words = sum(len(page.tokens_in(span)) for span in spans)
    return tuple(spans) if words >= 2 else ()


def _is_mark(page: Page, t: int) -> bool:
    return page.tokens[t].text in MARKS


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
        content = _spans(page, list(tokens), ()) if verb is not None else ()
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


# -- publishing on a platform -----------------------------------------------------


def _publications(page: Page, quotations: Sequence[Quotation]) -> Iterable[Quotation]:
    """Somebody puts a work or a post on a platform: who, what and where."""
    claimed = {t for q in quotations for part in (q.cue, q.quote) for t in part_tokens(page, part)}
    participles = {str(w) for w in load("works")["publishing_participles"]}
    for t, token in enumerate(page.tokens):
        if token.text.lower() not in participles or token.pos not in ("VERB", "AUX", "ADJ"):
            continue
        if t in claimed or page.quoted(token.begin):
            continue
        first, last = _clause(page, t)
        hint = next(iter(platform_hints(page, range(first, last))), None)
        speaker = _publisher(page, first, last) if hint else None
        content = _spans(page, list(range(first, last)), ()) if speaker else ()
        if hint and speaker and content:
            yield Quotation(
                type="reported",
                medium="none",
                quote=Part(content),
                speaker=Part((speaker,)),
                cue=Part(((token.begin, token.end),)),
                confidence=RULE_CONFIDENCE,
                because=(Because("publication", ((token.begin, token.end), hint.span)),),
            )


def _clause(page: Page, t: int) -> tuple[int, int]:
    """The clause of a participle, with its subject where a relative clause parts them."""
    sentence = page.sentences[page.sentence_of(t)]
    first, last = t, t + 1
    while first > sentence.first and page.tokens[first - 1].text not in BOUNDARY:
        first -= 1
    while last < sentence.last and page.tokens[last].text not in BOUNDARY:
        last += 1
    if page.tokens[first].pos == "AUX" and page.tokens[first].morph.verb_form == "fin":
        first, _ = _segment(page, first, set())
    return first, last


def _publisher(page: Page, first: int, last: int) -> Span | None:
    """The agent of a passive ("von …"), else the first person or body named in the clause."""
    passive = any(page.tokens[t].lemma.lower() == "werden" for t in range(first, last))
    span = page.span(first, last)
    for mention in page.mentions_in(span):
        at = page.tokens_in(mention.span).start
        before = page.tokens[at - 1].text.lower() if at > first else ""
        if passive and before != "von":
            continue
        if not passive and page.tokens[at - 1].pos == "ADP" and at > first:
            continue
        if mention.form == "pronoun" and page.tokens[at].morph.case not in ("nom", None):
            continue
        return mention.span
    if passive:
        return next(
            (
                n.span
                for n in page.names_in(span)
                if n.kind != "platform" and _after_von(page, n.span)
            ),
            None,
        )
    return None


def _after_von(page: Page, span: Span) -> bool:
    at = page.tokens_in(span).start
    return at > 0 and page.tokens[at - 1].text.lower() == "von"
