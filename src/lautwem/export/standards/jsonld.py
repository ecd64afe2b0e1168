"""JSON-LD of a reading: schema.org for what is said, PROV-O for on whose word.

A verbatim statement is a ``Quotation``, every other a ``Claim`` that appears in the
article. Its chain of voices is written three times, for three kinds of reader: as an
ordered list (``chain``), as agents it is attributed to, and as the way it took:
the article's statement was quoted or derived from what the outermost voice gave out, that
from what the next one said, and so on to the primary source.
"""

from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from lautwem import model as m
from lautwem.errors import BadData
from lautwem.export.standards import iris
from lautwem.export.standards.exchange import Exchanged, Link
from lautwem.schema import text_of

Node = dict[str, Any]
"""One JSON-LD node object."""

_VOICE_TYPES = {
    "person": "Person",
    "group": "Organization",
    "institution": "Organization",
    "outlet": "NewsMediaOrganization",
    "agency": "NewsMediaOrganization",
    "platform": "Organization",
    "document": "CreativeWork",
    "unnamed": "Agent",
}
_CREATORS = frozenset(_VOICE_TYPES) - {"document", "unnamed"}
"""Who may be a ``creator``: schema.org wants a person or an organization."""
_KIN = {  # from "a is <type> of b" to schema.org's "b has <property> a"
    "child": "children",
    "parent": "parent",
    "spouse": "spouse",
    "sibling": "sibling",
}


@cache
def context() -> Node:
    """The terms of all exports; every document carries them, so that nothing is fetched."""
    data = files("lautwem").joinpath("export", "standards", "context.jsonld").read_bytes()
    return msgspec.json.decode(data)["@context"]


def sparse(node: Node) -> Node:
    """The node without what is not known: a missing value is no statement in RDF."""
    return {k: v for k, v in node.items() if v is not None and v != [] and v != ()}


def _person(reading: m.Reading, person: m.Person) -> Node:
    def name(id_: str) -> str:
        return iris.part(reading.article, id_)

    kin: dict[str, list[str]] = {}
    for tie in reading.kinship:
        if tie.to == person.id:
            kin.setdefault(_KIN.get(tie.type, "relatedTo"), []).append(name(tie.from_))
    return sparse(
        {
            "id": name(person.id),
            "type": ["Person", "Agent"],
            "name": person.name,
            "voiceKind": "person",
            "alternateName": list(person.aliases),
            "gender": person.gender,
            "jobTitle": list(dict.fromkeys(r.text for r in person.roles if r.kind == "role")),
            "minor": person.minor,
            "birthEarliest": person.born and person.born.earliest,
            "birthLatest": person.born and person.born.latest,
            "kinship": [
                {"id": name(f"kinship{number}"), "kind": tie.type, "to": name(tie.to)}
                for number, tie in enumerate(reading.kinship, start=1)
                if tie.from_ == person.id
            ],
            **{key: list(dict.fromkeys(ids)) for key, ids in kin.items()},
        }
    )


def _voice(reading: m.Reading, voice: m.Voice) -> Node:
    kind = _VOICE_TYPES[voice.kind]
    return {
        "id": iris.part(reading.article, voice.id),
        "type": list(dict.fromkeys((kind, "Agent"))),
        "name": voice.name,
        "voiceKind": voice.kind,
    }


def place(spans: tuple[m.Span, ...]) -> list[Node]:
    """Spans as selectors of the Web Annotation model: code points, half open."""
    return [{"type": "TextPositionSelector", "start": b, "end": e} for b, e in spans]


def _way(statement: m.Statement, iri: str, agents: dict[str, str]) -> Node:
    """PROV: from whom the article has the statement, and they from whom, to the origin."""
    step: Node | None = None
    for number, voice in enumerate(statement.chain, start=1):
        entity: Node = {
            "id": f"{iri}-source{number}",
            "type": "Entity",
            "wasAttributedTo": agents[voice],
        }
        step = {**entity, "wasDerivedFrom": step} if step else entity
    if step is None:
        return {}
    verb = "wasQuotedFrom" if statement.certainty.level == "verbatim" else "wasDerivedFrom"
    return {verb: step, "hadPrimarySource": f"{iri}-source1"}


def statement_node(reading: m.Reading, statement: m.Statement) -> Node:
    """One statement as a node: what is said, in which words, on whose word, how surely."""
    article, text = reading.article, reading.article.text
    agents = iris.agents(reading)
    iri = iris.part(article, statement.id)
    verbatim = statement.certainty.level == "verbatim"

    kinds = {voice.id: voice.kind for voice in reading.voices}

    def agent(party: m.Party | None, of: Collection[str] = _VOICE_TYPES) -> str | None:
        return agents[party.voice] if party and kinds.get(party.voice) in of else None

    return sparse(
        {
            "id": iri,
            "type": ["Quotation" if verbatim else "Claim", "Statement", "Entity"],
            "text": text_of(statement.quote, text),
            "place": place(statement.quote.spans),
            "appearance": None if verbatim else iris.article(article),
            "statementType": statement.type,
            "medium": statement.medium,
            "certainty": statement.certainty.level,
            "marker": [
                {"words": marker.text, "place": place((marker.span,))}
                for marker in statement.certainty.markers
            ],
            "channel": statement.channel.kind,
            "creator": agent(statement.speaker, _CREATORS),
            "speaker": agent(statement.speaker),
            "addressee": agent(statement.addressee),
            "about": [iris.part(article, person) for person in statement.about],
            "concerns": [iris.part(article, person) for person in statement.about],
            "negated": statement.negated,
            "saidAt": statement.time
            and sparse({"words": statement.time.text, "date": statement.time.value}),
            "confidence": round(statement.confidence, 4),
            "chain": [agents[voice] for voice in statement.chain],
            "wasAttributedTo": list(dict.fromkeys(agents[voice] for voice in statement.chain)),
            **_way(statement, iri, agents),
            "rule": list(dict.fromkeys(reason.rule for reason in statement.because)),
        }
    )


def _image(reading: m.Reading, number: int, shown: tuple[str, ...]) -> Node:
    caption = reading.article.captions[number]
    return sparse(
        {
            "id": iris.part(reading.article, f"picture{number + 1}"),
            "type": "ImageObject",
            "caption": caption.text,
            "creditText": caption.credit and caption.credit.text,
            "contentUrl": iris.address(caption.url),
            "dateCreated": caption.date and caption.date.value,
            "about": [iris.part(reading.article, person) for person in shown],
        }
    )


def _head(article: m.Article) -> Node:
    publisher = article.outlet and {
        "id": iris.part(article, "publisher"),
        "type": "NewsMediaOrganization",
        "name": article.outlet,
    }
    return {
        "headline": article.title,
        "publisher": publisher,
        "author": [
            {"id": iris.part(article, f"author{number}"), "name": name}
            for number, name in enumerate(article.authors, start=1)
        ],
        "url": iris.address(article.url),
        "datePublished": article.published and article.published.value,
        "dateModified": article.modified and article.modified.value,
        "inLanguage": article.language,
        "articleBody": article.text,
    }


def document(reading: m.Reading) -> Node:
    """One reading as a JSON-LD document, its context inside."""
    article = reading.article
    shown = reading.shown or ((),) * len(article.captions)
    return sparse(
        {
            "@context": context(),
            "id": iris.article(article),
            "type": ["NewsArticle", "Entity"],
            **_head(article),
            "image": [_image(reading, number, people) for number, people in enumerate(shown)],
            "mentions": [_person(reading, person) for person in reading.people]
            + [_voice(reading, voice) for voice in reading.voices if not voice.person],
            "hasPart": [statement_node(reading, s) for s in reading.statements],
        }
    )


def _spans(places: list[Node]) -> tuple[m.Span, ...]:
    return tuple((p["start"], p["end"]) for p in places)


def imported(node: Node, names: dict[str, Link]) -> Exchanged:
    """The statement in a node, with the names of the agents beside it."""

    def name(key: str) -> str | None:
        return names[node[key]].name if key in node else None

    return Exchanged(
        id=iris.local(node["id"]),
        type=node["statementType"],
        medium=node["medium"],
        text=node["text"],
        spans=_spans(node["place"]),
        chain=tuple(names[iri] for iri in node.get("chain", ())),
        speaker=name("speaker"),
        addressee=name("addressee"),
        about=tuple(names[iri].name for iri in node.get("concerns", ())),
        certainty=node["certainty"],
        markers=tuple(m.Marker(k["words"], _spans(k["place"])[0]) for k in node.get("marker", ())),
        channel=node["channel"],
        negated=node["negated"],
        confidence=node["confidence"],
    )


def agents_of(nodes: list[Node]) -> dict[str, Link]:
    """Names and kinds of the people and voices of a document, by IRI."""
    return {node["id"]: Link(node["voiceKind"], node["name"]) for node in nodes}


def statements(data: Node) -> tuple[Exchanged, ...]:
    """The statements in a document of ``document``.

    Raises BadData where it is none.
    """
    try:
        names = agents_of(data.get("mentions", []))
        return tuple(imported(node, names) for node in data.get("hasPart", []))
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise BadData(
            f"This is no JSON-LD that lautwem wrote ({error!r}).",
            "Give what lautwem export --format jsonld writes.",
        ) from error
