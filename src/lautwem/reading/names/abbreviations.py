"""Short forms that the text itself explains: "die Freie Wählergilde (FWG)" is FWG from then on."""

from collections.abc import Sequence

from msgspec.structs import replace

from lautwem.model import Analysis, Because, Name

_BODIES = ("institution", "group", "outlet", "other")
_LETTERS = range(2, 9)  # letters of a short form
_CAPITALS = 2  # capitals that tell a short form from a word in brackets
_COUNTRIES = "dösu"  # last letter that stands for a country beside the name ("in Österreich")
_PLAIN = str.maketrans("äöüé", "aoue")


def abbreviated(analysis: Analysis, names: Sequence[Name]) -> tuple[Name, ...]:
    """The names with every explained short form under the name that it is short for.

    A short form stands in brackets right after the name of a body and is spelt with letters
    of it in their order; it is a name wherever it stands, whether or not the tagger saw it.
    A listed short form keeps its own name.
    """
    full = _explained(analysis, names)
    if not full:
        return tuple(names)
    out = []
    covered = set()
    for name in names:
        covered.add(name.span[0])
        word = analysis.text[slice(*name.span)]
        if word in full and name.because.rule != "name-list":
            name = replace(name, kind=full[word].kind, canonical=full[word].canonical)
        out.append(name)
    for token in analysis.tokens:
        if token.text in full and token.begin not in covered:
            span, known = (token.begin, token.end), full[token.text]
            because = Because("name-abbreviation", (known.span, span))
            out.append(Name(span, known.kind, known.canonical, because))
    return tuple(sorted(out, key=lambda name: name.span))


def _explained(analysis: Analysis, names: Sequence[Name]) -> dict[str, Name]:
    """Short form → the name before the bracket in which it stands."""
    ends = {name.span[1]: name for name in names if name.kind in _BODIES}
    tokens, found = analysis.tokens, {}
    for at in range(1, len(tokens) - 2):
        if tokens[at].text != "(" or tokens[at + 2].text != ")":
            continue
        name, word = ends.get(tokens[at - 1].end), tokens[at + 1].text
        if name and _spells(word, analysis.text[slice(*name.span)]):
            found.setdefault(word, name)
    return found


def _spells(word: str, name: str) -> bool:
    """Whether a short form begins like a word of the name and takes its letters in order."""
    capitals = sum(letter.isupper() for letter in word)
    if len(word) not in _LETTERS or capitals < _CAPITALS or not word.isalpha():
        return False
    if len(word) > 3 and word[-1].lower() in _COUNTRIES:
        word = word[:-1]
    short, whole = (form.lower().translate(_PLAIN) for form in (word, name))
    begins = whole.startswith(short[0]) or f" {short[0]}" in whole
    rest = iter(whole)
    return begins and all(letter in rest for letter in short)
