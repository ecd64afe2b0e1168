"""Exports against the vocabularies of schema.org and the W3C, read by other people's tools."""

import re
from pathlib import Path

import official
import pytest
from example import READING, name_of, readings
from pynif import NIFCollection
from rdflib import PROV, RDF, Literal, URIRef
from test_export_standards import graph_of, graphs

from lautwem import model as m
from lautwem.export import standards
from lautwem.export.standards import jsonld
from lautwem.export.tables import files

by_reading = pytest.mark.parametrize("reading", readings(), ids=name_of)


@by_reading
def test_properties_join_what_the_vocabularies_let_them_join(reading: m.Reading) -> None:
    for graph in graphs(reading):
        assert official.misused(graph) == []


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (official.SCHEMA_ORG.jobTitle, "a Statement has none"),
        (official.SCHEMA_ORG.creator, "urn:document"),
        (official.SCHEMA_ORG.madeUp, "no such word"),
        (PROV.wasAttributedTo, "urn:document"),
    ],
)
def test_what_the_vocabularies_do_not_allow_is_found(predicate: URIRef, value: str) -> None:
    graph = graph_of(jsonld.document(READING))
    statement = next(graph.subjects(RDF.type, official.SCHEMA_ORG.Claim))
    graph.add((URIRef("urn:document"), RDF.type, official.SCHEMA_ORG.CreativeWork))
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
