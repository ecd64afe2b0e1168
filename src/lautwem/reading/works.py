"""Titled works: songs, films, books, programmes and the like.

A title stands in quotation marks beside a noun that says its kind ("dem Song „…“",
"„…“-Regisseur"), or is a name that the names step took for a work.
"""

from collections.abc import Mapping
from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Analysis, Frozen, Name, Span, Token, Work
from lautwem.reading.quotes.marks import QuotePair, pair_marks

MAX_TITLE = 90
"""Code points; nothing longer in quotation marks is taken for a title."""
LEFT = 5
"""Tokens before a title among which the noun of its kind stands ("Song der Band „…“" not)."""


class WorkNouns(Frozen):
    """Compiled lexicon ``works``, lower case."""

    nouns: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]
    after: Mapping[str, str]


@cache
def _work_nouns() -> WorkNouns:
    kinds = load("works")["kinds"]
    nouns: dict[str, str] = {}
    for kind, entry in kinds.items():
        for noun in entry["nouns"]:
            nouns.setdefault(str(noun).lower(), kind)
    endings = [(str(e).lower(), kind) for kind, entry in kinds.items() for e in entry["endings"]]
    return WorkNouns(
        nouns=nouns,
        endings=tuple(sorted(endings, key=lambda pair: (-len(pair[0]), pair[0]))),
        after={str(word).lower(): kind for word, kind in load("works")["after"].items()},
    )


def find_works(analysis: Analysis, names: tuple[Name, ...]) -> tuple[Work, ...]:
    """The works of an article in text order; ``span`` is the title without quotation marks."""
    begins = {token.begin: index for index, token in enumerate(analysis.tokens)}
    ends = {token.end: index for index, token in enumerate(analysis.tokens)}
    found: dict[Span, Work] = {}
    for pair in pair_marks(analysis.text, analysis):
        if kind := _quoted_kind(analysis, pair, begins):
            found[pair.inner] = Work(analysis.text[slice(*pair.inner)], kind, pair.inner)
    for name in names:
        if name.kind != "work" or any(_inside(name.span, span) for span in _near(found, name.span)):
            continue
        at = begins.get(name.span[0], ends.get(name.span[1], 0))
        kind = _kind_before(analysis.tokens, at, analysis.tokens[at].begin) or "work"
        found[name.span] = Work(analysis.text[slice(*name.span)], kind, name.span)
    return tuple(found[span] for span in sorted(found))


def _near(found: Mapping[Span, Work], span: Span) -> list[Span]:
    return [s for s in (span, (span[0] + 1, span[1] - 1), (span[0] - 1, span[1] + 1)) if s in found]


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[1] and inner[0] <= outer[1]


def _quoted_kind(analysis: Analysis, pair: QuotePair, begins: Mapping[int, int]) -> str | None:
    """The kind of work that a pair of quotation marks names; None where it names none."""
    inner = analysis.text[slice(*pair.inner)]
    if not pair.complete or not 0 < len(inner) <= MAX_TITLE or not _title_like(inner):
        return None
    at = begins.get(pair.open[0])
    if at is None:
        return None
    return _kind_before(analysis.tokens, at, pair.open[0]) or _kind_after(analysis, pair, begins)


def _title_like(inner: str) -> bool:
    first = inner.lstrip()[:1]
    return bool(first) and (first.isupper() or first.isdecimal()) and inner[-1] not in ",;:."


def kind_of_work(noun: str) -> str | None:
    """The kind of work that a noun names, by the lexicon."""
    word, table = noun.lower(), _work_nouns()
    if word in table.nouns:
        return table.nouns[word]
    if len(word) < 5:
        return None
    return next((kind for ending, kind in table.endings if word.endswith(ending)), None)


def _kind_before(tokens: tuple[Token, ...], at: int, begin: int) -> str | None:
    """The kind by the noun right before a title, names and "namens" between allowed."""
    for i in range(at - 1, max(-1, at - 1 - LEFT), -1):
        token = tokens[i]
        if token.text == "Titel":
            continue
        if token.pos == "NOUN" or token.text[0].isupper():
            if kind := kind_of_work(token.lemma) or kind_of_work(token.text):
                return kind
            if token.pos != "PROPN":
                return None
        elif token.text.lower() not in (
            "namens",
            "genannte",
            "mit",
            "dem",
            "titel",
            "(",
            "wie",
            "und",
        ):
            return None
    return None


def _kind_after(analysis: Analysis, pair: QuotePair, begins: Mapping[int, int]) -> str | None:
    """The kind by the second part of a compound after a title ("„…“-Star")."""
    end = pair.close[1]
    if analysis.text[end : end + 1] != "-":
        return None
    at = begins.get(end, begins.get(end + 1))
    if at is None:
        return None
    word = analysis.tokens[at].text.lstrip("-")
    return _work_nouns().after.get(word.lower()) or kind_of_work(word)
