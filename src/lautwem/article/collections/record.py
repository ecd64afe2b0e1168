"""One article of a collection as it lies there, and what of a collection could not be saved."""

from typing import Literal

from lautwem.errors import LautwemError
from lautwem.model import Frozen, Notice

Form = Literal["file", "page", "fragment", "text", "reading"]
"""What ``Record.data`` is: ``file`` bytes of a text or page, ``page`` a whole page, ``fragment``
the HTML of a body, ``text`` a plain body, ``reading`` a line of ``lautwem.reading/1``."""


class Record(Frozen):
    """One article before import: picklable, so that another process may import and read it.

    ``name`` says where it came from ("dump.jsonl#17": the seventeenth line) and becomes
    ``Article.source``. ``data`` of a fragment, text or reading is UTF-8; ``charset`` is the one
    that a server declared for a page. What is given of title, outlet, date (as written), authors
    and address is used as ``to_article`` says.
    """

    name: str
    data: bytes
    form: Form = "file"
    charset: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


class Damage(Frozen):
    """A part of a collection that gives no article: where, why, code of the error, way out."""

    name: str
    reason: str
    code: str = "E107"
    advice: str = ""

    @property
    def why(self) -> str:
        """The reason, and what to do."""
        return f"{self.reason} {self.advice}".strip()


def failed(name: str, error: LautwemError) -> Damage:
    """The damage that an error makes of the part ``name``."""
    return Damage(name, error.message, error.code, error.advice)
