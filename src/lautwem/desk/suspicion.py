"""Suspicion reporting: four points for every accused person, each with its sentences or missing.

The points are those of BGH VI ZR 51/99: a minimum of evidence, no prejudgment, the answer of
the accused, and a reason to name.
"""

from typing import Literal

from lautwem import model as m
from lautwem.desk.findings import Language
from lautwem.desk.lookback import Lookback

PointKind = Literal["evidence", "no_prejudgment", "answer", "naming"]


class Point(m.Frozen):
    """One point: whether the text meets it, and the sentences that show it.

    ``spans`` are those of the sentences that meet the point, for ``no_prejudgment`` those that
    call for a look (empty where none does). ``met`` is None where the point does not arise
    (nobody is named). ``origins`` are, for ``evidence``, the names of the independent origins.
    ``message`` says it in words.
    """

    kind: PointKind
    met: bool | None
    spans: tuple[m.Span, ...]
    message: str
    origins: tuple[str, ...] = ()


class Accused(m.Frozen):
    """Somebody of whom the draft reports a suspicion.

    ``person`` is the id in the reading where there is one, ``name`` the name or the words the
    draft uses ("der 27-Jährige"), ``spans`` where the suspicion is told. ``points`` are four,
    in the order of :data:`PointKind`.
    """

    name: str
    person: str | None
    spans: tuple[m.Span, ...]
    points: tuple[Point, ...]


def suspicion(
    reading: m.Reading, back: Lookback | None = None, language: Language = "de"
) -> tuple[Accused, ...]:
    """The four-point list of everybody whom the draft puts under suspicion, in text order."""
    return ()
