"""The names (IRIs) of articles, people, voices and statements in exports.

``urn:lautwem:`` is the project's own namespace. It is no address: nothing is fetched
for an export to be understood, since every document brings its context with it.
"""

from urllib.parse import quote

from lautwem import model as m

NAMESPACE = "urn:lautwem:ns:"
"""Where the terms of the vocabulary live; docs/exports.md says what each means."""


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
