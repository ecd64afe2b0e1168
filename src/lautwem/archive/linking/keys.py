"""Keys under which statements meet that may be one, so that an archive need not read all.

Two forms of one statement share at least one key when they share one of their rarest
content stems, two of their rarer ones, or a stem and the name of the person who speaks
or is spoken of. A key that very many statements have tells nothing: the archive passes
over it, and the combined ones are the selective ones then.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations

from lautwem import model as m
from lautwem import schema
from lautwem.archive.linking.content import Content, content, weight
from lautwem.language.stems import stem

SINGLE = 6
"""Stems that are keys by themselves. A statement cut to half its content words still
shares three of six with the whole on average, since both choose by one fixed order."""
PAIRED = 4
"""Stems whose pairs are keys (six pairs)."""
NAMED = 4
"""Stems that are keys together with a person's name."""
PERSONS = 2
"""Persons that are taken for these: the speaker and the first whom it is about."""
LONGEST = 2000
"""Letters of a statement that are looked at: more is no statement anybody repeats."""


def statement_keys(reading: m.Reading, statement: m.Statement) -> tuple[int, ...]:
    """The keys of a statement: at most 21, each in 0 … 2⁶³ - 1, ascending."""
    text = schema.text_of(statement.quote, reading.article.text)[:LONGEST]
    return keys(content(text), _surnames(reading, statement))


def keys(of: Content, surnames: Sequence[str] = ()) -> tuple[int, ...]:
    """The keys of a content said by or about persons of these surnames (as stems)."""
    return tuple(sorted({_hashed(parts) for parts in _combinations(of, surnames)}))


def _combinations(of: Content, surnames: Sequence[str]) -> Iterator[tuple[str, ...]]:
    ranked = ranked_stems(of.stems)
    others = [s for s in ranked if s not in surnames]
    yield ("whole", *(sorted(others) or of.words))
    for one in others[:SINGLE]:
        yield ("one", one)
    for pair in combinations(others[:PAIRED], 2):
        yield ("two", *sorted(pair))
    for surname in surnames[:PERSONS]:
        for one in others[:NAMED]:
            yield ("by", surname, one)


def ranked_stems(stems: Iterable[str]) -> list[str]:
    """Stems from the rarest on, in an order that is the same in every text.

    Long words are rare words (Zipf 1935); a number is about as rare as a word of eight letters.
    """

    def rarity(one: str) -> tuple[float, int, str]:
        return -weight(one), -(8 if one.startswith("#") else len(one)), one

    return sorted(stems, key=rarity)


def _surnames(reading: m.Reading, statement: m.Statement) -> tuple[str, ...]:
    """Stems of the last names of who speaks and whom it is about, the speaker first."""
    people = {person.id: person for person in reading.people}
    voices = {voice.id: voice for voice in reading.voices}
    speaker = voices[statement.chain[0]].person if statement.chain else None
    ids = [id_ for id_ in (speaker, *statement.about) if id_ in people]
    return tuple(dict.fromkeys(surname(people[id_].name) for id_ in ids))


def surname(name: str) -> str:
    """The stem of the last word of a name."""
    words = name.split()
    return stem(words[-1]) if words else ""


def _hashed(parts: tuple[str, ...]) -> int:
    digest = blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
