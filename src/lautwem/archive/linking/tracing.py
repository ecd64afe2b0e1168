"""All steps of tracing in order: from readings to the way a statement took."""

from collections.abc import Sequence

from lautwem.archive.linking import corrections, dependence, independence
from lautwem.archive.linking.dates import interval, order
from lautwem.archive.linking.found import Edge, Instance, Source
from lautwem.archive.linking.selection import Query, Selection, select
from lautwem.archive.linking.voices import Speaker, same
from lautwem.export.traces import wire


def trace(query: Query, sources: Sequence[Source]) -> wire.Trace:
    """The way of one statement through articles; their order does not matter."""
    return follow(query, select(query, distinct(sources)))


def follow(query: Query, found: Selection, *, bounded: bool = False) -> wire.Trace:
    """The way of one statement that is found; ``bounded``: not in all that may hold it."""
    notices = [i for i in (*found.said, *found.denied) if corrections.is_correction(i.source)]
    said = [i for i in found.said if not corrections.is_correction(i.source)]
    instances = _one_each(said)
    groups = _groups(instances)
    edges = dependence.edges(instances, groups)
    instances = _in_order(instances, edges)
    times = dependence.Times(instances, edges)
    judged = independence.judge(instances, edges, times)
    fallen, corrected = corrections.taken_back(instances, notices)
    resting = corrections.affected(instances, edges, fallen, judged.unsourced, times)
    roles = _roles(instances, edges, judged, groups, times)
    denials = _denials(found, instances, notices)
    first = _first(instances, times)
    return wire.Trace(
        schema=wire.TRACE,
        query=query.words or f"{query.article} {query.statement}",
        instances=tuple(
            _instance(i, role, of, judged, fallen, resting)
            for i, role, of in zip(instances, roles, judged.of, strict=True)
        ),
        first=first[0] if len(first) == 1 else None,
        first_candidates=first,
        origins=tuple(_origin(origin, instances, fallen, resting) for origin in judged.origins),
        relays=_relays(instances, edges, groups),
        independent=judged.independent,
        at_most=judged.at_most,
        standing=_standing(judged, instances, fallen, resting),
        copies=tuple(group.members for group in groups),
        contradicted_by=tuple(_denial(i, fallen) for i in denials),
        because=tuple(
            wire.TraceReason(r.rule, r.articles, r.text) for r in (*judged.because, *corrected)
        ),
        edges=tuple(wire.TraceEdge(e.source, e.target, e.kind, e.because.text) for e in edges),
        unsourced=judged.unsourced,
        bounded=bounded,
    )


def distinct(sources: Sequence[Source]) -> list[Source]:
    """Each article once, in an order that is that of their ids alone."""
    by_id = {source.id: source for source in sources}
    return [by_id[id_].prepared() for id_ in sorted(by_id)]


def _one_each(said: Sequence[Instance]) -> list[Instance]:
    """The best piece of each article for each voice, in order of time.

    A statement is better than a bare sentence, the body better than the headline, a longer
    chain better than a shorter one. A bare sentence or an unknown voice beside a known one
    of the same article adds nothing.
    """
    best: list[Instance] = []
    for instance in sorted(said, key=_goodness):
        mine = [b for b in best if b.id == instance.id]
        voice = _voice(instance)
        if not any(_adds_nothing(voice, _voice(b)) for b in mine):
            best.append(instance)
    return sorted(best, key=lambda i: (order(i.source.article.published), i.id, i.item.spans))


def _in_order(instances: Sequence[Instance], edges: Sequence[Edge]) -> list[Instance]:
    """By date, but none before an article that it has it from (a copy of the same day)."""
    waiting = list(instances)
    ordered: list[Instance] = []
    while waiting:
        open_ = {instance.id for instance in waiting}
        held = {e.source for e in edges if e.target in open_ and e.target != e.source}
        free = next((i for i in waiting if i.id not in held), waiting[0])
        ordered.append(free)
        waiting.remove(free)
    return ordered


def _goodness(instance: Instance) -> tuple[object, ...]:
    item = instance.item
    voice = _voice(instance)
    return (
        voice is None,
        item.title,
        item.statement is None,
        -len(item.chain),
        -instance.confidence,
        instance.id,
        item.spans,
    )


def _voice(instance: Instance) -> Speaker | None:
    inner = instance.item.chain[0] if instance.item.chain else None
    return inner if inner is not None and inner.named else None


def _adds_nothing(voice: Speaker | None, known: Speaker | None) -> bool:
    return voice is None or (known is not None and same(voice, known))


def _groups(instances: Sequence[Instance]) -> tuple[dependence.Copies, ...]:
    sources = {i.id: i.source for i in instances}
    return dependence.copy_groups([sources[id_] for id_ in sorted(sources)])


def _roles(
    instances: Sequence[Instance],
    edges: Sequence[Edge],
    judged: independence.Independence,
    groups: Sequence[dependence.Copies],
    times: dependence.Times,
) -> list[wire.Role]:
    copied = {id_ for group in groups for id_ in group.members if id_ != group.master}
    citing = {edge.source for edge in edges if edge.kind == "cites"}
    roles: list[wire.Role] = []
    for at, instance in enumerate(instances):
        if instance.id in copied:
            roles.append("copies")
        elif instance.id in citing or not judged.of[at] or _relayed(instance):
            roles.append("repeats")
        else:
            earlier = any(
                set(of) & set(judged.of[at]) and times.before(other.id, instance.id)
                for other, of in zip(instances, judged.of, strict=True)
            )
            roles.append("repeats" if earlier else "origin")
    return roles


def _relayed(instance: Instance) -> bool:
    own = instance.source.article.outlet
    return any(
        voice.kind in ("outlet", "agency") and not dependence.same_outlet(voice.name, own)
        for voice in instance.item.chain
    )


def _relays(
    instances: Sequence[Instance], edges: Sequence[Edge], groups: Sequence[dependence.Copies]
) -> tuple[str, ...]:
    """Outlets and agencies through whose hands it went, by name."""
    outlets = {i.id: i.source.article.outlet for i in instances}
    names = {outlets[e.target] or "" for e in edges if e.kind == "cites"}
    names |= {group.agency or "" for group in groups}
    known = [name for name in names if name]
    for instance in instances:
        own = instance.source.article.outlet
        for voice in instance.item.chain:
            if voice.kind not in ("outlet", "agency") or dependence.same_outlet(voice.name, own):
                continue
            if not any(dependence.same_outlet(voice.name, name) for name in known):
                known.append(voice.name)
    return tuple(sorted(known))


def _first(instances: Sequence[Instance], times: dependence.Times) -> tuple[str, ...]:
    """The articles before which surely none of the others is."""
    found = [
        i.id for i in instances if not any(times.before(other.id, i.id) for other in instances)
    ]
    return tuple(dict.fromkeys(found))


def _denials(
    found: Selection, instances: Sequence[Instance], notices: Sequence[Instance]
) -> list[Instance]:
    """One denial for each article and voice, in order of time."""
    best: dict[tuple[str, str], Instance] = {}
    for instance in sorted((*found.denied, *notices), key=_goodness):
        voice = _voice(instance)
        best.setdefault((instance.id, voice.name if voice else ""), instance)
    named = {id_ for id_, name in best if name}
    kept = [i for (id_, name), i in best.items() if name or id_ not in named]
    return sorted(kept, key=lambda i: (order(i.source.article.published), i.id, i.item.spans))


def _standing(
    judged: independence.Independence,
    instances: Sequence[Instance],
    fallen: dict[str, str],
    resting: dict[str, tuple[str, ...]],
) -> int | None:
    if judged.independent is None:
        return None
    gone = {*fallen, *resting}
    kept = [o for o in judged.origins if not set(o.articles) <= gone]
    if any(o.counted for o in judged.origins):
        return sum(o.counted for o in kept)
    return min(judged.independent, len(kept))


def _origin(
    origin: independence.Origin,
    instances: Sequence[Instance],
    fallen: dict[str, str],
    resting: dict[str, tuple[str, ...]],
) -> wire.TraceOrigin:
    return wire.TraceOrigin(
        name=origin.speaker.name,
        kind=origin.speaker.kind,
        articles=origin.articles,
        counted=origin.counted,
        stands=not set(origin.articles) <= {*fallen, *resting},
    )


def _instance(
    instance: Instance,
    role: wire.Role,
    of: tuple[int, ...],
    judged: independence.Independence,
    fallen: dict[str, str],
    resting: dict[str, tuple[str, ...]],
) -> wire.TraceInstance:
    item = instance.item
    return wire.TraceInstance(
        article=_article(instance.source, fallen),
        statement=item.statement,
        text=item.text,
        span=item.spans[0],
        chain=_chain(instance),
        certainty=item.level,
        role=role,
        match=wire.TraceMatch(instance.kind, instance.confidence, instance.because),
        origins=tuple(judged.origins[number].speaker.name for number in of),
        rests_on=resting.get(instance.id, ()),
        time=_time(instance.source),
    )


def _time(source: Source) -> wire.TraceTime | None:
    found = interval(source.article.published)
    return found and wire.TraceTime(found.begin.isoformat(), found.end.isoformat())


def _denial(instance: Instance, fallen: dict[str, str]) -> wire.TraceDenial:
    item = instance.item
    return wire.TraceDenial(
        article=_article(instance.source, fallen),
        statement=item.statement,
        text=item.text,
        span=item.spans[0],
        chain=_chain(instance),
    )


def _chain(instance: Instance) -> tuple[wire.TraceVoice, ...]:
    return tuple(wire.TraceVoice(voice.kind, voice.name) for voice in instance.item.chain)


def _article(source: Source, fallen: dict[str, str]) -> wire.TraceArticle:
    article = source.article
    status = source.status
    if status == "active" and source.id in fallen:
        status = "corrected"
    return wire.TraceArticle(
        id=source.id,
        source=article.source,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        status=status,
    )
