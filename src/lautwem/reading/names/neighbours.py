"""Rules on what stands beside a name: nouns for people, ages, words of introduction, lists."""

from collections.abc import Iterator, Mapping, Sequence

from lautwem.language.lexicon import load
from lautwem.language.tokens import QUOTATION_MARKS
from lautwem.model import Analysis, Token
from lautwem.reading.names.attributes import gazetteer
from lautwem.reading.names.found import Found, Taken, covering, is_capital, replaced
from lautwem.reading.names.lists import contexts
from lautwem.reading.names.person_nouns import sense as noun_sense

_OLDEST = 115  # years; a number in brackets above it is no age
_CLOSING = ("und", "&", "sowie")  # before the last item of a list
_OFFICE_REACH = 10  # words between an office and the name of who holds it
_LONGEST_NAME = 4  # words of a name before an age at most
_ARTICLES = frozenset({"der", "die", "dem", "den"})
_TITLE = 4  # words of the name of a medium after the noun for it at most
_WEEKDAYS = frozenset(day.lower() for day in load("time_expressions")["weekdays"])
_UNITS = frozenset(load("name_contexts")["units"])
_ADDRESS = frozenset(load("titles")["address"])
_NAMING = frozenset(w for w in load("titles")["naming"] if " " not in w)
_NAMING_PAIRS = frozenset(tuple(w.split()) for w in load("titles")["naming"] if " " in w)


def heads(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "die Band Tokio Hotel", "die Figur Karl": the noun before says what the name names; of a
    medium also where the name stands in quotation marks ("der Sender „Kanal Tal“")."""
    out = []
    for f in found:
        kind = None
        marked = f.first > 1 and analysis.tokens[f.first - 1].text in QUOTATION_MARKS
        before = analysis.tokens[f.first - 1 - marked] if f.first else None
        if before and before.pos in ("NOUN", "PROPN"):
            kind = contexts().head_kind(before.text)
        if marked and kind not in ("outlet", "agency"):
            kind = None
        out.append(Found(f.first, f.last, kind, "name-head") if kind else f)
    return out


def media(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "dem Sender Welle Tal", "die Zeitung Talbote": capitalised words right after a noun for
    media are a name, be they in no list."""
    tokens, covered, new = analysis.tokens, covering(found), []
    for at in range(1, len(tokens)):
        noun = tokens[at - 1]
        if noun.pos != "NOUN" or contexts().head_kind(noun.text) not in ("outlet", "agency"):
            continue
        if noun.morph.number == "plur" or "-" in noun.text:
            continue
        end = at
        while end < min(len(tokens), at + _TITLE) and _in_title(tokens[end]):
            end += 1
        if end > at and not any(t in covered or t in taken for t in range(at, end)):
            new.append(Found(at, end, "outlet", "name-after-medium"))
    return replaced(found, new)


def _in_title(token: Token) -> bool:
    if token.text in contexts().title_openers or token.text.endswith(contexts().domains):
        return True
    named = token.pos in ("NOUN", "PROPN", "X") and is_capital(token)
    return named and token.text.lower() not in _WEEKDAYS and noun_sense(token.text) is None


def introduced(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Rapper 50 Cent", "seiner Tochter North", "Frau Kern": a person follows a person noun."""
    new: list[Found] = []
    tokens = analysis.tokens
    firsts = {s.first for s in analysis.sentences}
    covered = covering(found)
    kinds = {f.first: f for f in found}
    for at in range(1, len(tokens)):
        before, here = tokens[at - 1], tokens[at]
        if at in firsts or at in taken or before.pos not in ("NOUN", "PROPN"):
            continue
        sense = noun_sense(before.text)
        if before.text not in _ADDRESS and (sense is None or sense.plural):
            continue
        current = kinds.get(at)
        end = current.last if current else _introduced_end(tokens, at)
        if current and current.kind in ("group", "work"):
            continue
        if current and current.kind == "person":
            longer = _introduced_end(tokens, at)
            free = longer and not any(t in covered or t in taken for t in range(end, longer))
            if free and longer > end:
                new.append(Found(at, longer, "person", "name-after-noun"))
            continue
        if at in covered and covered[at].first < at:
            continue
        proper = current is not None or here.pos == "PROPN" or before.text in _ADDRESS
        proper = proper or _apposed(tokens, at, firsts)
        kin = sense is not None and sense.kind == "kinship"
        if (
            end
            and (proper or here.pos == "NUM")
            and (kin or not current or current.kind != "place")
        ):
            new.append(Found(at, end, "person", "name-after-noun"))
    return replaced(found, new)


def appositions(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "der Anführer der Gruppe, Radu Sahir, wurde": a name between commas after an office."""
    tokens, out = analysis.tokens, []
    for f in found:
        enclosed = f.first > 1 and f.last < len(tokens) and tokens[f.first - 1].text == ","
        if enclosed and tokens[f.last].text == "," and f.kind in ("institution", "other", "place"):
            proper = all(t.pos == "PROPN" for t in tokens[f.first : f.last])
            if proper and f.last - f.first > 1 and _office_before(tokens, f.first - 1):
                f = Found(f.first, f.last, "person", "name-in-apposition")
        out.append(f)
    return out


def _office_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun for one person with its article stands shortly before, and no verb since."""
    for here in range(at - 1, max(0, at - _OFFICE_REACH), -1):
        if tokens[here].pos in ("VERB", "AUX") or tokens[here].text in (",", "."):
            return False
        sense = noun_sense(tokens[here].text) if tokens[here].pos == "NOUN" else None
        if sense and not sense.plural and tokens[here].morph.number != "plur":
            return any(t.pos == "DET" for t in tokens[max(0, here - 2) : here])
    return False


def _apposed(tokens: Sequence[Token], at: int, firsts: set[int]) -> bool:
    """ "der Rapper Haftbefehl": two nouns side by side, the first with an article; the second is
    no object ("sollte der Mann Berufung einlegen")."""
    if at < 2 or at - 1 in firsts or tokens[at].pos != "NOUN":
        return False
    sense = noun_sense(tokens[at].text)
    article = tokens[at - 2].pos == "DET" and tokens[at - 2].text.lower() in _ARTICLES
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    last = after is None or after.pos not in ("NOUN", "PROPN")
    governed = after is not None and after.pos == "VERB" and after.morph.verb_form == "inf"
    singular = tokens[at - 1].morph.number != "plur"
    return article and sense is None and last and not governed and singular


def _introduced_end(tokens: Sequence[Token], at: int) -> int | None:
    """Where a person's name that begins at ``at`` ends, None where none begins."""
    if tokens[at].text.isdecimal() and at + 1 < len(tokens) and tokens[at + 1].text[0].isupper():
        proper = tokens[at + 1].pos in ("NOUN", "PROPN") and tokens[at + 1].text not in _UNITS
        return at + 2 if proper else None
    if not is_capital(tokens[at]) or gazetteer().kinds(tokens[at].text) == ("P",):
        return at + 1 if is_capital(tokens[at]) else None
    end = at + 1
    while end < len(tokens) and end - at < _LONGEST_NAME and tokens[end].pos == "PROPN":
        end += 1
    first = end == at + 1 and "F" in gazetteer().kinds(tokens[at].text)
    if first and end < len(tokens) and tokens[end].pos == "NOUN" and is_capital(tokens[end]):
        end += 1
    return end


def named(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Ich bin X Y", "alias X", "namens X", "bekannt als X": a name follows."""
    new: list[Found] = []
    tokens = analysis.tokens
    others = covering(found)
    covered = {at for at, f in others.items() if f.kind == "person"}
    for sentence in analysis.sentences:
        for at in range(sentence.first + 1, sentence.last):
            if (
                at in covered
                or at in taken
                or not is_capital(tokens[at])
                or not _naming(tokens, at)
            ):
                continue
            end = at + 1
            while end < sentence.last and end - at < 3 and is_capital(tokens[end]):
                end += 1
            if tokens[at].pos == "PROPN" or any(token in others for token in range(at, end)):
                new.append(Found(at, end, "person", "name-introduced"))
    return replaced(found, new)


def _naming(tokens: Sequence[Token], at: int) -> bool:
    before = tuple(token.text.lower() for token in tokens[max(0, at - 2) : at])
    return before[-1] in _NAMING or before in _NAMING_PAIRS


def aged(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Kim Muster (44)": what stands before an age in brackets is a person."""
    new: list[Found] = []
    tokens = analysis.tokens
    ends = {f.last: f for f in found}
    for at in range(1, len(tokens) - 2):
        if tokens[at].text != "(" or tokens[at + 2].text not in (")", ",", ";"):
            continue
        if not (tokens[at + 1].text.isdecimal() and 0 < int(tokens[at + 1].text[:4]) <= _OLDEST):
            continue
        if at - 1 in taken:
            continue
        last = ends.get(at)
        if last and last.kind in ("person", "place", "institution"):
            continue
        first = at
        while first and at - first < _LONGEST_NAME and is_capital(tokens[first - 1]):
            word = tokens[first - 1].text
            noun = tokens[first - 1].pos == "NOUN" and "F" not in gazetteer().kinds(word)
            if noun_sense(word) or (noun and first < at):
                break
            first -= 1
        if first < at and any(t.pos == "PROPN" for t in tokens[first:at]):
            new.append(Found(first, at, "person", "name-before-age"))
    return replaced(found, new)


def characters(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "Karin Gorn (Karin Hanc)": whom an actor in brackets plays is invented."""
    tokens = analysis.tokens
    people = {f.first: f for f in found if f.kind == "person"}
    ends = {f.last for f in found if f.kind == "person"}
    out = []
    for f in found:
        actor = people.get(f.last + 1)
        if f.kind == "person" and actor and tokens[f.last].text == "(":
            closed = actor.last < len(tokens) and tokens[actor.last].text == ")"
            if closed and actor.last - actor.first > 1:
                f = Found(f.first, f.last, "other", "name-of-character")
        elif f.kind == "person" and f.first > 1 and tokens[f.first - 2].text == "als":
            named = f.first > 2 and (f.first - 2) in ends
            if named and noun_sense(tokens[f.first - 1].text):
                f = Found(f.first, f.last, "other", "name-of-character")
        out.append(f)
    return out


def enumerated(analysis: Analysis, found: list[Found], taken: Taken) -> list[Found]:
    """ "9 Taler, Jo Z und P. Lux": items of a list of people are people.

    After a plural noun for people ("mit ihren Kindern A, B und C") every item is one, else
    where most items are, and none of the others is a known place.
    """
    new: list[Found] = []
    tokens, covered = analysis.tokens, covering(found)
    for sentence in analysis.sentences:
        for items, headed in _lists(analysis, sentence.first, sentence.last):
            if any(set(range(*item)) & taken for item in items):
                continue
            kinds = [_kind_of(covered, item) for item in items]
            people = kinds.count("person")
            if not headed and (people * 2 <= len(items) or "place" in kinds):
                continue
            for item, kind in zip(items, kinds, strict=True):
                fits = headed or (kind in (None, "other") and _nameable(tokens, item))
                if kind != "person" and fits:
                    new.append(Found(*item, "person", "name-in-list"))
    return replaced(found, new)


def _nameable(tokens: Sequence[Token], item: tuple[int, int]) -> bool:
    first = tokens[item[0]]
    return first.text.isdecimal() or any(t.pos == "PROPN" for t in tokens[slice(*item)])


def _kind_of(covered: Mapping[int, Found], item: tuple[int, int]) -> str | None:
    over = {covered[at] for at in range(*item) if at in covered}
    return next(iter(over)).kind if len(over) == 1 else None


def _lists(
    analysis: Analysis, first: int, last: int
) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """Enumerations of capitalised items: their token ranges, and whether a noun heads them."""
    tokens, at = analysis.tokens, first
    while at < last:
        if not (tokens[at].text[0].isupper() or tokens[at].text[0].isdecimal()):
            at += 1
            continue
        if noun_sense(tokens[at].text):
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
    sense = noun_sense(tokens[at].text) if tokens[at].pos in ("NOUN", "PROPN") else None
    plural = sense is not None and (sense.plural or tokens[at].morph.number == "plur")
    return plural and sense.kind in ("kinship", "role")


def _item_end(tokens: Sequence[Token], at: int, last: int) -> int | None:
    end = at
    while end < last and end - at < 3:
        token = tokens[end]
        number = end == at and token.text.isdecimal() and len(token.text) < 4
        if number or (is_capital(token) and token.pos in ("PROPN", "NOUN", "X", "ADJ")):
            end += 1
        else:
            break
    if end == at or (end == at + 1 and tokens[at].text.isdecimal()):
        return None
    return end
