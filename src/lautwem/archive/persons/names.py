"""A name of one article held against a name of another: could one human being bear both?"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from lautwem.language.lexicon import load
from lautwem.model import Frozen
from lautwem.reading.cast.identities import take_apart
from lautwem.reading.names.attributes import gazetteer

Match = Literal["same", "nickname", "form", "double-name", "spelling", "initial", "surname"]
"""How two names agree, from the same words down to no more than a surname in common."""

Rarity = Literal["rare", "listed", "common"]
"""How many people bear a name: hardly any, some, very many."""

_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "ł": "l"}
)
_SOUNDS = (("ij", "i"), ("y", "i"), ("j", "i"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("w", "v"))
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST_PREFIX = 3  # letters of a first name that stand for it, as within an article


class Form(Frozen):
    """A name in its folded words. ``surname`` is empty for a name of one word.

    ``given`` are the words before the surname (initials with their stop), ``only`` the word of
    a name that has no other; ``nickname`` what stood in quotation marks inside it.
    """

    given: tuple[str, ...]
    surname: tuple[str, ...]
    only: str = ""
    nickname: str = ""

    @property
    def is_full(self) -> bool:
        """Whether it has a first name that is spelt out and a surname that is."""
        return (
            bool(self.surname)
            and any(not _is_initial(word) for word in self.given)
            and (not _is_initial(self.surname[-1]))
        )

    @property
    def text(self) -> str:
        """Its words, folded: equal for what is one name in two spellings."""
        return " ".join((*self.given, *self.surname)) or self.only


def fold(word: str) -> str:
    """Letters alike however they are typed: "Kühn", "Kuehn" → "kuehn"; "Orbán" → "orban"."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFC", word).casefold().translate(_LETTERS)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def sound(word: str) -> str:
    """What spellings of one foreign name share: "Solenew", "Solenev"; "Yilmas", "Jilmas"."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=50_000)
def form(name: str) -> Form:
    """A name as an article has it, taken apart. Titles are left out."""
    taken = take_apart(name)
    nickname = fold((taken.nickname or "").replace("-", " "))
    words = [fold(word) for word in taken.text.split()]
    if len(words) < 2 or words[0] in _particles():
        return Form((), (), words[-1] if words else "", nickname)
    at = next((i for i in range(1, len(words) - 1) if words[i] in _particles()), len(words) - 1)
    given = tuple(part for word in words[:at] for part in word.split("-") if part)
    surname = tuple(part for word in words[at:] for part in word.split("-") if part)
    return Form(given, surname, "", nickname)


def forms(names: tuple[str, ...]) -> tuple[Form, ...]:
    """A person's names, the fullest first, as names in their own right.

    A lone word that is no part of the fullest name is a nickname of it ("Jojo" of Jonas Falk),
    one that is a part is left out: it tells no more.
    """
    main = form(names[0])
    found = {main: None}
    for other in map(form, names[1:]):
        if not other.only:
            found[other] = None
        elif main.only != other.only and other.only not in (*main.given, *main.surname):
            found[other] = None
            if main.surname:
                found[Form(main.given, main.surname, "", other.only)] = None
    return tuple(found)


@lru_cache(maxsize=50_000)
def keys(names: tuple[str, ...]) -> frozenset[str]:
    """The keys under which a person is looked for: sounds of surnames, nicknames, lone names, and
    "bernd k." for who is called so in one paper and Bernd Kramer in another.

    Two people of whom :func:`compare` says anything share a key. First names are none: too
    many people share them.
    """
    forms = [form(name) for name in names]
    given = {word for one in forms for word in one.given}
    found, abbreviated = set(), set()
    for one in forms:
        if one.surname:
            found |= {word for word in one.surname if word not in _particles()}
            abbreviated.add(f"{one.given[0]} {one.surname[0][0]}.")
        if one.nickname:
            found.add(one.nickname.split()[-1])
        if one.only and one.only not in given:
            found.add(one.only)
    return frozenset(sound(word) for word in found if not _is_initial(word)) | abbreviated


def compare(left: Form, right: Form) -> Match | None:
    """How two names agree; None where one human being can hardly bear both."""
    if left == right or (left.text == right.text and left.text):
        return "same"
    if left.only or right.only:
        return _with_lone(left, right)
    surname = _surnames(left.surname, right.surname)
    if surname is None:
        return "nickname" if _by_nickname(left, right) else None
    given = _given(left.given, right.given)
    if given is None and _by_nickname(left, right):
        given = "nickname"
    if given is None:
        return None
    weakest = max((surname, given), key=_ORDER.index)
    if _is_initial(left.surname[-1]) != _is_initial(right.surname[-1]):
        return "initial"
    return weakest


_ORDER: tuple[Match, ...] = (
    "same", "nickname", "form", "double-name", "spelling", "initial", "surname",
)  # fmt: skip


def closeness(match: Match) -> int:
    """0 for the same name, more for less agreement."""
    return _ORDER.index(match)


def _with_lone(left: Form, right: Form) -> Match | None:
    """A name of one word is a nickname or a surname of the other, or the same word."""
    if left.only and right.only:
        return "spelling" if sound(left.only) == sound(right.only) else None
    lone, full = (left, right) if left.only else (right, left)
    if full.nickname and lone.only == full.nickname:
        return "nickname"
    if sound(lone.only) == sound("".join(full.surname)):
        return "surname"
    last = full.surname[-1]
    return "surname" if lone.only in ("-".join(full.surname), last) else None


def _surnames(left: tuple[str, ...], right: tuple[str, ...]) -> Match | None:
    left = tuple(word for word in left if word not in _particles()) or left
    right = tuple(word for word in right if word not in _particles()) or right
    if left == right:
        return "same"
    if _is_initial(left[-1]) or _is_initial(right[-1]):
        return "initial" if left[0][0] == right[0][0] else None
    if tuple(map(sound, left)) == tuple(map(sound, right)):
        return "spelling"
    short, long = sorted((left, right), key=len)
    return "double-name" if len(short) < len(long) and set(short) < set(long) else None


def _given(left: tuple[str, ...], right: tuple[str, ...]) -> Match | None:
    if left == right:
        return "same"
    short, long = sorted((left, right), key=len)
    rest = iter(long)
    if short[0] == long[0] and all(_in_order(word, rest) for word in short):
        return "same"
    a, b = short[0], long[0]
    if _is_initial(a) or _is_initial(b):
        return "initial" if a[0] == b[0] else None
    if sound(a) == sound(b):
        return "spelling"
    if roots(a) & roots(b) or (len(short) == 1 and short[0] in long):
        return "form"
    shorter, longer = sorted((a, b), key=len)
    return "form" if len(shorter) >= _SHORTEST_PREFIX and longer.startswith(shorter) else None


def _in_order(word: str, rest: Iterator[str]) -> bool:
    """Whether a word, or its initial, comes among those that are left."""
    return any(word == other or _initial_of(word, other) for other in rest)


def _initial_of(left: str, right: str) -> bool:
    return (_is_initial(left) or _is_initial(right)) and left[0] == right[0]


def _by_nickname(left: Form, right: Form) -> bool:
    """ "Jojo Falk" and Jonas "Jojo" Falk; "P. Diddy" and Sean "Diddy" Combs."""
    for one, other in ((left, right), (right, left)):
        if not one.nickname or not other.surname:
            continue
        spelt = tuple(word for word in other.given if not _is_initial(word))
        if spelt and " ".join(spelt) == one.nickname and other.surname == one.surname:
            return True
        if not spelt and " ".join(other.surname) == one.nickname:
            return True
    return False


@lru_cache(maxsize=20_000)
def roots(first_name: str) -> frozenset[str]:
    """A first name and the full names that it may be short for."""
    return frozenset((first_name, *load("short_first_names").get(first_name, ())))


@lru_cache(maxsize=50_000)
def rarity(one: Form) -> Rarity:
    """How telling a name is.

    By the lexicons: a name among the most frequent of the country is borne by thousands, one
    on the long lists by some, one on no list by few. A first name that is frequent makes a
    listed surname common.
    """
    if not one.surname:
        return _lone_rarity(one.only)
    if _is_initial(one.surname[-1]):
        return "common"
    surname = one.surname[-1]
    many = surname in _common("surnames") and len(one.surname) == 1
    listed = surname in _listed("surnames")
    frequent = bool(one.given) and one.given[0] in _common("first_names")
    if many or (listed and frequent and len(one.surname) == 1):
        return "common"
    return "listed" if listed or many else "rare"


def _lone_rarity(word: str) -> Rarity:
    if not word or word in _common("surnames") or word in _listed("first_names"):
        return "common"
    return "listed" if word in _listed("surnames") else "rare"


@cache
def _common(kind: str) -> frozenset[str]:
    return frozenset(load("common_names")[kind])


@cache
def _listed(kind: str) -> frozenset[str]:
    names = gazetteer()
    return frozenset(map(fold, names.surnames if kind == "surnames" else names.first_names))


@cache
def _particles() -> frozenset[str]:
    return frozenset(map(fold, load("titles")["particles"]))


def _is_initial(word: str) -> bool:
    return word.endswith(".") and len(word) <= 3
