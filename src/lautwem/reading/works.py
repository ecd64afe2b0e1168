"""Titled works: songs, films, books, programmes and the like.

A title stands in quotation marks beside a noun that says its kind ("dem Song „…“",
"„…“-Regisseur", "„…“ ist ein Roman"), follows such a noun without marks ("der Tanzfilm Nacht am
Deich"), or is a name that the names step took for a work.
"""

from collections.abc import Mapping
from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Analysis, Frozen, Name, Span, Token, Work
from lautwem.reading.names.person_nouns import sense as noun_sense
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
    made = {n.span[1] + 1 for n in names if n.kind == "person" and _genitive(analysis, n)}
    found: dict[Span, Work] = {}
    for pair in pair_marks(analysis.text, analysis):
        kind = _quoted_kind(analysis, pair, begins)
        if kind is None and pair.open[0] in made and _named_thing(analysis, pair, begins):
            kind = "work"
        if kind is not None:
            found[pair.inner] = Work(analysis.text[slice(*pair.inner)], kind, pair.inner)
    for span, kind in _unmarked(analysis, names):
        if not any(_inside(span, other) for other in found):
            found[span] = Work(analysis.text[slice(*span)], kind, span)
    for name in names:
        if name.kind != "work" or any(_inside(name.span, span) for span in found):
            continue
        at = begins.get(name.span[0], ends.get(name.span[1], 0))
        kind = _kind_before(analysis.tokens, at, analysis.tokens[at].begin) or "work"
        found[name.span] = Work(analysis.text[slice(*name.span)], kind, name.span)
    return tuple(found[span] for span in sorted(found))


def _genitive(analysis: Analysis, name: Name) -> bool:
    return analysis.text[slice(*name.span)][-1] in "s'’" and not name.canonical.endswith("s")


def _named_thing(analysis: Analysis, pair: QuotePair, begins: Mapping[int, int]) -> bool:
    """Whether words in marks after "Ada Veltens" are a title: capitalised, and say nothing."""
    inner = analysis.text[slice(*pair.inner)]
    at = begins.get(pair.open[0])
    if at is None or not pair.complete or len(inner) > MAX_TITLE or not _title_like(inner):
        return False
    end = begins.get(pair.close[0], at + 1)
    return all(t.morph.verb_form != "fin" for t in analysis.tokens[at + 1 : end])


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
    return (
        _kind_after(analysis, pair, begins)
        or _kind_before(analysis.tokens, at, pair.open[0])
        or _kind_told(analysis.tokens, begins.get(pair.close[0], len(analysis.tokens)) + 1)
    )


_TELLING = 6  # tokens after a title among which the noun of its kind stands
_BEING = frozenset({"ist", "war", "sei", "heißt"})


def _kind_told(tokens: tuple[Token, ...], at: int) -> str | None:
    """The kind that the clause goes on to tell: "„…“ ist ein Roman", "mit „…“ einen Film"."""
    if at >= len(tokens) or not (tokens[at].text in _BEING or tokens[at].pos == "DET"):
        return None
    for i in range(at, min(len(tokens), at + _TELLING)):
        if tokens[i].pos == "NOUN":
            return kind_of_work(tokens[i].lemma) or kind_of_work(tokens[i].text)
        if tokens[i].pos not in ("DET", "ADJ", "ADV", "AUX", "VERB"):
            return None
    return None


_LONGEST_RUN = 7  # words of a title without marks at most
_AMBIGUOUS = frozenset({"game", "study", "article", "ship", "programme", "video"})
"""Kinds whose nouns mostly stand before names of others ("Spiel Talheim", "Magazin Talbote")."""


_PIECES = frozenset({"Stück", "Bild", "Foto", "Platte", "Werk", "Band", "Titel"})
"""Nouns that are works only with a title in marks ("ein Stück Wald", "das Werk Talheim")."""


def _unmarked(analysis: Analysis, names: tuple[Name, ...]) -> list[tuple[Span, str]]:
    """Capitalised words right after a noun for a work, where they are no other name."""
    tokens = analysis.tokens
    others = [n.span for n in names if n.kind not in ("work", "other")]
    out = []
    for sentence in analysis.sentences:
        for at in range(sentence.first + 1, sentence.last - 1):
            kind = kind_of_work(tokens[at].text) if tokens[at].pos == "NOUN" else None
            led = tokens[at - 1].pos in ("DET", "ADJ") and tokens[at].morph.number != "plur"
            if kind is None or kind in _AMBIGUOUS or tokens[at].text in _PIECES or not led:
                continue
            end = at + 1
            while end < min(sentence.last, at + 1 + _LONGEST_RUN) and _titled(tokens[end]):
                end += 1
            if end == at + 1:
                continue
            span = (tokens[at + 1].begin, tokens[end - 1].end)
            if noun_sense(tokens[at + 1].text) is None and not any(
                _inside(span, other) for other in others
            ):
                out.append((span, kind))
    return out


def _titled(token: Token) -> bool:
    return token.pos in ("PROPN", "NOUN", "X") and token.text[0].isupper() and len(token.text) > 1


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
            "des",
            "der",
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
