"""Exports are what the standards ask for, and hold every statement that went in."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from example import READING, name_of, readings
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem import model as m
from lautwem.errors import BadData
from lautwem.export import standards
from lautwem.export.standards import annotations, jsonld, nif
from lautwem.export.standards.exchange import exchanged

pyld = pytest.importorskip("pyld.jsonld")
rdflib = pytest.importorskip("rdflib")
pyshacl = pytest.importorskip("pyshacl")
isomorphic = pytest.importorskip("rdflib.compare").isomorphic

HERE = Path(__file__).parent / "standards"
by_reading = pytest.mark.parametrize("reading", readings(), ids=name_of)
by_format = pytest.mark.parametrize("format_", standards.FORMATS)


@by_format
@by_reading
def test_every_statement_comes_back(reading: m.Reading, format_: str) -> None:
    data = standards.encode(reading, format_)
    assert standards.statements(data, format_) == exchanged(reading)


@by_format
def test_the_same_reading_gives_the_same_export(format_: str) -> None:
    assert standards.encode(READING, format_) == standards.encode(READING, format_)


@by_format
@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"items": 3}', b"\xff\xfe", b"<TEI>"])
def test_what_is_no_export_is_refused_or_empty(format_: str, data: bytes) -> None:
    try:
        assert standards.statements(data, format_) == ()
    except BadData as error:
        assert error.advice


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_words_survive(words: str) -> None:
    text = f"Jo Muster sagte: „{words}“\n"
    said = m.Statement("s1", "direct", "speech", m.Part(((17, len(text) - 1),)))
    article = m.Article("a/1 ü", "x", text, paragraphs=((0, len(text)),), title=words)
    reading = m.Reading(article, statements=(said,))
    for format_ in ("jsonld", "webannotation", "nif"):
        found = standards.statements(standards.encode(reading, format_), format_)
        assert found == exchanged(reading)
    assert len(standards.statements(standards.encode(reading, "tei"), "tei")) == 1


# -- the vocabularies --------------------------------------------------------------


def load_document(url: str, _: Any = None) -> dict[str, Any]:
    assert url == annotations.CONTEXT, f"an export must not need {url}"
    document = msgspec.json.decode((HERE / "anno.jsonld").read_bytes())
    return {"contextUrl": None, "documentUrl": url, "document": document}


def graph_of(document: dict[str, Any], load: Callable[..., Any] = load_document) -> Any:
    options = {"documentLoader": load, "format": "application/n-quads"}
    quads = pyld.to_rdf(msgspec.json.decode(msgspec.json.encode(document)), options)
    return rdflib.Graph().parse(data=quads, format="nt11")


def graphs(reading: m.Reading) -> Iterator[Any]:
    yield graph_of(jsonld.document(reading))
    yield graph_of(annotations.page(reading))
    yield graph_of(nif.document(reading))


@pytest.mark.skipif(
    "LAUTWEM_W3C_CONTEXT" not in os.environ,
    reason="name a copy of https://www.w3.org/ns/anno.jsonld in LAUTWEM_W3C_CONTEXT",
)
def test_the_context_of_the_w3c_gives_the_same_graph() -> None:
    """No package has that file, and others' files are not copied here: see docs/exports.md."""
    official = msgspec.json.decode(Path(os.environ["LAUTWEM_W3C_CONTEXT"]).read_bytes())

    def load(url: str, _: Any = None) -> dict[str, Any]:
        assert url == annotations.CONTEXT
        return {"contextUrl": None, "documentUrl": url, "document": official}

    for reading in readings():
        page = annotations.page(reading)
        assert isomorphic(graph_of(page, load), graph_of(page)), reading.article.id


@by_reading
def test_terms_are_terms_of_their_vocabulary(reading: m.Reading) -> None:
    closed = {str(ns): ns for ns in (rdflib.SDO, rdflib.PROV)}
    own = _own_terms()
    for graph in graphs(reading):
        for term in {*graph.predicates(), *graph.objects(None, rdflib.RDF.type)}:
            base = next((b for b in closed if str(term).startswith(b)), None)
            if base:
                assert term in closed[base], f"{term} is not defined"
            elif str(term).startswith("urn:lautwem:ns:"):
                assert str(term).rpartition(":")[2] in own


def _own_terms() -> set[str]:
    ids = (v["@id"] if isinstance(v, dict) else v for v in jsonld.context().values())
    return {i.rpartition(":")[2] for i in ids if str(i).startswith("lautwem:")} | {"annotated"}


@by_reading
def test_exports_have_the_shape_that_is_asked_for(reading: m.Reading) -> None:
    shapes = rdflib.Graph().parse(HERE / "shapes.ttl")
    for graph in graphs(reading):
        conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
        assert conforms, report


def test_the_shapes_can_fail() -> None:
    page = annotations.page(READING)
    for target in page["items"][0]["target"]:
        target.pop("source")
    shapes = rdflib.Graph().parse(HERE / "shapes.ttl")
    assert not pyshacl.validate(graph_of(page), shacl_graph=shapes)[0]


@by_reading
def test_json_ld_can_be_flattened_framed_and_compacted(reading: m.Reading) -> None:
    """What tools do with JSON-LD: no node is lost, and a frame finds every statement again."""
    document = msgspec.json.decode(msgspec.json.encode(jsonld.document(reading)))
    options = {"documentLoader": load_document}
    context = document["@context"]
    flat = pyld.flatten(document, context, options)["@graph"]
    assert {node["id"] for node in flat} >= {node["id"] for node in document["hasPart"]}
    framed = pyld.frame(document, {"@context": context, "type": "Statement"}, options)
    found = framed.get("@graph", [framed] if framed.get("id") else [])
    assert {node["id"] for node in found} == {node["id"] for node in document["hasPart"]}
    assert {node["text"] for node in found} == {node["text"] for node in document["hasPart"]}
    again = pyld.compact(pyld.expand(document, options), context, options)
    assert jsonld.statements(again) == jsonld.statements(document)


@by_reading
def test_rdflib_reads_what_the_command_writes(reading: m.Reading) -> None:
    turtle = rdflib.Graph().parse(data=standards.encode(reading, "nif"), format="turtle")
    asked = "SELECT ?s WHERE { ?s a <urn:lautwem:ns:Statement> ; prov:wasAttributedTo ?voice }"
    rows = {str(row.s) for row in turtle.query(asked, initNs={"prov": rdflib.PROV})}
    assert len(rows) == sum(bool(s.chain) for s in reading.statements)


# -- what a tool of the field would do with them --------------------------------------


@by_reading
def test_selectors_find_their_words(reading: m.Reading) -> None:
    text = reading.article.text
    for item in annotations.page(reading)["items"]:
        for target in item["target"]:
            quote, position = target["selector"]
            begin, end = position["start"], position["end"]
            assert text[begin:end] == quote["exact"]
            assert text[:begin].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])


def test_a_chain_is_a_way_back_to_the_origin() -> None:
    items = [n for n in jsonld.document(READING)["hasPart"] if len(n.get("chain", ())) == 2]
    assert items
    for item in items:
        origin, relay = item["chain"]
        step = item.get("wasQuotedFrom") or item["wasDerivedFrom"]
        assert step["wasAttributedTo"] == relay
        assert step["wasDerivedFrom"]["wasAttributedTo"] == origin
        assert item["hadPrimarySource"] == step["wasDerivedFrom"]["id"]


def test_verbatim_words_are_quotations_and_others_claims() -> None:
    for node in jsonld.document(READING)["hasPart"]:
        verbatim = node["certainty"] == "verbatim"
        assert ("Quotation" in node["type"]) == verbatim
        assert ("Claim" in node["type"]) != verbatim


def test_every_own_term_is_explained() -> None:
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    assert not [term for term in _own_terms() if f"`{term}`" not in page]
