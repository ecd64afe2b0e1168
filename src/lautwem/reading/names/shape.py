"""Rules on the shape of names: where a person's name begins and ends, what is no name."""

from collections.abc import Sequence

from lautwem.language.lexicon import load
from lautwem.language.tokens import QUOTATION_MARKS
from lautwem.model import Analysis, Token
from lautwem.reading.names.attributes import gazetteer
from lautwem.reading.names.found import LONGEST, Found, Taken, covering, is_capital, replaced
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.names.tagger import tagger

_INITIALS = 3  # initials before a name at most
_NICKNAME = 3  # words of a nickname in quotation marks at most
_PARTICLES = frozenset(load("titles")["particles"])
_ADDRESS = frozenset(load("titles")["address"])
_TITLES = _ADDRESS | frozenset(load("titles")["academic"])
_SAINTS = frozenset(load("name_contexts")["saints"])
_LEADING = frozenset({"in", "nach", "aus", "bei"})
_LEGAL_FORMS = frozenset(load("name_contexts")["legal_forms"])


def shaped(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """First name and surname are a person, whatever the tagger said; "St. Johann" is a place."""
    tokens, names, out = analysis.tokens, gazetteer(), []
    for f in found:
        first, last = tokens[f.first], tokens[f.last - 1]
        after = tokens[f.last].text if f.last < len(tokens) else ""
        if f.kind == "person" and (last.text in _LEGAL_FORMS or after in _LEGAL_FORMS):
            f = Found(f.first, f.last, "institution", "name-shape")
        elif f.last - f.first == 2 and first.text in ("St.", "Sankt", "Bad"):
            f = Found(f.first, f.last, "place", "name-shape")
        elif f.kind == "person" and f.last == f.first + 1:
            if set(names.kinds(first.text)) in ({"P"}, {"sP"}):
                f = Found(f.first, f.last, "place", "name-shape")
        elif f.last - f.first == 2 and first.text in _SAINTS and _is_place(tokens, f):
            f = Found(f.first, f.last, "place", "name-shape")
        elif f.last - f.first > 1 and f.kind in ("institution", "place", "other"):
            known = names.kinds(first.text)
            between = all(t.text in _PARTICLES for t in tokens[f.first + 1 : f.last - 1])
            proper = last.pos == "PROPN" or f.last - f.first > 2
            if known[:1] == ("F",) and "P" not in known and between and proper:
                f = Found(f.first, f.last, "person", "name-shape")
        out.append(f)
    return out


def _is_place(tokens: Sequence[Token], f: Found) -> bool:
    """ "Santa Clara": taken for a place by the tagger, or after a word that leads to one."""
    return f.kind == "place" or (f.first > 0 and tokens[f.first - 1].text in _LEADING)


def divided(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Mia, Tom": a comma divides two names."""
    out = []
    for f in found:
        first = f.first
        for at in range(f.first, f.last):
            if f.kind == "person" and analysis.tokens[at].text == ",":
                if at > first:
                    out.append(Found(first, at, f.kind, f.rule))
                first = at + 1
        if first < f.last:
            out.append(Found(first, f.last, f.kind, f.rule))
    return [f for f in out if f.kind != "person" or f.last - f.first <= LONGEST]


def trimmed(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Anna Kern / AP", "Kurt Reis von Ö1": a person's name ends before what is no part of it."""
    out = []
    for f in found:
        last = f.last
        if f.kind == "person":
            while f.first + 1 < last and analysis.tokens[f.first].text in _TITLES:
                f = Found(f.first + 1, f.last, f.kind, f.rule)
            cuts = (at for at in range(f.first + 1, last) if analysis.tokens[at].text == "/")
            last = next(cuts, last)
            while f.first + 1 < last and _is_office(analysis.tokens, f.first):
                f = Found(f.first + 1, f.last, f.kind, f.rule)
            while last - 1 > f.first and last - 1 in taken:
                last -= 1
            while (
                last < f.last and last - 1 > f.first and not is_capital(analysis.tokens[last - 1])
            ):
                last -= 1
        out.append(Found(f.first, last, f.kind, f.rule))
    return out


def _is_office(tokens: Sequence[Token], at: int) -> bool:
    """ "VW-Chef" or "Serben" before "Winter", "der Wirt" before "Jan": no part of the name."""
    word = tokens[at].text
    names = gazetteer()
    listed = word in names.first_names or word in names.surnames
    led = at > 0 and tokens[at - 1].pos == "DET" and tokens[at + 1].text in names.first_names
    return noun_sense(word) is not None and (not listed or led)


def first_names(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Rom Braslavski", "Humberto de la Calle": a first name and what must be its surname."""
    new: list[Found] = []
    tokens, names = analysis.tokens, gazetteer()
    covered = covering(found)
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
                    new.append(Found(at, after.last, "person", "name-shape"))
                continue
            end = at + 1
            while end < sentence.last - 1 and end - at < 4 and tokens[end].text in _PARTICLES:
                end += 1
            known = names.kinds(tokens[at].text)[:1] == ("F",)
            free = end not in taken and end not in covered and tokens[end].pos == "PROPN"
            if known and free and is_capital(tokens[end]) and _like_surname(tokens[end].text):
                new.append(Found(at, end + 1, "person", "name-shape"))
    return replaced(found, new)


def _like_surname(word: str) -> bool:
    """A listed surname, a word of no corpus, or one that the corpus uses for people."""
    base = word.removesuffix("s")
    habits = tagger().corpus.get(word)
    if habits is None or word in gazetteer().surnames or base in gazetteer().surnames:
        return word not in gazetteer().places
    return "hhPER" in habits


def joined(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Jonas" + "Falk", "P." + "Lux": neighbouring pieces of one person's name."""
    tokens, out = analysis.tokens, []
    firsts = {s.first for s in analysis.sentences}
    for f in found:
        if f.kind != "person":
            out.append(f)
            continue
        first = f.first
        room = max(f.first - _INITIALS, 0)
        while first > room and first not in firsts and _initial(tokens[first - 1].text):
            first -= 1
        before = out[-1] if out else None
        short = before is not None and f.last - before.first <= LONGEST
        if short and before.last == first and before.kind == "person" and first not in firsts:
            if not tokens[first - 1].text.endswith(("s", "'", "’")):
                first = out.pop().first
        elif before and before.last > first:
            first = f.first
        out.append(Found(first, f.last, "person", f.rule))
    return out


def _initial(word: str) -> bool:
    return len(word) in (2, 3) and word[-1] == "." and word[0].isupper()


def nicknames(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """Jonas "Jo" Falk: a quoted word inside a person's name belongs to it."""
    new: list[Found] = []
    tokens = analysis.tokens
    starts = {f.first: f for f in found}
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
                after = starts.get(end + 1)
                named = before is None or tokens[at - 1].text in first_names
                kinds = ("person", "other", "institution", *(("place",) if named else ()))
                ok = after is None or after.kind in kinds
                if ok and is_capital(tokens[end + 1]) and is_capital(tokens[at + 1]):
                    first = before.first if before else at - 1
                    last = after.last if after else end + 2
                    new.append(Found(first, last, "person", "name-with-nickname"))
                break
    return replaced(found, new)


def particles(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Ursula" + "von der" + "Leyen": particles join a person's first name and surname."""
    new: list[Found] = []
    tokens = analysis.tokens
    starts = {f.first: f for f in found}
    for f in [f for f in found if f.kind == "person"]:
        end = f.last
        while end < len(tokens) and end - f.last < 3 and tokens[end].text in _PARTICLES:
            end += 1
        base = f.last
        while base - 1 > f.first and tokens[base - 1].text in _PARTICLES:
            base -= 1  # "Alexander Van" + "der" + "Bellen"
        known = gazetteer().kinds(tokens[base - 1].text)
        first = tokens[min(f.last, len(tokens) - 1)].text
        opens = base < f.last or first not in ("der", "den", "das", "y", "e")
        if f.last < end < len(tokens) and is_capital(tokens[end]) and "F" in known and opens:
            after = starts.get(end)
            person = after is not None and after.kind == "person"
            lone = base - f.first == 1 and end not in taken
            if not person and (after is not None or not (lone or tokens[end].pos == "PROPN")):
                continue
            last = after.last if after else end + 1
            new.append(Found(f.first, last, "person", "name-particle"))
    return replaced(found, new)


def surnames_of(words: Sequence[str]) -> list[int]:
    """Where a surname with a capital particle begins in the words of a full name."""
    starts = range(1, len(words) - 1)
    return [at for at in starts if words[at] in _PARTICLES and words[at][0].isupper()][:1]


def _ordinary(tokens: Sequence[Token], f: Found) -> bool:
    """ "Nasse Moore", "den Pokalschreck": no word of it looks like a name."""
    words = tokens[f.first : f.last]
    if any(word.pos in ("PROPN", "X", "NUM") for word in words) or f.rule != "name-tagger":
        return False
    listed = any({"F", "sF"} & set(gazetteer().kinds(word.text)) for word in words)
    led = f.first > 0 and tokens[f.first - 1].pos in ("DET", "ADJ")
    return not listed and (len(words) > 1 or led)


def common_nouns(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Mann", "Papa" alone are no names."""
    tokens = analysis.tokens
    out = []
    for f in found:
        if f.kind == "person" and _ordinary(tokens, f):
            continue
        sense = noun_sense(tokens[f.first].text) if f.last == f.first + 1 else None
        before = tokens[f.first - 1] if f.first else None
        title = before is not None and before.text in _ADDRESS
        led = before is not None and before.pos in ("DET", "ADJ", "ADP")
        inflected = sense is not None and tokens[f.first].text not in (
            sense.base,
            tokens[f.first].lemma,
        )
        known = f.rule == "name-elsewhere" and tokens[f.first].pos == "PROPN"
        plain = sense is None or title or known
        if plain or (sense.kind == "role" and not led and not inflected):
            out.append(f)
    return out
