"""The people of an archive who may have to do with a name: all that identities depend on.

Who is whom under a name depends on everybody whose name agrees with it, on everybody whose name
agrees with theirs, and on whom editors put together. Names without a first name, or with one
letter of a surname, are held against all they could stand for, but lead no further: half the
archive could be "Peter M.".
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.persons.decisions import Decision, choose
from lautwem.archive.persons.names import compare, form, forms, keys
from lautwem.archive.persons.profile import Profile, Ref, unpack

MOST = 20_000
"""People gathered for one name at most: some 5 s of work. More than an archive of 100,000
articles has of one surname (Merkel is in 2 % of the articles of ``news-text``)."""
_STRANGERS = 4  # people under the keys of a name for each whose name agrees
_CHUNK = 400  # values in one query; SQLite takes 32,766, PostgreSQL plans long lists slowly


class Found(m.Frozen):
    """A person of a current version: the row, the version's row, and the profile."""

    person_id: int
    version_id: int
    profile: Profile


class Gathered(m.Frozen):
    """``complete`` is False where there were more than ``MOST``."""

    people: tuple[Found, ...]
    complete: bool


class Known(m.Frozen):
    """A person by the row alone."""

    person_id: int
    version_id: int
    local: str
    names: tuple[str, ...]


def gather(
    connection: sa.Connection,
    names: Collection[tuple[str, ...]],
    decisions: Collection[Decision],
    most: int = MOST,
) -> Gathered:
    """Everybody on whom the identities of people called ``names`` depend.

    Each entry of ``names`` holds the names of one person, the fullest first. Nobody is loaded
    where there are more than ``most`` and those are fewer than ``MOST``: it was only a try.
    """
    search = _Search(connection, most)
    search.reach(names)
    if most < MOST and not search.complete:
        return Gathered((), False)
    loaded = load(connection, search.known.values())
    asked: set[Ref] = set()
    while linked := linked_to(decisions, [found.profile for found in loaded]) - asked:
        more = by_ref(connection, linked)
        asked |= linked
        search.reach([found.profile.names for found in more])
        search.add(more)
        loaded = load(connection, search.known.values())
    return Gathered(loaded, search.complete)


class _Search:
    """A search that widens from names to names. Private to one call of :func:`gather`."""

    def __init__(self, connection: sa.Connection, most: int) -> None:
        self.known: dict[int, Known] = {}
        self._most = most
        self.complete = True
        self._connection = connection
        self._under: dict[str, list[Known]] = {}

    def add(self, people: Iterable[Found]) -> None:
        for found in people:
            one = found.profile
            known = Known(found.person_id, found.version_id, one.local, one.names)
            self.known.setdefault(found.person_id, known)

    def reach(self, names: Iterable[tuple[str, ...]]) -> None:
        """Adds all whose names agree, and all who agree with those; then rivals of short names."""
        ahead, done, short = set(names), set(), set()
        while ahead and self.complete:
            done |= ahead
            found = {one.names for one in self._agreeing(ahead)}
            short |= {one for one in found if not leads_on(one)}
            ahead = {one for one in found if leads_on(one)} - done
        self._agreeing(short - done)

    def _agreeing(self, names: set[tuple[str, ...]]) -> list[Known]:
        new = []
        by_key: dict[str, list[tuple[str, ...]]] = {}
        for one in names:
            for key in keys(one):
                by_key.setdefault(key, []).append(one)
        self._fetch(by_key.keys() - self._under.keys())
        for key, ours in by_key.items():
            for person in self._under.get(key, ()):
                if person.person_id in self.known:
                    continue
                if any(agree(one, person.names) for one in ours):
                    self.known[person.person_id] = person
                    new.append(person)
        self.complete = self.complete and len(self.known) <= self._most
        return new

    def _fetch(self, wanted: set[str]) -> None:
        key, person, version = schema.person_key.c, schema.person.c, schema.version.c
        self._under |= {one: [] for one in wanted}
        for part in chunks(sorted(wanted)):
            query = (
                sa.select(
                    key.key, person.id, person.version_id, person.local, person.name, person.aliases
                )
                .join_from(schema.person_key, schema.person, key.person_id == person.id)
                .join(schema.version, person.version_id == version.id)
                .where(key.key.in_(part), version.current)
                .limit(_STRANGERS * self._most + 1)
            )
            rows = self._connection.execute(query).all()
            self.complete = self.complete and len(rows) <= _STRANGERS * self._most
            for row in rows:
                names = (row.name, *row.aliases)
                self._under[row.key].append(Known(row.id, row.version_id, row.local, names))
            if not self.complete:
                return


@lru_cache(maxsize=50_000)
def agree(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether any name of one could be a name of the other."""
    return any(compare(a, b) is not None for a in forms(left) for b in forms(right))


@lru_cache(maxsize=50_000)
def leads_on(names: tuple[str, ...]) -> bool:
    """Whether a name is full enough that who agrees with it belongs to the question."""
    return form(names[0]).is_full


def load(connection: sa.Connection, known: Iterable[Known]) -> tuple[Found, ...]:
    """The profiles of people, in the order of their rows."""
    wanted: dict[int, dict[str, int]] = {}
    for one in known:
        wanted.setdefault(one.version_id, {})[one.local] = one.person_id
    out = []
    for part in chunks(sorted(wanted)):
        query = sa.select(schema.profile).where(schema.profile.c.version_id.in_(part))
        for row in connection.execute(query):
            ids = wanted[row.version_id]
            for person in unpack(row.people):
                if person.local in ids:
                    out.append(Found(ids[person.local], row.version_id, person))
    return tuple(sorted(out, key=lambda found: found.person_id))


def linked_to(decisions: Collection[Decision], here: Collection[Profile]) -> set[Ref]:
    """Whom decisions name that name anybody of the articles at hand (names may have changed)."""
    if not decisions:
        return set()
    articles = {profile.article for profile in here}
    return {
        ref
        for decision in decisions
        if decision.undone_at is None
        and any(r.article in articles for r in (*decision.left, *decision.right))
        for ref in (*decision.left, *decision.right)
    }


def by_ref(connection: sa.Connection, refs: Collection[Ref]) -> list[Found]:
    """The people whom decisions name, in the current versions of their articles."""
    article, version, person = schema.article.c, schema.version.c, schema.person.c
    out = []
    for part in chunks(sorted({ref.article for ref in refs})):
        query = (
            sa.select(person.id, person.version_id, person.local)
            .join_from(schema.person, schema.version, person.version_id == version.id)
            .join(schema.article, version.article_id == article.id)
            .where(article.key.in_(part), version.current)
        )
        there: dict[str, list[Found]] = {}
        for found in load(connection, [Known(*row, ()) for row in connection.execute(query)]):
            there.setdefault(found.profile.article, []).append(found)
        for ref in sorted(refs, key=lambda ref: (ref.article, ref.name)):
            here = there.get(ref.article, [])
            at = choose(ref, [found.profile for found in here])
            if at is not None:
                out.append(here[at])
    return out


def chunks(items: list) -> Iterator[list]:  # type: ignore[type-arg]
    """Lists short enough for one query."""
    for at in range(0, len(items), _CHUNK):
        yield items[at : at + _CHUNK]
