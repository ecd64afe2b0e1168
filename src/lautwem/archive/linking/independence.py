"""How many independent origins a statement has: who is behind each article, and who is one.

A fact-checker counts sources of information, not outlets. What is one source:
the same person, whoever quotes him; an article and all that cite it for the statement;
all prints of one text; a body and who speaks for it. What cannot be counted: a source that
is not named (he may be one of the others), an outlet that does not say whence it knows, and
an article that names nobody. docs/trace.md has the cases.
"""

from collections.abc import Iterable, Sequence, Set

from lautwem import model as m
from lautwem.archive.linking.dependence import Times, is_release, same_outlet
from lautwem.archive.linking.found import Edge, Instance, Reason
from lautwem.archive.linking.voices import (
    Speaker,
    hints_at_nobody,
    is_generic,
    named_by_office,
    same,
    same_name,
    speaks_for,
)


class Origin(m.Frozen):
    """One source of information, the articles that rest on it, and how it is known.

    ``counted`` is whether it can be told apart from all others: False for an unnamed source
    and for an outlet that does not say whence it knows.
    """

    speaker: Speaker
    articles: tuple[str, ...]
    counted: bool


class Independence(m.Frozen):
    """The origins, those of each instance (parallel to the instances), and why.

    ``independent`` is the number of sources that are surely different, None where not one can
    be told; ``at_most`` counts those that may be different too.
    """

    origins: tuple[Origin, ...]
    of: tuple[tuple[int, ...], ...]
    independent: int | None
    at_most: int
    unsourced: tuple[str, ...]
    because: tuple[Reason, ...]


def judge(instances: Sequence[Instance], edges: Sequence[Edge], times: Times) -> Independence:
    """The origins of a statement; ``instances`` in any fixed order."""
    state = _State(instances, edges, times)
    own = [state.own(at) for at in range(len(instances))]
    behind = [state.behind(at, own) for at in range(len(instances))]
    merged, numbers, reasons = _merged(
        [(speaker, instances[at]) for at, speakers in enumerate(behind) for speaker in speakers],
        {(i.id, speaker) for i, speaker in zip(instances, own, strict=True)},
    )
    of = tuple(
        tuple(sorted({numbers[(instances[at].id, speaker)] for speaker in speakers}))
        for at, speakers in enumerate(behind)
    )
    origins = tuple(
        Origin(
            speaker,
            tuple(sorted({i.id for i, o in zip(instances, of, strict=True) if number in o})),
            _is_counted(speaker),
        )
        for number, speaker in enumerate(merged)
    )
    counted = sum(origin.counted for origin in origins)
    single_outlet = len(origins) == 1 and origins[0].speaker.kind in ("outlet", "agency")
    independent = counted or (1 if single_outlet else None)
    return Independence(
        origins=origins,
        of=of,
        independent=independent,
        at_most=len(origins),
        unsourced=tuple(sorted({i.id for i, o in zip(instances, of, strict=True) if not o})),
        because=(*state.reasons(behind), *reasons),
    )


def _is_counted(speaker: Speaker) -> bool:
    return speaker.kind not in ("unnamed", "outlet", "agency", "platform")


class _State:
    """The instances with what connects them; nothing in it changes."""

    def __init__(self, instances: Sequence[Instance], edges: Sequence[Edge], times: Times) -> None:
        self._instances = instances
        self._edges = edges
        self._times = times
        self._outlets = [i.source.article.outlet for i in instances]

    def own(self, at: int) -> Speaker | None:
        """The source that an instance itself names or hints at, None where it has none."""
        instance = self._instances[at]
        inner = instance.item.chain[0] if instance.item.chain else None
        if inner is None or hints_at_nobody(inner):
            return self._own_word(at)
        if inner.kind not in ("outlet", "agency", "platform") and any(
            same_outlet(inner.name, outlet) for outlet in self._outlets
        ):
            return Speaker("outlet", inner.name, inner.forms)
        return inner

    def _own_word(self, at: int) -> Speaker | None:
        """What an article says without a source: a press office's word is its own."""
        article = self._instances[at].source.article
        if article.outlet and is_release(article):
            return Speaker("institution", article.outlet, (article.outlet,))
        return None

    def behind(self, at: int, own: Sequence[Speaker | None]) -> tuple[Speaker, ...]:
        """The sources that an instance rests on in the end."""
        return tuple(dict.fromkeys(self._walk(at, own, frozenset())))

    def _walk(self, at: int, own: Sequence[Speaker | None], seen: frozenset[int]) -> list[Speaker]:
        instance, speaker = self._instances[at], own[at]
        copied = self._targets(instance.id, "copies")
        first_hand = speaker is not None and speaker.kind not in (
            "outlet", "agency", "platform", "unnamed",
        )  # fmt: skip
        if first_hand and speaker is not None and not copied:
            return [speaker]
        found: list[Speaker] = []
        for target in copied or self._targets(instance.id, "cites"):
            if target not in seen and target != at:
                found += self._walk(target, own, seen | {at})
        if found or speaker is None:
            return found or self._alone(at)
        return [self._described(speaker, instance)]

    def _targets(self, article: str, kind: str) -> list[int]:
        wanted = {e.target for e in self._edges if e.source == article and e.kind == kind}
        return [at for at, i in enumerate(self._instances) if i.id in wanted]

    def _described(self, speaker: Speaker, instance: Instance) -> Speaker:
        """An unnamed source is one of this article; nobody can tell whether it is another's too."""
        if speaker.kind != "unnamed":
            return speaker
        where = instance.source.article.outlet or instance.id
        return Speaker("unnamed", f"{speaker.name} ({where})", (instance.id,), (speaker.name,))

    def _alone(self, at: int) -> list[Speaker]:
        """An article without any source is one itself only where nobody can have said it before."""
        instance = self._instances[at]
        others = {i.id for i in self._instances if i.id != instance.id}
        if not all(self._times.before(instance.id, other) for other in others):
            return []
        outlet = instance.source.article.outlet
        inner = instance.item.chain[0] if instance.item.chain else None
        if inner is not None:
            return [self._described(inner, instance)]
        return [Speaker("outlet", outlet or instance.id, (outlet or instance.id,))]

    def reasons(self, behind: Sequence[tuple[Speaker, ...]]) -> list[Reason]:
        """Why articles rest on others: each citation and copy, each article without a source."""
        found = [edge.because for edge in self._edges]
        for instance, speakers in zip(self._instances, behind, strict=True):
            if not speakers:
                found.append(Reason("no-source-named", (instance.id,), instance.item.text[:200]))
        return found


def _merged(
    named: Iterable[tuple[Speaker, Instance]], own: Set[tuple[str, Speaker | None]]
) -> tuple[list[Speaker], dict[tuple[str, Speaker], int], list[Reason]]:
    """Speakers who are one under one number each; the same whatever the order of instances.

    A reason is given where an article names the voice itself (``own``), not where it has it
    from another article: the citation is the reason then.
    """
    ordered = sorted(
        named,
        key=lambda pair: (
            -_fullness(pair[0]),
            pair[0].name,
            (pair[1].id, pair[0]) not in own,
            pair[1].id,
        ),
    )
    kept: list[Speaker] = []
    first: list[str] = []
    numbers: dict[tuple[str, Speaker], int] = {}
    reasons: list[Reason] = []
    for speaker, instance in ordered:
        at, rule = _place(speaker, kept)
        if at is None:
            kept.append(speaker)
            first.append(instance.id)
            at = len(kept) - 1
        elif first[at] != instance.id and (instance.id, speaker) in own:
            text = f"{speaker.name} = {kept[at].name}"
            reasons.append(Reason(rule, (first[at], instance.id), text))
        numbers[(instance.id, speaker)] = at
    return kept, numbers, list(dict.fromkeys(reasons))


def _fullness(speaker: Speaker) -> int:
    """Whoever is named most fully comes first, a mere common noun last."""
    if speaker.kind == "unnamed":
        return -2
    return -1 if is_generic(speaker) else len(speaker.name.split())


def _place(speaker: Speaker, kept: Sequence[Speaker]) -> tuple[int | None, str]:
    for at, known in enumerate(kept):
        if speaker.kind == known.kind == "unnamed":
            if speaker == known:
                return at, "same-unnamed"
        elif "unnamed" not in (speaker.kind, known.kind) and _one(speaker, known):
            decided = speaker.identity is not None and speaker.identity == known.identity
            return at, "editor" if decided else "same-voice"
    for at, known in enumerate(kept):
        if speaks_for(speaker, known) or speaks_for(known, speaker):
            return at, "speaks-for"
    counted = [at for at, known in enumerate(kept) if _is_counted(known)]
    described = [at for at in counted if named_by_office(speaker, kept[at])]
    if len(described) == 1:
        return described[0], "named-by-office"
    if is_generic(speaker) and len(counted) == 1:
        return counted[0], "only-body-meant"
    return None, ""


def _one(one: Speaker, other: Speaker) -> bool:
    outlets = ("outlet", "agency", "platform")
    if one.kind in outlets or other.kind in outlets:
        return same_name(one.name, other.name)
    return same(one, other)
