"""What is asked of an archive: words and filters, checked, and where the words stand in a text."""

import re
from collections.abc import Sequence
from typing import get_args

from lautwem import model as m
from lautwem.archive import words as w
from lautwem.article import dates
from lautwem.errors import BadArguments

_PART = re.compile(r'["„“”«»‟]([^"„“”«»‟]*)["„“”«»‟]|([^\s"„“”«»‟]+)')
_MOST_PARTS = 64
"""Parts of a question that are looked for; nobody types more, and each costs time."""
_SHORTEST_BEGINNING = 3
"""Letters before a ``*``: to rank all that begins with one letter took 2.5 s where a frequent word
took 0.8 (20,000 articles, a busy machine), and tells nobody anything."""
LONGEST_PAGE = 1000


class Term(m.Frozen):
    """One part of a question: words that must follow each other; ``prefix``: the last one may go
    on (``Staatsanwalt*``)."""

    words: tuple[str, ...]
    prefix: bool = False


class Query(m.Frozen):
    """A question. Filters that are None do not restrict; all that are given must hold.

    ``words`` must all occur; those in quotation marks one after the other. ``speaker`` is who the
    statement began with, ``voice`` anybody in the chain, ``about`` a person; they match where all
    words of the name given belong to a name of theirs. ``since`` and ``until`` are dates as
    precise as wanted (``2025-03``). ``limit`` hits make a page, ``page`` counts from 1.
    """

    words: str = ""
    speaker: str | None = None
    about: str | None = None
    voice: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    hedged: bool = False
    channel: m.ChannelKind | None = None
    type: m.StatementType | None = None
    all_versions: bool = False
    limit: int = 20
    page: int = 1

    @property
    def asks_statements(self) -> bool:
        """Whether only statements can answer."""
        return bool(
            self.speaker or self.about or self.voice or self.hedged or self.channel or self.type
        )

    @property
    def asks_versions(self) -> bool:
        """Whether it matters where and when the article appeared."""
        return bool(self.outlet or self.since or self.until)


def parse(text: str) -> tuple[Term, ...]:
    """The parts of a question; marks that mean nothing are passed over, whatever they are."""
    found = []
    for match in _PART.finditer(text):
        quoted, bare = match.groups()
        piece = quoted if quoted is not None else bare
        compared = tuple(word.term for word in w.words(piece))
        if compared:
            prefix = quoted is None and piece.endswith("*")
            found.append(Term(compared, prefix))
    return tuple(found[:_MOST_PARTS])


def asks(query: Query) -> bool:
    """Whether anything is asked: words, or a filter."""
    filters = (query.outlet, query.since, query.until)
    return bool(query.words.strip() or query.asks_statements or any(filters))


def checked(query: Query) -> tuple[Term, ...]:
    """The terms of a query that can be asked. Raises BadArguments with what is wrong."""
    terms = parse(query.words)
    if query.words.strip() and not terms:
        raise BadArguments(f"There is no word in {query.words.strip()[:80]!r}.", "Give words.")
    for term in terms:
        if term.prefix and len(term.words[-1]) < _SHORTEST_BEGINNING:
            raise BadArguments(
                f"Too many words begin with {term.words[-1]!r}.",
                f"Give {_SHORTEST_BEGINNING} letters or more before the *.",
            )
    filters = (query.outlet, query.since, query.until)
    if not terms and not query.asks_statements and not any(filters):
        raise BadArguments("Nothing is asked.", "Give words, or a filter such as --speaker.")
    for option, name in (("speaker", query.speaker), ("voice", query.voice)):
        _named(option, name)
    _named("about", query.about)
    _named("outlet", query.outlet)
    if query.channel is not None and query.channel not in get_args(m.ChannelKind):
        raise BadArguments(
            f"There is no channel {query.channel}.", f"Say {', '.join(get_args(m.ChannelKind))}."
        )
    if query.type is not None and query.type not in get_args(m.StatementType):
        raise BadArguments(
            f"There is no type {query.type}.", f"Say {', '.join(get_args(m.StatementType))}."
        )
    if not 1 <= query.limit <= LONGEST_PAGE or not 1 <= query.page <= 1_000_000:
        raise BadArguments(
            f"A page has 1 to {LONGEST_PAGE} hits, and pages count from 1.",
            "Check --limit and --page.",
        )
    return terms


def _named(option: str, name: str | None) -> None:
    if name is not None and not w.name_words(name):
        raise BadArguments(f"There is no name in --{option} {name!r}.", "Give a name.")


def day(value: str) -> str:
    """A date as asked for, in ISO form and as precise as given. Raises BadArguments."""
    found = dates.parse(value.strip())
    if found is None:
        raise BadArguments(
            f"{value!r} is no date.", "Write 2025, 2025-03 or 2025-03-17 (or 17.3.2025)."
        )
    return found.value[:10]


def marks(terms: Sequence[Term], text: str, begin: int, end: int) -> tuple[m.Span, ...]:
    """Where in ``text[begin:end]`` the words asked for stand; spans count from the text's start."""
    here = [
        w.Word((word.span[0] + begin, word.span[1] + begin), word.term)
        for word in w.words(text[begin:end])
    ]
    found: set[m.Span] = set()
    for term in terms:
        size = len(term.words)
        for at in range(len(here) - size + 1):
            if _fits(term, [word.term for word in here[at : at + size]]):
                found.update(word.span for word in here[at : at + size])
    return tuple(sorted(found))


def _fits(term: Term, here: list[str]) -> bool:
    if term.prefix:
        return here[:-1] == list(term.words[:-1]) and here[-1].startswith(term.words[-1])
    return here == list(term.words)
