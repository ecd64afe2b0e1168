"""The affairs of the samples: their readings, their truth, and what a trace gets wrong of it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import lautwem
from lautwem import article
from lautwem import model as m
from lautwem.archive.linking.found import Source
from lautwem.archive.linking.voices import same_name
from lautwem.export.traces.wire import Trace

FOLDER = Path(__file__).parents[3] / "samples" / "affairs"
NAMES = tuple(sorted(path.parent.name for path in FOLDER.glob("*/truth.yaml")))


@cache
def readings(name: str) -> dict[str, m.Reading]:
    """The readings of an affair by the names of its files."""
    paths = sorted((FOLDER / name).glob("*.txt"))
    return {path.stem: lautwem.read(article.load(str(path))) for path in paths}


@cache
def sources(name: str) -> tuple[Source, ...]:
    return tuple(map(Source.of, readings(name).values()))


@cache
def truth(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((FOLDER / name / "truth.yaml").read_text(encoding="utf-8"))["traces"]


CASES = [(name, at) for name in NAMES for at in range(len(truth(name)))]


def faults(found: Trace, wanted: dict[str, Any], files: dict[str, str]) -> Iterator[str]:
    """What is wrong with a trace; ``files`` gives the file for an article's id."""
    roles: dict[str, str] = {}
    for instance in found.instances:
        here = files[instance.article.id]
        roles[here] = min(roles.get(here, "z"), instance.role)
    may = set(wanted.get("may", ()))
    for file, role in wanted["instances"].items():
        if file not in roles:
            yield f"not found: {file}"
        elif roles[file] != role:
            yield f"{file} {roles[file]}, not {role}"
    yield from (
        f"wrongly in it: {f}" for f in roles if f not in wanted["instances"] and f not in may
    )
    yield from _whole(found, wanted, files)
    yield from _edges(found, wanted, files)
    yield from _certainty(found, wanted, files)
    yield from _denials(found, wanted, files)
    for words in wanted["not"]:
        yield from (f"wrongly in it: {words}" for i in found.instances if words in i.text)


def _whole(found: Trace, wanted: dict[str, Any], files: dict[str, str]) -> Iterator[str]:
    first = files.get(found.first or "")
    if first != wanted["first"]:
        yield f"first {first}, not {wanted['first']}"
    if found.independent != wanted["independent"]:
        yield f"independent {found.independent}, not {wanted['independent']}"
    if "standing" in wanted and found.standing != wanted["standing"]:
        yield f"standing {found.standing}, not {wanted['standing']}"
    names = ["?" if o.kind == "unnamed" else o.name for o in found.origins]
    if len(names) != len(wanted["origins"]) or not all(
        any(name == w or _close(name, w) for name in names) for w in wanted["origins"]
    ):
        yield f"origins {names}, not {wanted['origins']}"
    relays = list(found.relays)
    if len(relays) != len(wanted["relays"]) or not all(
        any(same_name(r, w) for r in relays) for w in wanted["relays"]
    ):
        yield f"relays {relays}, not {wanted['relays']}"
    copies = sorted(sorted(files[id_] for id_ in group) for group in found.copies)
    if copies != sorted(map(sorted, wanted["copies"])):
        yield f"copies {copies}, not {wanted['copies']}"
    for key, ids in (
        ("corrected", [i.article.id for i in found.instances if i.article.status != "active"]),
        ("affected", [i.article.id for i in found.instances if i.rests_on]),
    ):
        if sorted(files[id_] for id_ in ids) != sorted(wanted.get(key, [])):
            yield f"{key} {[files[id_] for id_ in ids]}, not {wanted.get(key, [])}"


def _close(name: str, wanted: str) -> bool:
    return wanted.lower() in name.lower()


def _edges(found: Trace, wanted: dict[str, Any], files: dict[str, str]) -> Iterator[str]:
    edges: dict[str, set[str]] = {}
    for edge in found.edges:
        if edge.kind == "cites":
            edges.setdefault(files[edge.from_], set()).add(files[edge.to])
    copied = {f for group in wanted["copies"] for f in group}
    for file in {*edges, *wanted["cites"]}:
        here, there = edges.get(file, set()), set(wanted["cites"].get(file, ()))
        if here != there and not (file in copied and file not in wanted["cites"]):
            yield f"{file} cites {sorted(here)}, not {sorted(there)}"


def _certainty(found: Trace, wanted: dict[str, Any], files: dict[str, str]) -> Iterator[str]:
    for instance in found.instances:
        here = files[instance.article.id]
        level = wanted["certainty"].get(here, instance.certainty)
        if instance.certainty != level:
            yield f"{here} {instance.certainty}, not {level}"


def _denials(found: Trace, wanted: dict[str, Any], files: dict[str, str]) -> Iterator[str]:
    denied = {files[d.article.id] for d in found.contradicted_by}
    may = set(wanted.get("may_contradict", ()))
    needed = set(wanted["contradicted_by"])
    yield from (f"denial not found: {file}" for file in sorted(needed - denied))
    yield from (f"no denial: {file}" for file in sorted(denied - needed - may))
