"""The text as a stage: words, phrases, clauses and quotations, indexed by token."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from lautwem.language.clauses import Clause, clauses
from lautwem.language.phrases import Phrase, phrases
from lautwem.model import Analysis, Article, Frozen, Name, Part, Quotation, Span, Token


class Quoted(Frozen):
    """A direct quotation: its tokens, and the places of its speaker and addressee."""

    first: int
    last: int
    quotation: int
    speaker: Span | None
    addressee: Span | None


class Scene(Frozen):
    """What all steps of the cast look at.

    ``clause_of`` and ``sentence_of`` give a number for every token; clause numbers count
    through the text. ``people_at`` are the first tokens of people's names, ``subjects`` the head
    tokens of the subjects of clauses, ``speaking`` the tokens that name the speaker of a
    quotation. ``told_before`` counts for every sentence those before it that are not all
    quotation.
    """

    article: Article
    analysis: Analysis
    names: tuple[Name, ...]
    name_tokens: tuple[tuple[int, int], ...]
    people_at: frozenset[int]
    sentence_of: tuple[int, ...]
    clause_of: tuple[int, ...]
    clauses: tuple[Clause, ...]
    phrases: tuple[Phrase, ...]
    subjects: frozenset[int]
    speaking: frozenset[int]
    told_before: tuple[int, ...]
    quoted: tuple[Quoted, ...]
    quote_of: tuple[int, ...]
    begins: tuple[int, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.analysis.tokens

    def sentences_between(self, earlier: int, later: int) -> int:
        """How many sentences lie between two, those that are all quotation not counted."""
        return self.told_before[later] - self.told_before[earlier]

    def span(self, first: int, last: int) -> Span:
        """The place of tokens ``first`` to ``last`` (half open)."""
        return self.tokens[first].begin, self.tokens[last - 1].end

    def tokens_in(self, span: Span) -> tuple[int, int]:
        """The tokens that overlap a place, as a half-open range."""
        first = bisect_right(self.begins, span[0]) - 1
        if first < 0 or self.tokens[first].end <= span[0]:
            first += 1
        return first, max(first, bisect_left(self.begins, span[1]))


def make_scene(
    article: Article,
    analysis: Analysis,
    names: tuple[Name, ...],
    quotations: tuple[Quotation, ...],
) -> Scene:
    """Everything indexed. Linear in the length of the text."""
    tokens = analysis.tokens
    begins = tuple(token.begin for token in tokens)
    sentence_of, clause_of = [0] * len(tokens), [-1] * len(tokens)
    found: list[Clause] = []
    chunks: list[Phrase] = []
    for number, sentence in enumerate(analysis.sentences):
        sentence_of[sentence.first : sentence.last] = [number] * (sentence.last - sentence.first)
        nominal = phrases(tokens, sentence.first, sentence.last)
        chunks += nominal
        for clause in clauses(tokens, sentence.first, sentence.last, nominal):
            for begin, end in clause.parts:
                clause_of[begin:end] = [len(found)] * (end - begin)
            found.append(clause)
    quoted = _quoted(begins, tokens, quotations)
    quote_of = [-1] * len(tokens)
    for number, quote in enumerate(quoted):
        quote_of[quote.first : quote.last] = [number] * (quote.last - quote.first)
    ranges = (
        (bisect_left(begins, begin), bisect_left(begins, end))
        for begin, end in (n.span for n in names)
    )
    name_tokens = tuple((first, max(last, first + 1)) for first, last in ranges)
    return Scene(
        article=article,
        analysis=analysis,
        names=names,
        name_tokens=name_tokens,
        people_at=frozenset(
            at[0] for name, at in zip(names, name_tokens, strict=True) if name.kind == "person"
        ),
        sentence_of=tuple(sentence_of),
        clause_of=tuple(clause_of),
        clauses=tuple(found),
        phrases=tuple(chunks),
        subjects=frozenset(c.subjects[0].head for c in found if c.subjects),
        speaking=_speaking(begins, quotations),
        told_before=_told_before(analysis, quote_of),
        quoted=quoted,
        quote_of=tuple(quote_of),
        begins=begins,
    )


def _speaking(begins: Sequence[int], quotations: Sequence[Quotation]) -> frozenset[int]:
    spans = [span for q in quotations if q.speaker for span in q.speaker.spans]
    return frozenset(
        at
        for begin, end in spans
        for at in range(bisect_left(begins, begin), bisect_left(begins, end))
    )


def _told_before(analysis: Analysis, quote_of: Sequence[int]) -> tuple[int, ...]:
    counts, told = [], 0
    for sentence in analysis.sentences:
        counts.append(told)
        told += any(quote_of[at] < 0 for at in range(sentence.first, sentence.last))
    return tuple(counts)


def _quoted(
    begins: Sequence[int], tokens: Sequence[Token], quotations: Sequence[Quotation]
) -> tuple[Quoted, ...]:
    out = []
    for number, quotation in enumerate(quotations):
        if quotation.type != "direct":
            continue
        for begin, end in quotation.quote.spans:
            first, last = bisect_left(begins, begin), bisect_left(begins, end)
            if first < last:
                speaker, addressee = _place(quotation.speaker), _place(quotation.addressee)
                out.append(Quoted(first, last, number, speaker, addressee))
    return tuple(sorted(out, key=lambda q: q.first))


def _place(part: Part | None) -> Span | None:
    return (part.spans[0][0], part.spans[-1][1]) if part and part.spans else None
