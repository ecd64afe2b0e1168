"""Two people of two articles: what speaks for one human being, what against, weighed in bits.

A weight is the binary logarithm of how much likelier the finding is if the two are one than if
they are two of one name, as far as it can be estimated; where it cannot, it was set by hand and
then checked on the invented groups of ``tests/archive/persons/groups/tuned.yaml`` (22 groups),
not on their other half. What must be reached grows with the number of bearers of the name:
see :func:`needed`. A bare name reaches nothing.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from math import log2

from lautwem import model as m
from lautwem.archive.persons.names import Form, Match, closeness, compare, form, forms, rarity
from lautwem.archive.persons.profile import Profile
from lautwem.archive.persons.subjects import bits
from lautwem.archive.persons.walks import Walk, near, walk

_NEEDED = {"rare": 0.7, "listed": 3.0, "common": 5.0}
"""Bits beyond the name for a full name that hardly anybody, some, or very many bear."""
_SURNAME_ONLY = 2.0  # more, where one article has no first name
_LONE = {"rare": 3.0, "listed": 5.0, "common": 7.0}  # one word in both: a stage name, or anybody
_INITIAL = 2.0  # more, where a name is abbreviated in one article and not in the other
_FORMS: dict[Match, float] = {"form": 0.5, "double-name": 1.0, "spelling": 0.5, "nickname": 0.5}
"""More, for names that agree in part."""

_LIFE = 60.0  # years from which the births of people in the news come, roughly evenly
_BIRTH_MOST = 5.0  # bits: years of birth that agree by chance are met once in thirty pairs
GENERATION = 15.0
"""Years between births: a slip of a digit or an old text stays below, a generation above."""
_SLIP = -4.0
_TWO_GENERATIONS = -14.0
_GENDER = -5.0
_KIN = 6.0
_KIN_LONE = 4.0  # the relative is named by a first name alone
_KIN_AGAINST = -4.0
_HIGH = 6.5  # "Bundespräsident": some hundred living people in all the countries reported on
_HIGH_KIND = 3.5  # "Außenminister", "Integrationsminister"
_OFFICE = 4.5  # "Verkehrssenatorin": a word for few people, or an office of one holder
_ROLE = 3.0  # the same word for a profession
_KIND_OF_ROLE = 2.0  # "Popsänger", "Sänger"
_GENERIC_KIND = 1.0  # "US-Präsident", "Präsident"
_WALK = 0.7  # both in sport, in politics ..
_GENERIC = 0.8  # both "Sprecher"
_FAR = -3.0  # rapper and surgeon
_BESIDE = 2.5  # both "(SPD)"
_STANDING = 1.0  # both in criminal proceedings
_COMPANION, _COMPANIONS_MOST = 2.5, 7.0
_BODY, _BODIES_MOST = 2.0, 5.0
_WORD, _WORDS_MOST = 1.2, 6.0
_PLACE, _PLACES_MOST = 0.8, 2.4
_OUTLET = 0.5
_DAYS, _SOON = 4, 0.5  # days between two articles on one affair


_CIRCUMSTANCES = frozenset({"days", "outlet"})


class Reason(m.Frozen):
    """One finding: its rule, its weight in bits (negative: against), what it rests on."""

    rule: str
    weight: float
    evidence: tuple[str, ...] = ()

    @property
    def strength(self) -> str:
        """The weight in words: from 4 bits on strong, from 2 on clear, below 0 against."""
        if self.weight < 0:
            return "against"
        return "strong" if self.weight >= 4 else "clear" if self.weight >= 2 else "weak"


class Verdict(m.Frozen):
    """``surplus`` is what remains of all weights above what the name needs; from 0 on, one
    human being. ``match`` tells how the names agree, ``reasons`` are the strongest first.
    """

    match: Match
    surplus: float
    reasons: tuple[Reason, ...]

    @property
    def same(self) -> bool:
        """Whether the evidence is enough."""
        return self.surplus >= 0 and self.tells

    @property
    def tells(self) -> bool:
        """Whether anything beyond the name and where and when it is printed speaks for one."""
        return any(r.weight > 0 and r.rule not in _CIRCUMSTANCES for r in self.reasons)


def judge(left: Profile, right: Profile) -> Verdict | None:
    """What two people of different articles have for and against being one.

    Symmetric. None where their names cannot be one human being's.
    """
    if (right.article, right.local) < (left.article, left.local):
        left, right = right, left
    names = _best_names(left, right)
    if names is None:
        return None
    match, one, other = names
    reasons = tuple(sorted(_findings(left, right), key=lambda r: (-r.weight, r.rule, r.evidence)))
    surplus = sum(reason.weight for reason in reasons) - needed(match, one, other)
    return Verdict(match, round(surplus, 3), reasons)


def needed(match: Match, left: Form, right: Form) -> float:
    """The bits that must speak for one human being, given the names and how they agree."""
    if left.only and right.only:
        return max(_LONE[rarity(left)], _LONE[rarity(right)])
    full = [one for one in (left, right) if not one.only]
    base = max(_NEEDED[rarity(one)] for one in full)
    if match == "surname":
        return base + _SURNAME_ONLY
    if match == "initial":
        return base + _INITIAL
    return base + _FORMS.get(match, 0.0)


def _best_names(left: Profile, right: Profile) -> tuple[Match, Form, Form] | None:
    """The pair of forms that agrees best; full names that disagree are not outweighed by it.

    "Bernd Falk, genannt Jojo" and "Karl Falk, genannt Jojo" stay two: only a form that is no
    part of the full name, a stage name, stands beside a full name of another surname.
    """
    ours, theirs = form(left.name), form(right.name)
    direct = compare(ours, theirs)
    clash = direct is None and bool(set(ours.surname[-1:]) & set(theirs.surname[-1:]))
    if clash:
        return None
    found = [
        (match, a, b)
        for a in forms(left.names)
        for b in forms(right.names)
        if (match := compare(a, b))
    ]
    if not found:
        return None
    return min(found, key=lambda f: (closeness(f[0]), needed(*f), sorted((f[1].text, f[2].text))))


def _findings(left: Profile, right: Profile) -> Iterator[Reason]:
    yield from _births(left.born, right.born)
    yield from _genders(left, right)
    yield from _kinship(left, right)
    yield from _roles(left, right)
    yield from _shared("beside", _common(left.beside, right.beside), _BESIDE, _BESIDE)
    if left.standings and right.standings:
        yield Reason("standing", _STANDING, (left.standings[0], right.standings[0]))
    kin = {fact.other for fact in left.kin} & {fact.other for fact in right.kin}
    companions = sorted((set(left.company) & set(right.company)) - kin)
    yield from _shared("company", companions, _COMPANION, _COMPANIONS_MOST)
    yield from _shared("bodies", _common(left.bodies, right.bodies), _BODY, _BODIES_MOST)
    words = _common(left.words, right.words)
    yield from _shared("words", words, _WORD, _WORDS_MOST)
    subject = bits(left.subjects, right.subjects, len(words))
    if subject > 0:
        yield Reason("subject", subject)
    yield from _shared("places", _common(left.places, right.places), _PLACE, _PLACES_MOST)
    yield from _times(left.published, right.published)
    if left.outlet and left.outlet == right.outlet:
        yield Reason("outlet", _OUTLET, (left.outlet,))


def _times(left: str | None, right: str | None) -> Iterator[Reason]:
    if left and right and len(left) == len(right) == 10:
        days = abs(_ordinal(left, last=False) - _ordinal(right, last=False))
        if days < _DAYS:
            yield Reason("days", _SOON, (left, right))


def _common(left: tuple[str, ...], right: tuple[str, ...]) -> list[str]:
    return sorted(set(left) & set(right))


def _shared(rule: str, found: list[str], each: float, most: float) -> Iterator[Reason]:
    if found:
        yield Reason(rule, min(most, each * len(found)), tuple(found[:6]))


def _births(left: m.BirthInterval | None, right: m.BirthInterval | None) -> Iterator[Reason]:
    if left is None or right is None:
        return
    spans = (f"{left.earliest}–{left.latest}", f"{right.earliest}–{right.latest}")
    apart = years_apart(left, right)
    if apart > GENERATION:
        yield Reason("births-apart", _TWO_GENERATIONS, spans)
    elif apart > 0:
        yield Reason("births-differ", _SLIP, spans)
    else:
        widths = sum(max(_years(one.earliest, one.latest), 1 / 12) for one in (left, right))
        yield Reason(
            "births-agree", round(min(_BIRTH_MOST, max(0.0, log2(_LIFE / widths))), 2), spans
        )


def years_apart(left: m.BirthInterval, right: m.BirthInterval) -> float:
    """Years between two intervals of birth, 0 where they overlap."""
    return max(0.0, _years(left.latest, right.earliest), _years(right.latest, left.earliest))


def _years(begin: str, end: str) -> float:
    """Years from the first day of one date to the last of another; negative if it is before."""
    return (_ordinal(end, last=True) - _ordinal(begin, last=False)) / 365.25


@lru_cache(maxsize=20_000)
def _ordinal(value: str, last: bool) -> int:
    parts = [int(part) for part in value.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return date(year, month, parts[2]).toordinal()
    if not last:
        return date(year, month, 1).toordinal()
    return date(year + month // 12, month % 12 + 1, 1).toordinal() - 1


def _genders(left: Profile, right: Profile) -> Iterator[Reason]:
    if left.gender and right.gender and left.gender != right.gender:
        yield Reason("gender", _GENDER, (left.gender, right.gender))


_OPPOSITE = {"child": "parent", "parent": "child", "grandchild": "grandparent",
             "grandparent": "grandchild"}  # fmt: skip


def _kinship(left: Profile, right: Profile) -> Iterator[Reason]:
    ours = {fact.other: fact.type for fact in left.kin}
    theirs = {fact.other: fact.type for fact in right.kin}
    for other in sorted(ours.keys() & theirs.keys()):
        if _OPPOSITE.get(ours[other]) == theirs[other]:
            yield Reason("kinship-contradicts", _KIN_AGAINST, (other,))
        else:
            yield Reason("kinship", _KIN if " " in other else _KIN_LONE, (ours[other], other))


def _roles(left: Profile, right: Profile) -> Iterator[Reason]:
    ours, theirs = _walks(left), _walks(right)
    if not ours or not theirs:
        return
    best = max(
        (_one_role(a, b) for a in ours for b in theirs), key=lambda r: (r.weight, r.evidence)
    )
    if best.weight > 0:
        yield best
        return
    fields = [{w.field for w in walks if w.field} for walks in (ours, theirs)]
    if all(fields) and not any(near(a, b) for a in fields[0] for b in fields[1]):
        yield Reason("roles-far-apart", _FAR, (ours[0].role, theirs[0].role))


def _one_role(a: Walk, b: Walk) -> Reason:
    if a.key == b.key and a.high:
        return Reason("role", _HIGH, (a.role,))
    if a.key == b.key:
        weight = _GENERIC if a.generic else _OFFICE if a.single or a.special else _ROLE
        return Reason("role", weight, (a.role,))
    if a.high and b.high and (a.key.endswith(b.stem) or b.key.endswith(a.stem)):
        return Reason("kind-of-role", _HIGH_KIND, tuple(sorted((a.role, b.role))))
    if a.stem == b.stem:
        weight = _GENERIC_KIND if a.generic or b.generic else _KIND_OF_ROLE
        return Reason("kind-of-role", weight, tuple(sorted((a.role, b.role))))
    if a.field and a.field == b.field:
        return Reason("walk-of-life", _WALK, tuple(sorted((a.role, b.role))))
    return Reason("none", 0.0)


def _walks(profile: Profile) -> tuple[Walk, ...]:
    return tuple(walk(role) for role in profile.roles)
