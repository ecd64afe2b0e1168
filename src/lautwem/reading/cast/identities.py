"""Which names of people name the same person: fullest names, surnames, nicknames, initials."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from lautwem.language.lexicon import load
from lautwem.model import Because, Frozen, Name
from lautwem.reading.names.attributes import gazetteer

_QUOTED = re.compile(r"[\"“”„‟«»‹›‚‘’']([^\"“”„‟«»‹›]{1,40})[\"“”«»‹›‘’']")
_SHORTENED = 3  # letters of a first name that stand for it ("Alex" for "Alexander")
_INITIAL = re.compile(r"(?:[A-ZÄÖÜ][a-z]?\.-?)+\Z")


class PersonName(Frozen):
    """A name taken apart. ``words`` leaves titles and nickname out; letters are folded."""

    text: str
    words: tuple[str, ...]
    nickname: str | None = None

    @property
    def initials(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if _INITIAL.match(word.upper()))

    @property
    def is_full(self) -> bool:
        """Whether it has more than one part: "Gimeno-Traver" is one."""
        return len(self.proper) > 1 and " " in self.text

    @property
    def proper(self) -> tuple[str, ...]:
        """The words that are no initials."""
        return tuple(word for word in self.words if word not in self.initials)


class Identity(Frozen):
    """One person by name: ``names`` are indices into the names given, in text order."""

    name: str
    aliases: tuple[str, ...]
    names: tuple[int, ...]
    because: tuple[Because, ...] = ()


@cache
def _titles() -> frozenset[str]:
    data = load("titles")
    return frozenset([*data["address"], *data["academic"]])


def take_apart(text: str) -> PersonName:
    """A person's name as it stands, without inflection, in its parts."""
    nickname = None
    found = _QUOTED.search(text)
    if found and found.end() < len(text):
        nickname = found.group(1).strip()
        text = f"{text[: found.start()]} {text[found.end() :]}"
    words = [word for word in text.replace("-", " ").split() if word not in _titles()]
    return PersonName(" ".join(text.split()), tuple(_fold(word) for word in words), nickname)


def _fold(word: str) -> str:
    """Letters alike in all spellings of a name ("Lebedev", "Lebedew"; "Strauß", "Strauss")."""
    word = word.casefold()
    return word[:-1] + "v" if word.endswith("w") else word


def identities(names: Sequence[Name], links: Iterable[tuple[int, int]] = ()) -> list[Identity]:
    """The people behind the names of kind ``person``; other names are left out.

    ``links`` are pairs of indices that the text says are one person ("alias", "bekannt
    als"). A form that two people could bear goes to the one named last before it.
    """
    people = [
        (i, take_apart(name.canonical)) for i, name in enumerate(names) if name.kind == "person"
    ]
    groups = _full_names(people)
    groups = _short_names(people, groups)
    for left, right in links:
        groups = _merge(groups, left, right)
    parsed = dict(people)
    return sorted((_identity(group, parsed, names) for group in groups), key=lambda p: p.names[0])


Group = list[int]


def _full_names(people: Sequence[tuple[int, PersonName]]) -> list[Group]:
    """Groups of names with a first name and a surname."""
    groups: list[Group] = []
    heads: list[PersonName] = []
    for index, name in sorted(people, key=lambda item: (-len(item[1].proper), item[0])):
        if not name.is_full:
            continue
        for group, head in zip(groups, heads, strict=True):
            if _same_full(name, head):
                group.append(index)
                break
        else:
            groups.append([index])
            heads.append(name)
    return groups


def _same_full(name: PersonName, head: PersonName) -> bool:
    """Whether ``name`` is a form of the longer ``head``: same ends, or all its words in order."""
    if name.proper == head.proper:
        return True
    if name.proper[-1] != head.proper[-1]:
        return False
    rest = iter(head.proper)
    if name.proper[0] == head.proper[0]:
        return all(word in rest for word in name.proper)
    short, long = sorted((name.proper[0], head.proper[0]), key=len)
    same_surname = name.proper[1:] == head.proper[1:]
    return same_surname and len(short) >= _SHORTENED and long.startswith(short)


def _short_names(people: Sequence[tuple[int, PersonName]], groups: list[Group]) -> list[Group]:
    parsed = dict(people)
    full = len(groups)
    for index, name in people:
        if any(index in group for group in groups):
            continue
        fitting = [g for g in groups[:full] if any(_short_of(name, parsed[i]) for i in g[:3])]
        if not fitting:
            fitting = [g for g in groups[full:] if parsed[g[0]].proper == name.proper]
        if len(fitting) > 1:
            fitting = [_latest(fitting, index)]
        if fitting:
            fitting[0].append(index)
        else:
            groups.append([index])
    return groups


def _short_of(short: PersonName, full: PersonName) -> bool:
    """ "Combs", "Sean", "Diddy", "P. Diddy", "S. Combs" are short forms of Sean "Diddy" Combs."""
    if not short.proper or not full.is_full or short.is_full:
        return False
    nickname = tuple((full.nickname or "").casefold().replace("-", " ").split())
    if nickname and short.proper == nickname:
        return True
    count = len(short.proper)
    at_end = short.proper in (full.proper[-count:], _surname(full), _surname(full)[-count:])
    if short.initials:
        return at_end and full.words[0].startswith(short.initials[0][0])
    return at_end or short.proper == full.proper[:count]


def _surname(full: PersonName) -> tuple[str, ...]:
    particles = {word.casefold() for word in load("titles")["particles"]}
    for at, word in enumerate(full.proper[1:], 1):
        if word in particles:
            return full.proper[at:]
    return full.proper[-1:]


def _latest(groups: Sequence[Group], index: int) -> Group:
    """The group named last before a name; where none is, the one named first after it."""
    before = {id(g): max((i for i in g if i < index), default=-1) for g in groups}
    return max(groups, key=lambda group: (before[id(group)], -min(group)))


def _merge(groups: list[Group], left: int, right: int) -> list[Group]:
    a = next((g for g in groups if left in g), None)
    b = next((g for g in groups if right in g), None)
    if a is None or b is None or a is b:
        return groups
    return [g for g in groups if g is not a and g is not b] + [a + b]


def _identity(group: Group, parsed: dict[int, PersonName], names: Sequence[Name]) -> Identity:
    indices = tuple(sorted(group))
    fullest = max(indices, key=lambda i: (_fullness(parsed[i]), -i))
    name = parsed[fullest].text
    forms: dict[str, None] = {}
    for i in indices:
        forms.setdefault(parsed[i].text)
        if parsed[i].nickname:
            forms.setdefault(parsed[i].nickname)
    aliases = tuple(form for form in forms if form != name)
    spans = tuple(names[i].span for i in indices)
    return Identity(name, aliases, indices, (Because("same-name", spans),))


def _fullness(name: PersonName) -> tuple[bool, bool, int]:
    """A name with a known first name is fuller than a stage name of as many words."""
    known = gazetteer().first_names
    return (
        name.is_full,
        name.text.split(" ")[0] in known,
        len(name.words),
    )
