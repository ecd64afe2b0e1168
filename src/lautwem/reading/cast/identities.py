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
        """Initials before the last word; the last is a surname ("Bernd K.")."""
        return tuple(word for word in self.words[:-1] if _INITIAL.match(word.upper()))

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
    shown = text.split()
    while len(shown) > 1 and shown[0] in _titles():
        shown = shown[1:]
    text = " ".join(shown)
    words = [word for word in text.replace("-", " ").split() if word not in _titles()]
    return PersonName(text, tuple(_fold(word) for word in words), nickname)


def _fold(word: str) -> str:
    """Letters alike in all spellings of a name ("Lebedev", "Lebedew"; "Strauß", "Strauss")."""
    word = word.casefold()
    return word[:-1] + "v" if word.endswith("w") else word


def identities(names: Sequence[Name], links: Iterable[tuple[int, int]] = ()) -> list[Identity]:
    """The people behind the names of kind ``person``; other names are left out.

    ``links`` are pairs of indices that the text says are one person ("alias", "bekannt
    als"). A form that two people could bear goes to the one named last before it.
    """
    parsed = {
        i: take_apart(name.canonical) for i, name in enumerate(names) if name.kind == "person"
    }
    groups = _Groups({}, {}, {})
    _full_names(parsed, groups)
    _short_names(parsed, groups)
    for left, right in links:
        groups.merge(left, right)
    members = groups.members()
    return sorted((_identity(group, parsed, names) for group in members), key=lambda p: p.names[0])


class _Groups(Frozen):
    """Names put together so far: name → group, group → names, word → groups with it."""

    of: dict[int, int]
    names: dict[int, list[int]]
    by_word: dict[str, list[int]]

    def found(self, index: int, words: Iterable[str]) -> None:
        """A new group, to be found again by ``words``."""
        self.of[index] = index
        self.names[index] = [index]
        for word in dict.fromkeys(words):
            self.by_word.setdefault(word, []).append(index)

    def join(self, index: int, group: int) -> None:
        """Adds a name to a group."""
        self.of[index] = group
        self.names[group].append(index)

    def merge(self, left: int, right: int) -> None:
        """Makes the groups of two names one."""
        into, gone = self.of.get(left), self.of.get(right)
        if into is None or gone is None or into == gone:
            return
        for index in self.names.pop(gone):
            self.join(index, into)

    def members(self) -> list[list[int]]:
        """The names of every group."""
        return list(self.names.values())


_CANDIDATES = 50  # groups that share a word and are compared; more is no real article


def _full_names(parsed: dict[int, PersonName], groups: _Groups) -> None:
    """Groups of names with a first name and a surname; "Van der Bellen" may be just that."""
    surnames = {_surname(name) for name in parsed.values() if len(name.proper) > 1}
    for index, name in sorted(parsed.items(), key=lambda item: (-len(item[1].proper), item[0])):
        if not name.is_full or name.proper in surnames:
            continue
        for group in groups.by_word.get(name.proper[-1], ())[:_CANDIDATES]:
            if _same_full(name, parsed[group]):
                groups.join(index, group)
                break
        else:
            words = (*name.proper, *_nickname(name))
            groups.found(index, words)


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


def _short_names(parsed: dict[int, PersonName], groups: _Groups) -> None:
    """Surnames, first names, nicknames: each to the person who can bear it."""
    for index, name in parsed.items():
        if index in groups.of:
            continue
        if not name.proper:
            groups.found(index, name.words)
            continue
        near = groups.by_word.get(name.proper[-1], [])[:_CANDIDATES]
        fitting = [g for g in near if any(_short_of(name, parsed[i]) for i in groups.names[g][:3])]
        fitting = fitting or [g for g in near if parsed[g].proper == name.proper]
        if fitting:
            groups.join(index, _latest(groups, fitting, index))
        else:
            groups.found(index, name.proper)


def _nickname(name: PersonName) -> tuple[str, ...]:
    words = (name.nickname or "").replace("-", " ").split()
    return tuple(_fold(word) for word in words)


def _short_of(short: PersonName, full: PersonName) -> bool:
    """ "Falk", "Jo", "J. Falk" are short forms of Jonas "Jo" Falk."""
    if not short.proper or not full.is_full:
        return False
    if short.is_full:
        return short.proper == _surname(full)
    nickname = _nickname(full)
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


def _latest(groups: _Groups, fitting: Sequence[int], index: int) -> int:
    """The group named last before a name; where none is, the one named first after it."""

    def place(group: int) -> tuple[int, int]:
        named = groups.names[group]
        return max((i for i in named if i < index), default=-1), -min(named)

    return max(fitting, key=place)


def _identity(
    group: Sequence[int], parsed: dict[int, PersonName], names: Sequence[Name]
) -> Identity:
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
