"""Rules that correct the tagger from the sentence and from the rest of the article.

Each takes the analysis and the names so far and returns the names corrected; they run
in the order of ``apply``. Tokens in ``taken`` belong to listed names and stay.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from lautwem.language.lexicon import load
from lautwem.language.tokens import QUOTATION_MARKS
from lautwem.model import Analysis, Token
from lautwem.reading.names.attributes import gazetteer
from lautwem.reading.names.found import Found
from lautwem.reading.names.lists import contexts
from lautwem.reading.names.person_nouns import person_nouns
from lautwem.reading.names.tagger import tagger

Taken = frozenset[int]
Rule = Callable[[Analysis, list[Found], Taken], list[Found]]

_OLDEST = 115  # years; a number in brackets above it is no age
_CLOSING = ("und", "&", "sowie")  # before the last item of a list
_NICKNAME = 3  # words of a nickname in quotation marks at most
_LONGEST_NAME = 4  # words of a name before an age at most
_ARTICLES = frozenset({"der", "die", "dem", "den"})
_UNITS = frozenset(load("name_contexts")["units"])
_PARTICLES = frozenset(load("titles")["particles"])
_ADDRESS = frozenset(load("titles")["address"])
_NAMING = frozenset(w for w in load("titles")["naming"] if " " not in w)
_NAMING_PAIRS = frozenset(tuple(w.split()) for w in load("titles")["naming"] if " " in w)


def apply(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """The names after all rules, in text order, not overlapping."""
    for rule in _RULES:
        found = sorted(rule(analysis, found, taken), key=lambda f: f.first)
    return found


def _capital(token: Token) -> bool:
    return token.text[0].isupper() and token.pos not in ("PRON", "DET", "ADP", "CCONJ", "PUNCT")


def _put(found: list[Found], new: Found) -> list[Found]:
    """``found`` with ``new`` instead of what it overlaps."""
    return [f for f in found if f.last <= new.first or new.last <= f.first] + [new]


def heads(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "die Band Tokio Hotel", "die Figur Karl": the noun before says what the name names."""
    out = []
    for f in found:
        kind = None
        if f.first and analysis.tokens[f.first - 1].pos in ("NOUN", "PROPN"):
            kind = contexts().head_kind(analysis.tokens[f.first - 1].text)
        out.append(Found(f.first, f.last, kind, "name-head") if kind else f)
    return out


def introduced(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Rapper 50 Cent", "seiner Tochter North", "Frau Kern": a person follows a person noun."""
    tokens, nouns = analysis.tokens, person_nouns()
    firsts = {s.first for s in analysis.sentences}
    kinds = {f.first: f for f in found}
    for at in range(1, len(tokens)):
        before, here = tokens[at - 1], tokens[at]
        if at in firsts or at in taken or before.pos not in ("NOUN", "PROPN"):
            continue
        sense = nouns.sense(before.text)
        if before.text not in _ADDRESS and (sense is None or sense.plural):
            continue
        current = kinds.get(at)
        end = current.last if current else _introduced_end(tokens, at)
        if current and (current.kind in ("person", "group") or current.kind == "work"):
            continue
        if any(f.first < at < f.last for f in found):
            continue
        proper = current is not None or here.pos == "PROPN" or before.text in _ADDRESS
        proper = proper or _apposed(tokens, at, firsts)
        kin = sense is not None and sense.kind == "kinship"
        if (
            end
            and (proper or here.pos == "NUM")
            and (kin or not current or current.kind != "place")
        ):
            found = _put(found, Found(at, end, "person", "name-after-noun"))
    return found


def _apposed(tokens: Sequence[Token], at: int, firsts: set[int]) -> bool:
    """ "der Rapper Haftbefehl": two nouns side by side, the first with an article."""
    if at < 2 or at - 1 in firsts or tokens[at].pos != "NOUN":
        return False
    sense = person_nouns().sense(tokens[at].text)
    article = tokens[at - 2].pos == "DET" and tokens[at - 2].text.lower() in _ARTICLES
    last = at + 1 >= len(tokens) or tokens[at + 1].pos not in ("NOUN", "PROPN")
    return article and sense is None and last and tokens[at - 1].morph.number != "plur"


def _introduced_end(tokens: Sequence[Token], at: int) -> int | None:
    """Where a person's name that begins at ``at`` ends, None where none begins."""
    if tokens[at].text.isdigit() and at + 1 < len(tokens) and tokens[at + 1].text[0].isupper():
        proper = tokens[at + 1].pos in ("NOUN", "PROPN") and tokens[at + 1].text not in _UNITS
        return at + 2 if proper else None
    if not _capital(tokens[at]) or gazetteer().kinds(tokens[at].text) == ("P",):
        return at + 1 if _capital(tokens[at]) else None
    end = at + 1
    while end < len(tokens) and end - at < _LONGEST_NAME and tokens[end].pos == "PROPN":
        end += 1
    return end


def aged(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Kim Muster (44)": what stands before an age in brackets is a person."""
    tokens = analysis.tokens
    for at in range(1, len(tokens) - 2):
        if tokens[at].text != "(" or tokens[at + 2].text not in (")", ",", ";"):
            continue
        if not (tokens[at + 1].text.isdigit() and 0 < int(tokens[at + 1].text[:4]) <= _OLDEST):
            continue
        if at - 1 in taken:
            continue
        last = [f for f in found if f.last == at]
        if last and (last[0].kind in ("person", "place", "institution")):
            continue
        first = at
        while first and at - first < _LONGEST_NAME and _capital(tokens[first - 1]):
            word = tokens[first - 1].text
            noun = tokens[first - 1].pos == "NOUN" and "F" not in gazetteer().kinds(word)
            if person_nouns().sense(word) or (noun and first < at):
                break
            first -= 1
        if first < at and any(t.pos == "PROPN" for t in tokens[first:at]):
            found = _put(found, Found(first, at, "person", "name-before-age"))
    return found


def nicknames(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """Sean "Diddy" Combs: a quoted word inside a person's name belongs to it."""
    tokens = analysis.tokens
    people = {f.last: f for f in found if f.kind == "person"}
    first_names = gazetteer().first_names
    for at, token in enumerate(tokens):
        if token.text not in QUOTATION_MARKS or not at:
            continue
        before = people.get(at)
        if before is None and tokens[at - 1].text not in first_names:
            continue
        for end in range(at + 2, min(at + 2 + _NICKNAME, len(tokens) - 1)):
            if tokens[end].text in QUOTATION_MARKS:
                after = next((f for f in found if f.first == end + 1), None)
                ok = after is None or after.kind in ("person", "other", "institution")
                if ok and _capital(tokens[end + 1]) and _capital(tokens[at + 1]):
                    first = before.first if before else at - 1
                    last = after.last if after else end + 2
                    found = _put(found, Found(first, last, "person", "name-with-nickname"))
                break
    return found


def trimmed(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Anna Kern / AP", "Kurt Reis von Ö1": a person's name ends before what is no part of it."""
    out = []
    for f in found:
        last = f.last
        if f.kind == "person":
            cuts = (at for at in range(f.first + 1, last) if analysis.tokens[at].text == "/")
            last = next(cuts, last)
            while f.first + 1 < last and _is_office(analysis.tokens[f.first]):
                f = Found(f.first + 1, f.last, f.kind, f.rule)
            while last - 1 > f.first and last - 1 in taken:
                last -= 1
            while last < f.last and last - 1 > f.first and not _capital(analysis.tokens[last - 1]):
                last -= 1
        out.append(Found(f.first, last, f.kind, f.rule))
    return out


def _is_office(token: Token) -> bool:
    """ "VW-Chef" before "Winter" is no part of the name."""
    sense = person_nouns().sense(token.text)
    return sense is not None and sense.kind == "role" and token.text not in gazetteer().first_names


def first_names(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Rom Braslavski", "Humberto de la Calle": a first name and what must be its surname."""
    tokens, names = analysis.tokens, gazetteer()
    covered = {at: f for f in found for at in range(f.first, f.last)}
    for sentence in analysis.sentences:
        for at in range(sentence.first, sentence.last - 1):
            here = covered.get(at)
            if at in taken or tokens[at].pos not in ("PROPN", "NOUN", "ADJ"):
                continue
            if here is not None:
                after = covered.get(at + 1)
                lone = here.kind == "place" and here.last == at + 1 and here.first == at
                led = at > sentence.first and tokens[at - 1].pos == "ADP"
                surname = after and after.kind == "person" and after.last == after.first + 1
                if lone and surname and not led:
                    found = _put(found, Found(at, after.last, "person", "name-shape"))
                continue
            end = at + 1
            while end < sentence.last - 1 and end - at < 4 and tokens[end].text in _PARTICLES:
                end += 1
            known = names.kinds(tokens[at].text)[:1] == ("F",)
            free = end not in taken and end not in covered and tokens[end].pos == "PROPN"
            if known and free and _capital(tokens[end]) and _like_surname(tokens[end].text):
                found = _put(found, Found(at, end + 1, "person", "name-shape"))
    return found


def _like_surname(word: str) -> bool:
    """A listed surname, a word of no corpus, or one that the corpus uses for people."""
    base = word.removesuffix("s")
    habits = tagger().corpus.get(word)
    if habits is None or word in gazetteer().surnames or base in gazetteer().surnames:
        return word not in gazetteer().places
    return "hhPER" in habits


def characters(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Karin Gorn (Karin Hanc)": whom an actor in brackets plays is invented."""
    tokens = analysis.tokens
    people = {f.first: f for f in found if f.kind == "person"}
    out = []
    for f in found:
        actor = people.get(f.last + 1)
        if f.kind == "person" and actor and tokens[f.last].text == "(":
            closed = actor.last < len(tokens) and tokens[actor.last].text == ")"
            if closed and actor.last - actor.first > 1:
                f = Found(f.first, f.last, "other", "name-of-character")
        out.append(f)
    return out


def joined(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Kanye" + "West", "P." + "Diddy": neighbouring pieces of one person's name."""
    tokens, out = analysis.tokens, []
    firsts = {s.first for s in analysis.sentences}
    for f in found:
        if f.kind != "person":
            out.append(f)
            continue
        first = f.first
        while first and first not in firsts and _initial(tokens[first - 1].text):
            first -= 1
        before = out[-1] if out else None
        if before and before.last == first and before.kind == "person" and first not in firsts:
            if not tokens[first - 1].text.endswith(("s", "'", "’")):
                first = out.pop().first
        elif before and before.last > first:
            first = f.first
        out.append(Found(first, f.last, "person", f.rule))
    return out


def _initial(word: str) -> bool:
    return len(word) in (2, 3) and word[-1] == "." and word[0].isupper()


def shaped(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """First name and surname are a person, whatever the tagger said; "St. Johann" is a place."""
    tokens, names, out = analysis.tokens, gazetteer(), []
    for f in found:
        first, last = tokens[f.first], tokens[f.last - 1]
        if f.last - f.first == 2 and first.text in ("St.", "Sankt", "Bad"):
            f = Found(f.first, f.last, "place", "name-shape")
        elif f.last - f.first == 2 and f.kind in ("institution", "place", "other"):
            known = names.kinds(first.text)
            if known[:1] == ("F",) and "P" not in known and last.pos == "PROPN":
                f = Found(f.first, f.last, "person", "name-shape")
        out.append(f)
    return out


def common_nouns(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Mann", "Papa" alone are no names."""
    nouns, tokens = person_nouns(), analysis.tokens
    out = []
    for f in found:
        sense = nouns.sense(tokens[f.first].text) if f.last == f.first + 1 else None
        before = tokens[f.first - 1] if f.first else None
        title = before is not None and before.text in _ADDRESS
        led = before is not None and before.pos in ("DET", "ADJ", "ADP")
        inflected = sense is not None and tokens[f.first].text not in (
            sense.base,
            tokens[f.first].lemma,
        )
        if sense is None or title or (sense.kind == "role" and not led and not inflected):
            out.append(f)
    return out


def named(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Ich bin X Y", "alias X", "namens X", "bekannt als X": a name follows."""
    tokens = analysis.tokens
    covered = {at for f in found if f.kind == "person" for at in range(f.first, f.last)}
    for sentence in analysis.sentences:
        for at in range(sentence.first + 1, sentence.last):
            if at in covered or at in taken or not _capital(tokens[at]) or not _naming(tokens, at):
                continue
            end = at + 1
            while end < sentence.last and end - at < 3 and _capital(tokens[end]):
                end += 1
            if tokens[at].pos == "PROPN" or any(f.first < end and at < f.last for f in found):
                found = _put(found, Found(at, end, "person", "name-introduced"))
    return found


def _naming(tokens: Sequence[Token], at: int) -> bool:
    before = tuple(token.text.lower() for token in tokens[max(0, at - 2) : at])
    return before[-1] in _NAMING or before in _NAMING_PAIRS


def particles(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Ursula" + "von der" + "Leyen": particles join a person's first name and surname."""
    tokens = analysis.tokens
    for f in [f for f in found if f.kind == "person"]:
        end = f.last
        while end < len(tokens) and end - f.last < 3 and tokens[end].text in _PARTICLES:
            end += 1
        known = gazetteer().kinds(tokens[f.last - 1].text)
        opens = tokens[min(f.last, len(tokens) - 1)].text not in ("der", "den", "das", "y", "e")
        if f.last < end < len(tokens) and _capital(tokens[end]) and "F" in known and opens:
            after = next((g for g in found if g.first == end), None)
            person = after is not None and after.kind == "person"
            lone = f.last - f.first == 1 and end not in taken
            if not person and (after is not None or not (lone or tokens[end].pos == "PROPN")):
                continue
            last = after.last if after else end + 1
            found = _put(found, Found(f.first, last, "person", "name-particle"))
    return found


def enumerated(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "50 Cent, Jay Z und P. Diddy": items of a list of people are people.

    After a plural noun for people ("mit ihren Kindern A, B und C") every item is one, else
    where most items are, and none of the others is a known place.
    """
    tokens = analysis.tokens
    for sentence in analysis.sentences:
        for items, headed in _lists(analysis, sentence.first, sentence.last):
            if any(set(range(*item)) & taken for item in items):
                continue
            kinds = [_kind_of(found, item) for item in items]
            people = kinds.count("person")
            if not headed and (people * 2 <= len(items) or "place" in kinds):
                continue
            for item, kind in zip(items, kinds, strict=True):
                fits = headed or (kind in (None, "other") and _nameable(tokens, item))
                if kind != "person" and fits:
                    found = _put(found, Found(*item, "person", "name-in-list"))
    return found


def _nameable(tokens: Sequence[Token], item: tuple[int, int]) -> bool:
    first = tokens[item[0]]
    return first.text.isdigit() or any(t.pos == "PROPN" for t in tokens[slice(*item)])


def _kind_of(found: list[Found], item: tuple[int, int]) -> str | None:
    over = [f for f in found if f.first < item[1] and item[0] < f.last]
    return over[0].kind if len(over) == 1 else None


def _lists(
    analysis: Analysis, first: int, last: int
) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """Enumerations of capitalised items: their token ranges, and whether a noun heads them."""
    tokens, at = analysis.tokens, first
    while at < last:
        if person_nouns().sense(tokens[at].text):
            at += 1
            continue
        items: list[tuple[int, int]] = []
        here = at
        while (end := _item_end(tokens, here, last)) is not None:
            closing = bool(items) and tokens[here - 1].text in _CLOSING
            items.append((here, end))
            if not closing and end < last and tokens[end].text in (",", *_CLOSING):
                here = end + 1
                if (
                    tokens[end].text == ","
                    and here < last
                    and tokens[here].text in ("und", "sowie")
                ):
                    here += 1
            else:
                here = end
                break
        if len(items) > 1:
            headed = items[0][0] > first and _heads_people(tokens, items[0][0] - 1)
            closed = tokens[items[-1][0] - 1].text in _CLOSING
            if headed or (closed and len(items) > 2):
                yield items, headed
        at = max(here, at + 1)


def _heads_people(tokens: Sequence[Token], at: int) -> bool:
    sense = person_nouns().sense(tokens[at].text) if tokens[at].pos in ("NOUN", "PROPN") else None
    plural = sense is not None and (sense.plural or tokens[at].morph.number == "plur")
    return plural and sense.kind in ("kinship", "role")


def _item_end(tokens: Sequence[Token], at: int, last: int) -> int | None:
    end = at
    while end < last and end - at < 3:
        token = tokens[end]
        number = end == at and token.text.isdigit() and len(token.text) < 4
        if number or (_capital(token) and token.pos in ("PROPN", "NOUN", "X", "ADJ")):
            end += 1
        else:
            break
    if end == at or (end == at + 1 and tokens[at].text.isdigit()):
        return None
    return end


def consistent(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """One word, one kind of name in an article: parts of full names, then the majority."""
    tokens = analysis.tokens
    parts: set[str] = set()
    votes: dict[str, Counter] = {}
    for f in found:
        words = [t.text for t in tokens[f.first : f.last]]
        if f.kind == "person" and len(words) > 1:
            parts |= {w for w in words if w[0].isupper() and len(w) > 2}
        elif len(words) == 1:
            votes.setdefault(words[0].removesuffix("s"), Counter())[f.kind] += 1
    places = gazetteer().places
    covered = {at: f for f in found for at in range(f.first, f.last)}
    for at, token in enumerate(tokens):
        word = token.text
        base = word if word in parts else word[:-1] if word[-1] in "s'’" else word
        current = covered.get(at)
        if at in taken or not word[0].isupper():
            continue
        if current and (current.kind == "person" or current.last - current.first > 1):
            continue
        if base in parts and base not in places and _may_be_name(token, current):
            found = _put(found, Found(at, at + 1, "person", "name-elsewhere"))
        elif word.removesuffix("s") in votes and _may_be_name(token, current):
            kind, count = votes[word.removesuffix("s")].most_common(1)[0]
            if kind == "person" and count > (current is not None) and base not in places:
                found = _put(found, Found(at, at + 1, kind, "name-elsewhere"))
    return found


def _may_be_name(token: Token, current: Found | None) -> bool:
    return current is not None or token.pos in ("PROPN", "NOUN", "X", "ADJ", "ADV")


_RULES: tuple[Rule, ...] = (
    trimmed,
    common_nouns,
    shaped,
    first_names,
    joined,
    nicknames,
    particles,
    introduced,
    named,
    aged,
    heads,
    consistent,
    common_nouns,
    joined,
    enumerated,
    characters,
)


def without_genitive(words: Sequence[str], kind: str, bare: frozenset[str], genitive: bool) -> str:
    """The last word of a name without the ending of the genitive.

    An -s goes where the word stands without it in a name elsewhere (``bare``), or where
    only the word without it is a known name; -ens goes likewise ("Straussens"). Where a
    noun follows directly (``genitive``) the -s of an unknown name goes after a consonant.
    """
    last = words[-1]
    if last[-1] in "'’" and len(last) > 2:
        return last[:-1]
    names = gazetteer()
    lists = (names.places,) if kind == "place" else (names.first_names, names.surnames)
    for ending in ("ens", "s"):
        base = last.removesuffix(ending)
        if base == last or len(base) < 3:
            continue
        known = any(base in listed for listed in lists) and not any(last in n for n in lists)
        if base in bare or (known and last not in bare):
            return base
        unknown = not any(last in listed for listed in lists)
        if genitive and ending == "s" and unknown and base[-1] not in "aeiouysß":
            return base
    return last
