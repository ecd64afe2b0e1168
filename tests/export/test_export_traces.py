"""A trace as tree and picture: everything in it, safe, and a picture that is well-formed."""

import io
import itertools
from xml.etree import ElementTree

import msgspec
import pytest
from rich.console import Console

from lautwem import model as m
from lautwem.export import labels
from lautwem.export.traces import picture, tree, wire
from lautwem.export.traces.lineage import lineage, walk

HOSTILE = 'Böse</text><script>alert(1)</script> & "Zeitung"\x1b[31m\u202e'


def instance(
    id_: str, day: str | None, role: wire.Role, origins: tuple[str, ...], outlet: str | None = None
) -> wire.TraceInstance:
    date = m.PartialDate(day, "day") if day else None
    time = wire.TraceTime(f"{day}T00:00:00+00:00", f"{day}T23:00:00+00:00") if day else None
    article = wire.TraceArticle(id_, f"{id_}.txt", outlet or f"Blatt {id_}", "Titel", date)
    match = wire.TraceMatch("indirect", 0.9, ())
    chain = (wire.TraceVoice("person", "Ida Roth"),)
    return wire.TraceInstance(
        article, "s1", f"Text von {id_}", (0, 10), chain, "reported", role, match, origins, (), time
    )


def a_trace(**changes: object) -> wire.Trace:
    edge = wire.TraceEdge("b", "a", "cites", "Blatt a berichtet")
    made = wire.Trace(
        schema=wire.TRACE,
        query="Ida Roth hat es gewusst",
        instances=(
            instance("a", "2025-03-01", "origin", ("Ida Roth",)),
            instance("b", "2025-03-02", "repeats", ("Ida Roth",)),
            instance("c", None, "repeats", ()),
        ),
        first="a",
        origins=(wire.TraceOrigin("Ida Roth", "person", ("a", "b"), True, True),),
        relays=("Blatt a",),
        independent=1,
        copies=(),
        contradicted_by=(),
        because=(wire.TraceReason("cites", ("b", "a"), "Blatt a berichtet"),),
        first_candidates=("a",),
        at_most=1,
        standing=1,
        edges=(edge,),
        unsourced=("c",),
    )
    return msgspec.structs.replace(made, **changes)


def text(trace: wire.Trace, language: labels.Language = "de") -> str:
    console = Console(file=io.StringIO(), width=100)
    return tree.to_text(trace, labels.load(language), console)


def test_every_article_stands_once_under_what_it_rests_on() -> None:
    stems = lineage(a_trace())
    assert [branch.instance.article.id for branch in walk(stems)] == ["a", "b", "c"]
    assert [stem.origin for stem in stems] == [0, None]
    assert stems[0].branches[0].under[0].how == "cites"


def test_a_circle_of_citations_ends() -> None:
    edges = (wire.TraceEdge("b", "a", "cites", ""), wire.TraceEdge("a", "b", "cites", ""))
    branches = list(walk(lineage(a_trace(edges=edges))))
    assert sorted(b.instance.article.id for b in branches) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "words",
    ["Unabhängige Quellen: 1", "zuerst: Blatt a", "Ida Roth (Person)", "Blatt b nennt Blatt a",
     "Nennt keine Quelle", "ohne Datum"],
)  # fmt: skip
def test_the_tree_says_what_is_known(words: str) -> None:
    assert words in text(a_trace())


def test_unknown_independence_is_said() -> None:
    shown = text(a_trace(independent=None, at_most=2, standing=None))
    assert "unbekannt (höchstens 2)" in shown
    assert "at most 2" in text(a_trace(independent=None, at_most=2, standing=None), "en")


def test_what_was_taken_back_is_marked() -> None:
    first, second, third = a_trace().instances
    article = msgspec.structs.replace(first.article, status="corrected")
    fallen = msgspec.structs.replace(first, article=article)
    resting = msgspec.structs.replace(second, rests_on=("a",))
    shown = text(a_trace(instances=(fallen, resting, third), standing=0))
    assert "berichtigt" in shown
    assert "beruht auf Zurückgenommenem" in shown
    assert "davon nicht zurückgenommen 0" in shown


def test_nothing_found_is_said() -> None:
    assert "kein Artikel" in text(a_trace(instances=(), origins=(), edges=(), because=()))


def drawn(trace: wire.Trace) -> ElementTree.Element:
    return ElementTree.fromstring(picture.draw(trace, labels.load("de")))


def test_the_picture_has_every_article_origin_and_line() -> None:
    svg = drawn(a_trace())
    words = " ".join(svg.itertext())
    for name in ("Blatt a", "Blatt b", "Blatt c", "Ida Roth", "1. März 2025"):
        assert name in words
    kinds = [e.get("class") for e in svg.iter() if (e.get("class") or "").startswith("edge")]
    assert kinds == ["edge origin", "edge cites"]


def test_hostile_text_stays_text() -> None:
    bad = instance("a", "2025-03-01", "origin", (HOSTILE,), outlet=HOSTILE)
    origin = wire.TraceOrigin(HOSTILE, "person", ("a",), True, True)
    trace = a_trace(instances=(bad,), origins=(origin,), edges=(), query=HOSTILE)
    svg = drawn(trace)
    assert not [e for e in svg.iter() if e.tag.endswith("script")]
    shown = text(trace)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_boxes_do_not_cover_each_other() -> None:
    many = tuple(instance(str(n), "2025-03-01", "origin", ("Ida Roth",)) for n in range(60))
    laid = picture.layout(a_trace(instances=many, edges=()), labels.load("de"))
    tops = sorted(box.y for box in laid.boxes)
    assert len(tops) == picture.MOST
    assert all(b - a >= 40 for a, b in itertools.pairwise(tops))


@pytest.mark.parametrize("instances", [(), (instance("c", None, "origin", ()),)])
def test_a_picture_without_dates_is_well_formed(
    instances: tuple[wire.TraceInstance, ...],
) -> None:
    assert drawn(a_trace(instances=instances, edges=(), origins=())).tag.endswith("svg")
