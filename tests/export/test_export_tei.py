"""TEI: valid by the whole of TEI whatever overlaps; every ``said`` has its statement's words."""

import official
import pytest
from example import READING, name_of, readings
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lautwem import model as m
from lautwem.export.standards import tei

by_reading = pytest.mark.parametrize("reading", readings(), ids=name_of)
NS = {"t": tei.TEI}
POINTERS = ("ana", "who", "toWhom", "prev", "next", "fVal")
TEXT = "abcdefghijklmnopqrstuvwxyz" * 2


def parsed(reading: m.Reading) -> etree._Element:
    return etree.fromstring(tei.document(reading))


def said_words(root: etree._Element) -> dict[str, str]:
    """What stands in the ``said`` elements of each statement, all parts together."""
    words: dict[str, str] = {}
    for said in root.iterfind(".//t:said", NS):
        id_ = said.get("ana")[1:]
        words[id_] = words.get(id_, "") + "".join(said.itertext())
    return words


@by_reading
def test_documents_are_valid(reading: m.Reading) -> None:
    root = parsed(reading)
    assert official.tei().validate(root), official.tei().error_log


def test_what_tei_does_not_have_is_found() -> None:
    root = parsed(READING)
    root.find(".//t:said", NS).set("mood", "angry")
    assert not official.tei().validate(root)


@by_reading
def test_every_pointer_leads_somewhere(reading: m.Reading) -> None:
    root = parsed(reading)
    places = {f"#{id_}" for id_ in root.xpath("//@xml:id")}
    pointers = {value for name in POINTERS for value in root.xpath(f"//@{name}")}
    assert pointers and pointers <= places
    assert all(said.get("ana") for said in root.iterfind(".//t:said", NS))


@by_reading
def test_a_feature_structure_has_no_feature_twice(reading: m.Reading) -> None:
    for structure in parsed(reading).iterfind(".//t:fs", NS):
        names = [feature.get("name") for feature in structure]
        assert len(names) == len(set(names))


@by_reading
def test_said_holds_the_words_of_the_statement(reading: m.Reading) -> None:
    text, words = reading.article.text, said_words(parsed(reading))
    for statement in reading.statements:
        expected = "".join(text[begin:end] for begin, end in statement.quote.spans)
        assert "".join(words[statement.id].split()) == "".join(expected.split())


SPANS = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda p: (p[0], min(52, sum(p))))


@settings(deadline=None)
@given(st.lists(st.lists(SPANS, min_size=1, max_size=3), min_size=1, max_size=6))
def test_whatever_overlaps_nothing_is_lost(spans: list[list[m.Span]]) -> None:
    """Pieces of one statement do not overlap each other; those of different ones may."""
    said = []
    for number, pieces in enumerate(spans, start=1):
        apart, reached = [], -1
        for begin, end in sorted(pieces):
            if begin > reached:
                apart.append((begin, end))
                reached = end
        said.append(m.Statement(f"s{number}", "indirect", "speech", m.Part(tuple(apart))))
    reading = m.Reading(
        m.Article("a", "x", TEXT, paragraphs=((0, 20), (20, 52))), statements=tuple(said)
    )
    root = parsed(reading)
    assert official.tei().validate(root), official.tei().error_log
    assert "".join(root.find("t:text", NS).itertext()) == TEXT
    words = said_words(root)
    for statement in said:
        assert words[statement.id] == "".join(TEXT[b:e] for b, e in statement.quote.spans)


def test_parts_are_linked_both_ways() -> None:
    root = parsed(READING)
    by_id = {said.get(tei.ID): said for said in root.iterfind(".//t:said", NS)}
    following = [said for said in by_id.values() if said.get("next")]
    assert following
    for said in following:
        assert by_id[said.get("next")[1:]].get("prev") == f"#{said.get(tei.ID)}"
