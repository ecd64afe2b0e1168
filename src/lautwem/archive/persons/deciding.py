"""From what an editor says of people as they are now to a decision, and back to what was meant."""

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import schema
from lautwem.archive.persons.decisions import Decision, Kind
from lautwem.archive.persons.lookup import Someone, refs
from lautwem.archive.persons.names import form
from lautwem.archive.persons.profile import Ref
from lautwem.errors import BadArguments

SHOWN = 12
"""People of one side of a decision that are described; the decision has all."""


class Sides(m.Frozen):
    """What is to be decided: see :class:`decisions.Decision`."""

    kind: Kind
    left: tuple[Ref, ...]
    right: tuple[Ref, ...] = ()


class Party(m.Frozen):
    """A person of an article whom a decision names. ``version_id`` is None where the article, or
    the person in it, is not in the archive any more; ``name`` is then in its folded form."""

    name: str
    version_id: int | None = None
    outlet: str | None = None
    title: str | None = None
    published: m.PartialDate | None = None


class Told(m.Frozen):
    """A decision with whom it is about: the first of each side, and how many more there are."""

    decision: Decision
    left: tuple[Party, ...]
    right: tuple[Party, ...]
    more_left: int
    more_right: int


def confirm(connection: sa.Connection, one: Someone) -> Sides:
    """All these articles mean one human being. Raises BadArguments where it is one article."""
    if one.articles < 2:
        raise BadArguments("There is but one article: nothing to confirm.")
    return Sides("confirm", refs(connection, one))


def join(connection: sa.Connection, one: Someone, others: Sequence[Someone]) -> Sides:
    """One and the others are the same human being. Raises BadArguments where there is no other."""
    if not others or any(other.id == one.id for other in others):
        raise BadArguments("Somebody is joined with somebody else.", "Name another person.")
    every = (ref for each in (one, *others) for ref in refs(connection, each))
    return Sides("join", tuple(dict.fromkeys(every)))


def split(connection: sa.Connection, one: Someone, out: Collection[Ref]) -> Sides:
    """Those of ``out`` are somebody else than the rest. Raises BadArguments where it is not some
    of the people of one human being that are split off."""
    mine = refs(connection, one)
    left = tuple(ref for ref in mine if ref in out)
    right = tuple(ref for ref in mine if ref not in out)
    if len(left) != len(set(out)) or not left or not right:
        raise BadArguments(
            "Only some of the people of one human being can be split off.",
            "lautwem person NAME shows their numbers.",
        )
    return Sides("split", left, right)


def told(connection: sa.Connection, decisions: Sequence[Decision]) -> tuple[Told, ...]:
    """Decisions in words, in the order given."""
    shown = [ref for d in decisions for ref in (*d.left[:SHOWN], *d.right[:SHOWN])]
    known = _parties(connection, shown)
    return tuple(
        Told(
            decision=d,
            left=tuple(known[ref] for ref in d.left[:SHOWN]),
            right=tuple(known[ref] for ref in d.right[:SHOWN]),
            more_left=max(0, len(d.left) - SHOWN),
            more_right=max(0, len(d.right) - SHOWN),
        )
        for d in decisions
    )


def _parties(connection: sa.Connection, refs: Iterable[Ref]) -> dict[Ref, Party]:
    found = {ref: Party(ref.name) for ref in refs}
    article, version, person = schema.article.c, schema.version.c, schema.person.c
    keys = sorted({ref.article for ref in found})
    for at in range(0, len(keys), 400):
        query = (
            sa.select(
                article.key, version.id, version.outlet, version.title, version.published,
                version.precision, person.name,
            )
            .join_from(schema.article, schema.version, version.article_id == article.id)
            .join(schema.person, person.version_id == version.id)
            .where(version.current, article.key.in_(keys[at : at + 400]))
        )  # fmt: skip
        for row in connection.execute(query):
            ref = Ref(row.key, form(row.name).text)
            if ref in found:
                date = m.PartialDate(row.published, row.precision) if row.published else None
                found[ref] = Party(row.name, row.id, row.outlet, row.title, date)
    return found
