"""People of many articles put together into human beings, whatever the order of adding.

The result is a function of the set of people and decisions. People are taken in an order of
their own (time of publication, then the article's key), pairs with something in common are
judged (:mod:`evidence`), and the pairs are joined best first, as far as nothing in the two
groups speaks against it. A group is as sound as its weakest join, and every join is kept with
its reasons.

The cost is bounded: under one key a person is judged with no more than ``_WINDOW`` others for
each thing they have in common, so it grows with the number of people, not with its square.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import combinations

from lautwem import model as m
from lautwem.archive.persons.decisions import Decision, Ruling, rule
from lautwem.archive.persons.evidence import GENERATION, Verdict, judge, years_apart
from lautwem.archive.persons.names import compare, form, keys, roots, sound
from lautwem.archive.persons.profile import Profile
from lautwem.archive.persons.subjects import taken_apart
from lautwem.archive.persons.walks import walk

_ANYBODY = "*"
_WINDOW = 12  # neighbours in time with which a person is judged for each thing in common
_NOUNS = 12  # nouns of an article by which people of it are looked for; lowest hashes first
_CROWD = 13  # people of whom all are neighbours
_MARGIN = 2.0  # bits by which a surname must fit one person better than any other
_SLIP = 4.0  # bits that a join must have to spare where births in the groups differ
_GENDER = 5.0  # .. and where the sexes do


_SHORT = ("surname", "initial")


class Join(m.Frozen):
    """Why two people (numbers) are one; ``verdict`` is None for an editor's decision."""

    left: int
    right: int
    verdict: Verdict | None


class Identity(m.Frozen):
    """One human being. ``members`` are numbers of profiles in the order of time."""

    members: tuple[int, ...]
    joins: tuple[Join, ...] = ()


def order(profile: Profile) -> tuple:
    """The order in which people are taken: time, article, place in the article."""
    return (profile.published or "", profile.article, len(profile.local), profile.local)


def identities(
    profiles: Sequence[Profile],
    decisions: Sequence[Decision] = (),
    kept: Sequence[Collection[int]] = (),
) -> tuple[Identity, ...]:
    """The human beings behind ``profiles``; members are positions in the sequence given.

    ``kept`` are groups of positions that are one already: only the others are compared, with
    them and with one another. Joins that were made before are not given again.
    """
    turn = sorted(range(len(profiles)), key=lambda number: order(profiles[number]))
    people = [profiles[number] for number in turn]
    place = {number: at for at, number in enumerate(turn)}
    settled = [sorted(place[number] for number in group) for group in kept]
    groups = _Groups(people, rule(people, decisions), settled)
    known = frozenset(number for group in settled for number in group)
    edges = sorted(_edges(people, known), key=lambda e: (e[0], -e[3].surplus, e[1], e[2]))
    rivals = _rivals(edges)
    for _, left, right, verdict in edges:
        groups.join(left, right, verdict, rivals)
    return tuple(
        Identity(
            tuple(turn[number] for number in members),
            tuple(Join(turn[j.left], turn[j.right], j.verdict) for j in joins),
        )
        for members, joins in groups.made()
    )


Edge = tuple[bool, int, int, Verdict]
"""Whether one side has but a surname, the two people, what was found."""


def _edges(people: Sequence[Profile], known: frozenset[int]) -> Iterator[Edge]:
    """What speaks for joins; two of ``known`` are not compared: it was done before."""
    seen: set[tuple[int, int]] = set()
    for left, right in _candidates(people):
        pair = (min(left, right), max(left, right))
        if pair in seen or people[left].article == people[right].article:
            continue
        if left in known and right in known:
            continue
        seen.add(pair)
        verdict = judge(people[pair[0]], people[pair[1]])
        if verdict is not None and verdict.same:
            yield verdict.match in _SHORT, *pair, verdict


def _candidates(people: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs under one key with something in common, near in time; all where they are few.

    Who has no first name is held against everybody, others against those whose first name
    begins alike: so a frequent surname does not fill the shelves.
    """
    givens = [_givens(person) for person in people]
    shelves: dict[tuple[str, str], list[int]] = {}
    for number, person in enumerate(people):
        for key in keys(person.names):
            for given in (*givens[number], _ANYBODY):
                shelves.setdefault((key, given), []).append(number)
    features = cache(lambda number: tuple(_features(people[number])))
    for (_, given), shelf in shelves.items():
        for left, right in _neighbours(shelf, features):
            if given != _ANYBODY or not givens[left] or not givens[right]:
                yield left, right


def _neighbours(
    shelf: Sequence[int], features: Callable[[int], Sequence[str]]
) -> Iterator[tuple[int, int]]:
    """All pairs of a few; of many, each with the next who have something in common with it."""
    if len(shelf) <= _CROWD:
        yield from combinations(shelf, 2)
        return
    sharing: dict[str, list[int]] = {}
    for number in shelf:
        for feature in features(number):
            sharing.setdefault(feature, []).append(number)
    for those in sharing.values():
        for at, left in enumerate(those):
            yield from ((left, right) for right in those[at + 1 : at + 1 + _WINDOW])


def _givens(person: Profile) -> frozenset[str]:
    """How the first names in all names of a person may begin; none for a surname or nickname."""
    firsts = [one.given[0] for one in map(form, person.names) if one.given]
    firsts += [one.nickname for one in map(form, person.names) if one.nickname]
    return frozenset(sound(root)[:2] for first in firsts for root in roots(first))


def _features(person: Profile) -> Iterator[str]:
    """What two people can have in common that speaks for one."""
    for role in dict.fromkeys(walk(role).stem for role in person.roles):
        yield f"r {role}"
    for field in {walk(role).field for role in person.roles} - {None}:
        yield f"f {field}"
    for kind, names in (("k", (k.other for k in person.kin)), ("c", person.company)):
        for name in names:
            yield f"{kind} {name}"
    for kind, names in (("b", person.bodies), ("w", person.words), ("p", person.places)):
        for name in names:
            yield f"{kind} {name}"
    for name in person.beside:
        yield f"m {name}"
    if person.born:
        first, last = int(person.born.earliest[:4]), int(person.born.latest[:4])
        for year in range(first, last + 1):
            yield f"y {year}"
    if person.standings:
        yield "s"
    for noun in sorted(taken_apart(person.subjects))[:_NOUNS]:
        yield f"n {noun.hex()}"


Rivals = dict[int, list[tuple[int, float]]]


def _rivals(edges: Sequence[Edge]) -> Rivals:
    """For every person, whom he or she could be by a surname alone, and how well."""
    found: Rivals = {}
    for short, left, right, verdict in edges:
        if short:
            found.setdefault(left, []).append((right, verdict.surplus))
            found.setdefault(right, []).append((left, verdict.surplus))
    return found


class _Group:
    """A group in the making, with what must hold in it. Private to the joining of one block."""

    def __init__(self, number: int, person: Profile, decided: bool) -> None:
        self.members = [number]
        self.joins: list[Join] = []
        self.articles = {person.article}
        self.names = {one} if (one := form(person.name)).surname else set()
        self.born_last = self.born_first = person.born
        self.sexes = Counter((person.gender,) if person.gender else ())
        self.decided = {number} if decided else set()

    def take(self, other: "_Group") -> None:
        """Takes in all of another group."""
        self.members += other.members
        self.joins += other.joins
        self.articles |= other.articles
        self.names |= other.names
        self.sexes += other.sexes
        self.decided |= other.decided
        born = [
            b for b in (self.born_last, self.born_first, other.born_last, other.born_first) if b
        ]
        if born:
            self.born_last = max(born, key=lambda b: (b.earliest, b.latest))
            self.born_first = min(born, key=lambda b: (b.latest, b.earliest))

    def sex(self) -> str | None:
        """What most articles say."""
        female, male = self.sexes["female"], self.sexes["male"]
        return None if female == male else "female" if female > male else "male"

    def names_clash(self, other: "_Group") -> bool:
        """Full names of one surname whose first names are two people's."""
        return any(
            a.surname[-1] == b.surname[-1] and compare(a, b) is None
            for a in self.names
            for b in other.names
        )

    def births_apart(self, other: "_Group") -> float:
        """Years between the births told in both that are farthest from each other."""
        if self.born_first is None or other.born_first is None:
            return 0.0
        return max(
            years_apart(self.born_first, other.born_last),
            years_apart(self.born_last, other.born_first),
        )

    def spare(self, other: "_Group", verdict: Verdict) -> float:
        """What a join has above what it needs, after all that differs between the groups."""
        rules = {reason.rule for reason in verdict.reasons}
        spare = verdict.surplus
        apart = self.births_apart(other)
        if apart > GENERATION:
            return -1.0
        if apart > 0 and "births-differ" not in rules:
            spare -= _SLIP
        sexes = {self.sex(), other.sex()}
        if len(sexes - {None}) > 1 and "gender" not in rules:
            spare -= _GENDER
        return spare


class _Groups:
    """All groups in the making."""

    def __init__(
        self, people: Sequence[Profile], ruling: Ruling, kept: Sequence[Sequence[int]]
    ) -> None:
        decided = frozenset(n for _, a, b in ruling.apart for n in (*a, *b))
        self._of = [_Group(n, person, n in decided) for n, person in enumerate(people)]
        self._apart = [(a, b) for _, a, b in ruling.apart]
        for group in kept:
            for number in group[1:]:
                self._merge(group[0], number)
        for group in ruling.together:
            for number in group[1:]:
                self._merge(group[0], number, Join(group[0], number, None))

    def join(self, left: int, right: int, verdict: Verdict, rivals: Rivals) -> None:
        """Makes two groups one where the evidence is enough for all that is in them.

        Two people of one article stay two: the article was read so.
        """
        ours, theirs = self._of[left], self._of[right]
        if ours is theirs or not ours.articles.isdisjoint(theirs.articles):
            return
        if self._kept_apart(ours, theirs) or ours.names_clash(theirs):
            return
        if ours.spare(theirs, verdict) < 0:
            return
        if verdict.match in _SHORT and self._ambiguous(left, right, verdict, rivals):
            return
        self._merge(left, right, Join(left, right, verdict))

    def made(self) -> list[tuple[list[int], list[Join]]]:
        """Members in the order of time and joins of every group, in the order of its first."""
        groups = {id(group): group for group in self._of}.values()
        return sorted((sorted(g.members), g.joins) for g in groups)

    def _merge(self, left: int, right: int, join: Join | None = None) -> None:
        large, small = self._of[left], self._of[right]
        if large is small:
            return
        if len(large.members) < len(small.members):
            large, small = small, large
        for number in small.members:
            self._of[number] = large
        large.take(small)
        if join is not None:
            large.joins.append(join)

    def _kept_apart(self, ours: _Group, theirs: _Group) -> bool:
        left, right = ours.decided, theirs.decided
        if not left or not right:
            return False
        return any(
            (not a.isdisjoint(left) and not b.isdisjoint(right))
            or (not b.isdisjoint(left) and not a.isdisjoint(right))
            for a, b in self._apart
        )

    def _ambiguous(self, left: int, right: int, verdict: Verdict, rivals: Rivals) -> bool:
        """Whether a surname fits somebody else of another first name about as well."""
        ours, theirs = self._of[left], self._of[right]
        for person, other in ((left, theirs), (right, ours)):
            for rival, surplus in rivals.get(person, ()):
                group = self._of[rival]
                if surplus < verdict.surplus - _MARGIN or group is ours or group is theirs:
                    continue
                if group.names_clash(other):
                    return True
        return False
