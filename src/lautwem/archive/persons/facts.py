"""What the articles together tell of one person: ages, births, names, roles, standing."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from lautwem import model as m
from lautwem.archive.persons.overall import Status
from lautwem.archive.persons.proceedings import overtaken
from lautwem.archive.rows import first_day, last_day


class Source(m.Frozen):
    """One member: the reading of the article, and the person's id in it."""

    reading: m.Reading
    local: str

    @property
    def person(self) -> m.Person:
        """The person as the article has him or her."""
        return next(one for one in self.reading.people if one.id == self.local)

    @property
    def day(self) -> str:
        """The first day on which the article can have appeared; "" where that is not known."""
        published = self.reading.article.published
        return first_day(published.value) if published else ""


class Place(m.Frozen):
    """Words of an article: its id, where they stand, what they are."""

    article: str
    span: m.Span
    text: str


class NameUse(m.Frozen):
    """A name, how often it stands in the articles, and in which."""

    name: str
    mentions: int
    articles: tuple[str, ...]


class AgeTold(m.Frozen):
    """An age as an article has it; ``agrees`` with the birth that most articles tell of."""

    value: int
    as_of: m.PartialDate | None
    born: m.BirthInterval | None
    agrees: bool
    place: Place


class RoleHeld(m.Frozen):
    """A role and the days of the first and last article that give it."""

    text: str
    first: str | None
    last: str | None
    articles: tuple[str, ...]


class Relative(m.Frozen):
    """The person is ``type`` of ``name``."""

    type: m.KinshipType
    name: str
    articles: tuple[str, ...]


class Standing(m.Frozen):
    """Standing in proceedings as an article has it; ``overtaken_by`` a later article, if any."""

    status: str
    day: str | None
    place: Place
    overtaken_by: Place | None


def place(source: Source, span: m.Span) -> Place:
    """Words of the source's article."""
    article = source.reading.article
    return Place(article.id, span, article.text[slice(*span)])


def names(sources: Sequence[Source]) -> tuple[NameUse, ...]:
    """Every name used, the most frequent first."""
    counts: Counter[str] = Counter()
    where: dict[str, dict[str, None]] = {}
    for source in sources:
        forms = (source.person.name, *source.person.aliases)
        for form in forms:
            where.setdefault(form, {})[source.reading.article.id] = None
        for mention in source.reading.mentions:
            if mention.entity == source.local and mention.form == "name":
                text = source.reading.article.text[slice(*mention.span)]
                counts[_form(text, forms)] += 1
    rows = (NameUse(name, counts[name], tuple(where[name])) for name in where)
    return tuple(sorted(rows, key=lambda use: (-use.mentions, -len(use.articles), use.name)))


def _form(text: str, forms: Sequence[str]) -> str:
    """The form of the name that a mention is of, through a genitive."""
    for given in (text, text.removesuffix("s"), text.rstrip("'’")):
        if given in forms:
            return given
    return forms[0]


def ages(sources: Sequence[Source], born: m.BirthInterval | None) -> tuple[AgeTold, ...]:
    """Every age told, in the order of time, and whether it agrees with a birth."""
    told = [(s, s.person) for s in sources if s.person.age]
    return tuple(
        AgeTold(
            value=person.age.value,
            as_of=person.age.as_of,
            born=person.born,
            agrees=born is None or person.born is None or meet(born, person.born),
            place=place(source, person.age.span),
        )
        for source, person in told
        if person.age
    )


def agreed(intervals: Sequence[m.BirthInterval]) -> m.BirthInterval | None:
    """What most of the intervals have in common; the first of equals counts."""
    days = [(first_day(b.earliest), last_day(b.latest)) for b in intervals]
    if not days:
        return None
    firsts, lasts = (sorted(edge) for edge in zip(*days, strict=True))
    fitting = {
        point: bisect_right(firsts, point) - bisect_left(lasts, point)
        for point in dict.fromkeys(first for first, _ in days)
    }
    best = max(fitting, key=lambda point: fitting[point])
    around = [(first, last) for first, last in days if first <= best <= last]
    return m.BirthInterval(max(first for first, _ in around), min(last for _, last in around))


def meet(left: m.BirthInterval, right: m.BirthInterval) -> bool:
    """Whether one day of birth fits both."""
    return first_day(left.earliest) <= last_day(right.latest) and first_day(
        right.earliest
    ) <= last_day(left.latest)


def roles(sources: Sequence[Source]) -> tuple[RoleHeld, ...]:
    """Roles with the time in which articles give them, in the order of their first article."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        for text in dict.fromkeys(r.text for r in source.person.roles if r.kind == "role"):
            found.setdefault(text, []).append(source)
    return tuple(
        RoleHeld(text, _edge(min, held), _edge(max, held), _articles(held))
        for text, held in found.items()
    )


def _edge(choose, held: Sequence[Source]) -> str | None:  # type: ignore[no-untyped-def]
    return choose((source.day for source in held if source.day), default=None)


def _articles(sources: Sequence[Source]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.reading.article.id for source in sources))


def kinship(sources: Sequence[Source]) -> tuple[Relative, ...]:
    """Relatives by name, in the order of time."""
    found: dict[tuple[m.KinshipType, str], list[Source]] = {}
    for source in sources:
        called = {person.id: person.name for person in source.reading.people}
        for fact in source.reading.kinship:
            if fact.from_ == source.local and fact.to in called:
                found.setdefault((fact.type, called[fact.to]), []).append(source)
    return tuple(Relative(*key, _articles(held)) for key, held in found.items())


def overtaking(history: Sequence[Status], shown: Collection[int]) -> tuple[int, ...]:
    """The people (numbers) whose standing overtakes that of those shown."""
    later = overtaken([(one.text, one.day, one) for one in history])
    mine = frozenset(shown)
    pairs = zip(history, later, strict=True)
    return tuple(dict.fromkeys(by.person for one, by in pairs if by and one.person in mine))


def standings(
    sources: Mapping[int, Source], history: Sequence[Status], shown: Collection[int]
) -> tuple[Standing, ...]:
    """Standing in proceedings in the order of time, and what was overtaken by a later article.

    ``history`` is that of all articles, ``shown`` are the people (numbers) of whom it is told;
    ``sources`` has these and those that overtake them.
    """
    later = overtaken([(one.text, one.day, one) for one in history])
    return tuple(
        Standing(
            one.text,
            one.day or None,
            place(sources[one.person], one.span),
            place(sources[by.person], by.span) if by else None,
        )
        for one, by in zip(history, later, strict=True)
        if one.person in shown
    )
