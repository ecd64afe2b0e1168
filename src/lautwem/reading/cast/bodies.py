"""Bodies by name: outlets, agencies, institutions, groups; and the nouns that mean them."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Frozen, Name, VoiceKind
from lautwem.reading.cast.scene import Scene

KINDS: Mapping[str, VoiceKind] = {
    "outlet": "outlet",
    "agency": "agency",
    "institution": "institution",
    "group": "group",
}
"""Names that are voices by themselves, and what voice."""

_SPEAKING_ONLY: Mapping[str, VoiceKind] = {
    "platform": "platform",
    "picture_agency": "agency",
    "place": "institution",
}
"""Names that are voices only where they speak; a place that speaks is its government."""


_INFLECTION = re.compile(r"(?:e[nmrs]?|s)$")
_SHORT = 5  # letters up to which a word of a name is left as it is


class Body(Frozen):
    """One named body: ``names`` are indices into the names; ``classes`` what nouns may mean it."""

    kind: VoiceKind
    name: str
    names: tuple[int, ...]
    classes: frozenset[str]


class BodyNouns(Frozen):
    """The packaged lexicon ``body_nouns``."""

    nouns: Mapping[str, frozenset[str]]
    endings: tuple[tuple[str, str], ...]
    people: Mapping[str, frozenset[str]]

    def members(self, word: str) -> frozenset[str]:
        """Classes of body whose people a plural noun ("Menschenrechtler") may mean."""
        return self.people.get(word.lower(), frozenset())

    def classes(self, word: str) -> frozenset[str]:
        """Classes of body that a noun ("Konzern", "Einwanderungsbehörde") may mean."""
        head = word.rsplit("-", 1)[-1].lower()
        for begin in range(max(1, len(head) - 2)):
            for form in (head[begin:], head[begin:].removesuffix("s")):
                if found := self.nouns.get(form):
                    return found
        return frozenset()

    def classes_of_name(self, name: str) -> frozenset[str]:
        """Classes that a name's own last word tells ("Muster AG" → company)."""
        last = name.lower().replace("-", " ").split()[-1]
        return frozenset(
            kind
            for ending, kind in self.endings
            if last == ending or (len(ending) > 3 and last.endswith(ending))
        )


@cache
def body_nouns() -> BodyNouns:
    """The packaged nouns for bodies."""
    nouns: dict[str, set[str]] = {}
    people: dict[str, set[str]] = {}
    endings = []
    for kind, data in load("body_nouns")["classes"].items():
        for noun in data["nouns"]:
            for form in (noun.lower(), noun.lower() + "s", noun.lower() + "es"):
                nouns.setdefault(form, set()).add(kind)
        for noun in data.get("members", ()):
            people.setdefault(noun.lower(), set()).add(kind)
        endings += [(ending, kind) for ending in data["names"]]
    return BodyNouns(_frozen(nouns), tuple(endings), _frozen(people))


def _frozen(table: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(kinds) for word, kinds in table.items()}


def is_common(name: str) -> bool:
    """Whether what was taken for a name is only a noun for bodies ("NGO", "Gericht")."""
    return name.lower() in body_nouns().nouns


def bodies(scene: Scene, names: Sequence[Name], speaking: frozenset[int]) -> list[Body]:
    """The named bodies of a text. ``speaking`` are names that are some quotation's speaker."""
    groups: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if name.kind in KINDS or (name.kind in _SPEAKING_ONLY and number in speaking):
            groups.setdefault(_key(name.canonical), []).append(number)
    return [_body(scene, names, tuple(numbers)) for numbers in groups.values()]


def _key(name: str) -> str:
    """A name without what inflects its words ("Statistischem Bundesamt")."""
    words = name.casefold().split()
    return " ".join(_INFLECTION.sub("", word) if len(word) > _SHORT else word for word in words)


def _body(scene: Scene, names: Sequence[Name], numbers: tuple[int, ...]) -> Body:
    first = names[numbers[0]]
    kind = KINDS.get(first.kind) or _SPEAKING_ONLY[first.kind]
    classes = set(body_nouns().classes_of_name(first.canonical))
    classes |= {first.kind} & {"outlet", "agency", "group"}
    if first.canonical in _parties():
        classes.add("party")
    for number in numbers:
        at = scene.name_tokens[number][0]
        if at and scene.tokens[at - 1].pos == "NOUN":
            classes |= body_nouns().classes(scene.tokens[at - 1].text)
    return Body(kind, first.canonical, numbers, frozenset(classes))


@cache
def _parties() -> frozenset[str]:
    lines = load("parties")["entries"].splitlines()
    return frozenset(line.split("|")[0].strip() for line in lines)
