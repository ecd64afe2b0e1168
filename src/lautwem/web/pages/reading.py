"""What a page shows of a reading, with the findings of the desk beside it."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from lautwem import desk
from lautwem import model as m
from lautwem.export import page
from lautwem.export.labels import Labels
from lautwem.web.files import marks_address


def reading_parts(
    reading: m.Reading,
    findings: Sequence[desk.Finding] | None,
    labels: Labels,
    links: page.Links = page.NO_LINKS,
) -> dict[str, Any]:
    """What ``reading.html`` shows, by name."""
    shown = page.parts(reading, labels, links)
    begins = [block.begin for block in shown["blocks"]]
    return {
        **shown,
        "marks": marks_address(len(reading.statements)),
        "findings": findings,
        "anchors": [_anchor(finding.span[0], begins) for finding in findings or ()],
    }


def _anchor(offset: int, begins: Sequence[int]) -> str:
    """The id of the block in which an offset lies; what lies before all is the title."""
    at = bisect_right(begins, offset)
    return f"b-{begins[at - 1]}" if at else "main"
