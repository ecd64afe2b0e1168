"""A draft as the rules see it: its reading, what an archive adds, and quick look-ups.

The text is cut into words and sentences again, which is cheap; only sentences with a word of
crime or guilt are tagged, which is not (a reading spends a fifth of its time on tags).
"""

from collections.abc import Iterable, Iterator, Mapping

from lautwem import model as m
from lautwem.desk import lexica
from lautwem.desk.lookback import Lookback
from lautwem.desk.traits import Traits, traits
from lautwem.language.analysis import blocks
from lautwem.language.clauses import Clause, clauses
from lautwem.language.sentences import split
from lautwem.language.tagger import tagger
from lautwem.language.tokens import tokenise
from lautwem.reading.sourcing.page import Page, make_page, overlap
from lautwem.reading.threads import one_thread

_PLAIN = m.Morph()


class Draft(m.Frozen):
    """What every rule reads. ``back`` is None where no archive was asked.

    ``page`` holds words and sentences with look-ups; tags are real in the sentences that are
    keys of ``clauses`` only. ``lower`` runs parallel to the tokens. ``spoken`` are tokens inside
    the words of statements, ``spoken_by_others`` of those with a speaker; ``said`` the statements
    by the sentences that they have words in, ``name_spans`` the places where a person (by id)
    is named.
    """

    reading: m.Reading
    back: Lookback | None
    page: Page
    lower: tuple[str, ...]
    clauses: Mapping[int, tuple[Clause, ...]]
    spoken: frozenset[int]
    spoken_by_others: frozenset[int]
    traits: Traits
    said: Mapping[int, tuple[m.Statement, ...]]
    name_spans: Mapping[str, tuple[m.Span, ...]]

    @property
    def article(self) -> m.Article:
        return self.reading.article

    @property
    def text(self) -> str:
        return self.reading.article.text

    @property
    def tokens(self) -> tuple[m.Token, ...]:
        return self.page.tokens

    def sentence(self, index: int) -> range:
        """The tokens of a sentence."""
        found = self.page.sentences[index]
        return range(found.first, found.last)

    def words(self, index: int) -> tuple[str, ...]:
        """The words of a sentence in lower case."""
        found = self.page.sentences[index]
        return self.lower[found.first : found.last]

    def quoted(self, token: int) -> bool:
        """Whether a token stands inside quotation marks."""
        return self.page.quoted(self.tokens[token].begin) is not None

    def block(self, index: int) -> int:
        """The block (title, paragraph, caption) of a sentence."""
        return self.page.sentences[index].block

    def quoted_at(self, offset: int) -> bool:
        """Whether an offset lies inside quotation marks."""
        return self.page.quoted(offset) is not None

    def statements_in(self, index: int) -> tuple[m.Statement, ...]:
        """The statements that have words in a sentence."""
        return self.said.get(index, ())

    def voice(self, identifier: str) -> m.Voice:
        """A voice of the reading by id."""
        return self.reading.voices[int(identifier[1:]) - 1]

    def people_in(self, index: int, outside: m.Span) -> bool:
        """Whether a person is referred to in a sentence, by whatever word, outside a place."""
        span = self.page.sentence_span(index)
        return any(not overlap(one.span, outside) for one in self.page.mentions_in(span))

    def neighbourhood(self, index: int) -> Iterator[int]:
        """The sentences of the block of a sentence and of the block before."""
        block, at = self.block(index), index
        while at > 0 and self.block(at - 1) >= block - 1:
            at -= 1
        while at < len(self.page.sentences) and self.block(at) <= block:
            yield at
            at += 1

    def in_title(self, index: int) -> bool:
        """Whether a sentence is of the title."""
        title = self.article.title_span
        return title is not None and overlap(self.page.sentence_span(index), title)

    def in_caption(self, index: int) -> bool:
        """Whether a sentence is of a caption."""
        span = self.page.sentence_span(index)
        return any(overlap(span, caption.span) for caption in self.article.captions)

    def names_in(self, index: int) -> tuple[m.Mention, ...]:
        """The people whom a sentence names, not by pronoun or noun."""
        return tuple(
            mention
            for mention in self.page.mentions_in(self.page.sentence_span(index))
            if mention.form == "name" and mention.entity.startswith("p")
        )

    def person(self, identifier: str) -> m.Person:
        """A person of the reading by id."""
        return self.reading.people[int(identifier[1:]) - 1]

    def near(self, index: int, reach: int = 1) -> Iterator[int]:
        """A sentence and its neighbours in the same block, at most ``reach`` away."""
        first, last = max(0, index - reach), min(len(self.page.sentences), index + reach + 1)
        return (at for at in range(first, last) if self.block(at) == self.block(index))


def make_draft(reading: m.Reading, back: Lookback | None = None) -> Draft:
    """The draft of a reading."""
    with one_thread():
        return _draft(reading, back)


def _draft(reading: m.Reading, back: Lookback | None) -> Draft:
    article = reading.article
    tokens, sentences = _cut(article)
    lower = tuple(token.text.lower() for token in tokens)
    chosen = [
        number
        for number, sentence in enumerate(sentences)
        if _is_display(article, tokens[sentence.first])
        or any(_tells(lower[at]) for at in range(sentence.first, sentence.last))
    ]
    _tag(tokens, sentences, chosen)
    cast = m.Cast(reading.people, reading.voices, reading.mentions, reading.kinship)
    page = make_page(article, m.Analysis(article.text, tuple(tokens), tuple(sentences)), (), cast)
    spoken, others, said = _by_sentence(page, reading.statements)
    return Draft(
        reading=reading,
        back=back,
        page=page,
        lower=lower,
        clauses={
            number: clauses(page.tokens, sentences[number].first, sentences[number].last)
            for number in chosen
        },
        spoken=spoken,
        spoken_by_others=others,
        traits=traits(lower),
        said=said,
        name_spans=_named(reading.mentions),
    )


def _is_display(article: m.Article, first: m.Token) -> bool:
    """Whether a sentence with this first word is of the title, or of a caption without a credit."""
    title = article.title_span
    if title is not None and title[0] <= first.begin < title[1]:
        return True
    bare = (caption.span for caption in article.captions if caption.credit is None)
    return any(begin <= first.begin < end for begin, end in bare)


def _tells(word: str) -> bool:
    """Whether a word in lower case is one for which a sentence is worth tagging."""
    if lexica.crimes().verbs.find(word) is not None or word in lexica.guilt().nouns:
        return True
    return word in lexica.hedging()


def _cut(article: m.Article) -> tuple[list[m.Token], list[m.Sentence]]:
    """Words without tags, and sentences."""
    tokens: list[m.Token] = []
    sentences: list[m.Sentence] = []
    for number, (begin, end) in enumerate(blocks(article)):
        spans = tokenise(article.text, begin, end)
        words = [article.text[b:e] for b, e in spans]
        base = first = len(tokens)
        tokens += [
            m.Token(word, b, e, "", "", _PLAIN) for word, (b, e) in zip(words, spans, strict=True)
        ]
        for last in split(article.text, words, spans):
            sentences.append(m.Sentence(first, base + last, number))
            first = base + last
    return tokens, sentences


def _tag(tokens: list[m.Token], sentences: list[m.Sentence], chosen: Iterable[int]) -> None:
    """Replaces the tokens of the chosen sentences by tagged ones."""
    places: list[int] = []
    parts: list[m.Sentence] = []
    for number in chosen:
        sentence = sentences[number]
        first = len(places)
        places += range(sentence.first, sentence.last)
        parts.append(m.Sentence(first, len(places), sentence.block))
    words = [tokens[at].text for at in places]
    spans = [(tokens[at].begin, tokens[at].end) for at in places]
    for at, token in zip(places, tagger().tag(words, spans, parts), strict=True):
        tokens[at] = token


def _by_sentence(
    page: Page, statements: Iterable[m.Statement]
) -> tuple[frozenset[int], frozenset[int], Mapping[int, tuple[m.Statement, ...]]]:
    """The tokens that statements render; those of statements with a speaker; the statements by
    the sentences they have words in."""
    spoken: set[int] = set()
    others: set[int] = set()
    said: dict[int, list[m.Statement]] = {}
    for statement in statements:
        speaker = statement.speaker.part if statement.speaker else None
        touched: set[int] = set()
        for part in (statement.quote, statement.cue, statement.frame, speaker):
            for span in part.spans if part else ():
                inside = page.tokens_in(span)
                touched.update(page.sentence_of(at) for at in inside)
                if part is statement.quote:
                    spoken.update(inside)
                    others.update(inside if speaker else ())
        for sentence in touched:
            said.setdefault(sentence, []).append(statement)
    by_sentence = {sentence: tuple(found) for sentence, found in said.items()}
    return frozenset(spoken), frozenset(others), by_sentence


def _named(mentions: Iterable[m.Mention]) -> Mapping[str, tuple[m.Span, ...]]:
    found: dict[str, list[m.Span]] = {}
    for mention in mentions:
        if mention.form == "name":
            found.setdefault(mention.entity, []).append(mention.span)
    return {entity: tuple(spans) for entity, spans in found.items()}
