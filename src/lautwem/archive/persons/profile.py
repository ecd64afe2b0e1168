"""What one article tells of one person, as far as it helps to know him or her in another."""

import re
import zlib
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple

import msgspec

from lautwem import model as m
from lautwem.archive.persons.names import fold, form
from lautwem.archive.persons.subjects import subjects
from lautwem.errors import BadData
from lautwem.language.lexicon import load
from lautwem.reading.names.attributes import gazetteer
from lautwem.reading.names.tagger import tagger

_CAPITAL = re.compile(r"[A-ZÄÖÜ][\w-]{3,40}")
_BRACKET = re.compile(r" \((?:beide )?([A-ZÄÖÜ][^()\d,;:]{1,30})\)")
_MENTIONS = 50  # mentions of a person that are looked at
_AGED = "ährige"  # "die 29-Jährige" tells an age, no affair
_WORDS = 60  # distinctive words kept of one person's paragraphs
_COMPANY = 40  # other people and bodies kept; an article that names more is a list


class Ref(m.Frozen):
    """How a person of an article is named for good: the article's key, the name, folded.

    It outlives new versions of the article, in which ids of people may change.
    """

    article: str
    name: str


class Kin(m.Frozen):
    """The person is ``type`` of somebody called ``other`` (folded)."""

    type: m.KinshipType
    other: str


class Profile(m.Frozen):
    """One person of one article. ``beside`` stands with the name or the office ("X (SPD)",
    "SPD-Chefin X"), ``company`` are other people, ``bodies``, ``words`` and ``places`` what else
    is around the person; all of these are folded. ``published`` is ISO, ``subjects`` what the
    article is about (:mod:`subjects`).
    """

    article: str
    local: str
    name: str
    aliases: tuple[str, ...] = ()
    gender: str | None = None
    minor: bool | None = None
    age: int | None = None
    born: m.BirthInterval | None = None
    roles: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    kin: tuple[Kin, ...] = ()
    beside: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    subjects: bytes = b""

    @property
    def names(self) -> tuple[str, ...]:
        """The fullest name and all other forms."""
        return (self.name, *self.aliases)

    @property
    def ref(self) -> Ref:
        """How decisions name this person."""
        return Ref(self.article, form(self.name).text)


class _Telling(NamedTuple):
    """A word of a paragraph that can tell who a person is, and what it can be."""

    folded: str
    distinctive: bool
    place: bool


_DECODER = msgspec.msgpack.Decoder(tuple[Profile, ...])


def profiles(reading: m.Reading, article: str) -> tuple[Profile, ...]:
    """The people of a reading, in its order. ``article`` is the article's key in the archive."""
    bodies = _bodies(reading)
    called = {person.id: form(person.name).text for person in reading.people}
    kin: dict[str, list[Kin]] = {}
    for fact in reading.kinship:
        if fact.from_ in called and fact.to in called:
            kin.setdefault(fact.from_, []).append(Kin(fact.type, called[fact.to]))
    names = _name_words(reading)
    telling = cache(partial(_telling, reading.article.text, names))
    found = (
        _profile(reading, person, article, called, tuple(kin.get(person.id, ())), bodies, telling)
        for person in reading.people
    )
    about = subjects(reading.article.text, names) if reading.people else b""
    return tuple(msgspec.structs.replace(one, subjects=about) for one in found)


def pack(people: tuple[Profile, ...]) -> bytes:
    """The people of one article as the archive keeps them."""
    return zlib.compress(msgspec.msgpack.encode(people), 6)


def unpack(data: bytes) -> tuple[Profile, ...]:
    """The people in what :func:`pack` gave. Raises BadData."""
    try:
        return _DECODER.decode(zlib.decompress(data))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise BadData(
            f"The people of an article in the archive are damaged ({error}).",
            "Add the article again.",
        ) from error


def _profile(
    reading: m.Reading,
    person: m.Person,
    article: str,
    called: dict[str, str],
    kin: tuple[Kin, ...],
    bodies: tuple[str, ...],
    telling: Callable[[m.Span], tuple[_Telling, ...]],
) -> Profile:
    published = reading.article.published
    around = [word for span in _paragraphs(reading.article, person) for word in telling(span)]
    others = (name for key, name in called.items() if key != person.id and " " in name)
    return Profile(
        article=article,
        local=person.id,
        name=person.name,
        aliases=person.aliases,
        gender=person.gender,
        minor=person.minor,
        age=person.age.value if person.age else None,
        born=person.born,
        roles=_unique(role.text for role in person.roles if role.kind == "role"),
        standings=_unique(role.text for role in person.roles if role.kind == "status"),
        kin=kin,
        beside=_unique(_beside(reading.article.text, person)),
        company=_unique(others)[:_COMPANY],
        bodies=bodies,
        words=_unique(word.folded for word in around if word.distinctive)[:_WORDS],
        places=_unique(word.folded for word in around if word.place)[:_WORDS],
        outlet=reading.article.outlet,
        published=published.value[:10] if published else None,
    )


def _unique(items: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _bodies(reading: m.Reading) -> tuple[str, ...]:
    """Named bodies that not every other article names: no parties, no "Polizei" alone."""
    out = []
    for voice in reading.voices:
        if voice.kind not in ("institution", "group") or voice.name in _everywhere():
            continue
        if any(_distinctive(word) for word in voice.name.split()):
            out.append(fold(voice.name))
    return tuple(dict.fromkeys(out))[:_COMPANY]


def _beside(text: str, person: m.Person) -> Iterator[str]:
    """ "X (SPD)", "X (TSV Lohe)", "SPD-Chefin X": what the person belongs to, as it is printed."""
    for _, end in person.mentions[:_MENTIONS]:
        if found := _BRACKET.match(text, end):
            yield fold(found.group(1))
    for role in person.roles:
        before, hyphen, _ = role.text.rpartition("-")
        if hyphen and before[:1].isupper():
            yield fold(before)


def _paragraphs(article: m.Article, person: m.Person) -> Iterator[m.Span]:
    """The paragraphs that name the person."""
    for begin, end in article.paragraphs or ((0, len(article.text)),):
        if any(begin <= at < end for at, _ in person.mentions):
            yield begin, end


def _telling(text: str, nobody: frozenset[str], span: m.Span) -> tuple[_Telling, ...]:
    """Words with a capital in a paragraph that tell something, without a genitive -s."""
    found = []
    places = gazetteer().places
    for word in _CAPITAL.findall(text, *span):
        if _distinctive(word) or word in places:
            word = word if word in places else word.removesuffix("s")
            if word not in nobody:
                found.append(_Telling(fold(word), _distinctive(word), _place(word)))
    return tuple(found)


def _place(word: str) -> bool:
    """A country or a large city that is not what every other German article is about."""
    return word in gazetteer().places and word not in load("common_names")["places"]


def _name_words(reading: m.Reading) -> frozenset[str]:
    """Words of the names of people, which count as company, of bodies and of roles."""
    names = [name for p in reading.people for name in (p.name, *p.aliases)]
    names += [voice.name for voice in reading.voices]
    names += [role.text for p in reading.people for role in p.roles]
    names += reading.article.authors
    return frozenset(w.removesuffix("s") for name in names for w in re.findall(r"[\w-]+", name))


@lru_cache(maxsize=20_000)
def _distinctive(word: str) -> bool:
    """Whether a word is rare: unknown to the corpora that the name tagger was trained on.

    These hold 46,000 word forms; a noun, a place or a firm that is not among them is met in
    few articles. Countries, large cities and common names of people are left out too.
    """
    lists = gazetteer()
    if _AGED in word or word in lists.places or word in lists.first_names or word in lists.surnames:
        return False
    return word not in tagger().corpus and word.removesuffix("s") not in tagger().corpus


@cache
def _everywhere() -> frozenset[str]:
    """Parties, authorities and international bodies: named in articles on anything."""
    lines = (*load("parties")["entries"].splitlines(), *load("authorities")["entries"].splitlines())
    return frozenset(line.split("|")[0].strip() for line in lines)
