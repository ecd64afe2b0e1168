"""Exports against the vocabularies of schema.org and the W3C, read by other people's tools."""

import re
from pathlib import Path

import official
import pytest
from example import READING, name_of, readings
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from official import SCHEMA_ORG
from pynif import NIFCollection
from rdflib import PROV, RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node
from test_export_standards import graph_of, graphs

from lautwem import model as m
from lautwem.export import standards
from lautwem.export.standards import jsonld
from lautwem.export.tables import files

NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
by_reading = pytest.mark.parametrize("reading", readings(), ids=name_of)


@by_reading
def test_properties_join_what_the_vocabularies_let_them_join(reading: m.Reading) -> None:
    for graph in graphs(reading):
        assert official.misused(graph) == []


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (SCHEMA_ORG.jobTitle, "a Statement has none"),
        (SCHEMA_ORG.creator, "urn:document"),
        (SCHEMA_ORG.madeUp, "no such word"),
        (PROV.wasAttributedTo, "urn:document"),
    ],
)
def test_what_the_vocabularies_do_not_allow_is_found(predicate: URIRef, value: str) -> None:
    graph = graph_of(jsonld.document(READING))
    statement = next(graph.subjects(RDF.type, SCHEMA_ORG.Claim))
    graph.add((URIRef("urn:document"), RDF.type, SCHEMA_ORG.CreativeWork))
    graph.add((statement, predicate, URIRef(value) if value.startswith("urn:") else Literal(value)))
    assert len(official.misused(graph)) == 1


@by_reading
def test_a_reader_of_nif_finds_the_text_and_every_string(reading: m.Reading) -> None:
    turtle = standards.encode(reading, "nif").decode()
    (context,) = NIFCollection.loads(turtle, format="turtle").contexts
    text = reading.article.text
    assert (context.mention, context.beginIndex, context.endIndex) == (text, 0, len(text))
    pieces = {span for statement in reading.statements for span in statement.quote.spans}
    wanted = pieces | {mention.span for mention in reading.mentions}
    found = {(phrase.beginIndex, phrase.endIndex): phrase.mention for phrase in context.phrases}
    assert found == {(begin, end): text[begin:end] for begin, end in wanted}


def with_address(url: str) -> m.Reading:
    caption = m.Caption((0, 4), "Bild", url=url)
    return m.Reading(m.Article("a1", "a.txt", "Bild", url=url, captions=(caption,)))


def addresses(reading: m.Reading) -> list[list[Node]]:
    """Those of the article in NIF and JSON-LD, after TEI was found valid."""
    assert official.tei().validate(etree.fromstring(standards.encode(reading, "tei")))
    turtle = Graph().parse(data=standards.encode(reading, "nif").decode(), format="turtle")
    node = graph_of(jsonld.document(reading))
    return [list(turtle.objects(None, NIF.sourceUrl)), list(node.objects(None, SCHEMA_ORG.url))]


@settings(deadline=None, max_examples=40)
@example("ein bild|2<b>.jpg?a[]=1#x#y")
@example("100%zz")
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_addresses_with_any_words_are_held(words: str) -> None:
    in_nif, in_json = addresses(with_address(f"https://beispiel.example/{words}"))
    assert len(in_nif) == 1 and in_nif == in_json


@pytest.mark.parametrize("url", ["http://[::1", "nur Worte", "//x.example", "https://a b/"])
def test_what_is_no_address_is_not_given_out_as_one(url: str) -> None:
    assert addresses(with_address(url)) == [[], []]


def test_the_examples_of_the_documentation_run(tmp_path: Path, monkeypatch, capsys) -> None:
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "a1.xml").write_bytes(standards.encode(READING, "tei"))
    (tmp_path / "statements.jsonl").write_bytes(standards.encode(READING, "jsonld") + b"\n")
    files.write([READING], tmp_path / "tables", "parquet", "0")
    monkeypatch.chdir(tmp_path)
    printed = []
    for code in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(compile(code, "exports.md", "exec"), {})
        printed.append(capsys.readouterr().out)
    sparql, pandas, xpath = printed
    assert "Milan Brandt | verbatim | „die Rechte <b>sofort</b> zu schützen“" in sparql
    assert re.search(r"person +\S+ +\d", pandas)
    assert "Milan Brandt | „die Rechte <b>sofort</b> zu schützen“" in xpath
