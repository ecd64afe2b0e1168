"""Statements that are made by putting something on a platform: who, what and where."""

from collections.abc import Iterable, Sequence

from lautwem.language.lexicon import load
from lautwem.model import Because, Part, Quotation, Span
from lautwem.reading.sourcing.channel_words import platform_hints
from lautwem.reading.sourcing.evidential import BOUNDARY
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.segments import RULE_CONFIDENCE, content_spans, segment


def publications(page: Page, quotations: Sequence[Quotation]) -> Iterable[Quotation]:
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
        content = content_spans(page, range(first, last)) if speaker else ()
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
        first, _ = segment(page, first, set())
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
