"""Who is meant by a name or a number, and what the archive knows of him or her."""

import sqlalchemy as sa

from lautwem.archive.persons import ledger, lookup
from lautwem.archive.persons.dossier import ARTICLES, PERSON, Answer, candidates, dossier
from lautwem.archive.persons.lookup import Someone
from lautwem.errors import NotInArchive
from lautwem.export.printable import one_line


def meant(connection: sa.Connection, name: str) -> tuple[Someone, ...]:
    """Everybody who may be meant by a name, or the one of a number. Raises NotInArchive."""
    if name.isascii() and name.isdigit():
        return (lookup.by_number(connection, int(name)),)
    return lookup.by_name(connection, name)


LISTED = 60
"""Of several who may be meant, those with most articles."""


def answer(
    connection: sa.Connection,
    name: str,
    *,
    page: int = 1,
    size: int = ARTICLES,
    mask_minors: bool = False,
) -> Answer:
    """A page of the dossier of the one who is meant, or the candidates.

    Raises NotInArchive for nobody.
    """
    found = meant(connection, name)
    if not found:
        raise NotInArchive(
            f"Nobody in the archive is called {one_line(name)[:80]}.",
            "Try the surname alone, or lautwem find.",
        )
    if len(found) > 1:
        several = candidates(connection, found[:LISTED], mask_minors=mask_minors)
        return Answer(PERSON, name, None, several, len(found) - len(several))
    decisions = ledger.decisions(connection)
    person = dossier(connection, found[0], decisions, page=page, size=size, mask_minors=mask_minors)
    return Answer(PERSON, name, person, ())
