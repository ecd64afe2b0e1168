"""What the desk check says: rules, their hits in a draft, and findings in words."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from lautwem import model as m
from lautwem.desk.draft import Draft
from lautwem.desk.lookback import Lookback

Severity = Literal["check", "note"]
"""``check``: an editor should look before publication; ``note``: worth knowing."""
Language = Literal["de", "en"]


class Hit(m.Frozen):
    """A place at which a rule fires, before it is put into words.

    ``key`` names the wording among those of the rule, ``values`` fills its gaps.
    """

    span: m.Span
    key: str = "message"
    values: Mapping[str, str] = {}
    because: tuple[m.Because, ...] = ()


class Rule(m.Frozen):
    """One rule: a pure function from a draft to hits, and how it presents itself.

    ``fires`` and ``quiet`` are invented drafts in German (plain text, front matter allowed):
    the rule hits the first and says nothing about the second. ``looks_back`` tells that it
    finds more, or anything at all, with what an archive knows; ``back`` is what an archive
    knows about the examples, where they need it. Basis, subject, messages and advice are in the
    texts of a language, see :func:`lautwem.desk.explain`.
    """

    code: str
    name: str
    severity: Severity
    find: Callable[[Draft], Iterator[Hit]]
    fires: str
    quiet: str
    looks_back: bool = False
    back: Lookback | None = None


class Finding(m.Frozen):
    """One thing a desk should look at.

    ``span`` is the place in ``Article.text`` (for a rule about the whole text: its title or
    first sentence), ``message`` says what was seen, ``advice`` what an editor would do.
    """

    rule: str
    name: str
    severity: Severity
    span: m.Span
    message: str
    advice: str
    because: tuple[m.Because, ...] = ()


class Explanation(m.Frozen):
    """A rule described for editors in one language; ``basis`` is the point of code or law."""

    code: str
    name: str
    severity: Severity
    title: str
    basis: str
    looks_at: str
    advice: str
    fires: str
    quiet: str
    looks_back: bool
