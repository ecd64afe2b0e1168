"""Editors' decisions in the archive: written down, never changed, undone by a date."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from lautwem.archive import schema
from lautwem.archive.persons import kept
from lautwem.archive.persons.decisions import Decision, Kind
from lautwem.archive.persons.profile import Ref
from lautwem.errors import NotInArchive


def now() -> str:
    """The time as decisions have it: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def decisions(connection: sa.Connection) -> tuple[Decision, ...]:
    """All decisions, those undone too, in the order in which they were made."""
    table = schema.identity_decision
    return tuple(
        _decision(row) for row in connection.execute(sa.select(table).order_by(table.c.id))
    )


def record(
    connection: sa.Connection,
    kind: Kind,
    left: Sequence[Ref],
    right: Sequence[Ref] = (),
    *,
    by: str | None = None,
    why: str | None = None,
    at: str | None = None,
) -> Decision:
    """Writes down a decision; see :class:`decisions.Decision` for what it means."""
    table = schema.identity_decision
    row = {
        "kind": kind,
        "people": {"left": _plain(left), "right": _plain(right)},
        "note": why,
        "made_by": by,
        "made_at": at or now(),
    }
    number = connection.execute(sa.insert(table).values(row).returning(table.c.id)).scalar_one()
    _release(connection, (*left, *right))
    return Decision(number, kind, tuple(left), tuple(right), by, why, row["made_at"])


def undo(connection: sa.Connection, number: int, *, at: str | None = None) -> Decision:
    """Lets a decision count for nothing from now on; it stays written down. Raises NotInArchive."""
    table = schema.identity_decision
    open_ = sa.and_(table.c.id == number, table.c.undone_at.is_(None))
    changed = sa.update(table).where(open_).values(undone_at=at or now()).returning(table)
    row = connection.execute(changed).first()
    if row is None:
        raise NotInArchive(
            f"There is no decision {number} that holds.", "lautwem person NAME shows them."
        )
    decision = _decision(row)
    _release(connection, (*decision.left, *decision.right))
    return decision


def _release(connection: sa.Connection, refs: Sequence[Ref]) -> None:
    """Lets the people whom a decision names be compared again."""
    kept.release(connection, kept.of_articles(connection, refs))


def forget(
    connection: sa.Connection, refs: Collection[Ref] = (), articles: Collection[str] = ()
) -> int:
    """Strikes people, or all people of articles (by key), out of every decision, for good.

    What is left of a decision without them stays only where it still says something. Returns
    how many decisions changed or went.
    """
    table, changed = schema.identity_decision, 0
    for decision in decisions(connection):
        left, right = (
            [ref for ref in side if ref not in refs and ref.article not in articles]
            for side in (decision.left, decision.right)
        )
        if (len(left), len(right)) == (len(decision.left), len(decision.right)):
            continue
        changed += 1
        _release(connection, (*decision.left, *decision.right))
        mine = table.c.id == decision.id
        says = bool(left and right) if decision.kind == "split" else len(left) > 1
        if says:
            people = {"left": _plain(left), "right": _plain(right)}
            connection.execute(sa.update(table).where(mine).values(people=people))
        else:
            connection.execute(sa.delete(table).where(mine))
    return changed


def _plain(refs: Sequence[Ref]) -> list[list[str]]:
    return [[ref.article, ref.name] for ref in refs]


def _decision(row: sa.Row) -> Decision:  # type: ignore[type-arg]
    left, right = (
        tuple(Ref(article, name) for article, name in row.people.get(side, ()))
        for side in ("left", "right")
    )
    return Decision(
        row.id, row.kind, left, right, row.made_by, row.note, row.made_at, row.undone_at
    )
