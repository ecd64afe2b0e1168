"""Names that are on a list: outlets, agencies, platforms, parties, authorities."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from lautwem.language.lexicon import load
from lautwem.language.tokens import QUOTATION_MARKS, tokenise
from lautwem.model import Frozen, Token

_REACH = 3  # words before a name in which "laut", "Interview mit" are looked for
_TELLING_REACH = 9  # words before a name in which somebody tells it something
_LONGEST = 6  # words of the longest listed form
_GERMAN = ("DE", "AT", "CH", "LI", "LU")  # countries whose papers have names that are inflected
_ARTICLES = frozenset({"Der", "Die", "Das", "Dem", "Den", "The"})


class Entry(Frozen):
    """A listed name: ``kind`` as in ``model.Name``; ``ambiguous`` forms need evidence."""

    name: str
    kind: str
    country: str | None
    ambiguous: bool


class Listed(Frozen):
    """Tokens ``first`` to ``last`` name ``entry``: of a compound, its ``part`` first letters."""

    first: int
    last: int
    entry: Entry
    part: int | None = None


class Contexts(Frozen):
    """Words around a name that say what it is, from the lexicon ``name_contexts``."""

    heads: Mapping[str, str]
    before: frozenset[str]
    bridges: frozenset[str]
    after: frozenset[str]
    platform_before: frozenset[str]
    telling: frozenset[str]
    reporting: frozenset[str]
    told: frozenset[str]
    title_openers: frozenset[str]
    paper_words: frozenset[str]
    paper_endings: tuple[str, ...]
    domains: tuple[str, ...]

    def is_paper(self, word: str) -> bool:
        """Whether a word looks like the title of a paper ("Abendkurier"), not the common noun."""
        return (
            word[0].isupper()
            and word.lower().endswith(self.paper_endings)
            and word.lower() not in self.paper_endings
            and word not in self.heads
        )

    def head_kind(self, word: str) -> str | None:
        """The kind of thing a noun announces ("Rockband" → group), compounds by their end."""
        for form in (
            word,
            word[:-1] if word.endswith(("s", "n")) else word,
            word.removesuffix("en"),
        ):
            if found := self.heads.get(form.rsplit("-", 1)[-1]):
                return found
        return None


@cache
def contexts() -> Contexts:
    """The packaged lexicon of contexts."""
    data = load("name_contexts")
    heads = {noun: kind for kind, nouns in data["heads"].items() for noun in nouns}
    lists = ("before", "bridges", "after", "platform_before", "telling", "reporting", "told")
    sets = (frozenset(data[name]) for name in (*lists, "title_openers", "paper_words"))
    return Contexts(heads, *sets, tuple(data["paper_endings"]), tuple(data["domains"]))


@cache
def entries() -> Mapping[tuple[str, ...], Entry]:
    """Every listed form as the words it consists of."""
    found: dict[tuple[str, ...], Entry] = {}
    for file, kind in _FILES:
        for line in load(file)["entries"].splitlines():
            name, country, forms = (part.strip() for part in line.split("|"))
            further = [form.strip() for form in forms.split(";") if form.strip()]
            for form in further if f"~{name}" in further else (name, *further):
                entry = Entry(name, kind, country, form[0] == "~")
                _add(found, form.lstrip("~"), entry)
                if country in _GERMAN and kind != "institution":
                    for inflected in _inflected(form.lstrip("~")):
                        _add(found, inflected, entry)
            bare = name.split(" ", 1)
            if bare[0] in _ARTICLES and len(bare) == 2 and len(bare[1].split()) > 1:
                _add(found, bare[1], Entry(name, kind, country, False))
    for item in load("platforms")["platforms"]:
        for form in (item["name"], *(f for f in item.get("forms", ()) if "." not in f)):
            _add(found, form, Entry(item["name"], "platform", None, len(form) < 3))
    for item in load("picture_agencies")["agencies"]:
        for form in (item["name"], *item.get("forms", ())):
            if " " in form and "/" not in form and not item.get("news"):
                _add(found, form, Entry(item["name"], "picture_agency", None, False))
    return found


_FILES = (
    ("outlets", "outlet"),
    ("news_agencies", "agency"),
    ("parties", "institution"),
    ("authorities", "institution"),
)


def _inflected(form: str) -> Iterator[str]:
    """A name with the endings of the adjectives that open it ("der Talheimer Neuen Zeitung")."""
    words = form.split()
    opening = [at for at, word in enumerate(words[:-1]) if word[0].isupper() and word[-1] == "e"]
    for ending in ("n", "r") if opening else ():
        yield " ".join(w + ending if at in opening else w for at, w in enumerate(words))


def _add(found: dict[tuple[str, ...], Entry], form: str, entry: Entry) -> None:
    words = tuple(form[b:e] for b, e in tokenise(form, 0, len(form)))
    if words not in found or (found[words].ambiguous and not entry.ambiguous):
        found[words] = entry


@cache
def _openers() -> frozenset[str]:
    return frozenset(words[0] for words in entries())


def listed_names(tokens: Sequence[Token], first: int, last: int) -> Iterator[Listed]:
    """Listed names among the tokens of one sentence, longest first, not overlapping."""
    listed, openers = entries(), _openers()
    at = first
    while at < last:
        word = tokens[at].text
        found = None
        if word in openers or word[-1] == "s":
            found = _longest(tokens, at, last, listed)
        if found is None and "-" in word:
            found = _opening_part(word, at, listed)
        doubtful = found and (found.entry.ambiguous or (at == first and _opens_like_noun(found)))
        if found and (not doubtful or _supported(tokens, found, first, last)):
            yield found
            at = found.last
        else:
            at += 1


def _opens_like_noun(found: Listed) -> bool:
    """ "Die Welt", "Die Zeit" at the start of a sentence may be no title."""
    _, _, rest = found.entry.name.partition(" ")
    bare = entries().get((rest,))
    return found.last - found.first == 2 and bare is not None and bare.ambiguous


def _longest(
    tokens: Sequence[Token], at: int, last: int, listed: Mapping[tuple[str, ...], Entry]
) -> Listed | None:
    for end in range(min(last, at + _LONGEST), at, -1):
        words = tuple(token.text for token in tokens[at:end])
        entry = listed.get(words)
        if entry is None and words[-1][-1] == "s" and len(words[-1]) > 3:
            entry = listed.get((*words[:-1], words[-1][:-1]))
        if entry:
            return Listed(at, end, entry)
    return None


def _opening_part(word: str, at: int, listed: Mapping[tuple[str, ...], Entry]) -> Listed | None:
    """ "dpa-Informationen", "Bild-Bericht": the medium is the first part of the word."""
    part, _, rest = word.partition("-")
    entry = listed.get((part,))
    if entry and entry.kind in ("outlet", "agency") and rest[:1].isupper():
        return Listed(at, at + 1, entry, len(part))
    return None


def _supported(tokens: Sequence[Token], found: Listed, first: int, last: int) -> bool:
    """Whether an ordinary word is meant as a medium here."""
    known = contexts()
    before = [token.text for token in tokens[max(first, found.first - _REACH) : found.first]]
    after = tokens[found.last].text if found.last < last else ""
    if found.part is not None:
        rest = tokens[found.first].text[found.part + 1 :]
        return rest in known.after or rest in known.before
    if found.entry.kind == "platform":
        return bool(before) and before[-1] in known.platform_before
    if before and before[-1] in QUOTATION_MARKS:
        return after in QUOTATION_MARKS
    if before and contexts().heads.get(before[-1]) == "outlet":
        return True
    if after in known.after and (not before or tokens[found.first - 1].pos in ("DET", "PROPN")):
        return True
    if _is_told(tokens, found, first) or _reports(tokens, found, first):
        return True
    bridge = list(before)
    while bridge and bridge[-1] in known.bridges:
        bridge.pop()
    return bool(bridge) and (bridge[-1].lower() in known.before or bridge[-1] in known.before)


def _is_told(tokens: Sequence[Token], found: Listed, first: int) -> bool:
    """Whether a verb of telling and the word for whom stand before ("sagte Velten dem Spiegel")."""
    before = tokens[max(first, found.first - _TELLING_REACH) : found.first]
    if not before or before[-1].text not in contexts().told:
        return False
    if before[-1].pos != "ADP" and len(before) > 1 and before[-2].pos == "ADP":
        return False
    fits = before[-1].pos == "ADP" or tokens[found.first].morph.case in ("dat", None)
    return fits and any(t.lemma in contexts().telling for t in before)


def _reports(tokens: Sequence[Token], found: Listed, first: int) -> bool:
    """Whether a verb of reporting and an article stand before ("berichtet der Spiegel")."""
    verb = found.first - 2
    article = verb >= first and tokens[verb + 1].pos == "DET"
    return article and tokens[verb].lemma in contexts().reporting
