"""The names (IRIs) of articles, people, voices and statements in exports.

``urn:lautwem:`` is the project's own namespace. It is no address: nothing is fetched
for an export to be understood, since every document brings its context with it.
"""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from lautwem import model as m

NAMESPACE = "urn:lautwem:ns:"
"""Where the terms of the vocabulary live; docs/exports.md says what each means."""

_FOREIGN = re.compile(r"[^\w.~!$&'()*+,;=:@/?%-]|%(?![0-9A-Fa-f]{2})")
"""What may not stand in a path, query or fragment (RFC 3986, 3); letters may (RFC 3987)."""
_HOST = re.compile(r"[\w.~!$&'()*+,;=:@-]+|\[[0-9A-Fa-f:.]+\](:\d+)?")


def address(url: str | None) -> str | None:
    """A web address as RDF and XML can hold it, percent-encoded where it must be.

    None for what is no absolute address: it names nothing elsewhere.
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:  # brackets that hold no IPv6 address
        return None
    if not (parts.scheme and _HOST.fullmatch(parts.netloc)):
        return None
    rest = (_FOREIGN.sub(_encoded, part) for part in parts[2:])
    return urlunsplit((parts.scheme, parts.netloc, *rest))


def _encoded(found: re.Match[str]) -> str:
    return quote(found[0], safe="")


def article(value: m.Article) -> str:
    """The IRI of an article: made from its id, which is made from its content."""
    return f"urn:lautwem:article:{quote(value.id, safe='')}"


def part(value: m.Article, local: str) -> str:
    """The IRI of something in one article: ``p1``, ``v2``, ``s3``, ``char=0,12`` .."""
    return f"{article(value)}#{local}"


def agents(reading: m.Reading) -> dict[str, str]:
    """The IRI of every voice id; a voice that is a person has the person's."""
    return {v.id: part(reading.article, v.person or v.id) for v in reading.voices}


def local(iri: str) -> str:
    """What ``part`` was given: the id within its article."""
    return iri.rpartition("#")[2]
