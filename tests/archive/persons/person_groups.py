"""The invented groups of ``groups/``: read, and scored against who is whom."""

from functools import cache
from itertools import combinations
from pathlib import Path

import yaml

import lautwem
from lautwem import model as m
from lautwem.archive.persons.identities import Identity, identities
from lautwem.archive.persons.names import form
from lautwem.archive.persons.profile import Profile, profiles
from lautwem.article import from_text

HERE = Path(__file__).parent / "groups"


class Case(m.Frozen):
    """One person of one article whose identity is known: ``truth`` is None if nobody can tell."""

    group: str
    name: str
    truth: str | None
    profile: Profile | None


@cache
def cases(half: str) -> tuple[Case, ...]:
    groups = yaml.safe_load((HERE / f"{half}.yaml").read_text(encoding="utf-8"))
    out = []
    for number, group in enumerate(groups):
        for place, told in enumerate(group["articles"]):
            head = f"---\noutlet: {told['outlet']}\npublished: {told['published']}\n---\n"
            source = f"{half}-{number:02}-{place}"
            reading = lautwem.read(from_text(head + told["text"], source))
            truth = None if told["is"] == "?" else f"{number}{told['is']}"
            found = _person(profiles(reading, source), told["person"])
            out.append(Case(group["about"], told["person"], truth, found))
    return tuple(out)


def _person(people: tuple[Profile, ...], name: str) -> Profile | None:
    wanted = form(name).text
    for person in people:
        if wanted in (form(person.name).text, *(form(a).text for a in person.aliases)):
            return person
    return None


class Score(m.Frozen):
    """Pairs of people of known identity: precision, recall; B³; pairs nobody can tell, joined."""

    precision: float
    recall: float
    b3_precision: float
    b3_recall: float
    undecidable_joined: int
    wrong: tuple[tuple[str, str, str], ...]
    missed: tuple[tuple[str, str, str], ...]


def score(known: tuple[Case, ...], found: tuple[Identity, ...], order: list[int]) -> Score:
    """``order`` gives for each profile the number of its case."""
    of = {order[n]: number for number, one in enumerate(found) for n in one.members}
    group = {i: of.get(i, -1 - i) for i in range(len(known))}
    joined = good = same = doubtful = 0
    wrong, missed = [], []
    for a, b in combinations(range(len(known)), 2):
        one = group[a] == group[b]
        told = known[a].truth is not None and known[b].truth is not None
        really = told and known[a].truth == known[b].truth
        joined, same, good = joined + one, same + really, good + (one and really)
        pair = (known[a].group, known[a].name, known[b].name)
        if one and not really:
            wrong.append(pair)
            doubtful += not told
        elif really and not one:
            missed.append(pair)
    return Score(
        good / joined if joined else 1.0,
        good / same if same else 1.0,
        *_b3(known, group),
        doubtful,
        tuple(wrong),
        tuple(missed),
    )


def _b3(known: tuple[Case, ...], group: dict[int, int]) -> tuple[float, float]:
    precision, recall = [], []
    truth = {i: case.truth or f"?{i}" for i, case in enumerate(known)}
    for i in truth:
        ours = {j for j in truth if group[j] == group[i]}
        theirs = {j for j in truth if truth[j] == truth[i]}
        precision.append(len(ours & theirs) / len(ours))
        recall.append(len(ours & theirs) / len(theirs))
    return sum(precision) / len(precision), sum(recall) / len(recall)


def scored(half: str) -> Score:
    known = cases(half)
    order = [i for i, case in enumerate(known) if case.profile is not None]
    return score(known, identities([known[i].profile for i in order]), order)


if __name__ == "__main__":
    import sys

    for half in sys.argv[1:]:
        print(half, scored(half), [c.name for c in cases(half) if c.profile is None])
