"""Facts of a person: age and birth, roles, sex by grammar, whether a minor, standing."""

import re
from collections.abc import Sequence

from lautwem.language.lexicon import load
from lautwem.model import Age, Article, BirthInterval, PartialDate, Role, Span
from lautwem.reading.cast.hints import Sex, base_form
from lautwem.reading.cast.proceedings import endless
from lautwem.reading.cast.references import Reference, phrase_at
from lautwem.reading.cast.scene import Scene
from lautwem.reading.cast.story import Resolved
from lautwem.reading.names.person_nouns import sense as noun_sense

ADULT = 18
"""Age of majority; the Press Code (Ziffer 8.3) protects children and young people below it."""

_BIRTHDAY = re.compile(r"(\d{1,3})\.\Z")
_COPULAS = frozenset({"sein", "werden", "bleiben"})
_REACH = 12  # words around a reference in which its age in years stands


def ages(scene: Scene, mentions: Sequence[Resolved]) -> list[tuple[int, Span]]:
    """Every age the text gives a person, in text order."""
    found = [age for mention in mentions for age in mention.told.ages]
    for mention in mentions:
        if mention.reference.form in ("name", "personal", "possessive", "noun", "relative"):
            found += _years(scene, mention.reference)
    return sorted(set(found), key=lambda age: age[1])


def _years(scene: Scene, ref: Reference) -> list[tuple[int, Span]]:
    """ "ist 55 Jahre alt", "starb im Alter von 81 Jahren", "feierte ihren 40. Geburtstag"."""
    tokens = scene.tokens
    if ref.form == "possessive":
        found = _BIRTHDAY.match(tokens[ref.last].text) if ref.last + 1 < len(tokens) else None
        ahead = ref.first > 0 and tokens[ref.first - 1].text.lower() in ("vor", "bis")
        if found and not ahead and tokens[ref.last + 1].text.startswith("Geburtstag"):
            return [(int(found.group(1)), scene.span(ref.last, ref.last + 1))]
        return []
    clause = scene.clause_of[ref.head]
    lemma = scene.clauses[clause].lemma if clause >= 0 else None
    if not ref.subject and lemma not in _COPULAS:
        return []
    last = min(len(tokens) - 2, ref.last + _REACH)
    for at in range(ref.last, last):
        if scene.clause_of[at] != clause or not tokens[at].text.isdecimal():
            continue
        old = tokens[at + 1].text in ("Jahre", "Jahr") and tokens[at + 2].text == "alt"
        if old or (tokens[at + 1].text == "Jahren" and _at_the_age(scene, at)):
            return [(int(tokens[at].text), scene.span(at, at + 1))]
    return []


def _at_the_age(scene: Scene, at: int) -> bool:
    """ "im Alter von [81] Jahren"."""
    return tuple(token.text for token in scene.tokens[at - 2 : at]) == ("Alter", "von")


def age(found: Sequence[tuple[int, Span]], article: Article) -> Age | None:
    """The age given first, with the date of the text; None where none is given."""
    if not found:
        return None
    value, span = found[0]
    return Age(value, article.published, span)


def born(value: int, as_of: PartialDate | None) -> BirthInterval | None:
    """First and last possible birth for an age in completed years on a date.

    On 2025-03-15 somebody of 55 was born from 1969-03-16 to 1970-03-15. A month or a
    year widens this: 55 in 2025-03 is 1969-03 to 1970-03.
    """
    if as_of is None:
        return None
    year, *rest = as_of.value[:10].split("-")
    last = int(year) - value
    if as_of.precision == "year" or not rest:
        return BirthInterval(f"{last - 1:04d}-01", f"{last:04d}-12")
    if as_of.precision == "month" or len(rest) < 2:
        return BirthInterval(f"{last - 1:04d}-{rest[0]}", f"{last:04d}-{rest[0]}")
    return BirthInterval(
        _day_after(last - 1, int(rest[0]), int(rest[1])), f"{last:04d}-{rest[0]}-{rest[1]}"
    )


def _day_after(year: int, month: int, day: int) -> str:
    days = [31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, *_DAYS]
    day += 1
    if day > days[month - 1]:
        month, day = month + 1, 1
    if month > 12:
        year, month = year + 1, 1
    return f"{year:04d}-{month:02d}-{day:02d}"


_DAYS = (31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # from March on


def sex(mentions: Sequence[Resolved]) -> Sex | None:
    """What grammar tells: titles and nouns first, then the pronouns resolved to a person."""
    told = [m.told.sex for m in mentions if m.told.sex]
    if told:
        return max(("female", "male"), key=lambda one: (told.count(one), one == "female"))
    pronouns = [m.reference.sex for m in mentions if m.reference.form != "noun" and m.reference.sex]
    if not pronouns:
        return None
    best = max(("female", "male"), key=pronouns.count)
    return best if pronouns.count(best) * 2 > len(pronouns) else None


def minor(known: Age | None, mentions: Sequence[Resolved]) -> bool | None:
    """Whether somebody is under 18: by age, else by nouns that only minors bear."""
    if known is not None:
        return known.value < ADULT
    young = frozenset(load("person_nouns")["minors"])
    own = [n for m in mentions for n in m.told.nouns if n.kind != "kinship"]
    return True if any(noun.base in young for noun in own) else None


def roles(scene: Scene, mentions: Sequence[Resolved]) -> tuple[Role, ...]:
    """Offices, professions and standing, each once, in text order.

    Of several places the one beside the name counts, which is surest.
    """
    found: list[Role] = [role for mention in mentions for role in mention.told.roles]
    beside = {r.span for m in mentions if m.reference.form == "name" for r in m.told.roles}
    for mention in mentions:
        found += _predicated(scene, mention.reference)
    seen: dict[tuple[str, str], Role] = {}
    for role in sorted(found, key=lambda role: (role.span not in beside, role.span)):
        seen.setdefault((role.kind, role.text), role)
    return tuple(sorted(seen.values(), key=lambda role: role.span))


def _predicated(scene: Scene, ref: Reference) -> list[Role]:
    """ "X ist Präsident", "X, der früher Lehrer war"."""
    clause = scene.clauses[scene.clause_of[ref.head]] if scene.clause_of[ref.head] >= 0 else None
    if not ref.subject or clause is None or clause.lemma not in _COPULAS or endless(clause):
        return []
    out = []
    for begin, end in clause.parts:
        for at in range(begin, end):
            token = scene.tokens[at]
            if token.pos != "NOUN" or ref.first <= at < ref.last:
                continue
            phrase = phrase_at(scene, at)
            noun = noun_sense(token.text)
            plain = phrase is not None and phrase.preposition is None and phrase.head == at
            nominative = phrase is not None and phrase.morph.case in (None, "nom")
            if noun and noun.kind == "role" and not noun.plural and plain and nominative:
                out.append(Role(base_form(token), scene.span(at, at + 1)))
    return out
