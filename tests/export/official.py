"""The standards' own files, as packages ship them that the tests need (extra ``test``)."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree
from rdflib import OWL, PROV, RDF, RDFS, Graph, Literal, Namespace
from rdflib.term import Node

SCHEMA_ORG = Namespace("https://schema.org/")


def _file(package: str, *path: str) -> Path:
    spec = find_spec(package)
    assert spec and spec.submodule_search_locations, f"{package} is missing: make test installs it"
    return Path(spec.submodule_search_locations[0], *path)


@cache
def tei() -> etree.RelaxNG:
    """``tei_all`` of the TEI Consortium, P5 4.5.0: everything that TEI has (text-fabric)."""
    return etree.RelaxNG(etree.parse(_file("tf", "tools", "tei", "tei_all.rng")))


@cache
def prov() -> Graph:
    """PROV-O of the W3C, with the domain and range of every property (pylode)."""
    return Graph().parse(_file("pylode", "rdf", "prov.ttl"))


@cache
def schema_org() -> Graph:
    """The vocabulary as schema.org publishes it (rocrate), under its present address."""
    text = _file("rocrate", "data", "schema.jsonld").read_text(encoding="utf-8")
    return Graph().parse(data=text.replace("http://schema.org/", SCHEMA_ORG), format="json-ld")


def misused(graph: Graph) -> list[str]:
    """Statements of a graph that schema.org or PROV-O has no place for.

    The domain and range of PROV-O are read as demands, as those of schema.org are: a node must
    be said to be of a class that the property takes. A node of no class may be anything.
    """
    schema = _Vocabulary(schema_org(), SCHEMA_ORG.domainIncludes, SCHEMA_ORG.rangeIncludes)
    vocabularies = {str(SCHEMA_ORG): schema, str(PROV): _Vocabulary(prov())}
    return [
        f"{subject} {predicate} {value}"
        for subject, predicate, value in graph
        for base, vocabulary in vocabularies.items()
        if predicate.startswith(base) and not vocabulary.allows(graph, subject, predicate, value)
    ]


class _Vocabulary:
    def __init__(self, terms: Graph, domain: Node = RDFS.domain, range_: Node = RDFS.range) -> None:
        self._terms, self._domain, self._range = terms, domain, range_

    def allows(self, graph: Graph, subject: Node, predicate: Node, value: Node) -> bool:
        domain = set(self._terms.objects(predicate, self._domain))
        range_ = set(self._terms.objects(predicate, self._range))
        return self._fits(graph, subject, domain) and self._fits(graph, value, range_)

    def _fits(self, graph: Graph, node: Node, wanted: set[Node]) -> bool:
        if isinstance(node, Literal):
            return any(self._is_data(class_) for class_ in wanted)
        classes = set(graph.objects(node, RDF.type))
        if not classes:
            return bool(wanted)
        return bool(wanted & {SCHEMA_ORG.Thing, OWL.Thing}.union(*map(self._above, classes)))

    def _is_data(self, class_: Node) -> bool:
        data = set(self._terms.subjects(RDF.type, SCHEMA_ORG.DataType))
        return bool(data & self._above(class_))

    def _above(self, class_: Node) -> set[Node]:
        return set(self._terms.transitive_objects(class_, RDFS.subClassOf))
