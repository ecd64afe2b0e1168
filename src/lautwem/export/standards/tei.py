"""TEI P5 of a reading: every statement a ``said``, with who says it to whom.

What TEI has no attribute for (chain, certainty, channel ..) stands in a feature structure
(``fs``) that the ``said`` points to with ``ana``. Statements may overlap and lie in pieces,
elements may not: a ``said`` is broken where it must be, its parts linked by ``prev`` and
``next``.
"""

from collections.abc import Iterator
from typing import TypeVar

from lxml import etree

from lautwem import model as m
from lautwem.errors import BadData
from lautwem.export.standards import iris
from lautwem.export.standards.exchange import Exchanged, Link, exchanged
from lautwem.export.standards.said import Weaver
from lautwem.export.standards.teixml import ID, TEI, Element, add, identify, tag
from lautwem.language import blocks

T = TypeVar("T")

# -- header --------------------------------------------------------------------


def _when(date: m.PartialDate) -> str:
    """The date as ``when`` takes it: a time of day only where it is known to the second."""
    return date.value[:10] if date.precision in ("hour", "minute") else date.value


def _header(root: Element, article: m.Article) -> None:
    file = add(add(root, "teiHeader"), "fileDesc")
    titles = add(file, "titleStmt")
    add(titles, "title", article.title or article.source)
    for author in article.authors:
        add(titles, "author", author)
    add(add(file, "publicationStmt"), "p", "Read by lautwem.")
    source = add(add(file, "sourceDesc"), "bibl")
    add(source, "title", article.title or article.source)
    if article.outlet:
        add(source, "publisher", article.outlet)
    if article.published:
        add(source, "date", article.published.value, when=_when(article.published))
    if article.url:
        add(source, "ref", article.url, target=iris.address(article.url))
    add(source, "idno", article.id, type="lautwem")


# -- people, voices, features ------------------------------------------------------


def _cast(stand_off: Element, reading: m.Reading) -> None:
    if reading.people:
        people = add(stand_off, "listPerson")
        for person in reading.people:
            entry = identify(add(people, "person"), person.id)
            add(entry, "persName", person.name)
            for alias in person.aliases:
                add(entry, "persName", alias, type="alias")
    bodies = [voice for voice in reading.voices if not voice.person]
    if bodies:
        voices = add(stand_off, "listOrg")
        for voice in bodies:
            entry = identify(add(voices, "org", type=voice.kind), voice.id)
            add(entry, "orgName", voice.name)


def _feature(parent: Element, name: str, value: str, kind: str = "symbol") -> None:
    feature = add(parent, "f", name=name)
    if kind == "string":
        add(feature, "string", value)
    elif kind == "pointer":
        feature.set("fVal", value)
    else:
        add(feature, kind, value=value)


def _several(
    parent: Element, name: str, type_: str, values: tuple[T, ...]
) -> Iterator[tuple[Element, T]]:
    """A feature with a list of values, a structure each; a feature may hold one value only."""
    if values:
        found = add(add(parent, "f", name=name), "vColl", org="list")
        for value in values:
            yield add(found, "fs", type=type_), value


def _places(spans: tuple[m.Span, ...]) -> str:
    return " ".join(f"{begin},{end}" for begin, end in spans)


def _features(stand_off: Element, reading: m.Reading) -> None:
    agents = {voice.id: voice.person or voice.id for voice in reading.voices}
    for statement, plain in zip(reading.statements, exchanged(reading), strict=True):
        fs = identify(add(stand_off, "fs", type="statement"), statement.id)
        _feature(fs, "type", statement.type)
        _feature(fs, "medium", statement.medium)
        _feature(fs, "certainty", statement.certainty.level)
        _feature(fs, "channel", statement.channel.kind)
        _feature(fs, "negated", str(statement.negated).lower(), kind="binary")
        _feature(fs, "confidence", str(plain.confidence), kind="numeric")
        _feature(fs, "text", plain.text, kind="string")
        _feature(fs, "spans", _places(plain.spans), kind="string")
        for name, party in (("speaker", statement.speaker), ("addressee", statement.addressee)):
            if party and party.voice:
                _feature(fs, name, f"#{agents[party.voice]}", kind="pointer")
        for link, voice in _several(fs, "chain", "voice", statement.chain):
            _feature(link, "who", f"#{agents[voice]}", kind="pointer")
        for subject, person in _several(fs, "about", "person", statement.about):
            _feature(subject, "who", f"#{person}", kind="pointer")
        for hedge, marker in _several(fs, "marker", "marker", plain.markers):
            _feature(hedge, "words", marker.text, kind="string")
            _feature(hedge, "place", _places((marker.span,)), kind="string")


def document(reading: m.Reading) -> bytes:
    """One reading as a TEI document (UTF-8)."""
    article = reading.article
    root = etree.Element(tag("TEI"), nsmap={None: TEI})
    _header(root, article)
    stand_off = etree.Element(tag("standOff"))
    _cast(stand_off, reading)
    _features(stand_off, reading)
    if len(stand_off):
        root.append(stand_off)
    division = add(add(add(root, "text"), "body"), "div")
    weaver = Weaver(reading)
    captions = {caption.span for caption in article.captions}
    for block in blocks(article):
        weaver.weave(_block(division, block, article, captions), block)
    weaver.link()
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _block(division: Element, block: m.Span, article: m.Article, captions: set[m.Span]) -> Element:
    if block == article.title_span and not len(division):
        return add(division, "head")
    if block in captions:
        return add(add(division, "figure"), "figDesc")
    return add(division, "p")


# -- back ----------------------------------------------------------------------------


def _numbers(text: str) -> tuple[m.Span, ...]:
    pairs = (piece.split(",") for piece in text.split())
    return tuple((int(begin), int(end)) for begin, end in pairs)


def _names(root: Element) -> dict[str, Link]:
    people = {
        f"#{person.get(ID)}": Link("person", person.findtext(tag("persName")))
        for person in root.iter(tag("person"))
    }
    bodies = {
        f"#{body.get(ID)}": Link(body.get("type"), body.findtext(tag("orgName")))
        for body in root.iter(tag("org"))
    }
    return people | bodies


class _Features:
    """The features of one structure by their names."""

    def __init__(self, fs: Element, names: dict[str, Link]) -> None:
        self._found = {f.get("name"): f for f in fs.iterchildren(tag("f"))}
        self._names = names

    def value(self, name: str) -> str:
        return self._found[name][0].get("value")

    def words(self, name: str) -> str:
        return self._found[name][0].text or ""

    def link(self, name: str) -> Link | None:
        return self._names[self._found[name].get("fVal")] if name in self._found else None

    def name(self, name: str) -> str | None:
        link = self.link(name)
        return link and link.name

    def several(self, name: str) -> "tuple[_Features, ...]":
        structures = self._found[name][0] if name in self._found else ()
        return tuple(_Features(fs, self._names) for fs in structures)


def _statement(fs: Element, names: dict[str, Link]) -> Exchanged:
    found = _Features(fs, names)
    return Exchanged(
        id=fs.get(ID),
        type=found.value("type"),
        medium=found.value("medium"),
        text=found.words("text"),
        spans=_numbers(found.words("spans")),
        chain=tuple(voice.link("who") for voice in found.several("chain")),
        speaker=found.name("speaker"),
        addressee=found.name("addressee"),
        about=tuple(person.name("who") for person in found.several("about")),
        certainty=found.value("certainty"),
        markers=tuple(
            m.Marker(hedge.words("words"), _numbers(hedge.words("place"))[0])
            for hedge in found.several("marker")
        ),
        channel=found.value("channel"),
        negated=found.value("negated") == "true",
        confidence=float(found.value("confidence")),
    )


def statements(data: bytes) -> tuple[Exchanged, ...]:
    """The statements in a document of ``document``.

    Raises BadData where it is none.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
        names = _names(root)
        return tuple(
            _statement(fs, names) for fs in root.iter(tag("fs")) if fs.get("type") == "statement"
        )
    except (etree.XMLSyntaxError, IndexError, KeyError, StopIteration, TypeError, ValueError) as e:
        raise BadData(
            f"This is no TEI that lautwem wrote ({type(e).__name__}: {e}).",
            "Give what lautwem export --format tei writes.",
        ) from e
