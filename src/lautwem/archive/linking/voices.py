"""Who speaks, as it is compared across articles: names that can be one person's, or are not."""

from collections.abc import Iterable
from functools import cache

from lautwem import model as m
from lautwem.language.lexicon import load
from lautwem.language.stems import stem


class Speaker(m.Frozen, array_like=True):
    """A voice with what tells it from others.

    ``forms`` are all forms of its name in the article; ``identity`` is the number that an
    archive gives to one person across articles, where it has decided.
    """

    kind: m.VoiceKind
    name: str
    forms: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    gender: str | None = None
    identity: int | None = None

    @property
    def named(self) -> bool:
        """Whether somebody in particular is meant: not an unnamed source, not "das Unternehmen"."""
        return self.kind != "unnamed" and not is_generic(self)


def speaker(voice: m.Voice, people: dict[str, m.Person]) -> Speaker:
    """A voice of a reading as a speaker."""
    person = people.get(voice.person or "")
    if person is None:
        return Speaker(voice.kind, voice.name, (voice.name,))
    return of_person(person)


def of_person(person: m.Person) -> Speaker:
    """A person of a reading as a speaker."""
    return Speaker(
        kind="person",
        name=person.name,
        forms=tuple(dict.fromkeys((person.name, *person.aliases))),
        roles=tuple(role.text for role in person.roles if role.kind == "role"),
        gender=person.gender,
    )


def is_generic(of: Speaker) -> bool:
    """Whether a body is named by a common noun only ("das Unternehmen")."""
    return of.kind in ("institution", "group", "document") and of.name in _generic()


def hints_at_nobody(of: Speaker) -> bool:
    """Whether a source is unnamed and not even described (a bare soll, "Berichten zufolge")."""
    return of.kind == "unnamed" and of.name in _no_hint()


@cache
def _generic() -> frozenset[str]:
    return frozenset(load("linking")["generic_bodies"])


@cache
def _no_hint() -> frozenset[str]:
    return frozenset(load("linking")["no_hint"])


def same(one: Speaker, other: Speaker) -> bool:
    """Whether two named voices can be one, going by their names.

    Never on a surname alone where given names or genders differ. Two identities that an
    archive has decided on are the same or not, whatever the names.
    """
    if one.identity is not None and other.identity is not None:
        return one.identity == other.identity
    if (one.kind == "person") != (other.kind == "person"):
        return False
    if one.kind == "person":
        return _same_person(one, other)
    return same_name(one.name, other.name)


def _same_person(one: Speaker, other: Speaker) -> bool:
    if one.gender and other.gender and one.gender != other.gender:
        return False
    first, second = _words(one.name), _words(other.name)
    if not first or not second:
        return False
    if len(first) > 1 and len(second) > 1:
        return first[-1] == second[-1] and _given_agree(first[:-1], second[:-1])
    known = {tuple(_words(form)) for form in (*one.forms, one.name)}
    others = {tuple(_words(form)) for form in (*other.forms, other.name)}
    return bool(known & others) or first[-1] == second[-1]


def _given_agree(one: list[str], other: list[str]) -> bool:
    """Given names agree when one begins with the other's ("K." / "Karl", "Karl Heinz" / "Karl")."""
    pairs = zip(one, other, strict=False)
    shared = set(one) & set(other)
    return bool(shared) or all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _words(name: str) -> list[str]:
    words = (word.strip(".,\"'„“”»«()").lower() for word in name.split())
    return [word for word in words if word and word not in _TITLES]


_TITLES = frozenset({"dr", "prof", "professor", "herr", "frau", "von", "der", "die", "das"})


def same_name(one: str, other: str) -> bool:
    """Whether two names of bodies or outlets are one: inflection and articles aside, one may
    be the beginning of the other ("Blitz" / "Blitz am Mittag", "Seeblatt" / "Seeblatt Kranichsee").
    """
    first, second = name_stems(one), name_stems(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    return longer[: len(shorter)] == shorter


def name_stems(name: str) -> tuple[str, ...]:
    """The stems of a name without its articles ("dem „Elbstädter Kurier“")."""
    return tuple(stem(word.capitalize()) for word in _words(name))


def mentions(text_stems: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a name stands in a text, both as stems."""
    size = len(name)
    return bool(name) and any(
        text_stems[at : at + size] == name for at in range(len(text_stems) - size + 1)
    )


def speaks_for(one: Speaker, body: Speaker) -> bool:
    """Whether a person holds an office of a body: "Sprecherin der Alpmilch"."""
    if one.kind != "person" or body.kind not in ("institution", "group"):
        return False
    wanted = name_stems(body.name)
    return any(mentions(name_stems(role), wanted) for role in one.roles)


def named_by_office(unnamed: Speaker, known: Speaker) -> bool:
    """Whether "der Trainer", whom an article does not name, holds the office of somebody known.

    ``unnamed`` has the words for it as its role.
    """
    if unnamed.kind != "unnamed" or known.kind != "person" or not unnamed.roles:
        return False
    words = name_stems(unnamed.roles[0])
    if not unnamed.roles[0].lower().endswith(_single_offices()):
        return False  # a witness who is not named is no witness who is
    return bool(words) and any(name_stems(role)[-1:] == words[-1:] for role in known.roles)


@cache
def _single_offices() -> tuple[str, ...]:
    return tuple(word.lower() for word in load("linking")["single_offices"])


def distinct(speakers: Iterable[Speaker]) -> list[Speaker]:
    """Speakers without those who are the same as one before."""
    kept: list[Speaker] = []
    for candidate in speakers:
        if not any(same(candidate, known) for known in kept):
            kept.append(candidate)
    return kept
