"""TEI: valid whatever overlaps, and the words of every ``said`` are the statement's."""

from pathlib import Path

import pytest
from example import READING
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import lautwem
from lautwem import model as m
from lautwem.article import load
from lautwem.export.standards import tei

ROOT = Path(__file__).parents[2]
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "standards" / "tei.rng"))
SAMPLES = sorted((ROOT / "samples").glob("[0-9]*"))
READINGS = [READING, *(lautwem.read(load(str(path)), engine="rules") for path in SAMPLES)]
NS = {"t": tei.TEI}
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


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: Path(r.article.source).name)
def test_documents_are_valid(reading: m.Reading) -> None:
    root = parsed(reading)
    assert SCHEMA.validate(root), SCHEMA.error_log


def test_the_schema_can_fail() -> None:
    root = parsed(READING)
    root.find(".//t:said", NS).attrib.pop("ana")
    assert not SCHEMA.validate(root)


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: Path(r.article.source).name)
def test_said_holds_the_words_of_the_statement(reading: m.Reading) -> None:
    text, words = reading.article.text, said_words(parsed(reading))
    for statement in reading.statements:
        expected = "".join(text[begin:end] for begin, end in statement.quote.spans)
        assert "".join(words[statement.id].split()) == "".join(expected.split())


SPANS = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda p: (p[0], min(52, sum(p))))


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
    assert SCHEMA.validate(root), SCHEMA.error_log
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
