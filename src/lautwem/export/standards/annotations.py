"""W3C Web Annotations of a reading: one annotation a statement, a target a piece of it.

After the Web Annotation Data Model (W3C Recommendation, 2017). The positions and
prefixes refer to the article's text as lautwem read it, which the page carries under
``lautwem:annotated`` together with the people and voices.
"""

from lautwem import model as m
from lautwem.errors import BadData
from lautwem.export.standards import iris, jsonld
from lautwem.export.standards.exchange import Exchanged
from lautwem.export.standards.jsonld import Node

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The standard's context: annotation tools know it by name and do not fetch it."""

AFFIX = 32
"""Code points of ``prefix`` and ``suffix``; the length that annotation clients write."""


def _selectors(text: str, begin: int, end: int) -> list[Node]:
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[begin:end],
            "prefix": text[max(0, begin - AFFIX) : begin],
            "suffix": text[end : end + AFFIX],
        },
        {"type": "TextPositionSelector", "start": begin, "end": end},
    ]


def _annotation(reading: m.Reading, statement: m.Statement) -> Node:
    article = reading.article
    body = jsonld.statement_node(reading, statement)
    return {
        "id": iris.part(article, f"{statement.id}-annotation"),
        "type": "Annotation",
        "motivation": "describing",
        "body": {"@context": jsonld.context(), **body},
        "target": [
            {
                "type": "SpecificResource",
                "source": iris.article(article),
                "selector": _selectors(article.text, begin, end),
            }
            for begin, end in statement.quote.spans
        ],
    }


def page(reading: m.Reading) -> Node:
    """All statements of a reading as one annotation page, with the text they point into."""
    article = reading.article
    described = jsonld.document(reading)
    described.pop("hasPart", None)
    return {
        "@context": [CONTEXT, {"lautwem": iris.NAMESPACE}],
        "id": iris.part(article, "annotations"),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": [_annotation(reading, s) for s in reading.statements],
        "lautwem:annotated": described,
    }


def statements(data: Node) -> tuple[Exchanged, ...]:
    """The statements in a page of ``page``.

    Raises BadData where it is none.
    """
    try:
        names = jsonld.agents_of(data["lautwem:annotated"].get("mentions", []))
        return tuple(jsonld.imported(item["body"], names) for item in data["items"])
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise BadData(
            f"These are no annotations that lautwem wrote ({error!r}).",
            "Give what lautwem export --format webannotation writes.",
        ) from error
