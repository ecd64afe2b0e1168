"""NIF 2.0 (NLP Interchange Format) of a reading, in Turtle.

The article's text is a ``nif:Context``; every piece of a statement and every mention of a
person or voice is a string of it with its offsets, which NIF counts in code points as
lautwem does. Statements, people and voices are those of the JSON-LD export.
"""

from typing import TYPE_CHECKING, Any

from lautwem import model as m
from lautwem.errors import BadData
from lautwem.export.standards import iris, jsonld
from lautwem.export.standards.exchange import Exchanged, Link
from lautwem.export.standards.jsonld import Node

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node as Term


def _whole(article: m.Article) -> str:
    """The name of the whole text: a range, for ``char=0`` alone is a place (RFC 5147, 2.2.1)."""
    return iris.part(article, f"char=0,{len(article.text)}")


def _string(article: m.Article, span: m.Span, **more: Any) -> Node:
    begin, end = span
    return {
        "id": iris.part(article, f"char={begin},{end}"),
        "type": ["RFC5147String", "Phrase"],
        "anchorOf": article.text[begin:end],
        "beginIndex": begin,
        "endIndex": end,
        "referenceContext": _whole(article),
        **more,
    }


def _strings(reading: m.Reading) -> list[Node]:
    article = reading.article
    agents = iris.agents(reading)
    pieces = [
        _string(article, span, pieceOf=iris.part(article, s.id))
        for s in reading.statements
        for span in s.quote.spans
    ]
    named = [
        _string(
            article,
            mention.span,
            taIdentRef=agents.get(mention.entity, iris.part(article, mention.entity)),
        )
        for mention in reading.mentions
    ]
    return pieces + named


def document(reading: m.Reading) -> Node:
    """The NIF of a reading as JSON-LD nodes: the JSON-LD export and the strings of the text."""
    article = reading.article
    described = jsonld.document(reading)
    whole = {
        "id": _whole(article),
        "type": ["RFC5147String", "Context"],
        "isString": article.text,
        "beginIndex": 0,
        "endIndex": len(article.text),
    }
    if address := iris.address(article.url):
        whole["sourceUrl"] = address
    described.pop("articleBody")  # the context holds the text
    return {
        "@context": described.pop("@context"),
        "@graph": [described, whole, *_strings(reading)],
    }


def turtle(reading: m.Reading) -> str:
    """The NIF of a reading in Turtle, the same for the same reading."""
    from rdflib import Graph  # late: heavy, and only this export needs it
    from rdflib.plugins.parsers.jsonld import to_rdf

    graph = Graph()
    to_rdf(document(reading), graph)  # parse() would make a ConjunctiveGraph, which goes away
    return graph.serialize(format="longturtle")


def statements(data: str) -> tuple[Exchanged, ...]:
    """The statements in the Turtle of one reading, in the order of their ids.

    Raises BadData where it cannot be parsed or lacks what ``turtle`` writes.
    """
    from rdflib import Graph

    graph = Graph()
    try:
        graph.parse(data=data, format="turtle")
        return _Reader(graph).statements()
    except Exception as error:  # rdflib's parsers raise exceptions of many kinds
        raise BadData(
            f"This is no NIF that lautwem wrote ({type(error).__name__}: {error}).",
            "Give what lautwem export --format nif writes.",
        ) from error


class _Reader:
    """Reads one graph back into statements."""

    def __init__(self, graph: "Graph") -> None:
        from rdflib import RDF, SDO, Namespace

        self._graph = graph
        self._own = Namespace(iris.NAMESPACE)
        self._oa = Namespace("http://www.w3.org/ns/oa#")
        self._schema, self._type = SDO, RDF.type

    def statements(self) -> tuple[Exchanged, ...]:
        found = self._graph.subjects(self._type, self._own.Statement)
        return tuple(self._statement(node) for node in sorted(found, key=_number))

    def _value(self, node: "Term", predicate: "Term") -> Any:
        value = self._graph.value(node, predicate)
        return None if value is None else value.toPython()

    def _list(self, node: "Term", predicate: "Term") -> "list[Term]":
        head = self._graph.value(node, predicate)
        return [] if head is None else list(self._graph.items(head))

    def _spans(self, node: "Term") -> tuple[m.Span, ...]:
        return tuple(
            (int(self._value(place, self._oa.start)), int(self._value(place, self._oa.end)))
            for place in self._list(node, self._own.place)
        )

    def _link(self, agent: "Term") -> Link:
        return Link(
            str(self._value(agent, self._own.voiceKind)), str(self._value(agent, self._schema.name))
        )

    def _party(self, node: "Term", predicate: "Term") -> str | None:
        agent = self._graph.value(node, predicate)
        return None if agent is None else self._link(agent).name

    def _statement(self, node: "Term") -> Exchanged:
        own = self._own
        return Exchanged(
            id=iris.local(str(node)),
            type=self._value(node, own.statementType),
            medium=self._value(node, own.medium),
            text=str(self._graph.value(node, self._schema.text)),
            spans=self._spans(node),
            chain=tuple(self._link(agent) for agent in self._list(node, own.chain)),
            speaker=self._party(node, own.speaker),
            addressee=self._party(node, own.addressee),
            about=tuple(self._link(agent).name for agent in self._list(node, own.concerns)),
            certainty=self._value(node, own.certainty),
            markers=tuple(
                m.Marker(str(self._graph.value(k, own.words)), self._spans(k)[0])
                for k in self._list(node, own.marker)
            ),
            channel=self._value(node, own.channel),
            negated=self._value(node, own.negated),
            confidence=float(self._value(node, own.confidence)),
        )


def _number(node: "Term") -> int:
    """The number of a statement: ``s12`` comes after ``s2``."""
    return int(iris.local(str(node))[1:])
