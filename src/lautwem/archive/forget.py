"""Forgetting articles and people, for good.

An article goes with all its versions and everything read in them. A person cannot go from a text
that is kept: either the articles go that name them, or the name is blacked out in text and reading
and everything told of the person goes; the rest of the reading keeps its offsets. Of what was
forgotten the archive keeps the hash of the text, so that adding it again does not bring it back.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
import sqlalchemy as sa

from lautwem import model as m
from lautwem.archive import rows, schema, words, write
from lautwem.archive.naming import Meant
from lautwem.archive.schema import CHILDREN
from lautwem.export import mask

FORGOTTEN = "lautwem.forgotten/1"


class Gone(m.Frozen):
    """What went: ``removed`` whole articles, ``masked`` ones in which a name was blacked out.

    ``still_named`` are articles whose text holds the name, but as a name of somebody else or in
    a place where nobody was recognised: an editor must look at them.
    """

    schema: str = FORGOTTEN
    removed: tuple[Meant, ...] = ()
    masked: tuple[Meant, ...] = ()
    versions: int = 0
    statements: int = 0
    decisions: int = 0
    still_named: tuple[Meant, ...] = ()
    purged: bool = True


def articles(connection: sa.Connection, meant: Sequence[Meant]) -> Gone:
    """Deletes articles with all their versions, within the open transaction."""
    from lautwem.archive.persons import kept, ledger

    version = schema.version.c
    ids = sorted({one.article_id for one in meant})
    texts = connection.execute(
        sa.select(version.id, version.content).where(version.article_id.in_(ids))
    ).all()
    said = sa.select(sa.func.count()).select_from(schema.statement)
    said = said.where(schema.statement.c.version_id.in_([text.id for text in texts]))
    statements = connection.execute(said).scalar_one()
    decisions = ledger.forget(connection, articles={one.key for one in meant})
    kept.release(connection, [text.id for text in texts])
    connection.execute(sa.delete(schema.article).where(schema.article.c.id.in_(ids)))
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if texts:
        new = [{"content": text.content, "forgotten_at": now} for text in texts]
        connection.execute(schema.forgotten.insert(), new)
    _drop_empty_identities(connection)
    return Gone(
        removed=tuple(meant), versions=len(texts), statements=statements, decisions=decisions
    )


def person(connection: sa.Connection, people: Sequence[int]) -> Gone:
    """Blacks out a person, known by rows of ``person``, in every version of their articles."""
    from lautwem.archive.persons import kept, ledger
    from lautwem.archive.persons.profile import Ref

    bearers = _bearers(connection, people)
    kept.release(connection, bearers)
    refs: set[Ref] = set()
    names: set[str] = set()
    masked: dict[int, Meant] = {}
    for version_id, ids in sorted(bearers.items()):
        row = _version(connection, version_id)
        reading = rows.unpack(row.reading)
        called = mask.names(reading, ids)
        names.update(called)
        refs |= {Ref(row.key, form) for form in _forms(called)}
        _rewrite(connection, row, mask.without(reading, ids), called)
        masked[row.article_id] = Meant(
            row.article_id, version_id, row.key, row.reading_id, row.source, None, row.outlet
        )
    decisions = ledger.forget(connection, refs=refs)
    _drop_watches(connection, names)
    _drop_empty_identities(connection)
    return Gone(
        masked=tuple(masked.values()),
        versions=len(bearers),
        decisions=decisions,
        still_named=_still_named(connection, names),
    )


def _forms(called: Sequence[str]) -> set[str]:
    from lautwem.archive.persons.names import forms

    return {form.text for form in forms(called)}


def _bearers(connection: sa.Connection, people: Sequence[int]) -> dict[int, set[str]]:
    """The local ids of the people by version, earlier and later versions of the same articles
    included: there it is who bears their very name."""
    person_, version = schema.person.c, schema.version.c
    mine = connection.execute(
        sa.select(person_.name, person_.aliases, version.article_id)
        .join_from(schema.person, schema.version, version.id == person_.version_id)
        .where(person_.id.in_(people))
    ).all()
    called: dict[int, set[str]] = {}
    for row in mine:
        called.setdefault(row.article_id, set()).update((row.name, *row.aliases))
    everybody = connection.execute(
        sa.select(person_.id, person_.local, person_.name, person_.aliases, version.article_id)
        .join_from(schema.person, schema.version, version.id == person_.version_id)
        .where(version.article_id.in_(called))
    ).all()
    found: dict[int, set[str]] = {}
    certain = {number // CHILDREN for number in people}
    for row in everybody:
        named = row.id // CHILDREN not in certain and row.name in called[row.article_id]
        if row.id in people or named:
            found.setdefault(row.id // CHILDREN, set()).add(row.local)
    return found


def _version(connection: sa.Connection, version_id: int) -> sa.Row:  # type: ignore[type-arg]
    version, article = schema.version.c, schema.article.c
    return connection.execute(
        sa.select(
            version.article_id, version.reading, version.reader, version.reading_id,
            version.source, version.outlet, version.id, article.key,
        )
        .join_from(schema.version, schema.article, article.id == version.article_id)
        .where(version.id == version_id)
    ).one()  # fmt: skip


def _rewrite(
    connection: sa.Connection,
    row: sa.Row,  # type: ignore[type-arg]
    reading: m.Reading,
    called: Sequence[str],
) -> None:
    """Writes the masked reading in the place of the old; addresses that hold the name go too."""
    article, key = reading.article, row.key
    hidden = set(words.name_words(*called))
    source, url = (_bare(text, hidden) for text in (article.source, article.url))
    if hidden & set(words.name_words(key)):
        key = f"forgotten:{hashlib.sha256(key.encode()).hexdigest()}"
        mine = schema.article.c.id == row.article_id
        connection.execute(sa.update(schema.article).where(mine).values(key=key))
    article = msgspec.structs.replace(article, source=source or mask.BLOCK, url=url)
    masked = msgspec.structs.replace(reading, article=article)
    write.replace(connection, row.id, rows.prepare(masked, row.reader, key=key))


def _bare(text: str | None, hidden: set[str]) -> str | None:
    """An address or path, up to the part in which a hidden name stands."""
    if text is None or not hidden & set(words.name_words(text)):
        return text
    kept = []
    for part in text.split("/"):
        if hidden & set(words.name_words(part)):
            break
        kept.append(part)
    return "/".join([*kept, mask.BLOCK])


def _still_named(connection: sa.Connection, names: set[str]) -> tuple[Meant, ...]:
    """Articles whose text still holds a full name."""
    from lautwem.archive.find import texts_with

    version, article = schema.version.c, schema.article.c
    full = [name for name in names if len(words.name_words(name)) > 1]
    found: dict[int, Meant] = {}
    for name in full:
        wanted = (
            sa.select(
                article.id, version.id, article.key, version.reading_id, version.source,
                version.title, version.outlet,
            )
            .join_from(schema.version, schema.article, article.id == version.article_id)
            .where(version.id.in_(texts_with(connection, name)))
        )  # fmt: skip
        found |= {row[0]: Meant(*row) for row in connection.execute(wanted)}
    return tuple(found.values())


def _drop_empty_identities(connection: sa.Connection) -> None:
    """Identities that have nobody any more; their name would be left."""
    member = schema.identity_member.c.identity_id
    has = sa.exists().where(member == schema.identity.c.id)
    connection.execute(sa.delete(schema.identity).where(~has))


def _drop_watches(connection: sa.Connection, names: set[str]) -> None:
    """Entries of the watch list that are for the person."""
    table = schema.watch
    folded = {words.name_words(name) for name in names}
    for row in connection.execute(sa.select(table.c.id, table.c.asked)).all():
        if words.name_words(row.asked) in folded:
            connection.execute(sa.delete(table).where(table.c.id == row.id))
