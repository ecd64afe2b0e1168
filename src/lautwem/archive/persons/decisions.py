"""What editors decided: who is one human being, who is not. It wins over all evidence.

Of two decisions that cannot both hold the later one does. A decision that was undone is kept
and counts for nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from lautwem import model as m
from lautwem.archive.persons.names import compare, form
from lautwem.archive.persons.profile import Profile, Ref

Kind = Literal["confirm", "join", "split"]


class Decision(m.Frozen):
    """``left`` and, for a split, ``right`` name people of articles.

    ``confirm`` and ``join``: all of ``left`` are one human being. ``split``: none of ``left``
    is one with any of ``right``. ``id`` grows with time. Times are ISO 8601 in UTC.
    """

    id: int
    kind: Kind
    left: tuple[Ref, ...]
    right: tuple[Ref, ...] = ()
    by: str | None = None
    why: str | None = None
    made_at: str = ""
    undone_at: str | None = None


class Ruling(m.Frozen):
    """Decisions, applied to people by number.

    ``together``: groups of people that are one. ``apart``: pairs of sides no member of which
    may share an identity with one of the other side, with the number of the decision.
    """

    together: tuple[tuple[int, ...], ...]
    apart: tuple[tuple[int, frozenset[int], frozenset[int]], ...]


def rule(profiles: Sequence[Profile], decisions: Iterable[Decision]) -> Ruling:
    """What the decisions, the latest first, say of these people.

    A person of a decision is found again in a later version of the article by any of his or
    her names there; one who is no longer in the archive is passed over.
    """
    found = _Finder(profiles)
    groups = _Groups(len(profiles))
    apart: list[tuple[int, frozenset[int], frozenset[int]]] = []
    for decision in sorted(decisions, key=lambda d: -d.id):
        if decision.undone_at is not None:
            continue
        left, right = found.all(decision.left), found.all(decision.right)
        if decision.kind == "split":
            if left and right:
                apart.append((decision.id, frozenset(left), frozenset(right)))
                groups.part(left, right)
        else:
            groups.unite(left)
    return Ruling(groups.made(), tuple(apart))


def choose(ref: Ref, people: Sequence[Profile]) -> int | None:
    """Which of the people of one article a decision means; None where it could be nobody or two.

    The one of that name; else the only one with that name among others ("Pelzing" is now called
    Rosa Pelzing); else the only one whose name agrees with it.
    """
    wanted = form(ref.name)
    for fits in (
        lambda person: person.ref == ref,
        lambda person: any(form(name).text == ref.name for name in person.names),
        lambda person: compare(wanted, form(person.name)) is not None,
    ):
        found = [at for at, person in enumerate(people) if fits(person)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


class _Finder:
    """People by the names that decisions use. Filled once, then only read."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._by_article: dict[str, list[tuple[int, Profile]]] = {}
        for number, profile in enumerate(profiles):
            self._by_article.setdefault(profile.article, []).append((number, profile))

    def all(self, refs: Iterable[Ref]) -> list[int]:
        return sorted({number for ref in refs if (number := self._one(ref)) is not None})

    def _one(self, ref: Ref) -> int | None:
        here = self._by_article.get(ref.article, ())
        at = choose(ref, [profile for _, profile in here])
        return None if at is None else here[at][0]


class _Groups:
    """Unions that respect what newer splits keep apart."""

    def __init__(self, count: int) -> None:
        self._of = list(range(count))
        self._members = {number: [number] for number in range(count)}
        self._apart: list[tuple[frozenset[int], frozenset[int]]] = []

    def part(self, left: Sequence[int], right: Sequence[int]) -> None:
        self._apart.append((frozenset(left), frozenset(right)))

    def unite(self, people: Sequence[int]) -> None:
        """Joins each with the first group of the others that nothing newer keeps it from."""
        heads: list[int] = []
        for number in people:
            for head in heads:
                if self._join(head, number):
                    break
            else:
                heads.append(number)

    def _join(self, left: int, right: int) -> bool:
        into, gone = self._of[left], self._of[right]
        if into == gone:
            return True
        if any(self._kept(a, b, into, gone) for a, b in self._apart):
            return False
        for number in self._members.pop(gone):
            self._of[number] = into
            self._members[into].append(number)
        return True

    def _kept(self, a: frozenset[int], b: frozenset[int], left: int, right: int) -> bool:
        ours, theirs = self._members[left], self._members[right]
        return _crossing(a, b, ours, theirs) or _crossing(b, a, ours, theirs)

    def all(self) -> tuple[tuple[int, ...], ...]:
        return tuple(sorted(tuple(sorted(group)) for group in self._members.values()))

    def made(self) -> tuple[tuple[int, ...], ...]:
        return tuple(group for group in self.all() if len(group) > 1)


def _crossing(
    a: frozenset[int], b: frozenset[int], ours: Sequence[int], theirs: Sequence[int]
) -> bool:
    return not a.isdisjoint(ours) and not b.isdisjoint(theirs)


def touching(decisions: Iterable[Decision], articles: Collection[str]) -> tuple[Decision, ...]:
    """The decisions that hold and name somebody of these articles (by key), and those that name
    somebody whom these name."""
    rest = [d for d in decisions if d.undone_at is None]
    found: list[Decision] = []
    new = [d for d in rest if any(r.article in articles for r in (*d.left, *d.right))]
    while new:
        found += new
        people = {ref for d in new for ref in (*d.left, *d.right)}
        known = {d.id for d in found}
        rest = [d for d in rest if d.id not in known]
        new = [d for d in rest if not (people.isdisjoint(d.left) and people.isdisjoint(d.right))]
    return tuple(sorted(found, key=lambda d: d.id))


def settled(decisions: Iterable[Decision]) -> dict[Ref, Ref]:
    """Who is whom by decisions alone: everybody they name, and who stands for him or her. People
    for whom one stands are one human being, others are not.

    What a split left on one side is one human being, where no decision says otherwise: it was
    one of whom others were split off.
    """
    holding = sorted((d for d in decisions if d.undone_at is None), key=lambda d: -d.id)
    refs = sorted({ref for d in holding for ref in (*d.left, *d.right)}, key=_order)
    place = {ref: at for at, ref in enumerate(refs)}
    groups = _Groups(len(refs))
    sides = [[[place[ref] for ref in side] for side in (d.left, d.right)] for d in holding]
    for decision, (left, right) in zip(holding, sides, strict=True):
        if decision.kind == "split":
            groups.part(left, right)
        else:
            groups.unite(left)
    for decision, both in zip(holding, sides, strict=True):
        if decision.kind == "split":
            for side in both:
                groups.unite(side)
    return {refs[at]: refs[members[0]] for members in groups.all() for at in members}


def _order(ref: Ref) -> tuple[str, str]:
    return ref.article, ref.name
