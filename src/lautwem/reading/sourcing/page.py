"""One article with everything found in it so far, and quick ways to look a place up."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from lautwem.model import (
    Analysis,
    Article,
    Cast,
    Frozen,
    Mention,
    Name,
    Part,
    Sentence,
    Span,
    Token,
    Voice,
)
from lautwem.reading.quotes.marks import QuotePair, pair_marks

REACH = 60
"""Names looked through backwards for what "das Blatt" stands for."""


class Page(Frozen):
    """What the sourcing steps read. ``token_begins`` and its like are indexes for searching.

    ``text``, ``tokens`` and ``sentences`` are those of the analysis, at hand here because they are
    looked up a thousand times an article.
    ``names`` and ``mentions`` are in text order; ``pairs`` are the outermost pairs of
    quotation marks. ``voice_of_entity`` is keyed by person id and voice id, ``voice_of_name``
    by the name in case-folded form, ``person_of_voice`` and ``genders`` by voice id. ``unnamed``
    gives by the end of a mention of somebody without a name all places up to it that mean him.
    """

    article: Article
    analysis: Analysis
    names: tuple[Name, ...]
    mentions: tuple[Mention, ...]
    voices: tuple[Voice, ...]
    voice_of_entity: Mapping[str, Voice]
    voice_of_name: Mapping[str, Voice]
    person_of_voice: Mapping[str, str]
    genders: Mapping[str, str]
    unnamed: Mapping[int, tuple[Span, ...]]
    pairs: tuple[QuotePair, ...]
    token_begins: tuple[int, ...]
    sentence_firsts: tuple[int, ...]
    name_begins: tuple[int, ...]
    mention_begins: tuple[int, ...]
    pair_begins: tuple[int, ...]
    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]

    def word(self, token: int) -> str:
        """The token with this index in lower case; empty outside the text."""
        return self.tokens[token].text.lower() if 0 <= token < len(self.tokens) else ""

    def span(self, first: int, last: int) -> Span:
        """The place of the tokens ``first`` to ``last`` (half open, not empty)."""
        return (self.tokens[first].begin, self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """The text of the tokens ``first`` to ``last`` as it stands."""
        begin, end = self.span(first, last)
        return self.text[begin:end]

    def tokens_in(self, span: Span) -> range:
        """The indexes of the tokens that begin within a place."""
        return range(
            bisect_left(self.token_begins, span[0]), bisect_left(self.token_begins, span[1])
        )

    def sentence_of(self, token: int) -> int:
        """The index of the sentence that a token belongs to."""
        return max(0, bisect_right(self.sentence_firsts, token) - 1)

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence at an offset, or of the one before it."""
        return self.sentence_of(max(0, bisect_right(self.token_begins, offset) - 1))

    def sentence_span(self, index: int) -> Span:
        """The place of a sentence."""
        sentence = self.sentences[index]
        return self.span(sentence.first, sentence.last)

    def mentions_in(self, span: Span) -> Iterator[Mention]:
        """The mentions that lie wholly within a place, in text order."""
        at = bisect_left(self.mention_begins, span[0])
        while at < len(self.mentions) and self.mentions[at].span[0] < span[1]:
            if self.mentions[at].span[1] <= span[1]:
                yield self.mentions[at]
            at += 1

    def voices_in(self, span: Span) -> Iterator[Voice]:
        """The voices of the cast that mentions within a place are of, in text order."""
        for mention in self.mentions_in(span):
            if voice := self.voice_of_entity.get(mention.entity):
                yield voice

    def names_in(self, span: Span) -> Iterator[Name]:
        """The names that lie wholly within a place, in text order."""
        at = bisect_left(self.name_begins, span[0])
        while at < len(self.names) and self.names[at].span[0] < span[1]:
            if self.names[at].span[1] <= span[1]:
                yield self.names[at]
            at += 1

    def names_before(self, offset: int) -> Iterator[Name]:
        """At most ``REACH`` names that end before an offset, the nearest first."""
        at = bisect_left(self.name_begins, offset) - 1
        for i in range(at, max(-1, at - REACH), -1):
            if self.names[i].span[1] <= offset:
                yield self.names[i]

    def name_at(self, offset: int) -> Name | None:
        """The name that covers an offset."""
        at = bisect_right(self.name_begins, offset) - 1
        if at >= 0 and self.names[at].span[1] > offset:
            return self.names[at]
        return None

    def quoted(self, offset: int) -> QuotePair | None:
        """The outermost pair of quotation marks around an offset (marks included)."""
        at = bisect_right(self.pair_begins, offset) - 1
        if at >= 0 and self.pairs[at].outer[1] > offset:
            return self.pairs[at]
        return None


def make_page(article: Article, analysis: Analysis, names: tuple[Name, ...], cast: Cast) -> Page:
    """Everything known of an article, indexed."""
    outermost = tuple(p for p in pair_marks(analysis.text, analysis) if p.depth == 0)
    genders = {person.id: person.gender for person in cast.people}
    mentions = tuple(sorted(cast.mentions, key=lambda m: (m.span[0], -m.span[1])))
    return Page(
        article=article,
        analysis=analysis,
        names=names,
        mentions=mentions,
        voices=cast.voices,
        voice_of_entity={
            key: voice for voice in cast.voices for key in (voice.person, voice.id) if key
        },
        voice_of_name={voice.name.casefold(): voice for voice in cast.voices},
        person_of_voice={voice.id: voice.person for voice in cast.voices if voice.person},
        genders={
            voice.id: gender
            for voice in cast.voices
            if (gender := genders.get(voice.person or "")) is not None
        },
        unnamed={
            chain[at][1]: chain[: at + 1] for chain in cast.unnamed for at in range(len(chain))
        },
        pairs=outermost,
        token_begins=tuple(token.begin for token in analysis.tokens),
        sentence_firsts=tuple(sentence.first for sentence in analysis.sentences),
        name_begins=tuple(name.span[0] for name in names),
        mention_begins=tuple(mention.span[0] for mention in mentions),
        pair_begins=tuple(pair.outer[0] for pair in outermost),
        text=analysis.text,
        tokens=analysis.tokens,
        sentences=analysis.sentences,
    )


def hull(*parts: Part | None) -> Span | None:
    """The smallest place that holds all the parts given."""
    spans = [span for part in parts if part for span in part.spans]
    return (min(b for b, _ in spans), max(e for _, e in spans)) if spans else None


def within(inner: Span, outer: Span) -> bool:
    """Whether one place lies in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def overlap(one: Span, other: Span) -> bool:
    """Whether two places share a code point."""
    return one[0] < other[1] and other[0] < one[1]
