"""Rules that correct the tagger, in order; and names without their genitive ending.

Each rule takes the analysis and the names so far and returns the names corrected.
Tokens in ``taken`` belong to listed names and stay.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from lautwem.model import Analysis, Token
from lautwem.reading.names import neighbours, ordinary, shape
from lautwem.reading.names.attributes import gazetteer
from lautwem.reading.names.found import LONGEST, Found, Taken, covering, replaced
from lautwem.reading.names.lists import contexts

_OF_A_PLACE = ("sche", "schen", "scher", "sches", "er")  # "Talheimer", "Nordische"
_TOLD = 100  # votes of a name whose kind a noun before it tells ("die Insel Muster")
Rule = Callable[[Analysis, list[Found], Taken], list[Found]]


def apply(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """The names after all rules, in text order, not overlapping."""
    for rule in _RULES:
        found = sorted(rule(analysis, found, taken), key=lambda f: f.first)
    return found


def consistent(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """One word, one kind of name in an article: parts of full names, then the majority."""
    new: list[Found] = []
    tokens = analysis.tokens
    parts: set[str] = set()
    full: dict[tuple[str, ...], int] = {}
    known: set[tuple[str, ...]] = set()
    votes: dict[str, Counter] = {}
    for f in found:
        words = [t.text for t in tokens[f.first : f.last]]
        if f.kind == "person" and 1 < len(words) <= LONGEST:
            parts |= {w for w in words if w[0].isupper() and len(w) > 2}
            full[tuple(words[:2])] = max(len(words), full.get(tuple(words[:2]), 0))
            known.add(tuple(words))
            for start in shape.surnames_of(words):  # "Van der Bellen"
                known.add(tuple(words[start:]))
                full[tuple(words[start : start + 2])] = len(words) - start
        elif len(words) == 1:
            weight = _TOLD if f.rule == "name-head" else 1
            votes.setdefault(words[0].removesuffix("s"), Counter())[f.kind] += weight
    places = gazetteer().places
    covered = covering(found)
    for at, token in enumerate(tokens):
        word = token.text
        base = word if word in parts else word[:-1] if word[-1] in "s'’" else word
        current = covered.get(at)
        if at in taken or not word[0].isupper():
            continue
        last = _full_name(tokens, at, full, known)
        if last and not any(place in taken for place in range(at, last)):
            new.append(Found(at, last, "person", "name-elsewhere"))
        if current and current.last - current.first > 1:
            continue
        kind, count = None, 0
        if word.removesuffix("s") in votes:
            kind, count = votes[word.removesuffix("s")].most_common(1)[0]
        if current and current.kind == "person":
            if count >= _TOLD and kind != "person":
                new.append(Found(at, at + 1, kind, "name-elsewhere"))
            continue
        voted = kind == "person" and count > (current is not None)
        if (base in parts or voted) and base not in places and _may_be_name(token, current):
            new.append(Found(at, at + 1, "person", "name-elsewhere"))
    return replaced(found, new)


def _full_name(
    tokens: Sequence[Token],
    at: int,
    longest: Mapping[tuple[str, ...], int],
    known: set[tuple[str, ...]],
) -> int | None:
    """Where a full name of the article that begins here ends, None if none does."""
    pair = tuple(token.text for token in tokens[at : at + 2])
    for size in range(longest.get(pair, 0), 1, -1):
        if tuple(token.text for token in tokens[at : at + size]) in known:
            return at + size
    return None


def _may_be_name(token: Token, current: Found | None) -> bool:
    return current is not None or token.pos in ("PROPN", "NOUN", "X", "ADJ", "ADV")


def papers(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """A word that ends like the title of a paper is one where it is a name or a source."""
    known = contexts()
    tokens = analysis.tokens
    covered = covering(found)
    new = []
    for at, token in enumerate(tokens):
        if at in taken or not known.is_paper(token.text):
            continue
        before = tokens[at - 1].text if at else ""
        if before in known.bridges and at > 1:
            before = tokens[at - 2].text
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if at in covered or before.lower() in known.before or after in known.after:
            new.append(Found(at, at + 1, "outlet", "name-paper"))
    return replaced(found, [f for f in new if _alone(covered.get(f.first))])


def titled(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Talheim Times", "dem Talheimischen Anzeiger": a name that ends like a paper's title."""
    last_words = contexts().paper_words
    tokens, new = analysis.tokens, []
    covered = covering(found)
    for sentence in analysis.sentences:
        for at in range(sentence.first + 1, sentence.last):
            if tokens[at].text not in last_words or at in taken or at - 1 in taken:
                continue
            before, own = covered.get(at - 1), covered.get(at)
            if own and own.first < at:
                first = own.first
            elif before and before.last == at:
                first = before.first
            elif tokens[at - 1].text[0].isupper() and tokens[at - 1].text.endswith(_OF_A_PLACE):
                first = at - 1 if at - 1 > sentence.first else at
            else:
                continue
            person = before is not None and before.kind == "person" and own is None
            if first < at and not person:
                last = own.last if own else at + 1
                new.append(Found(first, last, "outlet", "name-paper"))
    return replaced(found, new)


def _alone(current: Found | None) -> bool:
    return current is None or current.last - current.first == 1


_RULES: tuple[Rule, ...] = (
    shape.divided,
    shape.trimmed,
    shape.common_nouns,
    shape.shaped,
    shape.trimmed,
    shape.first_names,
    shape.joined,
    shape.nicknames,
    shape.particles,
    neighbours.introduced,
    neighbours.appositions,
    neighbours.named,
    neighbours.aged,
    neighbours.heads,
    neighbours.media,
    ordinary.nouns,
    consistent,
    shape.common_nouns,
    shape.joined,
    neighbours.enumerated,
    neighbours.characters,
    ordinary.namesakes,
    papers,
    titled,
)


def without_genitive(words: Sequence[str], kind: str, bare: frozenset[str], genitive: bool) -> str:
    """The last word of a name without the ending of the genitive.

    ``bare`` are words of names that stand where no genitive can. An -s goes where the
    word stands without it there, or where only the word without it is a known name; -ens
    goes likewise ("Straussens"). Where the words beside it say so (``genitive``) the -s of
    an unknown name goes after a consonant.
    """
    last = words[-1]
    if last[-1] in "'’‘" and len(last) > 2:
        return last[:-1]
    names = gazetteer()
    people = (names.first_names, names.surnames)
    lists = {"place": (names.places,), "person": people}.get(kind, (names.places, *people))
    for ending in ("ens", "s"):
        base = last.removesuffix(ending)
        if base == last or len(base) < 3:
            continue
        known = any(base in listed for listed in lists) and not any(last in n for n in lists)
        if base in bare or (known and (kind == "place" or last not in bare)):
            return base
        unknown = last not in bare and not any(last in listed for listed in lists)
        if genitive and ending == "s" and unknown and base[-1] not in "aeiouysß":
            return base
    return last
