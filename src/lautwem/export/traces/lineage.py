"""The order in which a trace is shown: under each origin the articles that have it from there."""

from collections.abc import Iterator

from lautwem import model as m
from lautwem.export.traces.wire import Trace, TraceInstance


class Branch(m.Frozen):
    """One article and those that have it from it.

    ``how`` it has it itself (``copies``, ``cites``); ``also`` what else it cites (ids).
    """

    instance: TraceInstance
    how: str | None
    also: tuple[str, ...]
    under: tuple["Branch", ...]


class Stem(m.Frozen):
    """One origin (None: no source named) with the articles that have it first hand."""

    origin: int | None
    branches: tuple[Branch, ...]


def lineage(trace: Trace) -> tuple[Stem, ...]:
    """The instances as trees. Each stands once: under the last article that it has it from, else
    under its first origin, else under None."""
    parents = _parents(trace)
    roots = [at for at in range(len(trace.instances)) if at not in parents]
    stems: dict[int | None, list[Branch]] = {}
    names = {origin.name: number for number, origin in reversed([*enumerate(trace.origins)])}
    for at in roots:
        origins = [names[name] for name in trace.instances[at].origins if name in names]
        branch = _branch(trace, at, parents, None)
        stems.setdefault(origins[0] if origins else None, []).append(branch)
    ordered = sorted(stems, key=lambda number: (number is None, number or 0))
    return tuple(Stem(number, tuple(stems[number])) for number in ordered)


def _parents(trace: Trace) -> dict[int, int]:
    """For each instance the one that it hangs on; no circles."""
    places: dict[str, list[int]] = {}
    for at, instance in enumerate(trace.instances):
        places.setdefault(instance.article.id, []).append(at)
    parents: dict[int, int] = {}
    ranked = sorted(trace.edges, key=lambda e: (e.kind != "copies", -min(places.get(e.to, [0]))))
    for edge in ranked:
        for at in places.get(edge.from_, ()):
            targets = places.get(edge.to, ())
            target = next((t for t in targets if not _reaches(parents, t, at)), None)
            if at not in parents and target is not None and _meant(trace, at, target):
                parents[at] = target
    return parents


def _meant(trace: Trace, at: int, target: int) -> bool:
    """Whether an instance has one of the target's origins, or none that is known."""
    mine, theirs = trace.instances[at].origins, trace.instances[target].origins
    return not mine or not theirs or bool(set(mine) & set(theirs))


def _reaches(parents: dict[int, int], start: int, goal: int) -> bool:
    at: int | None = start
    while at is not None:
        if at == goal:
            return True
        at = parents.get(at)
    return False


def _branch(trace: Trace, at: int, parents: dict[int, int], how: str | None) -> Branch:
    instance = trace.instances[at]
    children = [child for child in range(len(trace.instances)) if parents.get(child) == at]
    above = trace.instances[parents[at]].article.id if at in parents else None
    also = [e.to for e in trace.edges if e.from_ == instance.article.id and e.to != above]
    return Branch(
        instance=instance,
        how=how,
        also=tuple(dict.fromkeys(also)),
        under=tuple(_branch(trace, child, parents, _how(trace, child, at)) for child in children),
    )


def _how(trace: Trace, child: int, parent: int) -> str:
    here, there = trace.instances[child].article.id, trace.instances[parent].article.id
    kinds = {e.kind for e in trace.edges if e.from_ == here and e.to == there}
    return "copies" if "copies" in kinds else "cites"


def walk(stems: tuple[Stem, ...]) -> Iterator[Branch]:
    """All branches, each before those under it."""
    waiting = [branch for stem in reversed(stems) for branch in reversed(stem.branches)]
    while waiting:
        branch = waiting.pop()
        yield branch
        waiting += reversed(branch.under)
