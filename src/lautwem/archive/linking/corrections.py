"""What has been taken back, and what falls with it."""

from collections.abc import Sequence

from lautwem.archive.linking.copies import body
from lautwem.archive.linking.dates import before
from lautwem.archive.linking.dependence import Times, same_outlet
from lautwem.archive.linking.found import Edge, Instance, Reason, Source
from lautwem.language.lexicon import load

_HEAD = 400  # letters of a body in which a notice says that it is one


def is_correction(source: Source) -> bool:
    """Whether an article is a notice in which a paper takes something back."""
    words = tuple(word.lower() for word in load("linking")["corrections"])
    title = (source.article.title or "").lower()
    head = body(source.article)[:_HEAD].lower()
    return any(word in title for word in words) or any(head.startswith(word) for word in words)


def taken_back(
    instances: Sequence[Instance], notices: Sequence[Instance]
) -> tuple[dict[str, str], tuple[Reason, ...]]:
    """Articles that no longer stand, with the article that says so ("" for the archive's word).

    ``notices`` are pieces of corrections that speak of the statement: they take back what the
    same outlet wrote before.
    """
    fallen: dict[str, str] = {}
    reasons: list[Reason] = []
    for instance in instances:
        if instance.source.status != "active":
            fallen[instance.id] = ""
            reasons.append(Reason(instance.source.status, (instance.id,)))
        for notice in notices:
            if _takes_back(notice.source, instance.source):
                fallen[instance.id] = notice.id
                text = notice.item.text[:300]
                reasons.append(Reason("correction", (notice.id, instance.id), text))
    return fallen, tuple(dict.fromkeys(reasons))


def _takes_back(notice: Source, source: Source) -> bool:
    if notice.id == source.id or not same_outlet(notice.article.outlet, source.article.outlet):
        return False
    return not before(notice.article.published, source.article.published)


def affected(
    instances: Sequence[Instance],
    edges: Sequence[Edge],
    fallen: dict[str, str],
    unsourced: Sequence[str],
    times: Times,
) -> dict[str, tuple[str, ...]]:
    """Articles that rest on what has been taken back, with what they rest on.

    Those that cite or copy it, those that rest on these, and those that name no source where
    all that could have been read before has fallen.
    """
    resting: dict[str, set[str]] = {}
    changed = True
    while changed:
        changed = False
        gone = {*fallen, *resting}
        for edge in edges:
            if edge.target in gone and edge.source not in fallen:
                basis = resting.setdefault(edge.source, set())
                changed |= edge.target not in basis
                basis.add(edge.target)
        for instance in instances:
            if instance.id in unsourced and instance.id not in gone:
                earlier = _earlier(instance, instances, times)
                if earlier and earlier <= gone:
                    resting[instance.id] = earlier
                    changed = True
    return {id_: tuple(sorted(basis)) for id_, basis in resting.items()}


def _earlier(instance: Instance, instances: Sequence[Instance], times: Times) -> set[str]:
    others = {other.id for other in instances if other.id != instance.id}
    return {other for other in others if times.before(other, instance.id)}
